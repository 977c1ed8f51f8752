use domain::api_key::ApiKey;

use crate::given::programs::api_key;
use crate::given::{NOW, id};
use crate::table::Table;

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
        table.store.put_api_key(&key).await.unwrap();
        assert_eq!(table.store.api_key(&key.id).await.unwrap(), Some(key));
    }
}

#[tokio::test]
async fn a_key_that_is_revoked_is_found_expired() {
    let table = Table::empty().await;
    table
        .store
        .put_api_key(&api_key("0123456789ab"))
        .await
        .unwrap();
    let revoked = ApiKey {
        expires_at: Some(NOW),
        ..api_key("0123456789ab")
    };
    table.store.put_api_key(&revoked).await.unwrap();
    let found = table
        .store
        .api_key(&id("0123456789ab"))
        .await
        .unwrap()
        .unwrap();
    assert!(found.is_expired(NOW));
}
