//! `AWS::DynamoDB::Table`: the request that creates it, its stream, its time to live.

use anyhow::{Context, Result, bail};
use serde_json::{Map, Value, json};

use super::fields::Fields;
use super::scope::Scope;

const PASSED_ON: &[&str] = &[
    "AttributeDefinitions",
    "BillingMode",
    "GlobalSecondaryIndexes",
    "KeySchema",
    "LocalSecondaryIndexes",
];
const USED: &[&str] = &[
    "StreamSpecification",
    "TableName",
    "TimeToLiveSpecification",
];
const IGNORED: &[&str] = &[
    "ContributorInsightsSpecification",
    "DeletionProtectionEnabled",
    "OnDemandThroughput",
    "PointInTimeRecoverySpecification",
    "ProvisionedThroughput",
    "ResourcePolicy",
    "SSESpecification",
    "TableClass",
    "Tags",
    "WarmThroughput",
];

/// One table of the template.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct TableSpec {
    pub(crate) name: String,
    /// The names of its key attributes: the partition key, then the sort key if it has one.
    pub(crate) keys: Vec<String>,
    /// The body of `CreateTable`.
    pub(crate) create: Value,
    pub(crate) stream: Option<StreamSpec>,
    /// The attribute that holds an item's last second.
    pub(crate) expires_at: Option<String>,
}

/// A table's stream.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct StreamSpec {
    pub(crate) arn: String,
    /// `NEW_IMAGE` and its like.
    pub(crate) view: String,
}

/// The table `logical`.
pub(super) fn read(
    scope: &Scope,
    logical: &str,
    resource: &Map<String, Value>,
) -> Result<TableSpec> {
    let fields = Fields::of_resource(scope, logical, resource);
    fields.only(&[PASSED_ON, USED].concat(), IGNORED)?;
    let name = scope.physical_name(logical)?;
    let mut create = Map::new();
    create.insert("TableName".to_owned(), json!(name));
    create.insert("BillingMode".to_owned(), json!("PAY_PER_REQUEST"));
    for key in PASSED_ON {
        if let Some(value) = fields.value(key)? {
            create.insert((*key).to_owned(), without_throughput(value));
        }
    }
    Ok(TableSpec {
        keys: keys(&fields)?,
        stream: stream(scope, logical, &fields)?,
        expires_at: expires_at(&fields)?,
        create: Value::Object(create),
        name,
    })
}

fn keys(fields: &Fields<'_>) -> Result<Vec<String>> {
    let mut keys = Vec::new();
    for wanted in ["HASH", "RANGE"] {
        for key in fields.list("KeySchema")? {
            if key.needed_text("KeyType")? == wanted {
                keys.push(key.needed_text("AttributeName")?);
            }
        }
    }
    if keys.is_empty() {
        bail!("{}: KeySchema has no HASH key", fields.place());
    }
    Ok(keys)
}

fn stream(scope: &Scope, logical: &str, fields: &Fields<'_>) -> Result<Option<StreamSpec>> {
    let Some(specification) = fields.fields("StreamSpecification")? else {
        return Ok(None);
    };
    specification.only(&["StreamViewType"], &["ResourcePolicy"])?;
    let view = specification.needed_text("StreamViewType")?;
    match view.as_str() {
        "KEYS_ONLY" | "NEW_IMAGE" => {}
        other => bail!(
            "{}: the local stack has no {other} streams",
            specification.place()
        ),
    }
    let arn = scope.attribute(logical, "StreamArn")?;
    let arn = arn.as_str().context("an ARN is a text")?.to_owned();
    Ok(Some(StreamSpec { arn, view }))
}

fn expires_at(fields: &Fields<'_>) -> Result<Option<String>> {
    let Some(specification) = fields.fields("TimeToLiveSpecification")? else {
        return Ok(None);
    };
    specification.only(&["AttributeName", "Enabled"], &[])?;
    if !specification.flag("Enabled", false)? {
        return Ok(None);
    }
    specification.needed_text("AttributeName").map(Some)
}

/// Index definitions carry limits that only a paid table has.
fn without_throughput(value: Value) -> Value {
    match value {
        Value::Array(items) => items.into_iter().map(without_throughput).collect(),
        Value::Object(mut object) => {
            for key in [
                "OnDemandThroughput",
                "ProvisionedThroughput",
                "WarmThroughput",
            ] {
                object.remove(key);
            }
            object.remove("ContributorInsightsSpecification");
            Value::Object(object)
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => value,
    }
}
