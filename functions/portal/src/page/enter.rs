//! The link that opens a session: followed once, within a minute.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::header::{CACHE_CONTROL, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::Response;
use domain::portal_session::{PortalEntry, PortalSession, ReturnUrl, SESSION_LIFE};
use domain::time::after;
use jiff::Timestamp;
use runtime::limit::Class;
use runtime::problem::Problem;
use runtime::time::Now;

use super::PATH;
use super::trouble::{Trouble, told};
use super::visit::{self, Brought, Visit};
use crate::app::App;
use crate::identity;

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

/// `POST /portal/enter`: the same by a token that the host signed, or its identity provider, from a
/// form of the host's: it stands in the form's body, never in an address.
///
/// No table round trip; one with an identity provider's token.
pub(super) async fn by_token(State(app): State<Arc<App>>, Now(now): Now, body: Bytes) -> Response {
    told(&app.product, entered_by(&app, &body, now).await)
}

async fn entered_by(app: &App, body: &[u8], now: Timestamp) -> Result<Response, Trouble> {
    let field = |wanted: &str| {
        let mut fields = url::form_urlencoded::parse(body);
        fields.find_map(|(name, value)| (name == wanted).then(|| value.into_owned()))
    };
    let token = field("token").ok_or(Trouble::Ended(None))?;
    let program = field("program_id");
    let brought = Brought {
        token: &token,
        program: program.as_deref(),
    };
    let visit = Visit::by_token(app, brought, (Class::Write, now)).await?;
    let hour = after(now, SESSION_LIFE);
    // A provider's token says who somebody is, not for how long: some are good for a minute.
    let expires_at = if identity::is_one(&token) {
        hour
    } else {
        hour.min(visit.session.expires_at)
    };
    let session = PortalSession {
        return_url: field("return_url").and_then(|url| ReturnUrl::try_from(url).ok()),
        expires_at,
        ..visit.session
    };
    let home = app.below("/", now).await?;
    let value = app.signer(now).await?.portal_session(&session);
    on(app, Some(&visit::set_cookie(&home, &value)), now).await
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
