//! The clock, and waiting until nothing is going on.

use std::time::Duration;

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Refusal, Stack};

/// How long settling may take unless the caller says otherwise.
const PATIENCE_SECONDS: u64 = 60;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Move {
    /// A length of time, as in `P30D` or `PT1H`.
    advance: Option<Span>,
    to: Option<Timestamp>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Settle {
    timeout_seconds: Option<u64>,
}

pub(super) async fn show(State(stack): State<Stack>) -> Json<Value> {
    Json(json!({
        "now": stack.clock.now(),
        "next_at": stack.timekeeper.next_at(),
    }))
}

/// Moves the clock in a task of its own: a caller who gives up does not leave it half way.
pub(super) async fn advance(
    State(stack): State<Stack>,
    Json(request): Json<Move>,
) -> Result<Json<Value>, Refusal> {
    let now = stack.clock.now();
    let to = match (request.advance, request.to) {
        (Some(span), None) => now
            .to_zoned(TimeZone::UTC)
            .checked_add(span)
            .map_err(|error| Refusal::bad_request(error.to_string()))?
            .timestamp(),
        (None, Some(to)) => to,
        _ => return Err(Refusal::bad_request("give either advance or to")),
    };
    if to < now {
        let message = format!("the clock only goes forward, and it is {now} already");
        return Err(Refusal::bad_request(message));
    }
    let timekeeper = stack.timekeeper.clone();
    let moved = tokio::spawn(async move { timekeeper.jump(to).await }).await;
    moved
        .map_err(anyhow::Error::from)
        .and_then(|jump| jump)
        .map_err(|error| Refusal::conflict(format!("{error:#}")))?;
    Ok(show(State(stack)).await)
}

pub(super) async fn settle(
    State(stack): State<Stack>,
    body: Bytes,
) -> Result<Json<Value>, Refusal> {
    let body = if body.is_empty() { b"{}" } else { &*body };
    let request: Settle =
        serde_json::from_slice(body).map_err(|error| Refusal::bad_request(error.to_string()))?;
    let patience = Duration::from_secs(request.timeout_seconds.unwrap_or(PATIENCE_SECONDS));
    if let Err(still_busy) = stack.timekeeper.settle(patience).await {
        return Err(Refusal::conflict(still_busy.to_string()));
    }
    Ok(Json(json!({
        "now": stack.clock.now(),
        "waiting_messages": stack.queues.waiting(),
        "waiting_records": stack.streams.waiting(),
    })))
}
