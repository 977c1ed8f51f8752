use domain::change::{ChangeSet, Write};
use domain::link::choice::Standing;
use domain::link::{Chosen, Code, Link};
use store::StoreError;

use crate::given::programs::link;
use crate::given::{NOW, id, signer};
use crate::table::Table;

const FIRST: &str = "k7xq2mnpqr";

fn choice(own: &Link, code: &str, is_new: bool) -> ChangeSet {
    let code: Code = id(code);
    let mut changes = ChangeSet::default();
    changes.write(Write::ChooseCode {
        link: Box::new(own.clone()),
        hash: signer().code_hash(&code),
        chosen: Chosen { code, at: NOW },
        is_new,
    });
    changes
}

async fn with_link() -> (Table, Link) {
    let table = Table::empty().await;
    let own = link(FIRST);
    table.store.put_link(&own, None).await.unwrap();
    (table, own)
}

async fn found(table: &Table, code: &str) -> Option<Link> {
    table.store.link(&id(code)).await.unwrap()
}

async fn standing(table: &Table, code: &str) -> Standing {
    let code: Code = id(code);
    let hash = signer().code_hash(&code);
    table.store.code_standing(&code, &hash).await.unwrap()
}

#[tokio::test]
async fn a_chosen_code_leads_to_the_link_which_is_shown_by_it() {
    let (table, own) = with_link().await;
    table
        .store
        .commit(&choice(&own, "ana-ruiz", true), NOW)
        .await
        .unwrap();
    let shown = found(&table, FIRST).await.unwrap();
    assert_eq!(shown.shown().as_str(), "ana-ruiz");
    for code in ["ana-ruiz", "ANARU1Z"] {
        assert_eq!(found(&table, code).await, Some(own.clone()), "{code}");
    }
}

#[tokio::test]
async fn a_code_that_was_taken_meanwhile_is_not_taken_again() {
    let (table, own) = with_link().await;
    let eves = Link {
        participant_id: id("eve"),
        ..link("m2xq2mnpqr")
    };
    table.store.put_link(&eves, None).await.unwrap();
    table
        .store
        .commit(&choice(&own, "the-one", true), NOW)
        .await
        .unwrap();
    let late = table
        .store
        .commit(&choice(&eves, "the-one", true), NOW)
        .await;
    assert!(matches!(late, Err(StoreError::Stale)), "{late:?}");
    assert_eq!(found(&table, "the-one").await, Some(own));
    assert_eq!(found(&table, "m2xq2mnpqr").await, Some(eves));
}

#[tokio::test]
async fn a_choice_holds_only_over_the_link_that_was_read() {
    let (table, own) = with_link().await;
    table
        .store
        .commit(&choice(&own, "ana-one", true), NOW)
        .await
        .unwrap();
    let late = table
        .store
        .commit(&choice(&own, "ana-two", true), NOW)
        .await;
    assert!(matches!(late, Err(StoreError::Stale)), "{late:?}");
    assert_eq!(found(&table, "ana-two").await, None);
    let own = found(&table, FIRST).await.unwrap();
    table
        .store
        .commit(&choice(&own, "ana-two", true), NOW)
        .await
        .unwrap();
    let late = table.store.commit(&choice(&own, FIRST, false), NOW).await;
    assert!(matches!(late, Err(StoreError::Stale)), "{late:?}");
}

#[tokio::test]
async fn f64_a_retired_code_leads_nowhere_is_nobodys_and_can_not_be_read() {
    let (table, own) = with_link().await;
    table
        .store
        .commit(&choice(&own, "ana-ruiz", true), NOW)
        .await
        .unwrap();
    let own = found(&table, FIRST).await.unwrap();
    let retired = domain::erasure::codes_retired(&own, &signer());
    table.store.commit(&retired, NOW).await.unwrap();
    assert_eq!(found(&table, "ana-ruiz").await, None);
    assert_eq!(found(&table, FIRST).await, Some(link(FIRST)));
    assert_eq!(
        standing(&table, "anaru1z").await,
        Standing {
            link: None,
            is_retired: true
        }
    );
    let eves = Link {
        participant_id: id("eve"),
        ..link("m2xq2mnpqr")
    };
    table.store.put_link(&eves, None).await.unwrap();
    let again = table
        .store
        .commit(&choice(&eves, "ana-ruiz", true), NOW)
        .await;
    assert!(matches!(again, Err(StoreError::Stale)), "{again:?}");
}

/// Guard: the mark of an erasure is a condition of the choice.
#[tokio::test]
async fn f64_who_was_erased_meanwhile_chooses_nothing() {
    let (table, own) = with_link().await;
    let mut forgotten = ChangeSet::default();
    forgotten.write(Write::Erased {
        account_id: own.account_id.clone(),
        participant_id: own.participant_id.clone(),
        erased_at: NOW,
    });
    table.store.commit(&forgotten, NOW).await.unwrap();
    let erased = table
        .store
        .was_erased(&own.account_id, &own.participant_id)
        .await;
    assert!(erased.unwrap());

    let late = table
        .store
        .commit(&choice(&own, "ana-ruiz", true), NOW)
        .await;

    assert!(matches!(late, Err(StoreError::Stale)), "{late:?}");
    assert_eq!(found(&table, "ana-ruiz").await, None);
}
