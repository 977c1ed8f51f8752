//! Reading many items by their keys.

use std::collections::HashMap;

use aws_sdk_dynamodb::types::KeysAndAttributes;
use serde::de::DeserializeOwned;

use crate::commit::pause;
use crate::connect::Store;
use crate::error::StoreError;
use crate::item::{self, Item, text};
use crate::key::Key;
use crate::write::refused;

/// Keys that DynamoDB takes in one call, each once.
const KEYS_AT_MOST: usize = 100;

/// How often what DynamoDB left undone is asked for again.
const ATTEMPTS: u32 = 6;

impl Store {
    /// The items of these keys, in no order and without those that are absent. Consistent; one
    /// round trip a hundred.
    pub(crate) async fn batch<T: DeserializeOwned>(
        &self,
        mut keys: Vec<Key>,
    ) -> Result<Vec<T>, StoreError> {
        keys.sort_unstable();
        keys.dedup();
        let mut found = Vec::with_capacity(keys.len());
        for keys in keys.chunks(KEYS_AT_MOST) {
            for item in self.items(keys).await? {
                found.push(item::record(item)?);
            }
        }
        Ok(found)
    }

    /// The items of these keys by key. Consistent; one round trip a hundred.
    pub(crate) async fn items_by_key(
        &self,
        mut keys: Vec<Key>,
    ) -> Result<HashMap<Key, Item>, StoreError> {
        keys.sort_unstable();
        keys.dedup();
        let mut found = HashMap::with_capacity(keys.len());
        for keys in keys.chunks(KEYS_AT_MOST) {
            for item in self.items(keys).await? {
                let pk = item::attribute(&item, "pk").to_owned();
                let sk = item::attribute(&item, "sk").to_owned();
                found.insert(Key { pk, sk }, item);
            }
        }
        Ok(found)
    }

    async fn items(&self, keys: &[Key]) -> Result<Vec<Item>, StoreError> {
        let mut wanted: Vec<Item> = keys.iter().map(key_attributes).collect();
        let mut found = Vec::with_capacity(keys.len());
        for attempt in 1..=ATTEMPTS {
            let these = KeysAndAttributes::builder()
                .set_keys(Some(wanted))
                .consistent_read(true);
            let these = these.build().map_err(|error| refused(&error))?;
            let request = self.client.batch_get_item();
            let request = request.request_items(&self.table, these).send();
            let output = Box::pin(request).await.map_err(StoreError::from_sdk)?;
            found.extend(output.responses.unwrap_or_default().into_values().flatten());
            // Under load, or beyond 16 MB, DynamoDB leaves some for another call.
            let left = output.unprocessed_keys.unwrap_or_default();
            wanted = left.into_values().flat_map(|left| left.keys).collect();
            if wanted.is_empty() {
                return Ok(found);
            }
            pause(attempt).await;
        }
        Err(StoreError::Contended("keys left unread each time"))
    }
}

pub(crate) fn key_attributes(key: &Key) -> Item {
    HashMap::from([
        ("pk".to_owned(), text(&key.pk)),
        ("sk".to_owned(), text(&key.sk)),
    ])
}
