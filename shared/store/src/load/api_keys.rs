//! The host's API keys: only their hashes are kept.

use std::collections::BTreeSet;

use aws_sdk_dynamodb::types::{Put, TransactWriteItem};
use data_encoding::HEXLOWER;
use domain::api_key::{ApiKey, ApiKeyId, KeyHash, Scope};
use domain::repeat::KeptAnswer;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::answers;
use crate::connect::Store;
use crate::error::StoreError;
use crate::item::{self, Item};
use crate::key;
use crate::write::refused;

/// A key as it is stored.
#[derive(Serialize, Deserialize)]
struct ApiKeyRecord {
    id: ApiKeyId,
    /// SHA-256 of the whole key, as lower-case hexadecimal digits.
    hash: String,
    scopes: BTreeSet<Scope>,
    name: String,
    created_at: Timestamp,
    expires_at: Option<Timestamp>,
}

impl Store {
    /// The key of this id, if there is one. One round trip.
    pub async fn api_key(&self, id: &ApiKeyId) -> Result<Option<ApiKey>, StoreError> {
        let record: Option<ApiKeyRecord> = self.get(key::api_key(id)).await?;
        Ok(record.and_then(|record| {
            Some(ApiKey {
                hash: KeyHash::from_bytes(bytes_of(&record.hash)?),
                id: record.id,
                scopes: record.scopes,
                name: record.name,
                created_at: record.created_at,
                expires_at: record.expires_at,
            })
        }))
    }

    /// Stores a new key and the answer that shows it. One round trip.
    ///
    /// # Errors
    /// [`StoreError::Answered`] if the call that makes it has an answer.
    pub async fn put_api_key_once(
        &self,
        key: &ApiKey,
        answer: &KeptAnswer,
    ) -> Result<(), StoreError> {
        let put = Put::builder().table_name(&self.table);
        let put = put.set_item(Some(item_of(key)?)).build();
        let put = put.map_err(|error| refused(&error))?;
        let put = TransactWriteItem::builder().put(put).build();
        self.transact(vec![put, answers::action(answer, &self.table)?])
            .await
    }

    /// Stores a new key, or an edit of one.
    pub async fn put_api_key(&self, key: &ApiKey) -> Result<(), StoreError> {
        self.put(item_of(key)?).await
    }
}

fn item_of(key: &ApiKey) -> Result<Item, StoreError> {
    let record = ApiKeyRecord {
        id: key.id.clone(),
        hash: HEXLOWER.encode(key.hash.as_bytes()),
        scopes: key.scopes.clone(),
        name: key.name.clone(),
        created_at: key.created_at,
        expires_at: key.expires_at,
    };
    item::of(&key::api_key(&key.id), &record)
}

fn bytes_of(hash: &str) -> Option<[u8; 32]> {
    HEXLOWER.decode(hash.as_bytes()).ok()?.try_into().ok()
}
