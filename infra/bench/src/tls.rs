//! TLS before the local stack, which has none: what a function does over TLS in the cloud it does
//! over TLS here.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use anyhow::{Context, Result, ensure};
use reqwest::Url;
use rustls::ServerConfig;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
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

/// A certificate for `localhost`, and the file of the authority that signed it: both made anew.
fn certified() -> Result<(Arc<ServerConfig>, PathBuf)> {
    let folder = std::env::temp_dir().join(format!("bench-{}-tls", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    openssl(&folder, "authority", &["-subj", "/CN=bench"])?;
    let signed = ["-CA", "authority.pem", "-CAkey", "authority.key"];
    let named = [
        "-subj",
        "/CN=localhost",
        "-addext",
        "subjectAltName=DNS:localhost",
    ];
    let no_authority = ["-addext", "basicConstraints=critical,CA:FALSE"];
    openssl(
        &folder,
        "own",
        &[&signed[..], &named, &no_authority].concat(),
    )?;
    let own = CertificateDer::from_pem_file(folder.join("own.pem"))?;
    let key = PrivateKeyDer::from_pem_file(folder.join("own.key"))?;
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .with_no_client_auth()
        .with_single_cert(vec![own], key)?;
    Ok((Arc::new(config), folder.join("authority.pem")))
}

/// Writes the certificate `<name>.pem` and its `<name>.key` to `folder`.
fn openssl(folder: &Path, name: &str, also: &[&str]) -> Result<()> {
    let (certificate, key) = (format!("{name}.pem"), format!("{name}.key"));
    let made = Command::new("openssl")
        .args(["req", "-x509", "-nodes", "-days", "2", "-newkey", "ec"])
        .args(["-pkeyopt", "ec_paramgen_curve:P-256"])
        .args(["-out", &certificate, "-keyout", &key])
        .args(also)
        .current_dir(folder)
        .output()
        .context("openssl makes the certificates: apt-get install openssl")?;
    let said = String::from_utf8_lossy(&made.stderr);
    ensure!(made.status.success(), "openssl made no certificate: {said}");
    Ok(())
}
