//! Who calls: nobody, somebody with a bad key or token, somebody who may not, somebody else.

use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};

use super::routes::{Route, all};
use super::with_ana_and_eve;
use crate::harness::answer::send;
use crate::harness::stack::Stack;

pub(super) fn at_every_route(check: impl Fn(&Stack, &Route)) {
    let stack = with_ana_and_eve();
    let code = stack.participant("ana").makes_link()["code"]
        .as_str()
        .unwrap()
        .to_owned();
    stack.settle();
    let before = stack.table();
    for route in all(&code) {
        check(&stack, &route);
    }
    stack.settle();
    assert_eq!(stack.table(), before, "something was stored");
}

#[track_caller]
fn unauthorized(request: RequestBuilder, case: &str) {
    let answer = send(request);
    assert_eq!(answer.status, 401, "{case}: {answer:?}");
    assert_eq!(answer.problem(401), "unauthorized", "{case}");
    assert!(
        answer.header("www-authenticate").starts_with("Bearer"),
        "{case}"
    );
}

#[test]
fn without_a_key_or_token_nobody_gets_anywhere() {
    at_every_route(|stack, route| {
        let request = || route.request(stack);
        unauthorized(request(), &route.name());
        for wrong in [
            "Basic YTpi",
            "Bearer",
            "Bearer ",
            "Bearer x",
            "bearer a.b.c",
            "Token x",
        ] {
            unauthorized(
                request().header("authorization", wrong),
                &format!("{} {wrong}", route.name()),
            );
        }
    });
}

#[test]
fn f60_a_key_that_is_unknown_mistyped_or_of_another_stage_is_refused() {
    at_every_route(|stack, route| {
        let key = stack.secret("admin-api-key");
        let mistyped = key.replace("gw_test_", "gw_test_x");
        let live = key.replace("gw_test_", "gw_live_");
        let cut = &key[..key.len() - 1];
        for wrong in [mistyped.as_str(), &live, cut, "gw_test_"] {
            unauthorized(route.request(stack).bearer_auth(wrong), &route.name());
        }
    });
}

#[test]
fn f59_a_token_that_is_not_good_is_refused() {
    at_every_route(|stack, route| {
        let good = stack.participant("ana").token();
        let now = stack.clock().now().as_second();
        let wrong = [
            (
                "expired",
                good.clone().with("exp", json!(now - 3_600)).signed(),
            ),
            (
                "without an end",
                good.clone().with("exp", Value::Null).signed(),
            ),
            (
                "not valid yet",
                good.clone().with("nbf", json!(now + 3_600)).signed(),
            ),
            (
                "for another stage",
                good.clone().with("aud", json!("goodword-live")).signed(),
            ),
            (
                "by another issuer",
                good.clone().with("iss", json!("evil")).signed(),
            ),
            ("of nobody", good.clone().with("sub", Value::Null).signed()),
            (
                "of no account",
                good.clone().with("account_id", Value::Null).signed(),
            ),
            (
                "by another key",
                good.clone()
                    .signed_with("another key of at least thirty-two bytes")
                    .signed(),
            ),
            ("unsigned", good.clone().in_algorithm("none").signed()),
            (
                "in another algorithm",
                good.clone().in_algorithm("HS512").signed(),
            ),
            ("cut off", good.signed()[..40].to_owned()),
        ];
        for (case, token) in wrong {
            unauthorized(
                route.request(stack).bearer_auth(token),
                &format!("{} {case}", route.name()),
            );
        }
    });
}

#[test]
fn a_key_without_the_scope_may_not() {
    let stack = with_ana_and_eve();
    let scopes = [
        "accounts",
        "signups",
        "links",
        "invites",
        "redemptions",
        "home",
        "portal_sessions",
        "console_sessions",
        "admin",
    ];
    let keys: Vec<(&str, String)> = scopes
        .iter()
        .map(|scope| (*scope, stack.host().makes_key(&[scope])))
        .collect();
    let code = stack.participant("ana").makes_link()["code"]
        .as_str()
        .unwrap()
        .to_owned();
    for route in all(&code) {
        for (scope, key) in &keys {
            let answer = send(route.request(&stack).bearer_auth(key));
            let case = format!("{} with {scope}: {answer:?}", route.name());
            if *scope == route.scope {
                assert!(answer.status < 300 || answer.status == 404, "{case}");
            } else {
                assert_eq!(answer.problem(403), "forbidden", "{case}");
            }
        }
    }
}

#[test]
fn a_participant_may_not_do_what_the_host_does() {
    at_every_route(|stack, route| {
        if !route.participants {
            let answer = send(
                route
                    .request(stack)
                    .bearer_auth(stack.participant("ana").token().signed()),
            );
            assert_eq!(answer.problem(403), "forbidden", "{}", route.name());
        }
    });
}

#[test]
fn f60_a_revoked_key_is_refused_within_a_minute() {
    let stack = with_ana_and_eve();
    let made = json!({ "name": "billing", "scopes": ["links"] });
    let made = stack
        .host()
        .sends(Method::POST, "/v1/admin/api-keys", &made)
        .expect(201);
    let key = made["key"].as_str().unwrap();
    let host = || stack.host().with_key(key);
    let body = json!({ "account_id": "ana-co", "participant_id": "ana" });
    host().sends(Method::POST, "/v1/links", &body).expect(200);

    let path = format!("/v1/admin/api-keys/{}", made["id"].as_str().unwrap());
    send(stack.host().request(Method::DELETE, &path)).expect(204);
    stack.clock().advance("PT61S");

    assert_eq!(
        host().sends(Method::POST, "/v1/links", &body).problem(401),
        "unauthorized"
    );
}
