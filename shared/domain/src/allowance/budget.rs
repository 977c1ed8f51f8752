//! A program's budget: what it may spend in one currency, spread over counters.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::id::ProgramId;
use crate::money::{Currency, Money};

/// Counters of a budget, so that no one item takes every earning of a program.
pub const COUNTERS: u8 = 8;

/// Smaller budgets, in minor units, have one counter: their rewards are few.
pub const ONE_COUNTER_BELOW: i64 = 100_000;

/// A part of a reward's amount, and the counter it was drawn from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Drawn {
    pub counter: u8,
    /// In the minor unit of the reward's currency.
    pub minor: i64,
}

/// Under which condition a counter moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Guard {
    /// What is spent stays within the counter's share, in minor units.
    Within { share_minor: i64 },
    /// The counter stands where it was read.
    Unmoved { read_minor: i64 },
    /// It moves whatever it says: what was drawn comes back, or is drawn again.
    Always,
}

/// One step of one counter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BudgetMove {
    pub program: ProgramId,
    pub currency: Currency,
    pub counter: u8,
    /// In minor units: above zero is spent, below zero comes back, zero only asks for the guard.
    pub minor: i64,
    pub guard: Guard,
}

impl BudgetMove {
    /// Whether both step the same counter under the same condition, so that they are one step.
    pub(crate) fn is_with(&self, other: &Self) -> bool {
        self.program == other.program
            && self.currency == other.currency
            && self.counter == other.counter
            && self.guard == other.guard
    }
}

/// What was spent of one budget, counter by counter, in minor units.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Spent {
    /// As it was read.
    read: BTreeMap<u8, i64>,
    /// What this decision has drawn since.
    drawn: BTreeMap<u8, i64>,
}

impl Spent {
    pub fn of(read: impl IntoIterator<Item = (u8, i64)>) -> Self {
        Self {
            read: read.into_iter().collect(),
            drawn: BTreeMap::new(),
        }
    }

    /// Of all counters, in minor units.
    pub fn sum(&self) -> i64 {
        let all = self.read.values().chain(self.drawn.values());
        all.fold(0, |sum, minor| sum.saturating_add(*minor))
    }

    fn read_of(&self, counter: u8) -> i64 {
        self.read.get(&counter).copied().unwrap_or(0)
    }

    fn on(&self, counter: u8) -> i64 {
        let drawn = self.drawn.get(&counter).copied().unwrap_or(0);
        self.read_of(counter).saturating_add(drawn)
    }

    /// Draws `minor` from the preferred counter, else from the next with enough room, else in
    /// parts; none where all counters together have not enough.
    pub(super) fn draw(
        &mut self,
        budget: Money,
        minor: i64,
        preferred: u32,
    ) -> Option<Vec<(Drawn, Guard)>> {
        let counters = counters(budget);
        let first = preferred.checked_rem(u32::from(counters)).unwrap_or(0);
        let first = u8::try_from(first).unwrap_or(0);
        if budget.amount_minor().saturating_sub(self.sum()) < minor {
            return None;
        }
        // A counter stands above its share once a budget was made smaller, or credit was given
        // again: shares are then no measure, and every counter must stand where it was read.
        let is_above = |counter: &u8| share(budget, *counter) < self.on(*counter);
        let steps = if self.read.keys().any(is_above) {
            self.alone(minor, first, counters)
        } else {
            let order = (0..counters).map(|n| first.saturating_add(n));
            let order = order.filter_map(|n| n.checked_rem(counters)).collect();
            self.in_parts(budget, minor, order)
        };
        for (part, _) in &steps {
            let drawn = self.drawn.entry(part.counter).or_default();
            *drawn = drawn.saturating_add(part.minor);
        }
        Some(steps)
    }

    fn in_parts(&self, budget: Money, minor: i64, mut order: Vec<u8>) -> Vec<(Drawn, Guard)> {
        let room = |counter: u8| share(budget, counter).saturating_sub(self.on(counter));
        if let Some(enough) = order.iter().position(|counter| minor <= room(*counter)) {
            order.drain(..enough);
        }
        let mut left = minor;
        let mut draws = Vec::new();
        for counter in order {
            let part = left.min(room(counter));
            if part > 0 {
                left = left.saturating_sub(part);
                let share_minor = share(budget, counter);
                draws.push((
                    Drawn {
                        counter,
                        minor: part,
                    },
                    Guard::Within { share_minor },
                ));
            }
        }
        draws
    }

    fn alone(&self, minor: i64, from: u8, counters: u8) -> Vec<(Drawn, Guard)> {
        let all = self.read.keys().copied().chain(0..counters);
        let all: std::collections::BTreeSet<u8> = all.collect();
        let draw = |counter| {
            let minor = if counter == from { minor } else { 0 };
            let read_minor = self.read_of(counter);
            (Drawn { counter, minor }, Guard::Unmoved { read_minor })
        };
        all.into_iter().map(draw).collect()
    }
}

fn counters(budget: Money) -> u8 {
    if budget.amount_minor() < ONE_COUNTER_BELOW {
        1
    } else {
        COUNTERS
    }
}

/// The counter's part of the budget: the parts add up to it.
fn share(budget: Money, counter: u8) -> i64 {
    let counters = counters(budget);
    if counters <= counter {
        return 0;
    }
    let whole = budget.amount_minor().checked_div(i64::from(counters));
    let rest = budget.amount_minor().checked_rem(i64::from(counters));
    let one_more = rest.is_some_and(|rest| i64::from(counter) < rest);
    whole.unwrap_or(0).saturating_add(i64::from(one_more))
}
