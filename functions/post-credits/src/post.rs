//! One reward: from available to posted.

use domain::account::Household;
use domain::change::ChangeSet;
use domain::id::{RewardId, StripeCustomerId};
use domain::posting::{self, Step};
use domain::reason::Reason;
use domain::reward::{Reward, Side};
use jiff::Timestamp;
use runtime::secrets::SecretsError;
use store::StoreError;
use stripe::client::{NewBalanceTransaction, Session};
use stripe::error::StripeError;

use crate::{App, take_back};

/// Steps of one delivery; a reward needs three at most, and one more for a new attempt.
pub(crate) const STEPS: usize = 6;

/// What keeps a posting from being finished now; the next delivery goes on.
#[derive(Debug, thiserror::Error)]
pub(crate) enum PostError {
    #[error("the table failed")]
    Store(#[from] StoreError),
    #[error("the Stripe key cannot be read")]
    Secrets(#[from] SecretsError),
    /// All postings fail alike until the key is mended: the queue keeps them.
    #[error("posting pauses: Stripe does not take the secret key")]
    Paused(#[source] StripeError),
    #[error("Stripe gave no final answer")]
    Stripe(#[source] StripeError),
    /// Staff have to look: the credit is at Stripe, and stays in the books as it is.
    #[error("Stripe refused to take back the credit of {reward_id} with status {status}")]
    NotTaken { reward_id: String, status: u16 },
    #[error("the posting did not come to an end in {STEPS} steps")]
    NoEnd,
}

/// Whom a credit goes to at Stripe.
struct Payee<'a> {
    customer: &'a str,
    /// First name and initial of the one who referred or was referred; never an address.
    label: String,
}

/// Takes the reward as far as it goes now. Doing it again, or twice at once, posts once.
///
/// What of the account's earlier credit is netted is taken off the balance then.
pub(crate) async fn post(app: &App, id: &RewardId, now: Timestamp) -> Result<(), PostError> {
    match advance(app, id, now).await? {
        Some(owner) => take_back::net(app, &owner, now).await,
        None => Ok(()),
    }
}

/// Answers the account's household as it was read last, where it was.
async fn advance(app: &App, id: &RewardId, now: Timestamp) -> Result<Option<Household>, PostError> {
    let key = app.secrets.get("stripe-secret-key", now).await?;
    let stripe = app.stripe.with_key(key.expose());
    for _ in 0..STEPS {
        let Some(reward) = app.store.reward(id).await? else {
            return Ok(None);
        };
        let owner = app.store.household(&reward.account_id).await?;
        let step = posting::next_step(&reward, &owner, now);
        let customer = customer_of(&owner);
        match (step, customer) {
            (Step::Nothing, _) | (Step::Reserve(_) | Step::Call | Step::Look { .. }, None) => {
                return Ok(Some(owner));
            }
            (Step::Wait(reason), _) => {
                tracing::info!(reward.id = id.as_str(), reason = reason.code(), "waits");
                return Ok(None);
            }
            (Step::Reserve(changes), Some(customer)) => {
                match unfit(&stripe, &reward, &owner, customer).await? {
                    Some(reason) => {
                        block(app, &reward, reason, now).await?;
                        return Ok(None);
                    }
                    None => commit(app, &changes, now).await?,
                }
            }
            (Step::Call, Some(customer)) => {
                let label = label(app, &reward).await?;
                call(app, &stripe, &reward, (&Payee { customer, label }, now)).await?;
            }
            (Step::Look { since }, Some(customer)) => {
                look(app, &stripe, &reward, (customer, since, now)).await?;
            }
        }
    }
    Err(PostError::NoEnd)
}

pub(crate) fn customer_of(owner: &Household) -> Option<&str> {
    owner
        .account
        .as_ref()?
        .stripe_customer_id
        .as_ref()
        .map(StripeCustomerId::as_str)
}

/// Why the credit cannot go on this customer's balance, if so.
async fn unfit(
    stripe: &Session<'_>,
    reward: &Reward,
    owner: &Household,
    customer: &str,
) -> Result<Option<Reason>, PostError> {
    let customer = match stripe.get_customer(customer).await {
        Ok(customer) => customer,
        Err(StripeError::Refused { .. }) => return Ok(Some(Reason::PostingRefused)),
        Err(error) => return Err(failed(error)),
    };
    if customer.deleted {
        return Ok(Some(Reason::PostingRefused));
    }
    let at_stripe = customer.currency.and_then(|currency| currency.parse().ok());
    let of_account = owner.account.as_ref().and_then(|account| account.currency);
    let fits = posting::currency_fits(reward, at_stripe, of_account);
    Ok((!fits).then_some(Reason::CurrencyMismatch))
}

async fn call(
    app: &App,
    stripe: &Session<'_>,
    reward: &Reward,
    (payee, now): (&Payee<'_>, Timestamp),
) -> Result<(), PostError> {
    let new = NewBalanceTransaction {
        // Stripe's credit is a negative balance.
        amount_minor: reward.open_minor().saturating_neg(),
        currency: reward.amount.currency().to_stripe(),
        description: format!("Referral credit: {}", payee.label),
        metadata: [
            ("reward_id", reward.id.as_str()),
            ("referral_id", reward.referral_id.as_str()),
            ("program_id", reward.program_id.as_str()),
            ("posting", &posting::number(reward)),
        ]
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .into(),
    };
    let idempotency_key = posting::idempotency_key(reward);
    match stripe
        .create_balance_transaction(payee.customer, &new, &idempotency_key)
        .await
    {
        Ok(transaction) => {
            let changes = posting::settled(reward, transaction.id, now);
            commit(app, &changes, now).await
        }
        Err(StripeError::Refused { status, code, .. }) => {
            tracing::error!(
                reward.id = reward.id.as_str(),
                status,
                code,
                "Stripe refused a credit"
            );
            let changes = posting::refused(reward, Reason::PostingRefused, now);
            commit(app, &changes, now).await
        }
        // The answer kept for this key may not be the truth: look before using another.
        Err(StripeError::ServerError { .. } | StripeError::Unreadable { .. }) => {
            let since = first_call(reward, now);
            look(app, stripe, reward, (payee.customer, since, now)).await
        }
        Err(error) => Err(failed(error)),
    }
}

/// Looks for the credit on the customer's balance; only if it is not there, another attempt is
/// reserved.
async fn look(
    app: &App,
    stripe: &Session<'_>,
    reward: &Reward,
    (customer, since, now): (&str, Timestamp, Timestamp),
) -> Result<(), PostError> {
    // Stripe's clock may be a little behind the one that told us the time of the first call.
    let since = domain::time::days_before(since, 1);
    let on_balance = stripe
        .list_balance_transactions(customer, since)
        .await
        .map_err(failed)?;
    let found = on_balance.into_iter().find(|transaction| {
        transaction
            .metadata
            .get("reward_id")
            .is_some_and(|id| id == reward.id.as_str())
            && transaction
                .metadata
                .get("posting")
                .map_or("1", String::as_str)
                == posting::number(reward)
            && transaction.amount < 0
    });
    let changes = match found {
        Some(transaction) => posting::settled(reward, transaction.id, now),
        None => posting::not_found(reward, now),
    };
    commit(app, &changes, now).await
}

async fn block(
    app: &App,
    reward: &Reward,
    reason: Reason,
    now: Timestamp,
) -> Result<(), PostError> {
    tracing::error!(
        reward.id = reward.id.as_str(),
        reason = reason.code(),
        "not posted"
    );
    commit(app, &posting::blocked(reward, reason), now).await
}

/// Another delivery may have been faster: then the next step finds what it did.
pub(crate) async fn commit(
    app: &App,
    changes: &ChangeSet,
    now: Timestamp,
) -> Result<(), PostError> {
    match app.store.commit(changes, now).await {
        Ok(()) | Err(StoreError::Stale) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

/// Whom the credit is for, as a stranger may see it.
async fn label(app: &App, reward: &Reward) -> Result<String, PostError> {
    let Some((friend, _)) = reward.id.parts() else {
        return Ok("a friend".to_owned());
    };
    let household = app.store.household(&friend).await?;
    let Some(referral) = household.referral.as_ref() else {
        return Ok("a friend".to_owned());
    };
    let other = match reward.side {
        Side::Referrer => household
            .participant(&referral.friend_participant_id)
            .cloned(),
        Side::Friend => {
            let (account, id) = (
                &referral.referrer_account_id,
                &referral.referrer_participant_id,
            );
            app.store.participant(account, id).await?
        }
    };
    Ok(other
        .and_then(|participant| participant.label())
        .unwrap_or_else(|| "a friend".to_owned()))
}

fn first_call(reward: &Reward, now: Timestamp) -> Timestamp {
    posting::first_call_at(reward).unwrap_or(now)
}

pub(crate) fn failed(error: StripeError) -> PostError {
    match error {
        StripeError::NotAllowed { .. } => PostError::Paused(error),
        StripeError::Refused { .. }
        | StripeError::TryAgain { .. }
        | StripeError::ServerError { .. }
        | StripeError::Unreadable { .. } => PostError::Stripe(error),
    }
}
