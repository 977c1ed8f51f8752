//! Invites of which no referral has come.

use super::{names, told};
use crate::explanation::told::{ForStaff, Told};
use crate::invite::{Invite, InviteState, Suppressed, WaitsFor};
use crate::preset::CONTACTUALLY;
use crate::reason::Reason;
use crate::testing::invites::bo;
use crate::testing::{at, program};
use crate::words::Words;

fn in_state(state: InviteState) -> Invite {
    Invite { state, ..bo() }
}

fn delivered() -> Invite {
    in_state(InviteState::Delivered {
        message_id: "ses-1".to_owned(),
        delivered_at: at("2022-05-25T10:01"),
    })
}

fn told_at(invite: &Invite, now: &str) -> Told {
    told::of_invite(Words::english(), invite, &program(CONTACTUALLY), at(now))
}

fn seen_at(invite: &Invite, now: &str) -> ForStaff {
    told::of_invite_for_staff(invite, &program(CONTACTUALLY), (names(), at(now)))
}

#[test]
fn k12_an_invite_that_went_out_says_where_it_may_be_found_and_until_when() {
    let told = told_at(&delivered(), "2022-06-01");
    assert_eq!(told.code, Reason::AwaitingSignup);
    assert_eq!(told.since, Some(at("2022-05-25T10:00")));
    assert_eq!(told.next_date, Some(at("2022-06-24T10:00")));
    assert_eq!(
        told.text,
        "You made this invite on 25 May 2022. Nobody has signed up by it yet."
    );
    assert_eq!(
        told.what_would_change_it.as_deref(),
        Some(
            "If your friend cannot find it, it may be in the spam or junk folder or, in Gmail, on \
             the Promotions tab. No invite goes to an address that has, or once had, an account \
             with us, or that asked us not to write, or that was invited in the last 30 days. It \
             can be accepted until 24 June 2022."
        )
    );
}

#[test]
fn k11_k25_an_invite_that_was_not_sent_is_told_as_one_that_was_and_staff_see_why() {
    for (reason, code, cause) in [
        (
            Suppressed::KnownAddress,
            Reason::InviteNotSent,
            Some(Reason::ExistingAccount),
        ),
        (Suppressed::OptedOut, Reason::InviteOptedOut, None),
        (
            Suppressed::CapReached,
            Reason::InviteNotSent,
            Some(Reason::CapReached),
        ),
        (
            Suppressed::ProgramInactive,
            Reason::InviteNotSent,
            Some(Reason::ProgramInactive),
        ),
        (
            Suppressed::OwnAddress,
            Reason::InviteNotSent,
            Some(Reason::SelfReferral),
        ),
        (Suppressed::RoleAddress, Reason::InviteNotSent, None),
        (Suppressed::DisposableAddress, Reason::InviteNotSent, None),
        (Suppressed::RecentlyInvited, Reason::InviteNotSent, None),
        (Suppressed::SenderGone, Reason::InviteNotSent, None),
        (Suppressed::Expired, Reason::InviteExpired, None),
    ] {
        let invite = in_state(InviteState::Suppressed { reason });
        for now in ["2022-06-01", "2022-07-01"] {
            assert_eq!(
                told_at(&invite, now),
                told_at(&delivered(), now),
                "{reason:?}"
            );
            let seen = seen_at(&invite, now);
            assert_eq!((seen.code, seen.cause), (code, cause), "{reason:?}");
            assert_eq!(seen.customer_sees, told_at(&delivered(), now));
            assert_eq!(seen.reply, seen_at(&delivered(), now).reply, "{reason:?}");
        }
    }
}

#[test]
fn staff_see_the_state_of_a_suppressed_invite_by_its_name() {
    let reason = Suppressed::KnownAddress;
    let seen = seen_at(&in_state(InviteState::Suppressed { reason }), "2022-06-01");
    let facts = &seen.checks[0].facts;
    let because = facts.iter().find(|fact| fact.name == "because").unwrap();
    assert_eq!(because.value, "known_address");
}

#[test]
fn an_invite_that_came_back_says_so_to_its_sender() {
    let at = at("2022-05-25T10:02");
    for state in [
        InviteState::Bounced { bounced_at: at },
        InviteState::Undelivered { returned_at: at },
        InviteState::Refused { refused_at: at },
    ] {
        let invite = in_state(state);
        assert_eq!(told_at(&invite, "2022-06-01").code, Reason::InviteBounced);
        let seen = seen_at(&invite, "2022-06-01");
        assert_eq!((seen.code, seen.since), (Reason::InviteBounced, Some(at)));
        assert!(
            seen.reply.contains("could not be delivered"),
            "{}",
            seen.reply
        );
    }
}

#[test]
fn k25_a_complaint_is_for_staff_alone() {
    let invite = in_state(InviteState::Complained {
        complained_at: at("2022-05-26"),
    });
    assert_eq!(
        told_at(&invite, "2022-06-01"),
        told_at(&delivered(), "2022-06-01")
    );
    assert_eq!(seen_at(&invite, "2022-06-01").code, Reason::InviteOptedOut);
}

#[test]
fn an_invite_that_nobody_accepted_in_time_has_expired() {
    let told = told_at(&delivered(), "2022-06-25");
    assert_eq!(told.code, Reason::InviteExpired);
    assert_eq!(
        told.text,
        "The invite that you made on 25 May 2022 was not accepted by 24 June 2022, so it has \
         expired."
    );
}

#[test]
fn an_invite_that_was_accepted_waits_for_the_signup_as_long_as_the_program_says() {
    let invite = Invite {
        accepted_at: Some(at("2022-06-01T12:00")),
        ..delivered()
    };
    let told = told_at(&invite, "2022-07-15");
    assert_eq!(told.code, Reason::AwaitingSignup);
    assert_eq!(
        told.text,
        "Your invite was accepted on 1 June 2022, and nobody has signed up by it yet."
    );
    assert_eq!(
        told.what_would_change_it.as_deref(),
        Some("Your friend only has to sign up, by 30 August 2022.")
    );
    let late = told_at(&invite, "2022-09-15");
    assert_eq!(late.code, Reason::AttributionWindowPassed);
    assert_eq!(
        seen_at(&invite, "2022-09-15").code,
        Reason::AttributionWindowPassed
    );
}

#[test]
fn staff_see_what_an_invite_waits_for() {
    let invite = in_state(InviteState::Queued {
        waits_for: WaitsFor::NextDay,
        until: at("2022-05-26"),
    });
    let seen = seen_at(&invite, "2022-05-25T12:00");
    assert_eq!(seen.next_date, Some(at("2022-05-26")));
    assert_eq!(seen.customer_sees.next_date, Some(at("2022-06-24T10:00")));
}
