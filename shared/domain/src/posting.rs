//! Putting a credit on the Stripe balance exactly once (design 6, requirements 3.4).
//!
//! First the reward is reserved, then Stripe is called, then the outcome is written. Whatever is
//! lost between these steps, the next delivery finds the reservation and knows what to ask.

use jiff::{SignedDuration, Timestamp};

use crate::account::Household;
use crate::change::{ChangeSet, Write};
use crate::event::Event;
use crate::ledger::JournalEntry;
use crate::money::Currency;
use crate::notification::{Notification, Telling};
use crate::reason::Reason;
use crate::release;
use crate::reversal;
use crate::reward::{Reward, RewardState};
use crate::time::after;

/// Stripe may forget an idempotency key after 24 hours; an hour is kept in reserve.
pub(crate) const KEY_LIFE: SignedDuration = SignedDuration::from_hours(23);

/// What to do next for a reward.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Nothing: it is not to be posted, or already was.
    Nothing,
    /// It cannot be posted yet; what waits is told by the reason.
    Wait(Reason),
    /// Write this reservation, then ask again.
    Reserve(ChangeSet),
    /// Call Stripe under [`idempotency_key`].
    Call,
    /// The call was made too long ago for its key: look for it on the customer's balance since
    /// this instant, and call under a new key only if it is not there.
    Look { since: Timestamp },
}

/// The next step for `reward` of the account `owner`.
pub fn next_step(reward: &Reward, owner: &Household, now: Timestamp) -> Step {
    if !reward.may_be_posted() {
        return Step::Nothing;
    }
    match &reward.state {
        RewardState::Available { redeemed_at, .. } => {
            if owner
                .account
                .as_ref()
                .and_then(|a| a.stripe_customer_id.as_ref())
                .is_none()
            {
                return Step::Wait(Reason::WaitingForStripeCustomer);
            }
            let posting = RewardState::Posting {
                first_call_at: now,
                redeemed_at: *redeemed_at,
                ended: None,
            };
            Step::Reserve(next_attempt(reward, posting))
        }
        RewardState::Posting { first_call_at, .. } if after(*first_call_at, KEY_LIFE) < now => {
            Step::Look {
                since: *first_call_at,
            }
        }
        RewardState::Posting { .. } => Step::Call,
        RewardState::Held { .. }
        | RewardState::AwaitingFirstPayment
        | RewardState::WaitingForReferrer { .. }
        | RewardState::Posted { .. }
        | RewardState::Reversing { .. }
        | RewardState::Reversed { .. }
        | RewardState::Canceled { .. }
        | RewardState::Expired { .. }
        | RewardState::Forfeited { .. } => Step::Nothing,
    }
}

/// Names one attempt at Stripe: the same for every repetition of it, never that of another.
pub fn idempotency_key(reward: &Reward) -> String {
    format!("goodword-{}-{}", reward.id, reward.attempts)
}

/// Tells this posting from an earlier one of the same reward: 1, and one more for each time that
/// credit which had ended was given again.
pub fn number(reward: &Reward) -> String {
    reward.round.saturating_add(1).to_string()
}

/// Whether the credit may go on a balance in Stripe's currency for this customer.
///
/// Stripe's is none until the first invoice or balance transaction; then the account's own
/// counts (requirements 3.4). Never converted.
pub fn currency_fits(
    reward: &Reward,
    at_stripe: Option<Currency>,
    of_account: Option<Currency>,
) -> bool {
    let terms = reward.amount.currency();
    at_stripe
        .or(of_account)
        .is_none_or(|currency| currency == terms)
}

/// Stripe has it: the reward is posted and the ledger says so. Where it ended meanwhile, it is
/// taken back next.
pub fn settled(reward: &Reward, balance_transaction_id: String, now: Timestamp) -> ChangeSet {
    let mut changes = ChangeSet::default();
    let RewardState::Posting {
        redeemed_at, ended, ..
    } = &reward.state
    else {
        return changes;
    };
    let posted = RewardState::Posted {
        balance_transaction_id: balance_transaction_id.clone(),
        posted_at: now,
    };
    let after = if let Some(reason) = *ended {
        reversal::reversing(reward, (&balance_transaction_id, now), reason)
    } else {
        if redeemed_at.is_some() {
            let telling = Telling::CreditPosted {
                reward_id: reward.id.clone(),
                amount: reward.open(),
            };
            changes.notify(Notification::about_reward(reward, telling, now));
        }
        let mut after = ChangeSet::default();
        after.write(Write::Reward(reward.in_state(posted)));
        after
    };
    changes
        .write(Write::Journal(JournalEntry::post(reward, now)))
        .announce(Event::CreditPosted {
            reward_id: reward.id.clone(),
            account_id: reward.account_id.clone(),
        })
        .append(after);
    changes
}

