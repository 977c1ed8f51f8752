//! Reconciliations: asked for, listed, and read as a report.

#[cfg(feature = "describe")]
pub(crate) mod describe;

use std::convert::Infallible;
use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::get;
use domain::audit::{Action, Target};
use domain::change::{ChangeSet, Write};
use domain::id::ReconciliationId;
use domain::money::Currency;
use domain::reconciliation::finding::Finding;
use domain::reconciliation::{self, AskedBy, Phase, Reconciliation, Tally};
use domain::statement::Balance;
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

use crate::App;
use crate::staff::Staff;

pub(crate) fn routes() -> Router<Arc<App>> {
    let all = "/v1/admin/reconciliations";
    Router::new()
        .route(all, get(list).post(ask))
        .route("/v1/admin/reconciliations/{id}", get(show))
        .route("/v1/admin/reconciliations/{id}/findings", get(findings))
}

/// The query of both lists.
#[derive(Debug, Deserialize)]
#[cfg_attr(
    feature = "describe",
    derive(schemars::JsonSchema),
    schemars(rename = "ReconciliationQuery")
)]
#[serde(deny_unknown_fields)]
pub(crate) struct Paging {
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

/// One run.
#[derive(Debug, Serialize)]
#[cfg_attr(
    feature = "describe",
    derive(schemars::JsonSchema),
    schemars(rename = "Reconciliation")
)]
pub(crate) struct View {
    id: ReconciliationId,
    /// `running`, or `done`.
    #[cfg_attr(feature = "describe", schemars(extend("enum" = ["running", "done"])))]
    status: &'static str,
    asked_by: AskedBy,
    requested_at: Timestamp,
    finished_at: Option<Timestamp>,
    /// It looks only at what was recorded before.
    recorded_before: Timestamp,
    /// Whether nothing disagrees, so far or in all.
    agrees: bool,
    /// The same in words: how far it is, or what it came to.
    summary: String,
    counts: Counts,
    /// What journal and statement lines come to, in each currency.
    currencies: Vec<InCurrency>,
}

/// What was gone through.
#[derive(Debug, Serialize)]
#[cfg_attr(
    feature = "describe",
    derive(schemars::JsonSchema),
    schemars(rename = "ReconciliationCounts")
)]
struct Counts {
    journal_entries: u64,
    statement_lines: u64,
    accounts: u64,
    rewards: u64,
    /// Customers whose balance at Stripe was read.
    stripe_customers: u64,
    /// Up to 1,000 of them are kept.
    findings: u64,
    /// Credits that Stripe had twice, of which one was taken off again.
    compensated: u64,
}

#[derive(Debug, Serialize)]
#[cfg_attr(
    feature = "describe",
    derive(schemars::JsonSchema),
    schemars(rename = "ReconciledCurrency")
)]
struct InCurrency {
    currency: Currency,
    /// In minor units, as is what follows.
    journal: Balance,
    statements: Balance,
}

/// One disagreement, in words.
#[derive(Debug, Serialize)]
#[cfg_attr(
    feature = "describe",
    derive(schemars::JsonSchema),
    schemars(rename = "ReconciliationFinding")
)]
pub(crate) struct FindingView {
    #[serde(flatten)]
    finding: Finding,
    meaning: &'static str,
    what_to_do: &'static str,
}

impl View {
    fn of(run: &Reconciliation) -> Self {
        let finished_at = match run.phase {
            Phase::Done { finished_at } => Some(finished_at),
            Phase::Comparing { .. } | Phase::Locating { .. } => None,
        };
        Self {
            id: run.id.clone(),
            status: if run.is_done() { "done" } else { "running" },
            asked_by: run.asked_by,
            requested_at: run.requested_at,
            finished_at,
            recorded_before: run.recorded_before,
            agrees: run.tally.findings == 0,
            summary: run.in_words(),
            counts: Counts::of(&run.tally),
            currencies: InCurrency::all(&run.tally),
        }
    }
}

impl Counts {
    fn of(tally: &Tally) -> Self {
        Self {
            journal_entries: tally.entries,
            statement_lines: tally.lines,
            accounts: tally.accounts,
            rewards: tally.rewards,
            stripe_customers: tally.customers,
            findings: tally.findings,
            compensated: tally.compensated,
        }
    }
}

