use domain::dead_letter::{
    Burial, DeadLetter, LetterStatus, discarded, redriven, subject_of, written,
};
use jiff::Timestamp;
use store::StoreError;

use crate::given::{NOW, minutes_later};
use crate::table::Table;

fn burial(queue: &str, message_id: &str, body: &str) -> Burial {
    Burial {
        queue: queue.to_owned(),
        message_id: message_id.to_owned(),
        reason: "no such event".to_owned(),
        body: body.to_owned(),
        subject: subject_of(body),
        received: 1,
        sent_at: NOW,
        buried_at: NOW,
    }
}

fn message(number: usize) -> String {
    format!(r#"{{"id":"e-{number}"}}"#)
}

async fn bury(table: &Table, queue: &str, number: usize, at: Timestamp) -> DeadLetter {
    let burial = Burial {
        buried_at: at,
        ..burial(queue, &format!("m-{number}-{at}"), &message(number))
    };
    table.store.bury(&burial).await.unwrap();
    let letter = table.store.dead_letter(&burial.letter_id()).await.unwrap();
    letter.unwrap()
}

async fn listed(table: &Table, status: LetterStatus, queue: Option<&str>) -> Vec<String> {
    let page = table.store.dead_letters(status, queue, None, 100).await;
    let letters = page.unwrap().data.into_iter();
    letters
        .map(|letter| format!("{} {}", letter.queue, letter.body))
        .collect()
}

#[tokio::test]
async fn f19_a_message_nobody_understands_is_kept_once_with_its_reason() {
    let table = Table::empty().await;
    let burial = burial("post-credits", "m-1", "{}");
    table.store.bury(&burial).await.unwrap();
    table.store.bury(&burial).await.unwrap();
    let letter = table
        .store
        .dead_letter(&burial.letter_id())
        .await
        .unwrap()
        .unwrap();
    assert_eq!((letter.failures, letter.status), (1, LetterStatus::Open));
    assert_eq!((&*letter.reason, &*letter.body), ("no such event", "{}"));
}

#[tokio::test]
async fn f21_a_letter_that_was_sent_back_twice_and_failed_again_is_one() {
    let table = Table::empty().await;
    let mut letter = bury(&table, "post-credits", 1, NOW).await;
    for minute in 1..=2 {
        let changes = redriven(&letter, minutes_later(minute)).unwrap();
        table
            .store
            .commit(&changes, minutes_later(minute))
            .await
            .unwrap();
        letter = written(&changes).unwrap().clone();
    }
    assert_eq!(
        table
            .items_of(&format!("DEADLETTER#{}", letter.id))
            .await
            .len(),
        1
    );
    assert!(listed(&table, LetterStatus::Open, None).await.is_empty());
    let mut sent = 0;
    for shard in 0..store::OUTBOX_SHARDS {
        let found = table.store.unpublished(shard, minutes_later(5), None).await;
        sent += found.unwrap().len();
    }
    assert_eq!(sent, 2);
    let again = bury(&table, "post-credits", 1, minutes_later(9)).await;
    assert_eq!(
        (again.failures, again.redrives, &again.id),
        (2, 2, &letter.id)
    );
    assert_eq!(listed(&table, LetterStatus::Open, None).await.len(), 1);
}

#[tokio::test]
async fn somebody_who_settles_a_letter_that_has_failed_again_meanwhile_is_told_so() {
    let table = Table::empty().await;
    let seen = bury(&table, "post-credits", 1, NOW).await;
    bury(&table, "post-credits", 1, minutes_later(1)).await;
    let changes = discarded(&seen, "a test", minutes_later(2));
    let error = table.store.commit(&changes, minutes_later(2)).await;
    assert!(matches!(error, Err(StoreError::Stale)), "{error:?}");
}

#[tokio::test]
async fn letters_are_listed_by_queue_the_one_that_failed_last_first() {
    let table = Table::empty().await;
    bury(&table, "deliver-mail", 1, NOW).await;
    bury(&table, "post-credits", 2, NOW).await;
    bury(&table, "post-credits", 3, minutes_later(1)).await;
    let all = listed(&table, LetterStatus::Open, None).await;
    assert_eq!(
        all,
        [
            r#"post-credits {"id":"e-3"}"#,
            r#"post-credits {"id":"e-2"}"#,
            r#"deliver-mail {"id":"e-1"}"#,
        ]
    );
    let mail = listed(&table, LetterStatus::Open, Some("deliver-mail")).await;
    assert_eq!(mail, [r#"deliver-mail {"id":"e-1"}"#]);
    assert!(
        listed(&table, LetterStatus::Open, Some("post"))
            .await
            .is_empty()
    );
}

#[tokio::test]
async fn every_letter_is_on_one_page_whatever_is_buried_meanwhile() {
    let table = Table::empty().await;
    for number in 0..5 {
        bury(
            &table,
            "post-credits",
            number,
            minutes_later(i64::try_from(number).unwrap()),
        )
        .await;
    }
    let mut after: Option<String> = None;
    let mut seen = Vec::new();
    loop {
        let page = table
            .store
            .dead_letters(
                LetterStatus::Open,
                Some("post-credits"),
                after.as_deref(),
                2,
            )
            .await
            .unwrap();
        seen.extend(page.data.iter().map(|letter| letter.body.clone()));
        after = page.next;
        bury(&table, "post-credits", seen.len() + 100, minutes_later(60)).await;
        if after.is_none() {
            break;
        }
    }
    let expected: Vec<_> = (0..5).rev().map(message).collect();
    assert_eq!(seen, expected);
}

#[tokio::test]
async fn a_message_larger_than_an_item_is_refused_and_not_tried_again() {
    let table = Table::empty().await;
    let body = "x".repeat(500_000);
    let error = table
        .store
        .bury(&burial("post-credits", "m-1", &body))
        .await
        .unwrap_err();
    assert!(matches!(error, StoreError::Refused(_)), "{error:?}");
    assert_eq!(table.wire.count("PutItem"), 1);
}
