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

/// Items that a page goes through at most: so a page of accounts, each with a call to Stripe, is
/// over before its function must end.
const PAGE_LENGTH: i32 = 1_000;

/// What is looked at of a walk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Walked {
    Entry(JournalEntry),
    Line(StatementLine),
    /// All lines of an account come before it.
    Account(Account),
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
    /// an account's lines come one after the other. Not consistent: what was stored within the
    /// last seconds may be missing. One round trip a megabyte, and half its capacity.
    pub async fn walk(&self, after: Option<&str>) -> Result<WalkPage, StoreError> {
        let all = Segment { number: 0, of: 1 };
        let wanted = "begins_with(pk, :journal) OR (begins_with(pk, :account) AND \
                      (begins_with(sk, :feed) OR sk = :sk))";
        let page = self.scanned(after, all, (wanted, true)).await?;
        walked(page)
    }

    /// Journal entries of a segment after `after`. One round trip a megabyte.
    pub async fn walk_journal(
        &self,
        after: Option<&str>,
        segment: Segment,
    ) -> Result<WalkPage, StoreError> {
        let wanted = "begins_with(pk, :journal)";
        walked(self.scanned(after, segment, (wanted, false)).await?)
    }

    async fn scanned(
        &self,
        after: Option<&str>,
        segment: Segment,
        (wanted, accounts): (&str, bool),
    ) -> Result<(Vec<Item>, Option<String>), StoreError> {
        let mut request = self
            .client
            .scan()
            .table_name(&self.table)
            .filter_expression(wanted)
            .limit(PAGE_LENGTH)
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

    /// The statement lines that these entries ought to have, by the entry's id. Consistent; one
    /// round trip a hundred.
    pub async fn lines_of(
        &self,
        entries: &[JournalEntry],
    ) -> Result<HashMap<EntryId, StatementLine>, StoreError> {
        let lines = entries.iter().map(JournalEntry::statement_line);
        let keys =
            lines.map(|it| key::statement_line(&it.account_id, it.recorded_at, &it.entry_id));
        let found: Vec<StatementLine> = self.batch(keys.collect()).await?;
        Ok(found
            .into_iter()
            .map(|it| (it.entry_id.clone(), it))
            .collect())
    }

    /// The journal entries of these names. Consistent; one round trip a hundred.
    pub async fn entries(&self, ids: &[EntryId]) -> Result<Vec<JournalEntry>, StoreError> {
        self.batch(ids.iter().map(key::journal).collect()).await
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
        let (pk, sk) = (attribute(&item, "pk"), attribute(&item, "sk"));
        if pk.starts_with(key::JOURNAL_PARTITION) {
            page.items.push(Walked::Entry(item::record(item)?));
        } else if sk == key::ACCOUNT {
            page.items.push(Walked::Account(item::record(item)?));
        } else if key::is_line(sk) {
            page.items.push(Walked::Line(item::record(item)?));
        }
    }
    Ok(page)
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