/// Stripe has not got it, surely: the reservation is renewed under a new key; or the credit ends,
/// where it is not to be posted any more.
pub fn not_found(reward: &Reward, now: Timestamp) -> ChangeSet {
    match &reward.state {
        RewardState::Posting {
            redeemed_at,
            ended: Some(reason),
            ..
        } => given_up(reward, *redeemed_at, *reason, now),
        RewardState::Posting { redeemed_at, .. } => next_attempt(
            reward,
            RewardState::Posting {
                first_call_at: now,
                redeemed_at: *redeemed_at,
                ended: None,
            },
        ),
        RewardState::Held { .. }
        | RewardState::AwaitingFirstPayment
        | RewardState::WaitingForReferrer { .. }
        | RewardState::Available { .. }
        | RewardState::Posted { .. }
        | RewardState::Reversing { .. }
        | RewardState::Reversed { .. }
        | RewardState::Canceled { .. }
        | RewardState::Expired { .. }
        | RewardState::Forfeited { .. } => ChangeSet::default(),
    }
}

/// The credit ended while it was being posted, and is surely not at Stripe.
fn given_up(
    reward: &Reward,
    redeemed_at: Option<Timestamp>,
    reason: Reason,
    now: Timestamp,
) -> ChangeSet {
    let available = Reward {
        state: RewardState::Available {
            redeemed_at,
            blocked: None,
        },
        ..reward.clone()
    };
    release::cancel(&available, reason, now)
}

/// Stripe refused it for good: the credit is available again, with the reason; or ends, where it
/// is not to be posted any more.
pub fn refused(reward: &Reward, reason: Reason, now: Timestamp) -> ChangeSet {
    let mut changes = ChangeSet::default();
    let RewardState::Posting {
        redeemed_at, ended, ..
    } = &reward.state
    else {
        return changes;
    };
    if let Some(ended) = *ended {
        return given_up(reward, *redeemed_at, ended, now);
    }
    let state = RewardState::Available {
        redeemed_at: *redeemed_at,
        blocked: Some(reason),
    };
    changes
        .announce(Event::CreditBlocked {
            reward_id: reward.id.clone(),
            account_id: reward.account_id.clone(),
            reason,
        })
        .write(Write::Reward(reward.in_state(state)));
    changes
}

/// The credit cannot go on this customer's balance: it stays available, with the reason, which is
/// announced once.
pub fn blocked(reward: &Reward, reason: Reason) -> ChangeSet {
    let mut changes = ChangeSet::default();
    if let RewardState::Available {
        redeemed_at,
        blocked,
    } = &reward.state
        && *blocked != Some(reason)
    {
        let state = RewardState::Available {
            redeemed_at: *redeemed_at,
            blocked: Some(reason),
        };
        changes
            .announce(Event::CreditBlocked {
                reward_id: reward.id.clone(),
                account_id: reward.account_id.clone(),
                reason,
            })
            .write(Write::Reward(reward.in_state(state)));
    }
    changes
}

/// When Stripe was first called under the present key.
pub fn first_call_at(reward: &Reward) -> Option<Timestamp> {
    match &reward.state {
        RewardState::Posting { first_call_at, .. } => Some(*first_call_at),
        RewardState::Held { .. }
        | RewardState::AwaitingFirstPayment
        | RewardState::WaitingForReferrer { .. }
        | RewardState::Available { .. }
        | RewardState::Posted { .. }
        | RewardState::Reversing { .. }
        | RewardState::Reversed { .. }
        | RewardState::Canceled { .. }
        | RewardState::Expired { .. }
        | RewardState::Forfeited { .. } => None,
    }
}

fn next_attempt(reward: &Reward, state: RewardState) -> ChangeSet {
    let mut changes = ChangeSet::default();
    let attempts = reward.attempts.saturating_add(1);
    changes.write(Write::Reward(Reward {
        attempts,
        ..reward.in_state(state)
    }));
    changes
}

#[cfg(test)]
mod tests;
