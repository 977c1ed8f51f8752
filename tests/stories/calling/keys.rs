//! API keys: taken away, and changed for others (F60).

use reqwest::Method;
use serde_json::json;

use crate::harness::answer::{Answer, send};
use crate::harness::program::Program;
use crate::harness::stack::Stack;

/// The host's call for Ana's link with this key.
fn asks_for_a_link(stack: &Stack, key: &str) -> Answer {
    let body = json!({ "account_id": "ana-co", "participant_id": "ana" });
    let host = stack.host().with_key(key);
    host.sends(Method::POST, "/v1/links", &body)
}

#[track_caller]
fn revoke(stack: &Stack, key: &str) {
    let id = key.strip_prefix("gw_test_").unwrap().get(..12).unwrap();
    let path = format!("/v1/admin/api-keys/{id}");
    send(stack.host().request(Method::DELETE, &path)).expect(204);
}

#[test]
fn f60_two_keys_are_live_at_once_while_one_takes_over_from_the_other() {
    let stack = Stack::of(&Program::clientjoy());
    let old = stack.host().makes_key(&["links"]);
    asks_for_a_link(&stack, &old).expect(201);
    let new = stack.host().makes_key(&["links"]);
    asks_for_a_link(&stack, &old).expect(200);
    asks_for_a_link(&stack, &new).expect(200);

    revoke(&stack, &old);
    stack.clock().advance("PT61S");

    asks_for_a_link(&stack, &old).expect(401);
    asks_for_a_link(&stack, &new).expect(200);
}
