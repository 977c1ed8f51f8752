//! Dead letters: what was given up, why, and what to do about it.

#[cfg(feature = "describe")]
pub(crate) mod describe;
mod explain;

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use domain::change::ChangeSet;
use domain::dead_letter::{self, DeadLetter, LetterStatus, Rejection};
use domain::id::DeadLetterId;
use jiff::Timestamp;
use runtime::json::{Json, Path, Query};
use runtime::limit::Class;
use runtime::paging::{Cursor, Limit, Page};
use runtime::problem::Problem;
use runtime::repeat::answer::Answer;
use runtime::repeat::call::{NoBody, Repeatable};
use runtime::repeat::{Once, Unanswered};
use runtime::time::Now;
use serde::{Deserialize, Serialize};
use store::{LetterPage, StoreError};

use crate::{App, CANNOT_BE_REDRIVEN};
use explain::{Explained, Listed};

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
    /// 1 to 100; 20 where it is left out.
    #[serde(default)]
    #[cfg_attr(
        feature = "describe",
        schemars(with = "Option<u32>", range(min = 1, max = 100))
    )]
    limit: Limit,
    /// The `next_cursor` of the page before.
    #[cfg_attr(feature = "describe", schemars(with = "Option<String>"))]
    starting_after: Option<Cursor>,
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
#[expect(clippy::struct_field_names, reason = "the field is a word of the API")]
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

