//! A referral: where each side stands and why, what happened, and what can be done about it.

mod view;

use std::sync::Arc;

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::response::Response;
use domain::audit::{AuditRecord, Target};
use domain::console_session::Deed;
use domain::id::{ReferralId, RewardId};
use domain::invite::Invite;
use domain::reward::Side;
use runtime::problem::Problem;
use store::{AuditOf, Feed};

use super::frame::{Frame, respond};
use super::trouble::{Id, Trouble, told};
use super::visit::Visit;
use crate::App;
use crate::explanations::{Asking, one};
use view::Model;

/// Records of the audit trail that are told of each of its targets.
const AUDIT_ROWS: u8 = 20;

/// All that was read of a referral.
struct Read {
    friend: Feed,
    referrer: Feed,
    invite: Option<Invite>,
    audit: Vec<AuditRecord>,
}

#[derive(Template)]
#[template(path = "referral.html")]
struct Page {
    frame: Frame,
    shown: Model,
    may_decide: bool,
    may_move: bool,
    may_end: bool,
}

/// `GET /admin/referrals/{referral_id}`.
///
/// Six table round trips, one more where it came by an invite; the programs are read at most once
/// a minute.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    visit: Visit,
    Id(id): Id<ReferralId>,
    RawQuery(query): RawQuery,
) -> Response {
    told(&app, shown(&app, &visit, (&id, query.as_deref())).await)
}

async fn shown(
    app: &App,
    visit: &Visit,
    (id, query): (&ReferralId, Option<&str>),
) -> Result<Response, Trouble> {
    let programs = app.store.programs(visit.now).await;
    let programs = programs.map_err(Problem::unavailable)?;
    let asking = Asking {
        app,
        programs: &programs,
        now: visit.now,
    };
    let read = read(asking, id).await?;
    let page = Model::of(asking, &read)?;
    let frame = Frame::of(app, visit, (page.title.clone(), None)).await?;
    let role = visit.session.role;
    let page = Page {
        frame: frame.saying(query),
        shown: page,
        may_decide: role.may(Deed::DecideReview),
        may_move: role.may(Deed::MoveCredit),
        may_end: role.may(Deed::EndReferral),
    };
    respond(&page, &page.frame.nonce)
}

async fn read(asking: Asking<'_>, id: &ReferralId) -> Result<Read, Problem> {
    let friend = id.friend().ok_or_else(Problem::not_found)?;
    let (friend, referrer) = one::load(asking, &friend).await?;
    let store = &asking.app.store;
    let invite = friend.household.referral.as_ref();
    let invite = match invite.and_then(|referral| referral.evidence.invite_id()) {
        Some(id) => store.invite(id).await.map_err(Problem::unavailable)?,
        None => None,
    };
    let friend_id = id.friend().ok_or_else(Problem::not_found)?;
    let reward = |side| Target::reward(&RewardId::of(&friend_id, side));
    let targets = [
        Target::referral(id),
        reward(Side::Referrer),
        reward(Side::Friend),
    ];
    let mut audit = Vec::new();
    for target in &targets {
        let page = store.audit(AuditOf::Target(target), None, AUDIT_ROWS).await;
        audit.extend(page.map_err(Problem::unavailable)?.data);
    }
    Ok(Read {
        friend,
        referrer,
        invite,
        audit,
    })
}
