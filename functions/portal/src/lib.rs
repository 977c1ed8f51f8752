//! What a participant sees: the offer, the link, the balance, referrals, notifications (C16, C20).
//!
//! Everything is the caller's own, or their account's: credit belongs to the account (K17).
//! Nothing is decided here, and nothing written but what the participant has seen.

mod app;
mod balance;
mod credits;
#[cfg(feature = "describe")]
pub mod describe;
mod draft;
mod explanations;
mod faq;
mod friends;
mod home;
mod identity;
mod link;
mod loaded;
mod notifications;
mod page;
mod program;
mod referrals;
mod sessions;
mod shown;
mod statement;
#[cfg(test)]
mod testing;
mod who;
mod words;

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::routing::{get, post};
use domain::id::{AccountId, ParticipantId, ProgramId};
use jiff::Timestamp;
use runtime::auth::on_behalf::ActingFor;
use runtime::json::{Json, Query};
use runtime::limit::Class;
use runtime::problem::{Kind, Problem};
use runtime::repeat::answer::Answer;
use runtime::repeat::call::Repeatable;
use runtime::repeat::{Once, Unanswered};
use runtime::time::Now;
use serde::Deserialize;

use app::App;
use home::Home;
use identity::{NOT_A_MEMBER, PROVIDER_UNREACHABLE};
use loaded::Loaded;
use program::NO_PROGRAM;
use shown::Shown;
use who::Asked;

/// The problems that this function answers with, beside those of every function.
pub const KINDS: [Kind; 3] = [NO_PROGRAM, NOT_A_MEMBER, PROVIDER_UNREACHABLE];

/// What follows the `?` of `GET /v1/home`.
#[derive(Deserialize)]
#[cfg_attr(
    feature = "describe",
    derive(schemars::JsonSchema),
    schemars(rename = "HomeQuery")
)]
#[serde(deny_unknown_fields)]
#[expect(clippy::struct_field_names, reason = "the parameters' own names")]
struct Request {
    /// May be left out where one program is the default.
    program_id: Option<ProgramId>,
    /// Needed with an API key; a participant's own are known from the token.
    account_id: Option<AccountId>,
    participant_id: Option<ParticipantId>,
}

/// Serves the routes until the platform stops asking.
///
/// # Errors
/// If the environment lacks something, or the Lambda Runtime API cannot be reached.
pub async fn run() -> Result<(), lambda_runtime::Error> {
    let router = Router::new()
        .route("/v1/home", get(read))
        .route("/v1/home/seen", post(seen))
        .route("/v1/statement", get(statement::read))
        .route("/v1/explanations", get(explanations::read))
        .route("/v1/portal-sessions", post(sessions::begin))
        .merge(page::routes());
    runtime::http::serve(router.with_state(Arc::new(App::from_env().await?))).await
}

/// `GET /v1/home`: what there is; for somebody who is not known yet, a home without history.
///
/// Two table round trips at a time: the account's feed beside the link, then the names of the
/// friends beside what keeps available credit from the bill, a hundred at once, where there are
/// any. One more where the program has a budget: while that is used up, nothing is offered (E70).
/// The programs, and an API key, are each read at most once a minute.
async fn read(
    State(app): State<Arc<App>>,
    Now(now): Now,
    headers: HeaderMap,
    Query(request): Query<Request>,
) -> Result<Json<Home>, Problem> {
    let asked = Asked {
        account_id: request.account_id,
        participant_id: request.participant_id,
    };
    let who = asked.who(&app.caller(&headers, Class::Read, now).await?)?;
    let programs = app.store.programs(now).await;
    let programs = programs.map_err(Problem::unavailable)?;
    let program = program::chosen(&programs, request.program_id.as_ref())?.clone();
    let program = app.store.as_offered(program, now).await;
    let program = &program.map_err(Problem::unavailable)?;
    let loaded = Loaded::load(&app, (program, &who), now).await?;
    let (words, currency) = (loaded.words(program, &who), loaded.currency(program));
    let shown =
        Shown::of(program, &app.product, (words, currency, now)).ok_or_else(Problem::internal)?;
    Ok(Json(Home::of(&shown, &who, &loaded, &programs)))
}

/// `POST /v1/home/seen`: every notification up to now counts as read.
///
/// One table round trip; two with an `Idempotency-Key` where there is nothing new to mark. An API
/// key is read at most once a minute.
async fn seen(
    State(app): State<Arc<App>>,
    Now(now): Now,
    headers: HeaderMap,
    Repeatable { body, call }: Repeatable<Asked>,
) -> Result<Answer, Problem> {
    let caller = app.caller(&headers, Class::Write, now).await?;
    let once = call.by(&caller, app.signer(now), now).await?;
    let marked = marked(&app, &body.who(&caller)?, (&once, now)).await;
    let find = async |call| app.store.kept_answer(&call).await;
    once.settle(marked, find).await
}

async fn marked(
    app: &App,
    who: &ActingFor,
    (once, now): (&Once, Timestamp),
) -> Result<Answer, Unanswered> {
    let (store, answer) = (&app.store, Answer::empty());
    let (account, participant) = (&who.account_id, &who.participant_id);
    let marked = match once.kept(&answer) {
        Some(kept) => {
            store
                .mark_seen_once((account, participant), now, &kept)
                .await
        }
        None => store.mark_seen(account, participant, now).await,
    };
    marked.map_err(Unanswered::of)?;
    Ok(answer)
}
