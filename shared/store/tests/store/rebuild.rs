//! A table that lost statement lines gets them back from the journal, byte by byte.

use std::collections::BTreeMap;

use aws_sdk_dynamodb::types::AttributeValue;
use domain::change::Write;
use domain::id::AccountId;
use domain::ledger::{Direction, JournalEntry, Usage};
use domain::money::{Currency, Money};
use domain::reward::Reward;
use domain::statement::{Balance, balances};
use jiff::SignedDuration;
use store::{Restored, Segment};

use crate::given::referrals::reward;
use crate::given::{NOW, id};
use crate::table::{Item, Table, json_of, key_of};

/// Journal entries here; the record is made with more: see docs/operating.md.
const ENTRIES: usize = 2_000;

fn wanted() -> usize {
    let set = std::env::var("REBUILD_ENTRIES").ok();
    set.map_or(ENTRIES, |number| number.parse().unwrap())
}

/// Numbers that look drawn and are the same each time (a linear congruential generator).
struct Drawn(u64);

impl Drawn {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % most
    }
}

/// The credit of one friend, as far as it came: up to five entries, in one of two currencies.
fn life(number: usize, drawn: &mut Drawn) -> Vec<JournalEntry> {
    let currency: Currency = ["USD", "EUR"][usize::from(drawn.below(4) == 0)]
        .parse()
        .unwrap();
    let money = |minor: u64| Money::from_minor(i64::try_from(minor).unwrap(), currency).unwrap();
    let friend = format!("friend-{number}");
    let account: AccountId = id(&format!("acme-{}", drawn.below(40)));
    let reward = Reward {
        account_id: account,
        amount: money(1 + drawn.below(99_999)),
        ..reward(&friend)
    };
    let mut now = NOW;
    let mut later = |drawn: &mut Drawn| {
        let seconds = i64::try_from(drawn.below(1_000_000)).unwrap();
        now += SignedDuration::new(seconds, i32::try_from(drawn.below(999)).unwrap());
        now
    };
    let usage = Usage {
        direction: Direction::Apply,
        by: "in_1",
        amount: reward.amount,
    };
    let mut entries = vec![
        JournalEntry::grant(&reward, true, later(drawn)),
        JournalEntry::release(&reward, later(drawn)),
        JournalEntry::post(&reward, later(drawn)),
        JournalEntry::used(&reward, &usage, later(drawn)),
    ];
    entries.truncate(1 + usize::try_from(drawn.below(4)).unwrap());
    entries
}

/// A table with a journal of many accounts.
async fn with_a_journal(count: usize) -> Table {
    let mut drawn = Drawn(7);
    let mut entries = Vec::with_capacity(count);
    for number in 0.. {
        entries.extend(life(number, &mut drawn));
        if count <= entries.len() {
            break;
        }
    }
    entries.truncate(count);
    let table = Table::empty().await;
    table.add(entries.into_iter().map(Write::Journal)).await;
    table
}

/// Every line's attributes, by key, as they are stored.
async fn lines(table: &Table) -> BTreeMap<(String, String), String> {
    let items = table.items_of("ACCOUNT#").await;
    items
        .iter()
        .map(|item| (key_of(item), json_of(item).to_string()))
        .collect()
}

async fn all_balances(table: &Table) -> BTreeMap<String, BTreeMap<Currency, Balance>> {
    let mut all = BTreeMap::new();
    for number in 0..40 {
        let account: AccountId = id(&format!("acme-{number}"));
        let feed = table.store.feed(&account).await.unwrap();
        all.insert(account.to_string(), balances(&feed.lines));
    }
    all
}

async fn rebuilt(table: &Table, segments: i32, write: bool) -> Restored {
    let mut sum = Restored::default();
    for number in 0..segments {
        let mut after: Option<String> = None;
        loop {
            let segment = Segment {
                number,
                of: segments,
            };
            let page = table.store.restore_lines(after.as_deref(), segment, write);
            let page = page.await.unwrap();
            sum.seen += page.seen;
            sum.missing += page.missing;
            sum.differing += page.differing;
            sum.unreadable.extend(page.unreadable);
            after = page.next;
            if after.is_none() {
                break;
            }
        }
    }
    sum
}

