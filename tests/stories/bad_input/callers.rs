//! Who calls: nobody, somebody with a bad key or token, somebody who may not, somebody else.

use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};

use super::routes::{Route, all};
use super::with_ana_and_eve;
use crate::harness::answer::{Answer, send};
use crate::harness::stack::Stack;

fn at_every_route(check: impl Fn(&Stack, &Route)) {
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

/// The body without the id of the request.
fn without_request_id(answer: &Answer) -> Value {
    let mut body = answer.json().clone();
    body.as_object_mut().unwrap().remove("request_id");
    body
}

#[test]
fn f61_what_is_anothers_looks_like_what_does_not_exist() {
    at_every_route(|stack, route| {
        if !route.participants {
            return;
        }
        let eve = stack.participant("eve").token().signed();
        let anas = send(route.request(stack).bearer_auth(&eve));
        let mut nobodys = Route {
            path: route.path.replace("ana", "zoe"),
            ..route_like(route)
        };
        nobodys.path = nobodys.path.replace(code_of(&route.path), "23456789ab");
        let nobodys = send(nobodys.request(stack).bearer_auth(&eve));
        assert_eq!(anas.problem(404), "not_found", "{}", route.name());
        assert_eq!(nobodys.problem(404), "not_found", "{}", route.name());
        assert_eq!(
            without_request_id(&anas),
            without_request_id(&nobodys),
            "{}",
            route.name()
        );
        assert_eq!(anas.text.len(), nobodys.text.len(), "{}", route.name());
    });
}

/// The same route for somebody who does not exist.
fn route_like(route: &Route) -> Route {
    let body = route
        .body
        .as_ref()
        .map(|body| serde_json::from_str(&body.to_string().replace("ana", "zoe")).unwrap());
    Route {
        body,
        method: route.method.clone(),
        path: route.path.clone(),
        wrong: Vec::new(),
        ..*route
    }
}

/// The code at the end of a link's path; something that is in no other path.
fn code_of(path: &str) -> &str {
    path.strip_prefix("/v1/links/").unwrap_or("no code")
}

#[test]
fn f61_a_reward_of_anothers_is_no_reward() {
    let stack = with_ana_and_eve();
    let touch = stack.friend().touch_of(&stack.participant("ana").link());
    stack.host().signs_up("bo").with_touch(&touch).told();
    let eve = stack.participant("eve");
    let redeem = |id: &str| {
        let body = json!({ "reward_ids": [id] });
        eve.sends(Method::POST, "/v1/redemptions", &body)
    };

    let (anas, nobodys) = (redeem("rwd_bo-co.referrer"), redeem("rwd_zo-co.referrer"));

    assert!((400..500).contains(&anas.status), "{anas:?}");
    let hidden = |answer: &Answer| {
        without_request_id(answer)
            .to_string()
            .replace("zo-co", "bo-co")
    };
    assert_eq!(
        (anas.status, hidden(&anas)),
        (nobodys.status, hidden(&nobodys))
    );
    assert_eq!(stack.participant("ana").home().available(), 5_000);
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
