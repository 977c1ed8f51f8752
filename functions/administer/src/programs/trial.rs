//! What a program file would change, before it is stored; and what two versions of terms differ in.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use domain::agenda::Agenda;
use domain::id::{AccountId, ProgramId};
use domain::program::Program;
use domain::program_file;
use domain::referral::{Referral, ReferralStatus};
use domain::time::days_after;
use domain::words::Words;
use domain::{terms_difference, wording};
use jiff::Timestamp;
use runtime::json::{Json, Path, Query};
use runtime::limit::Class;
use runtime::problem::Problem;
use runtime::repeat::answer::Answer;
use runtime::repeat::call::Repeatable;
use runtime::repeat::{Once, Unanswered};
use runtime::time::Now;
use serde::{Deserialize, Serialize};
use store::{Due, DueFrom, Store, StoreError};

use super::{edited, invalid, refuse_second_default};
use crate::App;

/// Longer than any referral waits, in days: what is due until then is every open one.
const FAR_DAYS: u32 = 4_000;

/// The body of a trial.
#[derive(Deserialize)]
#[cfg_attr(
    feature = "describe",
    derive(schemars::JsonSchema),
    schemars(rename = "ProgramTrialRequest")
)]
#[serde(deny_unknown_fields)]
pub(crate) struct TrialRequest {
    /// The program file (TOML), as one text.
    file: String,
}

/// What would become of the program.
#[derive(Serialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
pub(crate) struct ProgramTrial {
    /// Whether there is no such program yet.
    new: bool,
    /// The version of the terms that would hold for signups from now on.
    terms_version: u32,
    /// Whether that would be a new one.
    new_terms: bool,
    /// Whether a setting, such as a text or a URL, would change.
    new_settings: bool,
    /// What the terms would differ in from those of now, in words.
    differences: Vec<String>,
    /// What is earned by signups from now on.
    from_now_on: String,
    /// Referrals that have not counted yet: they keep what they were promised.
    open_referrals: Vec<OpenReferrals>,
}

/// Open referrals with one promise.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
pub(crate) struct OpenReferrals {
    pub(super) count: u32,
    pub(super) keep: String,
}

/// The query of `GET /v1/admin/programs/{program_id}/difference`.
#[derive(Deserialize)]
#[cfg_attr(
    feature = "describe",
    derive(schemars::JsonSchema),
    schemars(rename = "DifferenceQuery")
)]
#[serde(deny_unknown_fields)]
pub(crate) struct Versions {
    /// The earlier version of the terms.
    from: u32,
    /// The later one.
    to: u32,
}

/// What two versions differ in.
#[derive(Serialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
pub(crate) struct Difference {
    from: u32,
    to: u32,
    /// A sentence for each rule that differs.
    differences: Vec<String>,
}

/// `POST /v1/admin/programs/{program_id}/validate`: nothing is stored. Nine table round trips, and
/// two more for each hundred referrals that are open in the whole installation.
pub(crate) async fn validate(
    State(app): State<Arc<App>>,
    Now(now): Now,
    headers: HeaderMap,
    Path(id): Path<ProgramId>,
    Repeatable { body, call }: Repeatable<Json<TrialRequest>>,
) -> Result<Answer, Problem> {
    let staff = app.staff(&headers, Class::Write, now).await?;
    let once = call.by(&staff.caller, app.signer(now), now).await?;
    let tried = tried(&app, (id, &body.0.file), (&once, now)).await;
    app.settled(once, tried).await
}

