//! What one can see: bus events, table items, logs, calls, functions, secrets.

use axum::Json;
use axum::extract::{Path, Query, State};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Refusal, Stack};
use crate::table::to_plain;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TableQuery {
    /// Only items whose partition key begins so.
    pk: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LogsQuery {
    function: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SecretChange {
    value: String,
}

pub(super) async fn events(State(stack): State<Stack>) -> Json<Value> {
    Json(json!({ "events": stack.bus.published() }))
}

pub(super) async fn table(
    State(stack): State<Stack>,
    Query(query): Query<TableQuery>,
) -> Result<Json<Value>, Refusal> {
    let mut items = Vec::new();
    for table in &stack.template.tables {
        let found = stack.dynamo.items(table, query.pk.as_deref()).await?;
        let mut found: Vec<Value> = found.iter().map(to_plain).collect();
        let key = |item: &Value| {
            let key = |name: &String| item[name].as_str().unwrap_or_default().to_owned();
            table.keys.iter().map(key).collect::<Vec<_>>()
        };
        found.sort_by_cached_key(key);
        items.extend(found);
    }
    Ok(Json(json!({ "items": items })))
}

/// Puts an item into the table as it is, which no function would.
pub(super) async fn put_item(
    State(stack): State<Stack>,
    Json(item): Json<Value>,
) -> Result<Json<Value>, Refusal> {
    change_table(&stack, ("PutItem", "Item"), &item).await?;
    Ok(Json(item))
}

/// Takes the item of a key out of the table, which no function would.
pub(super) async fn remove_item(
    State(stack): State<Stack>,
    Json(key): Json<Value>,
) -> Result<Json<Value>, Refusal> {
    change_table(&stack, ("DeleteItem", "Key"), &key).await?;
    Ok(Json(key))
}

async fn change_table(
    stack: &Stack,
    (operation, field): (&str, &str),
    value: &Value,
) -> Result<(), Refusal> {
    let table = stack.template.tables.first();
    let table = table.ok_or_else(|| Refusal::not_found("there is no table"))?;
    let request = json!({ "TableName": table.name, field: value });
    stack.dynamo.call(operation, &request).await?;
    Ok(())
}

pub(super) async fn logs(
    State(stack): State<Stack>,
    Query(query): Query<LogsQuery>,
) -> Json<Value> {
    Json(json!({ "lines": stack.logs.read(query.function.as_deref()) }))
}

pub(super) async fn calls(State(stack): State<Stack>) -> Json<Value> {
    Json(json!({ "functions": stack.calls.all() }))
}

pub(super) async fn forget_calls(State(stack): State<Stack>) -> Json<Value> {
    stack.calls.reset();
    calls(State(stack)).await
}

pub(super) async fn functions(State(stack): State<Stack>) -> Json<Value> {
    Json(json!({ "functions": stack.functions.names() }))
}

/// What a process of the function is told, for whoever runs one outside the stack.
pub(super) async fn environment(
    State(stack): State<Stack>,
    Path(name): Path<String>,
) -> Result<Json<Value>, Refusal> {
    let environment = stack.functions.environment(&name);
    let environment = environment.ok_or_else(|| Refusal::not_found("there is no such function"))?;
    Ok(Json(json!({ "environment": environment })))
}

pub(super) async fn secrets(State(stack): State<Stack>) -> Json<Value> {
    Json(json!({ "secrets": stack.secrets.all() }))
}

pub(super) async fn change_secret(
    State(stack): State<Stack>,
    Path(name): Path<String>,
    Json(change): Json<SecretChange>,
) -> Json<Value> {
    stack.secrets.set(&name, &change.value);
    secrets(State(stack)).await
}
