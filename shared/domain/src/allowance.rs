//! What a program may still grant: its budget, and the caps of one referrer's account
//! (requirements 3.2, E70, F47).
//!
//! Both are counters, moved in the transaction of what they count, each under a condition of its
//! own; so a hundred earners at once spend exactly what there is. A program that sets neither has
//! no counter (P14). See `docs/decisions/0014-budget-and-caps.md`.

pub mod budget;
pub mod caps;

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use crate::change::{ChangeSet, Write};
use crate::event::Event;
use crate::id::ProgramId;
use crate::money::{Currency, Money};
use crate::program::Program;
use crate::reason::Reason;
use crate::reward::{Reward, RewardState, Side};
use crate::schedule::{Amounts, Offer};
use crate::terms::Rules;
use crate::time::fnv1a;
use budget::{BudgetMove, Drawn, Guard, Spent};
use caps::RewardCount;

/// What was counted so far, as the table has it. Empty where the program sets no budget and no cap.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    pub spent: BTreeMap<Currency, Spent>,
    /// Budgets of which it was announced that they are used up: currency and amount.
    pub told: BTreeSet<(Currency, i64)>,
    /// Rewards of the referrer's account, and signups of its friends, by the name of their counter.
    pub rewards: BTreeMap<String, u32>,
}

/// A program and what it granted: what decides whether it may grant more.
#[derive(Debug, Clone, Copy)]
pub struct Limits<'a> {
    pub program: &'a Program,
    pub tally: &'a Tally,
}

/// What one reward counts against; it stays with the reward, so that ending it gives back there.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Counted {
    /// Of which counters of the budget it was drawn.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub budget: Vec<Drawn>,
    /// The counters of the referrer's account that count it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub caps: Vec<String>,
}

impl Counted {
    pub fn is_nothing(&self) -> bool {
        self.budget.is_empty() && self.caps.is_empty()
    }
}

/// The counter of signups of a referrer's friends on the day of `at`, where the program counts them.
pub fn signups_counter(program: &Program, at: Timestamp, zone: &TimeZone) -> Option<(String, u32)> {
    let expected = program.settings.review.signups_per_day?;
    let day = at.to_zoned(zone.clone()).strftime("%Y-%m-%d").to_string();
    Some((format!("SIGNUPS-{day}"), expected))
}

impl<'a> Limits<'a> {
    /// Whether the budget holds all of what is offered: an offer is made only while it does (E70).
    pub fn cover(&self, offer: &Offer) -> bool {
        let mut wanted: BTreeMap<Currency, i64> = BTreeMap::new();
        for side in [Side::Referrer, Side::Friend] {
            for money in offer.side(side).all() {
                let sum = wanted.entry(money.currency()).or_default();
                *sum = sum.saturating_add(money.amount_minor());
            }
        }
        let holds = |(currency, minor): (&Currency, &i64)| {
            let Some(budget) = self.program.settings.budget.limit_in(*currency) else {
                return true;
            };
            let spent = self.tally.spent.get(currency).map_or(0, Spent::sum);
            *minor <= budget.amount_minor().saturating_sub(spent)
        };
        wanted.is_empty() || wanted.iter().any(holds)
    }

    pub(crate) fn allowance(self) -> Allowance<'a> {
        Allowance {
            budget: &self.program.settings.budget,
            program: &self.program.id,
            told: &self.tally.told,
            spent: self.tally.spent.clone(),
            rewards: self.tally.rewards.clone(),
            changes: ChangeSet::default(),
        }
    }
}

/// What one decision may still grant, which becomes less as it grants.
#[derive(Debug)]
pub(crate) struct Allowance<'a> {
    budget: &'a Amounts,
    program: &'a ProgramId,
    told: &'a BTreeSet<(Currency, i64)>,
    spent: BTreeMap<Currency, Spent>,
    rewards: BTreeMap<String, u32>,
    changes: ChangeSet,
}

