//! A function behind API Gateway: an axum router, and around it what every response has.

mod served;

use std::any::Any;
use std::cell::Cell;
use std::convert::Infallible;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use axum::Router;
use axum::extract::MatchedPath;
use axum::http::header::{CACHE_CONTROL, CONTENT_LENGTH, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS};
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use lambda_http::{RequestExt, Service, service_fn};
use served::Served;
use tracing::Instrument;

use crate::limit::Quota;
use crate::problem::{Problem, with_request_id};
use crate::telemetry::{function, ms_since};
use crate::{cause, metrics, telemetry, time};

const RATE_LIMIT: HeaderName = HeaderName::from_static("ratelimit");
const RATE_LIMIT_POLICY: HeaderName = HeaderName::from_static("ratelimit-policy");
const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// What a response has, unless its route says otherwise.
const DEFAULT_HEADERS: [(HeaderName, HeaderValue); 3] = [
    (CACHE_CONTROL, HeaderValue::from_static("no-store")),
    (REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
    (X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
];

/// Whether the next invocation is the first of this process.
static IS_COLD: AtomicBool = AtomicBool::new(true);

tokio::task_local! {
    static CALLER: Cell<&'static str>;
    static QUOTA: Cell<Option<Quota>>;
}

/// Answers requests until the platform stops asking.
///
/// Every response has a request id and safe headers, and is logged in one line. What no route
/// answers, and what panics, is a problem.
///
/// # Errors
/// If the Lambda Runtime API cannot be reached.
pub async fn serve(router: Router) -> Result<(), lambda_runtime::Error> {
    telemetry::init();
    let router = bordered(router);
    let serve = |request| {
        let router = router.clone();
        async { answer(router, request).await.map(Served) }
    };
    lambda_http::run(service_fn(serve)).await
}

/// Notes for the log what kind of caller the request has.
pub fn note_caller(kind: &'static str) {
    // An error means that no request is being served, as in a test.
    let _ = CALLER.try_with(|caller| caller.set(kind));
}

/// Notes what the response says of the caller's limit.
pub(crate) fn note_quota(quota: Quota) {
    let _ = QUOTA.try_with(|noted| noted.set(Some(quota)));
}

/// Whether this is the first invocation of the process.
pub(crate) fn is_cold() -> bool {
    IS_COLD.swap(false, Ordering::Relaxed)
}

fn bordered(router: Router) -> Router {
    router
        .fallback(async || Problem::not_found())
        .method_not_allowed_fallback(async || Problem::method_not_allowed())
        .layer(from_fn(note_route))
}

async fn note_route(request: axum::extract::Request, next: Next) -> Response {
    let route = request.extensions().get::<MatchedPath>().cloned();
    let mut response = next.run(request).await;
    if let Some(route) = route {
        response.extensions_mut().insert(route);
    }
    response
}

async fn answer(router: Router, request: lambda_http::Request) -> Result<Response, Infallible> {
    let started = Instant::now();
    let cold = is_cold();
    let method = request.method().clone();
    let request_id = request
        .lambda_context_ref()
        .map(|context| context.request_id.clone())
        .unwrap_or_default();
    let now = time::of_request(request.extensions().get());
    let span = tracing::info_span!("request", request_id);
    let served = CALLER.scope(Cell::new("none"), async {
        let served = QUOTA.scope(Cell::new(None), async {
            let mut response = respond(router, request).await;
            if let Some(quota) = QUOTA.with(Cell::get) {
                tell(quota, response.headers_mut());
            }
            response
        });
        (served.await, CALLER.with(Cell::get))
    });
    let (response, caller) = cause::scope(&request_id, served).instrument(span).await;
    let response = finished(response, &request_id);
    let route = response
        .extensions()
        .get::<MatchedPath>()
        .map_or("none", MatchedPath::as_str);
    tracing::info!(
        request_id,
        function = function(),
        route = format!("{method} {route}"),
        status = response.status().as_u16(),
        ms = ms_since(started),
        cold,
        caller,
        "request"
    );
    metrics::flush(now.unwrap_or_default());
    Ok(response)
}

/// draft-ietf-httpapi-ratelimit-headers-10.
fn tell(quota: Quota, headers: &mut HeaderMap) {
    let Quota {
        class,
        per_minute,
        left,
        seconds,
    } = quota;
    let class = class.as_str();
    let policy = format!("\"{class}\";q={per_minute};w=60");
    let left = left.map(|left| format!("\"{class}\";r={left};t={seconds}"));
    let told = [(RATE_LIMIT_POLICY, Some(policy)), (RATE_LIMIT, left)];
    for (name, value) in told {
        if let Some(Ok(value)) = value.map(HeaderValue::try_from) {
            headers.insert(name, value);
        }
    }
}

async fn respond(mut router: Router, request: lambda_http::Request) -> Response {
    let mut response = pin!(router.call(request));
    let response = std::future::poll_fn(|context| {
        match catch_unwind(AssertUnwindSafe(|| response.as_mut().poll(context))) {
            Ok(poll) => poll.map(Ok),
            Err(panic) => std::task::Poll::Ready(Err(panic)),
        }
    });
    match response.await {
        Ok(Ok(response)) => response,
        Err(panic) => {
            tracing::error!(error = message_of(&*panic), "panicked");
            Problem::internal().into_response()
        }
    }
}

fn message_of(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<&str>().copied();
    text.or_else(|| panic.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("no message")
}

fn finished(response: Response, request_id: &str) -> Response {
    let mut response = with_request_id(response, request_id);
    let headers = response.headers_mut();
    // The router counted a problem's body before it had its request id; the gateway counts again.
    headers.remove(CONTENT_LENGTH);
    for (name, value) in DEFAULT_HEADERS {
        headers.entry(name).or_insert(value);
    }
    if let Ok(request_id) = HeaderValue::from_str(request_id) {
        headers.insert(REQUEST_ID, request_id);
    }
    response
}

#[cfg(test)]
mod tests;
