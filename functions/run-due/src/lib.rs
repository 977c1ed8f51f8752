//! Releases holds whose time has come, ends waits, closes windows, and lets invites that wait go
//! on and others expire, every five minutes.
//!
//! What is due is found by an index that may lag; each item is then read and decided by itself,
//! so an item that is no longer due, or was done before, is left alone.

use domain::change::ChangeSet;
use domain::id::InviteId;
use domain::invite::Invite;
use domain::suppression::Suppressions;
use domain::{invite_life, release};
use jiff::Timestamp;
use runtime::config;
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
    runtime::schedule::run_schedule(async |now| all_due(&store, now).await).await
}

/// Does everything that is due at `now`; one that fails does not keep the others waiting.
async fn all_due(store: &Store, now: Timestamp) -> Result<(), StoreError> {
    let mut failed = None;
    let due = store.due(now).await?;
    let found = due.len();
    for item in due {
        if let Err(error) = one(store, &item, now).await {
            tracing::warn!(?item, %error, "left for the next run");
            failed = Some(error);
        }
    }
    tracing::info!(found, "looked at what is due");
    failed.map_or(Ok(()), Err)
}

async fn one(store: &Store, due: &Due, now: Timestamp) -> Result<(), StoreError> {
    let friend = match due {
        Due::Referral { friend } | Due::Reward { friend, .. } => friend,
        Due::Invite { id } => return invite(store, id, now).await,
    };
    let decided = store
        .change(
            now,
            || store.household(friend),
            |household| {
                Ok::<_, std::convert::Infallible>(match due {
                    Due::Referral { .. } => household
                        .referral
                        .as_ref()
                        .map(|referral| release::window_closed(referral, now))
                        .unwrap_or_default(),
                    Due::Reward { side, .. } => release::reward_due(household, *side, now),
                    Due::Invite { .. } => ChangeSet::default(),
                })
            },
        )
        .await?;
    match decided {
        Ok(changed) => log(&changed.changes),
        Err(never) => match never {},
    }
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
