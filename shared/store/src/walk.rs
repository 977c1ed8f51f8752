//! The whole table, page by page: for whoever holds all of it against itself.

use std::collections::HashMap;

use domain::account::Account;
use domain::ledger::{EntryId, JournalEntry, StatementLine};

use crate::connect::Store;
use crate::error::StoreError;
use crate::item::{self, Item, attribute, text};
use crate::key;

/// What stands between the two halves of a key where a walk goes on.
const BETWEEN: char = '\n';

/// Items that a page goes through at most.
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

    /// The journal entries of these names. Consistent; one round trip a hundred.
    pub async fn entries(&self, ids: &[EntryId]) -> Result<Vec<JournalEntry>, StoreError> {
        self.batch(ids.iter().map(key::journal).collect()).await
    }
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
        } else if is_line(sk) {
            page.items.push(Walked::Line(item::record(item)?));
        }
    }
    Ok(page)
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

fn start(place: &str) -> Option<Item> {
    let (pk, sk) = place.split_once(BETWEEN)?;
    Some(HashMap::from([
        ("pk".to_owned(), text(pk)),
        ("sk".to_owned(), text(sk)),
    ]))
}
