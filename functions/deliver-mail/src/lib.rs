//! Claims a message and sends it: one per recipient (K19).
//!
//! To strangers at most once: an invite is claimed before SES is called, and is never sent again
//! by machine. To participants at least once: a notification is sent until SES has taken it. A
//! reminder is sent at most once, too: it would rather be missed than repeated.

mod circuits;
mod invites;
mod letters;
mod notifications;
mod places;
mod reminder_letters;
mod reminders;

use domain::email_address::EmailAddress;
use domain::event::Event;
use domain::token::Signer;
use jiff::Timestamp;
use mail::mailbox::Mailbox;
use mail::send_error::SendError;
use runtime::announcement::Announcement;
use runtime::batch::{Message, Outcome, run_queue};
use runtime::config;
use runtime::secrets::{Secrets, SecretsError, SignerError};
use store::{Store, StoreError};

/// What sending needs.
pub(crate) struct App {
    pub(crate) store: Store,
    pub(crate) mailbox: Mailbox,
    /// The product's name, as customers know it.
    pub(crate) product: String,
    secrets: Secrets,
}

/// What an invocation reads of the secrets.
pub(crate) struct Keys {
    pub(crate) signer: Signer,
    pub(crate) public_url: String,
}

/// What keeps a message from being sent now; the next delivery goes on.
#[derive(Debug, thiserror::Error)]
pub(crate) enum DeliverError {
    #[error("the table failed")]
    Store(#[from] StoreError),
    #[error("a secret cannot be read")]
    Secrets(#[from] SecretsError),
    #[error(transparent)]
    Signer(#[from] SignerError),
    #[error("the message was not sent")]
    Send(#[from] SendError),
    #[error("another delivery of this message is at work")]
    InFlight,
    #[error("it is night for the recipient")]
    QuietHours,
    /// Nothing about this message will change by waiting.
    #[error("{0}")]
    Hopeless(String),
}

impl App {
    pub(crate) async fn keys(&self, now: Timestamp) -> Result<Keys, DeliverError> {
        let signer = self.secrets.signer(now).await?;
        let public_url = self.secrets.get("public-url", now).await?;
        Ok(Keys {
            signer,
            public_url: public_url.expose().to_owned(),
        })
    }
}

/// Handles messages until the platform stops asking.
///
/// # Errors
/// If the environment lacks something, or the Lambda Runtime API cannot be reached.
pub async fn run() -> Result<(), lambda_runtime::Error> {
    let sdk = runtime::aws::sdk_config()?;
    let livemode = config::stage()?.livemode();
    let from: EmailAddress = config::parsed("FROM_EMAIL")?;
    let configuration_set = config::required("CONFIGURATION_SET")?;
    let app = App {
        store: Store::connect(&sdk, config::required("TABLE_NAME")?, livemode)
            .caused_by(runtime::cause::request_id)
            .opened()
            .await,
        mailbox: Mailbox::connect(
            &runtime::aws::without_retries(&sdk)?,
            from,
            configuration_set,
        ),
        product: config::required("PRODUCT_NAME")?,
        secrets: Secrets::from_env()?,
    };
    let handle = async |message, now| handle(&app, message, now).await;
    let bury = async |burial| app.store.bury(&burial).await;
    run_queue(handle, bury).await
}

async fn handle(app: &App, message: Message<Announcement>, now: Timestamp) -> Outcome {
    let delivered = match message.detail.event {
        Event::InviteCreated { invite_id } => invites::deliver(app, &invite_id, now).await,
        Event::NotificationCreated {
            notification_id,
            account_id,
            created_at,
            ..
        } => {
            let name = notifications::Name {
                account_id,
                created_at,
                id: notification_id,
            };
            notifications::deliver(app, &name, now).await
        }
        Event::ReminderDue { reminder_id } => reminders::deliver(app, &reminder_id, now).await,
        other @ (Event::MailCircuitOpened { .. }
        | Event::MailCircuitClosed { .. }
        | Event::ReferralAttributed { .. }
        | Event::ReferralQualified { .. }
        | Event::ReferralDisqualified { .. }
        | Event::ReferralRestored { .. }
        | Event::RewardReversed { .. }
        | Event::RewardReinstated { .. }
        | Event::CreditReversing { .. }
        | Event::RewardGranted { .. }
        | Event::RewardForfeited { .. }
        | Event::RewardCanceled { .. }
        | Event::CreditAvailable { .. }
        | Event::CreditRedeemed { .. }
        | Event::CreditPosted { .. }
        | Event::CreditBlocked { .. }
        | Event::CreditExpired { .. }
        | Event::BudgetExhausted { .. }
        | Event::ReferralUnderReview { .. }
        | Event::ReferralApproved { .. }
        | Event::RemainderDecided { .. }
        | Event::StripeEventAccepted { .. }
        | Event::CustomerLinked { .. }) => return Outcome::misplaced(&other),
    };
    match delivered {
        Ok(()) => Outcome::Done,
        Err(DeliverError::Hopeless(reason)) => Outcome::Poison(reason),
        Err(DeliverError::Store(error)) if !error.may_be_retried() => {
            Outcome::Poison(error.to_string())
        }
        Err(error) => Outcome::retry(error),
    }
}
