//! API keys: listed without their secrets, and rotated (S3, F60).

use reqwest::Method;
use serde_json::json;

use super::office::Office;
use crate::harness::answer::{Answer, send};
use crate::harness::program::Program;
use crate::harness::stack::Stack;

fn asks_for_a_link(stack: &Stack, key: &str) -> Answer {
    let body = json!({ "account_id": "ana-co", "participant_id": "ana" });
    let host = stack.host().with_key(key);
    host.sends(Method::POST, "/v1/links", &body)
}

fn id_of(key: &str) -> &str {
    key.strip_prefix("gw_test_").unwrap().get(..12).unwrap()
}

/// Guard: `ApiKey::accepts` takes the outgoing secret until its end, and `Auth` reads a key anew
/// whose remembered secrets do not fit.
#[test]
fn s3_a_key_that_is_rotated_works_with_both_secrets_until_the_overlap_ends() {
    let stack = Stack::of(&Program::clientjoy());
    let jo = Office::of(&stack, "jo");
    let old = stack.host().makes_key(&["links"]);
    asks_for_a_link(&stack, &old).expect(201);

    let path = format!("/api-keys/{}/rotate", id_of(&old));
    let rotated = jo.posts(&path, &json!({ "overlap_hours": 2 })).expect(200);
    let new = rotated["key"].as_str().unwrap();

    assert_eq!(id_of(new), id_of(&old));
    asks_for_a_link(&stack, new).expect(200);
    asks_for_a_link(&stack, &old).expect(200);
    stack.clock().advance("PT2H1M1S");
    asks_for_a_link(&stack, new).expect(200);
    asks_for_a_link(&stack, &old).expect(401);
    let records = jo.audit(&format!("target=api_key:{}", id_of(&old)));
    assert_eq!(records[0]["action"], "api_key_rotated");
}

#[test]
fn f60_a_secret_that_is_rotated_without_an_overlap_is_refused_within_a_minute() {
    let stack = Stack::of(&Program::clientjoy());
    let jo = Office::of(&stack, "jo");
    let old = stack.host().makes_key(&["links"]);
    asks_for_a_link(&stack, &old).expect(201);
    let path = format!("/api-keys/{}/rotate", id_of(&old));
    let new = jo.posts(&path, &json!({ "overlap_hours": 0 })).expect(200);
    stack.clock().advance("PT61S");
    asks_for_a_link(&stack, &old).expect(401);
    asks_for_a_link(&stack, new["key"].as_str().unwrap()).expect(200);
}

#[test]
fn keys_are_listed_with_their_scopes_and_never_with_their_secrets() {
    let stack = Stack::of(&Program::clientjoy());
    let jo = Office::of(&stack, "jo");
    let key = stack.host().makes_key(&["links", "signups"]);
    let gone = stack.host().makes_key(&["accounts"]);
    let path = format!("/api-keys/{}", id_of(&gone));
    send(jo.request(Method::DELETE, &path)).expect(204);

    let list = jo.reads("/api-keys");

    let keys = list["data"].as_array().unwrap();
    assert_eq!(keys.len(), 2);
    let of = |key: &str| keys.iter().find(|it| it["id"] == id_of(key)).unwrap();
    assert_eq!(of(&key)["scopes"], json!(["signups", "links"]));
    assert_eq!(of(&key)["expired"], false);
    assert_eq!(of(&gone)["expired"], true);
    let text = list.json().to_string();
    for secret in [&key, &gone] {
        assert!(!text.contains(secret.get(21..60).unwrap()));
    }
}

#[test]
fn a_key_that_was_revoked_cannot_be_rotated_and_an_overlap_has_its_bounds() {
    let stack = Stack::of(&Program::clientjoy());
    let jo = Office::of(&stack, "jo");
    let key = stack.host().makes_key(&["links"]);
    let path = format!("/api-keys/{}/rotate", id_of(&key));
    let too_long = jo.posts(&path, &json!({ "overlap_hours": 721 }));
    assert_eq!(too_long.problem(400), "invalid_request");
    assert_eq!(too_long["errors"][0]["pointer"], "/overlap_hours");
    let gone = format!("/api-keys/{}", id_of(&key));
    send(jo.request(Method::DELETE, &gone)).expect(204);
    assert_eq!(jo.posts(&path, &json!({})).problem(404), "not_found");
}
