//! The door to the hosted page: the host's server asks for a link, and redirects to it; or whoever
//! is signed in at the host's identity provider asks for one of their own.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use domain::api_key::Scope;
use domain::id::{AccountId, ParticipantId, ProgramId};
use domain::locale::Locale;
use domain::portal_session::{
    ENTRY_LIFE, PortalEntry, PortalEntryId, PortalSession, ReturnUrl, SESSION_LIFE,
};
use domain::time::after;
use jiff::Timestamp;
use runtime::auth::Caller;
use runtime::json::Json;
use runtime::limit::Class;
use runtime::problem::{FieldError, Problem};
use runtime::random;
use runtime::repeat::answer::Answer;
use runtime::repeat::call::Repeatable;
use runtime::repeat::{Once, Unanswered};
use runtime::time::Now;
use serde::{Deserialize, Serialize};

use crate::app::App;
use crate::identity;
use crate::program;

/// The body of `POST /v1/portal-sessions`.
#[derive(Debug, Deserialize)]
#[cfg_attr(
    feature = "describe",
    derive(schemars::JsonSchema),
    schemars(rename = "PortalSessionRequest")
)]
#[serde(deny_unknown_fields)]
pub(crate) struct Request {
    /// Needed with an API key; who comes by an identity provider's token is known by it.
    account_id: Option<AccountId>,
    participant_id: Option<ParticipantId>,
    /// May be left out where one program is the default.
    program_id: Option<ProgramId>,
    /// Where the page leads back to: an `https` address of the product.
    return_url: Option<String>,
    /// The language of the page, as a tag such as `de` or `pt-BR`; the participant's own where it
    /// is left out or not spoken.
    #[cfg_attr(feature = "describe", schemars(length(max = 35)))]
    locale: Option<String>,
}

/// A link that opens the page, once.
#[derive(Debug, Serialize)]
#[cfg_attr(
    feature = "describe",
    derive(schemars::JsonSchema),
    schemars(rename = "PortalSession")
)]
pub(crate) struct Begun {
    /// Redirect the participant's browser to it, at once.
    url: String,
    /// When it can no longer be followed; a session that it began lasts an hour.
    expires_at: Timestamp,
    /// For `<refer-and-earn>`, in place of the link, and for every call that takes a participant's
    /// token: it acts for this participant. Keep it in memory, and nowhere else.
    token: String,
    token_expires_at: Timestamp,
}

/// `POST /v1/portal-sessions`: 201 with a link that opens the hosted page for a participant.
///
/// No table round trip; one with an `Idempotency-Key`, and one with an identity provider's token.
/// The programs, and an API key, are each read at most once a minute.
pub(crate) async fn begin(
    State(app): State<Arc<App>>,
    Now(now): Now,
    headers: HeaderMap,
    Repeatable { body, call }: Repeatable<Json<Request>>,
) -> Result<Answer, Problem> {
    let caller = asker(&app, &headers, now).await?;
    let once = call.by(&caller, app.signer(now), now).await?;
    let begun = begun(&app, &caller, body.0, (&once, now)).await;
    let find = async |call| app.store.kept_answer(&call).await;
    once.settle(begun, find).await
}

/// The host, or who is signed in at its identity provider: a token that the host signs itself needs
/// no exchange.
async fn asker(app: &App, headers: &HeaderMap, now: Timestamp) -> Result<Caller, Problem> {
    let Some(token) = identity::brought(headers) else {
        let caller = app.caller(headers, Class::Write, now).await?;
        caller.require(Scope::PortalSessions)?;
        return Ok(caller);
    };
    let participant = app.identified(token, (Class::Write, now)).await?;
    Ok(Caller::Participant(participant))
}

async fn begun(
    app: &App,
    caller: &Caller,
    request: Request,
    (once, now): (&Once, Timestamp),
) -> Result<Answer, Unanswered> {
    let (account_id, participant_id) = (&request.account_id, &request.participant_id);
    let scope = Scope::PortalSessions;
    let who = caller.acting_for(scope, account_id.as_ref(), participant_id.as_ref())?;
    let programs = app.store.programs(now).await;
    let programs = programs.map_err(Problem::unavailable)?;
    program::chosen(&programs, request.program_id.as_ref())?;
    let asked = request.locale.as_deref().and_then(Locale::nearest);
    let expires_at = after(now, ENTRY_LIFE);
    let session = PortalSession {
        account_id: who.account_id,
        participant_id: who.participant_id,
        program_id: request.program_id,
        return_url: return_url(request.return_url)?,
        locale: asked.or(who.locale),
        expires_at,
    };
    let token_expires_at = after(now, SESSION_LIFE);
    let framed = PortalSession {
        expires_at: token_expires_at,
        ..session.clone()
    };
    let id = PortalEntryId::from_bytes(random::bytes().map_err(Problem::unavailable)?);
    let signer = app.signer(now).await?;
    let entry = signer.portal_entry(&PortalEntry::new(id, session));
    let url = app.below(&format!("/portal/enter/{entry}"), now).await?;
    let begun = Begun {
        url: url.into(),
        expires_at,
        token: signer.portal_session(&framed),
        token_expires_at,
    };
    let answer = Answer::json(StatusCode::CREATED, &begun);
    if let Some(kept) = once.kept(&answer) {
        let kept = app.store.keep_answer(&kept).await;
        kept.map_err(Unanswered::of)?;
    }
    Ok(answer)
}

fn return_url(text: Option<String>) -> Result<Option<ReturnUrl>, Problem> {
    let url = text.map(ReturnUrl::try_from).transpose();
    url.map_err(|error| {
        Problem::invalid_fields(vec![FieldError {
            pointer: "/return_url".to_owned(),
            detail: error.to_string(),
        }])
    })
}
