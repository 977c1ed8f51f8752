//! Whether the books agree: the journal with the statement lines, the lines with the rewards, and
//! all of it with what Stripe has on its customers' balances (requirements 3.3).
//!
//! A run goes through the whole table in slices, and remembers where it is. It looks only at what
//! was recorded well before it began, so that nothing it compares can still change. First it
//! compares by fingerprints, which costs one reading of the table; only where these differ does it
//! go through it again to name the entries.

pub mod at_stripe;
pub mod books;
pub mod finding;
pub mod prints;
pub mod shown;
pub mod surplus;

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use serde::{Deserialize, Serialize};

use crate::change::{ChangeSet, Write};
use crate::id::ReconciliationId;
use crate::ledger::Position;
use crate::money::Currency;
use crate::reconciliation::finding::Finding;
use crate::reconciliation::prints::Prints;
use crate::statement::Balance;
use crate::time::days_after;

/// Entries are recorded under an instant a little before they are stored; after this long, none
/// can still arrive.
const SETTLED_AFTER: SignedDuration = SignedDuration::from_mins(15);

/// The hour of the night, of UTC, from which on a run begins by itself.
const NIGHT_HOUR: i8 = 3;

/// Days for which a report is kept.
pub const KEPT_DAYS: u32 = 90;

/// Findings of one run that are kept; further ones are counted.
pub const FINDINGS_AT_MOST: u64 = 1_000;

/// Who asked for a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum AskedBy {
    Night,
    Staff,
}

/// How far a run is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "phase")]
pub enum Phase {
    /// Going through the table; on from this place in it, or from the beginning.
    Comparing {
        after: Option<String>,
    },
    /// Journal and lines differ: going through it again to name the entries.
    Locating {
        after: Option<String>,
    },
    Done {
        finished_at: Timestamp,
    },
}

/// What was gone through so far.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Tally {
    pub entries: u64,
    pub lines: u64,
    pub accounts: u64,
    pub rewards: u64,
    /// Customers whose balance at Stripe was read.
    pub customers: u64,
    pub findings: u64,
    /// Credits that Stripe had twice, of which one was taken off again.
    pub compensated: u64,
    /// What the journal comes to, and what the statement lines come to, per currency.
    pub journal: BTreeMap<Currency, Balance>,
    pub statements: BTreeMap<Currency, Balance>,
}

impl Tally {
    /// Adds what an account's lines come to.
    pub fn add_lines(&mut self, count: u64, sums: &BTreeMap<Currency, Balance>) {
        self.lines = self.lines.saturating_add(count);
        for (currency, sum) in sums {
            let all = self.statements.entry(*currency).or_default();
            all.add(Position::Pending, sum.pending_minor);
            all.add(Position::Available, sum.available_minor);
            all.add(Position::AtStripe, sum.at_stripe_minor);
        }
    }
}

/// One run, and its report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reconciliation {
    pub id: ReconciliationId,
    pub asked_by: AskedBy,
    pub requested_at: Timestamp,
    /// Looks only at what was recorded before.
    pub recorded_before: Timestamp,
    /// What staff did by hand at Stripe is told from here on: since the run before this one.
    pub edits_since: Timestamp,
    #[serde(flatten)]
    pub phase: Phase,
    pub tally: Tally,
    pub of_journal: Prints,
    pub of_lines: Prints,
    /// Counts the writes, for the condition of the next.
    pub version: u64,
}

impl Reconciliation {
    fn new(asked_by: AskedBy, before: Option<&Self>, now: Timestamp) -> Self {
        Self {
            id: ReconciliationId::at(now),
            asked_by,
            requested_at: now,
            recorded_before: now.saturating_sub(SETTLED_AFTER).unwrap_or(now),
            edits_since: before.map_or(Timestamp::MIN, |before| before.requested_at),
            phase: Phase::Comparing { after: None },
            tally: Tally::default(),
            of_journal: Prints::default(),
            of_lines: Prints::default(),
            version: 1,
        }
    }

    pub fn is_done(&self) -> bool {
        matches!(self.phase, Phase::Done { .. })
    }

    /// Whether an entry recorded then is looked at.
    pub fn looks_at(&self, recorded_at: Timestamp) -> bool {
        recorded_at < self.recorded_before
    }

