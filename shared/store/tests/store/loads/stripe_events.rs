use domain::event::Event;
use store::{Acceptance, AcceptedStripeEvent};

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
    assert_eq!(table.items_of("OUTBOX#").await.len(), 1);
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
    let mut found = Vec::new();
    for shard in 0..store::OUTBOX_SHARDS {
        found.extend(table.store.unpublished(shard, days_later(1)).await.unwrap());
    }
    let expected = Event::StripeEventAccepted {
        stripe_event_id: id("evt_1"),
        stripe_type: "invoice.paid".to_owned(),
        object_id: "in_1".to_owned(),
        customer_id: Some(id("cus_1")),
        created_at: NOW,
    };
    assert_eq!(found[0].events, [expected]);
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
    table.wire.faults([Fault::conflict()]);
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
    assert_eq!(table.items_of("OUTBOX#").await.len(), 1);
}
