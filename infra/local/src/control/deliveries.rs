//! Events once more, queues, dead letters, and faults.

use axum::Json;
use axum::extract::{Path, State};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Refusal, Stack};
use crate::faults::Fault;

pub(super) async fn repeat_events(State(stack): State<Stack>) -> Result<Json<Value>, Refusal> {
    Ok(Json(json!({ "repeated": stack.bus.repeat()? })))
}

pub(super) async fn queues(State(stack): State<Stack>) -> Json<Value> {
    Json(json!({ "messages": stack.queues.waiting() }))
}

/// Empties a queue, named as the platform names it: what was in it is lost for good.
pub(super) async fn purge(
    State(stack): State<Stack>,
    Path(name): Path<String>,
) -> Result<Json<Value>, Refusal> {
    let purged = stack.queues.purge(&name);
    let purged = purged.ok_or_else(|| Refusal::not_found(format!("there is no queue {name}")))?;
    Ok(Json(json!({ "purged": purged })))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Sent {
    body: String,
}

/// Puts a message into a queue by hand.
pub(super) async fn send(
    State(stack): State<Stack>,
    Path(name): Path<String>,
    Json(sent): Json<Sent>,
) -> Result<Json<Value>, Refusal> {
    let queue = stack
        .template
        .queues
        .iter()
        .find(|queue| queue.name == name);
    let queue = queue.ok_or_else(|| Refusal::not_found(format!("there is no queue {name}")))?;
    stack.queues.send(&queue.arn, sent.body);
    Ok(queues(State(stack)).await)
}

pub(super) async fn dead_letters(State(stack): State<Stack>) -> Json<Value> {
    Json(json!({ "messages": stack.queues.dead_letters() }))
}

pub(super) async fn redrive(State(stack): State<Stack>) -> Json<Value> {
    Json(json!({ "redriven": stack.queues.redrive() }))
}

pub(super) async fn release(State(stack): State<Stack>) -> Json<Value> {
    Json(json!({ "released": stack.queues.release() }))
}

pub(super) async fn faults(State(stack): State<Stack>) -> Json<Value> {
    Json(json!({ "faults": stack.faults.all() }))
}

pub(super) async fn plan_fault(
    State(stack): State<Stack>,
    Json(fault): Json<Fault>,
) -> Result<Json<Value>, Refusal> {
    if let Some(name) = fault.function()
        && !stack.functions.names().iter().any(|known| known == name)
    {
        return Err(Refusal::bad_request(format!("there is no function {name}")));
    }
    stack.faults.plan(fault);
    Ok(faults(State(stack)).await)
}

pub(super) async fn clear_faults(State(stack): State<Stack>) -> Json<Value> {
    stack.faults.clear();
    faults(State(stack)).await
}