async fn tried(
    app: &App,
    (id, file): (ProgramId, &str),
    (once, now): (&Once, Timestamp),
) -> Result<Answer, Unanswered> {
    let (settings, rules) = program_file::parse(file).map_err(invalid)?;
    let programs = app.store.read_programs().await;
    let programs = programs.map_err(Problem::unavailable)?;
    refuse_second_default(&id, &settings, &programs)?;
    let before = programs.into_iter().find(|program| program.id == id);
    let after = edited(before.as_ref(), &id, (settings, rules), now);
    let open = open_referrals(&app.store, &id, now).await;
    let open = open.map_err(Problem::unavailable)?;
    let trial = trial(before.as_ref(), &after, (&open, now));
    let answer = Answer::json(StatusCode::OK, &trial);
    if let Some(kept) = once.kept(&answer) {
        let stored = app.store.keep_answer(&kept).await;
        stored.map_err(Unanswered::of)?;
    }
    Ok(answer)
}

fn trial(
    before: Option<&Program>,
    after: &Program,
    (open, now): (&[Referral], Timestamp),
) -> ProgramTrial {
    let currency = after.settings.currency;
    let old = before.and_then(|program| program.terms.last());
    let new = after.terms.last();
    let differences = match (old, new) {
        (Some(old), Some(new)) => terms_difference::sentences(&old.rules, &new.rules, currency),
        _ => Vec::new(),
    };
    let mut promises: BTreeMap<String, u32> = BTreeMap::new();
    for referral in open {
        let promise = wording::offer(Words::english(), &referral.promised, currency);
        let count = promises.entry(promise).or_default();
        *count = count.saturating_add(1);
    }
    ProgramTrial {
        new: before.is_none(),
        terms_version: new.map_or(0, |terms| terms.version),
        new_terms: old.map(|terms| terms.version) != new.map(|terms| terms.version),
        new_settings: before.is_none_or(|program| program.settings != after.settings),
        differences,
        from_now_on: new.map_or_else(String::new, |terms| {
            wording::offer(Words::english(), &terms.rules.offer_at(now), currency)
        }),
        open_referrals: promises
            .into_iter()
            .map(|(keep, count)| OpenReferrals { count, keep })
            .collect(),
    }
}

/// Every referral of the program that has not counted yet: each is due to expire one day.
async fn open_referrals(
    store: &Store,
    program: &ProgramId,
    now: Timestamp,
) -> Result<Vec<Referral>, StoreError> {
    let mut open = Vec::new();
    for agenda in [Agenda::Deadlines, Agenda::Reminders] {
        let far = days_after(now, FAR_DAYS);
        let mut from = Some(DueFrom::start(far));
        while let Some(here) = from {
            let page = store.due(agenda, far, &here).await?;
            let friends: Vec<AccountId> = page.due.into_iter().filter_map(friend_of).collect();
            open.extend(store.referrals(&friends).await?);
            from = page.next;
        }
    }
    open.retain(|referral| {
        let waits = matches!(referral.status, ReferralStatus::Attributed { .. });
        waits && referral.program_id == *program
    });
    Ok(open)
}

fn friend_of(due: Due) -> Option<AccountId> {
    if let Due::Referral { friend } = due {
        return Some(friend);
    }
    None
}

/// `GET /v1/admin/programs/{program_id}/difference`. One table round trip.
pub(crate) async fn difference(
    State(app): State<Arc<App>>,
    Now(now): Now,
    headers: HeaderMap,
    Path(id): Path<ProgramId>,
    Query(versions): Query<Versions>,
) -> Result<Json<Difference>, Problem> {
    app.staff(&headers, Class::Read, now).await?;
    let programs = app.store.read_programs().await;
    let programs = programs.map_err(Problem::unavailable)?;
    let program = programs.into_iter().find(|program| program.id == id);
    let program = program.ok_or_else(Problem::not_found)?;
    let rules = |version: u32, pointer: &str| {
        let terms = program.terms_version(version).map(|terms| &terms.rules);
        let detail = format!("must be a version from 1 to {}", program.terms.len());
        terms.ok_or_else(|| Problem::wrong(pointer, &detail))
    };
    let (before, after) = (rules(versions.from, "/from")?, rules(versions.to, "/to")?);
    let currency = program.settings.currency;
    Ok(Json(Difference {
        from: versions.from,
        to: versions.to,
        differences: terms_difference::sentences(before, after, currency),
    }))
}
