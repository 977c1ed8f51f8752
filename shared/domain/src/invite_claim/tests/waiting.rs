//! When an invite that nothing speaks against waits, and how a program's day is counted.

use super::*;

#[test]
fn f40_an_invite_waits_while_the_circuit_is_open() {
    let invite = bo();
    let until = at("2022-05-25T11:00");
    let open = ClaimState {
        circuit_open_until: Some(until),
        ..clear(&invite)
    };
    let waits_for = WaitsFor::Circuit;
    let queued = InviteState::Queued { waits_for, until };
    assert_eq!(claimed(&open), Some(queued.clone()));
    assert_eq!(claim(&open, at(NOW)).writes.len(), 1, "nothing is counted");
    // What speaks against it is found at once.
    let known = ClaimState {
        known_address: true,
        ..open
    };
    then_suppressed(&known, Suppressed::KnownAddress);

    let waiting = invite.in_state(queued);
    assert_eq!(claimed(&clear(&waiting)), None, "its time has not come");
    let later = claim(&clear(&waiting), until);
    assert_eq!(
        later.writes[0],
        Write::Invite(Box::new(sending(&waiting, until)))
    );
}

#[test]
fn where_the_programs_day_is_used_up_an_invite_waits_for_the_next() {
    let invite = bo();
    let full = ClaimState {
        room: None,
        ..clear(&invite)
    };
    let queued = InviteState::Queued {
        waits_for: WaitsFor::NextDay,
        until: at("2022-05-26"),
    };
    assert_eq!(claimed(&full), Some(queued));
}

#[test]
fn a_small_cap_has_one_counter_and_is_held_exactly() {
    let room = |counted| room(500, &[counted], 7);
    assert_eq!(room(499), Some(ROOM));
    assert_eq!(room(500), None);
}

#[test]
fn a_large_cap_is_spread_and_other_counters_are_tried_before_refusing() {
    let cap = 20_003;
    let shares: Vec<u32> = (0..COUNTERS)
        .map(|counter| room(cap, &[], counter).unwrap().at_most)
        .collect();
    assert_eq!(shares.iter().sum::<u32>(), cap);

    let mut counted = shares.clone();
    counted[2] = shares[2] - 1;
    let room = |counted: &[u32], preferred| super::room(cap, counted, preferred);
    for preferred in 0..COUNTERS {
        let found = room(&counted, preferred).unwrap();
        assert_eq!((found.counter, found.at_most), (2, shares[2]));
    }
    assert_eq!(room(&shares, 2), None);
}
