//! Credit that had ended is given again: by what Stripe says later, by the referrer's payment, or by
//! staff.

use jiff::Timestamp;

use crate::allowance::{Return, returned};
use crate::change::{ChangeSet, Write};
use crate::earning::{after_hold, available, earned};
use crate::event::Event;
use crate::ledger::JournalEntry;
use crate::notification::{Notification, Telling};
use crate::reason::Reason;
use crate::reversal::is_undone_by_facts;
use crate::reward::{Reward, RewardState};
use crate::terms::Rules;

/// What had ended is given again: as much as was taken, under what is left of the hold, or of the
/// wait for the referrer.
pub(crate) fn reinstate(ended: &Reward, rules: &Rules, now: Timestamp) -> ChangeSet {
    let state = match &ended.state {
        // What staff give is not asked for who the referrer is.
        RewardState::Canceled {
            waited_until: Some(until),
            ..
        } if !ended.kept_by_staff => RewardState::WaitingForReferrer { until: *until },
        // Nothing had been taken: invoices had used all of it.
        RewardState::Reversed {
            balance_transaction_id,
            posted_at,
            ..
        } if ended.open_minor() == 0 => RewardState::Posted {
            balance_transaction_id: balance_transaction_id.clone(),
            posted_at: *posted_at,
        },
        RewardState::Reversed { .. }
        | RewardState::Canceled { .. }
        | RewardState::Expired { .. }
        | RewardState::Held { .. }
        | RewardState::AwaitingFirstPayment
        | RewardState::WaitingForReferrer { .. }
        | RewardState::Available { .. }
        | RewardState::Posting { .. }
        | RewardState::Posted { .. }
        | RewardState::Reversing { .. }
        | RewardState::Forfeited { .. } => after_hold(rules, ended.qualified_at, now),
    };
    given_again(ended, state, rules, now)
}

/// What had ended goes on in `state`, in a round of its own.
pub(crate) fn given_again(
    ended: &Reward,
    state: RewardState,
    rules: &Rules,
    now: Timestamp,
) -> ChangeSet {
    let mut changes = ChangeSet::default();
    let again = Reward {
        round: ended.round.saturating_add(1),
        // Should it end again, staff decide again.
        remainder: None,
        ..ended.in_state(state)
    }
    .pending_while_reviewed(rules)
    .expiring(rules.expiry_days, now);
    if again.open_minor() > 0 {
        changes
            .write(Write::Journal(JournalEntry::reinstate(
                &again,
                again.is_pending(),
                now,
            )))
            .notify(told_again(ended, &again, now));
        if !again.is_pending() && again.frozen.is_none() {
            changes.announce(available(&again));
        }
    }
    changes
        .announce(Event::RewardReinstated {
            reward_id: again.id.clone(),
            account_id: again.account_id.clone(),
        })
        .append(returned(&again, Return::Again))
        .write(Write::Reward(again));
    changes
}

/// What its earner is told: of one that had waited for the referrer that it waits, or is earned.
fn told_again(ended: &Reward, again: &Reward, now: Timestamp) -> Notification {
    let (reward_id, amount) = (again.id.clone(), again.open());
    let telling = if again.kept_by_staff {
        Telling::CreditGiven { reward_id, amount }
    } else if matches!(again.state, RewardState::WaitingForReferrer { .. }) {
        Telling::NoCredit {
            reason: Reason::WaitingForReferrerToPay,
        }
    } else if matches!(&ended.state, RewardState::Canceled { reason, .. }
        if !is_undone_by_facts(*reason))
    {
        return earned(again, now);
    } else {
        Telling::CreditReinstated { reward_id, amount }
    };
    Notification::about_reward(again, telling, now)
}
