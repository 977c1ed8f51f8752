//! The API Gateway HTTP API: routes of the template, payload format 2.0.

mod answer;
mod event;
mod routes;

use axum::body::to_bytes;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use crate::clock::Clock;
use crate::ids;
use crate::lambda::{Functions, Outcome};
use crate::template::RouteSpec;
use event::Caller;
use routes::Routes;

/// API Gateway takes no larger request.
const LARGEST_REQUEST_BYTES: usize = 10 * 1024 * 1024;
/// Nor more than this in the request line and headers.
const LARGEST_HEADERS_BYTES: usize = 10_240;

/// The HTTP API. Clones share its functions.
#[derive(Clone)]
pub(crate) struct Gateway {
    clock: Clock,
    functions: Functions,
    routes: std::sync::Arc<Routes>,
    domain_name: String,
}

impl Gateway {
    /// The API with `routes`, which answers at `domain_name`.
    pub(crate) fn new(
        routes: Vec<RouteSpec>,
        functions: Functions,
        clock: Clock,
        domain_name: &str,
    ) -> Self {
        let routes = std::sync::Arc::new(Routes::new(routes));
        Self {
            clock,
            functions,
            routes,
            domain_name: domain_name.to_owned(),
        }
    }
}

/// Answers every request that is not the stack's own.
pub(crate) async fn serve(State(gateway): State<Gateway>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let Some(found) = gateway.routes.find(parts.method.as_str(), parts.uri.path()) else {
        return refusal(StatusCode::NOT_FOUND, "Not Found");
    };
    let headers_size = parts
        .headers
        .iter()
        .map(|(name, value)| name.as_str().len().saturating_add(value.len()));
    if headers_size.fold(0, usize::saturating_add) > LARGEST_HEADERS_BYTES {
        return refusal(
            StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE,
            "Request Header Fields Too Large",
        );
    }
    let Ok(body) = to_bytes(body, LARGEST_REQUEST_BYTES).await else {
        return refusal(StatusCode::PAYLOAD_TOO_LARGE, "Request Entity Too Large");
    };
    let caller = Caller {
        domain_name: &gateway.domain_name,
        request_id: &ids::word(16),
        now: gateway.clock.now(),
    };
    let payload = event::event(&parts, &body, &found, &caller).to_string();
    match gateway.functions.invoke(&found.function, payload).await {
        Outcome::Answered(answer) => answer::response(&answer, caller.request_id)
            .unwrap_or_else(|| refusal(StatusCode::INTERNAL_SERVER_ERROR, "Internal Server Error")),
        Outcome::Throttled => refusal(StatusCode::SERVICE_UNAVAILABLE, "Service Unavailable"),
        Outcome::Failed(_) => refusal(StatusCode::INTERNAL_SERVER_ERROR, "Internal Server Error"),
    }
}

fn refusal(status: StatusCode, message: &str) -> Response {
    let body = serde_json::json!({ "message": message }).to_string();
    (status, [("content-type", "application/json")], body).into_response()
}
