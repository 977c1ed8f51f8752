use std::cell::Cell;
use std::collections::BTreeSet;

use axum::body::{Body, to_bytes};
use axum::extract::FromRequest;
use axum::response::{IntoResponse, Response};
use domain::token::Signer;
use http::{Request, StatusCode};
use jiff::SignedDuration;
use serde_json::{Value, json};

use super::call::Repeatable;
use super::*;
use crate::auth::token::Participant;
use crate::auth::{Caller, Host};
use crate::json::Json;

fn now() -> Timestamp {
    "2022-05-25T10:00:00Z".parse().unwrap()
}

fn host(key_id: &str) -> Caller {
    Caller::Host(Host {
        key_id: key_id.to_owned(),
        scopes: BTreeSet::new(),
    })
}

fn participant(account: &str, id: &str) -> Caller {
    Caller::Participant(Participant {
        account_id: account.parse().unwrap(),
        participant_id: id.parse().unwrap(),
        email: None,
        email_verified: false,
        name: None,
        locale: None,
        time_zone: None,
        expires_at: "2022-05-25T11:00:00Z".parse().unwrap(),
    })
}

fn request(path: &str, key: &str, body: &Value) -> Request<Body> {
    Request::post(path)
        .header("content-type", "application/json")
        .header("idempotency-key", key)
        .body(Body::from(body.to_string()))
        .unwrap()
}

async fn read(request: Request<Body>) -> Result<Repeatable<Json<Value>>, Problem> {
    Repeatable::from_request(request, &()).await
}

async fn once_of(request: Request<Body>, caller: &Caller, at: Timestamp) -> Once {
    let signer =
        async { Ok(Signer::from_secret("a secret that is long enough for anyone").unwrap()) };
    let call = read(request).await.unwrap().call;
    call.by(caller, signer, at).await.unwrap()
}

/// The host's call with this key and body.
async fn once(key: &str, body: &Value) -> Once {
    once_of(request("/v1/links", key, body), &host("k"), now()).await
}

fn created() -> Answer {
    Answer::json(StatusCode::CREATED, &json!({ "email": "bo@example.com" }))
}

async fn nothing(_: CallId) -> Result<Option<KeptAnswer>, Problem> {
    Ok(None)
}

/// What the call comes to where this was kept before.
async fn meets(once: Once, kept: KeptAnswer) -> Result<Answer, Problem> {
    let before = Unanswered::Before(Box::new(kept));
    once.settle(Err(before), nothing).await
}

async fn bytes(response: Response) -> (StatusCode, bool, Vec<u8>) {
    let is_hit = response.headers().contains_key("idempotency-hit");
    let status = response.status();
    let body = to_bytes(response.into_body(), 1000).await.unwrap();
    (status, is_hit, body.to_vec())
}

#[tokio::test]
async fn f51_a_key_has_1_to_255_printable_characters() {
    for key in ["a", &"k".repeat(255), "order 5/2022: ~!"] {
        assert!(read(request("/v1/links", key, &json!({}))).await.is_ok());
    }
    for key in ["", &"k".repeat(256), "schlüssel", "a\tb"] {
        let problem = read(request("/v1/links", key, &json!({})))
            .await
            .unwrap_err();
        assert_eq!(problem.status(), 400, "{key:?}");
        let told = bytes(problem.into_response()).await.2;
        let told = String::from_utf8(told).unwrap();
        assert!(told.contains("the header Idempotency-Key"), "{told}");
    }
    let mut twice = request("/v1/links", "a", &json!({}));
    let another = "b".parse().unwrap();
    twice.headers_mut().append("idempotency-key", another);
    assert_eq!(read(twice).await.unwrap_err().status(), 400);
}

#[tokio::test]
async fn f51_without_a_key_nothing_is_kept_and_no_secret_read() {
    let request = Request::post("/v1/links")
        .header("content-type", "application/json")
        .body(Body::from("{}"))
        .unwrap();
    let asked = Cell::new(false);
    let signer = async {
        asked.set(true);
        Err(Problem::internal())
    };
    let call = read(request).await.unwrap().call;
    let once = call.by(&host("k"), signer, now()).await.unwrap();
    assert_eq!(once.kept(&created()), None);
    let mut changes = ChangeSet::default();
    once.keep(|_| created(), &mut changes);
    once.begin(&mut changes);
    assert!(changes.is_empty());
    assert!(!asked.get());
    let problem = Err(Problem::not_found().into());
    let settled = once.settle(problem, nothing).await;
    assert_eq!(settled, Err(Problem::not_found()));
}

