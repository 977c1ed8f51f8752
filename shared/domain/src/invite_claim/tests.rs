//! Whether an invite's message goes out: each check, and at most one message (requirements 3.6).

mod waiting;

use super::*;
use crate::invite::round_of;
use crate::testing::at;
use crate::testing::invites::{bo, invite_to};

const NOW: &str = "2022-05-25T10:00";

const ROOM: Room = Room {
    counter: 0,
    at_most: 500,
};

fn sending(invite: &Invite, claimed_at: Timestamp) -> Invite {
    invite.in_state(InviteState::Sending {
        claimed_at,
        counter: 0,
    })
}

/// Nothing is known that speaks against sending.
fn clear(invite: &Invite) -> ClaimState<'_> {
    ClaimState {
        invite,
        program_active: true,
        sender_is_member: true,
        suppress_known_addresses: true,
        per_day: 20,
        room: Some(ROOM),
        circuit_open_until: None,
        known_address: false,
        own_address: false,
        suppressed: false,
        cap_reached: false,
        recently_invited: false,
    }
}

/// The state that a claim leads to; none if it changes nothing.
#[track_caller]
fn claimed(state: &ClaimState<'_>) -> Option<InviteState> {
    let changes = claim(state, at(NOW));
    assert!(changes.events.is_empty());
    let Some(Write::Invite(invite)) = changes.writes.first() else {
        assert!(changes.is_empty());
        return None;
    };
    assert_eq!(invite.version, state.invite.version.saturating_add(1));
    Some(invite.state.clone())
}

#[track_caller]
fn then_suppressed(state: &ClaimState<'_>, reason: Suppressed) {
    assert_eq!(claimed(state), Some(InviteState::Suppressed { reason }));
    assert_eq!(claim(state, at(NOW)).writes.len(), 1, "nothing is counted");
}

#[test]
fn k2_an_invite_against_which_nothing_speaks_is_claimed_with_its_counts() {
    let invite = bo();
    let changes = claim(&clear(&invite), at(NOW));
    let claimed_at = at(NOW);
    let claimed = Write::Invite(Box::new(sending(&invite, claimed_at)));
    let by_day = Write::Count(InviteCap::SentByParticipant {
        participant: (invite.account_id.clone(), invite.participant_id.clone()),
        day: "2022-05-25".to_owned(),
        at_most: 20,
    });
    let by_program = Write::Count(InviteCap::SentByProgram {
        program: invite.program_id.clone(),
        day: "2022-05-25".to_owned(),
        counter: 0,
        at_most: 500,
    });
    let by_recipient = Write::Count(InviteCap::RecipientNotSince {
        recipient: invite.recipient_hash.clone(),
        since: at("2022-04-25T10:00"),
        now: at(NOW),
    });
    let not_opted_out = Write::RequireNotSuppressed {
        recipient: invite.recipient_hash.clone(),
        kind: MailKind::Invites,
    };
    assert_eq!(
        changes.writes,
        [claimed, not_opted_out, by_day, by_program, by_recipient]
    );
}

#[test]
fn each_check_has_its_reason() {
    use Suppressed::{
        CapReached, DisposableAddress, KnownAddress, OptedOut, OwnAddress, ProgramInactive,
        RecentlyInvited, RoleAddress, SenderGone,
    };
    let (bo, role) = (bo(), invite_to("sales@bolt.com"));
    let disposable = invite_to("bo@mailinator.com");
    then_suppressed(
        &ClaimState {
            sender_is_member: false,
            ..clear(&bo)
        },
        SenderGone,
    );
    then_suppressed(
        &ClaimState {
            program_active: false,
            ..clear(&bo)
        },
        ProgramInactive,
    );
    then_suppressed(
        &ClaimState {
            cap_reached: true,
            ..clear(&bo)
        },
        CapReached,
    );
    then_suppressed(
        &ClaimState {
            recently_invited: true,
            ..clear(&bo)
        },
        RecentlyInvited,
    );
    then_suppressed(&clear(&role), RoleAddress);
    then_suppressed(&clear(&disposable), DisposableAddress);
    then_suppressed(
        &ClaimState {
            suppressed: true,
            ..clear(&bo)
        },
        OptedOut,
    );
    then_suppressed(
        &ClaimState {
            own_address: true,
            ..clear(&bo)
        },
        OwnAddress,
    );
    then_suppressed(
        &ClaimState {
            known_address: true,
            ..clear(&bo)
        },
        KnownAddress,
    );
}

#[test]
fn e61_nobody_is_invited_by_themselves_and_no_address_that_is_nobodys() {
    let bo = bo();
    then_suppressed(
        &ClaimState {
            own_address: true,
            ..clear(&bo)
        },
        Suppressed::OwnAddress,
    );
    for nobody in ["info@bolt.com", "team@bolt.com", "no-reply@bolt.com"] {
        then_suppressed(&clear(&invite_to(nobody)), Suppressed::RoleAddress);
    }
}

