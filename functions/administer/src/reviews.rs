//! What somebody is to look at: referrals before their credit is released, and what is left of
//! credit that was taken back. The queue, and what staff decide.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use domain::account::Household;
use domain::api_key::Scope;
use domain::change::ChangeSet;
use domain::id::{ReferralId, RewardId};
use domain::reason::Reason;
use domain::review::{self, Decided, Rejection};
use domain::reward::Reward;
use jiff::Timestamp;
use runtime::auth::Caller;
use runtime::json::{Json, Path, Query};
use runtime::limit::Class;
use runtime::paging::{Cursor, Page};
use runtime::problem::Problem;
use runtime::repeat::answer::Answer;
use runtime::repeat::call::{Call, Repeatable};
use runtime::repeat::{Once, Unanswered};
use runtime::time::Now;
use serde::{Deserialize, Serialize};
use store::ReviewItem;

use crate::programs::Paging;
use crate::{App, REVIEW_DECIDED};
use view::ReviewView;

#[cfg(feature = "describe")]
pub(crate) mod describe;
pub(crate) mod view;

/// Longest reason of a decision, in characters.
const REASON_LENGTH_AT_MOST: usize = 500;

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
    reason: String,
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
    reason: String,
    /// What the referrer is told: that the program does not pay for such a referral, or only that
    /// staff decided.
    code: DenialCode,
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
    app.operator(&headers, Class::Read, now).await?;
    let after = paging.starting_after.as_ref().map(Cursor::place);
    let page = app.store.reviews(after, paging.limit.get()).await;
    let page = page.map_err(Problem::unavailable)?;
    let rewards = app.store.rewards(&view::rewards_of(&page.items)).await;
    let rewards = rewards.map_err(Problem::unavailable)?;
    let last = page.items.last().filter(|_| page.has_more);
    let items = page.items.iter();
    Ok(Json(Page {
        next_cursor: last.and_then(ReviewItem::place).map(Cursor::at),
        data: items
            .filter_map(|item| ReviewView::of(item, &rewards))
            .collect(),
        has_more: page.has_more,
    }))
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
    let (decided, once) = app.decides(&headers, (call, &body.0.reason), now).await?;
    let decide = |friend: &Household| review::approve(friend, &decided, now);
    let made = of_referral(&app, (&id, "approved"), (&decided, &once), decide).await;
    let find = async |call| app.store.kept_answer(&call).await;
    once.settle(made, find).await
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
    let (decided, once) = app.decides(&headers, (call, &body.0.reason), now).await?;
    let reason = match body.0.code {
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
    let made = of_referral(&app, (&id, "denied"), (&decided, &once), decide).await;
    let find = async |call| app.store.kept_answer(&call).await;
    once.settle(made, find).await
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
    let (decided, once) = app.decides(&headers, (call, &body.0.reason), now).await?;
    let made = waived(&app, &id, (&decided, &once)).await;
    let find = async |call| app.store.kept_answer(&call).await;
    once.settle(made, find).await
}

async fn waived(
    app: &App,
    id: &RewardId,
    (decided, once): (&Decided, &Once),
) -> Result<Answer, Unanswered> {
    let answer = answer((id.as_str(), "waived"), decided);
    let load = async || app.store.reward(id).await;
    let decide = |reward: &Option<Reward>| {
        let mut changes = review::waive(reward.as_ref(), decided)?;
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
    (decided, once): (&Decided, &Once),
    decide: impl Fn(&Household) -> Result<ChangeSet, Rejection>,
) -> Result<Answer, Unanswered> {
    let answer = answer((id.as_str(), verdict), decided);
    let friend = id.friend().ok_or_else(Problem::not_found)?;
    let load = async || app.store.household(&friend).await;
    let decide = |friend: &Household| {
        let mut changes = decide(friend)?;
        once.keep(|_| answer.clone(), &mut changes);
        Ok(changes)
    };
    let changed = app.store.change(decided.decided_at, load, decide).await;
    changed
        .map_err(Unanswered::of)?
        .map_err(|it| rejected(&it))?;
    tracing::info!(
        referral.id = id.as_str(),
        verdict,
        "staff decided a review"
    );
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

impl App {
    /// Who decides, and why.
    async fn decides(
        &self,
        headers: &HeaderMap,
        (call, reason): (Call, &str),
        now: Timestamp,
    ) -> Result<(Decided, Once), Problem> {
        let operator = self.operator(headers, Class::Write, now).await?;
        let once = call.by(&operator, self.signer(now), now).await?;
        let reason = reason.trim();
        if reason.is_empty() || reason.chars().count() > REASON_LENGTH_AT_MOST {
            let detail = format!("must have 1 to {REASON_LENGTH_AT_MOST} characters");
            return Err(
                Problem::invalid_request(format!("/reason {detail}")).pointer("/reason", detail)
            );
        }
        let decided = Decided {
            actor: actor(&operator)?,
            reason: reason.to_owned(),
            decided_at: now,
        };
        Ok((decided, once))
    }
}

/// The API key that staff used, by its id.
fn actor(operator: &Caller) -> Result<String, Problem> {
    Ok(operator.require(Scope::Admin)?.key_id.clone())
}

fn rejected(rejection: &Rejection) -> Problem {
    match rejection {
        Rejection::Unknown => Problem::not_found(),
        Rejection::NotOpen => Problem::of(REVIEW_DECIDED).detail(rejection.to_string()),
    }
}
