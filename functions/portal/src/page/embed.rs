//! The page inside a page of the host's: what `<refer-and-earn>` puts into its frame.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use domain::id::ProgramId;
use domain::words::Words;
use jiff::Timestamp;
use runtime::json::Query;
use runtime::page::{Nonce, Outside, respond_around};
use runtime::problem::Problem;
use runtime::time::Now;
use serde::Deserialize;

use super::assets;
use super::trouble::{Trouble, told};
use crate::app::App;
use crate::program;

/// What follows the `?`.
#[derive(Deserialize)]
#[cfg_attr(
    feature = "describe",
    derive(schemars::JsonSchema),
    schemars(rename = "FrameQuery")
)]
#[serde(deny_unknown_fields)]
pub(super) struct Asked {
    /// May be left out where one program is the default.
    program_id: Option<ProgramId>,
}

#[derive(Template)]
#[template(path = "embed.html")]
struct Html<'a> {
    words: &'static Words,
    nonce: &'a str,
    theme: String,
    css: &'static str,
    js: &'static str,
    embed_js: &'static str,
    program: &'a str,
    /// The origins that may hand over a token.
    parents: String,
}

/// `GET /portal/embed`: nobody's page yet, which waits for a token from the page around it.
///
/// No table round trip; the programs are read at most once a minute.
pub(super) async fn embed(
    State(app): State<Arc<App>>,
    Now(now): Now,
    Query(asked): Query<Asked>,
) -> Response {
    told(&app.product, framed(&app, &asked, now).await)
}

async fn framed(app: &App, asked: &Asked, now: Timestamp) -> Result<Response, Trouble> {
    let programs = app.store.programs(now).await;
    let programs = programs.map_err(Problem::unavailable)?;
    let program = program::chosen(&programs, asked.program_id.as_ref())?;
    let page = &program.settings.page;
    let nonce = Nonce::draw().map_err(Problem::unavailable)?;
    let outside = Outside::of(page);
    let html = Html {
        words: Words::of(program.settings.locale),
        nonce: nonce.as_str(),
        theme: page.css(),
        css: assets::CSS_PATH.as_str(),
        js: assets::JS_PATH.as_str(),
        embed_js: assets::EMBED_JS_PATH.as_str(),
        program: program.id.as_str(),
        parents: outside.framers.join(" "),
    };
    let html = html.render().map_err(Problem::unavailable)?;
    Ok(respond_around(StatusCode::OK, html, &nonce, &outside))
}
