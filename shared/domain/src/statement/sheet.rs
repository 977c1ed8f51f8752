//! An account's statement over a period, as a bank would write it: opening balance, each line with
//! its date and its cause in words, closing balance.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use serde::Serialize;

use crate::id::{AccountId, InvoiceId, RewardId};
use crate::ledger::{EntryId, Movement, Position, StatementLine};
use crate::money::{Currency, Money};
use crate::notification::Notification;
use crate::reason::Reason;
use crate::statement::{Balance, cause};

/// Most lines of one statement; who has more asks for a shorter period.
pub const LINES_AT_MOST: usize = 5_000;

/// Days of UTC, both included; an open end where one is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Period {
    pub from: Option<Date>,
    pub to: Option<Date>,
}

/// Why there is no statement of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoStatement {
    #[error("must not be after `to`")]
    EndsBeforeItBegins,
    #[error("must be later: the period has {0} lines, and a statement {LINES_AT_MOST} at most")]
    TooLong(usize),
}

/// A sum, which may be more than one credit can be, or below zero where it is a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Sum {
    pub amount_minor: i64,
    pub currency: Currency,
}

/// What the account has at one instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename = "StatementBalance")
)]
pub struct Standing {
    /// Earned, and waiting for something.
    pub pending: Sum,
    /// May be used.
    pub available: Sum,
    /// On the Stripe balance, for the next invoices.
    pub at_stripe: Sum,
    /// All three.
    pub total: Sum,
}

/// One line: what moved, when, why, and what the account had then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename = "StatementLine")
)]
pub struct SheetLine {
    pub recorded_at: Timestamp,
    /// The cause in words.
    pub text: String,
    pub movement: Movement,
    pub entry_id: EntryId,
    pub reward_id: RewardId,
    /// The invoice that used it, or gave it back.
    pub invoice_id: Option<InvoiceId>,
    /// Why the credit ended, where it did.
    pub reason: Option<Reason>,
    pub amount: Money,
    /// Where it stood; none where it came from outside, or back from an invoice.
    pub from: Option<Position>,
    /// Where it stands; none where an invoice used it, or it ended.
    pub to: Option<Position>,
    /// What it did to the total: nothing where the credit only moved on.
    pub change: Sum,
    /// After this line.
    pub balance: Standing,
}

/// The statement in one currency: amounts of several are never added up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename = "StatementSheet")
)]
pub struct Sheet {
    pub currency: Currency,
    pub opening: Standing,
    /// Oldest first.
    pub lines: Vec<SheetLine>,
    pub closing: Standing,
}

/// An account's statement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Statement {
    pub account_id: AccountId,
    /// The first day, of UTC; none where it begins with the account's first line.
    pub from: Option<Date>,
    /// The last day, of UTC; none where it ends now.
    pub to: Option<Date>,
    /// One a currency, in the order of their codes; none before the first credit.
    pub sheets: Vec<Sheet>,
}

impl Period {
    fn starts_at(&self) -> Option<Timestamp> {
        self.from.and_then(midnight)
    }

    /// The first instant after it.
    fn ends_at(&self) -> Option<Timestamp> {
        let next = self.to.and_then(|day| day.checked_add(1.day()).ok());
        next.and_then(midnight)
    }
}

fn midnight(day: Date) -> Option<Timestamp> {
    let midnight = day.to_zoned(TimeZone::UTC).ok();
    midnight.map(|at| at.timestamp())
}

