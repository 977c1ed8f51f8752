//! Outages of hours: what came in waits, and drains by itself when they end.

use reqwest::Method;

use crate::contactually::{joins_by_anas_invite, with_paying_ana};
use crate::harness::answer::send;
use crate::harness::stack::Stack;

/// Guard: `publish_events::sweep`. The stream gives a record up after an hour.
#[test]
fn f12_what_the_stream_lost_is_published_by_the_sweep() {
    let stack = with_paying_ana();
    stack.faults().down("bus");
    stack
        .participant("ana")
        .invites(&["bo@bo-co.example"])
        .sent();
    stack.clock().advance("PT2H");
    assert!(stack.mailbox().of_person("bo").is_empty());
    let lost = stack.letters().listed("queue=stream-failures");
    assert_eq!(lost.len(), 1, "{lost:#?}");

    stack.faults().end();
    stack.clock().advance("PT3M");

    stack.mailbox().only_one_to("bo");
    assert!(stack.table_items("OUTBOX%23").is_empty());
    stack.letters().discards_missed_runs();
    assert!(stack.letters().open().is_empty());
}

/// Guard: nothing is acknowledged that is not stored: Stripe and the queues keep the backlog.
#[test]
fn f45_the_store_is_away_for_14_hours_and_a_burst_follows_and_nothing_is_lost() {
    nothing_is_lost_while(|stack| stack.faults().down("table"));
}

/// Guard: a call that is refused acknowledges nothing.
#[test]
fn f46_no_function_is_called_for_14_hours_and_a_burst_follows_and_nothing_is_lost() {
    nothing_is_lost_while(|stack| stack.faults().throttle());
}

/// One friend pays in the outage, ten at its end; Ana earns for each of them, once.
fn nothing_is_lost_while(it_is_down: impl Fn(&Stack)) {
    let stack = with_paying_ana();
    let friends: Vec<String> = (0..11).map(|each| format!("bo{each}")).collect();
    for friend in &friends {
        joins_by_anas_invite(&stack, friend);
    }
    it_is_down(&stack);
    stack.stripe().subscribes(&friends[0]).monthly("29 USD");
    let refused = send(stack.participant("ana").request(Method::GET, "/v1/home"));
    assert_eq!(refused.status, 503, "{refused:?}");
    stack.clock().advance("PT14H30M");

    stack.faults().end();
    for friend in &friends[1..] {
        stack.stripe().subscribes(friend).monthly("29 USD");
    }
    stack.clock().advance("P1D");

    assert_eq!(stack.stripe().credits("ana").len(), friends.len());
    let balance = i64::try_from(friends.len()).unwrap().saturating_mul(-1_000);
    assert_eq!(stack.stripe().balance("ana"), balance);
    stack.letters().discards_missed_runs();
    assert!(stack.letters().open().is_empty());
}
