//! What is known of a message after each report, in whatever order they come (F41).

use super::*;
use crate::testing::at;
use crate::testing::invites::bo;

fn now() -> Timestamp {
    at("2022-05-25T10:00")
}

fn invite(state: InviteState) -> Invite {
    bo().in_state(state)
}

fn sending() -> InviteState {
    InviteState::Sending {
        claimed_at: now(),
        counter: 3,
    }
}

fn sent() -> Report {
    Report::Sent {
        message_id: "ses-1".to_owned(),
    }
}

fn delivered() -> Report {
    Report::Delivered {
        message_id: "ses-1".to_owned(),
    }
}

/// The state after the reports, one after the other, and what was counted.
fn told(reports: &[Report]) -> (InviteState, Vec<MailFact>) {
    let mut invite = invite(sending());
    let mut counted = Vec::new();
    for report in reports {
        for write in reported(&invite, report, now()).writes {
            match write {
                Write::Invite(next) => {
                    assert_eq!(next.version, invite.version.saturating_add(1));
                    invite = *next;
                }
                Write::CountMail(count) => counted.push(count.fact),
                other => assert!(matches!(other, Write::Uncount(_)), "{other:?}"),
            }
        }
    }
    (invite.state, counted)
}

fn after(reports: &[Report]) -> InviteState {
    told(reports).0
}

/// All orders of these reports, each of them doubled.
fn orders(reports: &[Report]) -> Vec<Vec<Report>> {
    let [first, rest @ ..] = reports else {
        return vec![Vec::new()];
    };
    let mut all = Vec::new();
    for order in orders(rest) {
        for place in 0..=order.len() {
            let mut longer = order.clone();
            longer.splice(place..place, [first.clone(), first.clone()]);
            all.push(longer);
        }
    }
    all
}

#[track_caller]
fn then_always(reports: &[Report], state: &InviteState, counted: &[MailFact]) {
    for order in orders(reports) {
        let (ended, mut facts) = told(&order);
        facts.sort_by_key(|fact| fact.as_str());
        assert_eq!((&ended, facts.as_slice()), (state, counted), "{order:?}");
    }
}

#[test]
fn f41_reports_in_any_order_doubled_and_before_our_own_end_alike() {
    let complained = InviteState::Complained {
        complained_at: now(),
    };
    let bounced = InviteState::Bounced { bounced_at: now() };
    let (complaint, sending) = (MailFact::Complained, MailFact::Sent);
    let all = [sent(), delivered(), Report::Complained];
    then_always(&all, &complained, &[complaint, sending]);
    let all = [sent(), Report::Returned, delivered(), Report::Bounced];
    then_always(&all, &bounced, &[MailFact::Bounced, sending]);
    let all = [sent(), Report::KnownToBounce];
    then_always(&all, &bounced, &[sending]);
}

#[test]
fn f41_a_full_mailbox_does_not_hide_a_delivery() {
    let delivered_at = InviteState::Delivered {
        message_id: "ses-1".to_owned(),
        delivered_at: now(),
    };
    let all = [Report::Returned, delivered(), sent()];
    then_always(&all, &delivered_at, &[MailFact::Sent]);
    let returned = InviteState::Undelivered { returned_at: now() };
    then_always(&[sent(), Report::Returned], &returned, &[MailFact::Sent]);
}

#[test]
fn f41_a_rejected_message_was_refused_whatever_we_wrote_down_before() {
    let refused = InviteState::Refused { refused_at: now() };
    then_always(&[sent(), Report::Rejected], &refused, &[MailFact::Sent]);
}

#[test]
fn f41_what_was_lost_is_missed_by_nobody() {
    let bounced = InviteState::Bounced { bounced_at: now() };
    assert_eq!(after(&[Report::Bounced]), bounced);
}

#[test]
fn f40_what_is_unknown_becomes_known_when_ses_reports() {
    let unknown = InviteState::Unknown { since: now() };
    assert_eq!(told(&[Report::Unanswered]), (unknown, vec![]));
    let (state, counted) = told(&[Report::Unanswered, delivered()]);
    assert!(matches!(state, InviteState::Delivered { .. }), "{state:?}");
    assert_eq!(counted, [MailFact::Sent]);
}

#[test]
fn f40_what_ses_did_not_take_counts_for_nothing() {
    let changes = reported(&invite(sending()), &Report::NotTaken, now());
    let uncounted = |write: &&Write| matches!(write, Write::Uncount(_));
    assert_eq!(changes.writes.iter().filter(uncounted).count(), 3);
    assert!(
        changes
            .writes
            .contains(&Write::Uncount(InviteCap::SentByProgram {
                program: bo().program_id,
                day: "2022-05-25".to_owned(),
                counter: 3,
                at_most: 0,
            }))
    );
    assert_eq!(told(&[Report::NotTaken]), (InviteState::Created, vec![]));
}

#[test]
fn f40_what_ses_refused_at_once_was_never_sent() {
    let refused = InviteState::Refused { refused_at: now() };
    assert_eq!(told(&[Report::Refused]), (refused, vec![]));
}

#[test]
fn f42_what_was_stopped_after_the_claim_is_suppressed_and_counts_for_nothing() {
    let changes = reported(&invite(sending()), &Report::StoppedMeanwhile, now());
    let uncounted = |write: &&Write| matches!(write, Write::Uncount(_));
    assert_eq!(changes.writes.iter().filter(uncounted).count(), 3);
    let reason = Suppressed::OptedOut;
    let suppressed = InviteState::Suppressed { reason };
    assert_eq!(told(&[Report::StoppedMeanwhile]), (suppressed, vec![]));
}

#[test]
fn what_was_never_handed_to_ses_hears_of_nothing() {
    let reason = Suppressed::OptedOut;
    for state in [InviteState::Created, InviteState::Suppressed { reason }] {
        for report in [sent(), delivered(), Report::Bounced, Report::NotTaken] {
            assert!(reported(&invite(state.clone()), &report, now()).is_empty());
        }
    }
}

#[test]
fn only_the_first_accept_is_noted() {
    let changes = accepted(&invite(sending()), now());
    let [Write::Invite(first)] = changes.writes.as_slice() else {
        panic!("{changes:?}")
    };
    assert_eq!(first.accepted_at, Some(now()));
    assert!(accepted(first, now()).is_empty());
}

#[test]
fn an_expired_invite_is_not_accepted() {
    let invite = invite(sending());
    assert!(accepted(&invite, invite.expires_at).is_empty());
}
