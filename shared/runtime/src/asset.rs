//! What pages load: kept for good, under an address that changes with the content.

use axum::http::HeaderValue;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use domain::time::fnv1a;

/// Where a page finds it: another content has another address.
pub fn address(path: &str, content: &str) -> String {
    format!("{path}?v={:08x}", fnv1a(content))
}

/// The answer at that address.
pub fn respond(content: &'static str, media_type: &'static str) -> Response {
    let mut response = content.into_response();
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(media_type));
    let kept = HeaderValue::from_static("public, max-age=31536000, immutable");
    headers.insert(CACHE_CONTROL, kept);
    response
}
