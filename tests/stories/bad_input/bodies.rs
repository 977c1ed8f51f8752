//! What is sent: unknown and missing fields, other types, too much, and no JSON at all.

use serde_json::{Value, json};

use super::routes::{Route, with_bodies};
use super::with_ana_and_eve;
use crate::harness::answer::{Answer, send};
use crate::harness::stack::Stack;

/// Sends another body to every route that takes one, as the host.
fn to_every_route(check: impl Fn(&Stack, &Route)) {
    let stack = with_ana_and_eve();
    let code = stack.participant("ana").makes_link()["code"]
        .as_str()
        .unwrap()
        .to_owned();
    stack.settle();
    let before = stack.table();
    for route in with_bodies(&code) {
        check(&stack, &route);
    }
    stack.settle();
    assert_eq!(stack.table(), before, "something was stored");
}

fn sent(stack: &Stack, route: &Route, body: &Value) -> Answer {
    send(
        stack
            .host()
            .request(route.method.clone(), &route.path)
            .json(body),
    )
}

fn with_field(route: &Route, field: &str, value: &Value) -> Value {
    let mut body = route.body.clone().unwrap();
    body[field] = value.clone();
    body
}

#[test]
fn f62_an_unknown_field_is_refused_by_name() {
    to_every_route(|stack, route| {
        for field in ["balance", "state", "role", "amount_minor"] {
            let answer = sent(stack, route, &with_field(route, field, &json!(1)));
            assert_eq!(answer.problem(400), "invalid_request", "{}", route.name());
            assert_eq!(
                answer.pointers(),
                [format!("/{field}")],
                "{}: {answer:?}",
                route.name()
            );
        }
    });
}

/// Every object within `body`, by its pointer, with one more field.
fn with_one_more(body: &Value, field: &str) -> Vec<(String, Value)> {
    fn places(value: &Value, at: &str, found: &mut Vec<String>) {
        match value {
            Value::Object(fields) => {
                found.push(at.to_owned());
                for (name, value) in fields {
                    places(value, &format!("{at}/{name}"), found);
                }
            }
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    places(item, &format!("{at}/{index}"), found);
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }
    let mut found = Vec::new();
    places(body, "", &mut found);
    let changed = |at: String| {
        let mut body = body.clone();
        body.pointer_mut(&at).unwrap()[field] = json!("x");
        (format!("{at}/{field}"), body)
    };
    found.into_iter().map(changed).collect()
}

#[test]
fn f62_no_route_lets_anybody_set_what_is_not_theirs_at_any_depth() {
    to_every_route(|stack, route| {
        for field in ["account", "livemode", "version", "__proto__"] {
            for (place, body) in with_one_more(route.body.as_ref().unwrap(), field) {
                let answer = sent(stack, route, &body);
                let case = format!("{} {place}: {answer:?}", route.name());
                assert_eq!(answer.problem(400), "invalid_request", "{case}");
                assert_eq!(answer.pointers(), [place.as_str()], "{case}");
            }
        }
    });
}

#[test]
fn f62_an_unknown_field_within_another_is_refused_by_its_place() {
    let stack = with_ana_and_eve();
    let member = json!({ "id": "bo", "email": "bo@bo-co.example", "admin": true });
    let body = json!({ "signed_up_at": "2022-05-25T09:00:00Z", "members": [member] });
    let answer = stack
        .host()
        .sends(reqwest::Method::PUT, "/v1/accounts/bo-co", &body);
    answer.problem(400);
    assert_eq!(answer.pointers(), ["/members/0/admin"], "{answer:?}");
}

#[test]
fn a_missing_field_is_named() {
    to_every_route(|stack, route| {
        for field in route.required {
            let mut body = route.body.clone().unwrap();
            body.as_object_mut().unwrap().remove(*field);
            let answer = sent(stack, route, &body);
            assert_eq!(
                answer.problem(400),
                "invalid_request",
                "{} {field}",
                route.name()
            );
            assert_eq!(
                answer.pointers(),
                [format!("/{field}")],
                "{}: {answer:?}",
                route.name()
            );
        }
    });
}

#[test]
fn a_field_of_another_type_is_named_with_what_it_has_to_be() {
    to_every_route(|stack, route| {
        for (field, value) in &route.wrong {
            let answer = sent(stack, route, &with_field(route, field, value));
            let case = format!("{} {field} = {value}: {answer:?}", route.name());
            assert_eq!(answer.problem(400), "invalid_request", "{case}");
            let pointers = answer.pointers();
            assert!(
                pointers
                    .iter()
                    .any(|at| at.starts_with(&format!("/{field}"))),
                "{case}"
            );
            assert!(
                !answer["errors"][0]["detail"].as_str().unwrap().is_empty(),
                "{case}"
            );
        }
    });
}

#[test]
fn f34_a_body_that_is_too_large_is_refused() {
    to_every_route(|stack, route| {
        let large = with_field(route, "name", &json!("x".repeat(64 * 1024)));
        assert_eq!(
            sent(stack, route, &large).problem(413),
            "too_large",
            "{}",
            route.name()
        );
    });
}

#[test]
fn f34_what_is_not_json_is_refused() {
    to_every_route(|stack, route| {
        let deep = "[".repeat(10_000);
        let arrays = format!("{{\"account_id\":{deep}");
        for text in [
            "",
            "{",
            "[]",
            "null",
            "\"x\"",
            "{}{}",
            "\u{feff}{}",
            arrays.as_str(),
        ] {
            let request = stack.host().request(route.method.clone(), &route.path);
            let answer = send(
                request
                    .header("content-type", "application/json")
                    .body(text.to_owned()),
            );
            // A participant's route takes no body at all; a host's names whom it means.
            assert_eq!(
                answer.problem(400),
                "invalid_request",
                "{} {text:.20}",
                route.name()
            );
        }
        let request = stack.host().request(route.method.clone(), &route.path);
        let latin = request
            .header("content-type", "application/json")
            .body(vec![b'{', 0xff, b'}']);
        assert_eq!(
            send(latin).problem(400),
            "invalid_request",
            "{}",
            route.name()
        );
    });
}

#[test]
fn a_body_that_does_not_say_it_is_json_is_refused() {
    to_every_route(|stack, route| {
        let body = route.body.clone().unwrap().to_string();
        let request = stack.host().request(route.method.clone(), &route.path);
        let answer = send(request.header("content-type", "text/plain").body(body));
        assert_eq!(
            answer.problem(415),
            "unsupported_media_type",
            "{}",
            route.name()
        );
    });
}
