//! Referrals, over the rules' own decision: claimed with evidence, and ended.

mod claim;
#[cfg(feature = "describe")]
pub(crate) mod describe;

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use domain::account::Household;
use domain::audit::grounds::Grounds;
use domain::audit::{Action, Target};
use domain::by_hand;
use domain::change::{ChangeSet, Write};
use domain::id::{AccountId, ParticipantId, ProgramId, ReferralId};
use domain::referral::{Referral, ReferralStatus};
use jiff::Timestamp;
use runtime::json::{Json, Path};
use runtime::limit::Class;
use runtime::problem::Problem;
use runtime::repeat::answer::Answer;
use runtime::repeat::call::Repeatable;
use runtime::repeat::{Once, Unanswered};
use runtime::time::Now;
use serde::Serialize;
use serde_json::{Value, json};

use crate::App;
use crate::rewards::{DecisionRequest, RewardView, rejected};
use crate::staff::Staff;

pub(crate) fn routes() -> Router<Arc<App>> {
    let disqualify_path = "/v1/admin/referrals/{referral_id}/disqualify";
    Router::new()
        .route("/v1/admin/referrals", post(claim::handle))
        .route(disqualify_path, post(disqualify))
}

/// A referral as staff see it, with what it earned.
#[derive(Serialize)]
#[cfg_attr(
    feature = "describe",
    derive(schemars::JsonSchema),
    schemars(rename = "StaffReferral")
)]
pub(crate) struct ReferralView {
    referral_id: ReferralId,
    program_id: ProgramId,
    friend_account_id: AccountId,
    referrer_account_id: AccountId,
    referrer_participant_id: ParticipantId,
    signed_up_at: Timestamp,
    #[serde(flatten)]
    status: ReferralStatus,
    rewards: Vec<RewardView>,
}

impl ReferralView {
    /// As these changes leave it.
    fn after(before: &Household, changes: &ChangeSet) -> Option<Self> {
        let mut referral = before.referral.as_ref();
        let mut rewards: Vec<_> = before.rewards.iter().collect();
        for write in &changes.writes {
            if let Write::Referral(written) = write {
                referral = Some(written);
            } else if let Write::Reward(written) = write {
                rewards.retain(|reward| reward.id != written.id);
                rewards.push(written);
            }
        }
        rewards.sort_by_key(|reward| reward.side);
        let referral = referral?;
        Some(Self {
            referral_id: referral.id.clone(),
            program_id: referral.program_id.clone(),
            friend_account_id: referral.friend_account_id.clone(),
            referrer_account_id: referral.referrer_account_id.clone(),
            referrer_participant_id: referral.referrer_participant_id.clone(),
            signed_up_at: referral.signed_up_at,
            status: referral.status.clone(),
            rewards: rewards.into_iter().map(RewardView::of).collect(),
        })
    }
}

/// `POST /v1/admin/referrals/{referral_id}/disqualify`. Three table round trips.
pub(crate) async fn disqualify(
    State(app): State<Arc<App>>,
    Now(now): Now,
    headers: HeaderMap,
    Path(id): Path<ReferralId>,
    Repeatable { body, call }: Repeatable<Json<DecisionRequest>>,
) -> Result<Answer, Problem> {
    let staff = app.staff(&headers, Class::Write, now).await?;
    let once = call.by(&staff.caller, app.signer(now), now).await?;
    let disqualified = disqualified(&app, (&id, &body.0.reason), (&once, &staff)).await;
    app.settled(once, disqualified).await
}

/// For whoever staff are known to be: by an API key, or in the console.
pub(crate) async fn disqualified(
    app: &App,
    (id, reason): (&ReferralId, &Grounds),
    (once, staff): (&Once, &Staff),
) -> Result<Answer, Unanswered> {
    let now = staff.call.now;
    let friend = id.friend().ok_or_else(Problem::not_found)?;
    let decide = |friend: &Household| {
        let before = friend.referral.as_ref().ok_or_else(Problem::not_found)?;
        let mut changes = by_hand::disqualify(friend, now).map_err(rejected)?;
        let after = json!({ "status": "disqualified" });
        let record = staff
            .call
            .did(Action::ReferralDisqualified, Target::referral(id));
        let record = record.because(reason.clone());
        let record = record.changing(audited(before), after);
        changes.write(Write::Audit(Box::new(record)));
        once.keep(
            |changes| answer(StatusCode::OK, friend, changes),
            &mut changes,
        );
        Ok::<_, Problem>(changes)
    };
    let load = || app.store.household(&friend);
    let changed = app.store.change(now, load, decide).await;
    let changed = changed.map_err(Unanswered::of)??;
    Ok(answer(StatusCode::OK, &changed.state, &changed.changes))
}

fn answer(status: StatusCode, before: &Household, changes: &ChangeSet) -> Answer {
    Answer::json(status, &ReferralView::after(before, changes))
}

/// What the audit trail keeps of a referral.
fn audited(referral: &Referral) -> Value {
    json!({ "status": json!(referral.status)["status"] })
}
