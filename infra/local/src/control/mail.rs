//! The mailbox, and what a recipient does with a message.

use axum::Json;
use axum::extract::{Path, Query, State};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Refusal, Stack};
use crate::mailbox::{Feedback, Mail};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MailQuery {
    /// Only messages to this address.
    to: Option<String>,
}

pub(super) async fn list(
    State(stack): State<Stack>,
    Query(query): Query<MailQuery>,
) -> Json<Value> {
    let is_wanted = |mail: &Mail| query.to.as_ref().is_none_or(|to| mail.to.contains(to));
    Json(json!({ "mail": stack.mailbox.all_that(is_wanted) }))
}

pub(super) async fn show(
    State(stack): State<Stack>,
    Path(id): Path<String>,
) -> Result<Json<Mail>, Refusal> {
    find(&stack, &id).map(Json)
}

/// Publishes what became of a message; as often, and in whatever order, as one likes.
pub(super) async fn tell(
    State(stack): State<Stack>,
    Path((id, fate)): Path<(String, String)>,
) -> Result<Json<Mail>, Refusal> {
    let feedback = match fate.as_str() {
        "deliver" => Feedback::Delivery,
        "delay" => Feedback::Delay,
        "bounce" => Feedback::Bounce,
        "soft-bounce" => Feedback::SoftBounce,
        "known-to-bounce" => Feedback::KnownToBounce,
        "complain" => Feedback::Complaint,
        "reject" => Feedback::Reject,
        _ => return Err(Refusal::not_found(format!("no message can {fate}"))),
    };
    find(&stack, &id)?;
    stack
        .mailbox
        .tell(&id, feedback)
        .map_err(|error| Refusal::conflict(format!("{error:#}")))?;
    find(&stack, &id).map(Json)
}

fn find(stack: &Stack, id: &str) -> Result<Mail, Refusal> {
    stack
        .mailbox
        .get(id)
        .ok_or_else(|| Refusal::not_found(format!("there is no message {id}")))
}
