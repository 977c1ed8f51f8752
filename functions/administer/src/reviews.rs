//! What somebody is to look at: referrals before their credit is released, and what is left of
//! credit that was taken back. The queue, and what staff decide.

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::{get, post};
use domain::account::Household;
use domain::audit::grounds::Grounds;
use domain::audit::{Action, Target};
use domain::change::{ChangeSet, Write};
use domain::id::{ReferralId, RewardId};
use domain::reason::Reason;
use domain::review::{self, Decided, Rejection};
use domain::reward::Reward;
use runtime::json::{Json, Path, Query};
use runtime::limit::Class;
use runtime::paging::{Cursor, Page};
use runtime::problem::Problem;
use runtime::repeat::answer::Answer;
use runtime::repeat::call::Repeatable;
use runtime::repeat::{Once, Unanswered};
use runtime::time::Now;
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::programs::Paging;
use crate::staff::Staff;
use crate::{App, REVIEW_DECIDED};
use view::ReviewView;

#[cfg(feature = "describe")]
pub(crate) mod describe;
pub(crate) mod view;

pub(crate) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/v1/admin/reviews", get(list))
        .route("/v1/admin/reviews/{id}/approve", post(approve))
        .route("/v1/admin/reviews/{id}/deny", post(deny))
        .route("/v1/admin/reviews/{id}/waive", post(waive))
}

/// The body of an approval or a waiver.
#[derive(Deserialize)]
#[cfg_attr(
    feature = "describe",
    derive(schemars::JsonSchema),
    schemars(rename = "ReviewDecision")
)]
#[serde(deny_unknown_fields)]
pub(crate) struct Decision {
    /// Why, for whoever looks later: 1 to 500 characters.
    reason: Grounds,
}

/// The body of a denial.
#[derive(Deserialize)]
#[cfg_attr(
    feature = "describe",
    derive(schemars::JsonSchema),
    schemars(rename = "ReviewDenial")
)]
#[serde(deny_unknown_fields)]
pub(crate) struct Denial {
    /// Why, for whoever looks later: 1 to 500 characters.
    pub(crate) reason: Grounds,
    /// What the referrer is told: that the program does not pay for such a referral, or only that
    /// staff decided.
    pub(crate) code: DenialCode,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub(crate) enum DenialCode {
    Fraud,
    AdminDecision,
}

/// What was decided.
#[derive(Serialize)]
#[cfg_attr(
    feature = "describe",
    derive(schemars::JsonSchema),
    schemars(rename = "DecidedReview")
)]
struct Outcome<'a> {
    /// The referral's id, or the reward's.
    id: &'a str,
    verdict: &'static str,
    #[serde(flatten)]
    decided: &'a Decided,
}

/// `GET /v1/admin/reviews`: what waits for somebody to look, the oldest first. Two table round
/// trips.
pub(crate) async fn list(
    State(app): State<Arc<App>>,
    Now(now): Now,
    headers: HeaderMap,
    Query(paging): Query<Paging>,
) -> Result<Json<Page<ReviewView>>, Problem> {
    app.staff(&headers, Class::Read, now).await?;
    let after = paging.starting_after.as_ref().map(Cursor::place);
    let page = app.store.reviews(after, paging.limit.get()).await;
    let page = page.map_err(Problem::unavailable)?;
    let rewards = app.store.rewards(&view::rewards_of(&page.data)).await;
    let rewards = rewards.map_err(Problem::unavailable)?;
    let items = page.data.iter();
    let listed = items.filter_map(|item| ReviewView::of(item, &rewards));
    Ok(Json(Page::until(page.next, listed.collect())))
}

/// `POST /v1/admin/reviews/{id}/approve`: the referral's credit goes on, and is released where its
/// hold has ended. Two table round trips.
pub(crate) async fn approve(
    State(app): State<Arc<App>>,
    Now(now): Now,
    headers: HeaderMap,
    Path(id): Path<ReferralId>,
    Repeatable { body, call }: Repeatable<Json<Decision>>,
) -> Result<Answer, Problem> {
    let staff = app.staff(&headers, Class::Write, now).await?;
    let once = call.by(&staff.caller, app.signer(now), now).await?;
    let approved = approved(&app, (&id, &body.0.reason), (&once, &staff)).await;
    app.settled(once, approved).await
}

/// For whoever staff are known to be: by an API key, or in the console.
pub(crate) async fn approved(
    app: &App,
    (id, reason): (&ReferralId, &Grounds),
    (once, staff): (&Once, &Staff),
) -> Result<Answer, Unanswered> {
    let decided = decided(staff, reason);
    let decide = |friend: &Household| review::approve(friend, &decided, decided.decided_at);
    of_referral(app, (id, "approved"), (staff, &decided, once), decide).await
}

/// `POST /v1/admin/reviews/{id}/deny`: the referral ends, and so does what both sides have of it
/// that no invoice used. Two table round trips; the programs are read at most once a minute.
pub(crate) async fn deny(
    State(app): State<Arc<App>>,
    Now(now): Now,
    headers: HeaderMap,
    Path(id): Path<ReferralId>,
    Repeatable { body, call }: Repeatable<Json<Denial>>,
) -> Result<Answer, Problem> {
    let staff = app.staff(&headers, Class::Write, now).await?;
    let once = call.by(&staff.caller, app.signer(now), now).await?;
    let denied = denied(&app, (&id, &body.0), (&once, &staff)).await;
    app.settled(once, denied).await
}

