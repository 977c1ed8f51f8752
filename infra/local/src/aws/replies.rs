//! Answers that are not a service's own: refusals, injected errors, a cut connection.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

use axum::Json;
use axum::body::{Body, Bytes, HttpBody};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use hyper::body::Frame;
use serde_json::{Value, json};

/// A refusal in plain words.
pub(super) fn plain(status: u16, message: &str) -> Response {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    (status, message.to_owned()).into_response()
}

/// An error as AWS's protocols write it: in a header and in the body.
pub(super) fn error(status: u16, code: &str, message: &str) -> Response {
    with_body(status, code, json!({ "__type": code, "message": message }))
}

/// What no service here answers; better an error than a silence that looks like success.
pub(super) fn unknown_operation(operation: &str) -> Response {
    error(
        400,
        "UnknownOperationException",
        &format!("the local stack does not know {operation}"),
    )
}

/// The error a fault asks for.
pub(super) fn injected(
    (code, status, message): (&str, u16, &str),
    operation: &str,
    request: &Bytes,
) -> Response {
    if code == "TransactionConflict" && operation == "TransactWriteItems" {
        return canceled(request);
    }
    let code = if code == "TransactionConflict" {
        "TransactionConflictException"
    } else {
        code
    };
    error(status, code, message)
}

/// A table transaction that lost against another, at its first item.
fn canceled(request: &Bytes) -> Response {
    let request: Value = serde_json::from_slice(request).unwrap_or_default();
    let items = request
        .get("TransactItems")
        .and_then(Value::as_array)
        .map_or(1, Vec::len);
    let mut reasons = vec![json!({ "Code": "None" }); items.max(1)];
    reasons[0] = json!({
        "Code": "TransactionConflict",
        "Message": "Transaction is ongoing for the item",
    });
    let codes: Vec<&str> = reasons
        .iter()
        .map(|reason| reason["Code"].as_str().unwrap_or_default())
        .collect();
    let message = format!(
        "Transaction cancelled, please refer cancellation reasons for specific reasons [{}]",
        codes.join(", ")
    );
    let code = "TransactionCanceledException";
    let body = json!({
        "__type": format!("com.amazonaws.dynamodb.v20120810#{code}"),
        "Message": message,
        "CancellationReasons": reasons,
    });
    with_body(400, code, body)
}

/// An answer that announces more than it brings before the connection closes.
pub(super) fn cut_off() -> Response {
    let mut response = Response::new(Body::new(Interrupted));
    response
        .headers_mut()
        .insert("content-length", 1_024.into());
    response
}

struct Interrupted;

impl HttpBody for Interrupted {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        Poll::Ready(Some(Err(io::ErrorKind::ConnectionAborted.into())))
    }
}

fn with_body(status: u16, code: &str, body: Value) -> Response {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    (status, [("x-amzn-errortype", code.to_owned())], Json(body)).into_response()
}