/// `GET /v1/admin/dead-letters`: by queue, the one that failed last first. One table round trip.
pub(crate) async fn list(
    State(app): State<Arc<App>>,
    Now(now): Now,
    headers: HeaderMap,
    Query(paging): Query<Paging>,
) -> Result<Json<Page<Listed>>, Problem> {
    app.operator(&headers, Class::Read, now).await?;
    let after = paging.starting_after.as_ref().map(Cursor::place);
    let limit = paging.limit.get();
    let status = paging.status.unwrap_or(LetterStatus::Open);
    let page = app
        .store
        .dead_letters(status, paging.queue.as_deref(), after, limit)
        .await
        .map_err(Problem::unavailable)?;
    let last = page.letters.last().filter(|_| page.has_more);
    let next_cursor = last.map(|letter| Cursor::at(LetterPage::place_of(letter)));
    let letters = page.letters.into_iter();
    Ok(Json(Page {
        next_cursor,
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
    app.operator(&headers, Class::Read, now).await?;
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
    Repeatable { call, .. }: Repeatable<NoBody>,
) -> Result<Answer, Problem> {
    let operator = app.operator(&headers, Class::Write, now).await?;
    let once = call.by(&operator, app.signer(now), now).await?;
    let decide = |letter: &DeadLetter| dead_letter::redriven(letter, now);
    let sent = answered(&app, (&id, &once), now, decide).await;
    let find = async |call| app.store.kept_answer(&call).await;
    once.settle(sent, find).await
}

/// `POST /v1/admin/dead-letters/redrive`: sends back all that are open, up to a hundred a call.
/// One table round trip, and two a letter; two more with an `Idempotency-Key`.
pub(crate) async fn redrive_all(
    State(app): State<Arc<App>>,
    Now(now): Now,
    headers: HeaderMap,
    Repeatable { body, call }: Repeatable<Json<RedriveRequest>>,
) -> Result<Answer, Problem> {
    let operator = app.operator(&headers, Class::Write, now).await?;
    let once = call.by(&operator, app.signer(now), now).await?;
    let sent = sent_back(&app, &body.0, (&once, now)).await;
    let find = async |call| app.store.kept_answer(&call).await;
    once.settle(sent, find).await
}

async fn sent_back(
    app: &App,
    request: &RedriveRequest,
    (once, now): (&Once, Timestamp),
) -> Result<Answer, Unanswered> {
    // The letters go one by one: a repeated call must meet the first before it sends any.
    let mut begun = ChangeSet::default();
    once.begin(&mut begun);
    app.store
        .commit(&begun, now)
        .await
        .map_err(Unanswered::of)?;
    let (open, queue) = (LetterStatus::Open, request.queue.as_deref());
    let page = app.store.dead_letters(open, queue, None, REDRIVEN_AT_MOST);
    let page = page.await.map_err(Problem::unavailable)?;
    let (mut redriven, mut left_alone) = (0_u32, 0_u32);
    for letter in page.letters {
        let decide = |letter: &DeadLetter| dead_letter::redriven(letter, now);
        match app
            .settle(&letter.id, now, decide)
            .await
            .map_err(Unanswered::of)?
        {
            Ok(_) => redriven = redriven.saturating_add(1),
            Err(_) => left_alone = left_alone.saturating_add(1),
        }
    }
    let redriven = Redriven {
        redriven,
        left_alone,
        // Those that are left alone stay open: asking again for them alone changes nothing.
        has_more: page.has_more && redriven > 0,
    };
    let answer = Answer::json(StatusCode::OK, &redriven);
    // Each letter went by itself; where this is lost, asking again sends what is left.
    let mut changes = ChangeSet::default();
    once.keep(|_| answer.clone(), &mut changes);
    app.store
        .commit(&changes, now)
        .await
        .map_err(Unanswered::of)?;
    Ok(answer)
}

/// `POST /v1/admin/dead-letters/{id}/discard`: it is not needed. It is forgotten after 90 days,
/// and may be sent back until then. Two table round trips.
pub(crate) async fn discard(
    State(app): State<Arc<App>>,
    Now(now): Now,
    headers: HeaderMap,
    Path(id): Path<DeadLetterId>,
    Repeatable { body, call }: Repeatable<Json<DiscardRequest>>,
) -> Result<Answer, Problem> {
    let operator = app.operator(&headers, Class::Write, now).await?;
    let once = call.by(&operator, app.signer(now), now).await?;
    let reason = body.0.reason.trim();
    if reason.is_empty() || reason.chars().count() > REASON_LENGTH_AT_MOST {
        let detail = format!("must have 1 to {REASON_LENGTH_AT_MOST} characters");
        return Err(wrong("/reason", &detail));
    }
    let decide =
        |letter: &DeadLetter| Ok::<_, Rejection>(dead_letter::discarded(letter, reason, now));
    let gone = answered(&app, (&id, &once), now, decide).await;
    let find = async |call| app.store.kept_answer(&call).await;
    once.settle(gone, find).await
}

/// Settles the letter, and keeps the answer that tells of it.
async fn answered(
    app: &App,
    (id, once): (&DeadLetterId, &Once),
    now: Timestamp,
    decide: impl Fn(&DeadLetter) -> Result<ChangeSet, Rejection>,
) -> Result<Answer, Unanswered> {
    let answer = |letter: DeadLetter| Answer::json(StatusCode::OK, &Explained::of(letter, now));
    let decide = |letter: &DeadLetter| {
        let mut changes = decide(letter)?;
        let told =
            |changes: &ChangeSet| answer(dead_letter::written(changes).unwrap_or(letter).clone());
        once.keep(told, &mut changes);
        Ok(changes)
    };
    let settled = app.settle(id, now, decide).await.map_err(Unanswered::of)?;
    let settled = settled.map_err(rejected)?;
    Ok(answer(settled.ok_or_else(Problem::not_found)?))
}

impl App {
    async fn letter(&self, id: &DeadLetterId) -> Result<DeadLetter, Problem> {
        let letter = self.store.dead_letter(id).await;
        letter
            .map_err(Problem::unavailable)?
            .ok_or_else(Problem::not_found)
    }

    /// The letter as it is after `decide`; none where there is none.
    async fn settle(
        &self,
        id: &DeadLetterId,
        now: Timestamp,
        decide: impl Fn(&DeadLetter) -> Result<ChangeSet, Rejection>,
    ) -> Result<Result<Option<DeadLetter>, Rejection>, StoreError> {
        let load = || self.store.dead_letter(id);
        let decide = |letter: &Option<DeadLetter>| match letter {
            Some(letter) => decide(letter),
            None => Ok(ChangeSet::default()),
        };
        let changed = match self.store.change(now, load, decide).await? {
            Ok(changed) => changed,
            Err(rejection) => return Ok(Err(rejection)),
        };
        let written = dead_letter::written(&changed.changes).cloned();
        let after = written.or(changed.state);
        if let Some(after) = &after {
            tracing::info!(
                letter = after.id.as_str(),
                status = after.status.code(),
                "settled a dead letter"
            );
        }
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

fn wrong(pointer: &str, detail: &str) -> Problem {
    Problem::invalid_request(format!("{pointer} {detail}")).pointer(pointer, detail)
}
