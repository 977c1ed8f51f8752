//! Items of newer and older code, which live side by side during a deployment (F22).

use aws_sdk_dynamodb::types::AttributeValue;
use domain::account::Participant;
use domain::change::Write;
use store::StoreError;

use crate::given::accounts::participant;
use crate::given::id;
use crate::given::referrals::{referral, reward};
use crate::table::Table;

fn text(text: &str) -> AttributeValue {
    AttributeValue::S(text.to_owned())
}

#[tokio::test]
async fn f22_a_field_of_newer_code_is_passed_over() {
    let table = Table::with([
        Write::Reward(reward("birch")),
        Write::Referral(referral("birch")),
    ])
    .await;
    for mut item in table.items().await {
        item.insert("of_tomorrow".to_owned(), text("x"));
        table.put(item).await;
    }
    let household = table.store.household(&id("birch")).await.unwrap();
    assert_eq!(household.rewards, [reward("birch")]);
    assert_eq!(household.referral, Some(referral("birch")));
}

#[tokio::test]
async fn f22_a_field_that_older_code_did_not_have_reads_as_none() {
    let table = Table::with([Write::Participant(participant("acme", "ana"))]).await;
    let mut item = table.item("ACCOUNT#acme", "Y#").await;
    item.remove("locale");
    item.remove("seen_at");
    table.put(item).await;
    let read = table
        .store
        .participant(&id("acme"), &id("ana"))
        .await
        .unwrap();
    let expected = Participant {
        locale: None,
        ..participant("acme", "ana")
    };
    assert_eq!(read, Some(expected));
    table
        .store
        .mark_seen(&id("acme"), &id("ana"), crate::given::NOW)
        .await
        .unwrap();
    let read = table
        .store
        .participant(&id("acme"), &id("ana"))
        .await
        .unwrap();
    assert_eq!(read.unwrap().seen_at, Some(crate::given::NOW));
}

#[tokio::test]
async fn f20_a_state_that_only_newer_code_knows_is_an_error_with_the_items_key() {
    let table = Table::with([Write::Reward(reward("birch"))]).await;
    let mut item = table.item("ACCOUNT#birch", "V#REWARD").await;
    item.insert("state".to_owned(), text("of_tomorrow"));
    table.put(item).await;
    let error = table.store.household(&id("birch")).await.unwrap_err();
    let StoreError::Malformed { key, .. } = &error else {
        panic!("{error:?}");
    };
    assert_eq!(key, "ACCOUNT#birch V#REWARD#referrer");
    assert!(!error.may_be_retried());
}
