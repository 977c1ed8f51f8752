//! When mail stops, and when it goes on.

use super::*;
use crate::testing::at;

fn now() -> Timestamp {
    at("2022-05-25T10:00")
}

fn day(day: &str, sent: u64, bounced: u64, complained: u64) -> DayTally {
    let tally = Tally {
        sent,
        bounced,
        complained,
    };
    DayTally {
        day: day.to_owned(),
        tally,
    }
}

fn invites() -> Circuit {
    Circuit::closed(MailStream::Invites)
}

/// The circuit that a change leads to; the one before where it changes nothing.
#[track_caller]
fn after_change(circuit: &Circuit, changes: &ChangeSet) -> Circuit {
    match changes.writes.as_slice() {
        [] => circuit.clone(),
        [Write::Circuit(next)] => {
            assert_eq!(next.version, circuit.version.saturating_add(1));
            next.clone()
        }
        others => panic!("{others:?}"),
    }
}

/// Why today's counts open the circuit, if they do.
#[track_caller]
fn opened_by(stream: MailStream, (sent, bounced, complained): (u64, u64, u64)) -> Option<Cause> {
    let circuit = Circuit::closed(stream);
    let today = [day("2022-05-25", sent, bounced, complained)];
    let changes = measured(&circuit, &today, now());
    match after_change(&circuit, &changes).state {
        CircuitState::Open { cause, .. } => {
            assert_eq!(changes.events.len(), 1, "it says so");
            Some(cause)
        }
        CircuitState::Closed { .. } => None,
    }
}

#[test]
fn f40_three_percent_of_bounces_stop_invites() {
    let opened = |counts| opened_by(MailStream::Invites, counts);
    assert_eq!(opened((1_000, 29, 0)), None);
    assert_eq!(opened((1_000, 30, 0)), Some(Cause::Bounces));
    assert_eq!(opened((100, 3, 0)), Some(Cause::Bounces));
}

#[test]
fn f40_a_twentieth_of_a_percent_of_complaints_stops_either_stream() {
    for stream in MailStream::ALL {
        let opened = |counts| opened_by(stream, counts);
        assert_eq!(opened((4_001, 0, 2)), None);
        assert_eq!(opened((4_000, 0, 2)), Some(Cause::Complaints));
        assert_eq!(opened((100, 0, 2)), Some(Cause::Complaints));
    }
}

#[test]
fn one_bounce_among_three_stops_nothing_and_neither_does_one_complaint() {
    assert_eq!(opened_by(MailStream::Invites, (3, 1, 0)), None);
    assert_eq!(opened_by(MailStream::Invites, (99, 99, 99)), None);
    assert_eq!(opened_by(MailStream::Invites, (1_000, 0, 1)), None);
}

#[test]
fn bounces_of_participants_stop_no_mail_to_the_others() {
    assert_eq!(opened_by(MailStream::Participants, (1_000, 1_000, 0)), None);
}

#[test]
fn only_the_last_seven_days_count() {
    let counted = |first: &str| {
        let days = [day(first, 1_000, 500, 0), day("2022-05-25", 1_000, 0, 0)];
        invites().tally(&days, now())
    };
    assert_eq!(
        (counted("2022-05-19").sent, counted("2022-05-19").bounced),
        (2_000, 500)
    );
    assert_eq!(
        (counted("2022-05-18").sent, counted("2022-05-18").bounced),
        (1_000, 0)
    );
}

#[test]
fn an_open_circuit_closes_by_itself_when_the_bad_days_are_past() {
    let bad = [day("2022-05-25", 1_000, 30, 0)];
    let open = after_change(&invites(), &measured(&invites(), &bad, now()));
    assert_eq!(open.open_until(now()), Some(at("2022-05-25T11:00")));
    assert!(
        measured(&open, &[], at("2022-05-25T10:59")).is_empty(),
        "not looked at yet"
    );

    let still = after_change(&open, &measured(&open, &bad, at("2022-05-31T11:00")));
    assert_eq!(
        still.open_until(at("2022-05-31T11:59")),
        Some(at("2022-05-31T12:00"))
    );

    let changes = measured(&still, &bad, at("2022-06-01T00:00"));
    assert_eq!(changes.events.len(), 1, "it says so");
    assert!(!after_change(&still, &changes).is_open());
}

#[test]
fn f40_a_paused_account_opens_it_and_is_tried_again_an_hour_later() {
    let open = after_change(&invites(), &paused(&invites(), now()));
    assert!(matches!(
        open.state,
        CircuitState::Open {
            cause: Cause::SendingPaused,
            ..
        }
    ));
    assert!(paused(&open, now()).is_empty(), "it is open already");
    let tried = measured(&open, &[], at("2022-05-25T11:00"));
    assert!(!after_change(&open, &tried).is_open());
}

#[test]
fn what_staff_vouched_for_counts_no_more_and_what_comes_later_does() {
    let before = [
        day("2022-05-24", 1_000, 900, 0),
        day("2022-05-25", 500, 100, 9),
    ];
    let open = after_change(&invites(), &measured(&invites(), &before, now()));
    let closed = after_change(&open, &closed_by_staff(&open, &before, now()));
    assert!(!closed.is_open());
    assert!(measured(&closed, &before, now()).is_empty());

    let more = [
        day("2022-05-24", 1_000, 900, 0),
        day("2022-05-25", 600, 103, 9),
    ];
    assert_eq!(closed.tally(&more, now()), day("", 100, 3, 0).tally);
    assert!(after_change(&closed, &measured(&closed, &more, now())).is_open());
    let later = at("2022-06-02T10:00");
    assert_eq!(closed.tally(&[day("2022-06-01", 50, 1, 0)], later).sent, 50);
}

#[test]
fn the_counters_of_one_day_add_up() {
    let shards = [day("2022-05-25", 60, 2, 0), day("2022-05-25", 40, 1, 0)];
    assert_eq!(invites().tally(&shards, now()), day("", 100, 3, 0).tally);
    assert!(!measured(&invites(), &shards, now()).is_empty());
}
