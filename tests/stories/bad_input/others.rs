//! What is another's, in path, query or body: nobody can tell it from what does not exist (F61).

use reqwest::Method;
use serde_json::{Value, json};

use super::callers::at_every_route;
use super::routes::Route;
use super::with_ana_and_eve;
use crate::harness::answer::{Answer, send};

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
            path: route.path.replace("=ana", "=zoe"),
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

/// A colleague's is another's too: the account is one, the person is not.
#[test]
fn f61_what_is_a_colleagues_looks_like_what_does_not_exist() {
    at_every_route(|stack, route| {
        let names_a_person = route.path.contains("participant_id=ana")
            || route
                .body
                .as_ref()
                .is_some_and(|body| body["participant_id"] == "ana");
        if !route.participants || !names_a_person {
            return;
        }
        let colleague = stack.participant("al@ana").token().signed();
        let of_anas = send(route.request(stack).bearer_auth(&colleague));
        let zoes = Route {
            path: route
                .path
                .replace("participant_id=ana", "participant_id=zoe"),
            body: route.body.clone().map(|mut body| {
                body["participant_id"] = "zoe".into();
                body
            }),
            ..route_like(route)
        };
        let nobodys = send(zoes.request(stack).bearer_auth(&colleague));
        assert_eq!(of_anas.problem(404), "not_found", "{}", route.name());
        assert_eq!(
            without_request_id(&of_anas),
            without_request_id(&nobodys),
            "{}",
            route.name()
        );
    });
}

/// An invite of another's is no place in one's own list.
#[test]
fn f61_a_cursor_of_anothers_is_no_cursor() {
    let stack = with_ana_and_eve();
    let sent = stack
        .participant("ana")
        .invites(&["bo@bo-co.example"])
        .sent();
    stack.settle();
    let anas = sent["data"][0]["id"].as_str().unwrap().to_owned();
    let listed = |id: &str| {
        let path = format!("/v1/invites?starting_after={id}");
        send(stack.participant("eve").request(Method::GET, &path))
    };
    let nobodys = format!("inv_{}", "a".repeat(anas.len() - "inv_".len()));
    let (anas, nobodys) = (listed(&anas), listed(&nobodys));
    assert!(anas.status >= 400, "{anas:?}");
    assert_eq!(anas.status, nobodys.status);
    assert_eq!(without_request_id(&anas), without_request_id(&nobodys));
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
