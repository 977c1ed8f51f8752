//! One reward: off the Stripe balance again, as far as no invoice has used it (E48).

use std::convert::Infallible;

use domain::account::Household;
use domain::application::Allotment;
use domain::id::RewardId;
use domain::remainder;
use domain::reward::{Reward, Taking};
use domain::taking_back::{self, Step};
use jiff::Timestamp;
use stripe::balance_moves::balance_moves;
use stripe::client::{NewBalanceTransaction, Session};
use stripe::customer::BalanceTransaction;
use stripe::error::StripeError;

use crate::App;
use crate::post::{PostError, STEPS, commit, customer_of, failed};

/// Takes the credit back as far as that goes now. Doing it again, or twice at once, takes it once.
pub(crate) async fn take_back(app: &App, id: &RewardId, now: Timestamp) -> Result<(), PostError> {
    let key = app.secrets.get("stripe-secret-key", now).await?;
    let stripe = app.stripe.with_key(key.expose());
    for _ in 0..STEPS {
        let Some(reward) = app.store.reward(id).await? else {
            return Ok(());
        };
        let step = taking_back::next_step(&reward, now);
        if step == Step::Nothing {
            return Ok(());
        }
        let owner = app.store.household(&reward.account_id).await?;
        let Some(customer) = customer_of(&owner) else {
            return Ok(());
        };
        match step {
            Step::Nothing => return Ok(()),
            Step::Assess => {
                if !assess(app, &stripe, &reward, (customer, now)).await? {
                    return Ok(());
                }
            }
            Step::Call(taking) => call(app, &stripe, &reward, (customer, taking, now)).await?,
            Step::Look(taking) => look(app, &stripe, &reward, (customer, taking, now)).await?,
        }
    }
    Err(PostError::NoEnd)
}

/// Takes off the balance what the account's other credit pays for, as far as it is there; what is
/// at its end is netted no more.
pub(crate) async fn net(app: &App, owner: &Household, now: Timestamp) -> Result<(), PostError> {
    let Some(account) = &owner.account else {
        return Ok(());
    };
    let mut seen = Vec::new();
    for id in &account.netted {
        take_back(app, id, now).await?;
        seen.extend(app.store.reward(id).await?);
    }
    if seen.is_empty() {
        return Ok(());
    }
    let load = || app.store.household(&account.id);
    let decide = |owner: &Household| Ok::<_, Infallible>(remainder::netted(owner, &seen));
    let Ok(_) = app.store.change(now, load, decide).await?;
    Ok(())
}

/// Reads what invoices have left of it, or what is there of other credit for what staff have asked
/// again, and reserves that. Answers whether there was anything to write.
async fn assess(
    app: &App,
    stripe: &Session<'_>,
    reward: &Reward,
    (customer, now): (&str, Timestamp),
) -> Result<bool, PostError> {
    let on_balance = stripe
        .list_balance_transactions(customer, Timestamp::MIN)
        .await
        .map_err(failed)?;
    let moves = balance_moves(&on_balance, reward.amount.currency());
    let lines = app.store.feed(&reward.account_id).await?.lines;
    let changes = taking_back::reserve(reward, &Allotment::of(&moves), &lines, now);
    commit(app, &changes, now).await?;
    Ok(!changes.is_empty())
}

async fn call(
    app: &App,
    stripe: &Session<'_>,
    reward: &Reward,
    (customer, taking, now): (&str, Taking, Timestamp),
) -> Result<(), PostError> {
    let new = NewBalanceTransaction {
        amount_minor: taking.amount_minor,
        currency: reward.amount.currency().to_stripe(),
        description: "Referral credit taken back".to_owned(),
        metadata: [
            ("reward_id", reward.id.as_str()),
            ("referral_id", reward.referral_id.as_str()),
            ("program_id", reward.program_id.as_str()),
            ("reversal", &reward.taking()),
        ]
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .into(),
    };
    let idempotency_key = taking_back::idempotency_key(reward);
    match stripe
        .create_balance_transaction(customer, &new, &idempotency_key)
        .await
    {
        Ok(transaction) => {
            tell_of_debit(reward, &transaction);
            let taken = taking_back::taken(reward, (&transaction.id, now));
            commit(app, &taken, now).await
        }
        Err(StripeError::Refused { status, .. }) => Err(PostError::NotTaken {
            reward_id: reward.id.to_string(),
            status,
        }),
        // The answer kept for this key may not be the truth: look before using another.
        Err(StripeError::ServerError { .. } | StripeError::Unreadable { .. }) => {
            look(app, stripe, reward, (customer, taking, now)).await
        }
        Err(error) => Err(failed(error)),
    }
}

/// An invoice may use the credit between our reading and our call; then the customer owes it.
fn tell_of_debit(reward: &Reward, transaction: &BalanceTransaction) {
    // What staff asked for again may be owed: they decided so.
    if transaction.ending_balance > 0 && reward.debit.is_none() {
        tracing::error!(
            reward.id = reward.id.as_str(),
            owed_minor = transaction.ending_balance,
            "an invoice used a credit while it was taken back: the customer owes it now"
        );
    }
}

/// Looks for the taking on the customer's balance; only if it is not there, it is tried anew.
async fn look(
    app: &App,
    stripe: &Session<'_>,
    reward: &Reward,
    (customer, taking, now): (&str, Taking, Timestamp),
) -> Result<(), PostError> {
    // Stripe's clock may be a little behind the one that told us the time of the first call.
    let since = domain::time::days_before(taking.first_call_at, 1);
    let on_balance = stripe
        .list_balance_transactions(customer, since)
        .await
        .map_err(failed)?;
    let is_ours = |one: &BalanceTransaction| {
        let says = |name: &str, value: &str| one.metadata.get(name).is_some_and(|it| it == value);
        one.amount > 0
            && says("reward_id", reward.id.as_str())
            && says("reversal", &reward.taking())
    };
    let changes = match on_balance.iter().find(|one| is_ours(one)) {
        Some(transaction) => taking_back::taken(reward, (&transaction.id, now)),
        None => taking_back::not_found(reward),
    };
    commit(app, &changes, now).await
}
