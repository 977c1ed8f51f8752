//! All of one customer's payments: what they say of the account, and what they earned.

use std::convert::Infallible;

use domain::account::Household;
use domain::allowance::{Limits, Tally};
use domain::change::{ChangeSet, Write};
use domain::leaving;
use domain::paying::{Billing, Paying, spells};
use domain::payment::{Payment, first_payment};
use domain::qualification;
use domain::referral::{Qualification, Referral, ReferralStatus};
use domain::reminder::turn;
use domain::reward::{Reward, RewardState, Side};
use domain::terms::{Rules, Trigger};
use jiff::Timestamp;
use store::Changed;
use stripe::client::Session;
use stripe::invoice::Invoice;

use crate::customer::Known;
use crate::{App, SettleError, again, cards, credit_used, facts, payment, plans};

/// Looks at everything the customer paid and subscribed to.
pub(crate) async fn customer(
    app: &App,
    stripe: &Session<'_>,
    known: &Known,
    now: Timestamp,
) -> Result<(), SettleError> {
    let invoices = stripe
        .list_paid_invoices(known.customer_id.as_str())
        .await?;
    // Whoever makes a referral of this account after the read announces that it is to be settled.
    if let Some(referral) = remember_paying(app, stripe, (known, &invoices), now).await? {
        as_friend(app, stripe, (&referral, &invoices), now).await?;
    }
    credit_used::write_down(app, stripe, known, now).await?;
    again::after_leaving(app, &known.account_id, now).await
}

/// Writes down when the account pays, and decides again what hung on it. Answers the referral of
/// the account, if it was referred.
async fn remember_paying(
    app: &App,
    stripe: &Session<'_>,
    (known, invoices): (&Known, &[Invoice]),
    now: Timestamp,
) -> Result<Option<Referral>, SettleError> {
    let subscriptions = stripe
        .list_subscriptions(known.customer_id.as_str())
        .await?;
    let facts: Vec<_> = subscriptions
        .iter()
        .map(|s| facts::of_subscription(s, now))
        .collect();
    let found = spells(&facts, &facts::paid_at(invoices));
    let ran: Vec<_> = subscriptions.iter().filter_map(facts::ran).collect();
    let left = leaving::leaves(&ran);
    let mut billing = facts::billing(&facts, invoices);
    bills(app, stripe, (&mut billing, invoices), now).await?;
    let account_id = &known.account_id;
    let decide = |household: &Household| {
        let before = household
            .paying
            .clone()
            .unwrap_or_else(|| Paying::never(account_id.clone()));
        let after = Paying {
            left: left.clone(),
            ..before.observed(&found, billing.clone())
        };
        let mut changes = ChangeSet::default();
        if after != before {
            let version = before.version.saturating_add(1);
            let known = Household {
                paying: Some(after.clone()),
                ..household.clone()
            };
            // The end of a trial may call for a warning before it (R2).
            let warned = turn::trial_known(&known, now);
            changes.writes.extend(warned.map(Write::Referral));
            changes.write(Write::Paying(Paying { version, ..after }));
        }
        Ok::<_, Infallible>(changes)
    };
    let Ok(changed) = app
        .store
        .change(now, || app.store.household(account_id), decide)
        .await?;
    let spells = |paying: Option<&Paying>| paying.map(|paying| paying.spells.clone());
    let written = written(&changed.changes);
    // When an account begins or ends to pay, its cards are those it paid with.
    if written.is_some() && spells(written) != spells(changed.state.paying.as_ref()) {
        cards::note(app, stripe, known, now).await?;
    }
    let paying = written.or(changed.state.paying.as_ref());
    if let Some(paying) = paying.filter(|paying| paying.review_due) {
        again::review(app, paying, now).await?;
    }
    Ok(changed.state.referral)
}

/// What the invoice bills that was paid last, so that it can be told why it did not count.
async fn bills(
    app: &App,
    stripe: &Session<'_>,
    (billing, invoices): (&mut Billing, &[Invoice]),
    now: Timestamp,
) -> Result<(), SettleError> {
    let Some(last) = &mut billing.last_invoice else {
        return Ok(());
    };
    let invoice = invoices.iter().find(|it| it.id == last.invoice_id.as_str());
    if let Some(invoice) = invoice {
        let wanted = plans::named(&app.store.programs(now).await?);
        last.billed = plans::billed(stripe, invoice, &wanted).await?;
    }
    Ok(())
}

