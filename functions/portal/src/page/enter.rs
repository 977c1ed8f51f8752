//! The link that opens a session: followed once, within a minute.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::header::{CACHE_CONTROL, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::Response;
use domain::portal_session::PortalEntry;
use jiff::Timestamp;
use runtime::problem::Problem;
use runtime::time::Now;

use super::PATH;
use super::trouble::{Trouble, told};
use super::visit;
use crate::app::App;

/// `GET /portal/enter/{token}`: sets the cookie, and leads to the page.
///
/// One table round trip. The programs are not looked at.
pub(super) async fn enter(
    State(app): State<Arc<App>>,
    Now(now): Now,
    headers: HeaderMap,
    Path(token): Path<String>,
) -> Response {
    told(&app.product, entered(&app, &headers, (&token, now)).await)
}

async fn entered(
    app: &App,
    headers: &HeaderMap,
    (token, now): (&str, Timestamp),
) -> Result<Response, Trouble> {
    let signer = app.signer(now).await?;
    let entry = signer.open_portal_entry(token);
    let Ok(entry) = entry else {
        return Err(Trouble::LinkIsOver(None));
    };
    let is_good = entry.session.is_open(now) && used_up(app, &entry, now).await?;
    if is_good {
        let home = app.below("/", now).await?;
        let value = signer.portal_session(&entry.session_from(now));
        let cookie = visit::set_cookie(&home, &value);
        return on(app, Some(&cookie), now).await;
    }
    if is_inside(app, headers, (&entry, now)).await? {
        return on(app, None, now).await;
    }
    Err(Trouble::LinkIsOver(Some(Box::new(entry.session))))
}

async fn used_up(app: &App, entry: &PortalEntry, now: Timestamp) -> Result<bool, Problem> {
    let used = app.store.use_portal_entry(&entry.id, now).await;
    used.map_err(Problem::unavailable)
}

/// Whether the browser is in already, as after a double click: then nothing is lost by going on.
async fn is_inside(
    app: &App,
    headers: &HeaderMap,
    (entry, now): (&PortalEntry, Timestamp),
) -> Result<bool, Problem> {
    let session = visit::session(app, headers, now).await?;
    Ok(session.is_some_and(|session| {
        session.is_open(now)
            && session.account_id == entry.session.account_id
            && session.participant_id == entry.session.participant_id
            && session.program_id == entry.session.program_id
    }))
}

async fn on(app: &App, cookie: Option<&str>, now: Timestamp) -> Result<Response, Trouble> {
    let mut response = visit::back_to(app, PATH, now).await?;
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let Some(cookie) = cookie {
        let cookie = HeaderValue::from_str(cookie).map_err(Problem::unavailable)?;
        headers.insert(SET_COOKIE, cookie);
    }
    Ok(response)
}
