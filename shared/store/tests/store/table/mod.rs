//! A table of its own for each test, and a way to look inside that the store does not have.

pub(crate) mod schema;
pub(crate) mod wire;

use std::time::Duration;

use aws_credential_types::Credentials;
use aws_credential_types::provider::SharedCredentialsProvider;
use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::AttributeValue;
use aws_smithy_runtime_api::client::http::SharedHttpClient;
use aws_types::SdkConfig;
use aws_types::region::Region;
use aws_types::sdk_config::RetryConfig;
use domain::change::{ChangeSet, Write};
use dynoxide::Database;
use dynoxide::server::serve_on;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use store::Store;
use tokio::net::TcpListener;

use crate::given::NOW;
use wire::Wire;

/// What the store calls its table here.
const NAME: &str = "goodword";

/// A stored item, with its key.
pub(crate) type Item = std::collections::HashMap<String, AttributeValue>;

/// An empty table with a store that works on it.
pub(crate) struct Table {
    pub(crate) store: Store,
    /// What goes between the store and DynamoDB.
    pub(crate) wire: Wire,
    /// Sees what is stored, past the store and its faults.
    client: Client,
    endpoint: String,
}

impl Table {
    pub(crate) async fn empty() -> Self {
        let database = Database::memory().unwrap();
        database.create_table(schema::create_table(NAME)).unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let endpoint = format!("http://{}", listener.local_addr().unwrap());
        tokio::spawn(serve_on(listener, database));
        let wire = Wire::open();
        let faultless = Wire::open();
        Self {
            store: store_over(&wire, &endpoint),
            wire,
            client: Client::new(&config(faultless.client(), &endpoint)),
            endpoint,
        }
    }

    /// A table in which these were written before.
    pub(crate) async fn with(writes: impl IntoIterator<Item = Write>) -> Self {
        let table = Self::empty().await;
        for write in writes {
            table.store.commit(&only(write), NOW).await.unwrap();
        }
        table.wire.forget();
        table
    }

    /// Writes many records of different items, some at a time.
    pub(crate) async fn add(&self, writes: impl IntoIterator<Item = Write>) {
        let writes: Vec<Write> = writes.into_iter().collect();
        for writes in writes.chunks(50) {
            let changes = ChangeSet {
                writes: writes.to_vec(),
                ..ChangeSet::default()
            };
            self.store.commit(&changes, NOW).await.unwrap();
        }
        self.wire.forget();
    }

    /// What another process has: the same table by connections of its own.
    pub(crate) fn another_store(&self) -> Store {
        store_over(&Wire::open(), &self.endpoint)
    }

    /// Puts an item as other code would have, newer or older.
    pub(crate) async fn put(&self, item: Item) {
        let put = self.client.put_item().table_name(NAME);
        put.set_item(Some(item)).send().await.unwrap();
    }

    /// Takes away every item of a partition, as an erasure would.
    pub(crate) async fn remove(&self, pk: &str) {
        for item in self.items_of(pk).await {
            let delete = self.client.delete_item().table_name(NAME);
            let delete = delete.key("pk", item["pk"].clone());
            delete.key("sk", item["sk"].clone()).send().await.unwrap();
        }
    }

    /// Takes one item away.
    pub(crate) async fn remove_item(&self, item: &Item) {
        let delete = self.client.delete_item().table_name(NAME);
        let delete = delete.key("pk", item["pk"].clone());
        delete.key("sk", item["sk"].clone()).send().await.unwrap();
    }

    /// Every item, by key.
    pub(crate) async fn items(&self) -> Vec<Item> {
        let pages = self
            .client
            .scan()
            .table_name(NAME)
            .consistent_read(true)
            .into_paginator();
        let mut items: Vec<Item> = pages
            .items()
            .send()
            .collect::<Result<_, _>>()
            .await
            .unwrap();
        items.sort_by_key(key_of);
        items
    }

    /// The items whose partition key begins so.
    pub(crate) async fn items_of(&self, pk: &str) -> Vec<Item> {
        let mut items = self.items().await;
        items.retain(|item| key_of(item).0.starts_with(pk));
        items
    }

    /// The one record whose partition and sort keys begin so.
    pub(crate) async fn record<T: DeserializeOwned>(&self, pk: &str, sk: &str) -> T {
        serde_dynamo::from_item(self.item(pk, sk).await).unwrap()
    }

    /// The one item whose partition and sort keys begin so.
    pub(crate) async fn item(&self, pk: &str, sk: &str) -> Item {
        let mut items = self.items_of(pk).await;
        items.retain(|item| key_of(item).1.starts_with(sk));
        assert_eq!(items.len(), 1, "{pk} {sk}: {items:?}");
        items.remove(0)
    }
}

fn store_over(wire: &Wire, endpoint: &str) -> Store {
    Store::connect(&config(wire.client(), endpoint), NAME, false)
}

fn config(http_client: SharedHttpClient, endpoint: &str) -> SdkConfig {
    let credentials = Credentials::from_keys("local", "local", None);
    let retries = RetryConfig::standard()
        .with_max_attempts(3)
        .with_initial_backoff(Duration::from_millis(1));
    SdkConfig::builder()
        .region(Region::new("us-east-1"))
        .credentials_provider(SharedCredentialsProvider::new(credentials))
        .http_client(http_client)
        .retry_config(retries)
        .endpoint_url(endpoint)
        .build()
}

/// A change set of one write.
pub(crate) fn only(write: Write) -> ChangeSet {
    ChangeSet {
        writes: vec![write],
        ..ChangeSet::default()
    }
}

/// The partition and sort keys of an item.
pub(crate) fn key_of(item: &Item) -> (String, String) {
    let text = |name: &str| item[name].as_s().unwrap().clone();
    (text("pk"), text("sk"))
}

/// The item as JSON: texts, numbers and nulls stay apart, and attributes are sorted.
pub(crate) fn json_of(item: &Item) -> Value {
    plain(&AttributeValue::M(item.clone()))
}

fn plain(value: &AttributeValue) -> Value {
    match value {
        AttributeValue::S(text) => Value::String(text.clone()),
        AttributeValue::N(number) => serde_json::from_str(number).unwrap(),
        AttributeValue::Bool(yes) => Value::Bool(*yes),
        AttributeValue::Null(_) => Value::Null,
        AttributeValue::L(list) => Value::Array(list.iter().map(plain).collect()),
        AttributeValue::M(map) => {
            let mut names: Vec<&String> = map.keys().collect();
            names.sort();
            let pairs = names
                .into_iter()
                .map(|name| (name.clone(), plain(&map[name])));
            Value::Object(pairs.collect::<Map<_, _>>())
        }
        other => panic!("no record has a {other:?}"),
    }
}
