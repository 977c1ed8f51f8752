//! One HTTP exchange with Stripe, and what its answer means.

use std::time::Duration;

use bytes::Bytes;
use http::{Request, StatusCode};
use http_body_util::{BodyExt, Full, Limited};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::{TokioExecutor, TokioTimer};
use rustls::crypto::ring::default_provider;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::error::StripeError;

/// For the whole exchange, since a function's own time is limited too.
const TIMEOUT: Duration = Duration::from_secs(10);
/// Largest answer read, in bytes.
const MAX_ANSWER_LENGTH: usize = 2 * 1024 * 1024;
/// Shorter than the other side keeps a connection, so that none is used that is being closed.
const IDLE_TIMEOUT: Duration = Duration::from_secs(20);

pub(crate) type Connections = Client<HttpsConnector<HttpConnector>, Full<Bytes>>;

/// Opens nothing yet: the first call does.
pub(crate) fn connections() -> Result<Connections, rustls::Error> {
    let connector = HttpsConnectorBuilder::new()
        .with_provider_and_webpki_roots(default_provider())?
        .https_or_http()
        .enable_http1()
        .build();
    Ok(Client::builder(TokioExecutor::new())
        .pool_timer(TokioTimer::new())
        .pool_idle_timeout(IDLE_TIMEOUT)
        .build(connector))
}

pub(crate) async fn exchange<T: DeserializeOwned>(
    connections: &Connections,
    request: Request<Full<Bytes>>,
) -> Result<T, StripeError> {
    exchange_within(TIMEOUT, connections, request).await
}

async fn exchange_within<T: DeserializeOwned>(
    timeout: Duration,
    connections: &Connections,
    request: Request<Full<Bytes>>,
) -> Result<T, StripeError> {
    let answer = tokio::time::timeout(timeout, answer(connections, request));
    let (status, body) = answer
        .await
        .map_err(|late| StripeError::try_again("Stripe took too long", late))??;
    if status.is_success() {
        let unreadable = |error| StripeError::unreadable("not the object asked for", error);
        serde_json::from_slice(&body).map_err(unreadable)
    } else {
        Err(failure(status, &body))
    }
}

async fn answer(
    connections: &Connections,
    request: Request<Full<Bytes>>,
) -> Result<(StatusCode, Bytes), StripeError> {
    let lost = |error| StripeError::try_again("Stripe could not be reached", error);
    let response = connections.request(request).await.map_err(lost)?;
    let status = response.status();
    let body = Limited::new(response.into_body(), MAX_ANSWER_LENGTH);
    match body.collect().await {
        Ok(body) => Ok((status, body.to_bytes())),
        Err(error) if error.is::<http_body_util::LengthLimitError>() => {
            Err(StripeError::Unreadable {
                reason: "too large".to_owned(),
                source: Some(error),
            })
        }
        Err(error) => Err(StripeError::TryAgain {
            reason: "the answer broke off".to_owned(),
            source: Some(error),
        }),
    }
}

#[derive(Deserialize)]
struct Failure {
    error: FailureDetails,
}

#[derive(Deserialize)]
struct FailureDetails {
    r#type: Option<String>,
    code: Option<String>,
    message: Option<String>,
}

/// What an answer other than 2xx means for the caller (Stripe: error handling, idempotency).
fn failure(status: StatusCode, body: &[u8]) -> StripeError {
    let details = serde_json::from_slice(body)
        .map(|Failure { error }| error)
        .ok();
    let message = details
        .as_ref()
        .and_then(|d| d.message.clone())
        .unwrap_or_default();
    let status = status.as_u16();
    match (status, details) {
        (401 | 403, _) => StripeError::NotAllowed { status },
        (408 | 409 | 424 | 425 | 429, _) => StripeError::TryAgain {
            reason: format!("Stripe answered {status}: {message}"),
            source: None,
        },
        (400, Some(details)) if details.r#type.as_deref() == Some("idempotency_error") => {
            StripeError::ServerError { status, message }
        }
        (400..=499, Some(details)) => StripeError::Refused {
            status,
            code: details.code,
            message,
        },
        (500..=599, _) => StripeError::ServerError { status, message },
        // A 404 from a wrong address must not pass for Stripe's "no such customer".
        (_, _) => StripeError::Unreadable {
            reason: format!("{status}, and not in Stripe's form"),
            source: None,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn kind_of(status: u16, body: &str) -> &'static str {
        match failure(StatusCode::from_u16(status).unwrap(), body.as_bytes()) {
            StripeError::Refused { .. } => "refused",
            StripeError::NotAllowed { .. } => "not allowed",
            StripeError::TryAgain { .. } => "try again",
            StripeError::ServerError { .. } => "server error",
            StripeError::Unreadable { .. } => "unreadable",
        }
    }

    #[test]
    fn each_status_means_what_the_caller_has_to_do() {
        let stripes = r#"{"error":{"type":"invalid_request_error","message":"no"}}"#;
        for (status, expected) in [
            (400, "refused"),
            (402, "refused"),
            (404, "refused"),
            (401, "not allowed"),
            (403, "not allowed"),
            (409, "try again"),
            (429, "try again"),
            (500, "server error"),
            (502, "server error"),
            (503, "server error"),
            (302, "unreadable"),
        ] {
            assert_eq!(kind_of(status, stripes), expected, "{status}");
        }
    }

    #[test]
    fn a_key_used_for_something_else_may_have_done_that_already() {
        let reused = r#"{"error":{"type":"idempotency_error","message":"Keys for..."}}"#;
        assert_eq!(kind_of(400, reused), "server error");
    }

    #[test]
    fn a_refusal_that_is_not_stripes_is_none() {
        for body in ["", "<h1>Not Found</h1>", r#"{"message":"Not Found"}"#] {
            assert_eq!(kind_of(404, body), "unreadable", "{body:?}");
        }
        assert_eq!(kind_of(503, "<h1>Service Unavailable</h1>"), "server error");
        assert_eq!(kind_of(403, "<h1>Forbidden</h1>"), "not allowed");
    }

    #[tokio::test]
    async fn an_answer_that_does_not_come_in_time_may_have_been_done() {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let uri = format!("http://{}/", listener.local_addr().unwrap());
        let request = Request::get(uri).body(Full::default()).unwrap();
        let connections = connections().unwrap();
        let answer =
            exchange_within::<String>(Duration::from_millis(20), &connections, request).await;
        assert!(
            matches!(answer, Err(StripeError::TryAgain { .. })),
            "{answer:?}"
        );
    }
}
