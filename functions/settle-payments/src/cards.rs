//! Cards that tell who may have been here before: both sides' own (E12), and those of other
//! accounts, present and former (E15). They hold for a look by a person, and never refuse.

use std::collections::BTreeSet;

use domain::id::{AccountId, CardFingerprint, StripeCustomerId};
use domain::referral::Referral;
use domain::review::Signal;
use jiff::Timestamp;
use store::StoreError;
use stripe::client::Session;

use crate::customer::Known;
use crate::{App, SettleError, payment};

/// Keeps which cards the account has: once it is gone, nobody else tells. Nothing where no program
/// looks at cards.
pub(crate) async fn note(
    app: &App,
    stripe: &Session<'_>,
    known: &Known,
    now: Timestamp,
) -> Result<(), SettleError> {
    let programs = app.store.programs(now).await?;
    if programs.iter().any(|it| it.settings.review.same_card) {
        let cards = payment::cards(stripe, known.customer_id.as_str()).await?;
        for card in cards {
            app.store.note_card(&card, &known.account_id, now).await?;
        }
    }
    Ok(())
}

/// What the friend's cards say.
pub(crate) async fn signals(
    app: &App,
    stripe: &Session<'_>,
    referral: &Referral,
) -> Result<BTreeSet<Signal>, SettleError> {
    let mut signals = BTreeSet::new();
    let friends = of_account(app, stripe, &referral.friend_account_id).await?;
    if friends.is_empty() {
        return Ok(signals);
    }
    let referrers = of_account(app, stripe, &referral.referrer_account_id).await?;
    if !friends.is_disjoint(&referrers) {
        signals.insert(Signal::SameCard);
    }
    let both = [&referral.friend_account_id, &referral.referrer_account_id];
    for card in &friends {
        let accounts = app.store.accounts_with_card(card).await?;
        if accounts.iter().any(|account| !both.contains(&account)) {
            signals.insert(Signal::KnownCard);
        }
    }
    Ok(signals)
}

/// The cards of an account; none where it is no customer of Stripe's.
async fn of_account(
    app: &App,
    stripe: &Session<'_>,
    account: &AccountId,
) -> Result<BTreeSet<CardFingerprint>, SettleError> {
    match customer(app, account).await? {
        Some(customer) => Ok(payment::cards(stripe, customer.as_str()).await?),
        None => Ok(BTreeSet::new()),
    }
}

async fn customer(app: &App, account: &AccountId) -> Result<Option<StripeCustomerId>, StoreError> {
    let household = app.store.household(account).await?;
    Ok(household.account.and_then(|it| it.stripe_customer_id))
}
