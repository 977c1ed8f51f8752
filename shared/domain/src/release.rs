//! What passes by time or by the referrer's first payment: holds, waits, windows, and credit that
//! nobody used.

use jiff::Timestamp;

use crate::account::Household;
use crate::allowance::{Limits, Return, returned};
use crate::change::{ChangeSet, Write};
use crate::earning::{
    after_hold, available, earned, forfeit, grant, paid_when_it_counted, waits_for_first_payment,
};
use crate::event::Event;
use crate::ledger::JournalEntry;
use crate::notification::{Notification, Telling};
use crate::paying::{Paid, Paying};
use crate::reason::Reason;
use crate::referral::{Referral, ReferralStatus, ReferralSummary};
use crate::reinstatement::given_again;
use crate::reversal::reversing;
use crate::reward::{Reward, RewardState, Side};
use crate::terms::{Eligibility, OnIneligible, Rules};

/// What time alone does to a reward: a hold ends, a wait for the referrer is over, or credit that
/// nobody used expires.
pub(crate) fn time_passed(reward: &Reward, now: Timestamp) -> ChangeSet {
    if reward.frozen.is_some() {
        return ChangeSet::default();
    }
    match &reward.state {
        RewardState::Held { release_at } if *release_at <= now => {
            let late = now.duration_since(*release_at);
            let free = reward.in_state(RewardState::Available {
                redeemed_at: None,
                blocked: None,
            });
            // Whoever had to wait for us does not lose the days.
            released(&free.postponed(late, now), now)
        }
        RewardState::WaitingForReferrer { until } if *until <= now => {
            cancel(reward, Reason::ReferrerNotPayingAtInstant, now)
        }
        RewardState::Available { .. } if reward.lapses_at().is_some_and(|end| end <= now) => {
            expire(reward, now)
        }
        // What an invoice has not used is taken off the balance again, and that is its end (E42).
        RewardState::Posted {
            balance_transaction_id,
            posted_at,
        } if reward.lapses_at().is_some_and(|end| end <= now) => reversing(
            reward,
            (balance_transaction_id, *posted_at),
            Reason::Expired,
        ),
        RewardState::Held { .. }
        | RewardState::WaitingForReferrer { .. }
        | RewardState::AwaitingFirstPayment
        | RewardState::Available { .. }
        | RewardState::Posting { .. }
        | RewardState::Posted { .. }
        | RewardState::Reversing { .. }
        | RewardState::Reversed { .. }
        | RewardState::Canceled { .. }
        | RewardState::Expired { .. }
        | RewardState::Forfeited { .. } => ChangeSet::default(),
    }
}

/// What time alone does to one side's reward, with the referrer's copy of a wait that is over.
pub fn reward_due(friend: &Household, side: Side, now: Timestamp) -> ChangeSet {
    let Some(reward) = friend.reward(side) else {
        return ChangeSet::default();
    };
    let mut changes = time_passed(reward, now);
    let waited = matches!(reward.state, RewardState::WaitingForReferrer { .. });
    if let Some(referral) = friend
        .referral
        .as_ref()
        .filter(|_| waited && !changes.is_empty())
    {
        let reason = Some(Reason::ReferrerNotPayingAtInstant);
        changes.write(Write::Summary(ReferralSummary::of(referral, reason)));
    }
    changes
}

/// What time alone does to a referral: its qualification window closes.
pub fn window_closed(referral: &Referral, now: Timestamp) -> ChangeSet {
    let mut changes = ChangeSet::default();
    if let ReferralStatus::Attributed { expires_at } = &referral.status
        && *expires_at <= now
    {
        let expired = referral.in_status(ReferralStatus::Expired {
            expired_at: *expires_at,
        });
        let reason = Some(Reason::QualificationWindowPassed);
        changes
            .write(Write::Summary(ReferralSummary::of(&expired, reason)))
            .write(Write::Referral(expired));
    }
    changes
}

/// The friend paid for the first time: the credit of their own is released (C31).
pub fn friend_paid(reward: &Reward, rules: &Rules, now: Timestamp) -> ChangeSet {
    if reward.state != RewardState::AwaitingFirstPayment {
        return ChangeSet::default();
    }
    waited(reward, rules, now).1
}

/// The friend's first payment came back before the hold ended: the credit waits for another (C31).
pub fn friend_refunded(reward: &Reward, rules: &Rules) -> ChangeSet {
    let mut changes = ChangeSet::default();
    let waits = waits_for_first_payment(rules);
    if waits && matches!(reward.state, RewardState::Held { .. }) {
        changes.write(Write::Reward(
            reward.in_state(RewardState::AwaitingFirstPayment),
        ));
    }
    changes
}

