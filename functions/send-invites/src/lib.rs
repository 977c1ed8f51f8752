//! Records invites, each its own message to one friend (C12 to C14, K2, K19).
//!
//! The answer is the same whether or not an address is known here, has opted out or was invited
//! before: all of that is decided later, by the function that sends (K11, K25, E68).

mod app;
#[cfg(feature = "describe")]
pub mod describe;
mod list;
mod policy;
mod request;

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use domain::email_address::EmailAddress;
use domain::id::InviteId;
use domain::invite::Invite;
use jiff::Timestamp;
use runtime::auth::Caller;
use runtime::json::{Json, Query};
use runtime::limit::Class;
use runtime::paging::Page;
use runtime::problem::Problem;
use runtime::program;
use runtime::repeat::answer::Answer;
use runtime::repeat::call::Repeatable;
use runtime::repeat::{Once, Unanswered};
use runtime::time::Now;
use serde::Serialize;

use app::App;
use list::{Listed, Paging};
use request::Request;

pub use policy::KINDS;

/// The body of a 202.
#[derive(Debug, Serialize)]
#[cfg_attr(
    feature = "describe",
    derive(schemars::JsonSchema),
    schemars(rename = "RecordedInvites")
)]
struct Recorded {
    /// One for each address, in the order of the request.
    data: Vec<RecordedInvite>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
struct RecordedInvite {
    id: InviteId,
    email: Option<EmailAddress>,
    #[cfg_attr(feature = "describe", schemars(extend("enum" = ["accepted"])))]
    status: &'static str,
}

impl From<&Invite> for RecordedInvite {
    fn from(invite: &Invite) -> Self {
        Self {
            id: invite.id.clone(),
            email: invite.recipient.clone(),
            status: "accepted",
        }
    }
}

/// Serves the routes until the platform stops asking.
///
/// # Errors
/// If the environment lacks something, or the Lambda Runtime API cannot be reached.
pub async fn run() -> Result<(), lambda_runtime::Error> {
    let router = Router::new().route("/v1/invites", post(send).get(list));
    runtime::http::serve(router.with_state(Arc::new(App::from_env().await?))).await
}

/// `POST /v1/invites`: 202 with an id for each address, the same id for the same again.
///
/// Two table round trips: the sender's account, and all invites at once. Another where the
/// invites carry the sender's personal link, and one an invite where some exist already. The
/// programs, and an API key, are each read at most once a minute.
async fn send(
    State(app): State<Arc<App>>,
    Now(now): Now,
    headers: HeaderMap,
    Repeatable { body, call }: Repeatable<Json<Request>>,
) -> Result<Answer, Problem> {
    let caller = app.caller(&headers, Class::Invite, now).await?;
    let once = call.by(&caller, app.signer(now), now).await?;
    let recorded = recorded(&app, &caller, body.0, (&once, now)).await;
    let find = async |call| app.store.kept_answer(&call).await;
    once.settle(recorded, find).await
}

async fn recorded(
    app: &App,
    caller: &Caller,
    request: Request,
    (once, now): (&Once, Timestamp),
) -> Result<Answer, Unanswered> {
    let sender = request.sender(caller)?;
    let programs = app.store.programs(now).await;
    let programs = programs.map_err(Problem::unavailable)?;
    let program = program::chosen(&programs, request.program_id.as_ref())?;
    let asked = request.check(program, &app.product, now)?;
    policy::check_program(program)?;
    policy::check_sender(app, program, &sender, (&asked, now)).await?;
    let by = (&sender.account_id, &sender.participant_id);
    let invites = asked.invites(program, by, &app.signer(now).await?, now);
    let data = invites.iter().map(Into::into).collect();
    let answer = Answer::json(StatusCode::ACCEPTED, &Recorded { data });
    let kept = once.kept(&answer);
    let recorded = app
        .store
        .record_invites(program, &invites, (kept, now))
        .await;
    recorded.map_err(Unanswered::of)?;
    Ok(answer)
}

/// `GET /v1/invites`: the sender's own, newest first.
///
/// One table round trip. An API key is read at most once a minute.
async fn list(
    State(app): State<Arc<App>>,
    Now(now): Now,
    headers: HeaderMap,
    Query(paging): Query<Paging>,
) -> Result<Json<Page<Listed>>, Problem> {
    let caller = app.caller(&headers, Class::Read, now).await?;
    let sender = paging.sender(&caller)?;
    list::page(&app.store, &sender, (&paging, now))
        .await
        .map(Json)
}
