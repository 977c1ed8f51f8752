//! SES v2's `SendEmail`: into the mailbox, or refused.

use axum::Json;
use axum::response::{IntoResponse, Response};
use serde_json::json;

use super::{Aws, Call, replies};
use crate::mailbox;

/// The answer to `SendEmail`.
pub(super) fn answer(aws: &Aws, call: &Call) -> Response {
    match mailbox::read(&call.body, &call.instance.function, &aws.configuration_sets) {
        Ok(mail) => Json(json!({ "MessageId": aws.mailbox.accept(mail) })).into_response(),
        Err(refusal) => {
            let status = if refusal.code == "NotFoundException" {
                404
            } else {
                400
            };
            replies::error(status, refusal.code, &refusal.message)
        }
    }
}
