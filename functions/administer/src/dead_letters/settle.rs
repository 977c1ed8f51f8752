//! Sending dead letters back, and discarding them.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use domain::audit::grounds::Grounds;
use domain::audit::{Action, AuditRecord, Target};
use domain::change::{ChangeSet, Write};
use domain::dead_letter::{self, DeadLetter, LetterStatus, Rejection};
use domain::id::DeadLetterId;
use jiff::Timestamp;
use runtime::json::{Json, Path};
use runtime::limit::Class;
use runtime::problem::Problem;
use runtime::repeat::answer::Answer;
use runtime::repeat::call::{NoBody, Repeatable};
use runtime::repeat::{Once, Unanswered};
use runtime::time::Now;
use serde::{Deserialize, Serialize};
use serde_json::json;
use store::StoreError;

use super::explain::Explained;
use crate::staff::Staff;
use crate::{App, CANNOT_BE_REDRIVEN};

/// Letters that one call sends back.
const REDRIVEN_AT_MOST: u8 = 100;

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
    reason: Grounds,
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
    let staff = app.staff(&headers, Class::Write, now).await?;
    let once = call.by(&staff.caller, app.signer(now), now).await?;
    let sent = redriven(&app, &id, (&once, &staff)).await;
    app.settled(once, sent).await
}

/// For whoever staff are known to be: by an API key, or in the console.
pub(crate) async fn redriven(
    app: &App,
    id: &DeadLetterId,
    (once, staff): (&Once, &Staff),
) -> Result<Answer, Unanswered> {
    let decide = |letter: &DeadLetter| sent_by(letter, staff);
    answered(app, (id, once), staff.call.now, decide).await
}

/// `POST /v1/admin/dead-letters/redrive`: sends back all that are open, up to a hundred a call.
/// One table round trip, and two a letter; two more with an `Idempotency-Key`.
pub(crate) async fn redrive_all(
    State(app): State<Arc<App>>,
    Now(now): Now,
    headers: HeaderMap,
    Repeatable { body, call }: Repeatable<Json<RedriveRequest>>,
) -> Result<Answer, Problem> {
    let staff = app.staff(&headers, Class::Write, now).await?;
    let once = call.by(&staff.caller, app.signer(now), now).await?;
    let sent = sent_back(&app, &body.0, (&once, &staff)).await;
    app.settled(once, sent).await
}

async fn sent_back(
    app: &App,
    request: &RedriveRequest,
    (once, staff): (&Once, &Staff),
) -> Result<Answer, Unanswered> {
    let now = staff.call.now;
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
    for letter in page.data {
        let decide = |letter: &DeadLetter| sent_by(letter, staff);
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
        has_more: page.next.is_some() && redriven > 0,
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
    let staff = app.staff(&headers, Class::Write, now).await?;
    let once = call.by(&staff.caller, app.signer(now), now).await?;
    let gone = discarded(&app, (&id, &body.0.reason), (&once, &staff)).await;
    app.settled(once, gone).await
}

/// The same, of one that is not needed.
pub(crate) async fn discarded(
    app: &App,
    (id, reason): (&DeadLetterId, &Grounds),
    (once, staff): (&Once, &Staff),
) -> Result<Answer, Unanswered> {
    let now = staff.call.now;
    let decide = |letter: &DeadLetter| {
        let mut changes = dead_letter::discarded(letter, reason.as_str(), now);
        if !changes.is_empty() {
            let record = record(
                (Action::DeadLetterDiscarded, LetterStatus::Discarded),
                letter,
                staff,
            );
            let record = record.because(reason.clone());
            changes.write(Write::Audit(Box::new(record)));
        }
        Ok::<_, Rejection>(changes)
    };
    answered(app, (id, once), now, decide).await
}

/// The letter on its way back, and who sent it.
fn sent_by(letter: &DeadLetter, staff: &Staff) -> Result<ChangeSet, Rejection> {
    let mut changes = dead_letter::redriven(letter, staff.call.now)?;
    let record = record(
        (Action::DeadLetterRedriven, LetterStatus::Redriven),
        letter,
        staff,
    );
    changes.write(Write::Audit(Box::new(record)));
    Ok(changes)
}

fn record(
    (action, after): (Action, LetterStatus),
    letter: &DeadLetter,
    staff: &Staff,
) -> AuditRecord {
    let record = staff.call.did(action, Target::dead_letter(&letter.id));
    record.changing(
        json!({ "status": letter.status }),
        json!({ "status": after }),
    )
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
