use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::rc::Rc;

use super::*;
use crate::auth::Host;

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn noon() -> Timestamp {
    at("2022-05-25T12:00:00Z")
}

fn key(id: &str) -> Caller {
    Caller::Host(Host {
        key_id: id.to_owned(),
        scopes: BTreeSet::new(),
    })
}

/// The counters of the table, as the store keeps them.
#[derive(Default, Clone)]
struct Table {
    taken: Rc<RefCell<HashMap<(String, Timestamp), u32>>>,
    asked: Rc<Cell<u32>>,
}

impl Table {
    async fn lease(self, lease: Lease) -> Result<Option<u32>, Away> {
        self.asked.set(self.asked.get() + 1);
        let mut taken = self.taken.borrow_mut();
        let key = (lease.counter, lease.window_starts_at);
        let taken = taken.entry(key).or_default();
        if *taken + lease.calls > lease.at_most {
            return Ok(None);
        }
        *taken += lease.calls;
        Ok(Some(*taken))
    }
}

#[derive(Debug, thiserror::Error)]
#[error("the table is away")]
struct Away;

/// How many of `calls` are let through.
async fn let_through(
    limits: &Limits,
    who: (&Caller, Class),
    (now, calls): (Timestamp, u32),
    table: &Table,
) -> u32 {
    let mut through = 0;
    for _ in 0..calls {
        let admitted = limits.admit(who, now, |lease| table.clone().lease(lease));
        through += u32::from(admitted.await.is_ok());
    }
    through
}

#[tokio::test]
async fn s5_a_caller_has_its_calls_in_a_minute_and_no_more() {
    let (limits, table) = (Limits::default(), Table::default());
    for class in [Class::Read, Class::Write, Class::Invite] {
        let at_most = limit(&key("a"), class).per_minute;
        let calls = (noon(), at_most + 50);
        let through = let_through(&limits, (&key("a"), class), calls, &table).await;
        assert_eq!(through, at_most, "{class:?}");
    }
    let other = let_through(&limits, (&key("b"), Class::Read), (noon(), 5), &table).await;
    assert_eq!(other, 5);
    let next_minute = (at("2022-05-25T12:01:00Z"), 5);
    let again = let_through(&limits, (&key("a"), Class::Read), next_minute, &table).await;
    assert_eq!(again, 5);
}

#[tokio::test]
async fn s5_several_processes_share_a_callers_calls() {
    let table = Table::default();
    let mut through = 0;
    let limit = limit(&key("a"), Class::Write);
    let processes = 8;
    for _ in 0..processes {
        let calls = (noon(), limit.per_minute);
        through += let_through(&Limits::default(), (&key("a"), Class::Write), calls, &table).await;
    }
    // Each process lets one lease through before it asks.
    assert!(through >= limit.per_minute);
    assert!(through <= limit.per_minute + processes * limit.lease);
}

#[tokio::test]
async fn p11_an_ordinary_caller_is_not_counted_in_the_table() {
    let (limits, table) = (Limits::default(), Table::default());
    let few = limit(&key("a"), Class::Write).lease;
    let_through(&limits, (&key("a"), Class::Write), (noon(), few), &table).await;
    assert_eq!(table.asked.get(), 0);
}

#[tokio::test]
async fn p14_a_busy_key_writes_its_counter_once_in_hundreds_of_calls() {
    let (limits, table) = (Limits::default(), Table::default());
    let calls = limit(&key("a"), Class::Write).per_minute + 1_000;
    let_through(&limits, (&key("a"), Class::Write), (noon(), calls), &table).await;
    assert!(table.asked.get() <= 20, "{}", table.asked.get());
}

#[tokio::test]
async fn s5_who_is_refused_is_told_when_to_come_back() {
    let (limits, table) = (Limits::default(), Table::default());
    let now = at("2022-05-25T12:00:18.5Z");
    let calls = (now, limit(&key("a"), Class::Invite).per_minute);
    let_through(&limits, (&key("a"), Class::Invite), calls, &table).await;
    let lease = |lease| table.lease(lease);
    let refused = limits.admit((&key("a"), Class::Invite), now, lease).await;
    let problem = refused.unwrap_err();
    assert_eq!(problem.status(), 429);
    let response = axum::response::IntoResponse::into_response(problem);
    assert_eq!(response.headers()["retry-after"], "42");
}

#[tokio::test]
async fn s5_a_counter_that_cannot_be_reached_refuses_nobody() {
    let limits = Limits::default();
    let lost = async |_| Err::<Option<u32>, _>(Away);
    for _ in 0..7_000 {
        let admitted = limits.admit((&key("a"), Class::Write), noon(), lost).await;
        assert_eq!(admitted, Ok(()));
    }
}

#[tokio::test]
async fn a_process_forgets_callers_of_past_minutes() {
    let (limits, table) = (Limits::default(), Table::default());
    for id in 0..REMEMBERED {
        let caller = key(&id.to_string());
        let_through(&limits, (&caller, Class::Read), (noon(), 1), &table).await;
    }
    let later = (at("2022-05-25T12:05:00Z"), 1);
    let_through(&limits, (&key("last"), Class::Read), later, &table).await;
    assert_eq!(limits.lock().len(), 1);
}