#[tokio::test]
async fn f51_the_same_call_gets_the_same_bytes_again_and_is_told() {
    let body = json!({ "account_id": "acme" });
    let first = once("a", &body).await;
    let kept = first.kept(&created()).unwrap();
    let again = meets(once("a", &body).await, kept).await.unwrap();
    let before = bytes(created().into_response()).await;
    let after = bytes(again.into_response()).await;
    assert_eq!((before.1, after.1), (false, true));
    assert_eq!((before.0, before.2), (after.0, after.2));
}

#[tokio::test]
async fn f51_an_answer_without_a_body_is_repeated_too() {
    let kept = once("a", &json!({})).await.kept(&Answer::empty()).unwrap();
    let again = meets(once("a", &json!({})).await, kept).await.unwrap();
    let (status, is_hit, body) = bytes(again.into_response()).await;
    assert_eq!(
        (status, is_hit, body.len()),
        (StatusCode::NO_CONTENT, true, 0)
    );
}

#[tokio::test]
async fn f51_the_same_key_with_another_body_path_or_query_is_refused() {
    let kept = once("a", &json!({ "n": 1 }))
        .await
        .kept(&created())
        .unwrap();
    let other_body = once("a", &json!({ "n": 2 })).await;
    assert_eq!(
        meets(other_body, kept.clone()).await.unwrap_err().status(),
        409
    );
    for path in ["/v1/links?n=1", "/v1/link/s"] {
        let other = request(path, "a", &json!({ "n": 1 }));
        let other = once_of(other, &host("k"), now()).await;
        let problem = meets(other, kept.clone()).await.unwrap_err();
        assert_eq!(problem.status(), 409, "{path}");
    }
}

#[tokio::test]
async fn f51_a_participant_never_meets_the_hosts_answer_or_anothers() {
    let calls = [
        host("k"),
        participant("acme", "ana"),
        participant("acme", "al"),
        participant("birch", "ana"),
    ];
    let mut ids = Vec::new();
    for caller in &calls {
        let once = once_of(request("/v1/links", "a", &json!({})), caller, now()).await;
        ids.push(once.kept(&created()).unwrap().call.as_str().to_owned());
    }
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), calls.len());
}

#[tokio::test]
async fn f51_the_host_repeats_a_call_with_its_next_key() {
    let mut ids = Vec::new();
    for key_id in ["old", "new"] {
        let request = request("/v1/links", "a", &json!({}));
        let once = once_of(request, &host(key_id), now()).await;
        ids.push(once.kept(&created()).unwrap().call);
    }
    assert_eq!(ids[0], ids[1]);
}

#[tokio::test]
async fn f51_a_call_that_is_refused_now_and_was_answered_before_gets_that_answer() {
    let kept = once("a", &json!({})).await.kept(&created()).unwrap();
    let refused = || Err(Problem::not_found().into());
    let find = |kept: KeptAnswer| async move |_| Ok::<_, Problem>(Some(kept));
    let settle = async |once: Once, kept| once.settle(refused(), find(kept)).await;
    assert!(
        settle(once("a", &json!({})).await, kept.clone())
            .await
            .is_ok()
    );
    let other = once("a", &json!({ "n": 1 })).await;
    let taken = settle(other, kept.clone()).await.unwrap_err();
    assert_eq!(taken.status(), 409);
    let a_day_ago = KeptAnswer {
        kept_at: now() - SignedDuration::from_hours(24),
        ..kept.clone()
    };
    let refusal = settle(once("a", &json!({})).await, a_day_ago).await;
    assert_eq!(refusal, Err(Problem::not_found()));
    let begun = KeptAnswer {
        sealed: None,
        ..kept
    };
    let refusal = settle(once("a", &json!({})).await, begun).await;
    assert_eq!(refusal, Err(Problem::not_found()));
}

#[tokio::test]
async fn f51_a_refusal_stands_where_the_table_cannot_tell_more() {
    let find = async |_| Err(Problem::internal());
    let settled = once("a", &json!({}))
        .await
        .settle(Err(Problem::not_found().into()), find);
    assert_eq!(settled.await, Err(Problem::not_found()));
}

#[tokio::test]
async fn what_is_kept_is_read_by_the_callers_key_alone() {
    let kept = once("a", &json!({})).await.kept(&created()).unwrap();
    let sealed = kept.sealed.clone().unwrap();
    let plain = data_encoding::BASE64URL_NOPAD
        .decode(sealed.as_bytes())
        .unwrap();
    let address = b"bo@example.com";
    assert!(plain.windows(address.len()).all(|bytes| bytes != address));
    let with_other_key = once("b", &json!({})).await;
    assert_eq!(
        meets(with_other_key, kept.clone()).await,
        Err(Problem::internal())
    );
    let altered = KeptAnswer {
        sealed: Some(sealed.replace(&sealed[..2], "__")),
        ..kept
    };
    let altered = meets(once("a", &json!({})).await, altered).await;
    assert_eq!(altered, Err(Problem::internal()));
}
