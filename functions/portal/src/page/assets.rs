//! The page's one style sheet and one script, under names that change with them.

use std::sync::LazyLock;

use axum::http::header::ACCESS_CONTROL_ALLOW_ORIGIN;
use axum::http::{HeaderName, HeaderValue};
use axum::response::Response;
use runtime::asset::{self, address};

const CSS: &str = include_str!("../../assets/page.css");

/// As it is sent: without comments and indents, which are for whoever reads it here.
static JS: LazyLock<String> =
    LazyLock::new(|| without_comments(include_str!("../../assets/page.js")));

static EMBED_JS: LazyLock<String> =
    LazyLock::new(|| without_comments(include_str!("../../assets/embed.js")));

/// What hosts load by name and hash: sent as it is, and never changed once it was released.
const ELEMENT_JS: &str = include_str!("../../assets/element-1.js");

pub(super) static CSS_PATH: LazyLock<String> = LazyLock::new(|| address("/portal/page.css", CSS));
pub(super) static JS_PATH: LazyLock<String> = LazyLock::new(|| address("/portal/page.js", &JS));

pub(super) static EMBED_JS_PATH: LazyLock<String> =
    LazyLock::new(|| address("/portal/embed.js", &EMBED_JS));

/// Lines that are comments as a whole: none of our scripts has a text of several lines.
fn without_comments(script: &str) -> String {
    let lines = script.lines().map(str::trim);
    let lines = lines.filter(|line| !line.is_empty() && !line.starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

/// `GET /portal/page.css`. No table round trip.
pub(super) async fn css() -> Response {
    asset::respond(CSS, "text/css; charset=utf-8")
}

/// `GET /portal/page.js`. No table round trip.
pub(super) async fn js() -> Response {
    asset::respond(JS.as_str(), "text/javascript; charset=utf-8")
}

/// `GET /portal/embed.js`. No table round trip.
pub(super) async fn embed_js() -> Response {
    asset::respond(EMBED_JS.as_str(), "text/javascript; charset=utf-8")
}

/// `GET /portal/element-1.js`. No table round trip.
///
/// Pages of other origins load it with its hash, for which a browser asks for their right to read.
pub(super) async fn element_js() -> Response {
    let mut response = asset::respond(ELEMENT_JS, "text/javascript; charset=utf-8");
    let anyone = HeaderValue::from_static("*");
    let headers = response.headers_mut();
    headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, anyone);
    headers.insert(
        HeaderName::from_static("cross-origin-resource-policy"),
        HeaderValue::from_static("cross-origin"),
    );
    response
}

#[cfg(test)]
mod tests {
    use sha2::Digest;

    use super::*;

    /// A page in a frame loads both scripts. The element's own is loaded by the host's page.
    #[test]
    fn the_style_sheet_and_the_scripts_of_a_page_are_small() {
        let framed = JS.len() + EMBED_JS.len();
        assert!(CSS.len() < 10_000, "{} bytes of CSS", CSS.len());
        assert!(framed < 6_000, "{framed} bytes of JavaScript in a frame");
        let element = ELEMENT_JS.len();
        assert!(element < 3_000, "{element} bytes for hosts");
    }

    /// Hosts have the hash in their pages: whoever changes the file breaks them. What is to be new
    /// becomes `element-2.js`, beside this one.
    #[test]
    fn the_elements_script_is_the_one_whose_hash_is_told() {
        let hash = data_encoding::BASE64.encode(&sha2::Sha384::digest(ELEMENT_JS));
        let told = include_str!("../../../../docs/page.md");
        assert!(told.contains(&format!("sha384-{hash}")), "sha384-{hash}");
    }

    #[test]
    fn they_load_nothing_from_anywhere() {
        for content in [CSS, JS.as_str(), EMBED_JS.as_str(), ELEMENT_JS] {
            for foreign in ["http:", "https:", "//cdn", "@import", "url("] {
                assert!(!content.contains(foreign), "{foreign}");
            }
        }
    }
}
