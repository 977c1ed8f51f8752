//! A change of one item, which is put without a transaction: what goes wrong with it (F2, F3).

use std::convert::Infallible;

use domain::account::{Account, AccountStatus};
use domain::change::Write;

use crate::given::accounts::account;
use crate::given::{NOW, id};
use crate::table::wire::Fault;
use crate::table::{Table, only};

#[tokio::test]
async fn f2_a_put_in_conflict_with_a_transaction_is_tried_again() {
    let table = Table::empty().await;
    table.wire.faults(vec![Fault::put_conflict(); 3]);
    let change = only(Write::Account(account("acme")));
    table.store.commit(&change, NOW).await.unwrap();
    assert_eq!(table.wire.count("PutItem"), 4);
    assert_eq!(table.items().await.len(), 1);
}

#[tokio::test]
async fn f3_a_put_whose_reply_was_lost_is_found_done_when_it_is_decided_again() {
    let table = Table::with([Write::Account(account("acme"))]).await;
    let closed = |read: &Account| Account {
        status: AccountStatus::Closed { closed_at: NOW },
        version: read.version + 1,
        ..read.clone()
    };
    let load = || async { Ok(table.store.household(&id("acme")).await?.account.unwrap()) };
    let decide = |read: &Account| {
        let open = read.is_open().then(|| only(Write::Account(closed(read))));
        // It befalls the put, which comes next; the SDK sends that again.
        table.wire.faults(open.iter().map(|_| Fault::ReplyLost));
        Ok::<_, Infallible>(open.unwrap_or_default())
    };
    let changed = table
        .store
        .change(NOW, load, decide)
        .await
        .unwrap()
        .unwrap();
    assert!(changed.changes.is_empty());
    assert_eq!(changed.state, closed(&account("acme")));
}
