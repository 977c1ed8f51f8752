//! Who looks at the page: the cookie, and what a form has to bring.

use axum::http::header::AUTHORIZATION;
use axum::http::{HeaderMap, HeaderName, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use domain::locale::Locale;
use domain::portal_session::{PortalSession, ReturnUrl};
use domain::token::NotOurs;
use jiff::Timestamp;
use runtime::auth::Caller;
use runtime::auth::on_behalf::ActingFor;
use runtime::browser;
use runtime::limit::Class;
use runtime::problem::Problem;
use url::Url;

use super::trouble::Trouble;
use crate::app::App;

const GW_PROGRAM: HeaderName = HeaderName::from_static("gw-program");
const GW_SECONDS_LEFT: HeaderName = HeaderName::from_static("gw-seconds-left");

/// A participant with an open session.
pub(crate) struct Visit {
    pub(crate) session: PortalSession,
    pub(crate) who: ActingFor,
    /// For how many seconds a token is still good, where one was brought in place of the cookie.
    seconds_left: Option<i64>,
}

/// What stands in for the cookie in a frame: the token, and the program that is looked at.
#[derive(Clone, Copy)]
pub(super) struct Brought<'a> {
    pub(super) token: &'a str,
    pub(super) program: Option<&'a str>,
}

impl<'a> Brought<'a> {
    /// Nothing of a browser's own: only a script of the page sends these headers.
    fn of(headers: &'a HeaderMap) -> Option<Self> {
        let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
        let token = text(AUTHORIZATION)?.strip_prefix("Bearer ").map(str::trim);
        Some(Self {
            token: token.unwrap_or_default(),
            program: text(GW_PROGRAM),
        })
    }
}

impl Visit {
    /// # Errors
    /// [`Trouble`] without a session, with one that has ended, and for one call too many.
    pub(crate) async fn read(
        app: &App,
        headers: &HeaderMap,
        (class, now): (Class, Timestamp),
    ) -> Result<Self, Trouble> {
        if let Some(brought) = Brought::of(headers) {
            return Self::by_token(app, brought, (class, now)).await;
        }
        let session = session(app, headers, now).await?;
        let session = session.ok_or(Trouble::Ended(None))?;
        if !session.is_open(now) {
            return Err(Trouble::Ended(Some(Box::new(session))));
        }
        let caller = Caller::of_session(&session);
        app.admit(&caller, class, now).await?;
        let who = caller.acting_for(domain::api_key::Scope::Home, None, None)?;
        Ok(Self {
            session,
            who,
            seconds_left: None,
        })
    }

    /// By a token of `POST /v1/portal-sessions`, or one that the host signed itself, or its identity
    /// provider; the last takes a table round trip.
    ///
    /// # Errors
    /// [`Trouble`] with a token that is none or has ended, and for one call too many.
    pub(super) async fn by_token(
        app: &App,
        brought: Brought<'_>,
        (class, now): (Class, Timestamp),
    ) -> Result<Self, Trouble> {
        let program_id = brought.program.filter(|id| !id.is_empty());
        let program_id = program_id.map(str::parse).transpose();
        let program_id = program_id.map_err(|_| Problem::not_found())?;
        let signer = app.signer(now).await?;
        let (caller, session) = match signer.open_portal_session(brought.token) {
            Ok(session) if !session.is_open(now) => return Err(Trouble::Ended(None)),
            Ok(session) => {
                let caller = Caller::of_session(&session);
                app.admit(&caller, class, now).await?;
                (caller, session)
            }
            Err(NotOurs) => of_participant(app, brought.token, (class, now)).await?,
        };
        if !session.is_open(now) {
            return Err(Trouble::Ended(None));
        }
        let session = PortalSession {
            program_id: session.program_id.or(program_id),
            ..session
        };
        let who = caller.acting_for(domain::api_key::Scope::Home, None, None)?;
        let left = session.expires_at.duration_since(now).as_secs();
        Ok(Self {
            session,
            who,
            seconds_left: Some(left),
        })
    }

    /// Tells the page in a frame how long its token is good, for it to ask for the next in time:
    /// its own clock may be wrong.
    pub(super) fn mark(&self, mut response: Response) -> Response {
        if let Some(left) = self.seconds_left {
            response.headers_mut().insert(GW_SECONDS_LEFT, left.into());
        }
        response
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
        Self::from_here(app, headers, now).await?;
        Self::read(app, headers, (class, now)).await
    }

    /// # Errors
    /// [`Trouble::NotFromHere`] for a form of another site.
    pub(super) async fn from_here(
        app: &App,
        headers: &HeaderMap,
        now: Timestamp,
    ) -> Result<(), Trouble> {
        let home = app.below("/", now).await?;
        if browser::is_from_here(headers, &home) {
            return Ok(());
        }
        Err(Trouble::NotFromHere)
    }

    pub(crate) fn return_url(&self) -> Option<&ReturnUrl> {
        self.session.return_url.as_ref()
    }
}

/// The host's word, for as long as it gave it.
async fn of_participant(
    app: &App,
    token: &str,
    (class, now): (Class, Timestamp),
) -> Result<(Caller, PortalSession), Trouble> {
    let participant = app.participant(token, (class, now)).await;
    let participant = participant.map_err(|problem| match problem.status() {
        StatusCode::UNAUTHORIZED => Trouble::Ended(None),
        _ => Trouble::Problem(problem),
    })?;
    let session = PortalSession {
        account_id: participant.account_id.clone(),
        participant_id: participant.participant_id.clone(),
        program_id: None,
        return_url: None,
        locale: participant.locale.as_deref().and_then(Locale::nearest),
        expires_at: participant.expires_at,
    };
    Ok((Caller::Participant(participant), session))
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
