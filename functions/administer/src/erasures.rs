//! Forgetting a person: `POST /v1/admin/erasures` (E64, E66, E67, F64).

#[cfg(feature = "describe")]
pub(crate) mod describe;
mod forget;

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use domain::audit::grounds::Grounds;
use domain::change::ChangeSet;
use domain::email_address::EmailAddress;
use domain::id::{AccountId, ParticipantId};
use runtime::json::Json;
use runtime::limit::Class;
use runtime::problem::Problem;
use runtime::repeat::answer::Answer;
use runtime::repeat::call::Repeatable;
use runtime::repeat::{Once, Unanswered};
use runtime::time::Now;
use serde::{Deserialize, Serialize};

use crate::App;
use crate::staff::Staff;
use forget::Forgetting;

pub(crate) fn routes() -> Router<Arc<App>> {
    Router::new().route("/v1/admin/erasures", post(erase))
}

/// Who is to be forgotten: a participant, or a friend who was only ever invited.
#[derive(Deserialize)]
#[cfg_attr(
    feature = "describe",
    derive(schemars::JsonSchema),
    schemars(rename = "ErasureRequest")
)]
#[serde(deny_unknown_fields)]
pub(crate) struct Request {
    /// With `participant_id`: a member, or former member, of this account.
    account_id: Option<AccountId>,
    participant_id: Option<ParticipantId>,
    /// Instead of the two: somebody who was invited and has no account.
    email: Option<EmailAddress>,
    /// Why, for whoever looks later; without the address.
    reason: Grounds,
}

/// What was done; all zero where it had been done before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
pub(crate) struct Erasure {
    /// Whether there was a participant, who is gone.
    participants_erased: u32,
    /// Invites that lost their address and words, sent by the person or to them.
    invites_ended: u32,
    /// Credit of the person's that was not posted and is canceled.
    credits_canceled: u32,
}

/// Ten table round trips and some, one for each invite and reward that is changed, and one for each
/// hundred invites that are open in the whole installation: it is rare, and thorough.
pub(crate) async fn erase(
    State(app): State<Arc<App>>,
    Now(now): Now,
    headers: HeaderMap,
    Repeatable { body, call }: Repeatable<Json<Request>>,
) -> Result<Answer, Problem> {
    let staff = app.staff(&headers, Class::Write, now).await?;
    let once = call.by(&staff.caller, app.signer(now), now).await?;
    let erased = erased(&app, body.0, (&once, &staff)).await;
    app.settled(once, erased).await
}

async fn erased(
    app: &App,
    request: Request,
    (once, staff): (&Once, &Staff),
) -> Result<Answer, Unanswered> {
    // It goes step by step: a repeated call must meet the first before it takes any.
    let mut begun = ChangeSet::default();
    once.begin(&mut begun);
    let stored = app.store.commit(&begun, staff.call.now).await;
    stored.map_err(Unanswered::of)?;
    let signer = app.signer(staff.call.now).await?;
    let forgetting = Forgetting {
        store: &app.store,
        signer: &signer,
        call: &staff.call,
        reason: &request.reason,
    };
    let erased = match (&request.account_id, &request.participant_id, &request.email) {
        (Some(account), Some(participant), None) => {
            forgetting.participant((account, participant)).await?
        }
        (None, None, Some(email)) => forgetting.address(email).await?,
        _ => {
            let detail = "name account_id and participant_id, or an email: one or the other";
            return Err(Problem::invalid_request(detail).into());
        }
    };
    let answer = Answer::json(StatusCode::OK, &erased);
    if let Some(kept) = once.kept(&answer) {
        let stored = app.store.keep_answer(&kept).await;
        stored.map_err(Unanswered::of)?;
    }
    tracing::info!(invites = erased.invites_ended, "erased a person");
    Ok(answer)
}
