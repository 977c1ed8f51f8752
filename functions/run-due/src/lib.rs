//! Releases holds whose time has come, ends waits, closes windows, lets credit and invites expire,
//! and lets invites that wait go on, every five minutes.
//!
//! What is due is found by an index that may lag; each item is then read and decided by itself,
//! so an item that is no longer due, or was done before, is left alone. All that is due is done,
//! however long nothing ran; what an invocation has no time for, the next one does.

use domain::agenda::Agenda;
use domain::change::ChangeSet;
use domain::id::{AccountId, InviteId};
use domain::invite::Invite;
use domain::reward::Side;
use domain::suppression::Suppressions;
use domain::{invite_life, release};
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
    let agenda = (Agenda::Deadlines, run.now);
    let work = async |due: &Due| one(store, due, run.now).await;
    let looked = store.each_due(agenda, || run.has_time(), work).await?;
    let (found, out_of_time) = (looked.at, looked.out_of_time);
    tracing::info!(found, out_of_time, "looked at what is due");
    match looked.failed {
        Some((error, failed)) => {
            tracing::warn!(failed, "left for the next run");
            Err(error)
        }
        None => Ok(()),
    }
}

async fn one(store: &Store, due: &Due, now: Timestamp) -> Result<(), StoreError> {
    match due {
        Due::Referral { friend } => window(store, friend, now).await,
        Due::Reward { friend, side } => reward(store, (friend, *side), now).await,
        Due::Invite { id } => invite(store, id, now).await,
        // Those are looked at by send-reminders.
        Due::Link { .. } | Due::Enrolment { .. } => Ok(()),
    }
}

async fn window(store: &Store, friend: &AccountId, now: Timestamp) -> Result<(), StoreError> {
    let decided = store.change(
        now,
        || store.household(friend),
        |household| {
            let referral = household.referral.as_ref();
            let closed = referral.map(|referral| release::window_closed(referral, now));
            Ok::<_, std::convert::Infallible>(closed.unwrap_or_default())
        },
    );
    let Ok(changed) = decided.await?;
    log(&changed.changes);
    Ok(())
}

async fn reward(
    store: &Store,
    (friend, side): (&AccountId, Side),
    now: Timestamp,
) -> Result<(), StoreError> {
    let decided = store.change(
        now,
        || store.household(friend),
        |household| Ok::<_, std::convert::Infallible>(release::reward_due(household, side, now)),
    );
    let Ok(changed) = decided.await?;
    log(&changed.changes);
    Ok(())
}

/// An invite that waited goes on, one that nobody accepted ends, an address goes.
async fn invite(store: &Store, id: &InviteId, now: Timestamp) -> Result<(), StoreError> {
    let load = || invite_with_stops(store, id);
    let decide = |found: &Option<(Invite, Suppressions)>| {
        let passed = found
            .as_ref()
            .map(|(invite, suppressions)| invite_life::time_passed(invite, suppressions, now));
        Ok::<_, std::convert::Infallible>(passed.unwrap_or_default())
    };
    let Ok(changed) = store.change(now, load, decide).await?;
    log(&changed.changes);
    Ok(())
}

async fn invite_with_stops(
    store: &Store,
    id: &InviteId,
) -> Result<Option<(Invite, Suppressions)>, StoreError> {
    let Some(invite) = store.invite(id).await? else {
        return Ok(None);
    };
    let suppressions = store.suppressions(&invite.recipient_hash).await?;
    Ok(Some((invite, suppressions)))
}

fn log(changes: &ChangeSet) {
    for event in &changes.events {
        tracing::info!(event = event.id(), "done");
    }
}
