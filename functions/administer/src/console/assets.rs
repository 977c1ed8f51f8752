//! The console's one style sheet and one script, under names that change with them.

use std::sync::LazyLock;

use axum::http::HeaderValue;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use domain::time::fnv1a;

const CSS: &str = include_str!("../../assets/console.css");
const JS: &str = include_str!("../../assets/console.js");

pub(super) static CSS_PATH: LazyLock<String> = LazyLock::new(|| path("console.css", CSS));
pub(super) static JS_PATH: LazyLock<String> = LazyLock::new(|| path("console.js", JS));

fn path(name: &str, content: &str) -> String {
    format!("/admin/{name}?v={:08x}", fnv1a(content))
}

/// `GET /admin/console.css`. No table round trip.
pub(super) async fn css() -> Response {
    asset(CSS, "text/css; charset=utf-8")
}

/// `GET /admin/console.js`. No table round trip.
pub(super) async fn js() -> Response {
    asset(JS, "text/javascript; charset=utf-8")
}

/// For good: another content has another address.
fn asset(content: &'static str, kind: &'static str) -> Response {
    let mut response = content.into_response();
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    let kept = HeaderValue::from_static("public, max-age=31536000, immutable");
    headers.insert(CACHE_CONTROL, kept);
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_style_sheet_and_the_script_are_small_and_load_nothing_from_anywhere() {
        assert!(CSS.len() < 10_000, "{} bytes of CSS", CSS.len());
        assert!(JS.len() < 6_000, "{} bytes of JavaScript", JS.len());
        for content in [CSS, JS] {
            for foreign in ["http:", "https:", "@import", "url("] {
                assert!(!content.contains(foreign), "{foreign}");
            }
        }
    }
}
