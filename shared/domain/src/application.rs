//! Which invoice used which credit, read from a customer's balance at Stripe (requirements 3.4).
//!
//! A balance is one pot: ours, prorations, credit notes and what staff put there by hand. Stripe
//! says how much of the pot an invoice used, and not whose; it is allotted here to the oldest
//! first. Movements only ever follow each other, so what was allotted once stays so.

use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::change::{ChangeSet, Write};
use crate::id::{InvoiceId, RewardId};
use crate::ledger::{Direction, EntryId, JournalEntry, StatementLine, Usage};
use crate::money::Money;
use crate::notification::{Notification, Telling};
use crate::reward::Reward;

/// One movement of a customer's balance, as far as allotting goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BalanceMove {
    /// Stripe's id of it.
    pub id: String,
    pub kind: MoveKind,
    /// In minor units. Above zero is credit put on the balance; below zero, credit that left it.
    pub credit_minor: i64,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MoveKind {
    /// Put there, or taken back, by us for a reward.
    Ours(RewardId),
    /// Used by an invoice, or given back by it.
    Invoice(InvoiceId),
    /// Anybody else's.
    Other,
}

/// What one cause used of one reward's credit, and what it gave back, in minor units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Used {
    applied_minor: i64,
    unapplied_minor: i64,
}

/// Credit that was put on the balance, and what is left of it.
#[derive(Debug)]
struct Lot<'a> {
    /// The movement that put it there.
    id: &'a str,
    reward: Option<&'a RewardId>,
    left_minor: i64,
    /// By what used it: an invoice, or a movement that was none.
    used: BTreeMap<&'a str, Used>,
}

/// Who used what of each reward's credit.
#[derive(Debug, Default)]
pub struct Allotment<'a> {
    lots: Vec<Lot<'a>>,
    /// What the customer owes because more left the balance than was on it.
    debt_minor: i64,
}

impl<'a> Allotment<'a> {
    /// Allots all `moves` of one customer in one currency, oldest first.
    pub fn of(moves: &'a [BalanceMove]) -> Self {
        let mut allotment = Self::default();
        for one in moves {
            allotment.add(one);
        }
        allotment
    }

    /// What is left on the balance of this reward's credit, in minor units.
    pub fn left_minor(&self, reward: &RewardId) -> i64 {
        let own = self.lots.iter().filter(|lot| lot.reward == Some(reward));
        own.fold(0, |sum, lot| sum.saturating_add(lot.left_minor))
    }

    /// What is left of what this movement put on the balance, in minor units.
    pub fn left_of_minor(&self, id: &str) -> i64 {
        let lot = self.lots.iter().find(|lot| lot.id == id);
        lot.map_or(0, |lot| lot.left_minor)
    }

    fn add(&mut self, one: &'a BalanceMove) {
        let by: &str = match &one.kind {
            MoveKind::Invoice(invoice) => invoice.as_str(),
            MoveKind::Ours(_) | MoveKind::Other => &one.id,
        };
        match (&one.kind, one.credit_minor) {
            (_, 0) => {}
            (MoveKind::Ours(reward), minor) if minor < 0 => self.take_back(reward, minor, by),
            (MoveKind::Invoice(_) | MoveKind::Other, minor) if minor < 0 => {
                self.consume(minor.saturating_neg(), by);
            }
            (MoveKind::Ours(reward), minor) => self.put((by, Some(reward)), minor),
            (MoveKind::Invoice(_), minor) => self.give_back(minor, by),
            (MoveKind::Other, minor) => self.put((by, None), minor),
        }
    }

    /// What the customer owed is paid first; the rest is credit.
    fn put(&mut self, (id, reward): (&'a str, Option<&'a RewardId>), minor: i64) {
        let paid = minor.min(self.debt_minor);
        self.debt_minor = self.debt_minor.saturating_sub(paid);
        let mut used = BTreeMap::new();
        if paid > 0 {
            let applied_minor = paid;
            used.insert(
                "debt",
                Used {
                    applied_minor,
                    ..Used::default()
                },
            );
        }
        self.lots.push(Lot {
            id,
            reward,
            left_minor: minor.saturating_sub(paid),
            used,
        });
    }

    /// From the oldest on; what no lot has is a debt.
    fn consume(&mut self, minor: i64, by: &'a str) {
        let mut wanted = minor;
        for lot in self.lots.iter_mut().filter(|lot| lot.left_minor > 0) {
            let part = wanted.min(lot.left_minor);
            lot.left_minor = lot.left_minor.saturating_sub(part);
            let used = lot.used.entry(by).or_default();
            used.applied_minor = used.applied_minor.saturating_add(part);
            wanted = wanted.saturating_sub(part);
            if wanted == 0 {
                return;
            }
        }
        self.debt_minor = self.debt_minor.saturating_add(wanted);
    }