/// The same, of a denial.
pub(crate) async fn denied(
    app: &App,
    (id, denial): (&ReferralId, &Denial),
    (once, staff): (&Once, &Staff),
) -> Result<Answer, Unanswered> {
    let decided = decided(staff, &denial.reason);
    let now = decided.decided_at;
    let reason = match denial.code {
        DenialCode::Fraud => Reason::Fraud,
        DenialCode::AdminDecision => Reason::AdminDecision,
    };
    let programs = app.store.programs(now).await;
    let programs = programs.map_err(Problem::unavailable)?;
    let decide = |friend: &Household| {
        let referral = friend.referral.as_ref().ok_or(Rejection::Unknown)?;
        let program = programs.iter().find(|it| it.id == referral.program_id);
        let terms = program.and_then(|it| it.terms_version(referral.terms_version));
        let rules = &terms.ok_or(Rejection::Unknown)?.rules;
        review::deny(friend, (&decided, reason), rules, now)
    };
    of_referral(app, (id, "denied"), (staff, &decided, once), decide).await
}

/// `POST /v1/admin/reviews/{id}/waive`: what invoices had used before the credit was taken back is
/// let go. Two table round trips.
pub(crate) async fn waive(
    State(app): State<Arc<App>>,
    Now(now): Now,
    headers: HeaderMap,
    Path(id): Path<RewardId>,
    Repeatable { body, call }: Repeatable<Json<Decision>>,
) -> Result<Answer, Problem> {
    let staff = app.staff(&headers, Class::Write, now).await?;
    let once = call.by(&staff.caller, app.signer(now), now).await?;
    let waived = waived(&app, (&id, &body.0.reason), (&once, &staff)).await;
    app.settled(once, waived).await
}

/// The same, of a waiver.
pub(crate) async fn waived(
    app: &App,
    (id, reason): (&RewardId, &Grounds),
    (once, staff): (&Once, &Staff),
) -> Result<Answer, Unanswered> {
    let decided = &decided(staff, reason);
    let answer = answer((id.as_str(), "waived"), decided);
    let load = async || app.store.reward(id).await;
    let decide = |reward: &Option<Reward>| {
        let mut changes = review::waive(reward.as_ref(), decided)?;
        let record = staff
            .call
            .did(Action::RemainderWaived, Target::reward(id))
            .because(decided.reason.clone())
            .changing(
                json!({ "review_required": true }),
                json!({ "review_required": false }),
            );
        changes.write(Write::Audit(Box::new(record)));
        once.keep(|_| answer.clone(), &mut changes);
        Ok(changes)
    };
    let changed = app.store.change(decided.decided_at, load, decide).await;
    changed
        .map_err(Unanswered::of)?
        .map_err(|it| rejected(&it))?;
    tracing::info!(reward.id = id.as_str(), "staff waived a remainder");
    Ok(answer)
}

async fn of_referral(
    app: &App,
    (id, verdict): (&ReferralId, &'static str),
    (staff, decided, once): (&Staff, &Decided, &Once),
    decide: impl Fn(&Household) -> Result<ChangeSet, Rejection>,
) -> Result<Answer, Unanswered> {
    let answer = answer((id.as_str(), verdict), decided);
    let friend = id.friend().ok_or_else(Problem::not_found)?;
    let load = async || app.store.household(&friend).await;
    let decide = |friend: &Household| {
        let mut changes = decide(friend)?;
        let action = match verdict {
            "approved" => Action::ReferralApproved,
            _ => Action::ReferralDisqualified,
        };
        let record = staff
            .call
            .did(action, Target::referral(id))
            .because(decided.reason.clone())
            .changing(json!({ "verdict": "open" }), json!({ "verdict": verdict }));
        changes.write(Write::Audit(Box::new(record)));
        once.keep(|_| answer.clone(), &mut changes);
        Ok(changes)
    };
    let changed = app.store.change(decided.decided_at, load, decide).await;
    changed
        .map_err(Unanswered::of)?
        .map_err(|it| rejected(&it))?;
    tracing::info!(referral.id = id.as_str(), verdict, "staff decided a review");
    Ok(answer)
}

fn answer((id, verdict): (&str, &'static str), decided: &Decided) -> Answer {
    let outcome = Outcome {
        id,
        verdict,
        decided,
    };
    Answer::json(StatusCode::OK, &outcome)
}

/// Who decides, and why.
fn decided(staff: &Staff, reason: &Grounds) -> Decided {
    Decided {
        actor: staff.call.actor.clone(),
        reason: reason.clone(),
        decided_at: staff.call.now,
    }
}

fn rejected(rejection: &Rejection) -> Problem {
    match rejection {
        Rejection::Unknown => Problem::not_found(),
        Rejection::NotOpen => Problem::of(REVIEW_DECIDED).detail(rejection.to_string()),
    }
}
