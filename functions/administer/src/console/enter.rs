//! In and out: the link that opens a session, followed once within a minute, and its end.

use std::sync::Arc;

use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::Response;
use domain::console_session::ConsoleSession;
use jiff::Timestamp;
use runtime::browser;
use runtime::problem::Problem;
use runtime::time::Now;

use super::trouble::{Id, Trouble, told};
use super::visit::{self, COOKIE};
use crate::App;

/// `GET /admin/enter/{token}`: sets the cookie, and leads to the console. One table round trip.
pub(super) async fn enter(
    State(app): State<Arc<App>>,
    Now(now): Now,
    headers: HeaderMap,
    Id(token): Id<String>,
) -> Response {
    told(&app, entered(&app, &headers, (&token, now)).await)
}

async fn entered(
    app: &App,
    headers: &HeaderMap,
    (token, now): (&str, Timestamp),
) -> Result<Response, Trouble> {
    let signer = app.signer(now).await?;
    let entry = signer.open_console_entry(token);
    let entry = entry.map_err(|_| Trouble::LinkIsOver)?;
    if entry.is_open(now) && used_up(app, &entry, now).await? {
        let value = signer.console_session(&entry.begun(now));
        return on(app, Some(&value), now).await;
    }
    // As after a double click: then nothing is lost by going on.
    let session = visit::session(app, headers, now).await?;
    if session.is_some_and(|session| session.id == entry.id && session.is_open(now)) {
        return on(app, None, now).await;
    }
    Err(Trouble::LinkIsOver)
}

async fn used_up(app: &App, entry: &ConsoleSession, now: Timestamp) -> Result<bool, Problem> {
    let used = app.store.use_portal_entry(&entry.id, now).await;
    used.map_err(Problem::unavailable)
}

/// `POST /admin/leave`: forgets the cookie. No table round trip.
pub(super) async fn leave(
    State(app): State<Arc<App>>,
    Now(now): Now,
    headers: HeaderMap,
) -> Response {
    told(&app, left(&app, &headers, now).await)
}

async fn left(app: &App, headers: &HeaderMap, now: Timestamp) -> Result<Response, Trouble> {
    if !browser::is_from_here(headers, &app.below("/", now).await?) {
        return Err(Trouble::NotFromHere);
    }
    on(app, Some(""), now).await
}

async fn on(app: &App, cookie: Option<&str>, now: Timestamp) -> Result<Response, Trouble> {
    let mut response = visit::on_to(app, "/admin", now).await?;
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let Some(value) = cookie {
        let cookie = browser::set_cookie(&app.below("/", now).await?, COOKIE, value);
        let cookie = HeaderValue::from_str(&cookie).map_err(Problem::unavailable)?;
        headers.insert(SET_COOKIE, cookie);
    }
    Ok(response)
}
