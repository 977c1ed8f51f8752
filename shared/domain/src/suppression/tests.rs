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
