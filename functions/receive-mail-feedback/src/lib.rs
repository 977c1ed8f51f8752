//! Bounces, complaints and deliveries, as SES reports them on the account's default bus.
//!
//! Reports come doubled, late, in any order, or never: a suppression follows from any one of
//! them, and an invite only ever learns more (F41).

mod report;

use std::convert::Infallible;

use domain::change::{ChangeSet, Write};
use domain::id::InviteId;
use domain::invite_delivery;
use domain::suppression::{MailKind, Suppression};
use domain::token::Signer;
use jiff::Timestamp;
use runtime::batch::{Message, Outcome, run_queue};
use runtime::config;
use runtime::metrics::{Metric, count};
use runtime::secrets::Secrets;
use store::{Store, StoreError};

use report::{Detail, Finding};

struct App {
    store: Store,
    secrets: Secrets,
}

/// Handles messages until the platform stops asking.
///
/// # Errors
/// If the environment lacks something, or the Lambda Runtime API cannot be reached.
pub async fn run() -> Result<(), lambda_runtime::Error> {
    let table = config::required("TABLE_NAME")?;
    let livemode = config::stage()?.livemode();
    let app = App {
        store: Store::connect(&runtime::aws::sdk_config()?, table, livemode)
            .caused_by(runtime::cause::request_id)
            .opened()
            .await,
        secrets: Secrets::from_env()?,
    };
    let handle = async |message, now| handle(&app, message, now).await;
    let bury = async |letter| app.store.bury(&letter).await;
    run_queue(handle, bury).await
}

async fn handle(app: &App, message: Message<Detail>, now: Timestamp) -> Outcome {
    let Some(finding) = message.detail.finding() else {
        return Outcome::Done;
    };
    let signer = match app.secrets.signer(now).await {
        Ok(signer) => signer,
        Err(error) => return Outcome::retry(error),
    };
    match settle(&app.store, &finding, &signer, now).await {
        Ok(()) => Outcome::Done,
        Err(error) if error.may_be_retried() => Outcome::retry(error),
        Err(error) => Outcome::Poison(error.to_string()),
    }
}

async fn settle(
    store: &Store,
    finding: &Finding,
    signer: &Signer,
    now: Timestamp,
) -> Result<(), StoreError> {
    let mut changes = ChangeSet::default();
    let stopped = finding
        .suppressed
        .iter()
        .flat_map(|r| MailKind::ALL.map(|kind| (r, kind)));
    for (recipient, kind) in stopped {
        changes.write(Write::Suppress(Suppression {
            address_hash: signer.address_hash(recipient),
            kind,
            reason: finding.reason,
            since: now,
            apart_from_reminders: false,
        }));
    }
    store.commit(&changes, now).await?;
    match &finding.invite_id {
        Some(invite_id) => tell_invite(store, invite_id, finding, now).await,
        None => Ok(()),
    }
}

async fn tell_invite(
    store: &Store,
    id: &InviteId,
    finding: &Finding,
    now: Timestamp,
) -> Result<(), StoreError> {
    let load = || store.invite(id);
    let decide = |invite: &Option<_>| {
        let changes = invite
            .as_ref()
            .map(|invite| invite_delivery::reported(invite, &finding.report, now));
        Ok::<_, Infallible>(changes.unwrap_or_default())
    };
    let Ok(changed) = store.change(now, load, decide).await?;
    if finding.report == invite_delivery::Report::Bounced && !changed.changes.is_empty() {
        count(Metric::InviteBounced);
    }
    Ok(())
}
