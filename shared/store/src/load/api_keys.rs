//! The host's API keys: only their hashes are kept.

use std::collections::BTreeSet;

use domain::api_key::{ApiKey, ApiKeyId, KeyHash, Scope};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::connect::Store;
use crate::error::StoreError;
use crate::item;
use crate::key;

/// A key as it is stored.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ApiKeyRecord {
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

    /// Stores a new key, or an edit of one.
    pub async fn put_api_key(&self, key: &ApiKey) -> Result<(), StoreError> {
        let record = ApiKeyRecord {
            id: key.id.clone(),
            hash: key
                .hash
                .as_bytes()
                .iter()
                .map(|byte| format!("{byte:02x}"))
                .collect(),
            scopes: key.scopes.clone(),
            name: key.name.clone(),
            created_at: key.created_at,
            expires_at: key.expires_at,
        };
        self.put(item::of(&key::api_key(&key.id), &record)?).await
    }
}

fn bytes_of(hash: &str) -> Option<[u8; 32]> {
    let byte = |pair: &[u8; 2]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
    let bytes: Option<Vec<u8>> = hash.as_bytes().as_chunks().0.iter().map(byte).collect();
    bytes?.try_into().ok()
}
