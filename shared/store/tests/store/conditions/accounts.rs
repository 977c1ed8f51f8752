use domain::account::{Account, AccountStatus, AddressUse, Participant};
use domain::change::Write;
use domain::paying::Paying;

use super::{follows_its_version, holds, refused};
use crate::given::accounts::{account, address_use, await_account, participant, paying};
use crate::given::{NOW, hash, id};
use crate::table::Table;

#[tokio::test]
async fn an_account_is_changed_only_as_it_was_read() {
    follows_its_version(|version| {
        Write::Account(Account {
            version,
            ..account("acme")
        })
    })
    .await;
}

#[tokio::test]
async fn a_member_is_changed_only_as_it_was_read() {
    follows_its_version(|version| {
        Write::Participant(Participant {
            version,
            ..participant("acme", "ana")
        })
    })
    .await;
}

#[tokio::test]
async fn members_of_one_account_and_namesakes_of_another_stay_apart() {
    let table = Table::with([Write::Participant(participant("acme", "ana"))]).await;
    holds(&table, Write::Participant(participant("acme", "al"))).await;
    holds(&table, Write::Participant(participant("birch", "ana"))).await;
    assert_eq!(table.items().await.len(), 3);
}

#[tokio::test]
async fn what_is_known_of_payments_is_changed_only_as_it_was_read() {
    follows_its_version(|version| {
        Write::Paying(Paying {
            version,
            ..paying("acme")
        })
    })
    .await;
}

#[tokio::test]
async fn a_record_that_counts_from_nought_is_never_stored() {
    // Its next version would be 1, which is only ever put where nothing stands.
    let table = Table::empty().await;
    let result = table
        .store
        .commit(
            &crate::table::only(Write::Paying(Paying::never(id("acme")))),
            NOW,
        )
        .await;
    assert!(
        matches!(result, Err(store::StoreError::Refused(_))),
        "{result:?}"
    );
    assert_eq!(table.items().await, []);
}

#[tokio::test]
async fn k11_an_address_of_two_accounts_is_known_for_both() {
    let table = Table::empty().await;
    holds(
        &table,
        Write::Address(address_use("ana@example.com", "acme")),
    )
    .await;
    holds(
        &table,
        Write::Address(address_use("ana@example.com", "birch")),
    )
    .await;
    let uses = table
        .store
        .address_uses(&hash("ana@example.com"))
        .await
        .unwrap();
    assert_eq!(uses.len(), 2);
}

#[tokio::test]
async fn k11_one_account_is_the_first_of_an_address_and_stays_so() {
    let first = |account: &str| {
        Write::Address(AddressUse {
            first: true,
            ..address_use("ana@example.com", account)
        })
    };
    let table = Table::with([first("acme")]).await;
    refused(&table, first("birch")).await;
    holds(&table, first("acme")).await;
    let later = address_use("ana@example.com", "birch");
    holds(&table, Write::Address(later)).await;
    let uses = table
        .store
        .address_uses(&hash("ana@example.com"))
        .await
        .unwrap();
    let of: Vec<_> = uses
        .iter()
        .map(|each| (each.first, each.account_id.as_str()))
        .collect();
    assert_eq!(of, [(true, "acme"), (false, "birch")]);
}

#[tokio::test]
async fn k11_an_address_stays_known_after_its_account_closed() {
    let open = address_use("ana@example.com", "acme");
    let closed = AddressUse {
        closed_at: Some(NOW),
        ..open.clone()
    };
    let table = Table::with([Write::Address(open)]).await;
    holds(&table, Write::Address(closed.clone())).await;
    let uses = table
        .store
        .address_uses(&hash("ana@example.com"))
        .await
        .unwrap();
    assert_eq!(uses, [closed]);
}

#[tokio::test]
async fn a_customer_waits_only_for_an_account_that_is_not_known_yet() {
    let table = Table::with([Write::Account(account("acme"))]).await;
    refused(&table, await_account("cus_1", "acme")).await;
    holds(&table, await_account("cus_1", "birch")).await;
}

#[tokio::test]
async fn one_customer_waits_for_an_account_and_for_no_other() {
    let table = Table::with([await_account("cus_1", "acme")]).await;
    refused(&table, await_account("cus_2", "acme")).await;
    refused(&table, await_account("cus_1", "birch")).await;
}

#[tokio::test]
async fn a_new_account_is_not_stored_past_a_customer_that_waits_for_it() {
    let table = Table::with([await_account("cus_1", "acme")]).await;
    refused(&table, Write::RequireNoneAwaits(id("acme"))).await;
    holds(&table, Write::RequireNoneAwaits(id("birch"))).await;
}

#[tokio::test]
async fn an_account_that_closed_is_stored_with_when() {
    let table = Table::with([Write::Account(account("acme"))]).await;
    let closed = Account {
        status: AccountStatus::Closed { closed_at: NOW },
        version: 2,
        ..account("acme")
    };
    holds(&table, Write::Account(closed.clone())).await;
    assert_eq!(
        table.store.household(&id("acme")).await.unwrap().account,
        Some(closed)
    );
}
