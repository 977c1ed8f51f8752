//! A reminder's mail: sent once at most, and only if it still holds (requirements 3.7).

use domain::account::{Household, Participant};
use domain::locale::Locale;
use domain::program::Program;
use domain::reminder::condition::Scene;
use domain::reminder::{About, Reminder, ReminderId, policy};
use domain::suppression::MailKind;
use jiff::Timestamp;
use mail::header::HeaderSafe;
use mail::message::Message;
use mail::send_error::SendError;
use mail::sender::SenderName;
use store::{Feed, StoreError};

use crate::{App, DeliverError, notifications, reminder_letters};

/// What a reminder is about, as it stands now.
pub(crate) struct Loaded {
    pub(crate) program: Program,
    pub(crate) home: Feed,
    pub(crate) friend: Option<Household>,
}

impl Loaded {
    pub(crate) fn scene(&self) -> Scene<'_> {
        Scene {
            program: &self.program,
            home: &self.home.household,
            referrals: &self.home.referrals,
            lines: &self.home.lines,
            friend: self.friend.as_ref(),
        }
    }
}

pub(crate) async fn deliver(
    app: &App,
    id: &ReminderId,
    now: Timestamp,
) -> Result<(), DeliverError> {
    let Some(reminder) = app.store.reminder(id).await? else {
        return Ok(());
    };
    let Some(loaded) = load(app, &reminder, now).await? else {
        return Ok(());
    };
    let scene = loaded.scene();
    let about = (&reminder.about, &reminder.participant_id);
    let recipient = scene.recipient(&reminder.participant_id);
    let Some(recipient) = recipient.filter(|_| scene.holds(reminder.kind, about, now)) else {
        tracing::info!(reminder.id = id.as_str(), "does not hold any more");
        return Ok(());
    };
    let zone = policy::zone_of(recipient, &loaded.program, now);
    if policy::is_quiet(&zone, now) {
        return Err(DeliverError::QuietHours);
    }
    if notifications::is_stopped(app, now).await? {
        tracing::warn!(
            reminder.id = id.as_str(),
            "not sent: the circuit of mail to participants is open"
        );
        return Ok(());
    }
    // Everything that can fail is done before the claim: after it, the reminder is sent or lost.
    let message = message(app, &reminder, (&loaded, recipient), now).await?;
    if !app.store.claim_reminder(id, now).await? {
        return Ok(());
    }
    if is_suppressed(app, recipient, now).await? {
        return Ok(());
    }
    send(app, id, &message, now).await
}

/// Asked between the claim and the call: an unsubscribe up to then counts (F42).
async fn is_suppressed(
    app: &App,
    recipient: &Participant,
    now: Timestamp,
) -> Result<bool, DeliverError> {
    let signer = app.keys(now).await?.signer;
    let address = signer.address_hash(&recipient.email);
    let suppressions = app.store.suppressions(&address).await?;
    Ok(suppressions.stop(MailKind::Reminders))
}

async fn send(
    app: &App,
    id: &ReminderId,
    message: &Message,
    now: Timestamp,
) -> Result<(), DeliverError> {
    match app.mailbox.send(message).await {
        Ok(message_id) => Ok(app
            .store
            .reminder_sent(id, message_id.as_str(), now)
            .await?),
        Err(error @ (SendError::Throttled { .. } | SendError::Paused { .. })) => {
            app.store.unclaim_reminder(id).await?;
            Err(error.into())
        }
        Err(SendError::Refused { reason }) => Err(DeliverError::Hopeless(reason)),
        Err(SendError::Unknown { reason }) => {
            tracing::warn!(
                reminder.id = id.as_str(),
                reason,
                "a reminder may not have gone out"
            );
            Ok(())
        }
    }
}

async fn load(
    app: &App,
    reminder: &Reminder,
    now: Timestamp,
) -> Result<Option<Loaded>, StoreError> {
    let programs = app.store.programs(now).await?;
    let program = programs
        .iter()
        .find(|program| program.id == reminder.program_id);
    let Some(program) = program else {
        return Ok(None);
    };
    let account = &reminder.account_id;
    let home = match &reminder.about {
        About::Referral { .. } | About::Reward { .. } => Feed {
            household: app.store.household(account).await?,
            ..Feed::default()
        },
        About::Link { .. } | About::Change { .. } | About::Month { .. } => {
            app.store.feed(account).await?
        }
    };
    let friend = match reminder.about.friend() {
        Some(friend) => Some(app.store.household(&friend).await?),
        None => None,
    };
    Ok(Some(Loaded {
        program: program.clone(),
        home,
        friend,
    }))
}

async fn message(
    app: &App,
    reminder: &Reminder,
    (loaded, recipient): (&Loaded, &Participant),
    now: Timestamp,
) -> Result<Message, DeliverError> {
    let keys = app.keys(now).await?;
    let address = keys.signer.address_hash(&recipient.email);
    let own = recipient.locale.as_deref();
    let locale = Locale::choose([own], loaded.program.settings.locale);
    let unsubscribe_url = keys.unsubscribe_url(MailKind::Reminders, &address, locale)?;
    let desk = reminder_letters::Desk::of(app, (loaded, recipient), unsubscribe_url, now)?;
    let content = desk.letter(reminder, &keys)?;
    let id = HeaderSafe::parse(reminder.id.as_str());
    Ok(Message {
        id: id.map_err(|error| DeliverError::Hopeless(error.to_string()))?,
        program_id: reminder.program_id.to_string(),
        to: recipient.email.clone(),
        from: SenderName::product(&app.product),
        reply_to: None,
        content,
    })
}
