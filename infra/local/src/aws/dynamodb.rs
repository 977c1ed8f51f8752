//! Table calls: forwarded to DynamoDB, their cost counted, their writes shown on the stream.

use axum::body::Body;
use axum::response::Response;
use serde_json::{Value, json};

use super::{Aws, Call, replies};
use crate::table::{Answer, Writes};

/// Operations that consume capacity and say so when asked.
const METERED: &[&str] = &[
    "BatchGetItem",
    "BatchWriteItem",
    "DeleteItem",
    "GetItem",
    "PutItem",
    "Query",
    "Scan",
    "TransactGetItems",
    "TransactWriteItems",
    "UpdateItem",
];

/// DynamoDB's answer to `call`.
pub(super) async fn answer(aws: &Aws, call: &Call) -> Response {
    let Ok(mut request) = serde_json::from_slice::<Value>(&call.body) else {
        return replies::error(400, "SerializationException", "the request is not JSON");
    };
    let operation = call.operation.as_str();
    if METERED.contains(&operation)
        && let Some(request) = request.as_object_mut()
    {
        request
            .entry("ReturnConsumedCapacity")
            .or_insert(json!("TOTAL"));
    }
    match forward(aws, call, &request).await {
        Ok(answer) => {
            let mut response = Response::new(Body::from(answer.body));
            *response.status_mut() = answer.status;
            for name in ["content-type", "x-amz-crc32", "x-amzn-requestid"] {
                if let Some(value) = answer.headers.get(name) {
                    response.headers_mut().insert(name, value.clone());
                }
            }
            response
        }
        Err(error) => replies::error(500, "InternalServerError", &format!("{error:#}")),
    }
}

async fn forward(aws: &Aws, call: &Call, request: &Value) -> anyhow::Result<Answer> {
    let operation = call.operation.as_str();
    let writes = Writes::of(operation, request);
    let is_write = !writes.all.is_empty();
    let coming = aws.streams.before(writes).await?;
    let answer = aws
        .dynamo
        .send(operation, serde_json::to_vec(request)?)
        .await?;
    if METERED.contains(&operation) && aws.functions.has_begun(&call.instance) {
        let parsed = serde_json::from_slice(&answer.body).ok();
        aws.calls
            .count_table(&call.instance.function, is_write, parsed.as_ref());
    }
    if answer.status.is_success() {
        aws.streams.after(coming).await?;
    }
    Ok(answer)
}
