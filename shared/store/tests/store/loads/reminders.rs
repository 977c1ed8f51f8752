use domain::agenda::Agenda;
use domain::change::Write;
use domain::reminder::{About, Enrolment, Reminded, Reminder, ReminderKind};
use store::{Due, DueFrom, StoreError};

use crate::given::programs::link;
use crate::given::{NOW, days_later, id};
use crate::table::{Table, only};

/// Ana's digest, by its name.
pub(crate) fn reminder() -> Reminder {
    let name = serde_json::json!("rem#monthly_digest#clientjoy/acme/ana#2022-05");
    Reminder {
        id: serde_json::from_value(name).unwrap(),
        kind: ReminderKind::MonthlyDigest,
        program_id: id("clientjoy"),
        account_id: id("acme"),
        participant_id: id("ana"),
        about: About::Month {
            from: NOW,
            until: days_later(30),
        },
        decided_at: NOW,
    }
}

/// Ana takes part.
pub(crate) fn enrolment() -> Enrolment {
    Enrolment {
        program_id: id("clientjoy"),
        account_id: id("acme"),
        participant_id: id("ana"),
        enrolled_at: NOW,
        code: None,
    }
}

pub(crate) fn reminded() -> Reminded {
    Reminded {
        account_id: id("acme"),
        participant_id: id("ana"),
        at: vec![NOW],
        version: 1,
    }
}

async fn commit(table: &Table, write: Write) -> Result<(), StoreError> {
    table.store.commit(&only(write), NOW).await
}

async fn due(table: &Table, days: i64) -> Vec<Due> {
    let now = days_later(days);
    let mut found = Vec::new();
    let mut from = Some(DueFrom::start(now));
    while let Some(here) = from {
        let page = table
            .store
            .due(Agenda::Reminders, now, &here)
            .await
            .unwrap();
        found.extend(page.due);
        from = page.next;
    }
    found
}

#[tokio::test]
async fn a_reminder_is_written_once() {
    let table = Table::empty().await;
    commit(&table, Write::Reminder(reminder())).await.unwrap();
    let again = commit(&table, Write::Reminder(reminder())).await;
    assert!(matches!(again, Err(StoreError::Stale)));
    let found = table.store.reminder(&reminder().id).await.unwrap();
    assert_eq!(found, Some(reminder()));
}

#[tokio::test]
async fn a_reminder_is_claimed_once_unless_it_surely_was_not_sent() {
    let table = Table::with([Write::Reminder(reminder())]).await;
    let (store, id) = (&table.store, reminder().id);
    assert!(store.claim_reminder(&id, NOW).await.unwrap());
    assert!(!store.claim_reminder(&id, days_later(1)).await.unwrap());
    store.unclaim_reminder(&id).await.unwrap();
    assert!(store.claim_reminder(&id, NOW).await.unwrap());
    store.reminder_sent(&id, "ses-1", NOW).await.unwrap();
    assert!(!store.claim_reminder(&id, days_later(400)).await.unwrap());
    assert_eq!(store.reminder(&id).await.unwrap(), Some(reminder()));
}

#[tokio::test]
async fn a_reminder_that_was_never_written_is_not_claimed() {
    let table = Table::empty().await;
    assert!(
        !table
            .store
            .claim_reminder(&reminder().id, NOW)
            .await
            .unwrap()
    );
}

#[tokio::test]
async fn how_often_one_was_reminded_is_read_with_the_account() {
    let table = Table::with([Write::Reminded(reminded())]).await;
    let household = table.store.household(&id("acme")).await.unwrap();
    assert_eq!(household.reminded, [reminded()]);
    let stale = commit(&table, Write::Reminded(reminded())).await;
    assert!(matches!(stale, Err(StoreError::Stale)));
}

#[tokio::test]
async fn who_takes_part_is_written_down_once_and_looked_at_when_due() {
    let table = Table::empty().await;
    let enrol = |days| Write::Enrol {
        enrolment: Enrolment {
            enrolled_at: days_later(days),
            ..enrolment()
        },
        first_look: Some(days_later(days)),
    };
    commit(&table, enrol(5)).await.unwrap();
    commit(&table, enrol(9)).await.unwrap();
    let name = (&id("clientjoy"), &id("acme"), &id("ana"));
    let found = table.store.enrolment(name).await.unwrap().unwrap();
    assert_eq!(found.enrolled_at, days_later(5));
    assert_eq!(due(&table, 4).await, []);
    assert_eq!(due(&table, 5).await.len(), 1);
    let moved = |next| Write::LookAt {
        enrolment: enrolment(),
        next,
    };
    commit(&table, moved(Some(days_later(30)))).await.unwrap();
    assert_eq!(due(&table, 29).await, []);
    assert_eq!(due(&table, 30).await.len(), 1);
    commit(&table, moved(None)).await.unwrap();
    assert_eq!(due(&table, 400).await, []);
}

#[tokio::test]
async fn a_link_is_looked_at_when_due_and_stays_a_link() {
    let table = Table::empty().await;
    let made = link("k7xq2mnpqr");
    let first_look = Some(days_later(7));
    table.store.put_link(&made, first_look).await.unwrap();
    assert_eq!(due(&table, 6).await, []);
    let code = made.code.clone();
    assert_eq!(due(&table, 7).await, [Due::Link { code }]);
    let moved = Write::LookAt {
        enrolment: (&made).into(),
        next: None,
    };
    commit(&table, moved).await.unwrap();
    assert_eq!(due(&table, 400).await, []);
    assert_eq!(table.store.link(&made.code).await.unwrap(), Some(made));
}
