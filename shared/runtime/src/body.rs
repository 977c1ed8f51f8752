//! Bodies of requests, as the bytes that were sent.

use axum::body::Body;
use axum::extract::{FromRequest, Request};
use bytes::Bytes;
use http_body_util::{BodyExt, LengthLimitError, Limited};

use crate::problem::Problem;

/// Largest body of JSON, in bytes (S5).
pub const MAX_JSON_LENGTH: usize = 64 * 1024;
/// Largest body of a webhook, in bytes (S5).
pub const MAX_WEBHOOK_LENGTH: usize = 256 * 1024;

/// A webhook's body, whose signature is over exactly these bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WebhookBody(pub Bytes);

impl<S: Sync> FromRequest<S> for WebhookBody {
    type Rejection = Problem;

    async fn from_request(request: Request, _: &S) -> Result<Self, Problem> {
        read(request.into_body(), MAX_WEBHOOK_LENGTH)
            .await
            .map(Self)
    }
}

/// # Errors
/// [`Problem::too_large`] above `limit` bytes.
pub(crate) async fn read(body: Body, limit: usize) -> Result<Bytes, Problem> {
    match Limited::new(body, limit).collect().await {
        Ok(body) => Ok(body.to_bytes()),
        Err(error) if error.is::<LengthLimitError>() => Err(Problem::too_large(limit)),
        Err(_) => Err(Problem::invalid_request("the body broke off")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn f34_a_body_is_read_up_to_its_limit() {
        assert_eq!(read(Body::from("12345"), 5).await, Ok(Bytes::from("12345")));
        assert_eq!(
            read(Body::from("123456"), 5).await,
            Err(Problem::too_large(5))
        );
    }

    #[tokio::test]
    async fn f32_the_bytes_are_left_as_they_were_sent() {
        let sent = b"\xef\xbb\xbf{\r\n}\xff";
        let request = Request::new(Body::from(&sent[..]));
        let WebhookBody(bytes) = WebhookBody::from_request(request, &()).await.unwrap();
        assert_eq!(bytes, &sent[..]);
    }
}
