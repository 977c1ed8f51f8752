//! Taking a credit off the Stripe balance again, exactly once, and never more than is left of it
//! (requirements 3.4: only the unapplied part; an innocent referrer is never put into debit).
//!
//! As in [`crate::posting`]: first it is written down how much, then Stripe is called, then the
//! outcome is written.

use jiff::Timestamp;

use crate::allowance::{Return, returned};
use crate::application::{Allotment, usage_of};
use crate::change::{ChangeSet, Write};
use crate::event::Event;
use crate::given_back;
use crate::ledger::{JournalEntry, StatementLine};
use crate::notification::{Notification, Telling};
use crate::posting::KEY_LIFE;
use crate::reason::Reason;
use crate::remainder;
use crate::reward::{Reward, RewardState, Taking};
use crate::time::after;

/// What to do next for a reward.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// It is not to be taken back, or already was.
    Nothing,
    /// Read the customer's balance, and reserve what is left of the credit by [`reserve`].
    Assess,
    /// Call Stripe for this much under [`idempotency_key`].
    Call(Taking),
    /// The call was made too long ago for its key: look for it since then, and only then try anew.
    Look(Taking),
}

/// The next step for `reward`.
pub fn next_step(reward: &Reward, now: Timestamp) -> Step {
    let taking = match &reward.state {
        RewardState::Reversing { taking, .. } => *taking,
        RewardState::Reversed { .. }
        | RewardState::Canceled { .. }
        | RewardState::Expired { .. } => match (reward.debit, reward.given_back) {
            (Some(debit), _) => Some(debit),
            (None, Some(back)) => back.taking,
            (None, None) if remainder::is_open(reward) => None,
            (None, None) => return Step::Nothing,
        },
        RewardState::Held { .. }
        | RewardState::AwaitingFirstPayment
        | RewardState::WaitingForReferrer { .. }
        | RewardState::Available { .. }
        | RewardState::Posting { .. }
        | RewardState::Posted { .. }
        | RewardState::Forfeited { .. } => return Step::Nothing,
    };
    match taking {
        None => Step::Assess,
        Some(taking) if after(taking.first_call_at, KEY_LIFE) < now => Step::Look(taking),
        Some(taking) => Step::Call(taking),
    }
}

/// Names one attempt to take back: the same for every repetition of it.
pub fn idempotency_key(reward: &Reward) -> String {
    format!("goodword-reverse-{}-{}", reward.id, reward.attempts)
}

/// Writes down what invoices used of the credit, and reserves the rest for taking back. Where
/// nothing is left on the balance, that is the end of it.
pub fn reserve(
    reward: &Reward,
    allotment: &Allotment<'_>,
    lines: &[StatementLine],
    now: Timestamp,
) -> ChangeSet {
    let RewardState::Reversing { taking: None, .. } = &reward.state else {
        return given_back::reserve(reward, allotment, lines, now);
    };
    let (known, mut changes) = usage_of(reward, allotment, lines, now);
    let amount_minor = allotment.left_minor(&reward.id).min(known.open_minor());
    if amount_minor <= 0 {
        changes.append(taken(&known, ("", now)));
        return changes;
    }
    let taking = Taking {
        amount_minor,
        first_call_at: now,
    };
    changes.write(Write::Reward(next_attempt(&known, taking)));
    changes
}

/// Stripe has not got it, surely: the balance is read again, since an invoice may have used more.
pub fn not_found(reward: &Reward) -> ChangeSet {
    let mut changes = ChangeSet::default();
    match with_taking(&reward.state, None) {
        Some(state) => changes.write(Write::Reward(reward.in_state(state))),
        None => changes.append(given_back::not_found(reward)),
    };
    changes
}

/// Stripe has taken it off the balance, by this transaction.
pub fn taken(reward: &Reward, (transaction_id, now): (&str, Timestamp)) -> ChangeSet {
    let mut changes = ChangeSet::default();
    let RewardState::Reversing {
        reason,
        balance_transaction_id,
        posted_at,
        taking,
        ..
    } = &reward.state
    else {
        return given_back::taken(reward, (transaction_id, now));
    };
    // What ends only as far as no invoice has used it stands where all was used. Its invoice may
    // be voided, and give it back.
    let ends_unused = matches!(reason, Reason::Expired | Reason::ReferrerCanceled);
    if ends_unused && taking.is_none() {
        let used = reward.in_state(RewardState::Posted {
            balance_transaction_id: balance_transaction_id.clone(),
            posted_at: *posted_at,
        });
        changes.write(Write::Reward(used));
        return changes;
    }
    if *reason == Reason::Expired {
        return expired(reward, now);
    }
    if taking.is_some() {
        let telling = Telling::CreditReversed {
            reward_id: reward.id.clone(),
            amount: reward.open(),
            reason: *reason,
            was_used: false,
        };
        changes
            .write(Write::Journal(JournalEntry::reverse(reward, now)))
            .notify(Notification::about_reward(reward, telling, now));
    }
    let reversed = reward.in_state(RewardState::Reversed {
        reason: *reason,
        reversed_at: now,
        balance_transaction_id: balance_transaction_id.clone(),
        posted_at: *posted_at,
        review_required: reward.used_minor > 0 && remainder::is_asked_for(*reason),
    });
    changes
        .announce(Event::RewardReversed {
            reward_id: reward.id.clone(),
            account_id: reward.account_id.clone(),
            reason: *reason,
        })
        .append(returned(reward, Return::Whole))
        .write(Write::Reward(reversed));
    changes
}

/// What was left of it expired (E42).
fn expired(reward: &Reward, now: Timestamp) -> ChangeSet {
    let mut changes = ChangeSet::default();
    let telling = Telling::CreditExpired {
        reward_id: reward.id.clone(),
        amount: reward.open(),
    };
    changes
        .write(Write::Journal(JournalEntry::expire(reward, now)))
        .announce(Event::CreditExpired {
            reward_id: reward.id.clone(),
            account_id: reward.account_id.clone(),
        })
        .notify(Notification::about_reward(reward, telling, now))
        .append(returned(reward, Return::Money))
        .write(Write::Reward(
            reward.in_state(RewardState::Expired { expired_at: now }),
        ));
    changes
}

fn next_attempt(reward: &Reward, taking: Taking) -> Reward {
    let state = with_taking(&reward.state, Some(taking));
    Reward {
        attempts: reward.attempts.saturating_add(1),
        ..reward.in_state(state.unwrap_or_else(|| reward.state.clone()))
    }
}

fn with_taking(state: &RewardState, taking: Option<Taking>) -> Option<RewardState> {
    let mut next = state.clone();
    if let RewardState::Reversing { taking: at, .. } = &mut next {
        *at = taking;
        return Some(next);
    }
    None
}

#[cfg(test)]
mod tests;
