//! The table's keys and indexes, read from the template that deploys them.

use std::sync::LazyLock;

use dynoxide::actions::create_table::CreateTableRequest;
use saphyr::{LoadableYamlNode, Scalar, Yaml};
use serde_json::{Value, json};

/// What of the table matters to its items.
const PARTS: [&str; 5] = [
    "AttributeDefinitions",
    "BillingMode",
    "GlobalSecondaryIndexes",
    "KeySchema",
    "TimeToLiveSpecification",
];

static TABLE: LazyLock<Value> = LazyLock::new(|| {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../template.yaml");
    let template = std::fs::read_to_string(path).unwrap();
    let documents = Yaml::load_from_str(&template).unwrap();
    let table = &documents[0]["Resources"]["Table"]["Properties"];
    PARTS
        .iter()
        .map(|part| ((*part).to_owned(), json_of(&table[*part])))
        .collect()
});

/// The request that creates the table under this name.
pub(crate) fn create_table(name: &str) -> CreateTableRequest {
    let mut request = TABLE.clone();
    request["TableName"] = json!(name);
    serde_json::from_value(request).unwrap()
}

/// The attribute with the second from which on an item may be forgotten.
pub(crate) fn expires_at() -> &'static str {
    TABLE["TimeToLiveSpecification"]["AttributeName"]
        .as_str()
        .unwrap()
}

fn json_of(node: &Yaml<'_>) -> Value {
    match node {
        Yaml::Value(Scalar::String(text)) => json!(text),
        Yaml::Value(Scalar::Boolean(yes)) => json!(yes),
        Yaml::Sequence(items) => items.iter().map(json_of).collect(),
        Yaml::Mapping(pairs) => pairs
            .iter()
            .map(|(name, value)| (name.as_str().unwrap().to_owned(), json_of(value)))
            .collect(),
        other => panic!("the table's keys and indexes are plain, this is not: {other:?}"),
    }
}
