//! How far it is, how fast, and what it came to.

use std::process::ExitCode;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use store::Restored;

/// Between two lines of progress.
const EVERY: Duration = Duration::from_secs(1);

/// Keys of what cannot be read that are printed.
const KEYS_AT_MOST: usize = 10;

/// It is through, and something is left for whoever called it.
const SOMETHING_LEFT: u8 = 3;

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
    unreadable: Vec<String>,
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
            unreadable: Vec::new(),
        };
        Self {
            counts: Arc::new(Mutex::new(counts)),
        }
    }

    fn counts(&self) -> MutexGuard<'_, Counts> {
        self.counts.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn begin(&self, table: &str, place: &str, segments: i32) {
        let what = if self.counts().write {
            "missing and differing lines are written"
        } else {
            "nothing is written"
        };
        println!("Table {table} in {place}, {segments} parts at a time; {what}.");
    }

    /// A page of journal entries.
    pub(crate) fn entries(&self, page: &Restored) {
        let mut counts = self.counts();
        counts.entries = counts.entries.saturating_add(page.seen);
        counts.add(page);
    }

    /// A page of statement lines.
    pub(crate) fn lines(&self, page: &Restored) {
        let mut counts = self.counts();
        counts.lines = counts.lines.saturating_add(page.seen);
        counts.add(page);
    }

    /// It did not come to its end.
    pub(crate) fn broken_off(&self) {
        let counts = self.counts();
        if counts.looked_at() == 0 {
            return;
        }
        println!("{}", counts.so_far());
        println!(
            "Broken off. {} Run the same command again: it begins anew, and leaves alone what is \
             right.",
            if counts.write {
                "What was written so far stays, each line of it whole."
            } else {
                "Nothing was written."
            }
        );
    }

    /// What it all came to, and with what the command ends.
    pub(crate) fn end(&self) -> ExitCode {
        let counts = self.counts();
        println!("{}", counts.so_far());
        for sentence in counts.outcome() {
            println!("{sentence}");
        }
        if counts.is_something_left() {
            ExitCode::from(SOMETHING_LEFT)
        } else {
            ExitCode::SUCCESS
        }
    }
}

impl Counts {
    fn add(&mut self, page: &Restored) {
        self.missing = self.missing.saturating_add(page.missing);
        self.differing = self.differing.saturating_add(page.differing);
        self.without_entry = self.without_entry.saturating_add(page.without_entry);
        for key in &page.unreadable {
            if !self.unreadable.contains(key) {
                self.unreadable.push(key.clone());
            }
        }
        if EVERY <= self.told.elapsed() {
            self.told = Instant::now();
            println!("{}", self.so_far());
        }
    }

    fn looked_at(&self) -> u64 {
        self.entries.saturating_add(self.lines)
    }

    fn lacking(&self) -> u64 {
        self.missing.saturating_add(self.differing)
    }

    fn is_something_left(&self) -> bool {
        let not_written = !self.write && 0 < self.lacking();
        not_written || 0 < self.without_entry || !self.unreadable.is_empty()
    }

    fn so_far(&self) -> String {
        let milliseconds = self.started.elapsed().as_millis().max(1);
        let rate = u128::from(self.looked_at())
            .saturating_mul(1_000)
            .checked_div(milliseconds);
        let (seconds, rest) = (milliseconds / 1_000, milliseconds % 1_000);
        format!(
            "{seconds:>5}.{rest:03} s: {} journal entries looked at ({} lines missing, {} \
             differing), then {} lines ({} without an entry); {} records a second",
            self.entries,
            self.missing,
            self.differing,
            self.lines,
            self.without_entry,
            rate.unwrap_or_default()
        )
    }

    fn outcome(&self) -> Vec<String> {
        let mut told = vec![match (self.entries, self.lacking(), self.write) {
            (0, ..) => "There is no journal entry in this table: is it the right one?".to_owned(),
            (_, 0, _) => "Every journal entry has its statement line, byte by byte.".to_owned(),
            (_, lacking, true) => format!("{lacking} lines were written from the journal."),
            (_, lacking, false) => {
                format!("Nothing was written. The same with --write restores {lacking} lines.")
            }
        }];
        if 0 < self.without_entry {
            told.push(format!(
                "{} lines have no journal entry, and were left alone: the journal itself lost \
                 entries. Restore it from the table's backup, then run this again.",
                self.without_entry
            ));
        }
        if !self.unreadable.is_empty() {
            let keys: Vec<&str> = self.unreadable.iter().map(String::as_str).collect();
            let shown = keys.get(..KEYS_AT_MOST).unwrap_or(&keys);
            told.push(format!(
                "{} records cannot be read. Statement lines are written anew by --write; anything \
                 else is taken from the table's backup. Their keys:\n  {}",
                keys.len(),
                shown.join("\n  ")
            ));
        }
        told
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(seen: u64, missing: u64) -> Restored {
        Restored {
            seen,
            missing,
            ..Restored::default()
        }
    }

    fn left_and_told(write: bool, entries: &Restored, lines: &Restored) -> (bool, String) {
        let progress = Progress::new(write);
        progress.entries(entries);
        progress.lines(lines);
        let counts = progress.counts();
        (counts.is_something_left(), counts.outcome().join(" "))
    }

    #[test]
    fn a_table_that_is_whole_leaves_nothing_to_do() {
        let (left, told) = left_and_told(false, &page(7, 0), &page(7, 0));
        assert!(!left && told.contains("byte by byte"), "{told}");
    }

    #[test]
    fn what_is_missing_is_left_to_do_unless_it_was_written() {
        let (left, told) = left_and_told(false, &page(7, 2), &page(5, 0));
        assert!(left && told.contains("--write restores 2"), "{told}");
        let (left, told) = left_and_told(true, &page(7, 2), &page(7, 0));
        assert!(!left && told.contains("2 lines were written"), "{told}");
    }

    #[test]
    fn lines_without_an_entry_and_what_cannot_be_read_is_left_to_do() {
        let lines = Restored {
            without_entry: 1,
            unreadable: vec!["JOURNAL#grant#x ENTRY".to_owned()],
            ..page(7, 0)
        };
        let (left, told) = left_and_told(true, &page(6, 0), &lines);
        assert!(left && told.contains("JOURNAL#grant#x ENTRY"), "{told}");
    }

    #[test]
    fn an_empty_journal_asks_whether_it_is_the_right_table() {
        let (_, told) = left_and_told(false, &page(0, 0), &page(0, 0));
        assert!(told.contains("the right one"), "{told}");
    }
}
