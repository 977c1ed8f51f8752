//! Faults on demand.

use reqwest::Method;
use serde_json::json;

use super::web::Web;

const CREDIT: &str = "amount=-1000&currency=usd";

/// A Stripe whose next balance transaction meets `kind`, and the address of that call.
async fn meeting(kind: &str) -> (Web, String) {
    let web = Web::open().await;
    let path = format!(
        "/v1/customers/{}/balance_transactions",
        web.customer().await
    );
    let next = json!([{ "match": "POST /v1/customers/…/balance_transactions", "kind": kind }]);
    web.control("/_stripe/faults", json!({ "next_responses": next }))
        .await;
    (web, path)
}

async fn credits(web: &Web, path: &str) -> usize {
    web.get(path).await.body["data"].as_array().unwrap().len()
}

#[tokio::test]
async fn a_500_is_replayed_for_its_key_whether_or_not_it_had_its_effect() {
    for (kind, had_effect) in [("500_before", 0), ("500_after", 1)] {
        let (web, path) = meeting(kind).await;
        assert_eq!(web.post(&path, CREDIT, "key-1").await.status, 500);
        let again = web.post(&path, CREDIT, "key-1").await;
        assert_eq!((again.status, again.replayed), (500, true));
        assert_eq!(credits(&web, &path).await, had_effect, "{kind}");
        assert_eq!(web.post(&path, CREDIT, "key-2").await.status, 200);
    }
}

#[tokio::test]
async fn a_timeout_gives_no_answer_and_may_have_had_its_effect() {
    for (kind, replayed) in [("timeout_before", false), ("timeout_after", true)] {
        let (web, path) = meeting(kind).await;
        let lost = web.send(Method::POST, &path, CREDIT, Some("key-1")).await;
        assert!(lost.is_err_and(|error| error.status().is_none()), "{kind}");
        let again = web.post(&path, CREDIT, "key-1").await;
        assert_eq!((again.status, again.replayed), (200, replayed), "{kind}");
        assert_eq!(credits(&web, &path).await, 1, "{kind}");
    }
}

#[tokio::test]
async fn a_call_turned_away_can_be_made_again_with_its_key() {
    for (kind, status) in [("429", 429), ("409", 409), ("401", 401)] {
        let (web, path) = meeting(kind).await;
        assert_eq!(web.post(&path, CREDIT, "key-1").await.status, status);
        assert_eq!(web.post(&path, CREDIT, "key-1").await.status, 200);
    }
}

#[tokio::test]
async fn a_refusal_is_remembered_for_its_key() {
    for (kind, status) in [("402", 402), ("404", 404)] {
        let (web, path) = meeting(kind).await;
        assert_eq!(web.post(&path, CREDIT, "key-1").await.status, status);
        assert_eq!(web.post(&path, CREDIT, "key-1").await.status, status);
        assert_eq!(credits(&web, &path).await, 0);
    }
}

#[tokio::test]
async fn a_fault_waits_for_its_call_and_hits_as_often_as_told() {
    let web = Web::open().await;
    let next = json!([{ "match": "GET /v1/customers/*", "kind": "500_before", "times": 2 }]);
    web.control("/_stripe/faults", json!({ "next_responses": next }))
        .await;
    let customer = web.customer().await;
    let mut statuses = Vec::new();
    for _ in 0..3 {
        statuses.push(web.get(&format!("/v1/customers/{customer}")).await.status);
    }
    assert_eq!(statuses, [500, 500, 200]);
}

#[tokio::test]
async fn a_second_call_with_a_key_in_use_conflicts() {
    let web = Web::open().await;
    let path = format!(
        "/v1/customers/{}/balance_transactions",
        web.customer().await
    );
    web.control("/_stripe/faults", json!({ "latency_ms": 300 }))
        .await;

    let (one, two) = tokio::join!(
        web.post(&path, CREDIT, "key-1"),
        web.post(&path, CREDIT, "key-1")
    );

    let mut statuses = [one.status, two.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409]);
    assert_eq!(web.post(&path, CREDIT, "key-1").await.status, 200);
    assert_eq!(credits(&web, &path).await, 1);
}

#[tokio::test]
async fn when_stripe_is_down_nothing_has_an_effect() {
    let web = Web::open().await;
    let path = format!(
        "/v1/customers/{}/balance_transactions",
        web.customer().await
    );
    web.control("/_stripe/faults", json!({ "down": true }))
        .await;
    assert_eq!(web.post(&path, CREDIT, "key-1").await.status, 503);
    web.control("/_stripe/faults", json!({ "down": false }))
        .await;
    assert_eq!(credits(&web, &path).await, 0);
    assert!(!web.post(&path, CREDIT, "key-1").await.replayed);
}