    /// To the lots it came from, the newest first; what came from none is new credit of nobody's.
    fn give_back(&mut self, minor: i64, by: &'a str) {
        let mut left = minor;
        for lot in self.lots.iter_mut().rev() {
            let Some(used) = lot.used.get_mut(by) else {
                continue;
            };
            let held = used.applied_minor.saturating_sub(used.unapplied_minor);
            let part = left.min(held);
            used.unapplied_minor = used.unapplied_minor.saturating_add(part);
            lot.left_minor = lot.left_minor.saturating_add(part);
            left = left.saturating_sub(part);
        }
        if left > 0 {
            self.put((by, None), left);
        }
    }

    /// From this reward's own credit; it is no usage.
    fn take_back(&mut self, reward: &RewardId, minor: i64, by: &'a str) {
        let mut wanted = minor.saturating_neg();
        for lot in self
            .lots
            .iter_mut()
            .filter(|lot| lot.reward == Some(reward))
        {
            let part = wanted.min(lot.left_minor);
            lot.left_minor = lot.left_minor.saturating_sub(part);
            wanted = wanted.saturating_sub(part);
        }
        if wanted > 0 {
            self.consume(wanted, by);
        }
    }

    /// By what this reward's credit was used, over all its rounds.
    fn used_of(&self, reward: &RewardId) -> BTreeMap<&'a str, Used> {
        let mut sums: BTreeMap<&str, Used> = BTreeMap::new();
        for lot in self.lots.iter().filter(|lot| lot.reward == Some(reward)) {
            for (by, used) in &lot.used {
                let sum = sums.entry(by).or_default();
                sum.applied_minor = sum.applied_minor.saturating_add(used.applied_minor);
                sum.unapplied_minor = sum.unapplied_minor.saturating_add(used.unapplied_minor);
            }
        }
        sums
    }
}

/// The reward as the allotment has it, and the entries that the statement does not have yet.
///
/// `lines` are those of the reward's account; an entry that is among them is not written again.
pub fn usage_of(
    reward: &Reward,
    allotment: &Allotment<'_>,
    lines: &[StatementLine],
    now: Timestamp,
) -> (Reward, ChangeSet) {
    let mut changes = ChangeSet::default();
    let mut used_minor = 0_i64;
    for (by, used) in allotment.used_of(&reward.id) {
        let stays = used.applied_minor.saturating_sub(used.unapplied_minor);
        used_minor = used_minor.saturating_add(stays);
        let directions = [
            (Direction::Apply, used.applied_minor),
            (Direction::Unapply, used.unapplied_minor),
        ];
        for (direction, minor) in directions {
            let Some(amount) = part(reward, minor) else {
                continue;
            };
            let usage = Usage {
                direction,
                by,
                amount,
            };
            let entry = JournalEntry::used(reward, &usage, now);
            if is_known(entry.id(), lines) {
                continue;
            }
            if let (Direction::Apply, Ok(invoice_id)) = (direction, by.parse::<InvoiceId>())
                && by.starts_with("in_")
            {
                let telling = Telling::CreditApplied {
                    reward_id: reward.id.clone(),
                    amount,
                    invoice_id,
                };
                changes.notify(Notification::about_reward(reward, telling, now));
            }
            changes.write(Write::Journal(entry));
        }
    }
    let after = Reward {
        used_minor,
        ..reward.clone()
    };
    (after, changes)
}

/// What invoices did with a reward's credit, written down: nothing where all of it is known.
pub fn record(
    reward: &Reward,
    allotment: &Allotment<'_>,
    lines: &[StatementLine],
    now: Timestamp,
) -> ChangeSet {
    let (after, mut changes) = usage_of(reward, allotment, lines, now);
    if !changes.is_empty() || after.used_minor != reward.used_minor {
        changes.write(Write::Reward(after.in_state(reward.state.clone())));
    }
    changes
}

fn part(reward: &Reward, minor: i64) -> Option<Money> {
    let amount = Money::from_minor(minor, reward.amount.currency()).ok()?;
    (!amount.is_zero()).then_some(amount)
}

fn is_known(entry: &EntryId, lines: &[StatementLine]) -> bool {
    lines.iter().any(|line| line.entry_id == *entry)
}

#[cfg(test)]
mod tests;
