//! What days do to an invite.

use super::*;
use crate::invite::{Suppressed, WaitsFor};
use crate::reason::Reason;
use crate::suppression::Suppression;
use crate::testing::at;
use crate::testing::invites::bo;

fn delivered() -> Invite {
    bo().in_state(InviteState::Delivered {
        message_id: "ses-1".to_owned(),
        delivered_at: at("2022-05-25T10:00"),
    })
}

/// Bo said stop then.
fn stopped(since: &str) -> Suppressions {
    Suppressions::of(vec![Suppression {
        address_hash: bo().recipient_hash,
        kind: MailKind::Invites,
        reason: Reason::InviteOptedOut,
        since: at(since),
        apart_from_reminders: true,
        may_be_undone: true,
    }])
}

/// The invite as it is when `time` has come; none where nothing was due.
#[track_caller]
fn at_time(invite: &Invite, suppressions: &Suppressions, time: &str) -> Option<Invite> {
    let changes = time_passed(invite, suppressions, at(time));
    let [Write::Invite(next)] = changes.writes.as_slice() else {
        assert!(changes.is_empty());
        return None;
    };
    assert_eq!(next.version, invite.version.saturating_add(1));
    Some((**next).clone())
}

#[test]
fn an_invite_expires_after_30_days_and_its_address_goes_30_days_later() {
    let (invite, nobody) = (delivered(), Suppressions::default());
    assert_eq!(invite.due_at(), Some(at("2022-06-24T10:00")));
    assert_eq!(at_time(&invite, &nobody, "2022-06-24T09:59"), None);

    let expired = at_time(&invite, &nobody, "2022-06-24T10:00").unwrap();
    assert_eq!(expired.due_at(), Some(at("2022-07-24T10:00")));
    assert_eq!(expired.state, invite.state);
    assert!(expired.recipient.is_some());
    assert_eq!(at_time(&expired, &nobody, "2022-07-24T09:59"), None);

    let purged = at_time(&expired, &nobody, "2022-07-24T10:00").unwrap();
    assert_eq!(
        (&purged.recipient, &purged.friend_name, &purged.message),
        (&None, &None, &None)
    );
    assert_eq!(purged.recipient_hash, invite.recipient_hash);
    assert_eq!(purged.due_at(), None);
    assert_eq!(at_time(&purged, &nobody, "2032-01-01"), None);
}

#[test]
fn e64_who_said_stop_is_forgotten_30_days_after_that() {
    let stopped = stopped("2022-06-01T10:00");
    let expired = at_time(&delivered(), &stopped, "2022-06-24T10:00").unwrap();
    assert_eq!(expired.due_at(), Some(at("2022-07-01T10:00")));
}

#[test]
fn an_address_whose_owner_had_said_stop_long_before_goes_at_once() {
    let purged = at_time(&delivered(), &stopped("2022-01-01"), "2022-06-24T10:00").unwrap();
    assert_eq!(purged.recipient, None);
    assert_eq!(purged.due_at(), None);
}

#[test]
fn an_invite_that_waits_is_announced_again_when_its_time_comes() {
    let waiting = bo().in_state(InviteState::Queued {
        waits_for: WaitsFor::Circuit,
        until: at("2022-05-25T11:00"),
    });
    let nobody = Suppressions::default();
    assert_eq!(waiting.due_at(), Some(at("2022-05-25T11:00")));
    assert_eq!(at_time(&waiting, &nobody, "2022-05-25T10:59"), None);
    let changes = time_passed(&waiting, &nobody, at("2022-05-25T11:00"));
    let created = waiting.in_state(InviteState::Created);
    assert_eq!(changes.writes, [Write::Invite(Box::new(created))]);
    let invite_id = waiting.id.clone();
    assert_eq!(changes.events, [Event::InviteCreated { invite_id }]);
}

#[test]
fn an_invite_that_waited_until_it_expired_is_never_sent() {
    let waiting = bo().in_state(InviteState::Queued {
        waits_for: WaitsFor::NextDay,
        until: at("2022-06-25"),
    });
    let nobody = Suppressions::default();
    assert_eq!(waiting.due_at(), Some(waiting.expires_at));
    let expired = at_time(&waiting, &nobody, "2022-06-24T10:00").unwrap();
    let reason = Suppressed::Expired;
    assert_eq!(expired.state, InviteState::Suppressed { reason });
}

#[test]
fn what_was_stored_before_invites_expired_by_themselves_reads_as_one_that_has_not() {
    let mut stored = serde_json::to_value(delivered()).unwrap();
    stored.as_object_mut().unwrap().remove("purge_at");
    assert_eq!(
        serde_json::from_value::<Invite>(stored).unwrap(),
        delivered()
    );
}
