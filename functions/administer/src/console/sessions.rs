//! The door to the console: the host's back office asks for a link, and redirects to it.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use domain::api_key::Scope;
use domain::audit::StaffId;
use domain::console_session::{ConsoleSession, ENTRY_LIFE, Role};
use domain::person_name::PersonName;
use domain::portal_session::PortalEntryId;
use domain::time::after;
use jiff::Timestamp;
use runtime::auth::Caller;
use runtime::json::Json;
use runtime::limit::Class;
use runtime::problem::Problem;
use runtime::random;
use runtime::repeat::answer::Answer;
use runtime::repeat::call::Repeatable;
use runtime::repeat::{Once, Unanswered};
use runtime::time::Now;
use serde::{Deserialize, Serialize};

use crate::App;

/// The body of `POST /v1/console-sessions`.
#[derive(Debug, Deserialize)]
#[cfg_attr(
    feature = "describe",
    derive(schemars::JsonSchema),
    schemars(rename = "ConsoleSessionRequest")
)]
#[serde(deny_unknown_fields)]
pub(crate) struct Request {
    /// Who it is, by an id of the host's own staff list: the audit trail keeps it. Not an address.
    staff_id: StaffId,
    /// What the console calls them; the id, where it is left out. It is kept nowhere.
    name: Option<String>,
    /// What they may do.
    role: Role,
}

/// A link that opens the console, once.
#[derive(Debug, Serialize)]
#[cfg_attr(
    feature = "describe",
    derive(schemars::JsonSchema),
    schemars(rename = "ConsoleSession")
)]
pub(crate) struct Begun {
    /// Redirect the browser of the member of staff to it, at once.
    url: String,
    /// When it can no longer be followed; a session that it began lasts eight hours.
    expires_at: Timestamp,
}

/// `POST /v1/console-sessions`: 201 with a link that opens the console for a member of staff.
///
/// No table round trip; one with an `Idempotency-Key`. An API key is read at most once a minute.
pub(crate) async fn begin(
    State(app): State<Arc<App>>,
    Now(now): Now,
    headers: HeaderMap,
    Repeatable { body, call }: Repeatable<Json<Request>>,
) -> Result<Answer, Problem> {
    let of_scope = Scope::ConsoleSessions;
    let caller = app
        .caller_for(of_scope, &headers, (Class::Write, now))
        .await?;
    let once = call.by(&caller, app.signer(now), now).await?;
    let begun = begun(&app, &caller, body.0, (&once, now)).await;
    app.settled(once, begun).await
}

async fn begun(
    app: &App,
    caller: &Caller,
    request: Request,
    (once, now): (&Once, Timestamp),
) -> Result<Answer, Unanswered> {
    let key_id = caller.require(Scope::ConsoleSessions)?.key_id.clone();
    let expires_at = after(now, ENTRY_LIFE);
    let session = ConsoleSession {
        id: PortalEntryId::from_bytes(random::bytes().map_err(Problem::unavailable)?),
        staff_id: request.staff_id,
        name: request.name.as_deref().and_then(PersonName::parse),
        role: request.role,
        key_id,
        expires_at,
    };
    let token = app.signer(now).await?.console_entry(&session);
    let url = app.below(&format!("/admin/enter/{token}"), now).await?;
    let url = url.into();
    let answer = Answer::json(StatusCode::CREATED, &Begun { url, expires_at });
    if let Some(kept) = once.kept(&answer) {
        let kept = app.store.keep_answer(&kept).await;
        kept.map_err(Unanswered::of)?;
    }
    Ok(answer)
}
