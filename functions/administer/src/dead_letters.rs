//! Dead letters: what was given up, why, and what to do about it.

#[cfg(feature = "describe")]
pub(crate) mod describe;
mod explain;

use std::sync::Arc;

use axum::extract::State;
use axum::http::HeaderMap;
use domain::change::ChangeSet;
use domain::dead_letter::{self, DeadLetter, LetterStatus, Rejection};
use domain::id::DeadLetterId;
use jiff::Timestamp;
use runtime::json::{Json, Path, Query};
use runtime::problem::Problem;
use runtime::time::Now;
use serde::{Deserialize, Serialize};

use crate::{App, CANNOT_BE_REDRIVEN};
use explain::{Explained, Listed};

const LIMIT: u8 = 20;
const LIMIT_AT_MOST: u8 = 100;
/// Letters that one call sends back.
const REDRIVEN_AT_MOST: u8 = 100;
/// Longest reason for discarding, in characters.
const REASON_LENGTH_AT_MOST: usize = 200;

/// The query of `GET /v1/admin/dead-letters`.
#[derive(Debug, Deserialize)]
#[cfg_attr(
    feature = "describe",
    derive(schemars::JsonSchema),
    schemars(rename = "DeadLetterQuery")
)]
#[serde(deny_unknown_fields)]
pub(crate) struct Paging {
    /// `open` where it is left out.
    status: Option<LetterStatus>,
    /// Letters of this queue only, such as `post-credits`.
    queue: Option<String>,
    /// 1 to [`LIMIT_AT_MOST`]; [`LIMIT`] where it is left out.
    limit: Option<u32>,
    /// The last letter of the page before.
    starting_after: Option<DeadLetterId>,
}

#[derive(Serialize)]
#[cfg_attr(
    feature = "describe",
    derive(schemars::JsonSchema),
    schemars(rename = "DeadLetterPage")
)]
pub(crate) struct Page {
    /// By queue, the one that failed last first.
    data: Vec<Listed>,
    has_more: bool,
}

/// The body of `POST /v1/admin/dead-letters/redrive`.
#[derive(Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct RedriveRequest {
    /// Of this queue only; of all, where it is left out.
    queue: Option<String>,
}

#[derive(Serialize)]
#[cfg_attr(
    feature = "describe",
    derive(schemars::JsonSchema),
    schemars(rename = "RedrivenDeadLetters")
)]
pub(crate) struct Redriven {
    /// How many went back.
    redriven: u32,
    /// How many cannot be sent back: discard them.
    left_alone: u32,
    /// Whether more are open: call again.
    has_more: bool,
}

/// The body of `POST /v1/admin/dead-letters/{id}/discard`.
#[derive(Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct DiscardRequest {
    /// Why it is not needed, for whoever looks later.
    reason: String,
}

/// `GET /v1/admin/dead-letters`. One table round trip, and one more for a later page.
pub(crate) async fn list(
    State(app): State<Arc<App>>,
    Now(now): Now,
    headers: HeaderMap,
    Query(paging): Query<Paging>,
) -> Result<Json<Page>, Problem> {
    app.operator(&headers, now).await?;
    let limit = limit(&paging)?;
    let after = match &paging.starting_after {
        None => None,
        Some(id) => Some(app.letter(id).await?),
    };
    let status = paging.status.unwrap_or(LetterStatus::Open);
    let page = app
        .store
        .dead_letters(status, paging.queue.as_deref(), after.as_ref(), limit)
        .await
        .map_err(Problem::unavailable)?;
    let letters = page.letters.into_iter();
    Ok(Json(Page {
        data: letters.map(|letter| Listed::of(letter, now)).collect(),
        has_more: page.has_more,
    }))
}

/// `GET /v1/admin/dead-letters/{id}`: what it is about, why it failed, what to do. One table
/// round trip.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    Now(now): Now,
    headers: HeaderMap,
    Path(id): Path<DeadLetterId>,
) -> Result<Json<Explained>, Problem> {
    app.operator(&headers, now).await?;
    let letter = app.letter(&id).await?;
    Ok(Json(Explained::of(letter, now)))
}

/// `POST /v1/admin/dead-letters/{id}/redrive`: sends it back to where it failed, at any age and
/// as often as one likes. Two table round trips.
pub(crate) async fn redrive(
    State(app): State<Arc<App>>,
    Now(now): Now,
    headers: HeaderMap,
    Path(id): Path<DeadLetterId>,
) -> Result<Json<Explained>, Problem> {
    app.operator(&headers, now).await?;
    let decide = |letter: &DeadLetter| dead_letter::redriven(letter, now);
    let sent = app.settle(&id, now, decide).await?.map_err(rejected)?;
    Ok(Json(Explained::of(sent, now)))
}

