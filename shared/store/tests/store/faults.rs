//! What goes wrong between the store and DynamoDB (reliability F1 to F10).

use std::convert::Infallible;

use domain::account::Account;
use domain::change::{ChangeSet, Write};
use domain::event::Event;
use domain::reason::Reason;
use domain::referral::{Referral, ReferralStatus};
use domain::reward::{Reward, RewardState};
use store::StoreError;

use crate::given::accounts::{account, parked};
use crate::given::referrals::{grant, referral, release, reward, summary};
use crate::given::{NOW, id, minutes_later};
use crate::table::wire::Fault;
use crate::table::{Table, only};

/// An effect with its announcement: an entry, its line, and one outbox item.
fn effect() -> ChangeSet {
    let mut changes = only(Write::Journal(grant("birch")));
    changes.announce(Event::CreditAvailable {
        reward_id: reward("birch").id,
        account_id: id("acme"),
    });
    changes
}

async fn happened_once(table: &Table) {
    assert_eq!(table.items_of("JOURNAL#").await.len(), 1);
    assert_eq!(table.store.feed(&id("acme")).await.unwrap().lines.len(), 1);
    assert_eq!(table.items_of("OUTBOX#").await.len(), 1);
    assert_eq!(table.items().await.len(), 3);
}

#[tokio::test]
async fn f1_a_throttled_write_is_tried_again() {
    let table = Table::empty().await;
    table.wire.faults([Fault::throttled(), Fault::throttled()]);
    table.store.commit(&effect(), NOW).await.unwrap();
    happened_once(&table).await;
}

#[tokio::test]
async fn f1_a_transaction_with_one_throttled_item_is_tried_again() {
    let table = Table::empty().await;
    table.wire.faults([Fault::canceled(&["ThrottlingError"])]);
    table.store.commit(&effect(), NOW).await.unwrap();
    happened_once(&table).await;
}

#[tokio::test]
async fn f1_a_throttled_read_is_tried_again() {
    let table = Table::with([Write::Account(account("acme"))]).await;
    table.wire.faults([Fault::throttled(), Fault::throttled()]);
    let household = table.store.household(&id("acme")).await.unwrap();
    assert_eq!(household.account, Some(account("acme")));
}

#[tokio::test]
async fn f1_a_table_that_stays_throttled_gives_back_and_stores_nothing() {
    let table = Table::empty().await;
    table.wire.faults(vec![Fault::throttled(); 3]);
    let error = table.store.commit(&effect(), NOW).await.unwrap_err();
    assert!(matches!(error, StoreError::Unavailable(..)), "{error:?}");
    assert!(error.may_be_retried());
    assert_eq!(table.items().await, []);
}

#[tokio::test]
async fn f2_a_transaction_in_conflict_is_tried_again_and_has_its_effect_once() {
    let table = Table::empty().await;
    table.wire.faults(vec![Fault::conflict(); 3]);
    table.store.commit(&effect(), NOW).await.unwrap();
    happened_once(&table).await;
    assert_eq!(table.wire.count("TransactWriteItems"), 4);
}

#[tokio::test]
async fn f2_a_conflict_that_does_not_end_is_given_back() {
    let table = Table::empty().await;
    table.wire.faults(vec![Fault::conflict(); 4]);
    let error = table.store.commit(&effect(), NOW).await.unwrap_err();
    assert!(matches!(error, StoreError::Contended(_)), "{error:?}");
    assert_eq!(table.items().await, []);
}

#[tokio::test]
async fn f2_a_conflict_beside_a_condition_that_failed_is_decided_again() {
    let table = Table::empty().await;
    let reasons = ["TransactionConflict", "ConditionalCheckFailed"];
    table.wire.faults([Fault::canceled(&reasons)]);
    let error = table.store.commit(&effect(), NOW).await.unwrap_err();
    assert!(matches!(error, StoreError::Stale), "{error:?}");
}

#[tokio::test]
async fn a_transaction_with_an_item_that_cannot_be_is_refused_and_not_tried_again() {
    let table = Table::empty().await;
    table.wire.faults([Fault::canceled(&["ValidationError"])]);
    let error = table.store.commit(&effect(), NOW).await.unwrap_err();
    assert!(!error.may_be_retried(), "{error:?}");
    assert_eq!(table.wire.count("TransactWriteItems"), 1);
}

#[tokio::test]
async fn f3_a_commit_whose_reply_was_lost_counts_once() {
    let table = Table::empty().await;
    table.wire.faults([Fault::ReplyLost, Fault::ReplyLost]);
    table.store.commit(&effect(), NOW).await.unwrap();
    happened_once(&table).await;
    let asked = table.wire.asked();
    let token = |nth: usize| asked[nth].body["ClientRequestToken"].as_str();
    assert!(token(0).is_some());
    assert_eq!(
        token(0),
        token(2),
        "a retry must carry the token of the first try"
    );
}

