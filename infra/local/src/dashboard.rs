//! What a browser sees below `/_local`: where everything is.

use axum::Router;
use axum::response::Html;
use axum::routing::get;

use crate::control::Stack;

/// The pages, relative to `/_local`.
pub(crate) fn router() -> Router<Stack> {
    Router::new().route("/", get(index))
}

async fn index() -> Html<&'static str> {
    Html(include_str!("dashboard.html"))
}
