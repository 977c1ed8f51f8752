//! The third door: a token of the host's identity provider (Auth0, Cognito, Keycloak …), exchanged
//! for a session's, and brought to the page.

mod forged;
mod keys;

use reqwest::Method;
use serde_json::json;

use crate::harness::answer::{Answer, send};
use crate::harness::identity::exchanged;
use crate::harness::program::Program;
use crate::harness::stack::Stack;

fn with_ana() -> Stack {
    let stack = Stack::of(&Program::clientjoy());
    stack.host().keeps("ana").told();
    stack
}

/// The form that a page of the host's sends.
#[track_caller]
fn entered(stack: &Stack, token: &str) -> Answer {
    let request = stack.request(Method::POST, "/portal/enter");
    send(request.form(&[("token", token)]))
}

/// What the element's frame asks for.
#[track_caller]
fn framed(stack: &Stack, token: &str) -> Answer {
    send(stack.request(Method::GET, "/portal").bearer_auth(token))
}

#[test]
fn c7_who_is_signed_in_at_the_provider_may_call_whatever_a_participant_may() {
    let stack = with_ana();
    for algorithm in ["RS256", "ES256"] {
        let token = stack.identity().token_of("ana");
        let token = token.headed("alg", json!(algorithm));
        let session = token.headed("kid", json!(null)).exchanged().expect(201);
        let bearer = session["token"].as_str().unwrap();
        let call = |method, path| stack.request(method, path).bearer_auth(bearer);
        send(call(Method::GET, "/v1/home")).expect(200);
        for (path, body, status) in [
            ("/v1/links", json!({}), 200),
            ("/v1/home/seen", json!({}), 204),
            ("/v1/redemptions", json!({}), 200),
        ] {
            let answer = send(call(Method::POST, path).json(&body));
            assert!(
                answer.status == status || answer.status == 201,
                "{path}: {answer:?}"
            );
        }
        send(call(Method::GET, "/v1/invites")).expect(200);
        let others = json!({ "account_id": "eve-co", "participant_id": "eve" });
        send(call(Method::POST, "/v1/links").json(&others)).expect(404);
        let entry = session["url"].as_str().unwrap();
        send(stack.request(Method::GET, entry)).expect(303);
    }
}

#[test]
fn c7_a_provider_s_token_opens_the_page_by_a_form_and_in_a_frame() {
    let stack = with_ana();
    // Shorter than a session, as some providers make them.
    let exp = stack.clock().now().as_second().saturating_add(300);
    let token = stack
        .identity()
        .token_of("ana")
        .with("exp", json!(exp))
        .signed();
    let shown = framed(&stack, &token).expect(200);
    assert!(shown.text.contains("Generate my link"), "{shown:?}");
    let left: i64 = shown.header("gw-seconds-left").parse().unwrap();
    assert!(0 < left && left <= 300, "{left}");

    let answer = entered(&stack, &token).expect(303);
    let cookie = answer.header("set-cookie").split(';').next().unwrap();
    let page = || {
        send(
            stack
                .request(Method::GET, "/portal")
                .header("cookie", cookie),
        )
    };
    stack.clock().advance("PT50M");
    assert!(page().expect(200).text.contains("Generate my link"));
    framed(&stack, &token).expect(401);
    stack.clock().advance("PT11M");
    page().expect(401);
}

#[test]
fn a_session_s_token_ends_after_an_hour_and_is_forged_by_nobody() {
    let stack = with_ana();
    let session = stack.identity().token_of("ana").exchanged().expect(201);
    let token = session["token"].as_str().unwrap().to_owned();
    let home = |token: &str| send(stack.request(Method::GET, "/v1/home").bearer_auth(token));
    let (payload, mac) = token.rsplit_once('.').unwrap();
    assert_eq!(
        home(&format!("{payload}x.{mac}")).problem(401),
        "unauthorized"
    );
    // The link that opens a session is no session's token.
    let entry = session["url"].as_str().unwrap().rsplit('/').next().unwrap();
    assert_eq!(home(entry).problem(401), "unauthorized");
    stack.clock().advance("PT50M");
    home(&token).expect(200);
    stack.clock().advance("PT11M");
    assert_eq!(home(&token).problem(401), "unauthorized");
}

#[test]
fn f61_whom_the_host_never_told_of_is_told_what_the_host_has_to_call() {
    let stack = with_ana();
    let zoe = || stack.identity().token_of("zoe");
    let before = stack.table();
    let refused = zoe().exchanged();
    assert_eq!(refused.problem(403), "not_a_member");
    let detail = refused["detail"].as_str().unwrap();
    assert!(detail.contains("PUT /v1/accounts/{account_id}"), "{detail}");
    // Nor does an account that there is tell a stranger that it is there.
    let stranger = stack.identity().token_of("zoe@ana").exchanged();
    assert_eq!(stranger.problem(403), "not_a_member");
    assert_eq!(stranger["detail"], refused["detail"]);
    for answer in [
        entered(&stack, &zoe().signed()),
        framed(&stack, &zoe().signed()),
    ] {
        let shown = answer.expect(403);
        assert!(shown.text.contains("not known here yet"), "{shown:?}");
    }
    assert_eq!(stack.table(), before, "something was stored");

    stack.host().keeps("zoe").told();
    zoe().exchanged().expect(201);
    stack.host().keeps("zoe").closed().told();
    assert_eq!(zoe().exchanged().problem(403), "not_a_member");
}

#[test]
fn f61_nobody_opens_a_session_for_another() {
    let stack = with_ana();
    stack.host().keeps("eve").told();
    let eve = stack.identity().token_of("eve").signed();
    for body in [
        json!({ "account_id": "ana-co", "participant_id": "ana" }),
        json!({ "account_id": "ana-co" }),
        json!({ "participant_id": "ana" }),
    ] {
        assert_eq!(exchanged(&stack, &eve, &body).problem(404), "not_found");
    }
    let own = json!({ "account_id": "eve-co", "participant_id": "eve" });
    exchanged(&stack, &eve, &own).expect(201);
    // A token that the host signs needs no exchange, and gets none.
    let hosts = stack.participant("eve").token().signed();
    assert_eq!(
        exchanged(&stack, &hosts, &json!({})).problem(403),
        "forbidden"
    );
}