#[tokio::test]
async fn f3_when_no_reply_comes_at_all_the_next_delivery_finds_the_effect() {
    let table = Table::with([Write::Reward(reward("birch"))]).await;
    table.wire.faults(vec![Fault::ReplyLost; 3]);
    let first = table
        .store
        .commit(&release(&reward("birch"), NOW), NOW)
        .await;
    assert!(
        matches!(first, Err(StoreError::Unavailable(..))),
        "{first:?}"
    );
    let load = || async { table.store.reward(&reward("birch").id).await };
    let decide = |stored: &Option<Reward>| {
        Ok::<_, Infallible>(release(stored.as_ref().unwrap(), minutes_later(5)))
    };
    let second = table.store.change(minutes_later(5), load, decide).await;
    assert!(second.unwrap().unwrap().changes.is_empty());
    assert_eq!(table.items_of("JOURNAL#").await.len(), 1);
}

#[tokio::test]
async fn f4_a_request_that_was_lost_is_sent_again() {
    let table = Table::empty().await;
    table.wire.faults([Fault::RequestLost, Fault::RequestLost]);
    table.store.commit(&effect(), NOW).await.unwrap();
    happened_once(&table).await;
}

#[tokio::test]
async fn f5_a_replay_after_the_token_expired_meets_the_guard() {
    let table = Table::empty().await;
    table.store.commit(&effect(), NOW).await.unwrap();
    // Every commit has a new token, as a replay long after has.
    let error = table.store.commit(&effect(), NOW).await.unwrap_err();
    assert!(matches!(error, StoreError::Stale), "{error:?}");
    happened_once(&table).await;
}

#[tokio::test]
async fn f6_a_token_that_was_used_for_something_else_is_refused_and_not_tried_again() {
    let table = Table::empty().await;
    table.wire.faults([Fault::token_of_another()]);
    let error = table.store.commit(&effect(), NOW).await.unwrap_err();
    assert!(matches!(error, StoreError::Refused(_)), "{error:?}");
    assert!(!error.may_be_retried());
    assert_eq!(table.wire.count("TransactWriteItems"), 1);
    assert_eq!(table.items().await, []);
}

#[tokio::test]
async fn f7_two_steps_of_one_record_are_one_write() {
    let table = Table::empty().await;
    let expired = referral("birch").in_status(ReferralStatus::Expired { expired_at: NOW });
    let mut changes = only(Write::Referral(referral("birch")));
    changes.write(Write::Referral(expired.clone()));
    table.store.commit(&changes, NOW).await.unwrap();
    let stored = table.store.household(&id("birch")).await.unwrap().referral;
    assert_eq!(stored, Some(expired));
}

#[tokio::test]
async fn f7_two_steps_of_one_record_hold_only_as_it_was_read() {
    let version = |version| {
        Write::Account(Account {
            version,
            ..account("acme")
        })
    };
    let table = Table::with([version(1), version(2)]).await;
    let mut changes = only(version(2));
    changes.write(version(3));
    let error = table.store.commit(&changes, NOW).await.unwrap_err();
    assert!(matches!(error, StoreError::Stale), "{error:?}");
    let mut changes = only(version(3));
    changes.write(version(4));
    table.store.commit(&changes, NOW).await.unwrap();
}

#[tokio::test]
async fn f7_a_copy_written_twice_and_an_event_announced_twice_are_stored_once() {
    let table = Table::empty().await;
    let mut changes = effect();
    changes.append(effect());
    changes
        .write(Write::Summary(summary("birch")))
        .write(Write::Summary(summary("birch")));
    table.store.commit(&changes, NOW).await.unwrap();
    assert_eq!(table.items().await.len(), 4);
}

#[tokio::test]
async fn f7_a_record_that_is_required_and_written_is_checked_as_it_was_read() {
    let table = Table::with([Write::Referral(referral("birch"))]).await;
    let required = |version| Write::RequireReferral {
        referral_id: referral("birch").id,
        friend: id("birch"),
        version,
    };
    let second = || {
        Write::Referral(Referral {
            version: 2,
            ..referral("birch")
        })
    };
    let mut stale = only(required(2));
    stale.write(second());
    let error = table.store.commit(&stale, NOW).await.unwrap_err();
    assert!(matches!(error, StoreError::Stale), "{error:?}");
    let mut changes = only(second());
    changes.write(required(1));
    table.store.commit(&changes, NOW).await.unwrap();
}

#[tokio::test]
async fn f7_parking_and_settling_at_once_leaves_nothing_parked() {
    let table = Table::empty().await;
    let mut changes = only(Write::Park(parked("cus_1", "in_1")));
    changes.write(Write::Unpark(parked("cus_1", "in_1")));
    table.store.commit(&changes, NOW).await.unwrap();
    assert_eq!(table.store.parked_payments(&id("cus_1")).await.unwrap(), []);
}

#[tokio::test]
async fn f8_what_was_decided_on_an_old_reading_is_not_stored() {
    let table = Table::with([Write::Reward(reward("birch"))]).await;
    let old = table
        .store
        .reward(&reward("birch").id)
        .await
        .unwrap()
        .unwrap();
    table.store.commit(&release(&old, NOW), NOW).await.unwrap();
    let canceled = old.in_state(RewardState::Canceled {
        reason: Reason::Refunded,
        canceled_at: NOW,
        waited_until: None,
    });
    let result = table
        .store
        .commit(&only(Write::Reward(canceled)), NOW)
        .await;
    assert!(matches!(result, Err(StoreError::Stale)), "{result:?}");
}
