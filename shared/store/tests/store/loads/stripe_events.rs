use domain::event::Event;
use store::{Acceptance, AcceptedStripeEvent, OutboxItem};

use crate::given::{NOW, days_later, id, minutes_later};
use crate::table::wire::Fault;
use crate::table::{Table, schema};

fn paid(event: &str) -> AcceptedStripeEvent {
    AcceptedStripeEvent {
        id: id(event),
        kind: "invoice.paid".to_owned(),
        object_id: "in_1".to_owned(),
        customer_id: Some(id("cus_1")),
        created_at: NOW,
    }
}

#[tokio::test]
async fn e57_an_event_of_stripes_is_accepted_once_and_announced_once() {
    let table = Table::empty().await;
    let accept = async |now| {
        table
            .store
            .accept_stripe_event(&paid("evt_1"), now)
            .await
            .unwrap()
    };
    assert_eq!(accept(NOW).await, Acceptance::Accepted);
    assert_eq!(accept(NOW).await, Acceptance::Duplicate);
    assert_eq!(accept(minutes_later(60)).await, Acceptance::Duplicate);
    assert_eq!(table.items().await.len(), 1);
    let kept: AcceptedStripeEvent = table.record("STRIPEEVENT#evt_1", "EVENT").await;
    assert_eq!(kept, paid("evt_1"));
}

#[tokio::test]
async fn the_announcement_names_what_is_to_be_read_again() {
    let table = Table::empty().await;
    table
        .store
        .accept_stripe_event(&paid("evt_1"), minutes_later(1))
        .await
        .unwrap();
    let item: OutboxItem = table.record("STRIPEEVENT#evt_1", "EVENT").await;
    assert!(!item.leaves());
    let announced: Vec<_> = item.announced().collect();
    let [announced] = &announced[..] else {
        panic!("{announced:?}")
    };
    let detail: serde_json::Value = serde_json::from_str(&announced.detail).unwrap();
    let event = serde_json::json!({ "type": announced.detail_type, "data": detail["data"] });
    let expected = Event::StripeEventAccepted {
        stripe_event_id: id("evt_1"),
        stripe_type: "invoice.paid".to_owned(),
        object_id: "in_1".to_owned(),
        customer_id: Some(id("cus_1")),
        created_at: NOW,
    };
    assert_eq!(serde_json::from_value::<Event>(event).unwrap(), expected);
}

/// Nothing else makes up for a record that the stream loses.
#[tokio::test]
async fn f12_an_event_without_effect_is_looked_at_after_ten_minutes() {
    let table = Table::empty().await;
    let accepted = table.store.accept_stripe_event(&paid("evt_1"), NOW).await;
    accepted.unwrap();
    assert_eq!(table.store.late(minutes_later(9)).await.unwrap().len(), 0);
    assert_eq!(table.store.late(minutes_later(10)).await.unwrap().len(), 1);
}

#[tokio::test]
async fn an_event_is_forgotten_after_ninety_days() {
    let table = Table::empty().await;
    table
        .store
        .accept_stripe_event(&paid("evt_1"), NOW)
        .await
        .unwrap();
    let item = table.item("STRIPEEVENT#evt_1", "EVENT").await;
    let end = days_later(90).as_second().to_string();
    assert_eq!(item[schema::expires_at()].as_n(), Ok(&end));
}

#[tokio::test]
async fn f23_two_deliveries_at_one_instant_are_both_answered() {
    let table = Table::empty().await;
    table.wire.faults([Fault::put_conflict()]);
    let accepted = table
        .store
        .accept_stripe_event(&paid("evt_1"), NOW)
        .await
        .unwrap();
    assert_eq!(accepted, Acceptance::Accepted);
}

#[tokio::test]
async fn f3_an_event_whose_acceptance_nobody_heard_of_is_accepted_once() {
    let table = Table::empty().await;
    table.wire.faults(vec![Fault::ReplyLost; 3]);
    let first = table.store.accept_stripe_event(&paid("evt_1"), NOW).await;
    assert!(first.unwrap_err().may_be_retried());
    let second = table
        .store
        .accept_stripe_event(&paid("evt_1"), NOW)
        .await
        .unwrap();
    assert_eq!(second, Acceptance::Duplicate);
    assert_eq!(table.items().await.len(), 1);
}
