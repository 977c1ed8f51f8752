//! Which mail a suppression stops.

use super::*;
use crate::testing::{at, hash_of};

fn stopped(kind: MailKind, apart_from_reminders: bool) -> Suppressions {
    Suppressions::of(vec![Suppression {
        address_hash: hash_of(&"bo@bolt.com".parse().unwrap()),
        kind,
        reason: Reason::InviteOptedOut,
        since: at("2022-05-25T10:00"),
        apart_from_reminders,
        may_be_undone: true,
    }])
}

#[test]
fn each_kind_is_stopped_by_itself() {
    for kind in MailKind::ALL {
        let stopped = stopped(kind, true);
        for other in MailKind::ALL {
            assert_eq!(stopped.stop(other), other == kind, "{kind} and {other}");
        }
    }
    assert!(!Suppressions::default().stop(MailKind::Invites));
}

#[test]
fn who_stopped_all_mail_about_referrals_before_there_were_reminders_gets_none() {
    let old = stopped(MailKind::Notifications, false);
    assert!(old.stop(MailKind::Notifications) && old.stop(MailKind::Reminders));
    assert!(!old.stop(MailKind::Invites));
}

#[test]
fn what_was_stored_before_there_were_reminders_still_holds() {
    let stored = r#"{"address_hash":"1.abc","kind":"notifications","reason":"invite_opted_out",
                     "since":"2022-05-25T10:00:00Z"}"#;
    let old: Suppression = serde_json::from_str(stored).unwrap();
    assert!(Suppressions::of(vec![old]).stop(MailKind::Reminders));
}

/// What a choice writes, in short.
fn written(current: &Suppressions, choice: Choice) -> Vec<String> {
    let address = hash_of(&"bo@bolt.com".parse().unwrap());
    let changes = chosen(&address, current, choice, at("2022-05-25T11:00"));
    assert!(changes.events.is_empty());
    let short = |write| match write {
        Write::Suppress(stop) => {
            assert!(stop.may_be_undone && stop.apart_from_reminders);
            format!("stop {}", stop.kind)
        }
        Write::Unsuppress { kind, .. } => format!("go on {kind}"),
        other => panic!("{other:?}"),
    };
    changes.writes.into_iter().map(short).collect()
}

#[test]
fn one_click_stops_one_kind_and_again_changes_nothing() {
    let nothing = Suppressions::default();
    for kind in MailKind::ALL {
        let stop = Choice::Stop(kind);
        assert_eq!(written(&nothing, stop), [format!("stop {kind}")]);
        assert!(written(&stopped(kind, true), stop).is_empty());
    }
    let all = ["stop invites", "stop notifications", "stop reminders"];
    assert_eq!(written(&nothing, Choice::StopAll), all);
}

#[test]
fn a_participant_takes_back_what_they_stopped_themselves() {
    let want = |notifications, reminders| Choice::Want {
        notifications,
        reminders,
    };
    let reminders = stopped(MailKind::Reminders, true);
    assert_eq!(written(&reminders, want(true, true)), ["go on reminders"]);
    let other_way = ["stop notifications", "go on reminders"];
    assert_eq!(written(&reminders, want(false, true)), other_way);
    assert!(written(&reminders, want(true, false)).is_empty());
    let invites = stopped(MailKind::Invites, true);
    assert!(written(&invites, want(true, true)).is_empty());
}

#[test]
fn nobody_takes_back_a_bounce_or_a_complaint() {
    let bounce = |kind| Suppression {
        may_be_undone: false,
        ..stopped(kind, false).stopping(kind).unwrap().clone()
    };
    let all = Suppressions::of(MailKind::ALL.map(bounce).to_vec());
    let want = Choice::Want {
        notifications: true,
        reminders: true,
    };
    assert!(written(&all, want).is_empty());
    assert!(written(&all, Choice::StopAll).is_empty());
}
