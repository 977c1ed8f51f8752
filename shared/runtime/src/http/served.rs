//! A response as the gateway is handed it.

use std::pin::Pin;

use axum::response::Response;
use lambda_http::{Body, IntoResponse};

/// Its body as text where it is UTF-8, else in base64.
///
/// The library's own way is to decode by the charset that the response names. Ours name UTF-8 alone,
/// and the tables of all the others would be a good part of every function that answers requests.
pub(super) struct Served(pub(super) Response);

impl IntoResponse for Served {
    fn into_response(self) -> Pin<Box<dyn Future<Output = lambda_http::Response<Body>> + Send>> {
        Box::pin(async {
            let (parts, body) = self.0.into_parts();
            let body = match axum::body::to_bytes(body, usize::MAX).await {
                Ok(bytes) => String::from_utf8(bytes.into())
                    .map_or_else(|error| Body::Binary(error.into_bytes()), Body::Text),
                // Not to be expected: every body is whole before it is answered.
                Err(_) => Body::Empty,
            };
            lambda_http::Response::from_parts(parts, body)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn body_of(bytes: &[u8]) -> Body {
        let response = Response::new(axum::body::Body::from(bytes.to_vec()));
        Served(response).into_response().await.into_body()
    }

    #[tokio::test]
    async fn text_is_handed_on_as_text_and_everything_else_in_base64() {
        assert_eq!(
            body_of("Ü 🎁".as_bytes()).await,
            Body::Text("Ü 🎁".to_owned())
        );
        assert_eq!(body_of(b"").await, Body::Text(String::new()));
        let image = [0x89, b'P', b'N', b'G'];
        assert_eq!(body_of(&image).await, Body::Binary(image.to_vec()));
    }
}
