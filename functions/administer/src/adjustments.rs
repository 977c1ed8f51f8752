//! Credit given or taken by hand: `POST /v1/admin/accounts/{account_id}/adjustments`.

#[cfg(feature = "describe")]
pub(crate) mod describe;

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use domain::account::Household;
use domain::adjustment::{self, Giving, Rejection};
use domain::audit::grounds::Grounds;
use domain::audit::{Action, AuditRecord, Target};
use domain::change::{ChangeSet, Write};
use domain::id::{AccountId, ParticipantId, ProgramId, RewardId};
use domain::money::{Currency, Money};
use domain::program::{self, Program};
use domain::reward::Reward;
use runtime::json::{Json, Path};
use runtime::limit::Class;
use runtime::problem::Problem;
use runtime::repeat::answer::Answer;
use runtime::repeat::call::Repeatable;
use runtime::repeat::{Once, Unanswered};
use runtime::time::Now;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::staff::Staff;
use crate::{App, CREDIT_TOO_SMALL};

pub(crate) fn routes() -> Router<Arc<App>> {
    let path = "/v1/admin/accounts/{account_id}/adjustments";
    Router::new().route(path, post(adjust))
}

/// Which way the credit goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(
    feature = "describe",
    derive(schemars::JsonSchema),
    schemars(rename = "AdjustmentDirection")
)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Direction {
    /// To the account.
    Give,
    /// From the account, as far as it is not on the Stripe balance yet.
    Take,
}

/// How much, above zero.
#[derive(Clone, Copy, Deserialize)]
#[cfg_attr(
    feature = "describe",
    derive(schemars::JsonSchema),
    schemars(rename = "AdjustmentAmount")
)]
#[serde(deny_unknown_fields)]
struct Amount {
    /// In the currency's minor unit.
    amount_minor: i64,
    currency: Currency,
}

impl Request {
    /// As the console asks: in the default program's name, and told to the account's first member.
    pub(crate) fn of(direction: Direction, amount: Money, reason: Grounds) -> Self {
        Self {
            direction,
            amount: Amount {
                amount_minor: amount.amount_minor(),
                currency: amount.currency(),
            },
            reason,
            program_id: None,
            participant_id: None,
        }
    }
}

impl Amount {
    fn money(self) -> Result<Money, Problem> {
        let money = Money::from_minor(self.amount_minor, self.currency).ok();
        let money = money.filter(|money| !money.is_zero());
        money.ok_or_else(|| {
            let detail = "must be above zero, and below what any currency needs";
            Problem::wrong("/amount/amount_minor", detail)
        })
    }
}

#[derive(Deserialize)]
#[cfg_attr(
    feature = "describe",
    derive(schemars::JsonSchema),
    schemars(rename = "AdjustmentRequest")
)]
#[serde(deny_unknown_fields)]
pub(crate) struct Request {
    direction: Direction,
    amount: Amount,
    /// Why, for whoever looks later.
    reason: Grounds,
    /// In whose name it is given; the default program, where it is left out.
    program_id: Option<ProgramId>,
    /// Who of the account is told of credit that is given; its first member, where it is left out.
    participant_id: Option<ParticipantId>,
}

/// What was given or taken.
#[derive(Serialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
pub(crate) struct Adjustment {
    account_id: AccountId,
    direction: Direction,
    amount: Money,
    /// The credit that is new, or those it was taken from with what is left of each.
    rewards: Vec<Adjusted>,
}

#[derive(Clone, Serialize)]
#[cfg_attr(
    feature = "describe",
    derive(schemars::JsonSchema),
    schemars(rename = "AdjustedReward")
)]
struct Adjusted {
    reward_id: RewardId,
    amount: Money,
    /// Whether nothing is left of it.
    canceled: bool,
}

/// Three table round trips to give, four to take, one more where the program is not remembered.
pub(crate) async fn adjust(
    State(app): State<Arc<App>>,
    Now(now): Now,
    headers: HeaderMap,
    Path(account_id): Path<AccountId>,
    Repeatable { body, call }: Repeatable<Json<Request>>,
) -> Result<Answer, Problem> {
    let staff = app.staff(&headers, Class::Write, now).await?;
    let once = call.by(&staff.caller, app.signer(now), now).await?;
    let adjusted = adjusted(&app, (account_id, body.0), (&once, &staff)).await;
    app.settled(once, adjusted).await
}

/// For whoever staff are known to be: by an API key, or in the console.
pub(crate) async fn adjusted(
    app: &App,
    (account_id, request): (AccountId, Request),
    (once, staff): (&Once, &Staff),
) -> Result<Answer, Unanswered> {
    let adjusting = Adjusting {
        app,
        account_id,
        amount: request.amount.money()?,
        request,
        once,
        staff,
    };
    adjusting.adjusted().await
}

/// One call.
struct Adjusting<'a> {
    app: &'a App,
    account_id: AccountId,
    amount: Money,
    request: Request,
    once: &'a Once,
    staff: &'a Staff,
}

