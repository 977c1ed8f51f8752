//! The table's stream: what is written is shown to the functions that are mapped to it.
//!
//! Every write of a function passes through this stack, so the records come from the requests
//! that DynamoDB accepted.

mod feed;
mod filter;
mod shard;

use std::collections::HashSet;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use anyhow::{Context, Result};
use jiff::Timestamp;
use serde_json::{Map, Value, json};
use tokio::sync::Notify;

use super::Dynamo;
use super::images::{Change, Writes};
use crate::activity::Activity;
use crate::clock::Clock;
use crate::ids;
use crate::lambda::Functions;
use crate::queues::Queues;
use crate::template::{REGION, StreamMapping, TableSpec, Template};
use filter::Filter;
use shard::{Record, Shard};

/// The streams of all tables. Clones share the records.
#[derive(Clone)]
pub(crate) struct Streams {
    shared: Arc<Shared>,
}

struct Shared {
    clock: Clock,
    dynamo: Dynamo,
    mappings: Vec<Mapping>,
    written: AtomicU64,
    seen_tokens: Mutex<HashSet<String>>,
}

struct Mapping {
    spec: StreamMapping,
    table: TableSpec,
    view: String,
    filter: Filter,
    shard: Mutex<Shard>,
    arrived: Notify,
}

/// A change that will be shown if its request succeeds.
pub(crate) struct Coming {
    table: String,
    change: Change,
    event: &'static str,
}

/// All changes of one request that will be shown if it succeeds.
#[derive(Default)]
pub(crate) struct AllComing {
    changes: Vec<Coming>,
    token: Option<String>,
}

impl Streams {
    /// The streams of `template`'s tables.
    pub(crate) fn new(
        template: &Template,
        dynamo: Dynamo,
        clock: Clock,
        activity: &Activity,
    ) -> Result<Self> {
        let mut mappings = Vec::new();
        for spec in &template.stream_mappings {
            let of_mapping = |table: &&TableSpec| {
                table
                    .stream
                    .as_ref()
                    .is_some_and(|stream| stream.arn == spec.stream_arn)
            };
            let table = template
                .tables
                .iter()
                .find(of_mapping)
                .context("a mapping has a table")?;
            mappings.push(Mapping {
                filter: Filter::compile(&spec.filters, &table.keys)?,
                shard: Mutex::new(Shard::new(&spec.function, activity.clone())),
                arrived: Notify::new(),
                view: table
                    .stream
                    .as_ref()
                    .map(|stream| stream.view.clone())
                    .unwrap_or_default(),
                table: table.clone(),
                spec: spec.clone(),
            });
        }
        let (written, seen_tokens) = (AtomicU64::new(0), Mutex::default());
        let shared = Shared {
            clock,
            dynamo,
            mappings,
            written,
            seen_tokens,
        };
        Ok(Self {
            shared: Arc::new(shared),
        })
    }

    /// Starts showing records to `functions`; batches that are given up are told to `queues`.
    pub(crate) fn start(&self, functions: &Functions, queues: &Queues) {
        for index in 0..self.shared.mappings.len() {
            tokio::spawn(feed::feed(
                self.clone(),
                index,
                functions.clone(),
                queues.clone(),
            ));
        }
    }

    /// Looks, before a request is sent, at what the records of its writes will be.
    pub(crate) async fn before(&self, writes: Writes) -> Result<AllComing> {
        let mut changes = Vec::new();
        for write in writes.all {
            if !self.may_interest(&write.table, &write.change) {
                continue;
            }
            let event = match &write.change {
                Change::Put { is_new: true, .. } => "INSERT",
                Change::Delete { .. } => "REMOVE",
                Change::Put { .. } | Change::Update { .. } => {
                    let key = self.key_of(&write.table, &write.change);
                    if self.read(&write.table, &key).await?.is_some() {
                        "MODIFY"
                    } else {
                        "INSERT"
                    }
                }
            };
            changes.push(Coming {
                table: write.table,
                change: write.change,
                event,
            });
        }
        Ok(AllComing {
            changes,
            token: writes.token,
        })
    }

