//! Writes each credit to the Stripe customer balance, exactly once (design 6).
//!
//! Reserve, call, settle: three steps, and whatever is lost between them the next delivery of
//! the same message finds out and finishes. What Stripe refuses for good stays available, with
//! the reason.

mod post;
mod take_back;

use domain::event::Event;
use domain::id::{AccountId, RewardId};
use domain::statement;
use jiff::Timestamp;
use runtime::announcement::Announcement;
use runtime::batch::{Message, Outcome, run_queue};
use runtime::config;
use runtime::secrets::Secrets;
use store::Store;
use stripe::client::Stripe;

/// What posting needs.
pub(crate) struct App {
    pub(crate) store: Store,
    pub(crate) secrets: Secrets,
    pub(crate) stripe: Stripe,
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
    };
    let handle = async |message, now| handle(&app, message, now).await;
    let bury = async |burial| app.store.bury(&burial).await;
    run_queue(handle, bury).await
}

async fn handle(app: &App, message: Message<Announcement>, now: Timestamp) -> Outcome {
    let posted = match message.detail.event {
        Event::CreditAvailable { reward_id, .. } | Event::CreditRedeemed { reward_id, .. } => {
            post::post(app, &reward_id, now).await
        }
        Event::CreditReversing { reward_id, .. } => {
            take_back::take_back(app, &reward_id, now).await
        }
        Event::CustomerLinked { account_id, .. } => all_of(app, &account_id, now).await,
        other @ (Event::InviteCreated { .. }
        | Event::NotificationCreated { .. }
        | Event::MailCircuitOpened { .. }
        | Event::MailCircuitClosed { .. }
        | Event::ReferralAttributed { .. }
        | Event::ReferralQualified { .. }
        | Event::ReferralDisqualified { .. }
        | Event::ReferralRestored { .. }
        | Event::RewardReversed { .. }
        | Event::RewardReinstated { .. }
        | Event::RewardGranted { .. }
        | Event::RewardForfeited { .. }
        | Event::RewardCanceled { .. }
        | Event::CreditPosted { .. }
        | Event::CreditBlocked { .. }
        | Event::CreditExpired { .. }
        | Event::BudgetExhausted { .. }
        | Event::ReferralUnderReview { .. }
        | Event::ReferralApproved { .. }
        | Event::RemainderDecided { .. }
        | Event::ReminderDue { .. }
        | Event::StripeEventAccepted { .. }) => return Outcome::misplaced(&other),
    };
    match posted {
        Ok(()) => Outcome::Done,
        Err(post::PostError::Store(error)) if !error.may_be_retried() => {
            Outcome::Poison(error.to_string())
        }
        Err(error @ post::PostError::NotTaken { .. }) => Outcome::Poison(error.to_string()),
        Err(error) => Outcome::retry(error),
    }
}

/// The account now has a Stripe customer: all that waited for one is posted (E34).
async fn all_of(app: &App, account_id: &AccountId, now: Timestamp) -> Result<(), post::PostError> {
    let lines = app.store.feed(account_id).await?.lines;
    let waiting: Vec<RewardId> = statement::available_rewards(&lines)
        .into_iter()
        .cloned()
        .collect();
    for reward_id in waiting {
        post::post(app, &reward_id, now).await?;
    }
    Ok(())
}