/// What is newly known of the referrer's payments decides a reward again (K15, K24).
///
/// A wait ends with a payment within it; where the program does not wait, only an overdue payment
/// is waited for, and its outcome decides (E32). A reward that was forfeited, or canceled when its
/// wait was over, is granted when the same question, asked with all that is known now, has another
/// answer: facts may arrive in any order. Of a referral that ended, nothing is.
pub fn referrer_paid(
    referral: &Referral,
    reward: &Reward,
    (rules, limits): (&Rules, Limits<'_>),
    (paying, now): (&Paying, Timestamp),
) -> ChangeSet {
    let instants = (referral.signed_up_at, reward.qualified_at);
    let counted = match rules.eligibility {
        Eligibility::Paying => paid_when_it_counted(rules, paying, instants),
        Eligibility::Any | Eligibility::Active => Paid::No,
    };
    let waits = matches!(rules.on_ineligible, OnIneligible::Wait { .. });
    let paid_within = |until| waits && paying.within(reward.qualified_at, until);
    let mut reason = None;
    let mut changes = ChangeSet::default();
    if matches!(referral.status, ReferralStatus::Disqualified { .. }) {
        return changes;
    }
    match &reward.state {
        RewardState::WaitingForReferrer { until }
            if counted == Paid::Yes || paid_within(*until) =>
        {
            let (after, written) = waited(reward, rules, now);
            changes.notify(earned(&after, now)).append(written);
        }
        RewardState::WaitingForReferrer { .. } if counted == Paid::No && !waits => {
            reason = Some(Reason::ReferrerNotPayingAtInstant);
            changes = cancel(reward, Reason::ReferrerNotPayingAtInstant, now);
        }
        RewardState::Canceled {
            reason: Reason::ReferrerNotPayingAtInstant,
            waited_until: Some(until),
            ..
        } if paid_within(*until) => {
            let state = after_hold(rules, reward.qualified_at, now);
            changes = given_again(reward, state, rules, now);
        }
        RewardState::Forfeited {
            reason: Reason::ReferrerNotPayingAtInstant,
            ..
        } if counted == Paid::Yes => {
            let mut allowance = limits.allowance();
            let granted = reward
                .in_state(after_hold(rules, reward.qualified_at, now))
                .pending_while_reviewed(rules)
                .expiring(rules.expiry_days, now);
            let granted = allowance.admit(granted, rules, now);
            changes.append(allowance.into_changes());
            if let RewardState::Forfeited { reason, .. } = granted.state {
                let summary = ReferralSummary::of(referral, Some(reason));
                changes
                    .append(forfeit(granted, reason))
                    .write(Write::Summary(summary));
                return changes;
            }
            changes
                .notify(earned(&granted, now))
                .append(grant(granted, now));
        }
        RewardState::WaitingForReferrer { .. }
        | RewardState::Forfeited { .. }
        | RewardState::Held { .. }
        | RewardState::AwaitingFirstPayment
        | RewardState::Available { .. }
        | RewardState::Posting { .. }
        | RewardState::Posted { .. }
        | RewardState::Reversing { .. }
        | RewardState::Reversed { .. }
        | RewardState::Canceled { .. }
        | RewardState::Expired { .. } => {}
    }
    if !changes.is_empty() {
        let reviewed = referral.is_under_review().then_some(Reason::UnderReview);
        let reason = reason.or(reviewed);
        changes.write(Write::Summary(ReferralSummary::of(referral, reason)));
    }
    changes
}

/// Ends a credit that has not reached Stripe: its ledger entries are offset.
pub fn cancel(reward: &Reward, reason: Reason, now: Timestamp) -> ChangeSet {
    let mut changes = ChangeSet::default();
    if !reward.is_cancelable() {
        return changes;
    }
    let waited_until = match &reward.state {
        RewardState::WaitingForReferrer { until } => Some(*until),
        RewardState::Held { .. }
        | RewardState::AwaitingFirstPayment
        | RewardState::Available { .. }
        | RewardState::Posting { .. }
        | RewardState::Posted { .. }
        | RewardState::Reversing { .. }
        | RewardState::Reversed { .. }
        | RewardState::Canceled { .. }
        | RewardState::Expired { .. }
        | RewardState::Forfeited { .. } => None,
    };
    let canceled = reward.in_state(RewardState::Canceled {
        reason,
        canceled_at: now,
        waited_until,
    });
    let telling = Telling::CreditCanceled {
        reward_id: reward.id.clone(),
        amount: reward.open(),
        reason,
    };
    changes
        .write(Write::Journal(JournalEntry::cancel(
            reward,
            reward.is_pending(),
            now,
        )))
        .announce(Event::RewardCanceled {
            reward_id: reward.id.clone(),
            account_id: reward.account_id.clone(),
            reason,
        })
        .notify(Notification::about_reward(reward, telling, now))
        .append(returned(reward, Return::Whole))
        .write(Write::Reward(canceled));
    changes
}

/// The credit was not used in time, by the terms it was earned under.
fn expire(reward: &Reward, now: Timestamp) -> ChangeSet {
    let expired = reward.in_state(RewardState::Expired { expired_at: now });
    let telling = Telling::CreditExpired {
        reward_id: reward.id.clone(),
        amount: reward.open(),
    };
    let mut changes = ChangeSet::default();
    changes
        .write(Write::Journal(JournalEntry::expire(reward, now)))
        .announce(Event::CreditExpired {
            reward_id: reward.id.clone(),
            account_id: reward.account_id.clone(),
        })
        .notify(Notification::about_reward(reward, telling, now))
        .append(returned(reward, Return::Money))
        .write(Write::Reward(expired));
    changes
}

/// What a pending reward waited for came: it is held until its hold ends, or released.
fn waited(reward: &Reward, rules: &Rules, now: Timestamp) -> (Reward, ChangeSet) {
    let after = reward
        .in_state(after_hold(rules, reward.qualified_at, now))
        .pending_while_reviewed(rules)
        .expiring(rules.expiry_days, now);
    let mut changes = ChangeSet::default();
    if after.is_pending() {
        changes.write(Write::Reward(after.clone()));
    } else {
        changes.append(released(&after, now));
    }
    (after, changes)
}

/// The credit of a reward that was pending is available from now on.
fn released(free: &Reward, now: Timestamp) -> ChangeSet {
    let mut changes = ChangeSet::default();
    changes
        .write(Write::Journal(JournalEntry::release(free, now)))
        .announce(available(free))
        .write(Write::Reward(free.clone()));
    changes
}

#[cfg(test)]
mod tests;
