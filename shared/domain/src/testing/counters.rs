//! The counters of budget and caps, in memory, each held to its condition.

use std::collections::{BTreeMap, BTreeSet};

use crate::allowance::Tally;
use crate::allowance::budget::{BudgetMove, Guard, Spent};
use crate::allowance::caps::RewardCount;
use crate::id::AccountId;
use crate::money::{Currency, Money};

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Counters {
    spent: BTreeMap<(Currency, u8), i64>,
    rewards: BTreeMap<(AccountId, String), i64>,
    told: BTreeSet<(Currency, i64)>,
}

impl Counters {
    #[track_caller]
    pub(crate) fn step(&mut self, step: &BudgetMove) {
        let spent = self.spent.entry((step.currency, step.counter)).or_default();
        let after = spent.saturating_add(step.minor);
        match step.guard {
            Guard::Within { share_minor } => {
                assert!(after <= share_minor, "above its share: {step:?}");
            }
            Guard::Unmoved { read_minor } => assert_eq!(*spent, read_minor, "moved: {step:?}"),
            Guard::Always => {}
        }
        assert!(after >= 0, "more came back than was drawn: {step:?}");
        *spent = after;
    }

    #[track_caller]
    pub(crate) fn count(&mut self, count: &RewardCount) {
        let key = (count.account.clone(), count.name.clone());
        let counted = self.rewards.entry(key).or_default();
        if let Some(at_most) = count.at_most {
            assert!(*counted < i64::from(at_most), "above the cap: {count:?}");
        }
        *counted = counted.saturating_add(count.step);
        assert!(*counted >= 0, "less than none: {count:?}");
    }

    #[track_caller]
    pub(crate) fn tell(&mut self, budget: Money) {
        let told = (budget.currency(), budget.amount_minor());
        assert!(self.told.insert(told), "told twice: {budget}");
    }

    /// Of all counters in this currency.
    pub(crate) fn spent(&self, currency: &str) -> i64 {
        let of_currency = |(key, _): &(&(Currency, u8), &i64)| key.0.as_str() == currency;
        let spent = self.spent.iter().filter(of_currency);
        spent.map(|(_, minor)| minor).sum()
    }

    pub(crate) fn is_untouched(&self) -> bool {
        self.spent.is_empty()
    }

    pub(crate) fn tally(&self, referrer: &AccountId) -> Tally {
        let mut by_currency: BTreeMap<Currency, Vec<(u8, i64)>> = BTreeMap::new();
        for ((currency, counter), minor) in &self.spent {
            let counters = by_currency.entry(*currency).or_default();
            counters.push((*counter, *minor));
        }
        let own = self.rewards.iter().filter(|((id, _), _)| id == referrer);
        Tally {
            spent: by_currency
                .into_iter()
                .map(|(currency, read)| (currency, Spent::of(read)))
                .collect(),
            told: self.told.clone(),
            rewards: own
                .map(|((_, name), count)| (name.clone(), u32::try_from(*count).unwrap()))
                .collect(),
        }
    }
}