    /// The run as it stands after a slice of its work that ended at this place of the table, or
    /// at its end.
    pub fn advanced(&mut self, place: Option<String>, now: Timestamp) {
        let agrees = self.of_journal == self.of_lines;
        self.phase = match (&self.phase, place) {
            (Phase::Comparing { .. }, Some(place)) => Phase::Comparing { after: Some(place) },
            (Phase::Locating { .. }, Some(place)) => Phase::Locating { after: Some(place) },
            (Phase::Comparing { .. }, None) if !agrees => Phase::Locating { after: None },
            (Phase::Comparing { .. } | Phase::Locating { .. }, None) => {
                Phase::Done { finished_at: now }
            }
            (Phase::Done { finished_at }, _) => Phase::Done {
                finished_at: *finished_at,
            },
        };
    }

    /// What there is to say about it, in a sentence or two.
    pub fn in_words(&self) -> String {
        let Tally {
            entries,
            lines,
            accounts,
            rewards,
            customers,
            findings,
            compensated,
            ..
        } = &self.tally;
        let seen = format!(
            "{entries} journal entries, {lines} statement lines, {rewards} rewards of {accounts} \
             accounts, and {customers} customers at Stripe"
        );
        let found = match (findings, compensated) {
            (0, _) => String::new(),
            (found, 0) => format!(" {found} disagreements: read the findings."),
            (found, taken) => format!(
                " {found} disagreements: read the findings. {taken} credits that Stripe had twice \
                 were taken off again."
            ),
        };
        match &self.phase {
            Phase::Comparing { .. } => format!("Under way: compared {seen} so far.{found}"),
            Phase::Locating { .. } => format!(
                "Under way: compared {seen}; journal and statement lines differ, and are gone \
                 through again to name the entries.{found}"
            ),
            Phase::Done { .. } if *findings == 0 => format!("All agree: {seen}."),
            Phase::Done { .. } => format!("Compared {seen}.{found}"),
        }
    }

    /// Where it goes on in the table.
    pub fn place(&self) -> Option<&str> {
        match &self.phase {
            Phase::Comparing { after } | Phase::Locating { after } => after.as_deref(),
            Phase::Done { .. } => None,
        }
    }
}

/// The run that staff asked for; nothing new while one is under way.
pub fn asked_by_staff(last: Option<&Reconciliation>, now: Timestamp) -> ChangeSet {
    let mut changes = ChangeSet::default();
    if last.is_none_or(|last| last.is_done() && last.id != ReconciliationId::at(now)) {
        let run = Reconciliation::new(AskedBy::Staff, last, now);
        changes.write(Write::Reconciliation(Box::new(run)));
    }
    changes
}

/// The run that the night brings: once from 03:00 UTC on, unless one began since then.
pub fn of_the_night(last: Option<&Reconciliation>, now: Timestamp) -> Option<Reconciliation> {
    let night = night_of(now);
    let is_due = last.is_none_or(|last| last.is_done() && last.requested_at < night);
    is_due.then(|| Reconciliation::new(AskedBy::Night, last, now))
}

/// When the latest night began.
fn night_of(now: Timestamp) -> Timestamp {
    let at = now.to_zoned(TimeZone::UTC);
    let hours = i64::from(at.hour()).saturating_sub(i64::from(NIGHT_HOUR));
    let midnight = at.start_of_day().map_or(now, |day| day.timestamp());
    let night = midnight.saturating_add(SignedDuration::from_hours(i64::from(NIGHT_HOUR)));
    let night = night.unwrap_or(now);
    if hours < 0 {
        return crate::time::days_before(night, 1);
    }
    night
}

/// Stores a slice of work: how far the run is, and what it found.
pub fn noted(run: &Reconciliation, findings: &[Finding]) -> ChangeSet {
    let mut changes = ChangeSet::default();
    changes.write(Write::Reconciliation(Box::new(run.clone())));
    changes.append(told(run, findings));
    changes
}

/// Stores findings alone, beside a run that is not further yet.
pub fn told(run: &Reconciliation, findings: &[Finding]) -> ChangeSet {
    let mut changes = ChangeSet::default();
    for finding in findings {
        changes.write(Write::Finding {
            run: run.id.clone(),
            finding: Box::new(finding.clone()),
            forgotten_at: days_after(run.requested_at, KEPT_DAYS),
        });
    }
    changes
}

#[cfg(test)]
mod tests;
