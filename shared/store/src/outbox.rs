//! Announcements on their way to the bus, and messages that could not be understood.

use aws_sdk_dynamodb::types::{Put, TransactWriteItem};
use domain::event::{Event, Metadata, VERSION};
use domain::time::sortable;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::connect::Store;
use crate::error::StoreError;
use crate::item::{self, Item, attribute, text};
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

/// What lies in the outbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unpublished {
    Event(OutboxEvent),
    /// It cannot be read: no event of ours looks like this.
    Unreadable {
        pk: String,
        sk: String,
        /// The whole item as JSON, for whoever has to look at it.
        item: String,
        reason: String,
    },
}

impl Unpublished {
    fn of(item: Item) -> Self {
        let (pk, sk) = (
            attribute(&item, "pk").to_owned(),
            attribute(&item, "sk").to_owned(),
        );
        let shown: Result<serde_json::Value, _> = serde_dynamo::from_item(item.clone());
        match serde_dynamo::from_item(item) {
            Ok(event) => Self::Event(event),
            Err(error) => Self::Unreadable {
                pk,
                sk,
                item: shown.unwrap_or_default().to_string(),
                reason: error.to_string(),
            },
        }
    }

    /// Its sort key.
    pub fn sk(&self) -> &str {
        match self {
            Self::Event(event) => &event.sk,
            Self::Unreadable { sk, .. } => sk,
        }
    }

    /// When it was recorded, which its key tells.
    pub fn recorded_at(&self) -> Option<Timestamp> {
        self.sk().split('#').next()?.parse().ok()
    }
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

    /// Announcements of one shard that were recorded before `before`, those that the stream
    /// missed: the oldest hundred after `after`. One round trip.
    pub async fn unpublished(
        &self,
        shard: u8,
        before: Timestamp,
        after: Option<&str>,
    ) -> Result<Vec<Unpublished>, StoreError> {
        let output = Box::pin(
            self.client
                .query()
                .table_name(&self.table)
                .key_condition_expression("pk = :pk AND sk BETWEEN :after AND :before")
                .expression_attribute_values(":pk", text(&key::outbox_partition(shard)))
                // `BETWEEN` takes its ends in: a space follows the key itself, and no key is as
                // short as an instant.
                .expression_attribute_values(
                    ":after",
                    text(&after.map_or_else(|| "0".to_owned(), |sk| format!("{sk} "))),
                )
                .expression_attribute_values(":before", text(&sortable(before)))
                .limit(100)
                .send(),
        )
        .await
        .map_err(StoreError::from_sdk)?;
        let items = output.items.unwrap_or_default();
        Ok(items.into_iter().map(Unpublished::of).collect())
    }

    /// The bus has it: the announcement leaves the outbox. Doing it twice is doing it once.
    pub async fn published(&self, (pk, sk): (&str, &str)) -> Result<(), StoreError> {
        Box::pin(
            self.client
                .delete_item()
                .table_name(&self.table)
                .key("pk", text(pk))
                .key("sk", text(sk))
                .send(),
        )
        .await
        .map(drop)
        .map_err(StoreError::from_sdk)
    }
}
