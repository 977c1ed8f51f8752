//! A notification's mail: sent until SES has taken it, once where nothing fails (C18, K4).

use domain::account::Household;
use domain::circuit::MailStream;
use domain::id::{AccountId, NotificationId};
use domain::notification::Notification;
use domain::suppression::MailKind;
use domain::token::AddressHash;
use jiff::Timestamp;
use mail::header::HeaderSafe;
use mail::message::Message;
use mail::send_error::SendError;
use mail::sender::SenderName;
use store::MailClaim;

use crate::{App, DeliverError, circuits, letters};

pub(crate) const KIND: MailKind = MailKind::Notifications;

/// Where a notification is found.
pub(crate) struct Name {
    pub(crate) account_id: AccountId,
    pub(crate) created_at: Timestamp,
    pub(crate) id: NotificationId,
}

pub(crate) async fn deliver(app: &App, name: &Name, now: Timestamp) -> Result<(), DeliverError> {
    let Some(notification) = app
        .store
        .notification(&name.account_id, name.created_at, &name.id)
        .await?
    else {
        return Ok(());
    };
    let household = app.store.household(&name.account_id).await?;
    let Some((message, recipient)) = message(app, &notification, &household, now).await? else {
        return settled(app, name).await;
    };
    if is_stopped(app, now).await? {
        tracing::warn!(
            notification.id = name.id.as_str(),
            "told in the list only: the circuit of mail to participants is open"
        );
        return settled(app, name).await;
    }
    let stop = (&recipient, KIND);
    match app.store.claim_mail(&name.id, stop, now).await? {
        MailClaim::Sent | MailClaim::Suppressed => return settled(app, name).await,
        MailClaim::InFlight => return Err(DeliverError::InFlight),
        MailClaim::Claimed => {}
    }
    // An unsubscribe since the claim still counts (F42).
    if app.store.suppressions(&recipient).await?.stop(KIND) {
        return settled(app, name).await;
    }
    match app.mailbox.send(&message).await {
        Ok(id) => {
            app.store.mail_sent(&name.id, id.as_str(), now).await?;
            settled(app, name).await
        }
        Err(SendError::Refused { reason }) => Err(DeliverError::Hopeless(reason)),
        Err(error) => Err(error.into()),
    }
}

/// Whether mail to participants is stopped, since too many of them called it spam.
pub(crate) async fn is_stopped(app: &App, now: Timestamp) -> Result<bool, DeliverError> {
    let stream = MailStream::Participants;
    let circuit = app.store.circuit(stream).await?;
    if circuit.is_open() && circuit.open_until(now).is_none() {
        circuits::look(app, stream, now).await?;
        return Ok(app.store.circuit(stream).await?.open_until(now).is_some());
    }
    Ok(circuit.open_until(now).is_some())
}

/// Nobody looks whether this mail is stuck any more.
async fn settled(app: &App, name: &Name) -> Result<(), DeliverError> {
    let (account, id) = (&name.account_id, &name.id);
    let settled = app.store.notification_settled(account, name.created_at, id);
    Ok(settled.await?)
}

/// The message and whom it is for; nothing where the participant is gone.
async fn message(
    app: &App,
    notification: &Notification,
    household: &Household,
    now: Timestamp,
) -> Result<Option<(Message, AddressHash)>, DeliverError> {
    let participant = household.participant(&notification.participant_id);
    let Some(participant) = participant.filter(|participant| participant.is_member()) else {
        return Ok(None);
    };
    let keys = app.keys(now).await?;
    let address_hash = keys.signer.address_hash(&participant.email);
    let about = letters::About {
        notification,
        household,
        participant,
    };
    let Some((content, program_id)) =
        letters::write(app, &about, (&keys, &address_hash), now).await?
    else {
        return Ok(None);
    };
    let id = HeaderSafe::parse(notification.id.as_str());
    let message = Message {
        id: id.map_err(|error| DeliverError::Hopeless(error.to_string()))?,
        program_id,
        to: participant.email.clone(),
        from: SenderName::product(&app.product),
        reply_to: None,
        content,
    };
    Ok(Some((message, address_hash)))
}
