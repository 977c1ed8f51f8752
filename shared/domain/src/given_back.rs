//! What an invoice gives back of a credit that has ended meanwhile, since it was voided only after
//! the rest had been taken back: it comes off the balance, too (requirements 3.4).
//!
//! Whether the invoice is voided before the credit ends or after, the books end alike, and as
//! Stripe's.

use jiff::Timestamp;

use crate::allowance::returned_money;
use crate::application::{Allotment, usage_of};
use crate::change::{ChangeSet, Write};
use crate::event::Event;
use crate::ledger::{JournalEntry, StatementLine};
use crate::notification::{Notification, Telling};
use crate::reason::Reason;
use crate::remainder;
use crate::reward::{GivenBack, Reward, RewardState, Taking};

/// Why the credit ended, and when, if it has: then nothing of it belongs on the balance.
pub(crate) fn ended(reward: &Reward) -> Option<(Reason, Timestamp)> {
    match &reward.state {
        RewardState::Reversed {
            reason,
            reversed_at: at,
            ..
        }
        | RewardState::Canceled {
            reason,
            canceled_at: at,
            ..
        } => Some((*reason, *at)),
        RewardState::Expired { expired_at } => Some((Reason::Expired, *expired_at)),
        RewardState::Held { .. }
        | RewardState::AwaitingFirstPayment
        | RewardState::WaitingForReferrer { .. }
        | RewardState::Available { .. }
        | RewardState::Posting { .. }
        | RewardState::Posted { .. }
        | RewardState::Reversing { .. }
        | RewardState::Forfeited { .. } => None,
    }
}

/// Writes down what invoices did with a credit that has ended, and asks for what they gave back.
pub(crate) fn found(
    reward: &Reward,
    allotment: &Allotment<'_>,
    lines: &[StatementLine],
    now: Timestamp,
) -> ChangeSet {
    if is_being_called(reward) {
        return ChangeSet::default();
    }
    let (known, mut changes) = seen(reward, allotment, lines, now);
    if changes.is_empty() && known == *reward {
        return changes;
    }
    match (reward.given_back, known.given_back) {
        (None, Some(_)) => {
            changes.announce(Event::CreditReversing {
                reward_id: known.id.clone(),
                account_id: known.account_id.clone(),
            });
        }
        (Some(_), None) => tell_of_end(&known, &mut changes),
        (None, None) | (Some(_), Some(_)) => {}
    }
    changes.write(Write::Reward(known.in_state(known.state.clone())));
    changes
}

/// Reserves what is left of it on the balance now, or else what staff have asked again for; where
/// that is nothing, it is at its end.
pub(crate) fn reserve(
    reward: &Reward,
    allotment: &Allotment<'_>,
    lines: &[StatementLine],
    now: Timestamp,
) -> ChangeSet {
    if ended(reward).is_none() || is_being_called(reward) {
        return ChangeSet::default();
    }
    let (known, mut changes) = seen(reward, allotment, lines, now);
    let asked_minor = remainder::due_minor(&known, allotment);
    let known = if let Some(back) = known.given_back {
        let taking = Taking {
            amount_minor: back.amount_minor,
            first_call_at: now,
        };
        Reward {
            attempts: known.attempts.saturating_add(1),
            given_back: Some(GivenBack {
                taking: Some(taking),
                ..back
            }),
            ..known
        }
    } else if asked_minor > 0 {
        Reward {
            attempts: known.attempts.saturating_add(1),
            debit: Some(Taking {
                amount_minor: asked_minor,
                first_call_at: now,
            }),
            ..known
        }
    } else {
        if reward.given_back.is_some() {
            tell_of_end(&known, &mut changes);
        }
        known
    };
    if changes.is_empty() && known == *reward {
        return changes;
    }
    changes.write(Write::Reward(known.in_state(known.state.clone())));
    changes
}

/// Stripe has taken it off the balance.
pub(crate) fn taken(reward: &Reward, (transaction_id, now): (&str, Timestamp)) -> ChangeSet {
    if let Some(debit) = reward.debit {
        return remainder::taken(reward, debit, (transaction_id, now));
    }
    let mut changes = ChangeSet::default();
    let (Some(back), Some((reason, _))) = (reward.given_back, ended(reward)) else {
        return changes;
    };
    if back.taking.is_none() {
        return changes;
    }
    let telling = Telling::CreditReversed {
        reward_id: reward.id.clone(),
        amount: reward.part(back.amount_minor),
        reason,
        was_used: false,
    };
    changes
        .write(Write::Journal(JournalEntry::reverse_again(reward, now)))
        .notify(Notification::about_reward(reward, telling, now))
        .append(returned_money(reward, back.amount_minor));
    tell_of_end(reward, &mut changes);
    changes.write(Write::Reward(Reward {
        given_back: None,
        ..reward.in_state(reward.state.clone())
    }));
    changes
}

/// Stripe has not got it, surely: the balance is read again.
pub(crate) fn not_found(reward: &Reward) -> ChangeSet {
    let mut changes = ChangeSet::default();
    if reward.is_leaving() {
        changes.write(Write::Reward(Reward {
            given_back: reward.given_back.map(|back| GivenBack {
                taking: None,
                ..back
            }),
            debit: None,
            ..reward.in_state(reward.state.clone())
        }));
    }
    changes
}

fn is_being_called(reward: &Reward) -> bool {
    reward.debit.is_some() || reward.given_back.is_some_and(|back| back.taking.is_some())
}

/// The reward as the balance has it, with what is left there of it.
fn seen(
    reward: &Reward,
    allotment: &Allotment<'_>,
    lines: &[StatementLine],
    now: Timestamp,
) -> (Reward, ChangeSet) {
    let (known, changes) = usage_of(reward, allotment, lines, now);
    let amount_minor = allotment.left_minor(&reward.id);
    let given_back = (amount_minor > 0).then_some(GivenBack {
        amount_minor,
        taking: None,
    });
    let mut state = known.state.clone();
    if let RewardState::Reversed {
        reason,
        review_required,
        ..
    } = &mut state
    {
        let is_open = known.used_minor > 0 && known.remainder.is_none();
        *review_required = is_open && remainder::is_asked_for(*reason);
    }
    let known = Reward {
        state,
        given_back,
        ..known
    };
    (known, changes)
}

/// What ended the credit may have been undone meanwhile: the payment is looked at again.
pub(crate) fn tell_of_end(reward: &Reward, changes: &mut ChangeSet) {
    if let Some((reason, _)) = ended(reward) {
        changes.announce(Event::RewardReversed {
            reward_id: reward.id.clone(),
            account_id: reward.account_id.clone(),
            reason,
        });
    }
}
