//! An account's balance: the sum of its statement lines, and nothing else.

mod cause;
pub mod sheet;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::id::RewardId;
use crate::ledger::{Movement, Position, StatementLine};
use crate::money::{Currency, Money};
use crate::wording;
use crate::words::Words;

/// What an account has in one currency, in minor units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename = "Sums")
)]
pub struct Balance {
    /// Earned, and waiting for something.
    pub pending_minor: i64,
    /// May be used.
    pub available_minor: i64,
    /// On the Stripe balance: comes off the next invoices.
    pub at_stripe_minor: i64,
}

impl Balance {
    /// All that the account has, wherever it stands.
    pub fn total_minor(&self) -> i64 {
        let released = self.available_minor.saturating_add(self.at_stripe_minor);
        self.pending_minor.saturating_add(released)
    }

    /// What one more line of this currency makes of it.
    pub fn take(&mut self, line: &StatementLine) {
        let amount = line.amount.amount_minor();
        if let Some(from) = line.from {
            self.add(from, amount.saturating_neg());
        }
        if let Some(to) = line.to {
            self.add(to, amount);
        }
    }

    /// `amount_minor` more stands there, or less where it is below zero.
    pub(crate) fn add(&mut self, position: Position, amount_minor: i64) {
        let sum = match position {
            Position::Pending => &mut self.pending_minor,
            Position::Available => &mut self.available_minor,
            Position::AtStripe => &mut self.at_stripe_minor,
        };
        *sum = sum.saturating_add(amount_minor);
    }
}

/// The balance per currency, from all lines in any order.
pub fn balances<'a>(
    lines: impl IntoIterator<Item = &'a StatementLine>,
) -> BTreeMap<Currency, Balance> {
    let mut balances: BTreeMap<Currency, Balance> = BTreeMap::new();
    for line in lines {
        balances
            .entry(line.amount.currency())
            .or_default()
            .take(line);
    }
    balances
}

/// What was moved this way in all, in words: `$20`, or `$20 and €5`; nothing where nothing was.
pub fn moved<'a>(
    words: &Words,
    lines: impl IntoIterator<Item = &'a StatementLine>,
    movement: Movement,
) -> Option<String> {
    let mut sums: BTreeMap<Currency, i64> = BTreeMap::new();
    for line in lines.into_iter().filter(|line| line.movement == movement) {
        let sum = sums.entry(line.amount.currency()).or_default();
        *sum = sum.saturating_add(line.amount.amount_minor());
    }
    in_words(words, sums)
}

/// All that is available, in words; nothing where nothing is.
pub fn available<'a>(
    words: &Words,
    lines: impl IntoIterator<Item = &'a StatementLine>,
) -> Option<String> {
    let balances = balances(lines).into_iter();
    let available = balances.map(|(currency, balance)| (currency, balance.available_minor));
    in_words(words, available)
}

fn in_words(words: &Words, sums: impl IntoIterator<Item = (Currency, i64)>) -> Option<String> {
    let sums = sums.into_iter().filter(|(_, minor)| *minor > 0);
    let written = sums
        .filter_map(|(currency, minor)| Money::from_minor(minor, currency).ok())
        .map(|sum| wording::money(words, sum));
    written.reduce(|one, other| words.part("amounts-and", &[("one", &one), ("other", &other)]))
}

/// The rewards whose credit is available: moved there by one line and by none away from there.
pub fn available_rewards<'a>(
    lines: impl IntoIterator<Item = &'a StatementLine>,
) -> Vec<&'a RewardId> {
    let mut available: BTreeMap<&RewardId, i64> = BTreeMap::new();
    for line in lines {
        let count = available.entry(&line.reward_id).or_default();
        if line.from == Some(Position::Available) {
            *count = count.saturating_sub(1);
        }
        if line.to == Some(Position::Available) {
            *count = count.saturating_add(1);
        }
    }
    available
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(reward, _)| reward)
        .collect()
}

#[cfg(test)]
mod tests;
