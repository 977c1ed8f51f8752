//! The calls, against a server that answers as Stripe does and remembers what it was asked.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use axum::body::Body;
use jiff::Timestamp;
use serde_json::{Value, json};
use stripe::client::{ConnectError, MAX_LISTED, NewBalanceTransaction, Stripe};
use stripe::error::StripeError;

use server::Server;

mod server;

fn example(name: &str) -> String {
    let path = format!("{}/tests/fixtures/{name}.json", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(path).unwrap()
}

fn refund(number: usize) -> Value {
    json!({"id": format!("re_{number}"), "amount": 100, "currency": "usd", "status": "succeeded",
        "created": 1_653_472_800_usize.saturating_sub(number)})
}

fn credit() -> NewBalanceTransaction {
    NewBalanceTransaction {
        amount_minor: -2500,
        currency: "usd".to_owned(),
        description: "Referral credit: Bo & Söhne".to_owned(),
        metadata: [("reward_id".to_owned(), "rwd_bo.referrer".to_owned())].into(),
    }
}

#[tokio::test]
async fn a_read_names_the_version_and_the_key() {
    let server = Server::that_answers(200, example("invoice")).await;
    let invoice = server
        .stripe()
        .with_key("sk_test_1")
        .get_invoice("in_1")
        .await
        .unwrap();
    assert_eq!(invoice.total, 1000);
    let asked = &server.asked()[0];
    assert_eq!(
        (asked.method.as_str(), asked.uri.as_str()),
        ("GET", "/stripe/post-credits/v1/invoices/in_1")
    );
    assert_eq!(asked.headers["authorization"], "Bearer sk_test_1");
    assert_eq!(asked.headers["stripe-version"], "2025-12-15.clover");
}

#[tokio::test]
async fn credit_is_posted_as_a_form_with_its_key() {
    let server = Server::that_answers(200, example("customer_balance_transaction")).await;
    let stripe = server.stripe();
    let session = stripe.with_key("sk_test_1");
    let posted = session
        .create_balance_transaction("cus_1", &credit(), "post#r#1#1")
        .await
        .unwrap();
    assert_eq!(posted.amount, -500);
    let asked = &server.asked()[0];
    assert_eq!(asked.method, "POST");
    assert_eq!(
        asked.uri,
        "/stripe/post-credits/v1/customers/cus_1/balance_transactions"
    );
    assert_eq!(asked.headers["idempotency-key"], "post#r#1#1");
    assert_eq!(
        asked.headers["content-type"],
        "application/x-www-form-urlencoded"
    );
    let expected = "amount=-2500&currency=usd&description=Referral+credit%3A+Bo+%26+S%C3%B6hne\
        &metadata%5Breward_id%5D=rwd_bo.referrer";
    assert_eq!(asked.body, expected);
}

#[tokio::test]
async fn a_list_is_read_to_its_end() {
    let server = Server::that(|uri| {
        let page = match uri.split_once("starting_after=") {
            None => json!({"data": [refund(1), refund(2)], "has_more": true}),
            Some((_, "re_2")) => json!({"data": [refund(3)], "has_more": false}),
            Some(_) => json!(null),
        };
        (200, Body::from(page.to_string()))
    })
    .await;
    let refunds = server
        .stripe()
        .with_key("k")
        .list_refunds("pi_1")
        .await
        .unwrap();
    assert_eq!(
        refunds.iter().map(|r| &*r.id).collect::<Vec<_>>(),
        ["re_1", "re_2", "re_3"]
    );
    let first = &server.asked()[0].uri;
    assert_eq!(
        first,
        "/stripe/post-credits/v1/refunds?payment_intent=pi_1&limit=100"
    );
}

#[tokio::test]
async fn a_list_that_never_ends_is_an_error_and_not_a_part_of_it() {
    let server = Server::that(|uri| {
        let after = uri
            .split_once("starting_after=re_")
            .map_or(0, |(_, n)| n.parse().unwrap());
        let page: Vec<Value> = (after + 1..=after + 100).map(refund).collect();
        (
            200,
            Body::from(json!({"data": page, "has_more": true}).to_string()),
        )
    })
    .await;
    let error = server
        .stripe()
        .with_key("k")
        .list_refunds("pi_1")
        .await
        .unwrap_err();
    assert!(matches!(error, StripeError::Unreadable { .. }), "{error}");
    assert_eq!(server.asked().len(), MAX_LISTED / 100);
}

#[tokio::test]
async fn balance_transactions_are_read_back_to_an_instant() {
    let server = Server::that(|uri| {
        let mut newer: Value =
            serde_json::from_str(&example("customer_balance_transaction")).unwrap();
        newer["created"] = 1_653_472_800.into();
        let mut older = newer.clone();
        older["created"] = 1_653_472_799.into();
        let page = if uri.contains("starting_after") {
            json!([])
        } else {
            json!([newer, older])
        };
        (
            200,
            Body::from(json!({"data": page, "has_more": true}).to_string()),
        )
    })
    .await;
    let since: Timestamp = "2022-05-25T10:00:00Z".parse().unwrap();
    let stripe = server.stripe();
    let found = stripe
        .with_key("k")
        .list_balance_transactions("cus_1", since)
        .await
        .unwrap();
    assert_eq!(found.iter().map(|t| t.created).collect::<Vec<_>>(), [since]);
    assert_eq!(server.asked().len(), 1);
}

#[tokio::test]
async fn a_refusal_keeps_stripes_reason() {
    let body = json!({"error": {"type": "invalid_request_error", "code": "resource_missing",
        "message": "No such customer: 'cus_1'"}});
    let server = Server::that_answers(404, body.to_string()).await;
    let error = server
        .stripe()
        .with_key("k")
        .get_customer("cus_1")
        .await
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "Stripe refused with 404 resource_missing: No such customer: 'cus_1'"
    );
}

