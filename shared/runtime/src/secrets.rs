//! Secrets: parameters of the stack, read through the AWS Parameters and Secrets Lambda extension.
//!
//! The extension answers only once the first invocation has begun, so nothing is read before. A
//! value is kept for [`KEPT_FOR`] by the invocations' own time, and that there is none for
//! [`MISSING_KEPT_FOR`]; a failure is never kept (F11).

use std::collections::HashMap;
use std::error::Error;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use domain::token::Signer;
use http::header::HOST;
use http::{Request, StatusCode};
use http_body_util::{BodyExt, Empty, Limited};
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use tokio::net::TcpStream;

use crate::config::{ConfigError, optional, required};

/// A changed parameter is in use everywhere after this, if the extension itself keeps none.
pub const KEPT_FOR: SignedDuration = SignedDuration::from_mins(5);

/// So that callers of a stack without a certain secret do not each ask Parameter Store for it.
pub const MISSING_KEPT_FOR: SignedDuration = SignedDuration::from_secs(30);

const TIMEOUT: Duration = Duration::from_secs(2);
const MAX_ANSWER_LENGTH: usize = 64 * 1024;

/// A text that must not be printed.
#[derive(Clone)]
pub struct Secret(Arc<str>);

impl Secret {
    pub fn new(text: &str) -> Self {
        Self(text.into())
    }

    /// The text, for the one place that needs it.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// Why there is no secret.
#[derive(Debug, thiserror::Error)]
pub enum SecretsError {
    /// The operator has not made it yet.
    #[error("the parameter {name} must be created in Parameter Store: it is missing or empty")]
    Missing { name: String },
    /// The invocation is to fail, so that it is done again.
    #[error("the parameter {name} cannot be read now")]
    Unavailable {
        name: String,
        #[source]
        source: Box<dyn Error + Send + Sync>,
    },
}

/// Nothing can be signed, nor any token checked: the key cannot be read, or is too short.
#[derive(Debug, thiserror::Error)]
#[error("the signing key cannot be used")]
pub struct SignerError(#[source] Box<dyn Error + Send + Sync>);

/// The parameters below one path.
pub struct Secrets {
    /// Host and port of the extension.
    extension: String,
    session_token: String,
    path: String,
    kept: Mutex<HashMap<String, Kept>>,
}

#[derive(Clone)]
struct Kept {
    secret: Option<Secret>,
    read_at: Timestamp,
}

impl Secrets {
    /// Those below `SECRETS_PATH`. Reads none yet.
    ///
    /// # Errors
    /// [`ConfigError`] if the path, or the platform's session token, is missing.
    pub fn from_env() -> Result<Self, ConfigError> {
        let port = optional("PARAMETERS_SECRETS_EXTENSION_HTTP_PORT");
        let extension = format!("localhost:{}", port.as_deref().unwrap_or("2773"));
        Ok(Self::below(
            &required("SECRETS_PATH")?,
            extension,
            required("AWS_SESSION_TOKEN")?,
        ))
    }

    fn below(path: &str, extension: String, session_token: String) -> Self {
        Self {
            extension,
            session_token,
            path: path.trim_end_matches('/').to_owned(),
            kept: Mutex::default(),
        }
    }

    /// The parameter `name` below the path, without white space around it.
    ///
    /// # Errors
    /// [`SecretsError`] names the parameter.
    pub async fn get(&self, name: &str, now: Timestamp) -> Result<Secret, SecretsError> {
        let full_name = format!("{}/{name}", self.path);
        if let Some(kept) = self.kept(name, now) {
            return kept.secret.ok_or(SecretsError::Missing { name: full_name });
        }
        let read = tokio::time::timeout(TIMEOUT, self.read(&full_name)).await;
        let secret = match read.unwrap_or_else(|late| Err(late.into())) {
            Ok(secret) => secret,
            Err(source) => {
                return Err(SecretsError::Unavailable {
                    name: full_name,
                    source,
                });
            }
        };
        let kept = Kept {
            secret: secret.clone(),
            read_at: now,
        };
        self.lock().insert(name.to_owned(), kept);
        secret.ok_or(SecretsError::Missing { name: full_name })
    }

    /// Signs and checks by the parameter `signing-key`.
    ///
    /// # Errors
    /// [`SignerError`], with its cause.
    pub async fn signer(&self, now: Timestamp) -> Result<Signer, SignerError> {
        let key = self.get("signing-key", now).await;
        let key = key.map_err(|error| SignerError(error.into()))?;
        Signer::from_secret(key.expose()).map_err(|error| SignerError(error.into()))
    }

    fn kept(&self, name: &str, now: Timestamp) -> Option<Kept> {
        let kept = self.lock();
        let kept = kept.get(name)?;
        let age = now.duration_since(kept.read_at);
        let kept_for = if kept.secret.is_some() {
            KEPT_FOR
        } else {
            MISSING_KEPT_FOR
        };
        (SignedDuration::ZERO <= age && age <= kept_for).then(|| kept.clone())
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<String, Kept>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn read(&self, name: &str) -> Result<Option<Secret>, Box<dyn Error + Send + Sync>> {
        let query = form_urlencoded::Serializer::new(String::new())
            .append_pair("name", name)
            .append_pair("withDecryption", "true")
            .finish();
        let request = Request::get(format!("/systemsmanager/parameters/get?{query}"))
            .header(HOST, &self.extension)
            .header("X-Aws-Parameters-Secrets-Token", &self.session_token)
            .body(Empty::<Bytes>::new())?;
        // A connection for each of the few reads: a pool of them would bring HTTP/2 along, and
        // half a megabyte of it.
        let stream = TcpStream::connect(&self.extension).await?;
        let (mut connection, driver) = http1::handshake(TokioIo::new(stream)).await?;
        tokio::spawn(driver);
        let response = connection.send_request(request).await?;
        let status = response.status();
        let body = Limited::new(response.into_body(), MAX_ANSWER_LENGTH)
            .collect()
            .await?
            .to_bytes();
        if status == StatusCode::OK {
            let answer: Answer = serde_json::from_slice(&body)?;
            let text = answer.parameter.value.trim();
            return Ok((!text.is_empty()).then(|| Secret::new(text)));
        }
        // The extension hands Parameter Store's own error through, as text.
        let is_missing = body
            .windows(NOT_FOUND.len())
            .any(|window| window == NOT_FOUND);
        if is_missing {
            Ok(None)
        } else {
            Err(format!("the extension answered {status}").into())
        }
    }
}

const NOT_FOUND: &[u8] = b"ParameterNotFound";

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Answer {
    parameter: Parameter,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Parameter {
    value: String,
}

#[cfg(test)]
pub(crate) mod tests;
