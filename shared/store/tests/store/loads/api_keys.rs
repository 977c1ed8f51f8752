use domain::api_key::{ApiKey, KeyHash, Outgoing};
use domain::change::Write;
use store::StoreError;

use crate::given::programs::{api_key, put_api_key};
use crate::given::{NOW, days_later, id};
use crate::table::{Table, only};

async fn edited(table: &Table, key: ApiKey, read_hash: KeyHash) -> Result<(), StoreError> {
    let edit = Write::ApiKey { key, read_hash };
    table.store.commit(&only(edit), NOW).await
}

#[tokio::test]
async fn a_key_is_found_by_its_id() {
    let table = Table::empty().await;
    assert_eq!(
        table.store.api_key(&id("0123456789ab")).await.unwrap(),
        None
    );
    let unlimited = ApiKey {
        expires_at: None,
        ..api_key("ba9876543210")
    };
    for key in [api_key("0123456789ab"), unlimited] {
        put_api_key(&table.store, &key).await.unwrap();
        assert_eq!(table.store.api_key(&key.id).await.unwrap(), Some(key));
    }
}

#[tokio::test]
async fn a_key_is_never_written_over_by_a_new_one() {
    let table = Table::empty().await;
    let key = api_key("0123456789ab");
    put_api_key(&table.store, &key).await.unwrap();
    let again = put_api_key(&table.store, &key).await;
    assert!(matches!(again, Err(StoreError::Stale)), "{again:?}");
}

#[tokio::test]
async fn a_key_that_is_revoked_is_found_expired() {
    let table = Table::empty().await;
    let key = api_key("0123456789ab");
    put_api_key(&table.store, &key).await.unwrap();
    edited(&table, key.revoked(NOW), key.hash).await.unwrap();
    let found = table.store.api_key(&key.id).await.unwrap().unwrap();
    assert!(found.is_expired(NOW));
}

#[tokio::test]
async fn of_two_rotations_at_once_one_holds() {
    let table = Table::empty().await;
    let key = api_key("0123456789ab");
    put_api_key(&table.store, &key).await.unwrap();
    let rotated = |secret: &str| ApiKey {
        hash: KeyHash::of(secret),
        outgoing: Some(Outgoing {
            hash: key.hash,
            until: days_later(1),
        }),
        ..key.clone()
    };
    let (ours, theirs) = (rotated("ours"), rotated("theirs"));
    edited(&table, ours.clone(), key.hash).await.unwrap();
    let late = edited(&table, theirs, key.hash).await;
    assert!(matches!(late, Err(StoreError::Stale)), "{late:?}");
    assert_eq!(table.store.api_key(&key.id).await.unwrap(), Some(ours));
}

#[tokio::test]
async fn keys_are_listed_oldest_first_page_by_page() {
    let table = Table::empty().await;
    let ids = ["000000000001", "000000000002", "000000000003"];
    for (day, id) in (0..).zip(ids) {
        let key = ApiKey {
            created_at: days_later(day),
            ..api_key(id)
        };
        put_api_key(&table.store, &key).await.unwrap();
    }
    let first = table.store.api_keys(None, 2).await.unwrap();
    let place = first.next.as_deref();
    assert!(place.is_some());
    let rest = table.store.api_keys(place, 2).await.unwrap();
    assert!(rest.next.is_none());
    let all = [first.data, rest.data].concat();
    let listed: Vec<_> = all.iter().map(|key| key.id.as_str()).collect();
    assert_eq!(listed, ids);
}
