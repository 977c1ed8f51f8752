//! The AWS Parameters and Secrets Lambda extension.

use axum::Json;
use axum::response::{IntoResponse, Response};
use serde_json::json;

use super::{Aws, Call, replies};
use crate::template::arn;

/// The answer to `GET /systemsmanager/parameters/get?name=…`.
pub(super) fn answer(aws: &Aws, call: &Call) -> Response {
    if !aws.functions.has_begun(&call.instance) {
        return replies::plain(400, "not ready to serve traffic, please wait");
    }
    let query = call.parts.uri.query().unwrap_or_default();
    let mut pairs = form_urlencoded::parse(query.as_bytes());
    let Some((_, name)) = pairs.find(|(key, _)| key == "name") else {
        return replies::plain(400, "name is missing");
    };
    let Some(value) = aws.secrets.read(&name) else {
        return replies::plain(
            400,
            "an unexpected error occurred while executing request [ParameterNotFound]",
        );
    };
    Json(json!({
        "Parameter": {
            "ARN": arn("ssm", &format!("parameter{name}")),
            "DataType": "text",
            "Name": name,
            "Type": "SecureString",
            "Value": value,
            "Version": 1,
        },
        "ResultMetadata": {},
    }))
    .into_response()
}
