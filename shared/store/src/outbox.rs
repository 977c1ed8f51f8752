//! Announcements on their way to the bus, and messages that could not be understood.

use aws_sdk_dynamodb::types::{Put, TransactWriteItem};
use domain::dead_letter::DeadLetter;
use domain::event::{Event, Metadata, VERSION};
use domain::time::sortable;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::connect::Store;
use crate::error::StoreError;
use crate::item::{self, text};
use crate::key;
use crate::write::refused;

/// Partitions of the outbox: more than one, so that no announcement waits for another's.
pub const OUTBOX_SHARDS: u8 = 8;

/// What one decision announces, as it is stored: one item, which is published and leaves as one.
///
/// Together they cost one item's write and delete instead of one each; an item is rounded up to a
/// kilobyte, and an announcement is some 150 bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutboxItem {
    pub pk: String,
    pub sk: String,
    pub events: Vec<Event>,
    pub livemode: bool,
    pub recorded_at: Timestamp,
    /// Which request led to it, where that is known.
    pub request_id: Option<String>,
}

/// One announcement as it goes to the bus.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Announced {
    pub detail_type: &'static str,
    /// JSON: `{"metadata": …, "data": …}`.
    pub detail: String,
}

impl OutboxItem {
    /// What is announced, in the order of the decision.
    pub fn announced(&self) -> impl Iterator<Item = Announced> {
        self.events.iter().map(|event| self.announce(event))
    }

    fn announce(&self, event: &Event) -> Announced {
        let metadata = Metadata {
            id: event.id(),
            kind: event.name().to_owned(),
            version: VERSION,
            occurred_at: self.recorded_at,
            livemode: self.livemode,
            request_id: self.request_id.clone(),
        };
        let body = serde_json::to_value(event).unwrap_or_default();
        let data = body.get("data").cloned().unwrap_or_default();
        Announced {
            detail_type: event.name(),
            detail: json!({ "metadata": metadata, "data": data }).to_string(),
        }
    }
}

impl Store {
    /// The put of all that one decision announces; nothing where that is nothing.
    pub(crate) fn announcements(
        &self,
        events: &[Event],
        now: Timestamp,
    ) -> Result<Option<TransactWriteItem>, StoreError> {
        let mut ids: Vec<String> = Vec::with_capacity(events.len());
        let mut once: Vec<&Event> = Vec::with_capacity(events.len());
        for event in events {
            let id = event.id();
            if !ids.contains(&id) {
                ids.push(id);
                once.push(event);
            }
        }
        let Some(first) = ids.first() else {
            return Ok(None);
        };
        // Two decisions of one instant that announce the same are one item; any others are two.
        let name = format!("{first}#{:016x}", key::fingerprint(&ids.join("\n")));
        let shard = key::shard_of(first, OUTBOX_SHARDS);
        let key = key::outbox(shard, now, &name);
        let record = json!({
            "events": once,
            "livemode": self.livemode,
            "recorded_at": now,
            "request_id": (self.request_id)(),
        });
        let put = Put::builder()
            .table_name(&self.table)
            .set_item(Some(item::of(&key, &record)?));
        let put = put.build().map_err(|error| refused(&error))?;
        Ok(Some(TransactWriteItem::builder().put(put).build()))
    }

    /// Announcements of one shard that were recorded before `before`: those the stream missed.
    pub async fn unpublished(
        &self,
        shard: u8,
        before: Timestamp,
    ) -> Result<Vec<OutboxItem>, StoreError> {
        let output = Box::pin(
            self.client
                .query()
                .table_name(&self.table)
                .key_condition_expression("pk = :pk AND sk < :before")
                .expression_attribute_values(":pk", text(&key::outbox_partition(shard)))
                .expression_attribute_values(":before", text(&sortable(before)))
                .limit(100)
                .send(),
        )
        .await
        .map_err(StoreError::from_sdk)?;
        output
            .items
            .unwrap_or_default()
            .into_iter()
            .map(item::record)
            .collect()
    }

    /// The bus has all of it: the item leaves the outbox. Doing it twice is doing it once.
    pub async fn published(&self, item: &OutboxItem) -> Result<(), StoreError> {
        Box::pin(
            self.client
                .delete_item()
                .table_name(&self.table)
                .key("pk", text(&item.pk))
                .key("sk", text(&item.sk))
                .send(),
        )
        .await
        .map(drop)
        .map_err(StoreError::from_sdk)
    }

    /// Keeps a message that cannot be understood, with the reason.
    pub async fn bury(&self, letter: &DeadLetter) -> Result<(), StoreError> {
        let key = key::dead_letter(&letter.queue, &letter.message_id);
        self.put(item::of(&key, letter)?).await
    }
}
