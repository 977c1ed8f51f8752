use std::collections::BTreeSet;

use super::*;

async fn body_of(response: Response) -> String {
    let bytes = axum::body::to_bytes(response.into_body(), 10_000)
        .await
        .unwrap();
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[tokio::test]
async fn a_problem_reads_as_rfc_9457_has_it() {
    let problem = Problem::new(
        "method-disabled",
        "This way is closed",
        StatusCode::CONFLICT,
    )
    .detail("the program counts accepted invites only")
    .pointer("/method", "must be invite");
    let response = with_request_id(problem.into_response(), "req-1");
    assert_eq!(response.status(), 409);
    assert_eq!(
        response.headers()["content-type"],
        "application/problem+json"
    );
    assert_eq!(response.headers()["cache-control"], "no-store");
    insta::assert_snapshot!(body_of(response).await, @r#"{"type":"/problems/method-disabled","title":"This way is closed","status":409,"detail":"the program counts accepted invites only","code":"method_disabled","request_id":"req-1","errors":[{"pointer":"/method","detail":"must be invite"}]}"#);
}

#[tokio::test]
async fn a_failure_is_not_told_to_strangers() {
    let response = Problem::unavailable(std::io::Error::other("table gw-prod is gone"));
    let response = response.into_response();
    assert_eq!(
        (
            response.status().as_u16(),
            &response.headers()["retry-after"]
        ),
        (503, &HeaderValue::from_static("2"))
    );
    assert!(!body_of(response).await.contains("gw-prod"));
}

#[test]
fn who_is_not_known_is_told_how_to_say() {
    let response = Problem::unauthorized("no key").into_response();
    assert_eq!(
        response.headers()["www-authenticate"],
        "Bearer realm=\"goodword\""
    );
}

#[test]
fn other_responses_are_left_as_they_are() {
    let response = with_request_id("ok".into_response(), "req-1");
    assert_eq!(
        response.headers()["content-type"],
        "text/plain; charset=utf-8"
    );
}

#[test]
fn every_kind_has_a_name_of_its_own() {
    let names: BTreeSet<_> = KINDS.iter().map(|kind| kind.slug).collect();
    assert_eq!(names.len(), KINDS.len());
}
