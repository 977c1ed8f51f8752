//! Which invoice used which credit, read from a customer's balance at Stripe (requirements 3.4).
//!
//! A balance is one pot: ours, prorations, credit notes and what staff put there by hand. Stripe
//! says how much of the pot an invoice used, and not whose; it is allotted here to the oldest
//! first. Movements only ever follow each other, so what was allotted once stays so.

use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::change::{ChangeSet, Write};
use crate::given_back;
use crate::id::{InvoiceId, RewardId};
use crate::ledger::{Direction, EntryId, JournalEntry, StatementLine, Usage};
use crate::money::Money;
use crate::notification::{Notification, Telling};
use crate::reward::{Reward, RewardState};

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

/// What names a use that paid what the customer owed, before what brought the credit.
pub(crate) const DEBT: &str = "debt";

/// Credit that was put on the balance, and what is left of it.
#[derive(Debug)]
struct Lot<'a> {
    /// The movement that put it there.
    id: String,
    reward: Option<&'a RewardId>,
    left_minor: i64,
    /// By what used it: an invoice, or a movement that was none.
    used: BTreeMap<String, Used>,
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

    /// What is left on the balance of all rewards' credit, in minor units.
    pub fn ours_left_minor(&self) -> i64 {
        let ours = self.lots.iter().filter(|lot| lot.reward.is_some());
        ours.fold(0, |sum, lot| sum.saturating_add(lot.left_minor))
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
        // Whatever comes pays first what the customer owed.
        let owed_minor = std::mem::take(&mut self.debt_minor);
        self.consume(owed_minor, &format!("{DEBT}.{}", one.id));
    }

    fn put(&mut self, (id, reward): (&str, Option<&'a RewardId>), minor: i64) {
        self.lots.push(Lot {
            id: id.to_owned(),
            reward,
            left_minor: minor,
            used: BTreeMap::new(),
        });
    }

    /// From the oldest on; what no lot has is a debt.
    fn consume(&mut self, minor: i64, by: &str) {
        let mut wanted = minor;
        for lot in self.lots.iter_mut().filter(|lot| lot.left_minor > 0) {
            let part = wanted.min(lot.left_minor);
            lot.left_minor = lot.left_minor.saturating_sub(part);
            lot.counts(by, (part, 0));
            wanted = wanted.saturating_sub(part);
            if wanted == 0 {
                return;
            }
        }
        self.debt_minor = self.debt_minor.saturating_add(wanted);
    }

    /// To the lots it came from, the newest first; what came from none is new credit of nobody's.
    fn give_back(&mut self, minor: i64, by: &str) {
        let mut left = minor;
        let mut paid_by_others = Vec::new();
        for lot in self.lots.iter_mut().rev() {
            let part = left.min(lot.held_minor(by));
            if part <= 0 {
                continue;
            }
            lot.counts(by, (0, part));
            lot.left_minor = lot.left_minor.saturating_add(part);
            left = left.saturating_sub(part);
            paid_by_others.extend(lot.pays_back());
        }
        for (minor, by) in paid_by_others {
            self.give_back(minor, &by);
        }
        if left > 0 {
            self.put((by, None), left);
        }
    }

    /// From this reward's own credit; that is no usage. More than is left of it asks again for what
    /// was used of it, newest credit first, and comes from whatever else is there.
    fn take_back(&mut self, reward: &RewardId, minor: i64, by: &str) {
        let mut wanted = minor.saturating_neg();
        let own = |lot: &&mut Lot<'_>| lot.reward == Some(reward);
        for lot in self.lots.iter_mut().filter(own) {
            let part = wanted.min(lot.left_minor);
            lot.left_minor = lot.left_minor.saturating_sub(part);
            wanted = wanted.saturating_sub(part);
        }
        let mut asked = wanted;
        for lot in self.lots.iter_mut().rev().filter(own) {
            let part = asked.min(lot.used_minor());
            if part > 0 {
                lot.counts(by, (0, part));
            }
            asked = asked.saturating_sub(part);
        }
        self.consume(wanted, by);
    }

    /// By what this reward's credit was used, over all its rounds.
    fn used_of(&self, reward: &RewardId) -> BTreeMap<&str, Used> {
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

impl Lot<'_> {
    /// What this user of it holds: used, and not given back; below zero for what asked again for
    /// what others had used.
    fn held_minor(&self, by: &str) -> i64 {
        self.used.get(by).map_or(0, Used::held_minor)
    }

    /// What is used of it by all together.
    fn used_minor(&self) -> i64 {
        let held = self.used.values().map(Used::held_minor);
        held.fold(0, i64::saturating_add)
    }

    fn counts(&mut self, by: &str, (applied_minor, unapplied_minor): (i64, i64)) {
        let used = self.used.entry(by.to_owned()).or_default();
        used.applied_minor = used.applied_minor.saturating_add(applied_minor);
        used.unapplied_minor = used.unapplied_minor.saturating_add(unapplied_minor);
    }

    /// What was given back of it although it had been asked for again: whoever paid that gets it.
    fn pays_back(&mut self) -> Vec<(i64, String)> {
        let mut paid = Vec::new();
        while self.used_minor() < 0 {
            let owing = self.used.iter().find(|(_, used)| used.held_minor() < 0);
            let Some((by, used)) = owing else { break };
            let (by, owed) = (by.clone(), used.held_minor().saturating_neg());
            let part = owed.min(self.used_minor().saturating_neg());
            self.left_minor = self.left_minor.saturating_sub(part);
            self.counts(&by, (part, 0));
            paid.push((part, by));
        }
        paid
    }
}

impl Used {
    fn held_minor(&self) -> i64 {
        self.applied_minor.saturating_sub(self.unapplied_minor)
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
///
/// What they gave back of one that has ended meanwhile is asked for. Of one that is on its way to
/// the balance, or off it, nothing is written before it is there.
pub fn record(
    reward: &Reward,
    allotment: &Allotment<'_>,
    lines: &[StatementLine],
    now: Timestamp,
) -> ChangeSet {
    if given_back::ended(reward).is_some() {
        return given_back::found(reward, allotment, lines, now);
    }
    if !matches!(reward.state, RewardState::Posted { .. }) {
        return ChangeSet::default();
    }
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
