//! Counters that tell a page whether what it shows has changed.

use axum::Json;
use axum::extract::State;
use serde_json::{Value, json};

use super::stripe::events_of;
use crate::control::Stack;
use crate::html::instant;

/// Everything here is counted without calling a function, so that looking changes nothing.
pub(super) async fn show(State(stack): State<Stack>) -> Json<Value> {
    let calls = stack.calls.all();
    let operations = calls.values().flat_map(|each| &each.operations);
    let (mut made, mut writes) = (0_u64, 0_u64);
    for (operation, count) in operations {
        made = made.saturating_add(*count);
        if writes_to_table(operation) {
            writes = writes.saturating_add(*count);
        }
    }
    Json(json!({
        "now": instant(stack.clock.now()),
        "jumps": *stack.clock.jumps().borrow(),
        "mail": stack.mailbox.all().iter().map(|mail| mail.events.len().saturating_add(1))
            .fold(0, usize::saturating_add),
        "events": stack.bus.published().len(),
        "writes": writes,
        "calls": made,
        "lines": stack.logs.read(None).len(),
        "stripe": events_of(&stack).await,
        "faults": json!(stack.faults.all()).to_string(),
        "dead_letters": stack.queues.dead_letters().len(),
    }))
}

fn writes_to_table(operation: &str) -> bool {
    matches!(
        operation,
        "PutItem" | "UpdateItem" | "DeleteItem" | "BatchWriteItem" | "TransactWriteItems"
    )
}
