//! What staff decide of a review: one way for all verdicts.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::{MethodRouter, post};
use domain::account::Household;
use domain::audit::grounds::Grounds;
use domain::audit::{Action, Target};
use domain::change::{ChangeSet, Write};
use domain::id::{ReferralId, RewardId};
use domain::program::Program;
use domain::reason::Reason;
use domain::remainder::{self, Choice};
use domain::review::{self, Decided, Rejection};
use domain::reward::Reward;
use jiff::Timestamp;
use runtime::json::{Json, Path};
use runtime::limit::Class;
use runtime::problem::Problem;
use runtime::repeat::answer::Answer;
use runtime::repeat::call::Repeatable;
use runtime::repeat::{Once, Unanswered};
use runtime::time::Now;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::json;
use store::StoreError;

use crate::staff::Staff;
use crate::{App, REVIEW_DECIDED};

/// What staff may decide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// The referral's credit goes on, and is released where its hold has ended.
    Approve,
    /// The referral ends, and so does what both sides have of it that no invoice used.
    Deny(Reason),
    /// What becomes of what invoices had used before a credit was taken back.
    Settle(Choice),
}

/// A verdict, and why.
pub(crate) struct Ruling {
    pub(crate) verdict: Verdict,
    pub(crate) reason: Grounds,
}

/// What was decided.
#[derive(Serialize)]
#[cfg_attr(
    feature = "describe",
    derive(schemars::JsonSchema),
    schemars(rename = "DecidedReview")
)]
pub(crate) struct Outcome<'a> {
    /// The referral's id, or the reward's.
    id: &'a str,
    verdict: &'static str,
    #[serde(flatten)]
    decided: &'a Decided,
}

/// What a verdict is about.
enum Subject {
    Referral(ReferralId),
    Remainder(RewardId),
}

/// What is known of it.
enum Known {
    Referral(Box<Household>),
    Remainder(Box<(Option<Reward>, Household)>),
}

impl Verdict {
    fn as_str(self) -> &'static str {
        match self {
            Self::Approve => "approved",
            Self::Deny(_) => "denied",
            Self::Settle(Choice::Waive) => "waived",
            Self::Settle(Choice::Net) => "netted",
            Self::Settle(Choice::Debit) => "debited",
        }
    }

    fn action(self) -> Action {
        match self {
            Self::Approve => Action::ReferralApproved,
            Self::Deny(_) => Action::ReferralDisqualified,
            Self::Settle(Choice::Waive) => Action::RemainderWaived,
            Self::Settle(Choice::Net) => Action::RemainderNetted,
            Self::Settle(Choice::Debit) => Action::RemainderDebited,
        }
    }

    /// What names nothing that this is decided of is not found.
    fn subject(self, id: &str) -> Result<Subject, Problem> {
        let subject = match self {
            Self::Approve | Self::Deny(_) => id.parse().ok().map(Subject::Referral),
            Self::Settle(_) => id.parse().ok().map(Subject::Remainder),
        };
        subject.ok_or_else(Problem::not_found)
    }
}

impl Subject {
    fn as_str(&self) -> &str {
        match self {
            Self::Referral(id) => id.as_str(),
            Self::Remainder(id) => id.as_str(),
        }
    }

    fn target(&self) -> Target {
        match self {
            Self::Referral(id) => Target::referral(id),
            Self::Remainder(id) => Target::reward(id),
        }
    }

    async fn load(&self, app: &App) -> Result<Known, StoreError> {
        match self {
            Self::Referral(id) => {
                let friend = match id.friend() {
                    Some(friend) => app.store.household(&friend).await?,
                    None => Household::default(),
                };
                Ok(Known::Referral(Box::new(friend)))
            }
            Self::Remainder(id) => {
                let reward = app.store.reward(id).await?;
                let owner = match &reward {
                    Some(reward) => app.store.household(&reward.account_id).await?,
                    None => Household::default(),
                };
                Ok(Known::Remainder(Box::new((reward, owner))))
            }
        }
    }
}

