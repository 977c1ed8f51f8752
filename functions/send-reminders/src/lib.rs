//! Decides who is reminded of what, every five minutes (requirements 3.7, R1 to R6).
//!
//! Whose time has come is found by the due index, which may lag; each is then read and decided by
//! itself. A reminder is written under a name that is used once, with the announcement by which
//! `deliver-mail` sends it, in the transaction that moves its subject to the next look: so nobody
//! is reminded twice, however often this runs.

mod taken;

use std::convert::Infallible;

use domain::agenda::Agenda;
use jiff::Timestamp;
use runtime::config;
use runtime::schedule::Run;
use store::{Due, Store, StoreError};

/// Works each time the schedule comes round, until the platform stops asking.
///
/// # Errors
/// If the environment lacks something, or the Lambda Runtime API cannot be reached.
pub async fn run() -> Result<(), lambda_runtime::Error> {
    let table = config::required("TABLE_NAME")?;
    let livemode = config::stage()?.livemode();
    let store = Store::connect(&runtime::aws::sdk_config()?, table, livemode)
        .caused_by(runtime::cause::request_id);
    runtime::schedule::run_schedule(async |run| Box::pin(all_due(&store, run)).await).await
}

async fn all_due(store: &Store, run: Run) -> Result<(), StoreError> {
    let agenda = (Agenda::Reminders, run.now);
    let work = async |due: &Due| Box::pin(one(store, due, run.now)).await;
    let looked = store.each_due(agenda, || run.has_time(), work).await?;
    let (found, out_of_time) = (looked.at, looked.out_of_time);
    tracing::info!(found, out_of_time, "looked at who may be reminded");
    match looked.failed {
        Some((error, failed)) => {
            tracing::warn!(failed, "left for the next run");
            Err(error)
        }
        None => Ok(()),
    }
}

async fn one(store: &Store, due: &Due, now: Timestamp) -> Result<(), StoreError> {
    let load = || taken::load(store, due, now);
    let decide = |taken: &Option<taken::Taken>| {
        let changes = taken.as_ref().map(|taken| taken.changes(now));
        Ok::<_, Infallible>(changes.unwrap_or_default())
    };
    let Ok(changed) = store.change(now, load, decide).await?;
    for event in &changed.changes.events {
        tracing::info!(event = event.id(), "done");
    }
    Ok(())
}
