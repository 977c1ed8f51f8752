use aws_sdk_dynamodb::types::AttributeValue;
use domain::change::ChangeSet;
use domain::event::Event;
use jiff::Timestamp;
use serde_json::Value;
use store::{OUTBOX_SHARDS, OutboxEvent, Unpublished};

use crate::given::{NOW, id, minutes_later};
use crate::table::{Item, Table};

async fn announce(table: &Table, invite: &str, at: Timestamp) {
    announce_all(table, &[invite.to_owned()], at).await;
}

async fn announce_all(table: &Table, invites: &[String], at: Timestamp) {
    let mut changes = ChangeSet::default();
    for invite in invites {
        changes.announce(Event::InviteCreated {
            invite_id: id(invite),
        });
    }
    table.store.commit(&changes, at).await.unwrap();
}

/// What no shard has published and was recorded before.
async fn unpublished(table: &Table, before: Timestamp) -> Vec<OutboxEvent> {
    let mut all = Vec::new();
    for shard in 0..OUTBOX_SHARDS {
        all.extend(page(table, shard, before, None).await);
    }
    all
}

/// One page of a shard.
async fn page(
    table: &Table,
    shard: u8,
    before: Timestamp,
    after: Option<&str>,
) -> Vec<OutboxEvent> {
    let found = table.store.unpublished(shard, before, after).await.unwrap();
    let readable = found.into_iter().map(|entry| match entry {
        Unpublished::Event(event) => event,
        Unpublished::Unreadable { .. } => panic!("{entry:?}"),
    });
    readable.collect()
}

async fn publish(table: &Table, event: &OutboxEvent) {
    table.store.published((&event.pk, &event.sk)).await.unwrap();
}

#[tokio::test]
async fn an_announcement_says_what_happened_when_and_in_which_mode() {
    let table = Table::empty().await;
    announce(&table, "inv_a", NOW).await;
    let found = unpublished(&table, minutes_later(1)).await;
    assert_eq!(found.len(), 1);
    assert_eq!(
        (found[0].detail_type.as_str(), found[0].recorded_at),
        ("invite.created", NOW)
    );
    let detail: Value = serde_json::from_str(&found[0].detail).unwrap();
    assert_eq!(detail["data"]["invite_id"], "inv_a");
    assert_eq!(detail["metadata"]["id"], "evt_invite.created.inv_a");
    assert_eq!(detail["metadata"]["livemode"], false);
}

#[tokio::test]
async fn f12_what_the_stream_missed_is_found_once_it_is_old_enough() {
    let table = Table::empty().await;
    announce(&table, "inv_a", NOW).await;
    announce(&table, "inv_b", minutes_later(1)).await;
    assert_eq!(unpublished(&table, NOW).await, []);
    let old: Vec<_> = unpublished(&table, minutes_later(1)).await;
    assert_eq!(old.len(), 1);
    assert!(old[0].detail.contains("inv_a"));
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
        assert!(found.is_sorted_by_key(|event| event.recorded_at));
        // What stays in the outbox holds up nothing that comes after it.
        let rest = page(&table, shard, minutes_later(60), Some(&found[99].sk)).await;
        assert!(!rest.is_empty() && rest.iter().all(|event| event.sk > found[99].sk));
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
        Unpublished::Event(event),
    ] = &both[..]
    else {
        panic!("{both:?}")
    };
    assert_eq!(*event, found[0]);
    assert!(
        sk.ends_with("#evt_broken") && item.contains("evt_broken"),
        "{item}"
    );
    assert!(reason.contains("detail_type"), "{reason}");
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
