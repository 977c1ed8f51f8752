//! How far it is, and how fast.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use store::Restored;

/// Between two lines of progress.
const EVERY: Duration = Duration::from_secs(1);

/// Counts what every part of the table came to.
#[derive(Clone)]
pub(crate) struct Progress {
    counts: Arc<Mutex<Counts>>,
}

struct Counts {
    write: bool,
    started: Instant,
    told: Instant,
    entries: u64,
    lines: u64,
    missing: u64,
    differing: u64,
    without_entry: u64,
}

impl Progress {
    pub(crate) fn new(write: bool) -> Self {
        let now = Instant::now();
        let counts = Counts {
            write,
            started: now,
            told: now,
            entries: 0,
            lines: 0,
            missing: 0,
            differing: 0,
            without_entry: 0,
        };
        Self {
            counts: Arc::new(Mutex::new(counts)),
        }
    }

    /// A page of journal entries.
    pub(crate) fn entries(&self, page: &Restored) {
        self.add(
            |counts| counts.entries = counts.entries.saturating_add(page.seen),
            page,
        );
    }

    /// A page of statement lines.
    pub(crate) fn lines(&self, page: &Restored) {
        self.add(
            |counts| counts.lines = counts.lines.saturating_add(page.seen),
            page,
        );
    }

    fn add(&self, count: impl Fn(&mut Counts), page: &Restored) {
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        count(&mut counts);
        counts.missing = counts.missing.saturating_add(page.missing);
        counts.differing = counts.differing.saturating_add(page.differing);
        counts.without_entry = counts.without_entry.saturating_add(page.without_entry);
        if EVERY <= counts.told.elapsed() {
            counts.told = Instant::now();
            println!("{}", counts.in_words());
        }
    }

    /// What it all came to.
    pub(crate) fn end(&self) {
        let counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        println!("{}", counts.in_words());
        let lacking = counts.missing.saturating_add(counts.differing);
        match (lacking, counts.write) {
            (0, _) => println!("Every journal entry has its statement line."),
            (_, true) => println!("{lacking} lines were written."),
            (_, false) => println!("Nothing was written: say --write to restore {lacking} lines."),
        }
        if 0 < counts.without_entry {
            println!(
                "{} lines have no journal entry. They were left alone: restore the journal from \
                 the table's backup first, then read the accounts that a reconciliation names.",
                counts.without_entry
            );
        }
    }
}

impl Counts {
    fn in_words(&self) -> String {
        let Self {
            entries,
            lines,
            missing,
            differing,
            without_entry,
            ..
        } = self;
        let milliseconds = self.started.elapsed().as_millis().max(1);
        let looked_at = u128::from(entries.saturating_add(*lines));
        let rate = looked_at.saturating_mul(1_000).checked_div(milliseconds);
        let rate = rate.unwrap_or_default();
        format!(
            "{entries} journal entries, {lines} lines, {rate} a second; {missing} lines missing, \
             {differing} differing, {without_entry} without an entry"
        )
    }
}
