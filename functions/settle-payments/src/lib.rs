//! Reads a payment again from Stripe and decides what it earned.
//!
//! An event says only which customer to look at. What the customer's invoices, refunds and
//! subscriptions are now decides, so events may come in any order, twice, or not at all where a
//! later one makes up for them.

mod again;
mod cards;
mod credit_used;
mod customer;
mod facts;
mod label;
mod link;
mod locate;
mod payment;
mod plans;
mod settle;

use std::sync::atomic::{AtomicI64, Ordering};

use domain::event::Event;
use domain::id::{RewardId, StripeEventId};
use jiff::Timestamp;
use runtime::announcement::Announcement;
use runtime::batch::{Message, Outcome, run_queue};
use runtime::config;
use runtime::secrets::{Secrets, SecretsError};
use store::{Heard, Store, StoreError};
use stripe::client::Stripe;
use stripe::error::StripeError;

/// How often it is noted when Stripe was heard of last.
const NOTED_EVERY_SECONDS: i64 = 300;

/// What settling needs.
pub(crate) struct App {
    pub(crate) store: Store,
    secrets: Secrets,
    stripe: Stripe,
    /// The second of Stripe's event that was noted last by this process.
    noted: AtomicI64,
}

impl App {
    /// The event has had its effect. When Stripe was heard of last is noted now and then.
    async fn heard(&self, id: &StripeEventId, at: Timestamp) -> Result<(), SettleError> {
        self.store.stripe_event_settled(id).await?;
        let noted = self.noted.load(Ordering::Relaxed);
        if noted.saturating_add(NOTED_EVERY_SECONDS) <= at.as_second() {
            self.store.note_stripe(&Heard { at }).await?;
            self.noted.store(at.as_second(), Ordering::Relaxed);
        }
        Ok(())
    }
}

/// What keeps a payment from being settled now; the next delivery goes on.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SettleError {
    #[error("the table failed")]
    Store(#[from] StoreError),
    #[error("the Stripe key cannot be read")]
    Secrets(#[from] SecretsError),
    #[error("Stripe gave no answer to decide by")]
    Stripe(#[from] StripeError),
    #[error("the program {0} of a referral is not stored")]
    NoProgram(String),
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
        stripe: Stripe::connect(&config::required("STRIPE_API_URL")?)?,
        noted: AtomicI64::new(0),
    };
    let handle = async |message, now| handle(&app, message, now).await;
    let bury = async |burial| app.store.bury(&burial).await;
    run_queue(handle, bury).await
}

async fn handle(app: &App, message: Message<Announcement>, now: Timestamp) -> Outcome {
    let settled = match message.detail.event {
        Event::StripeEventAccepted {
            stripe_event_id,
            stripe_type,
            object_id,
            customer_id,
            created_at,
        } => {
            let about = locate::About {
                kind: &stripe_type,
                object_id: &object_id,
                customer_id,
            };
            match of_stripe(app, about, now).await {
                Ok(()) => app.heard(&stripe_event_id, created_at).await,
                Err(error) => Err(error),
            }
        }
        Event::CustomerLinked {
            account_id,
            customer_id,
        } => of_link(app, &account_id, &customer_id, now).await,
        Event::RewardReversed { reward_id, .. } => of_reversal(app, &reward_id, now).await,
        other @ (Event::InviteCreated { .. }
        | Event::NotificationCreated { .. }
        | Event::MailCircuitOpened { .. }
        | Event::MailCircuitClosed { .. }
        | Event::ReferralAttributed { .. }
        | Event::ReferralQualified { .. }
        | Event::ReferralDisqualified { .. }
        | Event::ReferralRestored { .. }
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
        | Event::ReminderDue { .. }) => return Outcome::misplaced(&other),
    };
    match settled {
        Ok(()) => Outcome::Done,
        Err(SettleError::Store(error)) if !error.may_be_retried() => {
            Outcome::Poison(error.to_string())
        }
        Err(error) => Outcome::retry(error),
    }
}

/// Settles whatever customer an event of Stripe's is about.
async fn of_stripe(app: &App, about: locate::About<'_>, now: Timestamp) -> Result<(), SettleError> {
    let key = app.secrets.get("stripe-secret-key", now).await?;
    let stripe = app.stripe.with_key(key.expose());
    let Some(located) = locate::customer(&stripe, &about).await? else {
        return Ok(());
    };
    match link::account_of(&app.store, &located, now).await? {
        Some(account_id) => {
            let known = customer::Known {
                account_id,
                customer_id: located.customer_id,
            };
            settle::customer(app, &stripe, &known, now).await?;
            if about.kind == "invoice.created" {
                label::try_label(app, &stripe, (&known, about.object_id), now).await;
            }
            Ok(())
        }
        None => link::by_metadata_or_park(app, &stripe, &located, now).await,
    }
}

/// Credit was taken back: what ended it may have been undone meanwhile (E50, E53).
async fn of_reversal(app: &App, reward_id: &RewardId, now: Timestamp) -> Result<(), SettleError> {
    let Some((account_id, _)) = reward_id.parts() else {
        return Ok(());
    };
    let account = app.store.household(&account_id).await?.account;
    match account.and_then(|account| account.stripe_customer_id) {
        Some(customer_id) => of_link(app, &account_id, &customer_id, now).await,
        None => Ok(()),
    }
}

/// An account and a customer are one now: what the customer paid before is settled.
async fn of_link(
    app: &App,
    account_id: &domain::id::AccountId,
    customer_id: &domain::id::StripeCustomerId,
    now: Timestamp,
) -> Result<(), SettleError> {
    let key = app.secrets.get("stripe-secret-key", now).await?;
    let stripe = app.stripe.with_key(key.expose());
    let known = customer::Known {
        account_id: account_id.clone(),
        customer_id: customer_id.clone(),
    };
    settle::customer(app, &stripe, &known, now).await?;
    link::unpark(&app.store, customer_id, now).await
}
