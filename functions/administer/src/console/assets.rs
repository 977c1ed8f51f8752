//! The console's one style sheet and one script, under names that change with them.

use std::sync::LazyLock;

use axum::response::Response;
use runtime::asset::{self, address};

const CSS: &str = include_str!("../../assets/console.css");
const JS: &str = include_str!("../../assets/console.js");

pub(super) static CSS_PATH: LazyLock<String> = LazyLock::new(|| address("/admin/console.css", CSS));
pub(super) static JS_PATH: LazyLock<String> = LazyLock::new(|| address("/admin/console.js", JS));

/// `GET /admin/console.css`. No table round trip.
pub(super) async fn css() -> Response {
    asset::respond(CSS, "text/css; charset=utf-8")
}

/// `GET /admin/console.js`. No table round trip.
pub(super) async fn js() -> Response {
    asset::respond(JS, "text/javascript; charset=utf-8")
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
