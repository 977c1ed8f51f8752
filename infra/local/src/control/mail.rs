//! The mailbox, and what a recipient does with a message.

use axum::Json;
use axum::extract::{Path, State};
use serde_json::{Value, json};

use super::{Refusal, Stack};
use crate::mailbox::{Feedback, Mail};

pub(super) async fn list(State(stack): State<Stack>) -> Json<Value> {
    Json(json!({ "mail": stack.mailbox.all() }))
}

pub(super) async fn show(
    State(stack): State<Stack>,
    Path(id): Path<String>,
) -> Result<Json<Mail>, Refusal> {
    find(&stack, &id).map(Json)
}

pub(super) async fn bounce(
    State(stack): State<Stack>,
    Path(id): Path<String>,
) -> Result<Json<Mail>, Refusal> {
    tell(&stack, &id, Feedback::Bounce)
}

pub(super) async fn complain(
    State(stack): State<Stack>,
    Path(id): Path<String>,
) -> Result<Json<Mail>, Refusal> {
    tell(&stack, &id, Feedback::Complaint)
}

pub(super) async fn reject(
    State(stack): State<Stack>,
    Path(id): Path<String>,
) -> Result<Json<Mail>, Refusal> {
    tell(&stack, &id, Feedback::Reject)
}

fn tell(stack: &Stack, id: &str, feedback: Feedback) -> Result<Json<Mail>, Refusal> {
    find(stack, id)?;
    stack
        .mailbox
        .tell(id, feedback)
        .map_err(|error| Refusal::conflict(format!("{error:#}")))?;
    find(stack, id).map(Json)
}

fn find(stack: &Stack, id: &str) -> Result<Mail, Refusal> {
    stack
        .mailbox
        .get(id)
        .ok_or_else(|| Refusal::not_found(format!("there is no message {id}")))
}
