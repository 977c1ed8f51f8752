//! A notification's mail: sent until SES has taken it, once where nothing fails (C18, K4).

use domain::account::Household;
use domain::id::{AccountId, NotificationId};
use domain::notification::Notification;
use domain::suppression::MailKind;
use jiff::Timestamp;
use mail::header::HeaderSafe;
use mail::message::Message;
use mail::send_error::SendError;
use mail::sender::SenderName;
use store::MailClaim;

use crate::{App, DeliverError, letters};

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
    let Some(message) = message(app, &notification, &household, now).await? else {
        return settled(app, name).await;
    };
    match app.store.claim_mail(&name.id, now).await? {
        MailClaim::Sent => return settled(app, name).await,
        MailClaim::InFlight => return Err(DeliverError::InFlight),
        MailClaim::Claimed => {}
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

/// Nobody looks whether this mail is stuck any more.
async fn settled(app: &App, name: &Name) -> Result<(), DeliverError> {
    let (account, id) = (&name.account_id, &name.id);
    let settled = app.store.notification_settled(account, name.created_at, id);
    Ok(settled.await?)
}

/// The message; nothing where the participant is gone, or gets no mail any more.
async fn message(
    app: &App,
    notification: &Notification,
    household: &Household,
    now: Timestamp,
) -> Result<Option<Message>, DeliverError> {
    let participant = household.participant(&notification.participant_id);
    let Some(participant) = participant.filter(|participant| participant.is_member()) else {
        return Ok(None);
    };
    let keys = app.keys(now).await?;
    let address_hash = keys.signer.address_hash(&participant.email);
    let kind = MailKind::Notifications;
    if app.store.suppressions(&address_hash).await?.stop(kind) {
        return Ok(None);
    }
    let unsubscribe_url = keys.unsubscribe_url(kind, &address_hash)?;
    let about = letters::About {
        notification,
        household,
        participant,
    };
    let Some((content, program_id)) = letters::write(app, &about, unsubscribe_url, now).await?
    else {
        return Ok(None);
    };
    let id = HeaderSafe::parse(notification.id.as_str());
    Ok(Some(Message {
        id: id.map_err(|error| DeliverError::Hopeless(error.to_string()))?,
        program_id,
        to: participant.email.clone(),
        from: SenderName::product(&app.product),
        reply_to: None,
        content,
    }))
}