fn written(changes: &ChangeSet) -> Option<&Paying> {
    changes.writes.iter().find_map(|write| {
        if let Write::Paying(paying) = write {
            Some(paying)
        } else {
            None
        }
    })
}

/// What the payments earn for whoever referred this account.
async fn as_friend(
    app: &App,
    stripe: &Session<'_>,
    (referral, invoices): (&Referral, &[Invoice]),
    now: Timestamp,
) -> Result<(), SettleError> {
    let programs = app.store.programs(now).await?;
    let (rules, program) = again::rules_of(&programs, referral)?;
    let mut payments = payments(stripe, (referral, rules), invoices).await?;
    let looks = program.settings.review.same_card && referral.status.is_undecided();
    if looks && !payments.is_empty() {
        let signals = cards::signals(app, stripe, referral).await?;
        for payment in &mut payments {
            payment.signals.extend(&signals);
        }
    }
    let instants: Vec<Timestamp> = payments.iter().map(|payment| payment.paid_at).collect();
    let earner = (&referral.referrer_account_id, instants.as_slice());
    // Read after the payments: what is stored must not be older than what Stripe told.
    let load = async || {
        tokio::try_join!(
            app.store.household(&referral.friend_account_id),
            app.store.household(&referral.referrer_account_id),
            app.store.tally(program, rules, earner),
        )
    };
    let decide = |(friend, referrer, tally): &(Household, Household, Tally)| {
        let state = qualification::State {
            friend,
            referrer,
            rules,
            limits: Limits { program, tally },
        };
        Ok::<_, Infallible>(qualification::decide(&state, &payments, now))
    };
    let Ok(changed) = app.store.change(now, load, decide).await?;
    // The referrer may have begun to pay between the load and the commit.
    let undecided = referrers(&changed).is_some_and(|reward| {
        matches!(
            reward.state,
            RewardState::Forfeited { .. }
                | RewardState::WaitingForReferrer { .. }
                | RewardState::Canceled { .. }
        )
    });
    if undecided || rules.void_on_cancel {
        again::decide(app, &referral.friend_account_id, now).await
    } else {
        Ok(())
    }
}

/// The referrer's reward as it is after the change.
fn referrers(changed: &Changed<(Household, Household, Tally)>) -> Option<&Reward> {
    let written = changed.changes.writes.iter().find_map(|write| {
        if let Write::Reward(reward) = write
            && reward.side == Side::Referrer
        {
            return Some(reward);
        }
        None
    });
    written.or_else(|| changed.state.0.reward(Side::Referrer))
}

/// The payments that can matter: oldest first up to the one that counts, and the one that
/// qualified the referral. Refunds are asked for these alone.
async fn payments(
    stripe: &Session<'_>,
    (referral, rules): (&Referral, &Rules),
    invoices: &[Invoice],
) -> Result<Vec<Payment>, SettleError> {
    // An invoice of nothing was never paid, so it is not one whose payment came back either.
    let mut oldest_first: Vec<&Invoice> = invoices.iter().filter(|i| i.amount_paid > 0).collect();
    oldest_first.sort_by_key(|invoice| invoice.status_transitions.paid_at);
    let qualified_by = match &referral.status {
        ReferralStatus::Qualified {
            qualification: Qualification::FirstPayment { invoice_id },
            ..
        } => Some(invoice_id.as_str()),
        ReferralStatus::Qualified {
            qualification: Qualification::Signup,
            ..
        }
        | ReferralStatus::Attributed { .. }
        | ReferralStatus::Expired { .. }
        | ReferralStatus::Disqualified { .. } => None,
    };
    let mut payments = Vec::new();
    for invoice in oldest_first {
        if qualified_by.is_some_and(|id| id != invoice.id) {
            continue;
        }
        let Some(payment) = payment::payment(stripe, invoice, rules).await? else {
            continue;
        };
        let counts = match rules.trigger {
            Trigger::FirstPayment => {
                let payment = std::slice::from_ref(&payment);
                first_payment(payment, rules, referral.signed_up_at).is_some()
            }
            // The friend's own credit waits for a payment that stays (C31).
            Trigger::Signup => payment.counts(rules),
        };
        payments.push(payment);
        if counts {
            break;
        }
    }
    Ok(payments)
}
