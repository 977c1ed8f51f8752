//! An answer that can be kept, and given again byte by byte.

use axum::body::Bytes;
use axum::response::{IntoResponse, Response};
use http::header::{CACHE_CONTROL, CONTENT_TYPE};
use http::{HeaderName, HeaderValue, StatusCode};
use serde::Serialize;

const HIT: HeaderName = HeaderName::from_static("idempotency-hit");

/// An answer in JSON, or without a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    status: StatusCode,
    body: Bytes,
    /// Whether it was kept before.
    is_hit: bool,
}

impl Answer {
    pub fn json(status: StatusCode, body: &impl Serialize) -> Self {
        Self {
            status,
            body: serde_json::to_vec(body).unwrap_or_default().into(),
            is_hit: false,
        }
    }

    /// 204.
    pub fn empty() -> Self {
        Self {
            status: StatusCode::NO_CONTENT,
            body: Bytes::new(),
            is_hit: false,
        }
    }

    /// The status in two bytes, then the body.
    pub(super) fn plain(&self) -> Vec<u8> {
        [&self.status.as_u16().to_be_bytes(), &self.body[..]].concat()
    }

    pub(super) fn repeated(plain: &[u8]) -> Option<Self> {
        let (status, body) = plain.split_first_chunk()?;
        Some(Self {
            status: StatusCode::from_u16(u16::from_be_bytes(*status)).ok()?,
            body: Bytes::copy_from_slice(body),
            is_hit: true,
        })
    }
}

impl IntoResponse for Answer {
    fn into_response(self) -> Response {
        let has_body = !self.body.is_empty();
        let mut response = (self.status, self.body).into_response();
        let headers = response.headers_mut();
        if has_body {
            let json = HeaderValue::from_static("application/json");
            headers.insert(CONTENT_TYPE, json);
        } else {
            headers.remove(CONTENT_TYPE);
        }
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if self.is_hit {
            headers.insert(HIT, HeaderValue::from_static("true"));
        }
        response
    }
}
