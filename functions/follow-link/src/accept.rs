//! `POST /i/{token}`: the friend accepts, and goes on to sign up with the token that says so.
//!
//! Scanners press buttons too, so pressing it any number of times comes to the same, and it is
//! worth nothing until a signup brings the token (design 3).

use std::sync::Arc;

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::id::InviteId;
use domain::invite::Invite;
use domain::invite_delivery::accepted;
use domain::link::CODES_TRIED;
use domain::terms::Method;
use domain::token::{Accept, Signer};
use jiff::Timestamp;
use runtime::telemetry::chain;
use runtime::time::Now;
use store::{Store, StoreError};
use url::Url;

use crate::app::App;
use crate::destination::{Carried, lead};
use crate::follow::{self, redirect, touch};
use crate::invitation::{self, Opened, Standing};

/// Redirects with 303, whatever the token: a friend who wants to sign up can.
///
/// Two table round trips, one where it was accepted before; another where the program counts
/// links only. The programs are read at most once a minute.
pub(crate) async fn accept(
    State(app): State<Arc<App>>,
    Now(now): Now,
    token: Result<Path<String>, PathRejection>,
    RawQuery(visit): RawQuery,
) -> Response {
    let token = token.map(|Path(token)| token).unwrap_or_default();
    let (to, carried) = target(&app, &token, now).await;
    redirect(
        StatusCode::SEE_OTHER,
        &lead(&to, visit.as_deref(), carried.as_ref()),
    )
}

async fn target(app: &App, token: &str, now: Timestamp) -> (Url, Option<Carried>) {
    let fallback = app.signup_url.clone();
    let signer = match app.secrets.signer(now).await {
        Ok(signer) => signer,
        Err(error) => {
            tracing::error!(
                error = chain(&error),
                "an invite was accepted without a token"
            );
            return (fallback, None);
        }
    };
    let Ok(id) = signer.open_invite(token) else {
        return (fallback, None);
    };
    match opened(app, &id, now).await {
        Ok(Some(opened)) => {
            let carried = carried(app, &signer, &opened, now).await;
            (app.signup_page(&opened.program), carried)
        }
        Ok(None) => (fallback, None),
        // A signup looks the invite up again; until then the friend's word is worth keeping.
        Err(error) => {
            tracing::error!(error = chain(&error), "an invite was accepted unseen");
            let unseen = Accept {
                invite_id: id,
                at: now,
                referrer: None,
            };
            (fallback, Some(Carried::Accept(signer.accept(&unseen))))
        }
    }
}

/// The invite, with its Accept noted, unless it is over. While a program pauses, accepts are kept
/// as touches are (E4).
async fn opened(
    app: &App,
    id: &InviteId,
    now: Timestamp,
) -> Result<Option<Box<Opened>>, StoreError> {
    let Some(invite) = note(&app.store, id, now).await? else {
        return Ok(None);
    };
    let program = app.program(&invite.program_id, now).await?;
    Ok(match invitation::of(invite, program, now) {
        Standing::Open(opened) | Standing::Paused(opened) => Some(opened),
        Standing::Expired(_) | Standing::Over(_) | Standing::Withdrawn | Standing::Unknown => None,
    })
}

/// Notes the first Accept. One that cannot be noted stops nobody.
async fn note(store: &Store, id: &InviteId, now: Timestamp) -> Result<Option<Invite>, StoreError> {
    let Some(invite) = store.invite(id).await? else {
        return Ok(None);
    };
    if let Err(error) = store.commit(&accepted(&invite, now), now).await {
        tracing::warn!(error = chain(&error), invite.id = %id, "an Accept was not noted");
    }
    Ok(Some(invite))
}

/// What proves the referral in this program: the Accept, or else the sender's personal link.
async fn carried(app: &App, signer: &Signer, opened: &Opened, now: Timestamp) -> Option<Carried> {
    let Opened { invite, program } = opened;
    if program.allows(Method::Accept, now) {
        return Some(accept_token(signer, invite, now));
    }
    if !follow::counts(program, now) {
        return None;
    }
    let (account, who) = (&invite.account_id, &invite.participant_id);
    for n in 0..CODES_TRIED {
        let code = signer.code(&program.id, account, who, n);
        match app.links.get(&code, &app.store).await {
            Ok(Some(link)) if link.belongs_to(&program.id, who, account) => {
                let parameter = program.settings.touch_parameter;
                return Some(Carried::Touch(parameter, touch(signer, &link, now)));
            }
            Ok(Some(_)) => {}
            Ok(None) => return None,
            Err(error) => {
                tracing::error!(error = chain(&error), "an invite's link cannot be read");
                return None;
            }
        }
    }
    None
}

/// That this invite was accepted, with whose it is: so a signup need not look it up.
fn accept_token(signer: &Signer, invite: &Invite, at: Timestamp) -> Carried {
    Carried::Accept(signer.accept(&Accept {
        invite_id: invite.id.clone(),
        at,
        referrer: Some(invite.into()),
    }))
}
