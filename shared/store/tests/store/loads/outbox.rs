use aws_sdk_dynamodb::types::AttributeValue;
use domain::change::ChangeSet;
use domain::event::Event;
use jiff::Timestamp;
use serde_json::Value;
use store::{Announced, OUTBOX_SHARDS, OutboxItem, Unpublished};

use crate::given::{NOW, id, minutes_later};
use crate::table::{Item, Table};

async fn announce(table: &Table, invite: &str, at: Timestamp) {
    let changes = of_invites(&[invite]);
    table.store.commit(&changes, at).await.unwrap();
}

/// Each by a decision of its own.
async fn announce_all(table: &Table, invites: &[String], at: Timestamp) {
    for invite in invites {
        announce(table, invite, at).await;
    }
}

fn of_invites(invites: &[&str]) -> ChangeSet {
    let mut changes = ChangeSet::default();
    for invite in invites {
        changes.announce(Event::InviteCreated {
            invite_id: id(invite),
        });
    }
    changes
}

fn only(item: &OutboxItem) -> Announced {
    let mut announced = item.announced();
    let only = announced.next().unwrap();
    assert_eq!(announced.next(), None);
    only
}

/// What no shard has published and was recorded before.
async fn unpublished(table: &Table, before: Timestamp) -> Vec<OutboxItem> {
    let mut all = Vec::new();
    for shard in 0..OUTBOX_SHARDS {
        all.extend(page(table, shard, before, None).await);
    }
    all
}

/// One page of a shard.
async fn page(table: &Table, shard: u8, before: Timestamp, after: Option<&str>) -> Vec<OutboxItem> {
    let found = table.store.unpublished(shard, before, after).await.unwrap();
    let readable = found.into_iter().map(|entry| match entry {
        Unpublished::Item(item) => item,
        Unpublished::Unreadable { .. } => panic!("{entry:?}"),
    });
    readable.collect()
}

async fn publish(table: &Table, item: &OutboxItem) {
    table.store.published((&item.pk, &item.sk)).await.unwrap();
}

#[tokio::test]
async fn an_announcement_says_what_happened_when_and_in_which_mode() {
    let table = Table::empty().await;
    announce(&table, "inv_a", NOW).await;
    let found = unpublished(&table, minutes_later(1)).await;
    assert_eq!(found.len(), 1);
    let announced = only(&found[0]);
    assert_eq!(
        (announced.detail_type.as_str(), found[0].recorded_at),
        ("invite.created", NOW)
    );
    let detail: Value = serde_json::from_str(&announced.detail).unwrap();
    assert_eq!(detail["data"]["invite_id"], "inv_a");
    assert_eq!(detail["metadata"]["id"], "evt_invite.created.inv_a");
    assert_eq!(detail["metadata"]["livemode"], false);
}

#[tokio::test]
async fn p12_what_one_decision_announces_is_one_item_in_its_order() {
    let table = Table::empty().await;
    let changes = of_invites(&["inv_b", "inv_a", "inv_b"]);
    table.store.commit(&changes, NOW).await.unwrap();
    let found = unpublished(&table, minutes_later(1)).await;
    assert_eq!(found.len(), 1);
    let announced: Vec<_> = found[0].announced().map(|each| each.detail).collect();
    assert_eq!(announced.len(), 2);
    assert!(announced[0].contains("inv_b") && announced[1].contains("inv_a"));
}

#[tokio::test]
async fn two_decisions_of_one_instant_that_announce_different_things_are_two_items() {
    let table = Table::empty().await;
    for invites in [["inv_a", "inv_b"], ["inv_a", "inv_c"], ["inv_a", "inv_b"]] {
        table
            .store
            .commit(&of_invites(&invites), NOW)
            .await
            .unwrap();
    }
    assert_eq!(unpublished(&table, minutes_later(1)).await.len(), 2);
}

#[tokio::test]
async fn f12_what_the_stream_missed_is_found_once_it_is_old_enough() {
    let table = Table::empty().await;
    announce(&table, "inv_a", NOW).await;
    announce(&table, "inv_b", minutes_later(1)).await;
    assert_eq!(unpublished(&table, NOW).await, []);
    let old: Vec<_> = unpublished(&table, minutes_later(1)).await;
    assert_eq!(old.len(), 1);
    assert!(only(&old[0]).detail.contains("inv_a"));
    assert_eq!(unpublished(&table, minutes_later(2)).await.len(), 2);
}

#[tokio::test]
async fn what_was_published_leaves_the_outbox_and_publishing_it_again_is_no_error() {
    let table = Table::empty().await;
    announce(&table, "inv_a", NOW).await;
    announce(&table, "inv_b", NOW).await;
    let found = unpublished(&table, minutes_later(1)).await;
    publish(&table, &found[0]).await;
    publish(&table, &found[0]).await;
    assert_eq!(unpublished(&table, minutes_later(1)).await, found[1..]);
}

#[tokio::test]
async fn every_announcement_is_in_a_shard_that_is_swept() {
    let table = Table::empty().await;
    let invites: Vec<String> = (0..100).map(|number| format!("inv_{number}")).collect();
    announce_all(&table, &invites, NOW).await;
    assert_eq!(unpublished(&table, minutes_later(1)).await.len(), 100);
}

#[tokio::test]
async fn a_sweep_takes_a_shard_by_the_hundred_from_the_oldest_on() {
    let table = Table::empty().await;
    // As many as give every shard more than a hundred.
    let invites: Vec<String> = (0..1_000)
        .map(|number| format!("inv_{number:04}"))
        .collect();
    for (invites, minute) in invites.chunks(100).zip(0..) {
        announce_all(&table, invites, minutes_later(minute)).await;
    }
    for shard in 0..OUTBOX_SHARDS {
        let found = page(&table, shard, minutes_later(60), None).await;
        assert_eq!(found.len(), 100);
        assert_eq!(found[0].recorded_at, NOW);
        assert!(found.is_sorted_by_key(|item| item.recorded_at));
        // What stays in the outbox holds up nothing that comes after it.
        let rest = page(&table, shard, minutes_later(60), Some(&found[99].sk)).await;
        assert!(!rest.is_empty() && rest.iter().all(|item| item.sk > found[99].sk));
    }
}

#[tokio::test]
async fn an_announcement_that_cannot_be_read_holds_up_none_beside_it() {
    let table = Table::empty().await;
    announce(&table, "inv_a", NOW).await;
    let found = unpublished(&table, minutes_later(1)).await;
    let broken = text_item(&found[0].pk, "2022-05-25T09:00:00.000000000Z#evt_broken");
    table.put(broken).await;
    let shard = found[0].pk.trim_start_matches("OUTBOX#").parse().unwrap();
    let both = table.store.unpublished(shard, minutes_later(1), None).await;
    let both = both.unwrap();
    let [
        Unpublished::Unreadable {
            sk, reason, item, ..
        },
        Unpublished::Item(beside),
    ] = &both[..]
    else {
        panic!("{both:?}")
    };
    assert_eq!(*beside, found[0]);
    assert!(
        sk.ends_with("#evt_broken") && item.contains("evt_broken"),
        "{item}"
    );
    assert!(reason.contains("events"), "{reason}");
    assert_eq!(
        both[0].recorded_at().unwrap().to_string(),
        "2022-05-25T09:00:00Z"
    );
}

/// An item with nothing but its key.
fn text_item(pk: &str, sk: &str) -> Item {
    let text = |text: &str| AttributeValue::S(text.to_owned());
    Item::from([("pk".to_owned(), text(pk)), ("sk".to_owned(), text(sk))])
}
