//! The table: an embedded DynamoDB, or any other that speaks its protocol.

mod embedded;
mod expiry;
mod images;
mod plain;
mod streams;

use anyhow::{Context, Result, bail};
use axum::body::Bytes;
use axum::http::{HeaderMap, StatusCode};
use serde_json::{Value, json};

pub(crate) use embedded::{Storage, open};
pub(crate) use images::Writes;
pub(crate) use plain::to_plain;
pub(crate) use streams::Streams;

use crate::template::TableSpec;

/// How DynamoDB names its operations in the `X-Amz-Target` header.
pub(crate) const TARGET_PREFIX: &str = "DynamoDB_20120810.";

/// Headers the embedded DynamoDB and others want to see; nobody checks the signature.
const UNSIGNED: [(&str, &str); 3] = [
    ("content-type", "application/x-amz-json-1.0"),
    ("x-amz-date", "20220525T090000Z"),
    (
        "authorization",
        "AWS4-HMAC-SHA256 Credential=local/20220525/us-east-1/dynamodb/aws4_request, \
         SignedHeaders=host;x-amz-date;x-amz-target, Signature=local",
    ),
];

/// A DynamoDB that answers at some address.
#[derive(Clone)]
pub(crate) struct Dynamo {
    client: reqwest::Client,
    endpoint: String,
}

/// DynamoDB's answer.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Dynamo {
    /// The DynamoDB at `endpoint`.
    pub(crate) fn new(endpoint: impl Into<String>) -> Self {
        Self {
            client: reqwest::Client::new(),
            endpoint: endpoint.into(),
        }
    }

    /// Where it answers, to whoever speaks its protocol.
    pub(crate) fn endpoint(&self) -> &str {
        &self.endpoint
    }

    /// Sends `body` as the operation `operation`.
    pub(crate) async fn send(&self, operation: &str, body: Vec<u8>) -> Result<Answer> {
        let mut request = self.client.post(&self.endpoint).body(body);
        for (name, value) in UNSIGNED {
            request = request.header(name, value);
        }
        let response = request
            .header("x-amz-target", format!("{TARGET_PREFIX}{operation}"))
            .send()
            .await
            .with_context(|| format!("DynamoDB at {} does not answer", self.endpoint))?;
        let (status, headers) = (response.status(), response.headers().clone());
        Ok(Answer {
            status,
            headers,
            body: response.bytes().await?,
        })
    }

    /// The parsed answer of `operation`; an error when DynamoDB refuses it.
    pub(crate) async fn call(&self, operation: &str, request: &Value) -> Result<Value> {
        let answer = self.send(operation, serde_json::to_vec(request)?).await?;
        if !answer.status.is_success() {
            bail!("{operation}: {}", String::from_utf8_lossy(&answer.body));
        }
        Ok(serde_json::from_slice(&answer.body)?)
    }

    /// Creates `table` unless it is there already.
    pub(crate) async fn create(&self, table: &TableSpec) -> Result<()> {
        let answer = self
            .send("CreateTable", serde_json::to_vec(&table.create)?)
            .await?;
        if answer.status.is_success() {
            return Ok(());
        }
        let refusal = String::from_utf8_lossy(&answer.body).into_owned();
        if !refusal.contains("ResourceInUseException") {
            bail!("table {}: {refusal}", table.name);
        }
        let described = self
            .call("DescribeTable", &json!({ "TableName": table.name }))
            .await?;
        for key in ["KeySchema", "GlobalSecondaryIndexes"] {
            if names(&table.create[key]) != names(&described["Table"][key]) {
                bail!(
                    "table {}: its {key} differs from the template's: start with --ephemeral, or \
                     remove the state directory",
                    table.name
                );
            }
        }
        Ok(())
    }

    /// Every item of `table`; with `prefix` only those whose partition key begins with it.
    pub(crate) async fn items(
        &self,
        table: &TableSpec,
        prefix: Option<&str>,
    ) -> Result<Vec<Value>> {
        let mut request = json!({ "TableName": table.name });
        if let Some(prefix) = prefix {
            request["FilterExpression"] = json!("begins_with(#pk, :prefix)");
            request["ExpressionAttributeNames"] = json!({ "#pk": table.keys[0] });
            request["ExpressionAttributeValues"] = json!({ ":prefix": { "S": prefix } });
        }
        self.scan(request).await
    }

    /// All pages of a scan.
    pub(crate) async fn scan(&self, mut request: Value) -> Result<Vec<Value>> {
        let mut items = Vec::new();
        loop {
            let mut page = self.call("Scan", &request).await?;
            if let Value::Array(found) = page["Items"].take() {
                items.extend(found);
            }
            let key = page["LastEvaluatedKey"].take();
            if key.is_null() {
                return Ok(items);
            }
            request["ExclusiveStartKey"] = key;
        }
    }
}

/// Names of keys or indexes, in an order that does not depend on who lists them.
fn names(list: &Value) -> Vec<String> {
    let items = list.as_array().map(Vec::as_slice).unwrap_or_default();
    let name = |item: &Value| {
        let name = item.get("IndexName").or_else(|| item.get("AttributeName"));
        name.and_then(Value::as_str).unwrap_or_default().to_owned()
    };
    let mut names: Vec<String> = items.iter().map(name).collect();
    names.sort();
    names
}
