//! Statement lines from the journal: for a table whose lines were lost or damaged (F52).
//!
//! A line is its entry's copy, so that each can be written again from it, byte by byte. Balances
//! are sums of lines, and come back with them.

use std::collections::HashSet;

use aws_sdk_dynamodb::types::{PutRequest, WriteRequest};
use domain::ledger::{JournalEntry, StatementLine};

use crate::commit::pause;
use crate::connect::Store;
use crate::error::StoreError;
use crate::item::{self, Item};
use crate::key::{self, Key};
use crate::walk::{Segment, Walked};
use crate::write::refused;

/// Items that DynamoDB takes in one batch of writes.
const WRITES_AT_MOST: usize = 25;

/// How often what DynamoDB left unwritten is sent again.
const ATTEMPTS: u32 = 8;

/// What one page came to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Restored {
    /// Journal entries, or statement lines, that were looked at.
    pub seen: u64,
    /// Lines that were not there.
    pub missing: u64,
    /// Lines that were not what their entry says.
    pub differing: u64,
    /// Lines that no entry has.
    pub without_entry: u64,
    /// Entries, or lines, that cannot be read: their keys. A line among them differs from its
    /// entry, and is written anew like any other.
    pub unreadable: Vec<String>,
    /// None after the last page.
    pub next: Option<String>,
}

impl Store {
    /// Holds the lines of one page of journal entries against these, and writes those that are
    /// missing or differ if `write` says so. Doing it again changes nothing.
    ///
    /// Round trips: one for the page, one a hundred entries, one a 25 lines written.
    pub async fn restore_lines(
        &self,
        after: Option<&str>,
        segment: Segment,
        write: bool,
    ) -> Result<Restored, StoreError> {
        let page = self.walk_journal(after, segment).await?;
        let mut restored = Restored {
            next: page.next,
            ..Restored::default()
        };
        let mut wanted: Vec<(Key, Item)> = Vec::new();
        for item in page.items {
            match item {
                Walked::Entry(entry) => wanted.push(line_item(&entry)?),
                Walked::Unreadable(key) => restored.unreadable.push(key),
                Walked::Line(_) | Walked::Account(_) => {}
            }
        }
        restored.seen = u64::try_from(wanted.len()).unwrap_or(u64::MAX);
        let keys = wanted.iter().map(|(key, _)| key.clone()).collect();
        let stored = self.items_by_key(keys).await?;
        let mut lacking = Vec::new();
        for (key, item) in wanted {
            match stored.get(&key) {
                Some(there) if *there == item => continue,
                Some(_) => restored.differing = restored.differing.saturating_add(1),
                None => restored.missing = restored.missing.saturating_add(1),
            }
            lacking.push(item);
        }
        if write {
            for items in lacking.chunks(WRITES_AT_MOST) {
                self.put_all(items).await?;
            }
        }
        Ok(restored)
    }

    /// Counts the lines of one page of a segment that no journal entry has; they are for somebody
    /// to look at, since a journal that lost entries must be restored first.
    ///
    /// Round trips: one for the page, one a hundred lines.
    pub async fn lines_without_entry(
        &self,
        after: Option<&str>,
        segment: Segment,
    ) -> Result<Restored, StoreError> {
        let page = self.walk_segment(after, segment).await?;
        let mut restored = Restored {
            next: page.next,
            ..Restored::default()
        };
        let mut lines: Vec<StatementLine> = Vec::new();
        for item in page.items {
            match item {
                Walked::Line(line) => lines.push(line),
                Walked::Unreadable(key) => restored.unreadable.push(key),
                Walked::Entry(_) | Walked::Account(_) => {}
            }
        }
        let names: Vec<_> = lines.iter().map(|line| line.entry_id.clone()).collect();
        let entries = self.entries(&names).await?;
        let places: HashSet<Key> = entries
            .iter()
            .map(|entry| key_of(&entry.statement_line()))
            .collect();
        let without = lines.iter().filter(|it| !places.contains(&key_of(it)));
        restored.without_entry = u64::try_from(without.count()).unwrap_or(u64::MAX);
        restored.seen = u64::try_from(lines.len()).unwrap_or(u64::MAX);
        Ok(restored)
    }

    /// Puts items, whatever stands at their keys.
    async fn put_all(&self, items: &[Item]) -> Result<(), StoreError> {
        let mut wanted = Vec::with_capacity(items.len());
        for item in items {
            let put = PutRequest::builder().set_item(Some(item.clone())).build();
            let put = put.map_err(|error| refused(&error))?;
            wanted.push(WriteRequest::builder().put_request(put).build());
        }
        for attempt in 1..=ATTEMPTS {
            let request = self.client.batch_write_item();
            let request = request.request_items(&self.table, wanted).send();
            let output = Box::pin(request).await.map_err(StoreError::from_sdk)?;
            let left = output.unprocessed_items.unwrap_or_default();
            wanted = left.into_values().flatten().collect();
            if wanted.is_empty() {
                return Ok(());
            }
            pause(attempt).await;
        }
        Err(StoreError::Contended("lines left unwritten each time"))
    }
}

/// The line of an entry as it is stored, with its key.
fn line_item(entry: &JournalEntry) -> Result<(Key, Item), StoreError> {
    let line = entry.statement_line();
    let key = key_of(&line);
    let item = item::of(&key, &line)?;
    Ok((key, item))
}

fn key_of(line: &StatementLine) -> Key {
    key::statement_line(&line.account_id, line.recorded_at, &line.entry_id)
}
