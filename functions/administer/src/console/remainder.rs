//! What invoices had used of credit before it was taken back, and what each decision about it would
//! do, in plain words with its amounts.

use domain::id::RewardId;
use domain::ledger::StatementLine;
use domain::remainder::{self, Choice};
use domain::reward::{Reward, RewardState};
use domain::statement::balances;

use super::shown::sum;

/// One that waits for a decision.
pub(super) struct Remainder {
    pub(super) id: String,
    /// What invoices had used.
    pub(super) used: String,
    pub(super) waive: String,
    pub(super) net: String,
    pub(super) debit: String,
}

impl Remainder {
    /// None where nothing is to be decided. `lines` are the account's, where they are known.
    pub(super) fn of(reward: &Reward, lines: Option<&[StatementLine]>) -> Option<Self> {
        let RewardState::Reversed {
            review_required: true,
            ..
        } = reward.state
        else {
            return None;
        };
        let currency = reward.amount.currency();
        let there = lines.map(|lines| {
            let balance = balances(lines).get(&currency).copied();
            let there = balance.unwrap_or_default().at_stripe_minor;
            format!(" It has {} there now.", sum(there, currency))
        });
        let used = sum(reward.used_minor, currency);
        Some(Self::in_words(&reward.id, used, &there.unwrap_or_default()))
    }

    fn in_words(id: &RewardId, used: String, there: &str) -> Self {
        Self {
            id: id.to_string(),
            waive: format!("The account keeps {used}, and owes nothing."),
            net: format!(
                "{used} comes off other referral credit of the account on its Stripe balance, now \
                 or when some comes there: the customer never owes it.{there}"
            ),
            debit: format!(
                "{used} is put on its Stripe balance as a debit: the next bill is {used} higher, \
                 but for what other credit covers. This cannot be taken back here."
            ),
            used,
        }
    }
}

/// What was decided and is not done to its end, in words.
pub(super) fn asked_for(reward: &Reward) -> Option<String> {
    let settled = reward.remainder.as_ref();
    let settled = settled.filter(|_| remainder::is_open(reward))?;
    let left = sum(reward.used_minor, reward.amount.currency());
    match settled.choice {
        Choice::Waive => None,
        Choice::Net => Some(format!(
            "{left} of what invoices had used still comes off other credit of the account."
        )),
        Choice::Debit => Some(format!(
            "{left} of what invoices had used is being put on the next bill."
        )),
    }
}

#[cfg(test)]
impl Remainder {
    pub(super) fn drawn_by_a_test(id: &str) -> Self {
        Self::in_words(&id.parse().unwrap(), "$1,000".to_owned(), "")
    }
}
