//! Uses available credit now: `POST /v1/redemptions` (C21 to C23, C27).
//!
//! A participant redeems for their own account, staff for any by an API key. Credit comes off
//! bills and nothing else: there is no way to cash (C24). Three table round trips: the account's
//! lines, its available rewards, and the redemption.

#[cfg(feature = "describe")]
pub mod describe;
mod redeem;

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use domain::api_key::Scope;
use domain::id::{AccountId, RewardId};
use domain::redemption::Rejection;
use domain::reward::{Reward, RewardState};
use domain::token::Signer;
use jiff::Timestamp;
use runtime::auth::{Auth, Caller};
use runtime::config;
use runtime::json::Json;
use runtime::limit::Class;
use runtime::problem::{Kind, Problem};
use runtime::repeat::answer::Answer;
use runtime::repeat::call::Repeatable;
use runtime::repeat::{Once, Unanswered};
use runtime::secrets::Secrets;
use runtime::time::Now;
use serde::{Deserialize, Serialize};
use store::Store;

use redeem::Redeeming;

/// The problems that only this function answers with.
pub const KINDS: [Kind; 1] = [CREDIT_NOT_AVAILABLE];

const CREDIT_NOT_AVAILABLE: Kind = Kind {
    slug: "credit-not-available",
    status: 409,
    title: "This credit cannot be redeemed now",
};

struct App {
    store: Store,
    auth: Auth,
    secrets: Arc<Secrets>,
}

impl App {
    async fn caller(&self, headers: &HeaderMap, now: Timestamp) -> Result<Caller, Problem> {
        let find_key = async |id| self.store.api_key(&id).await;
        let caller = self.auth.caller(headers, now, find_key).await?;
        let lease = async |lease| self.store.lease_calls(&lease).await;
        let call = (&caller, Class::Write);
        self.auth.limits.admit(call, now, lease).await?;
        Ok(caller)
    }

    async fn signer(&self, now: Timestamp) -> Result<Signer, Problem> {
        self.secrets.signer(now).await.map_err(Problem::unavailable)
    }
}

#[derive(Deserialize)]
#[cfg_attr(
    feature = "describe",
    derive(schemars::JsonSchema),
    schemars(rename = "RedemptionRequest")
)]
#[serde(deny_unknown_fields)]
struct Request {
    /// Needed from the host's server; a participant's own is known.
    account_id: Option<AccountId>,
    /// Whole rewards; all that are available where it is left out.
    reward_ids: Option<Vec<RewardId>>,
}

#[derive(Serialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
struct Redemption {
    account_id: AccountId,
    /// Every reward that was asked for, also one that was redeemed before.
    rewards: Vec<Redeemed>,
}

#[derive(Serialize)]
#[cfg_attr(
    feature = "describe",
    derive(schemars::JsonSchema),
    schemars(rename = "RedeemedReward")
)]
struct Redeemed {
    reward_id: RewardId,
    amount: domain::money::Money,
    /// Whether it is on the Stripe balance already; else it will be within moments, or once the
    /// account has a Stripe customer.
    posted: bool,
}

impl From<&Reward> for Redeemed {
    fn from(reward: &Reward) -> Self {
        Self {
            reward_id: reward.id.clone(),
            amount: reward.amount,
            posted: matches!(reward.state, RewardState::Posted { .. }),
        }
    }
}

/// Serves the route until the platform stops asking.
///
/// # Errors
/// If the environment lacks something, or the Lambda Runtime API cannot be reached.
pub async fn run() -> Result<(), lambda_runtime::Error> {
    let table = config::required("TABLE_NAME")?;
    let livemode = config::stage()?.livemode();
    let store = Store::connect(&runtime::aws::sdk_config()?, table, livemode)
        .caused_by(runtime::cause::request_id)
        .opened()
        .await;
    let secrets = Arc::new(Secrets::from_env()?);
    let app = Arc::new(App {
        store,
        auth: Auth::from_env(Arc::clone(&secrets))?.with_sessions(),
        secrets,
    });
    runtime::http::serve(
        Router::new()
            .route("/v1/redemptions", post(handle))
            .with_state(app),
    )
    .await
}

async fn handle(
    State(app): State<Arc<App>>,
    Now(now): Now,
    headers: HeaderMap,
    Repeatable { body, call }: Repeatable<Json<Request>>,
) -> Result<Answer, Problem> {
    let caller = app.caller(&headers, now).await?;
    let once = call.by(&caller, app.signer(now), now).await?;
    let redeemed = redeemed(&app, &caller, body.0, (&once, now)).await;
    let find = async |call| app.store.kept_answer(&call).await;
    once.settle(redeemed, find).await
}

async fn redeemed(
    app: &App,
    caller: &Caller,
    request: Request,
    (once, now): (&Once, Timestamp),
) -> Result<Answer, Unanswered> {
    let account_id = allowed_account(caller, &request)?;
    let named = request.reward_ids.as_deref();
    let answer = |rewards: &[Reward]| {
        let redemption = Redemption {
            account_id: account_id.clone(),
            rewards: rewards.iter().map(Redeemed::from).collect(),
        };
        Answer::json(StatusCode::OK, &redemption)
    };
    let redeemed = Redeeming {
        store: &app.store,
        account_id: &account_id,
        once,
        answer: &answer,
        now,
    };
    let redeemed = redeemed.redeem(named).await.map_err(Unanswered::of)?;
    Ok(redeemed.map_err(|rejection| rejected(&rejection))?)
}

/// The account whose credit the caller may redeem.
fn allowed_account(caller: &Caller, request: &Request) -> Result<AccountId, Problem> {
    match caller {
        Caller::Participant(participant) => match &request.account_id {
            Some(named) if *named != participant.account_id => Err(Problem::not_found()),
            Some(_) | None => Ok(participant.account_id.clone()),
        },
        Caller::Host(_) => {
            caller.require(Scope::Redemptions)?;
            request.account_id.clone().ok_or_else(|| {
                Problem::invalid_request("name the account whose credit is redeemed")
                    .pointer("/account_id", "is needed with an API key")
            })
        }
    }
}

fn rejected(rejection: &Rejection) -> Problem {
    match rejection {
        Rejection::Unknown(_) => Problem::not_found().detail(rejection.to_string()),
        Rejection::NotAvailable(_) => {
            Problem::of(CREDIT_NOT_AVAILABLE).detail(rejection.to_string())
        }
    }
}
