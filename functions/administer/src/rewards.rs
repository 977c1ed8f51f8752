//! Rewards, over the rules' own decision: reversed, and restored.

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
use domain::by_hand::{self, Rejection};
use domain::change::{ChangeSet, Write};
use domain::id::{AccountId, RewardId};
use domain::money::Money;
use domain::reward::Reward;
use domain::terms::Rules;
use runtime::json::{Json, Path};
use runtime::limit::Class;
use runtime::problem::Problem;
use runtime::repeat::answer::Answer;
use runtime::repeat::call::Repeatable;
use runtime::repeat::{Once, Unanswered};
use runtime::time::Now;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use store::StoreError;

use crate::staff::Staff;
use crate::{App, NOTHING_TO_DECIDE};

pub(crate) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/v1/admin/rewards/{reward_id}/reverse", post(reverse))
        .route("/v1/admin/rewards/{reward_id}/restore", post(restore))
}

/// The body of a decision of staff about money.
#[derive(Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct DecisionRequest {
    /// Why, for whoever looks later.
    pub(crate) reason: Grounds,
}

/// A reward as staff see it.
#[derive(Serialize)]
#[cfg_attr(
    feature = "describe",
    derive(schemars::JsonSchema),
    schemars(rename = "StaffReward")
)]
pub(crate) struct RewardView {
    reward_id: RewardId,
    account_id: AccountId,
    amount: Money,
    /// Where its credit stands: `held`, `available`, `posting`, `posted`, `reversing`, `reversed`,
    /// `canceled`, `expired` or `forfeited`, or what it waits for.
    #[cfg_attr(feature = "describe", schemars(with = "String"))]
    state: Value,
    /// Whether staff gave it back, so that no payment that comes back takes it away.
    kept_by_staff: bool,
}

impl RewardView {
    pub(crate) fn of(reward: &Reward) -> Self {
        Self {
            reward_id: reward.id.clone(),
            account_id: reward.account_id.clone(),
            amount: reward.amount,
            state: state_of(reward),
            kept_by_staff: reward.kept_by_staff,
        }
    }
}

/// The name of its state.
pub(crate) fn state_of(reward: &Reward) -> Value {
    json!(reward.state)["state"].take()
}

/// What is decided upon: the reward, and its friend's household where a referral earned it.
struct Loaded {
    reward: Option<Reward>,
    friend: Household,
}

/// `POST /v1/admin/rewards/{reward_id}/reverse`. Three table round trips.
pub(crate) async fn reverse(
    State(app): State<Arc<App>>,
    Now(now): Now,
    headers: HeaderMap,
    Path(id): Path<RewardId>,
    Repeatable { body, call }: Repeatable<Json<DecisionRequest>>,
) -> Result<Answer, Problem> {
    let staff = app.staff(&headers, Class::Write, now).await?;
    let once = call.by(&staff.caller, app.signer(now), now).await?;
    let reversed = reversed(&app, (&id, &body.0.reason), (&once, &staff)).await;
    app.settled(once, reversed).await
}

/// For whoever staff are known to be: by an API key, or in the console.
pub(crate) async fn reversed(
    app: &App,
    (id, reason): (&RewardId, &Grounds),
    by: (&Once, &Staff),
) -> Result<Answer, Unanswered> {
    let now = by.1.call.now;
    let decide = |loaded: &Loaded| match &loaded.reward {
        Some(reward) => by_hand::reverse(reward, now).map_err(rejected),
        None => Err(Problem::not_found()),
    };
    decided(app, (Action::RewardReversed, id, reason), by, decide).await
}

/// `POST /v1/admin/rewards/{reward_id}/restore`. Three table round trips, one more where the
/// program is not remembered.
pub(crate) async fn restore(
    State(app): State<Arc<App>>,
    Now(now): Now,
    headers: HeaderMap,
    Path(id): Path<RewardId>,
    Repeatable { body, call }: Repeatable<Json<DecisionRequest>>,
) -> Result<Answer, Problem> {
    let staff = app.staff(&headers, Class::Write, now).await?;
    let once = call.by(&staff.caller, app.signer(now), now).await?;
    let restored = restored(&app, (&id, &body.0.reason), (&once, &staff)).await;
    app.settled(once, restored).await
}

/// The same, of what was taken back.
pub(crate) async fn restored(
    app: &App,
    (id, reason): (&RewardId, &Grounds),
    by: (&Once, &Staff),
) -> Result<Answer, Unanswered> {
    let now = by.1.call.now;
    let programs = app.store.programs(now).await;
    let programs = programs.map_err(Problem::unavailable)?;
    let decide = |loaded: &Loaded| {
        let reward = loaded.reward.as_ref().ok_or_else(Problem::not_found)?;
        let program = programs
            .iter()
            .find(|program| program.id == reward.program_id);
        let version = loaded.friend.referral.as_ref().map(|it| it.terms_version);
        let terms = program.and_then(|program| match version {
            Some(version) => program.terms_version(version),
            None => program.terms.last(),
        });
        let rules: &Rules = &terms.ok_or_else(Problem::internal)?.rules;
        by_hand::restore(&loaded.friend, reward, rules, now).map_err(rejected)
    };
    decided(app, (Action::RewardRestored, id, reason), by, decide).await
}

async fn decided(
    app: &App,
    (action, id, reason): (Action, &RewardId, &Grounds),
    (once, staff): (&Once, &Staff),
    decide: impl Fn(&Loaded) -> Result<ChangeSet, Problem>,
) -> Result<Answer, Unanswered> {
    let now = staff.call.now;
    let decide = |loaded: &Loaded| {
        let mut changes = decide(loaded)?;
        let before = loaded.reward.as_ref().map_or(Value::Null, audited);
        let after = written(&changes, id).map_or(Value::Null, audited);
        let record = staff.call.did(action, Target::reward(id));
        let record = record.because(reason.clone()).changing(before, after);
        changes.write(Write::Audit(Box::new(record)));
        once.keep(|changes| answer(written(changes, id)), &mut changes);
        Ok::<_, Problem>(changes)
    };
    let changed = app.store.change(now, || load(app, id), decide).await;
    let changed = changed.map_err(Unanswered::of)??;
    Ok(answer(written(&changed.changes, id)))
}

async fn load(app: &App, id: &RewardId) -> Result<Loaded, StoreError> {
    let Some((friend, side)) = id.parts() else {
        return Ok(Loaded {
            reward: app.store.reward(id).await?,
            friend: Household::default(),
        });
    };
    let friend = app.store.household(&friend).await?;
    Ok(Loaded {
        reward: friend.reward(side).cloned(),
        friend,
    })
}

fn written<'a>(changes: &'a ChangeSet, id: &RewardId) -> Option<&'a Reward> {
    changes.writes.iter().find_map(|write| {
        if let Write::Reward(reward) = write
            && reward.id == *id
        {
            return Some(reward);
        }
        None
    })
}

fn answer(reward: Option<&Reward>) -> Answer {
    Answer::json(StatusCode::OK, &reward.map(RewardView::of))
}

/// What the audit trail keeps of a reward.
pub(crate) fn audited(reward: &Reward) -> Value {
    json!({ "state": state_of(reward), "amount": reward.amount, "round": reward.round })
}

pub(crate) fn rejected(rejection: Rejection) -> Problem {
    match rejection {
        Rejection::Ended | Rejection::Stands | Rejection::OnItsWay | Rejection::Disqualified => {
            Problem::of(NOTHING_TO_DECIDE).detail(rejection.to_string())
        }
    }
}
