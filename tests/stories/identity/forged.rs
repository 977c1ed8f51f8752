//! F59: tokens that are not good open nothing, at any of the doors, and store nothing.

use reqwest::Method;
use serde_json::{Value, json};

use super::{entered, framed, with_ana};
use crate::harness::answer::send;
use crate::harness::identity::exchanged;
use crate::harness::stack::Stack;

/// Each with what is wrong with it.
fn bad_tokens(stack: &Stack) -> Vec<(&'static str, String)> {
    let good = || stack.identity().token_of("ana");
    let in_seconds = |more: i64| json!(stack.clock().now().as_second().saturating_add(more));
    let claim = |claim: &str, value: Value| good().with(claim, value).signed();
    let headed = |member: &str, value: Value| good().headed(member, value).signed();
    let (message, _) = good()
        .signed()
        .rsplit_once('.')
        .map(|(m, s)| (m.to_owned(), s.to_owned()))
        .unwrap();
    vec![
        ("has expired", claim("exp", in_seconds(-60))),
        ("lacks one of", claim("exp", Value::Null)),
        ("is not valid yet", claim("nbf", in_seconds(120))),
        ("has another aud", claim("aud", json!("another-app"))),
        ("lacks one of", claim("aud", Value::Null)),
        (
            "has another iss",
            claim("iss", json!("https://evil.example")),
        ),
        ("claim account_id", claim("account_id", Value::Null)),
        ("claim account_id", claim("account_id", json!("../ana-co"))),
        ("claim sub", claim("sub", Value::Null)),
        ("not signed by a key", good().by_stranger().signed()),
        (
            "not signed by a key",
            good()
                .headed("alg", json!("ES256"))
                .headed("kid", json!("p256-0"))
                .by_stranger()
                .signed(),
        ),
        ("not signed by a key", headed("kid", json!("p256-0"))),
        ("not signed by a key", headed("kid", json!("../../rsa-0"))),
        ("not a JWT", headed("typ", json!("at+jwt"))),
        ("not a JWT", headed("crit", json!(["exp"]))),
        ("", format!("{message}.")),
        ("", good().signed()[..80].to_owned()),
    ]
}

#[test]
fn f59_a_provider_s_token_that_is_not_good_opens_nothing_and_says_why() {
    let stack = with_ana();
    let before = stack.table();
    for (why, token) in bad_tokens(&stack) {
        let refused = exchanged(&stack, &token, &json!({}));
        assert_eq!(refused.problem(401), "unauthorized", "{why}: {token}");
        let detail = refused["detail"].as_str().unwrap();
        assert!(detail.contains(why), "{why}: {detail}");
        entered(&stack, &token).expect(401);
        framed(&stack, &token).expect(401);
    }
    assert_eq!(stack.table(), before, "something was stored");
}

#[test]
fn f59_a_public_key_is_nobody_s_secret_and_unsigned_is_not_signed() {
    let stack = with_ana();
    let key = stack.identity().public_key();
    let person = stack.participant("ana");
    let issuer = format!("{}/_local/identity", stack.origin());
    for (issuer, audience) in [(issuer.as_str(), "acme-web"), ("host", "goodword-test")] {
        let forged = || {
            let token = person.token().with("iss", json!(issuer));
            token.with("aud", json!(audience))
        };
        for secret in [key["n"].as_str().unwrap(), &key.to_string()] {
            let token = forged().signed_with(secret);
            for token in [token.signed(), token.in_algorithm("none").signed()] {
                let refused = exchanged(&stack, &token, &json!({}));
                assert_eq!(refused.problem(401), "unauthorized", "{token}");
                entered(&stack, &token).expect(401);
                framed(&stack, &token).expect(401);
            }
        }
    }
}

#[test]
fn a_provider_s_token_is_exchanged_first_and_the_refusal_says_where() {
    let stack = with_ana();
    let token = stack.identity().token_of("ana").signed();
    for path in ["/v1/home", "/v1/invites", "/v1/statement"] {
        let refused = send(stack.request(Method::GET, path).bearer_auth(&token));
        assert_eq!(refused.problem(401), "unauthorized");
        let detail = refused["detail"].as_str().unwrap();
        assert!(detail.contains("POST /v1/portal-sessions"), "{detail}");
    }
}
