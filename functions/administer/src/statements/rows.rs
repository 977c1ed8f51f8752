//! A statement as a table: a row for the opening, for each line, and for the closing.

use domain::id::{InvoiceId, RewardId};
use domain::ledger::{EntryId, Movement, Position};
use domain::money::Currency;
use domain::reason::Reason;
use domain::statement::sheet::{Sheet, SheetLine, Standing, Statement};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;

use crate::exports::sheet::Columns;

/// One row. Amounts are in minor units.
#[derive(Debug, Default, Serialize)]
pub(super) struct Row {
    currency: Option<Currency>,
    /// The day that the statement begins or ends with, or the instant of a line.
    date: Option<When>,
    /// `opening`, `closing`, or the movement of a line.
    movement: Option<What>,
    text: String,
    reward_id: Option<RewardId>,
    invoice_id: Option<InvoiceId>,
    reason: Option<Reason>,
    from: Option<Position>,
    to: Option<Position>,
    amount_minor: Option<i64>,
    change_minor: Option<i64>,
    pending_minor: i64,
    available_minor: i64,
    at_stripe_minor: i64,
    total_minor: i64,
    entry_id: Option<EntryId>,
}

#[derive(Debug, Serialize)]
#[serde(untagged)]
enum When {
    Day(Date),
    At(Timestamp),
}

#[derive(Debug, Serialize)]
#[serde(untagged)]
enum What {
    Balance(&'static str),
    Movement(Movement),
}

impl Columns for Row {
    const COLUMNS: &'static [&'static str] = &[
        "currency",
        "date",
        "movement",
        "text",
        "reward_id",
        "invoice_id",
        "reason",
        "from",
        "to",
        "amount_minor",
        "change_minor",
        "pending_minor",
        "available_minor",
        "at_stripe_minor",
        "total_minor",
        "entry_id",
    ];
}

/// Every sheet of the statement, one below the other.
pub(super) fn of(statement: &Statement) -> Vec<Row> {
    let mut rows = Vec::new();
    for sheet in &statement.sheets {
        rows.push(balance(sheet, ("opening", statement.from), &sheet.opening));
        rows.extend(sheet.lines.iter().map(line));
        rows.push(balance(sheet, ("closing", statement.to), &sheet.closing));
    }
    rows
}

fn balance(sheet: &Sheet, (name, day): (&'static str, Option<Date>), standing: &Standing) -> Row {
    Row {
        currency: Some(sheet.currency),
        date: day.map(When::Day),
        movement: Some(What::Balance(name)),
        ..standing_in(standing)
    }
}

fn line(line: &SheetLine) -> Row {
    Row {
        currency: Some(line.amount.currency()),
        date: Some(When::At(line.recorded_at)),
        movement: Some(What::Movement(line.movement)),
        text: line.text.clone(),
        reward_id: Some(line.reward_id.clone()),
        invoice_id: line.invoice_id.clone(),
        reason: line.reason,
        from: line.from,
        to: line.to,
        amount_minor: Some(line.amount.amount_minor()),
        change_minor: Some(line.change.amount_minor),
        entry_id: Some(line.entry_id.clone()),
        ..standing_in(&line.balance)
    }
}

fn standing_in(standing: &Standing) -> Row {
    Row {
        pending_minor: standing.pending.amount_minor,
        available_minor: standing.available.amount_minor,
        at_stripe_minor: standing.at_stripe.amount_minor,
        total_minor: standing.total.amount_minor,
        ..Row::default()
    }
}