    /// Shows the records of a request that succeeded.
    pub(crate) async fn after(&self, coming: AllComing) -> Result<()> {
        if let Some(token) = coming.token
            && !coming.changes.is_empty()
            && !lock(&self.shared.seen_tokens).insert(token)
        {
            return Ok(());
        }
        for Coming {
            table,
            change,
            event,
        } in coming.changes
        {
            let key = self.key_of(&table, &change);
            let image = match change {
                Change::Put { item, .. } => Some(item),
                Change::Update { .. } => self.read(&table, &key).await?,
                Change::Delete { .. } => None,
            };
            self.show(&table, event, &key, image, None);
        }
        Ok(())
    }

    /// Shows that an item's time to live was over.
    pub(crate) fn expired(&self, table: &str, key: &Value) {
        let by = json!({ "type": "Service", "principalId": "dynamodb.amazonaws.com" });
        self.show(table, "REMOVE", key, None, Some(by));
    }

    /// When the next records are tried again by the virtual clock.
    pub(crate) fn next_at(&self) -> Option<Timestamp> {
        let mappings = self.shared.mappings.iter();
        mappings
            .filter_map(|mapping| lock(&mapping.shard).next_at())
            .min()
    }

    /// Lets the records be tried again that waited for an instant until `now`.
    pub(crate) fn wake(&self, now: Timestamp) {
        for mapping in &self.shared.mappings {
            lock(&mapping.shard).wake(now);
            mapping.arrived.notify_one();
        }
    }

    /// How many records wait to be shown.
    pub(crate) fn waiting(&self) -> usize {
        let mappings = self.shared.mappings.iter();
        mappings
            .map(|mapping| lock(&mapping.shard).len())
            .fold(0, usize::saturating_add)
    }

    fn may_interest(&self, table: &str, change: &Change) -> bool {
        let key = self.key_of(table, change);
        let mut of_table = self
            .shared
            .mappings
            .iter()
            .filter(|mapping| mapping.table.name == table);
        of_table.any(|mapping| mapping.filter.may_pass(&key))
    }

    fn key_of(&self, table: &str, change: &Change) -> Value {
        let item = match change {
            Change::Put { item, .. } => item,
            Change::Update { key } | Change::Delete { key } => return key.clone(),
        };
        let mapping = self
            .shared
            .mappings
            .iter()
            .find(|mapping| mapping.table.name == table);
        let names = mapping
            .map(|mapping| mapping.table.keys.as_slice())
            .unwrap_or_default();
        let key = names
            .iter()
            .filter_map(|name| Some((name.clone(), item.get(name)?.clone())));
        Value::Object(key.collect::<Map<_, _>>())
    }

    async fn read(&self, table: &str, key: &Value) -> Result<Option<Value>> {
        let request = json!({ "TableName": table, "Key": key, "ConsistentRead": true });
        let mut answer = self.shared.dynamo.call("GetItem", &request).await?;
        Ok(Some(answer["Item"].take()).filter(|item| !item.is_null()))
    }

    fn show(&self, table: &str, event: &str, key: &Value, image: Option<Value>, by: Option<Value>) {
        let now = self.shared.clock.now();
        let number = self.shared.written.fetch_add(1, Ordering::Relaxed);
        let sequence = format!("{number:021}");
        for mapping in self
            .shared
            .mappings
            .iter()
            .filter(|mapping| mapping.table.name == table)
        {
            let mut json = json!({
                "eventID": ids::word(32),
                "eventName": event,
                "eventVersion": "1.1",
                "eventSource": "aws:dynamodb",
                "awsRegion": REGION,
                "eventSourceARN": mapping.spec.stream_arn,
                "dynamodb": {
                    "ApproximateCreationDateTime": now.as_second(),
                    "Keys": key,
                    "SequenceNumber": sequence,
                    "SizeBytes": key.to_string().len(),
                    "StreamViewType": mapping.view,
                },
            });
            if let (Some(image), "NEW_IMAGE") = (&image, mapping.view.as_str()) {
                json["dynamodb"]["NewImage"] = image.clone();
            }
            if let Some(by) = &by {
                json["userIdentity"] = by.clone();
            }
            if mapping.filter.passes(&json) {
                let record = Record {
                    sequence: sequence.clone(),
                    written_at: now,
                    json,
                };
                lock(&mapping.shard).push(record);
                mapping.arrived.notify_one();
            }
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
