//! Where the provider publishes its keys: the one address on the network that anything here is
//! fetched from, and it is the operator's own word (S8).

use std::error::Error;
use std::net::SocketAddr;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::http::header::{ACCEPT, USER_AGENT};
use axum::http::{Request, StatusCode, Uri};
use bytes::Bytes;
use http_body_util::{BodyExt, Empty, Limited};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::client::legacy::connect::dns::{GaiResolver, Name};
use hyper_util::rt::TokioExecutor;
use rustls::crypto::ring::default_provider;
use tower::Service;
use url::Url;

use super::address::is_public;
use super::key::{self, Key};

/// For the whole exchange: somebody waits for it.
const TIMEOUT: Duration = Duration::from_secs(3);
/// Largest set read, in bytes.
const MAX_LENGTH: usize = 64 * 1024;

type Failure = Box<dyn Error + Send + Sync>;

/// Connections to the provider, of which none is kept: the next is an hour away.
pub(super) struct Source {
    client: Client<HttpsConnector<HttpConnector<PublicOnly>>, Empty<Bytes>>,
    uri: Uri,
    timeout: Duration,
}

impl Source {
    /// Opens nothing yet.
    ///
    /// # Errors
    /// If TLS cannot be set up, or it is no address.
    pub(super) fn at(url: &Url) -> Result<Self, Failure> {
        let mut http = HttpConnector::new_with_resolver(PublicOnly(GaiResolver::new()));
        http.enforce_http(false);
        let connector = HttpsConnectorBuilder::new()
            .with_provider_and_webpki_roots(default_provider())?
            .https_or_http()
            .enable_http1()
            .wrap_connector(http);
        Ok(Self {
            client: Client::builder(TokioExecutor::new())
                .pool_max_idle_per_host(0)
                .build(connector),
            uri: url.as_str().parse()?,
            timeout: TIMEOUT,
        })
    }

    /// The keys that the provider publishes now. Redirects are not followed.
    ///
    /// # Errors
    /// If there is no answer in time, or none with a key that is understood here.
    pub(super) async fn read(&self) -> Result<Vec<Key>, Failure> {
        tokio::time::timeout(self.timeout, self.exchange()).await?
    }

    async fn exchange(&self) -> Result<Vec<Key>, Failure> {
        let request = Request::get(&self.uri)
            .header(ACCEPT, "application/json")
            .header(USER_AGENT, concat!("goodword/", env!("CARGO_PKG_VERSION")))
            .body(Empty::new())?;
        let response = self.client.request(request).await?;
        let status = response.status();
        if status != StatusCode::OK {
            return Err(format!("it answered {status}").into());
        }
        let body = Limited::new(response.into_body(), MAX_LENGTH);
        let keys = key::read(&body.collect().await?.to_bytes())?;
        if keys.is_empty() {
            return Err("it has no key for RS256 or ES256".into());
        }
        Ok(keys)
    }
}

/// Leads names to public addresses alone, whatever the name server says of them.
#[derive(Clone)]
struct PublicOnly(GaiResolver);

impl Service<Name> for PublicOnly {
    type Response = std::vec::IntoIter<SocketAddr>;
    type Error = std::io::Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, Self::Error>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        self.0.poll_ready(context)
    }

    fn call(&mut self, name: Name) -> Self::Future {
        let found = self.0.call(name);
        Box::pin(async move {
            let public: Vec<_> = found.await?.filter(|it| is_public(it.ip())).collect();
            if public.is_empty() {
                return Err(std::io::Error::other("the name has no public address"));
            }
            Ok(public.into_iter())
        })
    }
}

#[cfg(test)]
mod tests;
