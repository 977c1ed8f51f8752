//! Sends a part, again where that may help, and tells failures by what the user can do.

use std::time::Duration;

use anyhow::{Context, Result};
use bytes::Bytes;
use http::{Request, Response, StatusCode};
use http_body_util::{BodyExt, Full};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use rustls::crypto::ring::default_provider;
use serde::Deserialize;
use url::Url;

use crate::Command;
use crate::report::Part;
use crate::rows::Format;

/// How often a part is sent that fails for a reason that may pass.
const ATTEMPTS: u32 = 6;

/// For one call: the function has ten seconds.
const TIMEOUT: Duration = Duration::from_secs(30);

/// What Goodword answered, where that is no import.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    #[error("the file cannot be imported: {0}")]
    Unreadable(String),
    #[error("the key may not do this: {0}")]
    NotAllowed(String),
    #[error(
        "Goodword cannot be reached at {url}: {why}; run the command again, nothing is done twice"
    )]
    Unreachable { url: Url, why: String },
}

impl Failure {
    /// Of what went wrong, the part that has an exit code of its own.
    pub(crate) fn of(error: &anyhow::Error) -> Option<&Self> {
        error.downcast_ref()
    }

    pub(crate) fn code(&self) -> u8 {
        match self {
            Self::Unreadable(_) => 2,
            Self::NotAllowed(_) => 3,
            Self::Unreachable { .. } => 4,
        }
    }
}

/// RFC 9457, as far as a user needs it.
#[derive(Deserialize, Default)]
struct Problem {
    #[serde(default)]
    title: String,
    detail: Option<String>,
    #[serde(default)]
    errors: Vec<FieldError>,
}

#[derive(Deserialize)]
struct FieldError {
    pointer: String,
    detail: String,
}

impl Problem {
    fn in_words(self) -> String {
        let fields = self.errors.iter();
        let fields = fields.map(|field| {
            let name = field.pointer.trim_start_matches('/');
            format!("{name} {}", field.detail)
        });
        let fields = fields.collect::<Vec<_>>().join("; ");
        if fields.is_empty() {
            return self.detail.unwrap_or(self.title);
        }
        fields
    }
}

/// What came of sending a part once.
enum Sent {
    Done(Part),
    Again {
        why: String,
        /// How long Goodword asks to wait.
        after: Option<Duration>,
    },
}

pub(crate) struct Api {
    client: Client<HttpsConnector<HttpConnector>, Full<Bytes>>,
    url: Url,
    key: String,
    actor: Option<String>,
    media_type: &'static str,
    /// Names this run, so that a part that is sent again is done once.
    run: String,
}

impl Api {
    pub(crate) fn connect(command: &Command, format: Format) -> Result<Self> {
        let mut url = command.url.join("/v1/admin/imports/accounts")?;
        url.query_pairs_mut()
            .append_pair("dry_run", if command.dry_run { "true" } else { "false" })
            .append_pair("name", &name(command));
        let connector = HttpsConnectorBuilder::new()
            .with_provider_and_webpki_roots(default_provider())?
            .https_or_http()
            .enable_http1()
            .build();
        Ok(Self {
            client: Client::builder(TokioExecutor::new()).build(connector),
            url,
            key: command.key.clone(),
            actor: command.actor.clone(),
            media_type: format.media_type(),
            run: format!("{:032x}", fastrand::u128(..)),
        })
    }

    /// # Errors
    /// [`Failure`].
    pub(crate) async fn send(&self, part: &str) -> Result<Part> {
        // A part is told from the others of the run by what it says.
        let name = format!("import-{}-{:016x}", self.run, fnv1a(part));
        let mut last = String::new();
        for attempt in 1..=ATTEMPTS {
            match self.attempt(part, &name).await? {
                Sent::Done(part) => return Ok(part),
                Sent::Again { why, after } => {
                    let pause = Duration::from_millis(100_u64 << attempt);
                    tokio::time::sleep(after.unwrap_or(pause)).await;
                    last = why;
                }
            }
        }
        let url = self.url.clone();
        Err(Failure::Unreachable { url, why: last }.into())
    }

    async fn attempt(&self, part: &str, name: &str) -> Result<Sent> {
        let again = |why| Sent::Again { why, after: None };
        match tokio::time::timeout(TIMEOUT, self.once(part, name)).await {
            Err(_) => Ok(again("it took too long".to_owned())),
            Ok(Err(error)) => Ok(again(format!("{error:#}"))),
            Ok(Ok((head, body))) if head.status() == StatusCode::OK => {
                let part = serde_json::from_slice(&body);
                part.map(Sent::Done).context("the answer is no import")
            }
            Ok(Ok((head, body))) => {
                let after = head.headers().get("retry-after");
                let after = after.and_then(|it| it.to_str().ok()?.parse().ok());
                Ok(Sent::Again {
                    why: failure(head.status(), &body)?,
                    after: after.map(Duration::from_secs),
                })
            }
        }
    }

    async fn once(&self, part: &str, name: &str) -> Result<(Response<()>, Bytes)> {
        let mut request = Request::post(self.url.as_str())
            .header("authorization", format!("Bearer {}", self.key))
            .header("content-type", self.media_type)
            .header("idempotency-key", name);
        if let Some(actor) = &self.actor {
            request = request.header("goodword-actor", actor);
        }
        let request = request.body(Full::new(Bytes::from(part.to_owned())))?;
        let (head, body) = self.client.request(request).await?.into_parts();
        let body = body.collect().await?.to_bytes();
        Ok((Response::from_parts(head, ()), body))
    }
}

/// Why it may be sent again.
///
/// # Errors
/// Where that cannot help.
fn failure(status: StatusCode, body: &[u8]) -> Result<String> {
    let problem: Problem = serde_json::from_slice(body).unwrap_or_default();
    let words = problem.in_words();
    match status.as_u16() {
        401 | 403 => Err(Failure::NotAllowed(words).into()),
        429 | 500.. => Ok(format!("{status} {words}")),
        _ => Err(Failure::Unreadable(words).into()),
    }
}

/// As the audit trail takes it.
fn name(command: &Command) -> String {
    let stem = command.file.file_stem().map(|stem| stem.to_string_lossy());
    let name = command.name.clone().or(stem.map(Into::into));
    let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | ':');
    let name = name.unwrap_or_default();
    let name = name.chars().map(|c| if allowed(c) { c } else { '-' });
    let name: String = name.take(96).collect();
    if name.is_empty() {
        "accounts".to_owned()
    } else {
        name
    }
}

/// FNV-1a in 64 bits.
fn fnv1a(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
