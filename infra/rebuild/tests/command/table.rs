//! A table that answers over HTTP, and the command run against it.

use std::collections::BTreeMap;
use std::process::{Command, Output, Stdio};

use aws_credential_types::Credentials;
use aws_credential_types::provider::SharedCredentialsProvider;
use aws_smithy_http_client::Builder;
use aws_types::SdkConfig;
use aws_types::region::Region;
use domain::change::{ChangeSet, Write};
use domain::money::Currency;
use domain::statement::{Balance, balances};
use dynoxide::Database;
use dynoxide::server::serve_on;
use jiff::Timestamp;
use serde_json::{Value, json};
use store::Store;
use tokio::net::TcpListener;

use crate::journal::{self, ACCOUNTS, Drawn};

pub(crate) const NAME: &str = "goodword";

/// An item's keys.
pub(crate) type Key = (String, String);

/// Entries that one table transaction takes with their lines.
const AT_ONCE: usize = 50;

pub(crate) struct Table {
    database: Database,
    endpoint: String,
}

impl Table {
    /// A table with this many journal entries, and the lines that the store writes with them.
    pub(crate) async fn with_journal(count: usize) -> Self {
        let database = Database::memory().unwrap();
        let keys = json!({
            "TableName": NAME,
            "BillingMode": "PAY_PER_REQUEST",
            "AttributeDefinitions": [
                { "AttributeName": "pk", "AttributeType": "S" },
                { "AttributeName": "sk", "AttributeType": "S" },
            ],
            "KeySchema": [
                { "AttributeName": "pk", "KeyType": "HASH" },
                { "AttributeName": "sk", "KeyType": "RANGE" },
            ],
        });
        database
            .create_table(serde_json::from_value(keys).unwrap())
            .unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let endpoint = format!("http://{}", listener.local_addr().unwrap());
        tokio::spawn(serve_on(listener, database.clone()));
        let table = Self { database, endpoint };
        let store = table.store();
        for some in journal::entries(count).chunks(AT_ONCE) {
            let changes = ChangeSet {
                writes: some.iter().cloned().map(Write::Journal).collect(),
                ..ChangeSet::default()
            };
            store.commit(&changes, Timestamp::UNIX_EPOCH).await.unwrap();
        }
        table
    }

    fn store(&self) -> Store {
        let credentials = Credentials::from_keys("local", "local", None);
        let config = SdkConfig::builder()
            .region(Region::new("us-east-1"))
            .credentials_provider(SharedCredentialsProvider::new(credentials))
            .http_client(Builder::new().build_http())
            .endpoint_url(&self.endpoint)
            .build();
        Store::connect(&config, NAME, false)
    }

    /// Every item as DynamoDB gives it, by its keys.
    pub(crate) fn items(&self) -> BTreeMap<Key, Value> {
        let mut items = BTreeMap::new();
        let mut from = Value::Null;
        loop {
            let mut request = json!({ "TableName": NAME, "ConsistentRead": true });
            if !from.is_null() {
                request["ExclusiveStartKey"] = from;
            }
            let page = self.database.scan(serde_json::from_value(request).unwrap());
            let mut page = serde_json::to_value(page.unwrap()).unwrap();
            for item in page["Items"].as_array().unwrap() {
                items.insert(key_of(item), item.clone());
            }
            from = page["LastEvaluatedKey"].take();
            if from.is_null() {
                return items;
            }
        }
    }

    /// What each account has, as its home shows it.
    pub(crate) async fn balances(&self) -> BTreeMap<u64, BTreeMap<Currency, Balance>> {
        let store = self.store();
        let mut all = BTreeMap::new();
        for number in 0..ACCOUNTS {
            let feed = store.feed(&journal::account(number)).await.unwrap();
            all.insert(number, balances(&feed.lines));
        }
        all
    }

    /// Takes some lines away and changes others, the same each time; answers how many.
    pub(crate) fn damage(&self) -> usize {
        let mut drawn = Drawn(11);
        let mut damaged = 0;
        for ((pk, sk), mut item) in self.items() {
            if !pk.starts_with("ACCOUNT#") {
                continue;
            }
            match drawn.below(10) {
                0..=2 => {
                    let key = json!({ "pk": { "S": pk }, "sk": { "S": sk } });
                    let delete = json!({ "TableName": NAME, "Key": key });
                    let delete = serde_json::from_value(delete).unwrap();
                    self.database.delete_item(delete).unwrap();
                }
                3 => {
                    item["reward_id"] = json!({ "S": "somebody" });
                    self.put(&item);
                }
                4 => {
                    item["version"] = json!({ "N": "1" });
                    self.put(&item);
                }
                _ => continue,
            }
            damaged = usize::saturating_add(damaged, 1);
        }
        damaged
    }

    fn put(&self, item: &Value) {
        let put = json!({ "TableName": NAME, "Item": item });
        let put = serde_json::from_value(put).unwrap();
        self.database.put_item(put).unwrap();
    }

    pub(crate) fn rebuild(&self, arguments: &[&str]) -> Output {
        Self::command(&self.endpoint)
            .args(arguments)
            .output()
            .unwrap()
    }

    pub(crate) fn rebuild_at(endpoint: &str) -> Output {
        let mut command = Self::command(endpoint);
        command.args(["--table", NAME]).output().unwrap()
    }

    pub(crate) fn rebuild_without_environment(&self) -> Output {
        let mut command = Self::command(&self.endpoint);
        command.env_clear();
        command.args(["--table", NAME]).output().unwrap()
    }

    /// Kills the command as soon as the table is not what it was any more.
    pub(crate) async fn rebuild_killed_after_its_first_writes(
        &self,
        damaged: &BTreeMap<Key, Value>,
    ) {
        let mut command = Self::command(&self.endpoint);
        command.args(["--table", NAME, "--write", "--segments", "1"]);
        let mut child = command.stdout(Stdio::null()).spawn().unwrap();
        while self.items() == *damaged && child.try_wait().unwrap().is_none() {
            tokio::task::yield_now().await;
        }
        child.kill().unwrap();
        child.wait().unwrap();
    }

    fn command(endpoint: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_rebuild"));
        command
            .env("AWS_REGION", "us-east-1")
            .env("AWS_ACCESS_KEY_ID", "local")
            .env("AWS_SECRET_ACCESS_KEY", "local")
            .env("AWS_ENDPOINT_URL", endpoint);
        command
    }
}

fn key_of(item: &Value) -> Key {
    let text = |name: &str| item[name]["S"].as_str().unwrap().to_owned();
    (text("pk"), text("sk"))
}
