//! What a queue does with its messages.

use std::time::Duration;

use jiff::Timestamp;

use super::queue::{AfterFailure, Message, Queue};
use crate::activity::Activity;
use crate::template::{QueueSpec, Redrive};

fn now() -> Timestamp {
    "2022-05-25T09:00:00Z".parse().unwrap()
}

fn later() -> Timestamp {
    "2022-05-25T09:05:00Z".parse().unwrap()
}

fn queue(max_receives: u32) -> (Queue, Activity) {
    let spec = QueueSpec {
        name: "mail".to_owned(),
        arn: "arn:mail".to_owned(),
        visibility_timeout: Duration::from_mins(5),
        redrive: Some(Redrive {
            dead_letter_arn: "arn:dead".to_owned(),
            max_receives,
        }),
    };
    let activity = Activity::default();
    (Queue::new(spec, true, activity.clone()), activity)
}

fn send(queue: &mut Queue, ids: &[&str], held: bool) {
    for id in ids {
        let message = Message {
            attributes: std::collections::BTreeMap::new(),
            given_up_by: None,
            id: (*id).to_owned(),
            body: "{}".to_owned(),
            sent_at: now(),
            first_received_at: None,
            receives: 0,
            is_repeat: false,
        };
        queue.send(message, held);
    }
}

fn receive(queue: &mut Queue, most: usize) -> Vec<String> {
    queue
        .receive(most, now())
        .into_iter()
        .map(|message| message.id)
        .collect()
}

#[test]
fn a_message_in_flight_is_not_received_again() {
    let (mut queue, _) = queue(3);
    send(&mut queue, &["a", "b", "c"], false);
    assert_eq!(receive(&mut queue, 2), ["a", "b"]);
    assert_eq!(receive(&mut queue, 2), ["c"]);
    assert!(receive(&mut queue, 2).is_empty());
}

#[test]
fn a_failed_message_comes_back_after_a_short_time() {
    let (mut queue, activity) = queue(300);
    send(&mut queue, &["a"], false);
    receive(&mut queue, 1);
    let failed = queue.fail("a", now());
    assert_eq!(
        failed,
        Some(AfterFailure::RetryIn(Duration::from_millis(20)))
    );
    assert!(receive(&mut queue, 1).is_empty());
    assert!(!activity.is_quiet());
    queue.retry("a");
    assert_eq!(receive(&mut queue, 1), ["a"]);
}

#[test]
fn a_message_that_keeps_failing_waits_for_the_clock() {
    let (mut queue, activity) = queue(300);
    send(&mut queue, &["a"], false);
    for _ in 0..4 {
        receive(&mut queue, 1);
        queue.fail("a", now());
        queue.retry("a");
    }
    receive(&mut queue, 1);
    assert_eq!(queue.fail("a", now()), Some(AfterFailure::WaitsForClock));
    assert!(activity.is_quiet());
    assert_eq!(queue.next_at(), Some(later()));
    assert!(!queue.wake(now()));
    assert!(queue.wake(later()));
    assert_eq!(receive(&mut queue, 1), ["a"]);
}

#[test]
fn a_message_received_too_often_is_dead() {
    let (mut queue, activity) = queue(2);
    send(&mut queue, &["a"], false);
    receive(&mut queue, 1);
    queue.fail("a", now());
    queue.retry("a");
    receive(&mut queue, 1);
    assert!(matches!(queue.fail("a", now()), Some(AfterFailure::Dead(dead)) if dead.id == "a"));
    assert!(activity.is_quiet() && queue.messages().is_empty());
}

#[test]
fn held_messages_are_released_newest_first() {
    let (mut queue, activity) = queue(3);
    send(&mut queue, &["a", "b", "c"], true);
    assert!(receive(&mut queue, 10).is_empty());
    assert!(activity.is_quiet());
    assert_eq!(queue.release(), 3);
    assert!(!activity.is_quiet());
    assert_eq!(receive(&mut queue, 10), ["c", "b", "a"]);
}

#[test]
fn a_message_may_be_delivered_twice_but_not_thrice() {
    let (mut queue, activity) = queue(3);
    send(&mut queue, &["a"], false);
    receive(&mut queue, 1);
    queue.delete("a", true);
    assert_eq!(receive(&mut queue, 1), ["a"]);
    queue.delete("a", true);
    assert!(queue.messages().is_empty() && activity.is_quiet());
}
