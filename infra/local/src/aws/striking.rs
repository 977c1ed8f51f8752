//! A call and its effect, with the fault that strikes before or after it.

use axum::Router;
use axum::body::{Body, Bytes};
use axum::http::Request;
use axum::http::request::Parts;
use axum::response::Response;
use tower::ServiceExt as _;

use super::{Aws, Call, replies};
use crate::faults::{Strike, When};

/// Answers `call` by its `effect`, or as the fault wants that strikes it.
pub(super) async fn struck<F>(aws: Aws, call: Call, effect: impl FnOnce(Aws, Call) -> F) -> Response
where
    F: Future<Output = Response>,
{
    // What a process asks while it starts is no part of an invocation: neither counted nor struck.
    if !aws.functions.has_begun(&call.instance) {
        return effect(aws, call).await;
    }
    aws.calls.count(&call.instance.function, &call.operation);
    let Some((when, strike)) = aws.faults.on_call(&call.instance.function, &call.operation) else {
        return effect(aws, call).await;
    };
    let (functions, instance, body) = (
        aws.functions.clone(),
        call.instance.clone(),
        call.body.clone(),
    );
    let operation = call.operation.clone();
    if let Strike::Meanwhile { post } = &strike {
        let answer = effect(aws, call).await;
        return match posted(post).await {
            Ok(()) => answer,
            Err(error) => replies::plain(500, &format!("{post} was not posted: {error:#}")),
        };
    }
    match when {
        When::Before => {}
        When::After => drop(effect(aws, call).await),
    }
    match strike {
        Strike::Kill => {
            functions.kill(&instance).await;
            replies::plain(503, "the process that asked was killed")
        }
        Strike::Disconnect => replies::cut_off(),
        Strike::Error {
            code,
            status,
            message,
        } => replies::injected((&code, status, &message), &operation, &body),
        Strike::Meanwhile { .. } => replies::plain(500, "nothing strikes here"),
    }
}

async fn posted(url: &str) -> anyhow::Result<()> {
    let client = reqwest::Client::builder().no_proxy().build()?;
    client.post(url).send().await?.error_for_status()?;
    Ok(())
}

/// Passes a call on to a router of this program, at `path`.
pub(super) async fn forward(router: Router, path: &str, parts: Parts, body: Bytes) -> Response {
    let mut request = Request::new(Body::from(body));
    *request.method_mut() = parts.method;
    *request.headers_mut() = parts.headers;
    match path.parse() {
        Ok(uri) => *request.uri_mut() = uri,
        Err(_) => return replies::plain(400, "the path is not one"),
    }
    match router.oneshot(request).await {
        Ok(response) => response,
        Err(never) => match never {},
    }
}
