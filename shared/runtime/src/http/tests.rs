use axum::routing::{get, post};
use serde_json::Value;

use super::*;
use crate::body::WebhookBody;
use crate::json::{Json, Path};
use crate::time::Now;

fn router() -> Router {
    let echo = async |Now(now): Now, Json(body): Json<Value>| Json((now.to_string(), body));
    let page = async || ([(CACHE_CONTROL, "public, max-age=60")], "page");
    let broken = async || {
        panic!("at the disco");
        #[expect(unreachable_code, reason = "a handler has to answer something")]
        "never"
    };
    let of = async |Path(number): Path<u8>| number.to_string();
    let router = Router::new()
        .route("/v1/echo", post(echo))
        .route("/page", get(page))
        .route("/broken", get(broken))
        .route("/v1/things/{number}", get(of));
    bordered(router)
}

/// What API Gateway sends for this request, sent at 2022-05-25T10:00:00Z.
async fn send(method: &str, path: &str, body: &str) -> (Response, String) {
    let event = serde_json::json!({
        "version": "2.0", "routeKey": "$default", "rawPath": path, "rawQueryString": "",
        "headers": {"host": "api.example.com", "content-type": "application/json"},
        "requestContext": {
            "stage": "$default", "timeEpoch": 1_653_472_800_000_u64,
            "http": {"method": method, "path": path},
        },
        "body": body, "isBase64Encoded": false,
    });
    let mut context = lambda_http::Context::default();
    context.request_id = "req-1".to_owned();
    let request = lambda_http::request::from_str(&event.to_string()).unwrap();
    let response = answer(router(), request.with_lambda_context(context))
        .await
        .unwrap();
    let (parts, body) = response.into_parts();
    let bytes = axum::body::to_bytes(body, 100_000).await.unwrap();
    let text = String::from_utf8(bytes.to_vec()).unwrap();
    (Response::from_parts(parts, axum::body::Body::empty()), text)
}

#[tokio::test]
async fn a_request_of_the_gateway_reaches_its_route_with_its_time() {
    let (response, body) = send("POST", "/v1/echo", r#"{"a":1}"#).await;
    assert_eq!(
        (response.status().as_u16(), &*body),
        (200, r#"["2022-05-25T10:00:00Z",{"a":1}]"#)
    );
}

#[tokio::test]
async fn every_response_names_its_request_and_is_not_kept_anywhere() {
    let (response, _) = send("POST", "/v1/echo", "{}").await;
    assert_eq!(response.headers()["x-request-id"], "req-1");
    assert_eq!(response.headers()["cache-control"], "no-store");
    assert_eq!(response.headers()["x-content-type-options"], "nosniff");
    assert_eq!(response.headers()["referrer-policy"], "no-referrer");
}

#[tokio::test]
async fn a_route_may_say_that_it_can_be_kept() {
    let (response, _) = send("GET", "/page", "").await;
    assert_eq!(response.headers()["cache-control"], "public, max-age=60");
}

#[tokio::test]
async fn what_no_route_answers_is_a_problem() {
    let (response, body) = send("GET", "/v2/echo", "").await;
    assert_eq!(response.status(), 404);
    insta::assert_snapshot!(body, @r#"{"type":"/problems/not-found","title":"There is no such thing","status":404,"code":"not_found","request_id":"req-1"}"#);
}

#[tokio::test]
async fn no_response_tells_a_length_that_its_body_has_not() {
    for (method, path) in [
        ("GET", "/nowhere"),
        ("POST", "/v1/echo"),
        ("GET", "/v1/echo"),
    ] {
        let (response, _) = send(method, path, "{}").await;
        assert_eq!(
            response.headers().get("content-length"),
            None,
            "{method} {path}"
        );
    }
}

#[tokio::test]
async fn a_path_that_cannot_be_right_looks_like_what_does_not_exist() {
    let absent = send("GET", "/nowhere", "").await;
    let wrong = send("GET", "/v1/things/256", "").await;
    assert_eq!((wrong.0.status(), wrong.1), (absent.0.status(), absent.1));
    assert_eq!(wrong.0.headers(), absent.0.headers());
}

#[tokio::test]
async fn another_method_is_told_which_there_are() {
    let (response, body) = send("GET", "/v1/echo", "").await;
    assert_eq!(
        (response.status().as_u16(), &response.headers()["allow"]),
        (405, &HeaderValue::from_static("POST"))
    );
    assert!(
        body.contains("method_not_allowed") && body.contains("req-1"),
        "{body}"
    );
}

#[tokio::test]
async fn a_panic_is_a_problem_that_tells_nothing() {
    let (response, body) = send("GET", "/broken", "").await;
    assert_eq!(response.status(), 500);
    assert!(
        body.contains("internal_error") && !body.contains("disco"),
        "{body}"
    );
}

#[tokio::test]
async fn f34_a_body_that_is_too_large_is_refused() {
    let body = format!("{{\"a\":\"{}\"}}", "x".repeat(64 * 1024));
    let (response, _) = send("POST", "/v1/echo", &body).await;
    assert_eq!(response.status(), 413);
}

#[tokio::test]
async fn the_kind_of_caller_is_noted_while_a_request_is_served() {
    note_caller("host");
    let noted = CALLER.scope(Cell::new("none"), async {
        note_caller("participant");
        CALLER.with(Cell::get)
    });
    assert_eq!(noted.await, "participant");
}

#[tokio::test]
async fn f32_a_body_that_the_gateway_encodes_arrives_as_it_was_sent() {
    for sent in [
        &b"{\"a\":\"\xc3\xa9\"}"[..],
        b"\xef\xbb\xbf{\r\n\"a\" : 1\r\n}",
        b"\xff\xfe\0",
        b"",
    ] {
        let event = serde_json::json!({
            "version": "2.0", "routeKey": "$default", "rawPath": "/hook", "rawQueryString": "",
            "headers": {"content-type": "application/octet-stream"},
            "requestContext": {
                "stage": "$default", "timeEpoch": 1_653_472_800_000_u64,
                "http": {"method": "POST", "path": "/hook"},
            },
            "body": data_encoding::BASE64.encode(sent), "isBase64Encoded": true,
        });
        let request = lambda_http::request::from_str(&event.to_string()).unwrap();
        let mirror = async |WebhookBody(body): WebhookBody| body;
        let router = bordered(Router::new().route("/hook", post(mirror)));
        let request = request.with_lambda_context(lambda_http::Context::default());
        let response = answer(router, request).await.unwrap();
        let bytes = axum::body::to_bytes(response.into_body(), 1_000)
            .await
            .unwrap();
        assert_eq!(bytes, sent);
    }
}
