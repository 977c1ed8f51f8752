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

/// An announcement as it is stored and as it goes to the bus.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutboxEvent {
    pub pk: String,
    pub sk: String,
    pub detail_type: String,
    /// JSON: `{"metadata": …, "data": …}`.
    pub detail: String,
    pub recorded_at: Timestamp,
}

impl Store {
    /// The put of one announcement.
    pub(crate) fn announcement(
        &self,
        event: &Event,
        now: Timestamp,
    ) -> Result<TransactWriteItem, StoreError> {
        let id = event.id();
        let metadata = Metadata {
            id: id.clone(),
            kind: event.name().to_owned(),
            version: VERSION,
            occurred_at: now,
            livemode: self.livemode,
            request_id: (self.request_id)(),
        };
        let body = serde_json::to_value(event).unwrap_or_default();
        let data = body.get("data").cloned().unwrap_or_default();
        let shard = key::shard_of(&id, OUTBOX_SHARDS);
        let key = key::outbox(shard, now, &id);
        let record = json!({
            "detail_type": event.name(),
            "detail": json!({ "metadata": metadata, "data": data }).to_string(),
            "recorded_at": now,
        });
        let put = Put::builder()
            .table_name(&self.table)
            .set_item(Some(item::of(&key, &record)?));
        let put = put.build().map_err(|error| refused(&error))?;
        Ok(TransactWriteItem::builder().put(put).build())
    }

    /// Announcements of one shard that were recorded before `before`: those the stream missed.
    pub async fn unpublished(
        &self,
        shard: u8,
        before: Timestamp,
    ) -> Result<Vec<OutboxEvent>, StoreError> {
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

    /// The bus has it: the announcement leaves the outbox. Doing it twice is doing it once.
    pub async fn published(&self, event: &OutboxEvent) -> Result<(), StoreError> {
        Box::pin(
            self.client
                .delete_item()
                .table_name(&self.table)
                .key("pk", text(&event.pk))
                .key("sk", text(&event.sk))
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
