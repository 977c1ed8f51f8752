//! Who looks at the page: the cookie, and what a form has to bring.

use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use domain::portal_session::{PortalSession, ReturnUrl};
use jiff::Timestamp;
use runtime::auth::Caller;
use runtime::auth::on_behalf::ActingFor;
use runtime::browser;
use runtime::limit::Class;
use runtime::problem::Problem;
use url::Url;

use super::trouble::Trouble;
use crate::app::App;

/// A participant with an open session.
pub(crate) struct Visit {
    pub(crate) session: PortalSession,
    pub(crate) who: ActingFor,
}

impl Visit {
    /// # Errors
    /// [`Trouble`] without a session, with one that has ended, and for one call too many.
    pub(crate) async fn read(
        app: &App,
        headers: &HeaderMap,
        (class, now): (Class, Timestamp),
    ) -> Result<Self, Trouble> {
        let session = session(app, headers, now).await?;
        let session = session.ok_or(Trouble::Ended(None))?;
        if !session.is_open(now) {
            return Err(Trouble::Ended(Some(Box::new(session))));
        }
        let caller = Caller::of_session(&session);
        app.admit(&caller, class, now).await?;
        let who = caller.acting_for(domain::api_key::Scope::Home, None, None)?;
        Ok(Self { session, who })
    }

    /// The same for a form: it has to come from this page.
    ///
    /// # Errors
    /// As [`Visit::read`], and [`Trouble::NotFromHere`].
    pub(crate) async fn write(
        app: &App,
        headers: &HeaderMap,
        (class, now): (Class, Timestamp),
    ) -> Result<Self, Trouble> {
        let home = app.below("/", now).await?;
        if !browser::is_from_here(headers, &home) {
            return Err(Trouble::NotFromHere);
        }
        Self::read(app, headers, (class, now)).await
    }

    pub(crate) fn return_url(&self) -> Option<&ReturnUrl> {
        self.session.return_url.as_ref()
    }
}

/// On to a page of ours, by GET, so that loading it again does nothing again.
pub(super) async fn back_to(app: &App, path: &str, now: Timestamp) -> Result<Response, Trouble> {
    let url = app.below(path, now).await?;
    Ok(Redirect::to(url.as_str()).into_response())
}

/// Whoever holds the cookie, also when its session has ended.
pub(super) async fn session(
    app: &App,
    headers: &HeaderMap,
    now: Timestamp,
) -> Result<Option<PortalSession>, Problem> {
    let home = app.below("/", now).await?;
    let Some(value) = browser::cookie(headers, &browser::cookie_name(&home, COOKIE)) else {
        return Ok(None);
    };
    let signer = app.signer(now).await?;
    Ok(signer.open_portal_session(value).ok())
}

/// The cookie's name, where TLS does not prefix it.
const COOKIE: &str = "gw_portal";

/// Until the browser closes: how long it counts is in it.
pub(super) fn set_cookie(home: &Url, value: &str) -> String {
    browser::set_cookie(home, COOKIE, value)
}
