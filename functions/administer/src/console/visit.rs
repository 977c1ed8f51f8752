//! Who looks at the console: the cookie, the key behind it, and what a form has to bring.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::HeaderMap;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use domain::api_key::Scope;
use domain::audit::{Actor, StaffCall};
use domain::console_session::{ConsoleSession, Deed};
use jiff::Timestamp;
use runtime::auth::{Caller, Host};
use runtime::browser;
use runtime::form::Form;
use runtime::limit::Class;
use runtime::problem::Problem;
use runtime::repeat::Once;
use runtime::time::Now;

use super::trouble::Trouble;
use crate::App;
use crate::staff::Staff;

/// The cookie's name, where TLS does not prefix it.
pub(super) const COOKIE: &str = "gw_console";

/// A member of staff with an open session.
pub(super) struct Visit {
    pub(super) session: ConsoleSession,
    /// The same, as every other call of staff's is known.
    pub(super) staff: Staff,
    pub(super) now: Timestamp,
}

impl FromRequestParts<Arc<App>> for Visit {
    type Rejection = Response;

    /// Whoever looks at a page.
    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Response> {
        let visit = async {
            let Now(now) = Now::from_request_parts(parts, app).await?;
            Self::read(app, &parts.headers, (Class::Read, now)).await
        };
        let visit = visit.await;
        visit.map_err(|trouble| trouble.page(&app.product))
    }
}

impl Visit {
    /// The key that opened the session is read at most once a minute.
    ///
    /// # Errors
    /// [`Trouble`] without a session, with one that has ended or whose key was revoked, and for
    /// one call too many.
    async fn read(
        app: &App,
        headers: &HeaderMap,
        (class, now): (Class, Timestamp),
    ) -> Result<Self, Trouble> {
        let session = session(app, headers, now).await?;
        let session = session.filter(|session| session.is_open(now));
        let session = session.ok_or(Trouble::Ended)?;
        if !app.may_still_open(&session.key_id, now).await? {
            return Err(Trouble::Ended);
        }
        let staff = staff(&session, now);
        app.admit(&staff.caller, class, now).await?;
        Ok(Self {
            session,
            staff,
            now,
        })
    }

    /// The same for a form, which has to come from a page of ours.
    ///
    /// # Errors
    /// As [`Visit::read`], and [`Trouble::NotFromHere`].
    pub(super) async fn of_form(
        app: &App,
        headers: &HeaderMap,
        (class, now): (Class, Timestamp),
    ) -> Result<Self, Trouble> {
        if !browser::is_from_here(headers, &app.below("/", now).await?) {
            return Err(Trouble::NotFromHere);
        }
        Self::read(app, headers, (class, now)).await
    }

    /// This press of a button, once; a second press of the same one is the same call.
    ///
    /// # Errors
    /// [`Trouble::NotAllowed`] where the role may not, [`Trouble::NotFromHere`] unless the form
    /// was drawn for this session.
    pub(super) async fn presses(&self, app: &App, deed: Deed, form: Form) -> Result<Once, Trouble> {
        if !self.session.role.may(deed) {
            return Err(Trouble::NotAllowed(deed));
        }
        let signer = app.signer(self.now).await?;
        let press = form.text("press").to_owned();
        if !signer.is_console_form(&self.session, &press) {
            return Err(Trouble::NotFromHere);
        }
        let call = form.pressed(&press);
        let once = call.by(&self.staff.caller, async { Ok(signer) }, self.now);
        Ok(once.await?)
    }
}

/// As the audit trail names them. The scopes are not asked: the role says what may be done.
fn staff(session: &ConsoleSession, now: Timestamp) -> Staff {
    let key_id = session.key_id.clone();
    Staff {
        caller: Caller::Host(Host {
            key_id: key_id.clone(),
            scopes: [Scope::ConsoleSessions].into(),
        }),
        call: StaffCall {
            actor: Actor {
                key_id,
                staff: Some(session.staff_id.clone()),
            },
            request_id: runtime::cause::request_id(),
            now,
        },
    }
}

/// Whoever holds the cookie, also when its session has ended.
pub(super) async fn session(
    app: &App,
    headers: &HeaderMap,
    now: Timestamp,
) -> Result<Option<ConsoleSession>, Problem> {
    let home = app.below("/", now).await?;
    let Some(value) = browser::cookie(headers, &browser::cookie_name(&home, COOKIE)) else {
        return Ok(None);
    };
    let signer = app.signer(now).await?;
    Ok(signer.open_console_session(value).ok())
}

/// On to a page of ours, by GET, so that loading it again does nothing again.
pub(super) async fn on_to(app: &App, path: &str, now: Timestamp) -> Result<Response, Trouble> {
    let url = app.below(path, now).await?;
    Ok(Redirect::to(url.as_str()).into_response())
}
