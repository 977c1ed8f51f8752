use domain::change::ChangeSet;
use domain::dead_letter::DeadLetter;
use domain::event::Event;
use jiff::Timestamp;
use serde_json::Value;
use store::{OUTBOX_SHARDS, OutboxItem, StoreError};

use crate::given::{NOW, id, minutes_later};
use crate::table::Table;

async fn announce(table: &Table, invite: &str, at: Timestamp) {
    announce_together(table, &[invite], at).await;
}

async fn announce_together(table: &Table, invites: &[&str], at: Timestamp) {
    let mut changes = ChangeSet::default();
    for invite in invites {
        changes.announce(Event::InviteCreated {
            invite_id: id(invite),
        });
    }
    table.store.commit(&changes, at).await.unwrap();
}

fn details(item: &OutboxItem) -> Vec<Value> {
    let announced = item.announced();
    announced
        .map(|each| serde_json::from_str(&each.detail).unwrap())
        .collect()
}

/// What no shard has published and was recorded before.
async fn unpublished(table: &Table, before: Timestamp) -> Vec<OutboxItem> {
    let mut all = Vec::new();
    for shard in 0..OUTBOX_SHARDS {
        all.extend(table.store.unpublished(shard, before).await.unwrap());
    }
    all
}

fn letter(message_id: &str, body: &str) -> DeadLetter {
    DeadLetter {
        queue: "post-credits".to_owned(),
        message_id: message_id.to_owned(),
        reason: "no such event".to_owned(),
        body: body.to_owned(),
        buried_at: NOW,
    }
}

#[tokio::test]
async fn an_announcement_says_what_happened_when_and_in_which_mode() {
    let table = Table::empty().await;
    announce(&table, "inv_a", NOW).await;
    let found = unpublished(&table, minutes_later(1)).await;
    assert_eq!(found.len(), 1);
    let announced: Vec<_> = found[0].announced().collect();
    assert_eq!(
        (announced[0].detail_type, found[0].recorded_at),
        ("invite.created", NOW)
    );
    let detail: Value = serde_json::from_str(&announced[0].detail).unwrap();
    assert_eq!(detail["data"]["invite_id"], "inv_a");
    assert_eq!(detail["metadata"]["id"], "evt_invite.created.inv_a");
    assert_eq!(detail["metadata"]["type"], "invite.created");
    assert_eq!(detail["metadata"]["occurred_at"], NOW.to_string());
    assert_eq!(detail["metadata"]["livemode"], false);
}

#[tokio::test]
async fn what_one_decision_announces_is_one_item() {
    let table = Table::empty().await;
    announce_together(&table, &["inv_a", "inv_b"], NOW).await;
    let found = unpublished(&table, minutes_later(1)).await;
    assert_eq!(found.len(), 1);
    let details = details(&found[0]);
    assert_eq!(details[0]["data"]["invite_id"], "inv_a");
    assert_eq!(details[1]["data"]["invite_id"], "inv_b");
}

#[tokio::test]
async fn two_decisions_of_one_instant_lose_no_announcement_of_each_other() {
    let table = Table::empty().await;
    announce_together(&table, &["inv_a", "inv_b"], NOW).await;
    announce_together(&table, &["inv_a", "inv_c"], NOW).await;
    announce_together(&table, &["inv_a", "inv_c"], NOW).await;
    let found = unpublished(&table, minutes_later(1)).await;
    let mut second: Vec<_> = found.iter().map(|item| details(item)[1].clone()).collect();
    second.sort_by_key(|detail| detail["data"]["invite_id"].to_string());
    let second: Vec<_> = second
        .iter()
        .map(|detail| &detail["data"]["invite_id"])
        .collect();
    assert_eq!(second, ["inv_b", "inv_c"]);
}

#[tokio::test]
async fn f12_what_the_stream_missed_is_found_once_it_is_old_enough() {
    let table = Table::empty().await;
    announce(&table, "inv_a", NOW).await;
    announce(&table, "inv_b", minutes_later(1)).await;
    assert_eq!(unpublished(&table, NOW).await, []);
    let old: Vec<_> = unpublished(&table, minutes_later(1)).await;
    assert_eq!(old.len(), 1);
    assert_eq!(details(&old[0])[0]["data"]["invite_id"], "inv_a");
    assert_eq!(unpublished(&table, minutes_later(2)).await.len(), 2);
}

#[tokio::test]
async fn what_was_published_leaves_the_outbox_and_publishing_it_again_is_no_error() {
    let table = Table::empty().await;
    announce(&table, "inv_a", NOW).await;
    announce(&table, "inv_b", NOW).await;
    let found = unpublished(&table, minutes_later(1)).await;
    table.store.published(&found[0]).await.unwrap();
    table.store.published(&found[0]).await.unwrap();
    assert_eq!(unpublished(&table, minutes_later(1)).await, found[1..]);
}

#[tokio::test]
async fn every_announcement_is_in_a_shard_that_is_swept() {
    let table = Table::empty().await;
    for number in 0..100 {
        announce(&table, &format!("inv_{number}"), NOW).await;
    }
    assert_eq!(unpublished(&table, minutes_later(1)).await.len(), 100);
}

#[tokio::test]
async fn a_sweep_takes_the_oldest_hundred_of_a_shard_and_leaves_the_rest_for_the_next() {
    let table = Table::empty().await;
    // As many as give every shard more than a hundred.
    for number in 0..1_000 {
        let invite = format!("inv_{number:04}");
        announce(&table, &invite, minutes_later(number / 100)).await;
    }
    for shard in 0..OUTBOX_SHARDS {
        let found = table
            .store
            .unpublished(shard, minutes_later(60))
            .await
            .unwrap();
        assert_eq!(found.len(), 100);
        assert_eq!(found[0].recorded_at, NOW);
        assert!(found.is_sorted_by_key(|event| event.recorded_at));
    }
}

#[tokio::test]
async fn f19_a_message_nobody_understands_is_kept_once_with_its_reason() {
    let table = Table::empty().await;
    table.store.bury(&letter("m-1", "{}")).await.unwrap();
    table.store.bury(&letter("m-1", "{}")).await.unwrap();
    table.store.bury(&letter("m-2", "{}")).await.unwrap();
    assert_eq!(table.items_of("DEADLETTER#post-credits").await.len(), 2);
    let kept: DeadLetter = table.record("DEADLETTER#post-credits", "m-1").await;
    assert_eq!(kept, letter("m-1", "{}"));
}

#[tokio::test]
async fn a_message_larger_than_an_item_is_refused_and_not_tried_again() {
    let table = Table::empty().await;
    let error = table
        .store
        .bury(&letter("m-1", &"x".repeat(500_000)))
        .await
        .unwrap_err();
    assert!(matches!(error, StoreError::Refused(_)), "{error:?}");
    assert_eq!(table.wire.asked().len(), 1);
}