/// `POST /v1/admin/reviews/{id}/…`: what `rule` makes of the body is decided. Two table round trips
/// of a referral, the programs being read at most once a minute, and three of a remainder.
pub(crate) fn ruled<B>(rule: fn(B) -> Ruling) -> MethodRouter<Arc<App>>
where
    B: DeserializeOwned + Send + 'static,
{
    post(
        async move |State(app): State<Arc<App>>,
                    Now(now): Now,
                    headers: HeaderMap,
                    Path(id): Path<String>,
                    Repeatable { body, call }: Repeatable<Json<B>>| {
            let staff = app.staff(&headers, Class::Write, now).await?;
            let once = call.by(&staff.caller, app.signer(now), now).await?;
            let made = decided(&app, &id, rule(body.0), (&once, &staff)).await;
            app.settled(once, made).await
        },
    )
}

/// For whoever staff are known to be: by an API key, or in the console.
pub(crate) async fn decided(
    app: &App,
    id: &str,
    ruling: Ruling,
    (once, staff): (&Once, &Staff),
) -> Result<Answer, Unanswered> {
    let verdict = ruling.verdict;
    let subject = verdict.subject(id)?;
    let decided = Decided {
        actor: staff.call.actor.clone(),
        reason: ruling.reason,
        decided_at: staff.call.now,
    };
    let now = decided.decided_at;
    let outcome = Outcome {
        id: subject.as_str(),
        verdict: verdict.as_str(),
        decided: &decided,
    };
    let answer = Answer::json(StatusCode::OK, &outcome);
    let programs = match verdict {
        Verdict::Deny(_) => app.store.programs(now).await.map_err(Unanswered::of)?,
        Verdict::Approve | Verdict::Settle(_) => Arc::default(),
    };
    let decide = |known: &Known| {
        let mut changes = changes(known, verdict, (&decided, &programs), now)?;
        let record = staff
            .call
            .did(verdict.action(), subject.target())
            .because(decided.reason.clone())
            .changing(
                json!({ "verdict": "open" }),
                json!({ "verdict": verdict.as_str() }),
            );
        changes.write(Write::Audit(Box::new(record)));
        once.keep(|_| answer.clone(), &mut changes);
        Ok(changes)
    };
    let changed = app.store.change(now, || subject.load(app), decide).await;
    changed
        .map_err(Unanswered::of)?
        .map_err(|it| rejected(&it))?;
    tracing::info!(
        subject.id = subject.as_str(),
        verdict = verdict.as_str(),
        "staff decided a review"
    );
    Ok(answer)
}

fn changes(
    known: &Known,
    verdict: Verdict,
    (decided, programs): (&Decided, &[Program]),
    now: Timestamp,
) -> Result<ChangeSet, Rejection> {
    match (known, verdict) {
        (Known::Referral(friend), Verdict::Approve) => review::approve(friend, decided, now),
        (Known::Referral(friend), Verdict::Deny(reason)) => {
            let referral = friend.referral.as_ref().ok_or(Rejection::Unknown)?;
            let program = programs.iter().find(|it| it.id == referral.program_id);
            let terms = program.and_then(|it| it.terms_version(referral.terms_version));
            let rules = &terms.ok_or(Rejection::Unknown)?.rules;
            review::deny(friend, (decided, reason), rules, now)
        }
        (Known::Remainder(it), Verdict::Settle(choice)) => {
            let (reward, owner) = it.as_ref();
            remainder::settle(reward.as_ref(), owner, (choice, decided))
        }
        (Known::Referral(_), Verdict::Settle(_))
        | (Known::Remainder(_), Verdict::Approve | Verdict::Deny(_)) => Err(Rejection::Unknown),
    }
}

fn rejected(rejection: &Rejection) -> Problem {
    match rejection {
        Rejection::Unknown => Problem::not_found(),
        Rejection::NotOpen => Problem::of(REVIEW_DECIDED).detail(rejection.to_string()),
    }
}
