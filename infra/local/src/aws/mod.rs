//! The AWS that the functions call: DynamoDB, EventBridge, SES, the secrets extension, and Stripe.
//!
//! Each process calls below a path of its own, so every call is known by who made it.

mod dynamodb;
mod events;
mod extension;
mod replies;
mod ses;
mod striking;

use std::sync::Arc;

use axum::Router;
use axum::body::{Bytes, to_bytes};
use axum::extract::{Path, Request, State};
use axum::http::request::Parts;
use axum::response::Response;
use axum::routing::{any, get};

use crate::activity::Activity;
use crate::bus::Bus;
use crate::calls::Calls;
use crate::faults::Faults;
use crate::lambda::{Functions, InstanceId};
use crate::mailbox::Mailbox;
use crate::secrets::Secrets;
use crate::table::{Dynamo, Streams};

/// DynamoDB's own limit, the largest of all.
const LARGEST_REQUEST_BYTES: usize = 16 * 1024 * 1024;

/// What the calls of functions reach.
#[derive(Clone)]
pub(crate) struct Aws {
    pub(crate) activity: Activity,
    pub(crate) functions: Functions,
    pub(crate) faults: Arc<Faults>,
    pub(crate) calls: Arc<Calls>,
    pub(crate) dynamo: Dynamo,
    pub(crate) streams: Streams,
    pub(crate) bus: Bus,
    pub(crate) mailbox: Mailbox,
    pub(crate) configuration_sets: Arc<[String]>,
    pub(crate) secrets: Arc<Secrets>,
    pub(crate) stripe: Router,
}

/// One call of one process.
struct Call {
    instance: InstanceId,
    operation: String,
    parts: Parts,
    body: Bytes,
}

/// Routes below `/aws/<process>`, `/stripe/<process>` and `/systemsmanager`.
pub(crate) fn router(aws: Aws) -> Router {
    Router::new()
        .route("/aws/{instance}", any(root))
        .route("/aws/{instance}/", any(root))
        .route("/aws/{instance}/{*path}", any(below))
        .route("/stripe/{instance}/{*path}", any(stripe))
        .route("/systemsmanager/parameters/get", get(parameter))
        .with_state(aws)
}

async fn root(State(aws): State<Aws>, Path(instance): Path<String>, request: Request) -> Response {
    let target = request
        .headers()
        .get("x-amz-target")
        .and_then(|target| target.to_str().ok());
    let target = target.unwrap_or_default().to_owned();
    let operation = target.rsplit('.').next().unwrap_or_default().to_owned();
    answer(
        aws,
        &instance,
        operation,
        request,
        move |aws, call| async move {
            if target.starts_with(crate::table::TARGET_PREFIX) {
                dynamodb::answer(&aws, &call).await
            } else if target == "AWSEvents.PutEvents" {
                events::answer(&aws.bus, &call.body)
            } else {
                replies::unknown_operation(&target)
            }
        },
    )
    .await
}

async fn below(
    State(aws): State<Aws>,
    Path((instance, path)): Path<(String, String)>,
    request: Request,
) -> Response {
    let is_send = path == "v2/email/outbound-emails" && request.method() == "POST";
    let operation = if is_send {
        "SendEmail".to_owned()
    } else {
        format!("{} /{path}", request.method())
    };
    answer(
        aws,
        &instance,
        operation,
        request,
        move |aws, call| async move {
            if is_send {
                ses::answer(&aws, &call)
            } else {
                replies::unknown_operation(&call.operation)
            }
        },
    )
    .await
}

async fn stripe(
    State(aws): State<Aws>,
    Path((instance, path)): Path<(String, String)>,
    request: Request,
) -> Response {
    let operation = format!("{} /{}", request.method(), without_ids(&path));
    answer(
        aws,
        &instance,
        operation,
        request,
        move |aws, call| async move {
            let query = call
                .parts
                .uri
                .query()
                .map(|query| format!("?{query}"))
                .unwrap_or_default();
            striking::forward(
                aws.stripe,
                &format!("/{path}{query}"),
                call.parts,
                call.body,
            )
            .await
        },
    )
    .await
}

async fn parameter(State(aws): State<Aws>, request: Request) -> Response {
    let token = request.headers().get("x-aws-parameters-secrets-token");
    let Some(instance) = token
        .and_then(|token| token.to_str().ok())
        .map(str::to_owned)
    else {
        return replies::plain(401, "an X-Aws-Parameters-Secrets-Token header is needed");
    };
    answer(
        aws,
        &instance,
        "GetParameter".to_owned(),
        request,
        |aws, call| async move { extension::answer(&aws, &call) },
    )
    .await
}

/// Answers a call, unless a fault strikes it.
async fn answer<F>(
    aws: Aws,
    instance: &str,
    operation: String,
    request: Request,
    effect: impl FnOnce(Aws, Call) -> F + Send + 'static,
) -> Response
where
    F: Future<Output = Response> + Send,
{
    let Some(instance) = InstanceId::parse(instance) else {
        return replies::plain(404, "no function has this address");
    };
    let (parts, body) = request.into_parts();
    let Ok(body) = to_bytes(body, LARGEST_REQUEST_BYTES).await else {
        return replies::plain(413, "the request is too large or was cut off");
    };
    let call = Call {
        instance,
        operation,
        parts,
        body,
    };
    // A task of its own: a process that dies meanwhile must not cut an effect in half.
    let busy = aws
        .activity
        .begin(format!("call of {}", call.instance.function));
    let answered = tokio::spawn(async move {
        let response = striking::struck(aws, call, effect).await;
        drop(busy);
        response
    });
    answered
        .await
        .unwrap_or_else(|_| replies::plain(500, "the local stack failed"))
}

/// `v1/customers/{id}/balance_transactions`: ids of records have digits, words of paths have none.
fn without_ids(path: &str) -> String {
    let segment = |segment: &str| {
        let is_id = segment != "v1" && segment.bytes().any(|byte| byte.is_ascii_digit());
        if is_id {
            "{id}".to_owned()
        } else {
            segment.to_owned()
        }
    };
    path.split('/').map(segment).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_taken_out_of_paths() {
        assert_eq!(
            without_ids("v1/customers/cus_00000001/balance_transactions"),
            "v1/customers/{id}/balance_transactions"
        );
    }
}
