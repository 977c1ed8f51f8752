//! Answers are kept with what they tell of, or neither is (F51).

use domain::change::{ChangeSet, Write};
use domain::repeat::KeptAnswer;
use jiff::{SignedDuration, Timestamp};
use store::{PutLink, StoreError};

use crate::given::accounts::{account, participant};
use crate::given::answers::{answer, begun, call};
use crate::given::programs::{api_key, link};
use crate::given::{NOW, days_later, id};
use crate::table::wire::Fault;
use crate::table::{Table, only};

/// An effect on the account of this name, and the answer that tells of it.
fn effect(name: &str, answer: KeptAnswer) -> ChangeSet {
    let mut changes = only(Write::Account(account(name)));
    changes.write(Write::Answer(answer));
    changes
}

async fn committed(table: &Table, changes: &ChangeSet) -> Result<(), StoreError> {
    table.store.commit(changes, NOW).await
}

#[track_caller]
fn then_answered(result: Result<(), StoreError>, with: &KeptAnswer) {
    match result {
        Err(StoreError::Answered(kept)) => assert_eq!(*kept, *with),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn f51_an_effect_is_stored_together_with_its_answer() {
    let table = Table::empty().await;
    let answer = answer("a", "{}");
    committed(&table, &effect("acme", answer.clone()))
        .await
        .unwrap();
    assert_eq!(table.wire.asked().len(), 1);
    assert_eq!(table.items().await.len(), 2);
    let kept = table.store.kept_answer(&answer.call).await.unwrap();
    assert_eq!(kept, Some(answer));
}

#[tokio::test]
async fn f51_the_same_call_again_meets_its_answer_and_changes_nothing() {
    let table = Table::empty().await;
    let first = answer("a", "{}");
    committed(&table, &effect("acme", first.clone()))
        .await
        .unwrap();
    let before = table.items().await;
    for again in [answer("a", "{}"), answer("a", "[]"), begun("a", "{}")] {
        let again = committed(&table, &effect("birch", again)).await;
        then_answered(again, &first);
    }
    assert_eq!(table.items().await, before);
    committed(&table, &effect("birch", answer("b", "{}")))
        .await
        .unwrap();
}

#[tokio::test]
async fn f51_no_answer_is_kept_of_an_effect_that_was_not_stored() {
    let table = Table::with([Write::Account(account("acme"))]).await;
    let result = committed(&table, &effect("acme", answer("a", "{}"))).await;
    assert!(matches!(result, Err(StoreError::Stale)), "{result:?}");
    assert_eq!(table.store.kept_answer(&call("a")).await.unwrap(), None);
}

#[tokio::test]
async fn f51_a_call_in_flight_twice_has_one_effect() {
    let table = Table::empty().await;
    let effects = ["acme", "birch"].map(|name| effect(name, answer("a", name)));
    let another = table.another_store();
    let (one, other) = tokio::join!(
        table.store.commit(&effects[0], NOW),
        another.commit(&effects[1], NOW),
    );
    let stored = [one, other].into_iter().flatten().count();
    assert_eq!(stored, 1);
    assert_eq!(table.items_of("ACCOUNT#").await.len(), 1);
}

#[tokio::test]
async fn f51_an_answer_is_forgotten_to_the_second_after_a_day() {
    let at = |kept_at: Timestamp| KeptAnswer {
        kept_at,
        ..answer("a", "[]")
    };
    let table = Table::empty().await;
    let first = answer("a", "{}");
    committed(&table, &effect("acme", first.clone()))
        .await
        .unwrap();
    let too_early = at(days_later(1) - SignedDuration::from_secs(1));
    then_answered(committed(&table, &effect("birch", too_early)).await, &first);
    let afterwards = at(days_later(1));
    committed(&table, &effect("birch", afterwards))
        .await
        .unwrap();
}

#[tokio::test]
async fn f51_a_call_of_several_transactions_is_finished_by_the_same_request_only() {
    let table = Table::empty().await;
    let begun = begun("a", "{}");
    committed(&table, &effect("acme", begun.clone()))
        .await
        .unwrap();
    let another = committed(&table, &effect("birch", answer("a", "[]"))).await;
    then_answered(another, &begun);
    committed(&table, &effect("birch", begun)).await.unwrap();
    committed(&table, &effect("cedar", answer("a", "{}")))
        .await
        .unwrap();
    let again = committed(&table, &effect("dill", answer("a", "{}"))).await;
    then_answered(again, &answer("a", "{}"));
}

#[tokio::test]
async fn f51_a_link_is_made_with_its_answer_in_one_round_trip() {
    let table = Table::empty().await;
    let (store, code) = (&table.store, link("k7xq2mnpqr"));
    let first = answer("a", "{}");
    let put = store.put_link_once(&code, &first, None).await.unwrap();
    assert_eq!(put, PutLink::Created);
    assert_eq!(table.wire.asked().len(), 1);
    let again = store.put_link_once(&code, &answer("a", "{}"), None).await;
    then_answered(again.map(drop), &first);
    let other_call = store.put_link_once(&code, &answer("b", "{}"), None).await;
    assert_eq!(other_call.unwrap(), PutLink::Exists(code));
    assert_eq!(store.kept_answer(&call("b")).await.unwrap(), None);
}

#[tokio::test]
async fn f51_a_repeated_call_makes_no_second_api_key() {
    let table = Table::empty().await;
    let (store, first) = (&table.store, answer("a", "{}"));
    let (key, another) = (api_key("0123456789ab"), api_key("ba9876543210"));
    let made = |key, answer| ChangeSet {
        writes: vec![Write::NewApiKey(key), Write::Answer(answer)],
        ..ChangeSet::default()
    };
    store.commit(&made(key, first.clone()), NOW).await.unwrap();
    let again = made(another, answer("a", "{}"));
    then_answered(store.commit(&again, NOW).await, &first);
    assert_eq!(table.items_of("APIKEY#").await.len(), 1);
}

#[tokio::test]
async fn f51_a_repeated_look_marks_nothing_more() {
    let table = Table::with([Write::Participant(participant("acme", "ana"))]).await;
    let ana = (&id("acme"), &id("ana"));
    let first = answer("a", "{}");
    table.store.mark_seen_once(ana, NOW, &first).await.unwrap();
    assert_eq!(table.wire.asked().len(), 1);
    let again = table.store.mark_seen_once(ana, days_later(2), &first);
    then_answered(again.await, &first);
    let seen = table.store.participant(ana.0, ana.1).await.unwrap();
    assert_eq!(seen.unwrap().seen_at, Some(NOW));
}

#[tokio::test]
async fn f51_a_look_of_nobody_known_is_answered_the_same_again() {
    let table = Table::empty().await;
    let (ana, first) = ((&id("acme"), &id("ana")), answer("a", "{}"));
    table.store.mark_seen_once(ana, NOW, &first).await.unwrap();
    then_answered(table.store.mark_seen_once(ana, NOW, &first).await, &first);
    assert_eq!(table.items_of("ACCOUNT#").await, []);
}

#[tokio::test]
async fn f3_an_answer_whose_keeping_nobody_heard_of_is_the_callers_own() {
    let table = Table::empty().await;
    let first = answer("a", "{}");
    table.wire.faults([Fault::ReplyLost]);
    then_answered(table.store.keep_answer(&first).await, &first);
}
