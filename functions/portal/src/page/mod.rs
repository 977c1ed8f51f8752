//! The hosted Refer and Earn page (C7 to C16, C19, C20, C23): HTML from here, whole without any
//! script (`docs/decisions/0017-the-hosted-page.md`).
//!
//! Its words are Fluent's (`domain::words`), its sentences about rules those of `GET /v1/home`.

mod assets;
mod check;
mod code;
#[cfg(feature = "describe")]
pub(crate) mod describe;
mod embed;
mod enrol;
mod enter;
mod invites;
mod link_box;
mod model;
mod news;
mod notice;
mod parts;
mod preview;
mod qr;
mod redeem;
mod seen;
mod send;
mod show;
mod trouble;
mod visit;
mod why;

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use runtime::body::MAX_JSON_LENGTH;

use crate::app::App;

/// Where the page is.
const PATH: &str = "/portal";

pub(crate) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/portal", get(show::show))
        .route("/portal/enter", post(enter::by_token))
        .route("/portal/enter/{token}", get(enter::enter))
        .route("/portal/link", post(enrol::enrol))
        .route("/portal/code", get(code::back).post(code::choose))
        .route("/portal/invites", get(send::back).post(send::send))
        .route("/portal/check", post(check::check))
        .route("/portal/preview", post(preview::preview))
        .route("/portal/redeem", post(redeem::redeem))
        .route("/portal/seen", post(seen::seen))
        .route("/portal/news", get(news::news))
        .route("/portal/qr/{code}", get(qr::qr))
        .route("/portal/page.css", get(assets::css))
        .route("/portal/page.js", get(assets::js))
        .route("/portal/embed", get(embed::embed))
        .route("/portal/embed.js", get(assets::embed_js))
        .route("/portal/element-1.js", get(assets::element_js))
        .layer(DefaultBodyLimit::max(MAX_JSON_LENGTH))
}
