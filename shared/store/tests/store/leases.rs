//! A caller's calls of a minute, counted many at a time (S5).

use domain::lease::Lease;

use crate::given::{NOW, minutes_later};
use crate::table::Table;

fn lease(calls: u32) -> Lease {
    Lease {
        counter: "KEY#a#write".to_owned(),
        window_starts_at: NOW,
        calls,
        at_most: 100,
    }
}

async fn taken(table: &Table, lease: Lease) -> Option<u32> {
    table.store.lease_calls(&lease).await.unwrap()
}

#[tokio::test]
async fn s5_calls_are_taken_until_the_minute_has_none_left() {
    let table = Table::empty().await;
    assert_eq!(taken(&table, lease(60)).await, Some(60));
    assert_eq!(taken(&table, lease(41)).await, None);
    assert_eq!(taken(&table, lease(40)).await, Some(100));
    assert_eq!(taken(&table, lease(1)).await, None);
    assert_eq!(table.wire.asked().len(), 4);
    assert_eq!(table.wire.count("UpdateItem"), 4);
}

#[tokio::test]
async fn s5_more_than_a_minute_has_is_never_taken() {
    let table = Table::empty().await;
    assert_eq!(taken(&table, lease(101)).await, None);
    assert_eq!(table.items().await, []);
}

#[tokio::test]
async fn s5_another_minute_and_another_counter_are_counted_apart() {
    let table = Table::empty().await;
    assert_eq!(taken(&table, lease(100)).await, Some(100));
    let next = Lease {
        window_starts_at: minutes_later(1),
        ..lease(100)
    };
    let another = Lease {
        counter: "KEY#b#write".to_owned(),
        ..lease(100)
    };
    assert_eq!(taken(&table, next).await, Some(100));
    assert_eq!(taken(&table, another).await, Some(100));
}
