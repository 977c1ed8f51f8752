//! A payment of the friend's, or its refund, and what becomes of the referral (K1, K4, K5, K13).

use jiff::Timestamp;

use crate::account::Household;
use crate::change::{ChangeSet, Write};
use crate::earning::Qualifying;
use crate::event::Event;
use crate::id::InvoiceId;
use crate::money::{Currency, Money};
use crate::reason::Reason;
use crate::referral::{Qualification, ReferralStatus, ReferralSummary};
use crate::release;
use crate::reward::{Reward, RewardState, Side};
use crate::terms::{Rules, Trigger};
use crate::time::{CLOCK_TOLERANCE, after};

/// An invoice that Stripe calls paid, read again from Stripe.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Payment {
    pub invoice_id: InvoiceId,
    /// Stripe's `status_transitions.paid_at`.
    pub paid_at: Timestamp,
    /// What was paid, less what was refunded: 0 for a trial's invoice and for one that credit or
    /// a coupon covered (E17, E18).
    pub net_paid: Money,
}

/// What decides on a payment.
#[derive(Debug, Clone)]
pub struct State<'a> {
    /// The account that paid.
    pub friend: &'a Household,
    /// The account that referred it; empty if there is no referral.
    pub referrer: &'a Household,
    /// The rules under which the referral was attributed.
    pub rules: &'a Rules,
    pub program_currency: Currency,
}

/// The first payment that counts, of all that were made: the earliest above the minimum, once
/// the friend had signed up as far as clocks agree (E17 to E19, E22, E28).
pub fn first_payment<'a>(
    payments: &'a [Payment],
    rules: &Rules,
    signed_up_at: Timestamp,
) -> Option<&'a Payment> {
    payments
        .iter()
        .filter(|payment| rules.counts_as_payment(payment.net_paid))
        .filter(|payment| is_since(payment, signed_up_at))
        .min_by_key(|payment| (payment.paid_at, payment.invoice_id.clone()))
}

fn is_since(payment: &Payment, signed_up_at: Timestamp) -> bool {
    signed_up_at <= after(payment.paid_at, CLOCK_TOLERANCE)
}

/// What all payments of the friend's account, as Stripe has them now, come to.
///
/// Looking at all of them, and not at the one that was announced, gives the same result for any
/// order of announcements, and for any of them lost or doubled.
pub fn decide(state: &State<'_>, payments: &[Payment], now: Timestamp) -> ChangeSet {
    let Some(referral) = &state.friend.referral else {
        return ChangeSet::default();
    };
    // A call that came very late was brought near its arrival; the account remembers the signup.
    let told = state.friend.account.as_ref().map(|a| a.signed_up_at);
    let signed_up_at = told.map_or(referral.signed_up_at, |at| at.min(referral.signed_up_at));
    let first = first_payment(payments, state.rules, signed_up_at);
    match &referral.status {
        // What counts is when it was paid, not when we hear of it: the window may have been closed
        // meanwhile.
        ReferralStatus::Attributed { expires_at: end }
        | ReferralStatus::Expired { expired_at: end } => match (state.rules.trigger, first) {
            (Trigger::FirstPayment, Some(first)) if first.paid_at < *end => {
                qualify(state, first, now)
            }
            (Trigger::FirstPayment | Trigger::Signup, _) => release::window_closed(referral, now),
        },
        ReferralStatus::Qualified { qualification, .. } => match qualification {
            Qualification::Signup => friends_own(state, payments, signed_up_at, now),
            Qualification::FirstPayment { invoice_id } => {
                let refunded = payments.iter().any(|payment| {
                    payment.invoice_id == *invoice_id && !state.rules.still_counts(payment.net_paid)
                });
                if refunded {
                    disqualify(state, now)
                } else {
                    ChangeSet::default()
                }
            }
        },
        ReferralStatus::Disqualified { .. } => ChangeSet::default(),
    }
}

/// The friend's own credit, where it waits for the friend's first payment (C31).
fn friends_own(
    state: &State<'_>,
    payments: &[Payment],
    signed_up_at: Timestamp,
    now: Timestamp,
) -> ChangeSet {
    let Some(reward) = state.friend.reward(Side::Friend) else {
        return ChangeSet::default();
    };
    if first_payment(payments, state.rules, signed_up_at).is_some() {
        return release::friend_paid(reward, state.rules, now);
    }
    // A look that saw no payment may have been too early; one that saw them all refunded was not.
    let mut since = payments
        .iter()
        .filter(|p| is_since(p, signed_up_at))
        .peekable();
    let refunded = since.peek().is_some() && since.all(|p| !state.rules.still_counts(p.net_paid));
    if refunded {
        release::friend_refunded(reward, state.rules)
    } else {
        ChangeSet::default()
    }
}

fn qualify(state: &State<'_>, first: &Payment, now: Timestamp) -> ChangeSet {
    let Some(referral) = &state.friend.referral else {
        return ChangeSet::default();
    };
    Qualifying {
        referral,
        rules: state.rules,
        program_currency: state.program_currency,
        referrer: state.referrer,
        friend_currency: state
            .friend
            .account
            .as_ref()
            .and_then(|account| account.currency),
        qualified_at: first.paid_at,
        qualification: Qualification::FirstPayment {
            invoice_id: first.invoice_id.clone(),
        },
        now,
    }
    .decide()
}

/// The qualifying payment was refunded: what has not reached Stripe is canceled (E48).
///
/// A reward that was already posted keeps its credit.
fn disqualify(state: &State<'_>, now: Timestamp) -> ChangeSet {
    let mut changes = ChangeSet::default();
    let Some(referral) = &state.friend.referral else {
        return changes;
    };
    let rewards = &state.friend.rewards;
    for reward in rewards {
        changes.append(release::refunded(reward, now));
    }
    let at_stripe = |reward: &Reward| {
        matches!(
            reward.state,
            RewardState::Posting { .. } | RewardState::Posted { .. }
        )
    };
    if changes.is_empty() && rewards.iter().any(at_stripe) {
        return changes;
    }
    let reason = Reason::Refunded;
    let ended = referral.in_status(ReferralStatus::Disqualified {
        reason,
        disqualified_at: now,
    });
    changes
        .announce(Event::ReferralDisqualified {
            referral_id: ended.id.clone(),
            reason,
        })
        .write(Write::Summary(ReferralSummary::of(&ended, Some(reason))))
        .write(Write::Referral(ended));
    changes
}

#[cfg(test)]
mod tests;
