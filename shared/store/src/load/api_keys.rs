//! The host's API keys: only their hashes are kept.

use std::collections::BTreeSet;

use aws_sdk_dynamodb::types::{Put, TransactWriteItem};
use data_encoding::HEXLOWER;
use domain::api_key::{ApiKey, ApiKeyId, KeyHash, Outgoing, Scope};
use domain::time::sortable;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::connect::Store;
use crate::error::StoreError;
use crate::item::{self, Item, text};
use crate::key;
use crate::list_page::ListPage;
use crate::query::Range;
use crate::write::{put_new, refused};

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
    #[serde(default, skip_serializing_if = "Option::is_none")]
    outgoing: Option<OutgoingRecord>,
}

#[derive(Serialize, Deserialize)]
struct OutgoingRecord {
    hash: String,
    until: Timestamp,
}

impl Store {
    /// The key of this id, if there is one. One round trip.
    pub async fn api_key(&self, id: &ApiKeyId) -> Result<Option<ApiKey>, StoreError> {
        let record: Option<ApiKeyRecord> = self.get(key::api_key(id)).await?;
        Ok(record.and_then(ApiKeyRecord::key))
    }

    /// All keys, oldest first, from behind the place `after` if that is given.
    pub async fn api_keys(
        &self,
        after: Option<&str>,
        limit: u8,
    ) -> Result<ListPage<ApiKey>, StoreError> {
        // `~` follows whatever an instant begins with.
        let range = after.map_or(Range::All, |after| Range::Between(after, "~"));
        let wanted = i32::from(limit).saturating_add(2);
        let listing = (key::API_KEYS, range);
        let items = self.index_page("listing", listing, wanted, false).await?;
        let records: Result<Vec<ApiKeyRecord>, _> = items.into_iter().map(item::record).collect();
        let keys = records?.into_iter().filter_map(ApiKeyRecord::key);
        let is_behind = |key: &ApiKey| after.is_none_or(|after| after < place_of(key).as_str());
        Ok(ListPage::of(
            keys.filter(is_behind).collect(),
            limit,
            place_of,
        ))
    }
}

impl ApiKeyRecord {
    fn key(self) -> Option<ApiKey> {
        let outgoing = self.outgoing.and_then(|outgoing| {
            Some(Outgoing {
                hash: KeyHash::from_bytes(bytes_of(&outgoing.hash)?),
                until: outgoing.until,
            })
        });
        Some(ApiKey {
            hash: KeyHash::from_bytes(bytes_of(&self.hash)?),
            id: self.id,
            scopes: self.scopes,
            name: self.name,
            created_at: self.created_at,
            expires_at: self.expires_at,
            outgoing,
        })
    }
}

fn place_of(key: &ApiKey) -> String {
    format!("{}#{}", sortable(key.created_at), key.id.as_str())
}

/// A new key: only where there is none of its id.
pub(crate) fn put(table: &str, key: &ApiKey) -> Result<TransactWriteItem, StoreError> {
    put_new(table, item_of(key)?)
}

/// An edit of a key whose hash was this.
pub(crate) fn edit(
    table: &str,
    key: &ApiKey,
    read_hash: KeyHash,
) -> Result<TransactWriteItem, StoreError> {
    let put = Put::builder()
        .table_name(table)
        .set_item(Some(item_of(key)?))
        .condition_expression("#hash = :read")
        .expression_attribute_names("#hash", "hash")
        .expression_attribute_values(":read", text(&HEXLOWER.encode(read_hash.as_bytes())));
    let put = put.build().map_err(|error| refused(&error))?;
    Ok(TransactWriteItem::builder().put(put).build())
}

fn item_of(key: &ApiKey) -> Result<Item, StoreError> {
    let record = ApiKeyRecord {
        id: key.id.clone(),
        hash: HEXLOWER.encode(key.hash.as_bytes()),
        scopes: key.scopes.clone(),
        name: key.name.clone(),
        created_at: key.created_at,
        expires_at: key.expires_at,
        outgoing: key.outgoing.map(|outgoing| OutgoingRecord {
            hash: HEXLOWER.encode(outgoing.hash.as_bytes()),
            until: outgoing.until,
        }),
    };
    let mut item = item::of(&key::api_key(&key.id), &record)?;
    item.insert("listing_pk".to_owned(), text(key::API_KEYS));
    item.insert("listing_sk".to_owned(), text(&place_of(key)));
    Ok(item)
}

fn bytes_of(hash: &str) -> Option<[u8; 32]> {
    HEXLOWER.decode(hash.as_bytes()).ok()?.try_into().ok()
}
