//! The whole table, page by page: for whoever holds all of it against itself.

use std::collections::HashMap;

use domain::account::Account;
use domain::id::AccountId;
use domain::ledger::{EntryId, JournalEntry, StatementLine};
use jiff::Timestamp;

use crate::connect::Store;
use crate::error::StoreError;
use crate::item::{self, Item, attribute, text};
use crate::key::{self, Key};

/// What stands between the two halves of a key where a walk goes on.
const BETWEEN: char = '\n';

/// Items that a page of the journal goes through at most.
const PAGE_LENGTH: i32 = 1_000;

/// The journal, and of the accounts their lines and the record itself: the filter, and whether it
/// speaks of accounts.
const BOTH: (&str, bool) = (
    "begins_with(pk, :journal) OR (begins_with(pk, :account) AND (begins_with(sk, :feed) OR sk = \
     :sk))",
    true,
);

/// What is looked at of a walk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Walked {
    Entry(JournalEntry),
    Line(StatementLine),
    /// All lines of an account come before it.
    Account(Account),
    /// One of these that cannot be read: its key.
    Unreadable(String),
}

/// One page, and where the next begins.
#[derive(Debug, Clone, Default)]
pub struct WalkPage {
    pub items: Vec<Walked>,
    /// None after the last page.
    pub next: Option<String>,
}

/// One of several walks that share the table out.
#[derive(Debug, Clone, Copy)]
pub struct Segment {
    pub number: i32,
    pub of: i32,
}

impl Store {
    /// Journal entries, statement lines and accounts after `after`, in the order of the table:
    /// an account's lines come one after the other. A page goes through `limit` items of the table
    /// at most, of whatever kind. Not consistent: what was stored within the last seconds may be
    /// missing. One round trip a megabyte, and half its capacity.
    pub async fn walk(&self, after: Option<&str>, limit: i32) -> Result<WalkPage, StoreError> {
        let all = Segment { number: 0, of: 1 };
        walked(self.scanned((after, limit), all, BOTH).await?)
    }

    /// The same of a segment. One round trip a megabyte.
    pub(crate) async fn walk_segment(
        &self,
        after: Option<&str>,
        segment: Segment,
    ) -> Result<WalkPage, StoreError> {
        walked(self.scanned((after, PAGE_LENGTH), segment, BOTH).await?)
    }

    /// Journal entries of a segment after `after`. One round trip a megabyte.
    pub async fn walk_journal(
        &self,
        after: Option<&str>,
        segment: Segment,
    ) -> Result<WalkPage, StoreError> {
        let wanted = ("begins_with(pk, :journal)", false);
        walked(self.scanned((after, PAGE_LENGTH), segment, wanted).await?)
    }

    async fn scanned(
        &self,
        (after, limit): (Option<&str>, i32),
        segment: Segment,
        (wanted, accounts): (&str, bool),
    ) -> Result<(Vec<Item>, Option<String>), StoreError> {
        let mut request = self
            .client
            .scan()
            .table_name(&self.table)
            .filter_expression(wanted)
            .limit(limit)
            .expression_attribute_values(":journal", text(key::JOURNAL_PARTITION))
            .set_exclusive_start_key(after.and_then(start));
        if 1 < segment.of {
            request = request.segment(segment.number).total_segments(segment.of);
        }
        if accounts {
            request = request
                .expression_attribute_values(":account", text(key::ACCOUNT_PARTITION))
                .expression_attribute_values(":feed", text(key::FEED))
                .expression_attribute_values(":sk", text(key::ACCOUNT));
        }
        let output = Box::pin(request.send()).await;
        let output = output.map_err(StoreError::from_sdk)?;
        let next = output.last_evaluated_key.as_ref();
        let next = next.filter(|key| !key.is_empty()).map(place);
        Ok((output.items.unwrap_or_default(), next))
    }

    /// The statement lines that these entries ought to have, by the entry's id; none where one
    /// stands there and cannot be read. Consistent; one round trip a hundred.
    pub async fn lines_of(
        &self,
        entries: &[JournalEntry],
    ) -> Result<HashMap<EntryId, Option<StatementLine>>, StoreError> {
        let own = |entry: &JournalEntry| {
            let line = entry.statement_line();
            let key = key::statement_line(&line.account_id, line.recorded_at, &line.entry_id);
            (key, line.entry_id)
        };
        let names: HashMap<Key, EntryId> = entries.iter().map(own).collect();
        let found = self.items_by_key(names.keys().cloned().collect()).await?;
        let copies = found.into_iter().filter_map(|(key, item)| {
            let name = names.get(&key)?.clone();
            Some((name, item::record(item).ok()))
        });
        Ok(copies.collect())
    }

    /// The journal entries of these names, without those that cannot be read. Consistent; one
    /// round trip a hundred.
    pub async fn entries(&self, ids: &[EntryId]) -> Result<Vec<JournalEntry>, StoreError> {
        let keys = ids.iter().map(key::journal).collect();
        let found = self.items_by_key(keys).await?;
        Ok(found
            .into_values()
            .filter_map(|item| item::record(item).ok())
            .collect())
    }
}

/// Where a walk goes on that ended after the last record of this account's partition.
pub fn after_account(id: &AccountId) -> String {
    place_of(&key::account(id))
}

/// Where a walk goes on that ended after this entry.
pub fn after_entry(id: &EntryId) -> String {
    place_of(&key::journal(id))
}

/// Where a walk goes on that ended after this line.
pub fn after_line(account: &AccountId, recorded_at: Timestamp, entry: &EntryId) -> String {
    place_of(&key::statement_line(account, recorded_at, entry))
}

fn walked((items, next): (Vec<Item>, Option<String>)) -> Result<WalkPage, StoreError> {
    let mut page = WalkPage {
        items: Vec::with_capacity(items.len()),
        next,
    };
    for item in items {
        page.items.extend(sorted(item)?);
    }
    Ok(page)
}

/// Nothing where the item is none that a walk looks at.
fn sorted(item: Item) -> Result<Option<Walked>, StoreError> {
    let (pk, sk) = (attribute(&item, "pk"), attribute(&item, "sk"));
    let walked = if pk.starts_with(key::JOURNAL_PARTITION) {
        item::record(item).map(Walked::Entry)
    } else if sk == key::ACCOUNT {
        item::record(item).map(Walked::Account)
    } else if is_line(sk) {
        item::record(item).map(Walked::Line)
    } else {
        return Ok(None);
    };
    match walked {
        Ok(walked) => Ok(Some(walked)),
        Err(StoreError::Malformed { key, .. }) => Ok(Some(Walked::Unreadable(key))),
        Err(error) => Err(error),
    }
}

/// Whether this sort key of an account's partition is a statement line's.
fn is_line(sk: &str) -> bool {
    let kind = sk
        .strip_prefix(key::FEED)
        .and_then(|rest| rest.split('#').nth(1));
    kind == Some(key::LINE)
}

fn place(key: &Item) -> String {
    format!("{}{BETWEEN}{}", attribute(key, "pk"), attribute(key, "sk"))
}

fn place_of(key: &Key) -> String {
    format!("{}{BETWEEN}{}", key.pk, key.sk)
}

fn start(place: &str) -> Option<Item> {
    let (pk, sk) = place.split_once(BETWEEN)?;
    Some(HashMap::from([
        ("pk".to_owned(), text(pk)),
        ("sk".to_owned(), text(sk)),
    ]))
}
