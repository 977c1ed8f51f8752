//! Bounces, complaints and deliveries, as SES reports them on the account's default bus.
//!
//! Reports come doubled, late, in any order, or never, and before the sending itself is written
//! down: a suppression follows from any one of them, an invite only ever learns more, and what
//! the circuit counts is counted once (F41).

mod report;

use std::collections::BTreeSet;
use std::convert::Infallible;

use domain::change::{ChangeSet, Write};
use domain::circuit::{self, Circuit, MailCount, MailFact, MailStream};
use domain::event::Event;
use domain::id::InviteId;
use domain::invite::day_of;
use domain::invite_delivery::{self, Report};
use domain::reason::Reason;
use domain::suppression::{MailKind, Suppression};
use domain::token::{AddressHash, Signer};
use jiff::Timestamp;
use runtime::batch::{Message, Outcome, run_queue};
use runtime::config;
use runtime::metrics::{self, Metric};
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
    let bury = async |burial| app.store.bury(&burial).await;
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

/// The suppression first: it protects the recipient, whatever becomes of the rest.
async fn settle(
    store: &Store,
    finding: &Finding,
    signer: &Signer,
    now: Timestamp,
) -> Result<(), StoreError> {
    let about = match finding.invite_id() {
        Some(id) => store.invite(&id).await?,
        None => None,
    };
    if let Some(reason) = finding.suppressing {
        let mut stopped: BTreeSet<AddressHash> = finding
            .recipients
            .iter()
            .map(|recipient| signer.address_hash(recipient))
            .collect();
        stopped.extend(about.as_ref().map(|invite| invite.recipient_hash.clone()));
        suppress(store, &stopped, (reason, now)).await?;
    }
    match (&about, &finding.message, finding.stream()) {
        (Some(invite), ..) => tell_invite(store, &invite.id, &finding.report, now).await?,
        (None, Some(message), MailStream::Participants) => {
            count(store, message, &finding.report, now).await?;
        }
        (None, Some(_), MailStream::Invites) | (None, None, _) => {}
    }
    // Also where it was counted before: an earlier delivery may have ended in between.
    match finding.report {
        Report::Bounced | Report::Complained => measure(store, finding.stream(), now).await,
        Report::Sent { .. }
        | Report::Unanswered
        | Report::Refused
        | Report::NotTaken
        | Report::StoppedMeanwhile
        | Report::Rejected
        | Report::Delivered { .. }
        | Report::Returned
        | Report::KnownToBounce => Ok(()),
    }
}

async fn suppress(
    store: &Store,
    stopped: &BTreeSet<AddressHash>,
    (reason, since): (Reason, Timestamp),
) -> Result<(), StoreError> {
    let mut changes = ChangeSet::default();
    for address_hash in stopped {
        for kind in MailKind::ALL {
            changes.write(Write::Suppress(Suppression {
                address_hash: address_hash.clone(),
                kind,
                reason,
                since,
                apart_from_reminders: false,
                may_be_undone: false,
            }));
        }
    }
    store.commit(&changes, since).await
}

async fn tell_invite(
    store: &Store,
    id: &InviteId,
    report: &Report,
    now: Timestamp,
) -> Result<(), StoreError> {
    let load = || store.invite(id);
    let decide = |invite: &Option<_>| {
        let changes = invite
            .as_ref()
            .map(|it| invite_delivery::reported(it, report, now));
        Ok::<_, Infallible>(changes.unwrap_or_default())
    };
    let Ok(changed) = store.change(now, load, decide).await?;
    if *report == Report::Bounced && !changed.changes.is_empty() {
        metrics::count(Metric::InviteBounced);
    }
    Ok(())
}

/// Counts what was reported of a message to a participant, once however often it is reported.
async fn count(
    store: &Store,
    message: &str,
    report: &Report,
    now: Timestamp,
) -> Result<(), StoreError> {
    let fact = match report {
        Report::Bounced => MailFact::Bounced,
        Report::Complained => MailFact::Complained,
        Report::Sent { .. }
        | Report::Unanswered
        | Report::Refused
        | Report::NotTaken
        | Report::StoppedMeanwhile
        | Report::Rejected
        | Report::Delivered { .. }
        | Report::Returned
        | Report::KnownToBounce => return Ok(()),
    };
    let message = message.to_owned();
    let mut changes = ChangeSet::default();
    changes
        .write(Write::MailReport {
            message: message.clone(),
            fact,
            now,
        })
        .write(Write::CountMail(MailCount {
            stream: MailStream::Participants,
            fact,
            day: day_of(now),
            message,
        }));
    match store.commit(&changes, now).await {
        Err(StoreError::Stale) => Ok(()),
        done => done,
    }
}

/// Whether too much of the stream's mail came back or was called spam by now.
async fn measure(store: &Store, stream: MailStream, now: Timestamp) -> Result<(), StoreError> {
    let days = store.mail_counts(stream, now).await?;
    let decide = |circuit: &Circuit| Ok::<_, Infallible>(circuit::measured(circuit, &days, now));
    let Ok(changed) = store.change(now, || store.circuit(stream), decide).await?;
    if let [Event::MailCircuitOpened { cause, .. }] = changed.changes.events.as_slice() {
        let tally = changed.state.tally(&days, now);
        tracing::error!(
            stream = stream.as_str(),
            ?cause,
            sent = tally.sent,
            bounced = tally.bounced,
            complained = tally.complained,
            "the mail circuit opened"
        );
    }
    Ok(())
}