/// Takes some lines away, and changes others: the same each time.
async fn damage(table: &Table) -> (u64, u64) {
    let (mut gone, mut changed) = (0, 0);
    let mut drawn = Drawn(11);
    for mut item in table.items_of("ACCOUNT#").await {
        match drawn.below(10) {
            0..=2 => {
                table.remove_item(&item).await;
                gone += 1;
            }
            3 => {
                let more = AttributeValue::S("somebody".to_owned());
                item.insert("reward_id".to_owned(), more);
                table.put(item).await;
                changed += 1;
            }
            4 => {
                let more = AttributeValue::N("1".to_owned());
                item.insert("version".to_owned(), more);
                table.put(item).await;
                changed += 1;
            }
            _ => {}
        }
    }
    (gone, changed)
}

#[tokio::test]
async fn f52_lines_and_balances_come_back_byte_by_byte() {
    let table = with_a_journal(wanted()).await;
    let before = (lines(&table).await, all_balances(&table).await);
    let (gone, changed) = damage(&table).await;
    assert!(0 < gone && 0 < changed);

    let restored = rebuilt(&table, 4, true).await;

    assert_eq!(restored.seen, u64::try_from(wanted()).unwrap());
    assert_eq!((restored.missing, restored.differing), (gone, changed));
    assert_eq!((lines(&table).await, all_balances(&table).await), before);
}

#[tokio::test]
async fn a_rebuild_tells_and_changes_nothing_unless_it_is_asked_to() {
    let table = with_a_journal(100).await;
    let (gone, changed) = damage(&table).await;
    let damaged = lines(&table).await;

    let told = rebuilt(&table, 1, false).await;

    assert_eq!((told.missing, told.differing), (gone, changed));
    assert_eq!(lines(&table).await, damaged);
}

#[tokio::test]
async fn a_second_rebuild_finds_nothing_to_do() {
    let table = with_a_journal(100).await;
    damage(&table).await;
    rebuilt(&table, 1, true).await;
    let again = rebuilt(&table, 3, true).await;
    assert_eq!((again.seen, again.missing, again.differing), (100, 0, 0));
}

async fn orphans(table: &Table) -> Restored {
    let all = Segment { number: 0, of: 1 };
    table.store.lines_without_entry(None, all).await.unwrap()
}

#[tokio::test]
async fn a_line_without_an_entry_is_told_and_left_alone() {
    let table = with_a_journal(20).await;
    let told = orphans(&table).await;
    assert_eq!((told.seen, told.without_entry), (20, 0));
    let entry: Item = table.items_of("JOURNAL#").await.remove(0);
    table.remove_item(&entry).await;
    let before = lines(&table).await;
    let told = orphans(&table).await;
    assert_eq!((told.seen, told.without_entry), (20, 1));
    assert_eq!(rebuilt(&table, 1, true).await.missing, 0);
    assert_eq!(lines(&table).await, before);
}

#[tokio::test]
async fn a_line_that_cannot_be_read_is_told_and_written_anew() {
    let table = with_a_journal(20).await;
    let before = lines(&table).await;
    let mut line = table.items_of("ACCOUNT#").await.remove(0);
    let nonsense = AttributeValue::S("ten dollars".to_owned());
    line.insert("amount".to_owned(), nonsense);
    table.put(line).await;

    assert_eq!(orphans(&table).await.unreadable.len(), 1);
    assert_eq!(rebuilt(&table, 1, true).await.differing, 1);

    assert_eq!(lines(&table).await, before);
    assert_eq!(orphans(&table).await.unreadable, [""; 0]);
}

#[tokio::test]
async fn an_entry_that_cannot_be_read_is_told_and_its_line_left_alone() {
    let table = with_a_journal(20).await;
    let before = lines(&table).await;
    let mut entry = table.items_of("JOURNAL#").await.remove(0);
    entry.remove("amount");
    table.put(entry).await;
    let told = rebuilt(&table, 1, true).await;
    assert_eq!((told.seen, told.missing, told.differing), (19, 0, 0));
    assert_eq!(told.unreadable.len(), 1);
    assert_eq!(lines(&table).await, before);
    assert_eq!(orphans(&table).await.without_entry, 1);
}

#[tokio::test]
async fn a_walk_meets_every_entry_once_in_whatever_parts() {
    let table = with_a_journal(1_500).await;
    for segments in [1, 2, 5] {
        assert_eq!(rebuilt(&table, segments, false).await.seen, 1_500);
    }
}
