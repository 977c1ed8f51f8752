//! Whether mail goes out: the two circuits with their figures, and closing one by hand.

#[cfg(feature = "describe")]
pub(crate) mod describe;

use std::convert::Infallible;
use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::{get, post};
use domain::audit::{Action, Target};
use domain::change::{ChangeSet, Write};
use domain::circuit::{
    self, BOUNCES_PER_10_000, COMPLAINTS_PER_10_000, Cause, Circuit, CircuitState, DayTally,
    MailStream, VOLUME_AT_LEAST, WINDOW_DAYS,
};
use jiff::Timestamp;
use runtime::json::{Json, Path};
use runtime::limit::Class;
use runtime::problem::Problem;
use runtime::repeat::answer::Answer;
use runtime::repeat::call::{NoBody, Repeatable};
use runtime::repeat::{Once, Unanswered};
use runtime::time::Now;
use serde::Serialize;
use serde_json::json;

use crate::App;
use crate::staff::Staff;

pub(crate) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/v1/admin/mail", get(read))
        .route("/v1/admin/mail/{stream}/resume", post(resume))
}

/// The body of `GET /v1/admin/mail`.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
pub(crate) struct Circuits {
    data: Vec<View>,
}

/// One circuit.
#[derive(Debug, Serialize)]
#[cfg_attr(
    feature = "describe",
    derive(schemars::JsonSchema),
    schemars(rename = "MailCircuit")
)]
pub(crate) struct View {
    stream: MailStream,
    /// `closed`: mail goes out. `open`: it waits.
    #[cfg_attr(feature = "describe", schemars(extend("enum" = ["closed", "open"])))]
    state: &'static str,
    since: Option<Timestamp>,
    /// Why it is open.
    cause: Option<Cause>,
    /// When an open circuit is looked at again.
    look_at: Option<Timestamp>,
    /// The days that count, today's included.
    window_days: u32,
    sent: u64,
    bounced: u64,
    complained: u64,
    /// In hundredths of a percent of what was sent, rounded down.
    bounced_per_10000: u64,
    complained_per_10000: u64,
    /// It opens at these shares, once this many messages were sent within the window.
    opens_at: Thresholds,
}

#[derive(Debug, Serialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
struct Thresholds {
    sent_at_least: u64,
    /// None where bounces do not open it.
    bounced_per_10000: Option<u64>,
    complained_per_10000: u64,
}

impl View {
    fn of(circuit: &Circuit, days: &[DayTally], now: Timestamp) -> Self {
        let tally = circuit.tally(days, now);
        let (state, since, cause, look_at) = match circuit.state {
            CircuitState::Closed { since } => ("closed", since, None, None),
            CircuitState::Open {
                since,
                cause,
                look_at,
            } => ("open", since, Some(cause), Some(look_at)),
        };
        let by_bounces = circuit.stream == MailStream::Invites;
        Self {
            stream: circuit.stream,
            state,
            // Before its first change there is no such instant.
            since: (circuit.version > 0).then_some(since),
            cause,
            look_at,
            window_days: WINDOW_DAYS,
            sent: tally.sent,
            bounced: tally.bounced,
            complained: tally.complained,
            bounced_per_10000: tally.bounced_per_10_000(),
            complained_per_10000: tally.complained_per_10_000(),
            opens_at: Thresholds {
                sent_at_least: VOLUME_AT_LEAST,
                bounced_per_10000: by_bounces.then_some(BOUNCES_PER_10_000),
                complained_per_10000: COMPLAINTS_PER_10_000,
            },
        }
    }
}

/// `GET /v1/admin/mail`. Four table round trips.
pub(crate) async fn read(
    State(app): State<Arc<App>>,
    Now(now): Now,
    headers: HeaderMap,
) -> Result<Json<Circuits>, Problem> {
    app.staff(&headers, Class::Read, now).await?;
    let mut data = Vec::with_capacity(MailStream::ALL.len());
    for stream in MailStream::ALL {
        data.push(view(&app, stream, now).await?);
    }
    Ok(Json(Circuits { data }))
}

/// `POST /v1/admin/mail/{stream}/resume`: closes the circuit, and what was counted so far counts
/// no more. What waits goes out within the hour. Three table round trips.
pub(crate) async fn resume(
    State(app): State<Arc<App>>,
    Now(now): Now,
    headers: HeaderMap,
    Path(stream): Path<MailStream>,
    Repeatable { call, .. }: Repeatable<NoBody>,
) -> Result<Answer, Problem> {
    let staff = app.staff(&headers, Class::Write, now).await?;
    let once = call.by(&staff.caller, app.signer(now), now).await?;
    let resumed = resumed(&app, stream, (&once, &staff)).await;
    app.settled(once, resumed).await
}

/// For whoever staff are known to be: by an API key, or in the console.
pub(crate) async fn resumed(
    app: &App,
    stream: MailStream,
    (once, staff): (&Once, &Staff),
) -> Result<Answer, Unanswered> {
    let now = staff.call.now;
    let days = app.store.mail_counts(stream, now).await;
    let days = days.map_err(Problem::unavailable)?;
    let answer = |before: &Circuit, changes: &ChangeSet| {
        let written = changes.writes.iter().find_map(|write| {
            if let Write::Circuit(after) = write {
                return Some(after);
            }
            None
        });
        Answer::json(
            StatusCode::OK,
            &View::of(written.unwrap_or(before), &days, now),
        )
    };
    let decide = |circuit: &Circuit| {
        let mut changes = circuit::closed_by_staff(circuit, &days, now);
        if !changes.is_empty() {
            let record = staff
                .call
                .did(Action::MailResumed, Target::mail(stream))
                .changing(json!(circuit.state), json!({ "state": "closed" }));
            changes.write(Write::Audit(Box::new(record)));
        }
        once.keep(|changes| answer(circuit, changes), &mut changes);
        Ok::<_, Infallible>(changes)
    };
    let changed = app
        .store
        .change(now, || app.store.circuit(stream), decide)
        .await;
    let Ok(changed) = changed.map_err(Unanswered::of)?;
    tracing::info!(stream = stream.as_str(), "staff closed the mail circuit");
    Ok(answer(&changed.state, &changed.changes))
}

async fn view(app: &App, stream: MailStream, now: Timestamp) -> Result<View, Problem> {
    let circuit = app.store.circuit(stream).await;
    let circuit = circuit.map_err(Problem::unavailable)?;
    let days = app.store.mail_counts(stream, now).await;
    let days = days.map_err(Problem::unavailable)?;
    Ok(View::of(&circuit, &days, now))
}