#[test]
fn the_checks_are_made_in_their_order() {
    // Everything speaks against it; then one after the other no longer does.
    let role = invite_to("sales@mailinator.com");
    let disposable = invite_to("bo@mailinator.com");
    let bo = bo();
    let all = |invite| ClaimState {
        program_active: false,
        known_address: true,
        own_address: true,
        suppressed: true,
        cap_reached: true,
        recently_invited: true,
        ..clear(invite)
    };
    then_suppressed(&all(&role), Suppressed::ProgramInactive);
    let active = |invite| ClaimState {
        program_active: true,
        ..all(invite)
    };
    then_suppressed(&active(&role), Suppressed::CapReached);
    let below_cap = |invite| ClaimState {
        cap_reached: false,
        ..active(invite)
    };
    then_suppressed(&below_cap(&role), Suppressed::RecentlyInvited);
    let not_recent = |invite| ClaimState {
        recently_invited: false,
        ..below_cap(invite)
    };
    then_suppressed(&not_recent(&role), Suppressed::RoleAddress);
    then_suppressed(&not_recent(&disposable), Suppressed::DisposableAddress);
    then_suppressed(&not_recent(&bo), Suppressed::OptedOut);
    let not_opted_out = |invite| ClaimState {
        suppressed: false,
        ..not_recent(invite)
    };
    then_suppressed(&not_opted_out(&bo), Suppressed::OwnAddress);
    let of_others = ClaimState {
        own_address: false,
        ..not_opted_out(&bo)
    };
    then_suppressed(&of_others, Suppressed::KnownAddress);
}

#[test]
fn an_invite_that_has_run_out_is_not_sent_any_more() {
    let mut invite = bo();
    invite.expires_at = at(NOW);
    then_suppressed(&clear(&invite), Suppressed::Expired);
    let mut purged = bo();
    purged.recipient = None;
    then_suppressed(&clear(&purged), Suppressed::Expired);
}

#[test]
fn k11_a_program_may_write_to_known_addresses() {
    let invite = bo();
    let state = ClaimState {
        known_address: true,
        suppress_known_addresses: false,
        ..clear(&invite)
    };
    assert_eq!(claimed(&state), Some(sending(&invite, at(NOW)).state));
}

#[test]
fn a_claim_without_an_outcome_is_never_sent_again() {
    let claimed_at = at("2022-05-25T09:00");
    let sending = sending(&bo(), claimed_at);
    let since = at(NOW);
    assert_eq!(
        claimed(&clear(&sending)),
        Some(InviteState::Unknown { since })
    );
}

/// Every state behind the claim.
fn decided() -> Vec<InviteState> {
    let (message_id, instant) = ("ses-1".to_owned(), at(NOW));
    vec![
        InviteState::Suppressed {
            reason: Suppressed::KnownAddress,
        },
        InviteState::Sent {
            message_id: message_id.clone(),
            sent_at: instant,
        },
        InviteState::Delivered {
            message_id,
            delivered_at: instant,
        },
        InviteState::Unknown { since: instant },
        InviteState::Queued {
            waits_for: WaitsFor::Circuit,
            until: at("2022-05-25T10:00:01Z"),
        },
        InviteState::Undelivered {
            returned_at: instant,
        },
        InviteState::Bounced {
            bounced_at: instant,
        },
        InviteState::Complained {
            complained_at: instant,
        },
        InviteState::Refused {
            refused_at: instant,
        },
    ]
}

#[test]
fn a_second_delivery_of_an_invite_changes_nothing() {
    for state in decided() {
        let invite = bo().in_state(state);
        assert_eq!(claimed(&clear(&invite)), None, "{:?}", invite.state);
    }
}

#[test]
fn k11_k25_the_referrer_sees_the_same_of_a_suppressed_invite_as_of_a_sent_one() {
    let seen = |state, now: &str| bo().in_state(state).status_for_referrer(at(now));
    let [
        suppressed,
        sent,
        delivered,
        unknown,
        queued,
        undelivered,
        bounced,
        ..,
    ] = &decided()[..]
    else {
        panic!("nine states");
    };
    for state in [suppressed, sent, delivered, unknown] {
        assert_eq!(seen(state.clone(), NOW), "sent");
        assert_eq!(seen(state.clone(), "2022-06-24T10:00"), "expired");
    }
    assert_eq!(bo().status_for_referrer(at(NOW)), "queued");
    assert_eq!(seen(queued.clone(), NOW), "queued");
    for state in [undelivered, bounced] {
        assert_eq!(seen(state.clone(), NOW), "bounced");
    }
}

#[test]
fn only_what_went_out_and_can_still_be_accepted_counts_as_open() {
    let (open, now) = (|state| bo().in_state(state), at(NOW));
    let counted = decided()
        .into_iter()
        .filter(|state| open(state.clone()).is_open(now));
    assert_eq!(counted.count(), 3, "sent, delivered, unknown");
    assert!(!bo().is_open(now));
    let sent = open(InviteState::Unknown { since: now });
    assert!(
        !Invite {
            accepted_at: Some(now),
            ..sent.clone()
        }
        .is_open(now)
    );
    assert!(sent.is_open(at("2022-06-24T09:59:59Z")) && !sent.is_open(at("2022-06-24T10:00")));
}

#[test]
fn an_address_gets_a_new_round_of_invites_every_30_days() {
    let first = round_of(at("1970-01-01"));
    assert_eq!(round_of(at("1970-01-30T23:59:59Z")), first);
    assert_eq!(round_of(at("1970-01-31")), first.saturating_add(1));
}
