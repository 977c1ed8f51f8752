//! An invite: what became of it, and why.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use domain::email_address::EmailAddress;
use domain::explanation::told::ForStaff;
use domain::id::InviteId;
use domain::invite::{Invite, InviteState};
use runtime::problem::Problem;

use super::frame::{Frame, respond};
use super::shown::{CheckView, instant, outlook};
use super::trouble::{Id, Trouble, told};
use super::visit::{self, Visit};
use crate::App;
use crate::explanations::{Asking, one};

#[derive(Template)]
#[template(path = "invite.html")]
struct Page {
    frame: Frame,
    facts: Vec<(&'static str, String)>,
    account_id: String,
    why: Why,
}

/// Why it stands as it does, as far as it led to no signup.
struct Why {
    outlook: &'static str,
    summary: String,
    checks: Vec<CheckView>,
    reply: String,
}

/// `GET /admin/invites/{invite_id}`: one that led to a referral leads on to that.
///
/// Two table round trips, three more where a signup came of it; the programs are read at most once
/// a minute.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    visit: Visit,
    Id(id): Id<InviteId>,
) -> Response {
    told(&app, shown(&app, &visit, &id).await)
}

async fn shown(app: &App, visit: &Visit, id: &InviteId) -> Result<Response, Trouble> {
    let invite = app.store.invite(id).await.map_err(Problem::unavailable)?;
    let invite = invite.ok_or_else(Problem::not_found)?;
    let programs = app.store.programs(visit.now).await;
    let programs = programs.map_err(Problem::unavailable)?;
    let asking = Asking {
        app,
        programs: &programs,
        now: visit.now,
    };
    let all = one::explained(asking, &invite).await?;
    let referral = all.iter().find_map(|it| it.about.referral_id.as_ref());
    if let Some(referral) = referral {
        return visit::on_to(app, &format!("/admin/referrals/{referral}"), visit.now).await;
    }
    let why = all.into_iter().next().ok_or_else(Problem::not_found)?;
    let page = Page {
        frame: Frame::of(app, visit, (format!("Invite {id}"), None)).await?,
        facts: facts(&invite),
        account_id: invite.account_id.to_string(),
        why: Why::of(why),
    };
    respond(&page, &page.frame.nonce)
}

impl Why {
    fn of(why: ForStaff) -> Self {
        let check = |check| CheckView::of(check, true);
        Self {
            outlook: outlook(why.outlook),
            checks: why.checks.iter().map(check).collect(),
            summary: why.summary,
            reply: why.reply,
        }
    }
}

fn facts(invite: &Invite) -> Vec<(&'static str, String)> {
    let to = invite.recipient.as_ref();
    let to = to.map_or_else(
        || "forgotten, as every address 30 days after the invite’s end".to_owned(),
        EmailAddress::masked,
    );
    let mut facts = vec![
        ("By", invite.participant_id.to_string()),
        ("To", to),
        ("Program", invite.program_id.to_string()),
        ("Asked for", instant(invite.created_at)),
        ("Can be accepted until", instant(invite.expires_at)),
        ("State", state(&invite.state).to_owned()),
    ];
    if let Some(at) = invite.accepted_at {
        facts.push(("Accept was pressed", instant(at)));
    }
    facts
}

/// Staff see what the referrer does not: that nothing was sent (K25).
pub(super) fn state(state: &InviteState) -> &'static str {
    match state {
        InviteState::Created => "about to be sent",
        InviteState::Queued { .. } => "waits to be sent",
        InviteState::Suppressed { .. } => "not sent",
        InviteState::Sending { .. } => "being sent",
        InviteState::Sent { .. } => "sent",
        InviteState::Delivered { .. } => "delivered",
        InviteState::Undelivered { .. } => "came back",
        InviteState::Unknown { .. } => "not known whether it went out",
        InviteState::Bounced { .. } => "bounced",
        InviteState::Complained { .. } => "called spam",
        InviteState::Refused { .. } => "refused by the mail provider",
    }
}
