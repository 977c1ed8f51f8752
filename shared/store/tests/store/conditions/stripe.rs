use domain::change::Write;

use super::{holds, refused};
use crate::given::accounts::{await_account, link_customer, parked};
use crate::given::id;
use crate::table::Table;

#[tokio::test]
async fn a_customer_belongs_to_one_account() {
    let table = Table::with([link_customer("cus_1", "acme")]).await;
    refused(&table, link_customer("cus_1", "birch")).await;
    let account = table.store.account_of_customer(&id("cus_1")).await.unwrap();
    assert_eq!(account, Some(id("acme")));
}

#[tokio::test]
async fn linking_a_customer_to_its_own_account_again_changes_nothing() {
    let table = Table::with([link_customer("cus_1", "acme")]).await;
    let before = table.items().await;
    holds(&table, link_customer("cus_1", "acme")).await;
    assert_eq!(table.items().await, before);
}

#[tokio::test]
async fn a_customer_that_waited_for_its_account_is_linked_to_it_and_to_no_other() {
    let table = Table::with([await_account("cus_1", "acme")]).await;
    refused(&table, link_customer("cus_1", "birch")).await;
    holds(&table, link_customer("cus_1", "acme")).await;
}

#[tokio::test]
async fn parking_a_payment_twice_is_parking_it_once() {
    let table = Table::with([Write::Park(parked("cus_1", "in_1"))]).await;
    holds(&table, Write::Park(parked("cus_1", "in_1"))).await;
    let payments = table.store.parked_payments(&id("cus_1")).await.unwrap();
    assert_eq!(payments, [parked("cus_1", "in_1")]);
}

#[tokio::test]
async fn a_payment_that_was_settled_is_parked_no_longer() {
    let table = Table::with([Write::Park(parked("cus_1", "in_1"))]).await;
    holds(&table, Write::Unpark(parked("cus_1", "in_1"))).await;
    holds(&table, Write::Unpark(parked("cus_1", "in_1"))).await;
    assert_eq!(table.store.parked_payments(&id("cus_1")).await.unwrap(), []);
}