#[tokio::test]
async fn an_id_cannot_lead_elsewhere() {
    let server = Server::that_answers(200, example("customer")).await;
    let stripe = server.stripe();
    for id in [
        "",
        "..",
        "../charges",
        "cus_1/../../x",
        "cus_1?expand[]=x",
        "cus 1",
        "cüs",
    ] {
        let error = stripe.with_key("k").get_customer(id).await.unwrap_err();
        assert!(
            matches!(error, StripeError::Refused { status: 404, .. }),
            "{id:?}"
        );
    }
    assert!(server.asked().is_empty());
}

#[tokio::test]
async fn a_key_that_is_no_header_is_not_sent() {
    let server = Server::that_answers(200, example("customer")).await;
    let error = server
        .stripe()
        .with_key("sk_test\n1")
        .get_customer("cus_1")
        .await
        .unwrap_err();
    assert!(matches!(error, StripeError::NotAllowed { .. }), "{error}");
    assert!(server.asked().is_empty());
}

#[tokio::test]
async fn nobody_there_means_try_again() {
    let stripe = Stripe::connect("http://127.0.0.1:1").unwrap();
    let error = stripe
        .with_key("k")
        .get_customer("cus_1")
        .await
        .unwrap_err();
    assert!(matches!(error, StripeError::TryAgain { .. }), "{error}");
}

#[tokio::test]
async fn a_connection_that_closes_means_try_again() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let stripe = Stripe::connect(&format!("http://{}", listener.local_addr().unwrap())).unwrap();
    let close_all = async { while listener.accept().await.is_ok() {} };
    let session = stripe.with_key("k");
    let error = tokio::select! {
        called = session.get_customer("cus_1") => called.unwrap_err(),
        () = close_all => unreachable!(),
    };
    assert!(matches!(error, StripeError::TryAgain { .. }), "{error}");
}

#[tokio::test]
async fn answers_that_are_not_what_was_asked_for_are_unreadable() {
    for body in [
        String::new(),
        "{}".to_owned(),
        "[".repeat(100_000),
        " ".repeat(3 << 20),
    ] {
        let server = Server::that_answers(200, body.clone()).await;
        let error = server
            .stripe()
            .with_key("k")
            .get_invoice("in_1")
            .await
            .unwrap_err();
        assert!(
            matches!(error, StripeError::Unreadable { .. }),
            "{body:.20} {error}"
        );
    }
}

#[test]
fn an_address_is_http_and_a_host() {
    for address in [
        "",
        "api.stripe.com",
        "ftp://api.stripe.com",
        "https://a.b/?q=1",
        "http://",
    ] {
        let refused = Stripe::connect(address);
        assert!(
            matches!(refused, Err(ConnectError::InvalidAddress)),
            "{address:?}"
        );
    }
    assert!(Stripe::connect("https://api.stripe.com/").is_ok());
}