impl InCurrency {
    fn all(tally: &Tally) -> Vec<Self> {
        let mut currencies: Vec<Currency> = tally.journal.keys().copied().collect();
        currencies.extend(tally.statements.keys());
        currencies.sort_unstable();
        currencies.dedup();
        let sums = |currency| Self {
            currency,
            journal: tally.journal.get(&currency).copied().unwrap_or_default(),
            statements: tally.statements.get(&currency).copied().unwrap_or_default(),
        };
        currencies.into_iter().map(sums).collect()
    }
}

impl FindingView {
    fn of(finding: Finding) -> Self {
        Self {
            meaning: finding.kind.meaning(),
            what_to_do: finding.kind.what_to_do(),
            finding,
        }
    }
}

/// `POST /v1/admin/reconciliations`: begins within five minutes; the one that is under way is
/// answered where there is one. Two table round trips.
pub(crate) async fn ask(
    State(app): State<Arc<App>>,
    Now(now): Now,
    headers: HeaderMap,
    Repeatable { call, .. }: Repeatable<NoBody>,
) -> Result<Answer, Problem> {
    let staff = app.staff(&headers, Class::Write, now).await?;
    let once = call.by(&staff.caller, app.signer(now), now).await?;
    let asked = asked(&app, (&once, &staff)).await;
    app.settled(once, asked).await
}

async fn asked(app: &App, (once, staff): (&Once, &Staff)) -> Result<Answer, Unanswered> {
    let now = staff.call.now;
    let answer = |last: Option<&Reconciliation>, changes: &ChangeSet| {
        Answer::json(
            StatusCode::ACCEPTED,
            &new_in(changes).or(last).map(View::of),
        )
    };
    let decide = |last: &Option<Reconciliation>| {
        let mut changes = reconciliation::asked_by_staff(last.as_ref(), now);
        if let Some(run) = new_in(&changes) {
            let target = Target::reconciliation(&run.id);
            let record = staff.call.did(Action::ReconciliationAsked, target);
            changes.write(Write::Audit(Box::new(record)));
        }
        once.keep(|changes| answer(last.as_ref(), changes), &mut changes);
        Ok::<_, Infallible>(changes)
    };
    let load = || app.store.last_reconciliation();
    let changed = app.store.change(now, load, decide).await;
    let Ok(changed) = changed.map_err(Unanswered::of)?;
    Ok(answer(changed.state.as_ref(), &changed.changes))
}

/// The run that these changes begin.
fn new_in(changes: &ChangeSet) -> Option<&Reconciliation> {
    changes.writes.iter().find_map(|write| {
        if let Write::Reconciliation(run) = write {
            return Some(&**run);
        }
        None
    })
}

/// `GET /v1/admin/reconciliations`: the latest first. One table round trip.
pub(crate) async fn list(
    State(app): State<Arc<App>>,
    Now(now): Now,
    headers: HeaderMap,
    Query(paging): Query<Paging>,
) -> Result<Json<Page<View>>, Problem> {
    app.staff(&headers, Class::Read, now).await?;
    let after = paging.starting_after.as_ref().map(Cursor::place);
    let page = app.store.reconciliations(after, paging.limit.get()).await;
    let page = page.map_err(Problem::unavailable)?;
    let runs = page.data.iter().map(View::of).collect();
    Ok(Json(Page::until(page.next, runs)))
}

/// `GET /v1/admin/reconciliations/{id}`: one run. One table round trip.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    Now(now): Now,
    headers: HeaderMap,
    Path(id): Path<ReconciliationId>,
) -> Result<Json<View>, Problem> {
    app.staff(&headers, Class::Read, now).await?;
    let run = app.store.reconciliation(&id).await;
    let run = run.map_err(Problem::unavailable)?;
    Ok(Json(View::of(&run.ok_or_else(Problem::not_found)?)))
}

/// `GET /v1/admin/reconciliations/{id}/findings`: what disagreed, by kind. Two table round trips.
pub(crate) async fn findings(
    State(app): State<Arc<App>>,
    Now(now): Now,
    headers: HeaderMap,
    Path(id): Path<ReconciliationId>,
    Query(paging): Query<Paging>,
) -> Result<Json<Page<FindingView>>, Problem> {
    app.staff(&headers, Class::Read, now).await?;
    let run = app.store.reconciliation(&id).await;
    if run.map_err(Problem::unavailable)?.is_none() {
        return Err(Problem::not_found());
    }
    let after = paging.starting_after.as_ref().map(Cursor::place);
    let page = app.store.findings(&id, after, paging.limit.get()).await;
    let page = page.map_err(Problem::unavailable)?;
    let findings = page.data.into_iter().map(FindingView::of).collect();
    Ok(Json(Page::until(page.next, findings)))
}
