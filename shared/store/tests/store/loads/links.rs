use domain::link::Link;
use store::PutLink;

use crate::given::programs::link;
use crate::given::{id, signer};
use crate::table::Table;
use crate::table::wire::Fault;

#[tokio::test]
async fn a_link_is_found_by_its_code() {
    let table = Table::empty().await;
    assert_eq!(table.store.link(&id("k7xq2mnpqr")).await.unwrap(), None);
    assert_eq!(
        table
            .store
            .put_link(&link("k7xq2mnpqr"), None)
            .await
            .unwrap(),
        PutLink::Created
    );
    assert_eq!(
        table.store.link(&id("k7xq2mnpqr")).await.unwrap(),
        Some(link("k7xq2mnpqr"))
    );
}

#[tokio::test]
async fn a_link_that_is_made_twice_is_the_same_link() {
    let table = Table::empty().await;
    table
        .store
        .put_link(&link("k7xq2mnpqr"), None)
        .await
        .unwrap();
    let again = table
        .store
        .put_link(&link("k7xq2mnpqr"), None)
        .await
        .unwrap();
    assert_eq!(again, PutLink::Exists(link("k7xq2mnpqr")));
    assert_eq!(table.wire.asked().len(), 2);
}

#[tokio::test]
async fn a_code_stays_with_whom_it_was_first_given_to() {
    let table = Table::empty().await;
    table
        .store
        .put_link(&link("k7xq2mnpqr"), None)
        .await
        .unwrap();
    let anothers = Link {
        participant_id: id("al"),
        ..link("k7xq2mnpqr")
    };
    let put = table.store.put_link(&anothers, None).await.unwrap();
    assert_eq!(put, PutLink::Exists(link("k7xq2mnpqr")));
    assert_eq!(
        table.store.link(&id("k7xq2mnpqr")).await.unwrap(),
        Some(link("k7xq2mnpqr"))
    );
}

/// Ana's link, as it is looked for.
async fn anas_link(table: &Table) -> Option<Link> {
    let (program, account, ana) = (id("clientjoy"), id("acme"), id("ana"));
    let signer = signer();
    let found = table.store.link_of(&signer, &program, (&account, &ana));
    found.await.unwrap()
}

/// Puts a link of this participant with Ana's `n`th code.
async fn given_nth_code(table: &Table, n: u8, participant: &str) -> Link {
    let code = signer().code(&id("clientjoy"), &id("acme"), &id("ana"), n);
    let link = Link {
        participant_id: id(participant),
        ..link(code.as_str())
    };
    table.store.put_link(&link, None).await.unwrap();
    link
}

#[tokio::test]
async fn a_participants_link_is_found_without_its_code() {
    let table = Table::empty().await;
    assert_eq!(anas_link(&table).await, None);
    let own = given_nth_code(&table, 0, "ana").await;
    assert_eq!(anas_link(&table).await, Some(own));
}

#[tokio::test]
async fn e2_a_code_of_anothers_link_is_passed_over() {
    let table = Table::empty().await;
    given_nth_code(&table, 0, "bo").await;
    assert_eq!(anas_link(&table).await, None);
    let own = given_nth_code(&table, 1, "ana").await;
    assert_eq!(anas_link(&table).await, Some(own));
}

#[tokio::test]
async fn f3_a_link_whose_making_nobody_heard_of_is_the_callers_own() {
    let table = Table::empty().await;
    table.wire.faults([Fault::ReplyLost]);
    let put = table
        .store
        .put_link(&link("k7xq2mnpqr"), None)
        .await
        .unwrap();
    assert_eq!(put, PutLink::Exists(link("k7xq2mnpqr")));
}