impl Adjusting<'_> {
    async fn adjusted(&self) -> Result<Answer, Unanswered> {
        let household = self.app.store.household(&self.account_id).await;
        let household = household.map_err(Problem::unavailable)?;
        if household.account.is_none() {
            return Err(Problem::not_found().into());
        }
        match self.request.direction {
            Direction::Give => self.give(&household).await,
            Direction::Take => self.take().await,
        }
    }

    async fn give(&self, household: &Household) -> Result<Answer, Unanswered> {
        let now = self.staff.call.now;
        let programs = self.app.store.programs(now).await;
        let programs = programs.map_err(Problem::unavailable)?;
        let giving = self.giving(household, &programs)?;
        let mut changes = adjustment::give(&giving, now);
        let written = written(&changes);
        changes.write(Write::Audit(Box::new(self.record(&written))));
        let answer = self.answer(&written);
        self.once.keep(|_| answer.clone(), &mut changes);
        let stored = self.app.store.commit(&changes, now).await;
        stored.map_err(Unanswered::of)?;
        Ok(answer)
    }

    fn giving(&self, household: &Household, programs: &[Program]) -> Result<Giving, Problem> {
        let request = &self.request;
        let program = program::choose(programs, request.program_id.as_ref());
        let program = program.ok_or_else(|| {
            let detail = "must name a program: there is none of this id, or no default";
            Problem::wrong("/program_id", detail)
        })?;
        let terms = program.terms.last().ok_or_else(Problem::internal)?;
        let named = |id: &ParticipantId| household.participant(id).filter(|it| it.is_member());
        let told = match &request.participant_id {
            Some(id) => named(id),
            None => household.members().min_by(|a, b| a.id.cmp(&b.id)),
        };
        let told = told
            .ok_or_else(|| Problem::wrong("/participant_id", "must be a member of the account"))?;
        Ok(Giving {
            id: RewardId::adjustment(&self.account_id, self.name().as_str()),
            program_id: program.id.clone(),
            account_id: self.account_id.clone(),
            participant_id: told.id.clone(),
            amount: self.amount,
            application: terms.rules.application,
            expires_at: None,
        })
    }

    async fn take(&self) -> Result<Answer, Unanswered> {
        let now = self.staff.call.now;
        let name = self.name();
        let decide = |rewards: &Vec<Reward>| {
            let named = (name.as_str(), now);
            let mut changes = adjustment::take(rewards, self.amount, named)?;
            let written = written(&changes);
            changes.write(Write::Audit(Box::new(self.record(&written))));
            self.once.keep(|_| self.answer(&written), &mut changes);
            Ok::<_, Rejection>(changes)
        };
        let load = || self.rewards();
        let changed = self.app.store.change(now, load, decide).await;
        let changed = changed.map_err(Unanswered::of)?;
        let changed = changed.map_err(|rejection| rejected(&rejection))?;
        Ok(self.answer(&written(&changed.changes)))
    }

    /// All the account ever had: its lines name them.
    async fn rewards(&self) -> Result<Vec<Reward>, store::StoreError> {
        let lines = self.app.store.feed(&self.account_id).await?.lines;
        let ids: BTreeSet<&RewardId> = lines.iter().map(|line| &line.reward_id).collect();
        let ids: Vec<RewardId> = ids.into_iter().cloned().collect();
        self.app.store.rewards(&ids).await
    }

    /// Tells this call from others, and is the same when it is decided again.
    fn name(&self) -> String {
        let target = Target::account(&self.account_id);
        let record = self.staff.call.did(Action::CreditAdjusted, target);
        record.id.as_str().trim_start_matches("aud_").to_owned()
    }

    fn record(&self, written: &[Adjusted]) -> AuditRecord {
        let request = &self.request;
        let target = Target::account(&self.account_id);
        let record = self.staff.call.did(Action::CreditAdjusted, target);
        record.because(request.reason.clone()).changing(
            Value::Null,
            json!({
                "direction": request.direction,
                "amount": self.amount,
                "rewards": written,
            }),
        )
    }

    fn answer(&self, written: &[Adjusted]) -> Answer {
        let adjustment = Adjustment {
            account_id: self.account_id.clone(),
            direction: self.request.direction,
            amount: self.amount,
            rewards: written.to_vec(),
        };
        Answer::json(StatusCode::CREATED, &adjustment)
    }
}

/// The credit that was given, or what is left of each that was taken from.
fn written(changes: &ChangeSet) -> Vec<Adjusted> {
    let rewards = changes.writes.iter().filter_map(|write| {
        if let Write::Reward(reward) = write {
            return Some(reward);
        }
        None
    });
    let adjusted = |reward: &Reward| Adjusted {
        reward_id: reward.id.clone(),
        amount: reward.amount,
        canceled: !reward.is_cancelable(),
    };
    rewards.map(adjusted).collect()
}

fn rejected(rejection: &Rejection) -> Problem {
    match rejection {
        Rejection::TooLittle { .. } | Rejection::TooMany { .. } => Problem::of(CREDIT_TOO_SMALL)
            .detail(rejection.to_string())
            .pointer("/amount/amount_minor", rejection.to_string()),
    }
}
