//! `GET /i/{token}`: what an invite offers, with one button. Looking changes nothing.

use std::sync::Arc;

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::invite::Invite;
use domain::program::{Program, ProgramStatus};
use jiff::Timestamp;
use runtime::page::{Forms, Nonce, respond};
use runtime::problem::Problem;
use runtime::telemetry::chain;
use runtime::time::Now;
use url::Url;

use crate::app::App;
use crate::page::Page;

/// What the link of an invite's mail stands for now.
#[derive(Debug)]
pub(crate) enum Standing {
    Open(Box<Opened>),
    Paused(Box<Opened>),
    Expired(Box<Opened>),
    /// The program has ended.
    Over,
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
/// Two table round trips: the invite, and who sent it; one more where the program has a budget,
/// without which there is no offer (E70). The programs are read at most once a
/// minute.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    Now(now): Now,
    token: Result<Path<String>, PathRejection>,
) -> Result<Response, Problem> {
    let token = token.map(|Path(token)| token).unwrap_or_default();
    let nonce = Nonce::draw().map_err(Problem::unavailable)?;
    let (status, page, to) = match load(&app, &token, now).await {
        Ok(found) => found,
        Err(error) => {
            tracing::error!(error = chain(&*error), "an invite cannot be shown");
            (
                StatusCode::SERVICE_UNAVAILABLE,
                Page::unavailable(&app.product),
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

async fn load(app: &App, token: &str, now: Timestamp) -> Result<(StatusCode, Page, Url), Failure> {
    let product = &app.product;
    let standing = standing(app, token, now).await?;
    let to = match &standing {
        Standing::Open(opened) | Standing::Paused(opened) | Standing::Expired(opened) => {
            app.signup_page(&opened.program)
        }
        Standing::Over | Standing::Withdrawn | Standing::Unknown => app.signup_url.clone(),
    };
    Ok(match standing {
        Standing::Open(opened) => {
            let inviter = inviter(app, &opened.invite).await?;
            (
                StatusCode::OK,
                Page::open(product, &opened.program, inviter.as_deref(), now),
                to,
            )
        }
        Standing::Paused(_) => (StatusCode::OK, Page::paused(product), to),
        Standing::Expired(opened) => {
            let inviter = inviter(app, &opened.invite).await?;
            (
                StatusCode::GONE,
                Page::expired(product, inviter.as_deref()),
                to,
            )
        }
        Standing::Over => (StatusCode::GONE, Page::over(product), to),
        Standing::Withdrawn => (StatusCode::GONE, Page::withdrawn(product), to),
        Standing::Unknown => (StatusCode::NOT_FOUND, Page::unknown(product), to),
    })
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
        return Standing::Over;
    };
    let is_expired = invite.is_expired(now);
    let status = program.settings.status;
    let opened = Box::new(Opened { invite, program });
    match status {
        ProgramStatus::Draft | ProgramStatus::Ended => Standing::Over,
        ProgramStatus::Active | ProgramStatus::Paused if is_expired => Standing::Expired(opened),
        ProgramStatus::Active => Standing::Open(opened),
        ProgramStatus::Paused => Standing::Paused(opened),
    }
}

/// The first name of who sent the invite, unless they have left or have none.
async fn inviter(app: &App, invite: &Invite) -> Result<Option<String>, Failure> {
    let sender = app
        .store
        .participant(&invite.account_id, &invite.participant_id)
        .await?;
    let name = sender
        .filter(domain::account::Participant::is_member)
        .and_then(|p| p.name);
    Ok(name.map(|name| name.first_name().to_owned()))
}
