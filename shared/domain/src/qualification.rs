//! A payment of the friend's, or its refund, and what becomes of the referral (K1, K4, K5, K13).

mod standing;

use jiff::Timestamp;

use crate::account::Household;
use crate::allowance::Limits;
use crate::change::{ChangeSet, Write};
use crate::course::Course;
use crate::earning::Qualifying;
use crate::event::Event;
use crate::payment::{Payment, first_payment, is_since};
use crate::reason::Reason;
use crate::referral::{Qualification, Referral, ReferralStatus, ReferralSummary};
use crate::release;
use crate::reversal;
use crate::review;
use crate::reward::Side;
use crate::terms::{Rules, Trigger};

/// What decides on a payment.
#[derive(Debug, Clone)]
pub struct State<'a> {
    /// The account that paid.
    pub friend: &'a Household,
    /// The account that referred it; empty if there is no referral.
    pub referrer: &'a Household,
    /// The rules under which the referral was attributed.
    pub rules: &'a Rules,
    pub limits: Limits<'a>,
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
                paid_for_the_first_time(state, first, now)
            }
            (Trigger::FirstPayment | Trigger::Signup, _) => release::window_closed(referral, now),
        },
        ReferralStatus::Qualified { qualification, .. } => match qualification {
            Qualification::Signup => friends_own(state, payments, signed_up_at, now),
            Qualification::FirstPayment { invoice_id } => {
                let earned_by = payments.iter().find(|p| p.invoice_id == *invoice_id);
                earned_by.map_or_else(ChangeSet::default, |payment| follow(state, payment, now))
            }
        },
        ReferralStatus::Disqualified { reason, .. } => match (state.rules.trigger, first) {
            (Trigger::FirstPayment, Some(first)) if reversal::is_undone_by_facts(*reason) => {
                follow(state, first, now)
            }
            (Trigger::FirstPayment | Trigger::Signup, _) => ChangeSet::default(),
        },
    }
}

/// The first payment is known: it earns, unless it came back before it was heard of (E51).
fn paid_for_the_first_time(state: &State<'_>, first: &Payment, now: Timestamp) -> ChangeSet {
    match state.course(first) {
        Course::Ended(reason) => disqualify(state, reason, now),
        Course::Stands | Course::UnderReview => qualify(state, first, now),
        Course::Disputed => frozen(qualify(state, first, now)),
    }
}

/// Rewards that are granted and do not move on: the payment that earned them is disputed.
fn frozen(mut changes: ChangeSet) -> ChangeSet {
    for write in &mut changes.writes {
        if let Write::Reward(reward) = write {
            reward.frozen = Some(Reason::Disputed);
        }
    }
    changes
        .events
        .retain(|event| !matches!(event, Event::CreditAvailable { .. }));
    changes
}

/// What became of the payment that earned the rewards.
fn follow(state: &State<'_>, payment: &Payment, now: Timestamp) -> ChangeSet {
    let course = state.course(payment);
    let mut changes = ChangeSet::default();
    let Some(referral) = &state.friend.referral else {
        return changes;
    };
    let is_over = matches!(referral.status, ReferralStatus::Disqualified { .. });
    if state.friend.rewards.is_empty() && is_over {
        return match course {
            Course::Ended(reason) => ended_by(referral, reason),
            Course::Stands | Course::UnderReview | Course::Disputed => {
                paid_for_the_first_time(state, payment, now)
            }
        };
    }
    let seen = seen(state, referral, payment, now);
    let course = if course == Course::Stands && seen.is_under_review() {
        Course::UnderReview
    } else {
        course
    };
    for reward in &state.friend.rewards {
        let course = state.course_of(reward, referral, course);
        changes.append(reversal::follow(reward, course, state.rules, now));
    }
    let opened = review::opened(referral.review.as_ref(), &seen);
    match (course, is_over) {
        (Course::Ended(reason), false) => {
            changes.append(disqualify(state, reason, now));
        }
        (Course::Stands | Course::UnderReview | Course::Disputed, true) => {
            changes.events.extend(opened);
            let restored = seen.in_status(ReferralStatus::Qualified {
                qualified_at: payment.paid_at,
                qualification: Qualification::FirstPayment {
                    invoice_id: payment.invoice_id.clone(),
                },
            });
            changes
                .announce(Event::ReferralRestored {
                    referral_id: restored.id.clone(),
                })
                .write(Write::Summary(ReferralSummary::of(
                    &restored,
                    state.not_earned(referral, now),
                )))
                .write(Write::Referral(restored));
        }
        (Course::Stands | Course::UnderReview | Course::Disputed, false) => {
            if seen != *referral {
                changes.events.extend(opened);
                let reason = state
                    .not_earned(referral, now)
                    .or(Some(Reason::UnderReview));
                changes
                    .write(Write::Summary(ReferralSummary::of(&seen, reason)))
                    .write(Write::Referral(seen.in_status(seen.status.clone())));
            }
        }
        (Course::Ended(reason), true) => {
            changes.append(ended_by(referral, reason));
        }
    }
    changes
}

/// The same end for another reason: by which the payment came back is known better now.
fn ended_by(referral: &Referral, by: Reason) -> ChangeSet {
    let mut changes = ChangeSet::default();
    if let ReferralStatus::Disqualified {
        reason,
        disqualified_at,
    } = referral.status
        && reason != by
    {
        let ended = referral.in_status(ReferralStatus::Disqualified {
            reason: by,
            disqualified_at,
        });
        changes
            .write(Write::Summary(ReferralSummary::of(&ended, Some(by))))
            .write(Write::Referral(ended));
    }
    changes
}

/// The referral with what is known of the payment: a signal opens a review while there is credit
/// to be held.
fn seen(state: &State<'_>, referral: &Referral, payment: &Payment, now: Timestamp) -> Referral {
    let mut rewards = state.friend.rewards.iter();
    if !rewards.any(crate::reward::Reward::is_cancelable) {
        return referral.clone();
    }
    Referral {
        review: review::joined(referral.review.as_ref(), &payment.signals, now),
        ..referral.clone()
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
    let counts_now = |p: &&Payment| p.counts(state.rules);
    if payments
        .iter()
        .filter(counts_now)
        .any(|p| is_since(p, signed_up_at))
    {
        return release::friend_paid(reward, state.rules, now);
    }
    // A look that saw no payment may have been too early; one that saw them all refunded was not.
    let mut since = payments
        .iter()
        .filter(|p| is_since(p, signed_up_at))
        .peekable();
    let refunded = since.peek().is_some() && since.all(|p| !p.still_counts(state.rules));
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
        limits: state.limits,
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
        signals: first.signals.clone(),
        now,
    }
    .decide()
}

/// The referral ends: the payment that counted came back (E48).
fn disqualify(state: &State<'_>, reason: Reason, now: Timestamp) -> ChangeSet {
    let referral = state.friend.referral.as_ref();
    referral.map_or_else(ChangeSet::default, |it| disqualified(it, reason, now))
}

/// The end of a referral, for the referrer to see; its rewards are another matter.
pub(crate) fn disqualified(referral: &Referral, reason: Reason, now: Timestamp) -> ChangeSet {
    let ended = referral.in_status(ReferralStatus::Disqualified {
        reason,
        disqualified_at: now,
    });
    let mut changes = ChangeSet::default();
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
