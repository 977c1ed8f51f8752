//! Signed webhooks: in order, again until accepted, and out of order on demand.

use jiff::{SignedDuration, Timestamp};
use serde_json::json;

use super::web::{SECRET, START, Web};
use crate::stripe::courier::sign;
use crate::stripe::{Stripe, WebhookTarget};

#[tokio::test]
async fn events_arrive_signed_and_in_order() {
    let web = Web::open().await;
    let mut endpoint = web.endpoint(&[]).await;
    let customer = web.customer().await;
    web.customer().await;

    let first = endpoint.next().await;

    assert_eq!(first.event["type"], "customer.created");
    assert_eq!(first.event["api_version"], "2025-12-15.clover");
    assert_eq!(first.event["data"]["object"]["id"], customer);
    assert_eq!(first.event["pending_webhooks"], 1);
    let (second, _) = first.signature.split_once(',').unwrap();
    let second: i64 = second.strip_prefix("t=").unwrap().parse().unwrap();
    let at = Timestamp::from_second(second).unwrap();
    assert!(at >= START.parse().unwrap());
    assert_eq!(first.signature, sign(&[SECRET.to_owned()], at, &first.raw));
    assert_eq!(endpoint.ids(1).await, ["evt_00000002"]);
}

#[test]
fn a_signature_is_the_hmac_of_second_and_body_for_each_secret() {
    let at = Timestamp::from_second(1_492_774_577).unwrap();
    let secrets = ["whsec_old".to_owned(), "whsec_new".to_owned()];
    // Computed with `printf '1492774577.{}' | openssl dgst -sha256 -hmac whsec_old`, and _new.
    let old = "0644be742a35ceed5eb226b7d0d295bda01b8288b2685bd930a49ad959addd02";
    let new = "d0d0c78bdb9306ee1b9aedc6be6a2720dc491cdafa256a1d447b6c4447f25cd6";
    let expected = format!("t=1492774577,v1={old},v1={new}");
    assert_eq!(sign(&secrets, at, "{}"), expected);
}

#[tokio::test]
async fn an_event_comes_again_until_it_is_accepted() {
    let web = Web::open().await;
    let mut endpoint = web.endpoint(&[500, 503, 400]).await;
    web.customer().await;
    let mut bodies = Vec::new();
    for _ in 0..4 {
        bodies.push(endpoint.next().await.raw);
    }
    bodies.dedup();
    assert_eq!(bodies.len(), 1, "the bytes stay the same");
    while !web.stripe.idle() {
        tokio::task::yield_now().await;
    }
    assert_eq!(
        web.get("/v1/events/evt_00000001").await.body["pending_webhooks"],
        0
    );
    assert!(endpoint.is_empty());
}

#[tokio::test]
async fn duplicates_arrive_as_often_as_asked() {
    let web = Web::open().await;
    let mut endpoint = web.endpoint(&[]).await;
    web.control("/_stripe/faults", json!({ "duplicate": 2 }))
        .await;
    web.customer().await;
    assert_eq!(endpoint.ids(3).await, ["evt_00000001"; 3]);
}

#[tokio::test]
async fn held_events_are_released_newest_first() {
    let web = Web::open().await;
    let mut endpoint = web.endpoint(&[]).await;
    web.control("/_stripe/faults", json!({ "reorder": true }))
        .await;
    for _ in 0..3 {
        web.customer().await;
    }
    assert!(web.stripe.idle() && endpoint.is_empty());

    let released = web.control("/_stripe/release", json!({})).await;

    assert_eq!(released["released"], 3);
    assert_eq!(
        endpoint.ids(3).await,
        ["evt_00000003", "evt_00000002", "evt_00000001"]
    );
}

#[tokio::test]
async fn delayed_events_wait_for_the_virtual_clock() {
    let web = Web::open().await;
    let mut endpoint = web.endpoint(&[]).await;
    web.control("/_stripe/faults", json!({ "delay": "PT37H" }))
        .await;
    web.customer().await;
    assert!(web.stripe.idle() && endpoint.is_empty());

    let start: Timestamp = START.parse().unwrap();
    web.clock
        .advance_to(start.checked_add(SignedDuration::from_hours(38)).unwrap());

    assert_eq!(endpoint.ids(1).await, ["evt_00000001"]);
}

#[tokio::test]
async fn events_wait_for_an_address() {
    let web = Web::open().await;
    web.customer().await;
    assert!(web.stripe.idle());
    let mut endpoint = web.endpoint(&[]).await;
    assert_eq!(endpoint.ids(1).await, ["evt_00000001"]);
}

#[tokio::test]
async fn events_are_sent_again_on_demand() {
    let web = Web::open().await;
    let mut endpoint = web.endpoint(&[]).await;
    web.customer().await;
    web.customer().await;
    endpoint.ids(2).await;

    web.control("/_stripe/resend", json!({ "event": "evt_00000002" }))
        .await;
    assert_eq!(endpoint.ids(1).await, ["evt_00000002"]);
    web.control("/_stripe/resend", json!({ "all": true })).await;
    assert_eq!(endpoint.ids(2).await, ["evt_00000001", "evt_00000002"]);
}

#[tokio::test]
async fn banks_and_cardholders_act_through_the_control_routes() {
    let web = Web::open().await;
    let mut endpoint = web.endpoint(&[]).await;
    let customer = web.customer().await;
    let price = "currency=usd&unit_amount=2900&recurring[interval]=month&product_data[name]=Pro";
    let price = web.post("/v1/prices", price, "price").await.body["id"].clone();
    let form = format!(
        "customer={customer}&items[0][price]={}",
        price.as_str().unwrap()
    );
    let subscription = web.post("/v1/subscriptions", &form, "sub").await.body;
    let invoice = subscription["latest_invoice"].clone();

    let opened = web
        .control("/_stripe/disputes", json!({ "invoice": invoice }))
        .await;
    let close = format!("/_stripe/disputes/{}/close", opened["id"].as_str().unwrap());
    assert_eq!(
        web.control(&close, json!({ "status": "won" })).await["status"],
        "won"
    );
    let decline = json!({ "customer": customer, "on": true });
    web.control("/_stripe/decline", decline).await;
    assert_eq!(
        web.post("/v1/subscriptions", &form, "sub-2").await.body["status"],
        "incomplete"
    );

    let events = web.get("/v1/events?limit=100").await.body;
    let count = events["data"].as_array().unwrap().len();
    let received = endpoint.ids(count).await;
    assert!(received.is_sorted());
}

#[tokio::test]
async fn a_saved_stripe_reopens_with_its_ids_and_undelivered_events() {
    let web = Web::open().await;
    let customer = web.customer().await;
    let saved = web.stripe.save().unwrap();

    let stripe = Stripe::reopen(web.clock.clone(), WebhookTarget::default(), &saved).unwrap();
    let web = Web::serving(stripe, web.clock).await;

    assert_eq!(
        web.get(&format!("/v1/customers/{customer}")).await.body["name"],
        "Ana"
    );
    assert_ne!(web.customer().await, customer);
    let mut endpoint = web.endpoint(&[]).await;
    assert_eq!(endpoint.ids(2).await, ["evt_00000001", "evt_00000002"]);
}
