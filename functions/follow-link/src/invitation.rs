//! `GET /i/{token}`: what an invite offers, with one button. Looking changes nothing.

use std::sync::Arc;

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use domain::invite::Invite;
use domain::locale::Locale;
use domain::program::{self, Program, ProgramStatus};
use domain::words::Words;
use jiff::Timestamp;
use runtime::page::{Forms, Nonce, respond};
use runtime::problem::Problem;
use runtime::telemetry::chain;
use runtime::time::Now;
use url::Url;

use crate::app::App;
use crate::around::Around;
use crate::page::{Notice, Page, Reader};

/// What the link of an invite's mail stands for now.
#[derive(Debug)]
pub(crate) enum Standing {
    Open(Box<Opened>),
    Paused(Box<Opened>),
    Expired(Box<Opened>),
    /// The program has ended, or is not there yet.
    Over(Box<Opened>),
    /// The token is good, and the invite is gone.
    Withdrawn,
    /// The token was cut off or altered.
    Unknown,
}

/// An invite and its program.
#[derive(Debug)]
pub(crate) struct Opened {
    pub(crate) invite: Invite,
    pub(crate) program: Program,
}

/// Shows the offer, or in plain words why there is none. The way to sign up is always there.
///
/// Two table round trips: the invite; then who sent it beside whether its address has an account.
/// One more where the program has a budget, without which there is no offer (E70). The programs
/// are read at most once a minute.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    Now(now): Now,
    headers: HeaderMap,
    token: Result<Path<String>, PathRejection>,
) -> Result<Response, Problem> {
    let token = token.map(|Path(token)| token).unwrap_or_default();
    let nonce = Nonce::draw().map_err(Problem::unavailable)?;
    let (status, page, to) = match load(&app, &token, (&headers, now)).await {
        Ok(found) => found,
        Err(error) => {
            tracing::error!(error = chain(&*error), "an invite cannot be shown");
            let reader = stranger(&app, Locale::default());
            (
                StatusCode::SERVICE_UNAVAILABLE,
                Page::notice(reader, Notice::Unavailable),
                app.signup_url.clone(),
            )
        }
    };
    let html = page
        .render(nonce.as_str(), to.as_str())
        .map_err(Problem::unavailable)?;
    Ok(respond(status, html, &nonce, Forms::Anywhere))
}

type Failure = Box<dyn std::error::Error + Send + Sync>;

async fn load(
    app: &App,
    token: &str,
    (headers, now): (&HeaderMap, Timestamp),
) -> Result<(StatusCode, Page, Url), Failure> {
    let (opened, notice, status) = match standing(app, token, now).await? {
        Standing::Open(opened) => (opened, None, StatusCode::OK),
        Standing::Paused(opened) => (opened, Some(Notice::Paused), StatusCode::OK),
        Standing::Expired(opened) => (opened, Some(Notice::Expired), StatusCode::GONE),
        Standing::Over(opened) => (opened, Some(Notice::Over), StatusCode::GONE),
        Standing::Withdrawn => {
            return nothing(app, (Notice::Withdrawn, StatusCode::GONE), now).await;
        }
        Standing::Unknown => {
            return nothing(app, (Notice::Unknown, StatusCode::NOT_FOUND), now).await;
        }
    };
    let to = app.signup_page(&opened.program);
    let around = Around::load(app, &opened, (headers, now)).await?;
    let reader = Reader {
        words: Words::of(around.locale(&opened)),
        product: &app.product,
        inviter: around.inviter(),
    };
    // Whoever sent it, or has an account, reads that first, whatever became of the invite.
    let notice = around.notice().or(notice);
    let (status, page) = match notice {
        None => (status, Page::open(reader, &opened.program, now)),
        Some(notice @ (Notice::Customer | Notice::Own)) => {
            (StatusCode::OK, Page::notice(reader, notice))
        }
        Some(notice) => (status, Page::notice(reader, notice)),
    };
    Ok((status, page, to))
}

/// Where there is no invite, and so nobody's language.
async fn nothing(
    app: &App,
    (notice, status): (Notice, StatusCode),
    now: Timestamp,
) -> Result<(StatusCode, Page, Url), Failure> {
    let programs = app.store.programs(now).await?;
    let program = program::choose(&programs, None);
    let locale = program.map(|program| program.settings.locale);
    let page = Page::notice(stranger(app, locale.unwrap_or_default()), notice);
    Ok((status, page, app.signup_url.clone()))
}

fn stranger(app: &App, locale: Locale) -> Reader<'_> {
    Reader {
        words: Words::of(locale),
        product: &app.product,
        inviter: None,
    }
}

async fn standing(app: &App, token: &str, now: Timestamp) -> Result<Standing, Failure> {
    let Ok(id) = app.secrets.signer(now).await?.open_invite(token) else {
        return Ok(Standing::Unknown);
    };
    let Some(invite) = app.store.invite(&id).await? else {
        return Ok(Standing::Withdrawn);
    };
    let program = match app.program(&invite.program_id, now).await? {
        Some(program) => Some(app.store.as_offered(program, now).await?),
        None => None,
    };
    Ok(of(invite, program, now))
}

/// What an invite stands for, given its program.
pub(crate) fn of(invite: Invite, program: Option<Program>, now: Timestamp) -> Standing {
    let Some(program) = program else {
        return Standing::Withdrawn;
    };
    let is_expired = invite.is_expired(now);
    let status = program.settings.status;
    let opened = Box::new(Opened { invite, program });
    match status {
        ProgramStatus::Draft | ProgramStatus::Ended => Standing::Over(opened),
        ProgramStatus::Active | ProgramStatus::Paused if is_expired => Standing::Expired(opened),
        ProgramStatus::Active => Standing::Open(opened),
        ProgramStatus::Paused => Standing::Paused(opened),
    }
}
