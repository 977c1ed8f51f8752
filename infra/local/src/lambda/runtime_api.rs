//! The Lambda Runtime API, one path per process.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use jiff::SignedDuration;

use super::{Function, Functions, InstanceId, Outcome};

/// A synchronous answer may have 6 MB.
const LARGEST_ANSWER_BYTES: usize = 6 * 1024 * 1024;

/// Routes for `/lambda/<function>.<number>/2018-06-01/runtime/…`.
pub(crate) fn router(functions: Functions) -> Router {
    let base = "/lambda/{instance}/2018-06-01/runtime";
    Router::new()
        .route(&format!("{base}/invocation/next"), get(next))
        .route(
            &format!("{base}/invocation/{{request_id}}/response"),
            post(answer),
        )
        .route(
            &format!("{base}/invocation/{{request_id}}/error"),
            post(error),
        )
        .route(&format!("{base}/init/error"), post(init_error))
        .layer(DefaultBodyLimit::max(LARGEST_ANSWER_BYTES))
        .with_state(functions)
}

async fn next(State(functions): State<Functions>, Path(instance): Path<String>) -> Response {
    let Some((function, instance)) = find(&functions, &instance) else {
        return unknown();
    };
    let Some(assignment) = function.floor.next(instance.number).await else {
        return unknown();
    };
    let timeout = function.spec.timeout;
    let deadline = SignedDuration::try_from(timeout)
        .ok()
        .and_then(|timeout| functions.shared.clock.now().checked_add(timeout).ok())
        .unwrap_or_default();
    let headers = [
        (
            "Lambda-Runtime-Aws-Request-Id",
            assignment.request_id.clone(),
        ),
        (
            "Lambda-Runtime-Deadline-Ms",
            deadline.as_millisecond().to_string(),
        ),
        (
            "Lambda-Runtime-Invoked-Function-Arn",
            function.spec.arn.clone(),
        ),
        ("Content-Type", "application/json".to_owned()),
    ];
    tokio::spawn(enforce(
        function,
        instance.number,
        assignment.request_id,
        timeout,
    ));
    (headers, assignment.payload).into_response()
}

/// Kills the process if it still works on `request_id` when `timeout` is over.
async fn enforce(function: Arc<Function>, number: u64, request_id: String, timeout: Duration) {
    tokio::time::sleep(timeout).await;
    if function.floor.works_on(number, &request_id) {
        let reason = format!("Task timed out after {}.00 seconds", timeout.as_secs());
        function
            .floor
            .end(number, &request_id, Outcome::Failed(reason));
        function.floor.kill(number).await;
    }
}

async fn answer(
    State(functions): State<Functions>,
    Path((instance, request_id)): Path<(String, String)>,
    body: Bytes,
) -> Response {
    end(&functions, &instance, &request_id, Outcome::Answered(body))
}

async fn error(
    State(functions): State<Functions>,
    Path((instance, request_id)): Path<(String, String)>,
    body: Bytes,
) -> Response {
    let reason = String::from_utf8_lossy(&body).into_owned();
    if let Some((_, instance)) = find(&functions, &instance) {
        functions
            .shared
            .logs
            .write(&instance.function, instance.number, &reason);
    }
    end(&functions, &instance, &request_id, Outcome::Failed(reason))
}

async fn init_error(
    State(functions): State<Functions>,
    Path(instance): Path<String>,
    body: Bytes,
) -> Response {
    let Some((function, instance)) = find(&functions, &instance) else {
        return unknown();
    };
    let reason = String::from_utf8_lossy(&body).into_owned();
    functions
        .shared
        .logs
        .write(&instance.function, instance.number, &reason);
    function.floor.fail_waiting(&reason);
    accepted()
}

fn end(functions: &Functions, instance: &str, request_id: &str, outcome: Outcome) -> Response {
    let Some((function, instance)) = find(functions, instance) else {
        return unknown();
    };
    if function.floor.end(instance.number, request_id, outcome) {
        accepted()
    } else {
        unknown()
    }
}

fn find(functions: &Functions, instance: &str) -> Option<(Arc<Function>, InstanceId)> {
    let instance = InstanceId::parse(instance)?;
    let function = functions.shared.by_name.get(&instance.function)?;
    Some((Arc::clone(function), instance))
}

fn accepted() -> Response {
    (StatusCode::ACCEPTED, r#"{"status":"OK"}"#).into_response()
}

fn unknown() -> Response {
    let body = r#"{"errorMessage":"no such invocation","errorType":"InvalidRequestID"}"#;
    (StatusCode::FORBIDDEN, body).into_response()
}
