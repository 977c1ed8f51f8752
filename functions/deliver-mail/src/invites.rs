//! An invite: whether it may be sent, and sending it at most once.

mod claiming;
mod message;

use std::convert::Infallible;

use domain::account::Household;
use domain::circuit::MailStream;
use domain::id::InviteId;
use domain::invite::Invite;
use domain::invite_delivery::{Report, reported};
use domain::program::Program;
use domain::suppression::MailKind;
use jiff::Timestamp;
use mail::send_error::SendError;
use runtime::metrics::{Metric, count};
use store::StoreError;

use crate::{App, DeliverError, circuits};
use claiming::Loaded;

pub(crate) async fn deliver(app: &App, id: &InviteId, now: Timestamp) -> Result<(), DeliverError> {
    let Some(invite) = app.store.invite(id).await? else {
        return Ok(());
    };
    let programs = app.store.programs(now).await?;
    let program = programs
        .iter()
        .find(|program| program.id == invite.program_id);
    let program = program.ok_or_else(|| DeliverError::Hopeless("no such program".to_owned()))?;
    // An invite promises credit, so none goes out while the budget has none (E70).
    let program = &app.store.as_offered(program.clone(), now).await?;
    let load = || load(app, program, id, now);
    let decide = |loaded: &Option<Loaded>| {
        let claim = loaded.as_ref().map(|it| claiming::claim(it, program, now));
        Ok::<_, Infallible>(claim.unwrap_or_default())
    };
    let Ok(changed) = app.store.change(now, load, decide).await?;
    match (claiming::claimed(&changed.changes), &changed.state) {
        (Some(claimed), Some(loaded)) => send(app, program, (claimed, &loaded.sender), now).await,
        (Some(_) | None, _) => Ok(()),
    }
}

async fn load(
    app: &App,
    program: &Program,
    id: &InviteId,
    now: Timestamp,
) -> Result<Option<Loaded>, StoreError> {
    let loaded = claiming::load(&app.store, program, id, now).await?;
    match &loaded {
        Some(found) if found.circuit_is_due(now) => {
            circuits::look(app, MailStream::Invites, now).await?;
            claiming::load(&app.store, program, id, now).await
        }
        Some(_) | None => Ok(loaded),
    }
}

async fn send(
    app: &App,
    program: &Program,
    (invite, sender): (&Invite, &Household),
    now: Timestamp,
) -> Result<(), DeliverError> {
    // Everything that can fail is done before SES is called: a failure after would lose the
    // message, which is sent at most once.
    let message = match message::message(app, program, (invite, sender), now).await {
        Ok(Some(message)) => message,
        Ok(None) => return settle(app, &invite.id, &Report::Refused, now).await,
        Err(error) => {
            settle(app, &invite.id, &Report::NotTaken, now).await?;
            return Err(error);
        }
    };
    // An unsubscribe since the claim still counts (F42).
    let suppressions = app.store.suppressions(&invite.recipient_hash).await?;
    if suppressions.stop(MailKind::Invites) {
        tracing::info!(
            invite.id = invite.id.as_str(),
            "stopped between the claim and the sending"
        );
        return settle(app, &invite.id, &Report::StoppedMeanwhile, now).await;
    }
    match app.mailbox.send(&message).await {
        Ok(id) => {
            count(Metric::InviteSent);
            let sent = Report::Sent {
                message_id: id.as_str().to_owned(),
            };
            settle(app, &invite.id, &sent, now).await
        }
        Err(error @ SendError::Throttled { .. }) => {
            settle(app, &invite.id, &Report::NotTaken, now).await?;
            Err(error.into())
        }
        Err(error @ SendError::Paused { .. }) => {
            settle(app, &invite.id, &Report::NotTaken, now).await?;
            circuits::pause(app, MailStream::Invites, now).await?;
            Err(error.into())
        }
        Err(SendError::Refused { reason }) => {
            tracing::error!(
                invite.id = invite.id.as_str(),
                reason,
                "SES refused an invite"
            );
            settle(app, &invite.id, &Report::Refused, now).await
        }
        Err(SendError::Unknown { reason }) => {
            tracing::warn!(
                invite.id = invite.id.as_str(),
                reason,
                "an invite may not have gone out"
            );
            settle(app, &invite.id, &Report::Unanswered, now).await
        }
    }
}

async fn settle(
    app: &App,
    id: &InviteId,
    report: &Report,
    now: Timestamp,
) -> Result<(), DeliverError> {
    let decide = |invite: &Option<Invite>| {
        let changes = invite.as_ref().map(|invite| reported(invite, report, now));
        Ok::<_, Infallible>(changes.unwrap_or_default())
    };
    let Ok(_) = app
        .store
        .change(now, || app.store.invite(id), decide)
        .await?;
    Ok(())
}
