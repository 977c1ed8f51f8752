//! What invoices had used of a credit before it was taken back, and what staff decide about it
//! (requirements 3.4): it is let go, taken off other credit of the account, or owed at once.
//!
//! What is asked for again leaves the customer's balance like any credit that is taken back, only
//! that none of it is left there: other credit pays for it, or the next bill does. So the journal
//! has two entries: the invoice's use is undone by it, and that amount is taken back.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::account::{Account, Household};
use crate::allowance::returned_money;
use crate::application::Allotment;
use crate::change::{ChangeSet, Write};
use crate::event::Event;
use crate::given_back::{ended, tell_of_end};
use crate::id::RewardId;
use crate::ledger::{Direction, JournalEntry, Usage};
use crate::notification::{Notification, Telling};
use crate::reason::Reason;
use crate::review::{Decided, Rejection};
use crate::reward::{Reward, RewardState, Taking};

/// What becomes of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Choice {
    /// It is let go.
    Waive,
    /// It is taken off whatever other referral credit of the account is on its Stripe balance, or
    /// comes there: the customer never owes it.
    Net,
    /// It is put on the Stripe balance as a debit, which the next bill adds.
    Debit,
}

/// What staff decided, who and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settled {
    pub choice: Choice,
    #[serde(flatten)]
    pub decided: Decided,
}

/// Whether what invoices had used of a credit that ended so is to be decided about at all: of one
/// that ended with the referrer's subscription, it was rightly used (E33).
pub(crate) fn is_asked_for(reason: Reason) -> bool {
    reason != Reason::ReferrerCanceled
}

/// The end of a credit is known to be for another reason than before: what staff decided was about
/// that one, where both differ in what they ask for.
pub(crate) fn asked(reward: &mut Reward) {
    let used = reward.used_minor > 0;
    let RewardState::Reversed {
        reason,
        review_required,
        ..
    } = &mut reward.state
    else {
        return;
    };
    if !is_asked_for(*reason) {
        *review_required = false;
        reward.remainder = None;
    } else if reward.remainder.is_none() {
        *review_required = used;
    }
}

/// Staff decide about it; `owner` is the household of the reward's account.
///
/// # Errors
/// [`Rejection`]; then nothing changes.
pub fn settle(
    reward: Option<&Reward>,
    owner: &Household,
    (choice, decided): (Choice, &Decided),
) -> Result<ChangeSet, Rejection> {
    let reward = reward.ok_or(Rejection::Unknown)?;
    let mut state = reward.state.clone();
    let RewardState::Reversed {
        review_required: required @ true,
        ..
    } = &mut state
    else {
        return Err(Rejection::NotOpen);
    };
    *required = false;
    let settled = Reward {
        remainder: Some(Settled {
            choice,
            decided: decided.clone(),
        }),
        ..reward.in_state(state)
    };
    let mut changes = ChangeSet::default();
    changes.announce(Event::RemainderDecided {
        reward_id: settled.id.clone(),
        account_id: settled.account_id.clone(),
        round: settled.round,
        choice,
    });
    if choice == Choice::Net {
        changes.writes.extend(netting(owner, reward));
    }
    if choice != Choice::Waive {
        changes.announce(Event::CreditReversing {
            reward_id: settled.id.clone(),
            account_id: settled.account_id.clone(),
        });
    }
    changes.write(Write::Reward(settled));
    Ok(changes)
}

/// Whether something is still to be asked for.
pub fn is_open(reward: &Reward) -> bool {
    let asks = |it: &Settled| it.choice != Choice::Waive;
    matches!(reward.state, RewardState::Reversed { .. })
        && reward.used_minor > 0
        && reward.remainder.as_ref().is_some_and(asks)
}

/// Since when something is to be asked for that waits for nothing but our call.
pub(crate) fn asked_since(reward: &Reward) -> Option<Timestamp> {
    let settled = reward.remainder.as_ref().filter(|_| is_open(reward))?;
    let waits = settled.choice == Choice::Net && reward.debit.is_none();
    (!waits).then_some(settled.decided.decided_at)
}

/// The account without what is netted to the end, where `done` are some of its rewards.
pub fn netted(owner: &Household, done: &[Reward]) -> ChangeSet {
    let mut changes = ChangeSet::default();
    let Some(account) = &owner.account else {
        return changes;
    };
    let is_done = |id: &RewardId| done.iter().any(|it| it.id == *id && !is_open(it));
    let mut left = account.netted.clone();
    left.retain(|id| !is_done(id));
    if left.len() < account.netted.len() {
        changes.write(Write::Account(Account {
            netted: left,
            version: account.version.saturating_add(1),
            ..account.clone()
        }));
    }
    changes
}

/// What is to be asked for now, in minor units; `allotment` is of the customer's balance.
pub(crate) fn due_minor(reward: &Reward, allotment: &Allotment<'_>) -> i64 {
    match &reward.remainder {
        Some(settled) if is_open(reward) => match settled.choice {
            Choice::Waive => 0,
            Choice::Net => reward.used_minor.min(allotment.ours_left_minor()),
            Choice::Debit => reward.used_minor,
        },
        Some(_) | None => 0,
    }
}

/// Stripe has it off the balance, by this transaction.
pub(crate) fn taken(
    reward: &Reward,
    debit: Taking,
    (transaction_id, now): (&str, Timestamp),
) -> ChangeSet {
    let mut changes = ChangeSet::default();
    let Some((reason, _)) = ended(reward) else {
        return changes;
    };
    let amount = reward.part(debit.amount_minor);
    let usage = Usage {
        direction: Direction::Unapply,
        by: transaction_id,
        amount,
    };
    let telling = Telling::CreditReversed {
        reward_id: reward.id.clone(),
        amount,
        reason,
        was_used: true,
    };
    let after = Reward {
        used_minor: reward.used_minor.saturating_sub(debit.amount_minor),
        debit: None,
        ..reward.in_state(reward.state.clone())
    };
    changes
        .write(Write::Journal(JournalEntry::used(reward, &usage, now)))
        .write(Write::Journal(JournalEntry::reverse_again(reward, now)))
        .notify(Notification::about_reward(reward, telling, now))
        .append(returned_money(&after, debit.amount_minor));
    tell_of_end(&after, &mut changes);
    changes.write(Write::Reward(after));
    changes
}

/// Whatever is posted for the account from now on pays for it first.
fn netting(owner: &Household, reward: &Reward) -> Option<Write> {
    let account = owner.account.as_ref()?;
    let mut netted = account.netted.clone();
    netted.insert(reward.id.clone()).then(|| {
        Write::Account(Account {
            netted,
            version: account.version.saturating_add(1),
            ..account.clone()
        })
    })
}

#[cfg(test)]
mod tests;
