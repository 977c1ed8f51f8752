//! An account's statement lines against the rewards they are of, and against nothing at all: no
//! balance is below zero.

use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::account::Account;
use crate::id::{AccountId, RewardId};
use crate::ledger::StatementLine;
use crate::money::Currency;
use crate::reconciliation::finding::{Finding, FindingKind};
use crate::reward::Reward;
use crate::statement::Balance;
use crate::stuck;

/// What an account's lines come to, in all and by reward: small, however many there are.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Books {
    balances: BTreeMap<Currency, Balance>,
    by_reward: BTreeMap<RewardId, OfReward>,
}

/// What one reward's lines come to.
#[derive(Debug, Clone, PartialEq, Eq)]
struct OfReward {
    balances: BTreeMap<Currency, Balance>,
    /// When the last of them was recorded.
    moved_at: Timestamp,
}

impl Books {
    pub fn take(&mut self, line: &StatementLine) {
        let currency = line.amount.currency();
        self.balances.entry(currency).or_default().take(line);
        let new = || OfReward {
            balances: BTreeMap::new(),
            moved_at: line.recorded_at,
        };
        let of_reward = self.by_reward.entry(line.reward_id.clone());
        let of_reward = of_reward.or_insert_with(new);
        of_reward.moved_at = of_reward.moved_at.max(line.recorded_at);
        of_reward.balances.entry(currency).or_default().take(line);
    }

    pub fn of(lines: &[StatementLine]) -> Self {
        let mut books = Self::default();
        for line in lines {
            books.take(line);
        }
        books
    }

    /// The rewards that the lines are of.
    pub fn rewards(&self) -> impl Iterator<Item = &RewardId> {
        self.by_reward.keys()
    }

    pub fn is_empty(&self) -> bool {
        self.by_reward.is_empty()
    }

    /// What the balance of these books is below zero in.
    pub fn overdrawn(&self, account: &AccountId) -> Vec<Finding> {
        let negative = |balance: &Balance| {
            let positions = [
                balance.pending_minor,
                balance.available_minor,
                balance.at_stripe_minor,
            ];
            positions.into_iter().filter(|minor| *minor < 0).min()
        };
        let found = self.balances.iter().filter_map(|(currency, balance)| {
            let minor = negative(balance)?;
            let finding = Finding::new(FindingKind::NegativeBalance, account.as_str());
            Some(finding.of_account(account).amounts(*currency, (0, minor)))
        });
        found.collect()
    }

    /// Where the ledger and the reward's state disagree about its credit.
    pub fn against(&self, reward: &Reward) -> Option<Finding> {
        let currency = reward.amount.currency();
        let own = self.by_reward.get(&reward.id);
        let stands = own.and_then(|it| it.balances.get(&currency)).copied();
        let stands = stands.unwrap_or_default();
        let mut expected = Balance::default();
        if let Some(position) = reward.state.position() {
            expected.add(position, reward.open_minor());
        }
        let others = own.into_iter().flat_map(|it| &it.balances);
        let foreign = others
            .filter(|(other, _)| **other != currency)
            .any(|(_, balance)| *balance != Balance::default());
        (stands != expected || foreign).then(|| {
            let sums = (expected.total_minor(), stands.total_minor());
            Finding::new(FindingKind::RewardStandsElsewhere, reward.id.as_str())
                .of_account(&reward.account_id)
                .of_reward(&reward.id)
                .amounts(currency, sums)
        })
    }

    /// The reward's credit, if it has been on its way to Stripe or back for too long; `owner` is
    /// the account it belongs to.
    pub fn stuck(&self, reward: &Reward, owner: &Account, now: Timestamp) -> Option<Finding> {
        // Without a customer it waits, and that is no fault (E34).
        owner.stripe_customer_id.as_ref()?;
        let asked_at = stuck::on_its_way(reward)?;
        let moved_at = self.by_reward.get(&reward.id)?.moved_at;
        let since = asked_at.max(moved_at);
        // By then the search has announced it again, in vain.
        let late = stuck::first_look(stuck::first_look(since));
        (late <= now).then(|| {
            Finding::new(FindingKind::Stuck, reward.id.as_str())
                .of_account(&reward.account_id)
                .of_reward(&reward.id)
                .since(since)
        })
    }
}

#[cfg(test)]
mod tests;
