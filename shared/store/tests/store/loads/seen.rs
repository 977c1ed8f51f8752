//! Until when a participant has read the list.

use domain::account::Participant;
use domain::change::Write;
use jiff::Timestamp;
use store::StoreError;

use crate::given::accounts::participant;
use crate::given::{NOW, id, minutes_later};
use crate::table::{Table, only};

async fn seen(table: &Table, at: Timestamp) -> Participant {
    table
        .store
        .mark_seen(&id("acme"), &id("ana"), at)
        .await
        .unwrap();
    table
        .store
        .participant(&id("acme"), &id("ana"))
        .await
        .unwrap()
        .unwrap()
}

#[tokio::test]
async fn who_never_looked_has_seen_everything_after_a_look() {
    let table = Table::with([Write::Participant(participant("acme", "ana"))]).await;
    assert_eq!(seen(&table, NOW).await.seen_at, Some(NOW));
}

#[tokio::test]
async fn what_was_seen_stays_seen() {
    let table = Table::with([Write::Participant(participant("acme", "ana"))]).await;
    seen(&table, minutes_later(5)).await;
    assert_eq!(seen(&table, NOW).await.seen_at, Some(minutes_later(5)));
    assert_eq!(
        seen(&table, minutes_later(6)).await.seen_at,
        Some(minutes_later(6))
    );
}

#[tokio::test]
async fn a_look_within_the_second_of_one_that_the_host_wrote_over_counts() {
    let millisecond = |number| NOW + jiff::SignedDuration::from_millis(number);
    let before = Participant {
        seen_at: Some(NOW),
        ..participant("acme", "ana")
    };
    let table = Table::with([Write::Participant(before)]).await;
    assert_eq!(
        seen(&table, millisecond(500)).await.seen_at,
        Some(millisecond(500))
    );
    assert_eq!(
        seen(&table, millisecond(510)).await.seen_at,
        Some(millisecond(510))
    );
}

#[tokio::test]
async fn a_look_changes_nothing_else() {
    let table = Table::with([Write::Participant(participant("acme", "ana"))]).await;
    let after = seen(&table, NOW).await;
    let expected = Participant {
        seen_at: Some(NOW),
        version: 2,
        ..participant("acme", "ana")
    };
    assert_eq!(after, expected);
}

#[tokio::test]
async fn what_the_host_tells_does_not_undo_a_look() {
    let table = Table::with([Write::Participant(participant("acme", "ana"))]).await;
    seen(&table, NOW).await;
    let told = Participant {
        version: 2,
        ..participant("acme", "ana")
    };
    let result = table
        .store
        .commit(&only(Write::Participant(told)), NOW)
        .await;
    assert!(matches!(result, Err(StoreError::Stale)), "{result:?}");
}

#[tokio::test]
async fn a_look_of_nobody_known_leaves_nothing_behind() {
    let table = Table::empty().await;
    table
        .store
        .mark_seen(&id("acme"), &id("ana"), NOW)
        .await
        .unwrap();
    assert_eq!(table.items().await, []);
}