/// `POST /v1/admin/dead-letters/redrive`: sends back all that are open, up to a hundred a call.
/// One table round trip, and two a letter.
pub(crate) async fn redrive_all(
    State(app): State<Arc<App>>,
    Now(now): Now,
    headers: HeaderMap,
    Json(request): Json<RedriveRequest>,
) -> Result<Json<Redriven>, Problem> {
    app.operator(&headers, now).await?;
    let (open, queue) = (LetterStatus::Open, request.queue.as_deref());
    let page = app.store.dead_letters(open, queue, None, REDRIVEN_AT_MOST);
    let page = page.await.map_err(Problem::unavailable)?;
    let (mut redriven, mut left_alone) = (0_u32, 0_u32);
    for letter in page.letters {
        let decide = |letter: &DeadLetter| dead_letter::redriven(letter, now);
        match app.settle(&letter.id, now, decide).await? {
            Ok(_) => redriven = redriven.saturating_add(1),
            Err(_) => left_alone = left_alone.saturating_add(1),
        }
    }
    Ok(Json(Redriven {
        redriven,
        left_alone,
        // Those that are left alone stay open: asking again for them alone changes nothing.
        has_more: page.has_more && redriven > 0,
    }))
}

/// `POST /v1/admin/dead-letters/{id}/discard`: it is not needed. It is forgotten after 90 days,
/// and may be sent back until then. Two table round trips.
pub(crate) async fn discard(
    State(app): State<Arc<App>>,
    Now(now): Now,
    headers: HeaderMap,
    Path(id): Path<DeadLetterId>,
    Json(request): Json<DiscardRequest>,
) -> Result<Json<Explained>, Problem> {
    app.operator(&headers, now).await?;
    let reason = request.reason.trim();
    if reason.is_empty() || reason.chars().count() > REASON_LENGTH_AT_MOST {
        let detail = format!("must have 1 to {REASON_LENGTH_AT_MOST} characters");
        return Err(wrong("/reason", &detail));
    }
    let decide =
        |letter: &DeadLetter| Ok::<_, Rejection>(dead_letter::discarded(letter, reason, now));
    let gone = app.settle(&id, now, decide).await?.map_err(rejected)?;
    Ok(Json(Explained::of(gone, now)))
}

impl App {
    async fn letter(&self, id: &DeadLetterId) -> Result<DeadLetter, Problem> {
        let letter = self.store.dead_letter(id).await;
        letter
            .map_err(Problem::unavailable)?
            .ok_or_else(Problem::not_found)
    }

    /// The letter as it is after `decide`.
    async fn settle(
        &self,
        id: &DeadLetterId,
        now: Timestamp,
        decide: impl Fn(&DeadLetter) -> Result<ChangeSet, Rejection>,
    ) -> Result<Result<DeadLetter, Rejection>, Problem> {
        let load = || self.store.dead_letter(id);
        let decide = |letter: &Option<DeadLetter>| match letter {
            Some(letter) => decide(letter),
            None => Ok(ChangeSet::default()),
        };
        let changed = self.store.change(now, load, decide).await;
        let changed = match changed.map_err(Problem::unavailable)? {
            Ok(changed) => changed,
            Err(rejection) => return Ok(Err(rejection)),
        };
        let before = changed.state.ok_or_else(Problem::not_found)?;
        let after = dead_letter::written(&changed.changes).cloned();
        let after = after.unwrap_or(before);
        tracing::info!(
            letter = after.id.as_str(),
            status = after.status.code(),
            "settled a dead letter"
        );
        Ok(Ok(after))
    }
}

fn rejected(rejection: Rejection) -> Problem {
    match rejection {
        Rejection::NothingToRepeat | Rejection::Unreadable => {
            Problem::of(CANNOT_BE_REDRIVEN).detail(rejection.to_string())
        }
    }
}

fn limit(paging: &Paging) -> Result<u8, Problem> {
    match paging.limit.map(u8::try_from) {
        None => Ok(LIMIT),
        Some(Ok(limit @ 1..=LIMIT_AT_MOST)) => Ok(limit),
        Some(_) => Err(wrong(
            "/limit",
            &format!("must be from 1 to {LIMIT_AT_MOST}"),
        )),
    }
}

fn wrong(pointer: &str, detail: &str) -> Problem {
    Problem::invalid_request(format!("{pointer} {detail}")).pointer(pointer, detail)
}
