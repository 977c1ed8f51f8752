//! Announcements on their way to the bus, and messages that could not be understood.

use aws_sdk_dynamodb::types::{Put, TransactWriteItem};
use domain::event::{Event, Metadata, VERSION};
use domain::time::{fnv1a, sortable};
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

/// What one decision announces, as it is stored: one item, which is published and leaves as one.
///
/// An item is rounded up to a kilobyte and an announcement has some 200 bytes, so together they
/// cost a fraction of what each would by itself (docs/decisions/0015). A record may announce itself
/// by having these attributes, too; it stays where it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutboxItem {
    pub pk: String,
    pub sk: String,
    pub events: Vec<Stored>,
    /// False where all of them go out again, metadata and all.
    #[serde(default)]
    pub livemode: bool,
    pub recorded_at: Timestamp,
    /// Which request led to it, where that is known.
    #[serde(default)]
    pub request_id: Option<String>,
}

/// One announcement as it is stored. Whoever publishes it need not know its type, so that one of a
/// newer release is published by an older one, too (F22).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stored {
    /// Its metadata are the item's, beside its own id.
    Event {
        id: String,
        detail_type: String,
        version: u32,
        /// JSON.
        data: String,
    },
    /// It goes out as it did before, metadata and all: JSON.
    Again { detail_type: String, detail: String },
}

/// One announcement as it goes to the bus.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Announced {
    pub detail_type: String,
    /// JSON: `{"metadata": …, "data": …}`.
    pub detail: String,
}

impl OutboxItem {
    /// Whether it lies in the outbox, and leaves it once it is published.
    pub fn leaves(&self) -> bool {
        self.pk.starts_with(key::OUTBOX)
    }

    /// What is announced, in the order of the decision.
    pub fn announced(&self) -> impl Iterator<Item = Announced> {
        self.events.iter().map(|event| self.announce(event))
    }

    fn announce(&self, stored: &Stored) -> Announced {
        match stored {
            Stored::Event {
                id,
                detail_type,
                version,
                data,
            } => {
                let metadata = Metadata {
                    id: id.clone(),
                    kind: detail_type.clone(),
                    version: *version,
                    occurred_at: self.recorded_at,
                    livemode: self.livemode,
                    request_id: self.request_id.clone(),
                };
                let data: serde_json::Value = serde_json::from_str(data).unwrap_or_default();
                Announced {
                    detail_type: detail_type.clone(),
                    detail: json!({ "metadata": metadata, "data": data }).to_string(),
                }
            }
            Stored::Again {
                detail_type,
                detail,
            } => Announced {
                detail_type: detail_type.clone(),
                detail: detail.clone(),
            },
        }
    }
}

impl Stored {
    fn of(event: &Event) -> Self {
        let body = serde_json::to_value(event).unwrap_or_default();
        let data = body.get("data").cloned().unwrap_or_default();
        Self::Event {
            id: event.id(),
            detail_type: event.name().to_owned(),
            version: VERSION,
            data: data.to_string(),
        }
    }
}

/// What lies in the outbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unpublished {
    Item(OutboxItem),
    /// It cannot be read: no item of ours looks like this.
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
            Ok(item) => Self::Item(item),
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
            Self::Item(item) => &item.sk,
            Self::Unreadable { sk, .. } => sk,
        }
    }

    /// When it was recorded, which its key tells.
    pub fn recorded_at(&self) -> Option<Timestamp> {
        self.sk().split('#').next()?.parse().ok()
    }
}

impl Store {
    /// The put of all that one decision announces; nothing where that is nothing. What is
    /// announced twice is announced once.
    pub(crate) fn announcements(
        &self,
        events: &[Event],
        now: Timestamp,
    ) -> Result<Option<TransactWriteItem>, StoreError> {
        let mut ids: Vec<String> = Vec::with_capacity(events.len());
        let mut stored = Vec::with_capacity(events.len());
        for event in events {
            let id = event.id();
            if !ids.contains(&id) {
                ids.push(id);
                stored.push(Stored::of(event));
            }
        }
        let Some(first) = ids.first() else {
            return Ok(None);
        };
        // Two decisions of one instant that announce the same are one item; any others are two.
        let name = match &ids[..] {
            [only] => only.clone(),
            several => format!("{first}#{:08x}", fnv1a(&several.join("\n"))),
        };
        let shard = key::shard_of(first, OUTBOX_SHARDS);
        let item = item::of(&key::outbox(shard, now, &name), &self.said(&stored, now))?;
        let put = Put::builder().table_name(&self.table).set_item(Some(item));
        let put = put.build().map_err(|error| refused(&error))?;
        Ok(Some(TransactWriteItem::builder().put(put).build()))
    }

    /// The attributes by which the item with this key announces `event` itself, without one in
    /// the outbox.
    pub(crate) fn announcing_itself(
        &self,
        key: &key::Key,
        (event, now): (&Event, Timestamp),
    ) -> Result<Item, StoreError> {
        item::of(key, &self.said(&[Stored::of(event)], now))
    }

    fn said(&self, stored: &[Stored], now: Timestamp) -> serde_json::Value {
        json!({
            "events": stored,
            "livemode": self.livemode,
            "recorded_at": now,
            "request_id": (self.request_id)(),
        })
    }

    /// Items of one shard that were recorded before `before`, those that the stream missed: the
    /// oldest hundred after `after`. One round trip.
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

    /// The bus has all of it: the item leaves the outbox. Doing it twice is doing it once.
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
