use axum::Router;
use axum::http::header::LOCATION;
use axum::routing::get;
use serde_json::json;

use super::*;
use crate::identity::testing::Signing;

/// A provider on this machine.
async fn provider(routes: Router) -> Url {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/keys", listener.local_addr().unwrap());
    tokio::spawn(axum::serve(listener, routes).into_future());
    url.parse().unwrap()
}

fn set() -> String {
    json!({ "keys": [Signing::rsa("a").jwk()] }).to_string()
}

async fn answering(status: u16, body: String) -> Result<Vec<Key>, Failure> {
    let answer = get(async move || (StatusCode::from_u16(status).unwrap(), body));
    let url = provider(Router::new().route("/keys", answer)).await;
    Source::at(&url).unwrap().read().await
}

#[tokio::test]
async fn the_keys_are_those_that_the_provider_publishes() {
    let keys = answering(200, set()).await.unwrap();
    assert_eq!(keys[0].id.as_deref(), Some("a"));
}

#[tokio::test]
async fn what_is_no_set_of_keys_is_a_failure_and_not_an_empty_set() {
    for (status, body) in [
        (503, set()),
        (404, set()),
        (201, set()),
        (200, "<h1>Down for maintenance</h1>".to_owned()),
        (200, r#"{"keys":[]}"#.to_owned()),
        (200, r#"{"keys":[{"kty":"oct","k":"c2VjcmV0"}]}"#.to_owned()),
        (200, format!("{}{}", set(), " ".repeat(MAX_LENGTH))),
    ] {
        let read = answering(status, body.clone()).await;
        assert!(read.is_err(), "{status} {body:.40}");
    }
}

#[tokio::test]
async fn s8_a_redirect_is_not_followed() {
    let elsewhere = get(async || (StatusCode::FOUND, [(LOCATION, "/others")]));
    let routes = Router::new()
        .route("/keys", elsewhere)
        .route("/others", get(async || set()));
    let url = provider(routes).await;
    let error = Source::at(&url).unwrap().read().await.unwrap_err();
    assert!(error.to_string().contains("302"), "{error}");
}

#[tokio::test]
async fn s8_a_name_that_leads_into_the_network_is_not_followed() {
    let url = provider(Router::new().route("/keys", get(async || set()))).await;
    let named = url.as_str().replace("127.0.0.1", "localhost");
    let error = Source::at(&named.parse().unwrap()).unwrap().read().await;
    let error = runtime::telemetry::chain(error.unwrap_err().as_ref());
    assert!(error.contains("no public address"), "{error}");
}

#[tokio::test]
async fn who_does_not_answer_in_time_is_not_waited_for() {
    // Accepts nobody, and so never answers.
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/keys", listener.local_addr().unwrap());
    let source = Source {
        timeout: Duration::from_millis(20),
        ..Source::at(&url.parse().unwrap()).unwrap()
    };
    assert!(source.read().await.is_err());
}
