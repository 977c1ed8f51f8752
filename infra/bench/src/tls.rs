//! TLS before the local stack, which has none: what a function does over TLS in the cloud it does
//! over TLS here.

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Context, Result};
use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};
use reqwest::Url;
use rustls::ServerConfig;
use rustls::pki_types::PrivateKeyDer;
use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;

/// A listener that hands on to the stack what comes by TLS.
pub(crate) struct Tls {
    port: u16,
    /// The certificate of who signed the listener's, for whoever is to trust it.
    pub(crate) authority: PathBuf,
}

impl Tls {
    pub(crate) async fn before(stack: &str) -> Result<Self> {
        let stack = Url::parse(stack)?;
        let host = stack
            .host_str()
            .context("the stack's address has no host")?;
        let port = stack.port().context("the stack's address has no port")?;
        let to = (host.to_owned(), port);
        let (config, authority) = certified()?;
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let port = listener.local_addr()?.port();
        tokio::spawn(serve(listener, TlsAcceptor::from(config), to));
        Ok(Self { port, authority })
    }

    /// The same address behind TLS.
    pub(crate) fn of(&self, url: &str) -> Result<String> {
        let path = Url::parse(url)?.path().to_owned();
        Ok(format!("https://localhost:{}{path}", self.port))
    }
}

async fn serve(listener: TcpListener, acceptor: TlsAcceptor, to: (String, u16)) {
    while let Ok((connection, _)) = listener.accept().await {
        let (acceptor, to) = (acceptor.clone(), to.clone());
        tokio::spawn(async move {
            let mut outside = acceptor.accept(connection).await?;
            let mut inside = TcpStream::connect(to).await?;
            inside.set_nodelay(true)?;
            copy_bidirectional(&mut outside, &mut inside).await
        });
    }
}

/// A certificate for `localhost`, and the file of the authority that signed it.
fn certified() -> Result<(Arc<ServerConfig>, PathBuf)> {
    let mut authority = CertificateParams::new(Vec::new())?;
    authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let authority_key = KeyPair::generate()?;
    let signed = authority.self_signed(&authority_key)?;
    let file = std::env::temp_dir().join(format!("bench-{}-authority.pem", std::process::id()));
    std::fs::write(&file, signed.pem())?;
    let key = KeyPair::generate()?;
    let issuer = Issuer::new(authority, authority_key);
    let own = CertificateParams::new(vec!["localhost".to_owned()])?.signed_by(&key, &issuer)?;
    let secret = PrivateKeyDer::Pkcs8(key.serialize_der().into());
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .with_no_client_auth()
        .with_single_cert(vec![own.der().clone()], secret)?;
    Ok((Arc::new(config), file))
}
