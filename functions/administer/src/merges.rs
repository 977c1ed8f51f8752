//! Two accounts become one: `POST /v1/admin/accounts/{account_id}/merge` (E39).

#[cfg(feature = "describe")]
pub(crate) mod describe;

use std::collections::BTreeSet;
use std::convert::Infallible;
use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use domain::account::Account;
use domain::adjustment::moving::{self, Heir};
use domain::audit::grounds::Grounds;
use domain::audit::{Action, Target};
use domain::change::{ChangeSet, Write};
use domain::id::{AccountId, ParticipantId, RewardId};
use domain::money::Money;
use domain::reward::Reward;
use runtime::json::{Json, Path};
use runtime::limit::Class;
use runtime::problem::Problem;
use runtime::repeat::answer::Answer;
use runtime::repeat::call::Repeatable;
use runtime::repeat::{Once, Unanswered};
use runtime::time::Now;
use serde::{Deserialize, Serialize};
use serde_json::json;
use store::StoreError;

use crate::App;
use crate::staff::Staff;

pub(crate) fn routes() -> Router<Arc<App>> {
    let path = "/v1/admin/accounts/{account_id}/merge";
    Router::new().route(path, post(merge))
}

#[derive(Deserialize)]
#[cfg_attr(
    feature = "describe",
    derive(schemars::JsonSchema),
    schemars(rename = "MergeRequest")
)]
#[serde(deny_unknown_fields)]
pub(crate) struct Request {
    /// The account that stays.
    into: AccountId,
    /// Who of it is told; its first member, where it is left out.
    participant_id: Option<ParticipantId>,
    /// Why, for whoever looks later.
    reason: Grounds,
}

/// What moved, and what did not.
#[derive(Serialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
pub(crate) struct Merge {
    account_id: AccountId,
    into: AccountId,
    moved: Vec<MovedCredit>,
    /// Credit that is held, waits, is looked at or is on its way to a bill: ask again once that is
    /// over, where it is to move too.
    left: Vec<RewardId>,
}

#[derive(Serialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
struct MovedCredit {
    from: RewardId,
    to: RewardId,
    amount: Money,
}

/// Five table round trips, and two for each credit that moves.
pub(crate) async fn merge(
    State(app): State<Arc<App>>,
    Now(now): Now,
    headers: HeaderMap,
    Path(account_id): Path<AccountId>,
    Repeatable { body, call }: Repeatable<Json<Request>>,
) -> Result<Answer, Problem> {
    let staff = app.staff(&headers, Class::Write, now).await?;
    let once = call.by(&staff.caller, app.signer(now), now).await?;
    let merging = Merging {
        app: &app,
        account_id: &account_id,
        request: &body.0,
        staff: &staff,
    };
    let merged = merging.merged(&once).await;
    app.settled(once, merged).await
}

/// One call.
struct Merging<'a> {
    app: &'a App,
    account_id: &'a AccountId,
    request: &'a Request,
    staff: &'a Staff,
}

impl Merging<'_> {
    async fn merged(&self, once: &Once) -> Result<Answer, Unanswered> {
        let told = self.told().await?;
        // It goes credit by credit: a repeated call must meet the first before it moves any.
        let mut begun = ChangeSet::default();
        once.begin(&mut begun);
        let stored = self.app.store.commit(&begun, self.staff.call.now).await;
        stored.map_err(Unanswered::of)?;
        let merge = self.moved(&told).await.map_err(Problem::unavailable)?;
        let answer = Answer::json(StatusCode::OK, &merge);
        if let Some(kept) = once.kept(&answer) {
            let stored = self.app.store.keep_answer(&kept).await;
            stored.map_err(Unanswered::of)?;
        }
        Ok(answer)
    }

    /// Who of the account that stays is told.
    async fn told(&self) -> Result<ParticipantId, Problem> {
        let from = self.app.store.household(self.account_id).await;
        if from.map_err(Problem::unavailable)?.account.is_none() {
            return Err(Problem::not_found());
        }
        let request = self.request;
        let into = self.app.store.household(&request.into).await;
        let into = into.map_err(Problem::unavailable)?;
        let is_open = into.account.as_ref().is_some_and(Account::is_open);
        if !is_open || request.into == *self.account_id {
            let detail = "must be another account, which is open";
            return Err(Problem::wrong("/into", detail));
        }
        let told = match &request.participant_id {
            Some(id) => into.members().find(|member| member.id == *id),
            None => into.members().min_by(|a, b| a.id.cmp(&b.id)),
        };
        told.map(|member| member.id.clone()).ok_or_else(|| {
            let detail = "must be a member of the account that stays";
            Problem::wrong("/participant_id", detail)
        })
    }

    async fn moved(&self, told: &ParticipantId) -> Result<Merge, StoreError> {
        let lines = self.app.store.feed(self.account_id).await?.lines;
        let ids: BTreeSet<RewardId> = lines.into_iter().map(|line| line.reward_id).collect();
        let ids: Vec<RewardId> = ids.into_iter().collect();
        let mut merge = Merge {
            account_id: self.account_id.clone(),
            into: self.request.into.clone(),
            moved: Vec::new(),
            left: Vec::new(),
        };
        let mut rewards = self.app.store.rewards(&ids).await?;
        rewards.sort_by(|a, b| a.id.cmp(&b.id));
        for reward in rewards.iter().filter(|it| it.is_cancelable()) {
            match self.one(&reward.id, told).await? {
                Some(moved) => merge.moved.push(moved),
                None => merge.left.push(reward.id.clone()),
            }
        }
        Ok(merge)
    }

    async fn one(
        &self,
        id: &RewardId,
        told: &ParticipantId,
    ) -> Result<Option<MovedCredit>, StoreError> {
        let now = self.staff.call.now;
        let store = &self.app.store;
        let heir = Heir {
            account_id: &self.request.into,
            participant_id: told,
        };
        let decide = |reward: &Option<Reward>| {
            let moved = reward.as_ref().map(|it| moving::moved(it, heir, now));
            let mut changes = moved.unwrap_or_default();
            if let Some(to) = given(&changes) {
                let record = self
                    .staff
                    .call
                    .did(Action::CreditMoved, Target::reward(id))
                    .because(self.request.reason.clone())
                    .changing(
                        json!({ "account_id": self.account_id }),
                        json!({ "account_id": self.request.into, "reward_id": to.id }),
                    );
                changes.write(Write::Audit(Box::new(record)));
            }
            Ok::<_, Infallible>(changes)
        };
        let Ok(changed) = store.change(now, || store.reward(id), decide).await?;
        Ok(given(&changed.changes).map(|to| MovedCredit {
            from: id.clone(),
            to: to.id.clone(),
            amount: to.amount,
        }))
    }
}

/// The credit at its new account.
fn given(changes: &ChangeSet) -> Option<&Reward> {
    changes.writes.iter().find_map(|write| {
        if let Write::Reward(reward) = write
            && reward.version == 1
        {
            return Some(reward);
        }
        None
    })
}
