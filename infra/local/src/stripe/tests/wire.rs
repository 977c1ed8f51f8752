//! Keys, errors and idempotency over the wire.

use jiff::{SignedDuration, Timestamp};
use reqwest::Method;
use serde_json::json;

use super::web::{START, Web};

fn after(hours: i64) -> Timestamp {
    let start: Timestamp = START.parse().unwrap();
    start
        .checked_add(SignedDuration::from_hours(hours))
        .unwrap()
}

#[tokio::test]
async fn a_call_without_a_secret_key_is_refused() {
    let mut web = Web::open().await;
    for key in ["", "pk_test_local", "sk_test_", "whatever"] {
        web.key = key;
        let answered = web.get("/v1/customers").await;
        assert_eq!(answered.status, 401, "{key}");
        assert_eq!(answered.body["error"]["type"], "invalid_request_error");
    }
}

#[tokio::test]
async fn objects_are_of_the_keys_mode() {
    let mut web = Web::open().await;
    let customer = web.customer().await;
    let path = format!("/v1/customers/{customer}");
    assert_eq!(web.get(&path).await.body["livemode"], false);
    web.key = "sk_live_local";
    assert_eq!(web.get(&path).await.body["livemode"], true);
}

#[tokio::test]
async fn errors_have_stripes_shape() {
    let web = Web::open().await;
    let absent = web.get("/v1/customers/cus_9").await;
    assert_eq!(absent.status, 404);
    let error = json!({
        "type": "invalid_request_error",
        "code": "resource_missing",
        "message": "No such customer: 'cus_9'",
        "param": "id",
    });
    assert_eq!(absent.body["error"], error);

    let unknown = web.post("/v1/customers", "mail=a", "k").await;
    assert_eq!(
        (unknown.status, &unknown.body["error"]["param"]),
        (400, &json!("mail"))
    );
    assert_eq!(web.get("/v1/nothing").await.status, 404);
}

#[tokio::test]
async fn the_same_key_gives_the_same_answer_once() {
    let web = Web::open().await;
    let path = format!(
        "/v1/customers/{}/balance_transactions",
        web.customer().await
    );

    let first = web.post(&path, "amount=-1000&currency=usd", "key-1").await;
    let again = web.post(&path, "currency=usd&amount=-1000", "key-1").await;

    assert_eq!(first.body, again.body);
    assert!(!first.replayed && again.replayed);
    assert_eq!(
        web.get(&path).await.body["data"].as_array().unwrap().len(),
        1
    );
}

#[tokio::test]
async fn a_key_belongs_to_one_call() {
    let web = Web::open().await;
    let path = format!(
        "/v1/customers/{}/balance_transactions",
        web.customer().await
    );
    web.post(&path, "amount=-1000&currency=usd", "key-1").await;

    let other = web.post(&path, "amount=-2000&currency=usd", "key-1").await;

    assert_eq!(other.status, 400);
    assert_eq!(other.body["error"]["type"], "idempotency_error");
    assert_eq!(
        web.post(&path, "amount=-1&currency=usd", &"k".repeat(256))
            .await
            .status,
        400
    );
}

#[tokio::test]
async fn a_malformed_call_is_not_remembered() {
    let web = Web::open().await;
    let path = format!(
        "/v1/customers/{}/balance_transactions",
        web.customer().await
    );
    assert_eq!(web.post(&path, "amount=-1000", "key-1").await.status, 400);
    assert_eq!(
        web.post(&path, "amount=-1000&currency=usd", "key-1")
            .await
            .status,
        200
    );
}

#[tokio::test]
async fn a_key_is_forgotten_after_a_day() {
    let web = Web::open().await;
    let path = format!(
        "/v1/customers/{}/balance_transactions",
        web.customer().await
    );
    web.post(&path, "amount=-1000&currency=usd", "key-1").await;

    web.clock.advance_to(after(23));
    assert!(
        web.post(&path, "amount=-1000&currency=usd", "key-1")
            .await
            .replayed
    );
    web.clock.advance_to(after(26));
    assert!(
        !web.post(&path, "amount=-1000&currency=usd", "key-1")
            .await
            .replayed
    );
    web.control("/_stripe/forget_idempotency_keys", json!({}))
        .await;
    assert!(
        !web.post(&path, "amount=-1000&currency=usd", "key-1")
            .await
            .replayed
    );
    assert_eq!(
        web.get(&path).await.body["data"].as_array().unwrap().len(),
        3
    );
}

#[tokio::test]
async fn what_is_due_happens_when_the_clock_has_moved() {
    let web = Web::open().await;
    let customer = web.customer().await;
    let price = "currency=usd&unit_amount=2900&recurring[interval]=month&product_data[name]=Pro";
    let price = web.post("/v1/prices", price, "price").await.body["id"].clone();
    let price = price.as_str().unwrap();
    let form = format!("customer={customer}&items[0][price]={price}&trial_period_days=14");
    web.post("/v1/subscriptions", &form, "subscription").await;
    assert_eq!(web.stripe.next_due(), Some(after(14 * 24)));

    web.stripe.advance(after(14 * 24 + 1)).await;

    let path = format!("/v1/invoices?customer={customer}&expand[]=data.payments&status=paid");
    let invoices = web.get(&path).await.body;
    assert_eq!(invoices["data"][0]["amount_paid"], 2900);
    assert_eq!(invoices["data"][0]["payments"]["data"][0]["status"], "paid");
    assert!(invoices["data"][1].get("charge").is_none());
    let statement = web
        .get(&format!("/_stripe/customers/{customer}/statement"))
        .await
        .body;
    assert_eq!(statement["invoices"].as_array().unwrap().len(), 2);
    let state = web.get("/_stripe/state").await.body;
    assert_eq!(state["subscriptions"][0]["status"], "active");
}

#[tokio::test]
async fn lists_refuse_what_they_cannot_filter_by() {
    let web = Web::open().await;
    let answered = web
        .send(Method::GET, "/v1/invoices?custmer=cus_1", "", None)
        .await
        .unwrap();
    assert_eq!(answered.status, 400);
}
