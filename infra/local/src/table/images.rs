//! What a request writes: the images that the table's stream will show.

use serde_json::{Map, Value};

/// One item a request writes.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Write {
    pub(crate) table: String,
    pub(crate) change: Change,
}

/// What happens to the item.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Change {
    Put {
        item: Value,
        /// Its condition only holds where there is no such item yet.
        is_new: bool,
    },
    Update {
        key: Value,
    },
    Delete {
        key: Value,
    },
}

/// Everything one request writes, all of it or nothing.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Writes {
    pub(crate) all: Vec<Write>,
    /// A second request with this token writes nothing again.
    pub(crate) token: Option<String>,
}

impl Writes {
    /// What `operation` with the body `request` writes if it succeeds.
    pub(crate) fn of(operation: &str, request: &Value) -> Self {
        let all = match operation {
            "PutItem" => put(request).into_iter().collect(),
            "UpdateItem" => keyed(request, |key| Change::Update { key })
                .into_iter()
                .collect(),
            "DeleteItem" => keyed(request, |key| Change::Delete { key })
                .into_iter()
                .collect(),
            "TransactWriteItems" => transaction(request),
            "BatchWriteItem" => batch(request),
            _ => Vec::new(),
        };
        let token = request
            .get("ClientRequestToken")
            .and_then(Value::as_str)
            .map(str::to_owned);
        Self { all, token }
    }
}

fn put(request: &Value) -> Option<Write> {
    let condition = request
        .get("ConditionExpression")
        .and_then(Value::as_str)
        .unwrap_or_default();
    let change = Change::Put {
        item: request.get("Item")?.clone(),
        is_new: condition.trim_start().starts_with("attribute_not_exists"),
    };
    Some(Write {
        table: table_name(request)?,
        change,
    })
}

fn keyed(request: &Value, change: impl Fn(Value) -> Change) -> Option<Write> {
    let key = request.get("Key")?.clone();
    Some(Write {
        table: table_name(request)?,
        change: change(key),
    })
}

fn transaction(request: &Value) -> Vec<Write> {
    let actions = request.get("TransactItems").and_then(Value::as_array);
    let write = |action: &Value| {
        let (kind, inner) = action.as_object()?.iter().next()?;
        match kind.as_str() {
            "Put" => put(inner),
            "Update" => keyed(inner, |key| Change::Update { key }),
            "Delete" => keyed(inner, |key| Change::Delete { key }),
            _ => None,
        }
    };
    actions.into_iter().flatten().filter_map(write).collect()
}

fn batch(request: &Value) -> Vec<Write> {
    let none = Map::new();
    let tables = request
        .get("RequestItems")
        .and_then(Value::as_object)
        .unwrap_or(&none);
    let mut writes = Vec::new();
    for (table, requests) in tables {
        for one in requests.as_array().into_iter().flatten() {
            let put = one.pointer("/PutRequest/Item").cloned();
            let delete = one.pointer("/DeleteRequest/Key").cloned();
            let change = put
                .map(|item| Change::Put {
                    item,
                    is_new: false,
                })
                .or(delete.map(|key| Change::Delete { key }));
            writes.extend(change.map(|change| Write {
                table: table.clone(),
                change,
            }));
        }
    }
    writes
}

/// A table is named by its name or its ARN.
fn table_name(request: &Value) -> Option<String> {
    let name = request.get("TableName")?.as_str()?;
    Some(name.rsplit('/').next().unwrap_or(name).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_table_transaction_writes_its_puts_updates_and_deletes() {
        let request = json!({
            "ClientRequestToken": "t1",
            "TransactItems": [
                { "Put": { "TableName": "t", "Item": { "pk": { "S": "a" } },
                           "ConditionExpression": "attribute_not_exists(pk)" } },
                { "ConditionCheck": { "TableName": "t", "Key": { "pk": { "S": "b" } } } },
                { "Update": { "TableName": "t", "Key": { "pk": { "S": "c" } } } },
                { "Delete": { "TableName": "t", "Key": { "pk": { "S": "d" } } } },
            ]
        });
        let writes = Writes::of("TransactWriteItems", &request);
        let changes: Vec<_> = writes.all.into_iter().map(|write| write.change).collect();
        assert_eq!(
            changes,
            [
                Change::Put {
                    item: json!({ "pk": { "S": "a" } }),
                    is_new: true
                },
                Change::Update {
                    key: json!({ "pk": { "S": "c" } })
                },
                Change::Delete {
                    key: json!({ "pk": { "S": "d" } })
                },
            ]
        );
        assert_eq!(writes.token.as_deref(), Some("t1"));
    }

    #[test]
    fn a_put_without_a_condition_may_replace() {
        let request = json!({ "TableName": "arn:aws:dynamodb:x:1:table/t", "Item": {} });
        let writes = Writes::of("PutItem", &request).all;
        assert_eq!(
            writes,
            [Write {
                table: "t".to_owned(),
                change: Change::Put {
                    item: json!({}),
                    is_new: false
                }
            }]
        );
    }

    #[test]
    fn reading_writes_nothing() {
        assert!(
            Writes::of("GetItem", &json!({ "TableName": "t" }))
                .all
                .is_empty()
        );
    }
}
