//! Load, decide, commit: all or nothing, and again where another was faster.

use std::cell::Cell;
use std::convert::Infallible;

use domain::account::Account;
use domain::change::{ChangeSet, Write};
use domain::event::Event;
use domain::id::AccountId;
use store::{Changed, StoreError};

use crate::given::accounts::{account, parked, participant};
use crate::given::referrals::{every_entry, grant, referral, release, reward, summary};
use crate::given::{NOW, days_later, id};
use crate::table::{Table, key_of, only};

/// The account with its version counted on, and a name for what happened to it.
fn next(before: &Account) -> ChangeSet {
    only(Write::Account(Account {
        version: before.version + 1,
        ..before.clone()
    }))
}

async fn stored(table: &Table) -> Result<Account, StoreError> {
    Ok(table.store.household(&id("acme")).await?.account.unwrap())
}

#[tokio::test]
async fn every_write_and_announcement_is_stored_together() {
    let table = Table::empty().await;
    let mut changes = ChangeSet::default();
    changes
        .write(Write::Referral(referral("birch")))
        .write(Write::Summary(summary("birch")))
        .write(Write::Reward(reward("birch")))
        .write(Write::Journal(grant("birch")))
        .announce(Event::CreditAvailable {
            reward_id: id("rwd_birch.referrer"),
            account_id: id("acme"),
        });
    table.store.commit(&changes, NOW).await.unwrap();
    let items = table.items().await;
    let mut partitions: Vec<_> = items.iter().map(|item| key_of(item).0).collect();
    partitions.dedup();
    assert_eq!(
        partitions,
        [
            "ACCOUNT#acme",
            "ACCOUNT#birch",
            "JOURNAL#grant#ref_birch#referrer",
            "OUTBOX#2"
        ]
    );
    assert_eq!(items.len(), 6);
}

#[tokio::test]
async fn one_commit_is_one_round_trip() {
    let table = Table::empty().await;
    let mut changes = ChangeSet::default();
    for entry in every_entry("birch") {
        changes.write(Write::Journal(entry));
    }
    table.store.commit(&changes, NOW).await.unwrap();
    assert_eq!(table.wire.asked().len(), 1);
}

#[tokio::test]
async fn an_empty_change_set_asks_nothing_of_the_table() {
    let table = Table::empty().await;
    table
        .store
        .commit(&ChangeSet::default(), NOW)
        .await
        .unwrap();
    assert_eq!(table.wire.asked().len(), 0);
}

#[tokio::test]
async fn more_than_a_transaction_holds_is_refused_whole() {
    let table = Table::empty().await;
    let mut changes = ChangeSet::default();
    for number in 0..101 {
        changes.write(Write::Park(parked("cus_1", &format!("in_{number}"))));
    }
    let result = table.store.commit(&changes, NOW).await;
    assert!(matches!(result, Err(StoreError::Refused(_))), "{result:?}");
    assert!(!result.unwrap_err().may_be_retried());
    assert_eq!(table.wire.asked().len(), 0);
    changes.writes.pop();
    table.store.commit(&changes, NOW).await.unwrap();
    assert_eq!(table.items().await.len(), 100);
}

#[tokio::test]
async fn an_item_that_is_too_large_is_refused_and_not_tried_again() {
    let table = Table::empty().await;
    let huge = domain::account::Participant {
        locale: Some("x".repeat(500_000)),
        ..participant("acme", "ana")
    };
    let result = table
        .store
        .commit(&only(Write::Participant(huge)), NOW)
        .await;
    assert!(matches!(result, Err(StoreError::Refused(_))), "{result:?}");
    assert_eq!(table.wire.count("PutItem"), 1);
}

#[tokio::test]
async fn a_decision_that_lost_a_race_is_made_again_from_what_is_stored_now() {
    let table = Table::with([Write::Account(account("acme"))]).await;
    let (table, loads) = (&table, &Cell::new(0));
    let load = || async move {
        let read = stored(table).await?;
        if loads.replace(loads.get() + 1) == 0 {
            table.store.commit(&next(&read), NOW).await?;
        }
        Ok(read)
    };
    let decide = |read: &Account| Ok::<_, Infallible>(next(read));
    let Changed { state, changes } = table
        .store
        .change(NOW, load, decide)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(loads.get(), 2);
    assert_eq!(state.version, 2);
    assert_eq!(changes, next(&state));
    assert_eq!(stored(table).await.unwrap().version, 3);
}

#[tokio::test]
async fn a_decision_that_another_made_meanwhile_is_left_at_that() {
    let table = Table::empty().await;
    let (table, loads) = (&table, &Cell::new(0));
    let load = || async move {
        let referral = table.store.household(&id("birch")).await?.referral;
        if loads.replace(loads.get() + 1) == 0 {
            table
                .store
                .commit(
                    &only(Write::Referral(crate::given::referrals::referral("birch"))),
                    NOW,
                )
                .await?;
        }
        Ok(referral)
    };
    let decide = |stored: &Option<_>| match stored {
        Some(_) => Ok::<_, Infallible>(ChangeSet::default()),
        None => Ok(only(Write::Referral(referral("birch")))),
    };
    let changed = table
        .store
        .change(NOW, load, decide)
        .await
        .unwrap()
        .unwrap();
    assert!(changed.changes.is_empty());
}

#[tokio::test]
async fn a_decision_that_always_loses_is_given_back_for_a_later_delivery() {
    let table = Table::with([Write::Account(account("acme"))]).await;
    let (table, decisions) = (&table, &Cell::new(0));
    let load = || async move {
        let read = stored(table).await?;
        table.store.commit(&next(&read), NOW).await?;
        Ok(read)
    };
    let decide = |read: &Account| {
        decisions.set(decisions.get() + 1);
        Ok::<_, Infallible>(next(read))
    };
    let result = table.store.change(NOW, load, decide).await;
    let error = result.unwrap_err();
    assert!(matches!(error, StoreError::Contended(_)), "{error:?}");
    assert!(error.may_be_retried());
    assert_eq!(decisions.get(), 6);
}

#[tokio::test]
async fn a_rejection_stores_nothing() {
    let table = Table::empty().await;
    let load = || async { Ok(()) };
    let decide = |(): &()| Err("no such code");
    let result = table.store.change(NOW, load, decide).await.unwrap();
    assert_eq!(result.unwrap_err(), "no such code");
    assert_eq!(table.wire.asked().len(), 0);
}

#[tokio::test]
async fn what_cannot_be_loaded_is_not_decided() {
    let table = Table::empty().await;
    let load = || async { Err(StoreError::Refused("a load".to_owned())) };
    let decide = |_: &AccountId| -> Result<_, Infallible> { panic!("decided") };
    let result = table.store.change(NOW, load, decide).await;
    assert!(matches!(result, Err(StoreError::Refused(_))), "{result:?}");
}

#[tokio::test]
async fn f10_a_second_delivery_of_what_was_done_changes_nothing() {
    let table = Table::with([Write::Reward(reward("birch"))]).await;
    let deliver = async |now| {
        let load = || async { table.store.reward(&reward("birch").id).await };
        let decide = |stored: &Option<domain::reward::Reward>| {
            Ok::<_, Infallible>(release(stored.as_ref().unwrap(), now))
        };
        table
            .store
            .change(now, load, decide)
            .await
            .unwrap()
            .unwrap()
            .changes
    };
    assert!(!deliver(days_later(14)).await.is_empty());
    let before = table.items().await;
    assert!(deliver(days_later(15)).await.is_empty());
    assert_eq!(table.items().await, before);
}