impl Statement {
    /// The statement of `account` over `period`, from all its lines in any order; `told` are its
    /// notifications, which know why a credit ended.
    ///
    /// # Errors
    /// [`NoStatement`], which is about the beginning of the period.
    pub fn of(
        account_id: &AccountId,
        period: Period,
        lines: &[StatementLine],
        told: &[Notification],
    ) -> Result<Self, NoStatement> {
        if period
            .from
            .zip(period.to)
            .is_some_and(|(from, to)| to < from)
        {
            return Err(NoStatement::EndsBeforeItBegins);
        }
        let (starts_at, ends_at) = (period.starts_at(), period.ends_at());
        let mut lines: Vec<&StatementLine> = lines
            .iter()
            .filter(|line| ends_at.is_none_or(|end| line.recorded_at < end))
            .collect();
        in_order(&mut lines);
        let split = lines.partition_point(|line| starts_at.is_some_and(|it| line.recorded_at < it));
        let (before, within) = lines.split_at_checked(split).unwrap_or_default();
        if within.len() > LINES_AT_MOST {
            return Err(NoStatement::TooLong(within.len()));
        }
        let mut balances: BTreeMap<Currency, Balance> = BTreeMap::new();
        for line in before {
            add(&mut balances, line);
        }
        let mut sheets = opened(&balances, within);
        for line in within {
            let (before, after) = add(&mut balances, line);
            if let Some(sheet) = sheets.get_mut(&line.amount.currency()) {
                sheet.lines.push(SheetLine::of(line, told, (before, after)));
                sheet.closing = standing(after, sheet.currency);
            }
        }
        Ok(Self {
            account_id: account_id.clone(),
            from: period.from,
            to: period.to,
            sheets: sheets.into_values().collect(),
        })
    }
}

/// A sheet a currency, as they stand before the first line of the period.
fn opened(
    balances: &BTreeMap<Currency, Balance>,
    within: &[&StatementLine],
) -> BTreeMap<Currency, Sheet> {
    let known = balances.keys().copied();
    let new = within.iter().map(|line| line.amount.currency());
    let open = |currency| {
        let opening = standing(
            balances.get(&currency).copied().unwrap_or_default(),
            currency,
        );
        let sheet = Sheet {
            currency,
            opening,
            lines: Vec::new(),
            closing: opening,
        };
        (currency, sheet)
    };
    known.chain(new).map(open).collect()
}

/// The balance of the line's currency before it, and after it.
fn add(balances: &mut BTreeMap<Currency, Balance>, line: &StatementLine) -> (Balance, Balance) {
    let balance = balances.entry(line.amount.currency()).or_default();
    let before = *balance;
    balance.take(line);
    (before, *balance)
}

fn standing(balance: Balance, currency: Currency) -> Standing {
    let sum = |amount_minor| Sum {
        amount_minor,
        currency,
    };
    Standing {
        pending: sum(balance.pending_minor),
        available: sum(balance.available_minor),
        at_stripe: sum(balance.at_stripe_minor),
        total: sum(balance.total_minor()),
    }
}

impl SheetLine {
    fn of(
        line: &StatementLine,
        told: &[Notification],
        (before, after): (Balance, Balance),
    ) -> Self {
        let currency = line.amount.currency();
        let reason = cause::reason(line, told);
        let change = Sum {
            amount_minor: after.total_minor().saturating_sub(before.total_minor()),
            currency,
        };
        Self {
            recorded_at: line.recorded_at,
            text: cause::text(line, reason),
            movement: line.movement,
            entry_id: line.entry_id.clone(),
            reward_id: line.reward_id.clone(),
            invoice_id: cause::invoice(line),
            reason,
            amount: line.amount,
            from: line.from,
            to: line.to,
            change,
            balance: standing(after, currency),
        }
    }
}

/// Oldest first. Of one instant, a credit is there before it moves on, and moves on before it is
/// used or ends; what an invoice used and gave back at once stands together, before what other
/// invoices used of it.
fn in_order(lines: &mut [&StatementLine]) {
    let given_back: BTreeSet<_> = lines
        .iter()
        .filter(|line| line.movement == Movement::Unapply)
        .map(|line| (line.recorded_at, line.reward_id.clone(), by(line)))
        .collect();
    lines.sort_by_cached_key(|line| {
        let about = (line.recorded_at, line.reward_id.clone(), by(line));
        let (first, then) = match line.movement {
            Movement::Grant | Movement::Reinstate => (0, String::new()),
            Movement::Release => (1, String::new()),
            Movement::Post => (2, String::new()),
            Movement::Apply if given_back.contains(&about) => (3, format!("{} 0", by(line))),
            Movement::Unapply => (3, format!("{} 1", by(line))),
            Movement::Apply => (4, String::new()),
            Movement::Cancel | Movement::Expire | Movement::Reverse => (5, String::new()),
        };
        (line.recorded_at, first, then, line.entry_id.clone())
    });
}

fn by(line: &StatementLine) -> String {
    line.caused_by().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests;