impl Allowance<'_> {
    /// The reward as it may be granted: counted; or forfeited, with what is used up.
    ///
    /// One that was forfeited for another reason stays as it is, and counts nothing.
    pub(crate) fn admit(&mut self, reward: Reward, rules: &Rules, now: Timestamp) -> Reward {
        if matches!(reward.state, RewardState::Forfeited { .. }) {
            return reward;
        }
        let counts = match reward.side {
            Side::Referrer => rules.caps.counters(reward.qualified_at, &rules.zone()),
            Side::Friend => Vec::new(),
        };
        let is_full = |(name, at_most): &(String, u32)| {
            *at_most <= self.rewards.get(name).copied().unwrap_or(0)
        };
        if counts.iter().any(is_full) {
            return forfeited(reward, Reason::CapReached, now);
        }
        let Some(budget) = self.draw(&reward, now) else {
            return forfeited(reward, Reason::BudgetExhausted, now);
        };
        let caps = counts.into_iter().map(|(name, at_most)| {
            let counted = self.rewards.entry(name.clone()).or_default();
            *counted = counted.saturating_add(1);
            let count = RewardCount::of(&reward, name.clone(), 1, Some(at_most));
            self.changes.write(Write::CountReward(count));
            name
        });
        let counted = Counted {
            caps: caps.collect(),
            budget,
        };
        Reward { counted, ..reward }
    }

    /// What all that was admitted counts, and that the budget is used up, told once.
    pub(crate) fn into_changes(self) -> ChangeSet {
        self.changes
    }

    /// Draws the reward's amount; nothing is drawn where there is not enough for all of it.
    fn draw(&mut self, reward: &Reward, now: Timestamp) -> Option<Vec<Drawn>> {
        let currency = reward.amount.currency();
        let Some(budget) = self.budget.limit_in(currency) else {
            return Some(Vec::new());
        };
        let spent = self.spent.entry(currency).or_default();
        let preferred = fnv1a(reward.referral_id.as_str());
        let Some(steps) = spent.draw(budget, reward.amount.amount_minor(), preferred) else {
            self.tell(budget, now);
            return None;
        };
        for (drawn, guard) in &steps {
            self.changes.write(Write::Budget(BudgetMove {
                program: self.program.clone(),
                currency,
                counter: drawn.counter,
                minor: drawn.minor,
                guard: *guard,
            }));
        }
        let drawn = steps.into_iter().map(|(drawn, _)| drawn);
        Some(drawn.filter(|drawn| drawn.minor > 0).collect())
    }

    fn tell(&mut self, budget: Money, now: Timestamp) {
        let used_up = Event::BudgetExhausted {
            program_id: self.program.clone(),
            budget,
        };
        let told = (budget.currency(), budget.amount_minor());
        if !self.told.contains(&told) && !self.changes.events.contains(&used_up) {
            self.changes
                .write(Write::BudgetTold {
                    program: self.program.clone(),
                    budget,
                    told_at: now,
                })
                .announce(used_up);
        }
    }
}

fn forfeited(reward: Reward, reason: Reason, now: Timestamp) -> Reward {
    Reward {
        state: RewardState::Forfeited {
            reason,
            decided_at: now,
        },
        expires_at: None,
        remind_at: None,
        ..reward
    }
}

/// Which of a reward's counters move as it ends, or is given again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Return {
    /// It ended as if it had never been: its money and its place come back.
    Whole,
    /// It was earned, and not used in time: its money comes back.
    Money,
    /// It is given again: it counts again, whatever is left. What was promised was counted once.
    Again,
}

/// Moves what `reward` counts against, by what no invoice has used of it.
pub(crate) fn returned(reward: &Reward, how: Return) -> ChangeSet {
    let step = match how {
        Return::Whole | Return::Money => -1,
        Return::Again => 1,
    };
    let mut changes = drawn(reward, (0, reward.open_minor()), step);
    if how != Return::Money {
        for name in &reward.counted.caps {
            let count = RewardCount::of(reward, name.clone(), step, None);
            changes.write(Write::CountReward(count));
        }
    }
    changes
}

/// Moves back a part of the money of a reward that has ended: what an invoice gave back.
pub(crate) fn returned_money(reward: &Reward, part_minor: i64) -> ChangeSet {
    let open_minor = reward.open_minor();
    let before = open_minor.saturating_sub(part_minor);
    drawn(reward, (before, open_minor), -1)
}

/// Moves the counters of the budget by what was drawn of them for `reward`, from the first of
/// these minor units up to, and not including, the second.
fn drawn(reward: &Reward, (mut skipped, until): (i64, i64), step: i64) -> ChangeSet {
    let mut changes = ChangeSet::default();
    let mut left = until.saturating_sub(skipped);
    for drawn in &reward.counted.budget {
        let passed = skipped.min(drawn.minor);
        skipped = skipped.saturating_sub(passed);
        let minor = left.min(drawn.minor.saturating_sub(passed));
        left = left.saturating_sub(minor);
        if minor > 0 {
            changes.write(Write::Budget(BudgetMove {
                program: reward.program_id.clone(),
                currency: reward.amount.currency(),
                counter: drawn.counter,
                minor: minor.saturating_mul(step),
                guard: Guard::Always,
            }));
        }
    }
    changes
}

#[cfg(test)]
mod tests;
