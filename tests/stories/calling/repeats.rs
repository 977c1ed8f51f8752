//! A POST with an `Idempotency-Key` has one effect, however often it is sent (F51).

use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};

use crate::bad_input::routes::{KEY, LETTER, Route, all, declared};
use crate::description::reviewed::remainder;
use crate::harness::answer::{Answer, send, send_at_once};
use crate::harness::program::Program;
use crate::harness::stack::Stack;

/// Ana, who has a link and an invite out, and $50 to redeem for Cy's signup.
fn with_ana_and_50_dollars() -> Stack {
    let stack = Stack::of(&Program::clientjoy());
    stack.host().keeps("ana").told();
    let link = stack.participant("ana").link();
    let touch = stack.friend().touch_of(&link);
    stack.host().signs_up("cy").with_touch(&touch).told();
    stack.settle();
    stack
}

/// The same, and a message that no function understands.
fn with_a_dead_letter() -> Stack {
    let stack = with_ana_and_50_dollars();
    stack
        .queue("PostCreditsQueue")
        .send(r#"{"detail-type":"nonsense"}"#);
    with_reviews(&stack);
    stack
}

/// Two of Ana's referrals that staff are to look at, Wes's and Hal's.
fn with_reviews(stack: &Stack) {
    let link = stack.participant("ana").link();
    for name in ["wes", "hal"] {
        let signup = stack.host().signs_up(name);
        let touch = stack.friend().touch_of(&link);
        let email = format!("{name}@mailinator.com");
        signup.with_touch(&touch).with_email(&email).told();
    }
    stack.settle();
}

/// The message is not needed: a stack ends without an open letter.
fn without_letters(stack: &Stack) {
    stack.settle();
    for letter in stack.letters().open() {
        stack.letters().discards(&letter, "a test").expect(200);
    }
}

/// Every POST of the template, with a body that it takes, but the one about a remainder.
fn posts(stack: &Stack) -> Vec<Route> {
    let mut posts = all("CODE");
    posts.retain(|route| route.method == Method::POST && !is_of_remainder(route));
    let letter = stack.letters().only_one();
    let key = stack.host().makes_key(&["links"]);
    let key = key.strip_prefix("gw_test_").unwrap().get(..12).unwrap();
    for post in &mut posts {
        post.path = post.path.replace(LETTER, letter["id"].as_str().unwrap());
        post.path = post.path.replace(KEY, key);
    }
    posts
}

/// A remainder is there only after an invoice and a refund: those have stories of their own.
fn is_of_remainder(route: &Route) -> bool {
    REMAINDERS.iter().any(|end| route.path.ends_with(end))
}

const REMAINDERS: [&str; 3] = ["/waive", "/net", "/debit"];

/// The host's call of this route with this key.
fn keyed(stack: &Stack, route: &Route, key: &str) -> RequestBuilder {
    let request = route
        .request(stack)
        .bearer_auth(stack.secret("admin-api-key"));
    request.header("idempotency-key", key)
}

/// All that is stored once nothing is on its way any more.
fn stored(stack: &Stack) -> Value {
    stack.settle();
    stack.table()
}

#[track_caller]
fn then_same_bytes(first: &Answer, again: &Answer) {
    assert_eq!(first.header("idempotency-hit"), "", "{first:?}");
    assert_eq!(again.header("idempotency-hit"), "true", "{again:?}");
    assert_eq!((first.status, &first.text), (again.status, &again.text));
    assert_eq!(first.header("content-type"), again.header("content-type"));
    assert_ne!(first.header("x-request-id"), again.header("x-request-id"));
}

#[test]
fn f51_every_post_is_answered_with_the_same_bytes_again_and_changes_nothing_more() {
    let stack = with_a_dead_letter();
    let declared = declared().into_iter().filter(|it| it.starts_with("POST "));
    let posts = posts(&stack);
    let looked_at = posts.len().saturating_add(REMAINDERS.len());
    assert_eq!(looked_at, declared.count(), "a POST is not looked at");
    for (number, route) in posts.iter().enumerate() {
        then_repeats(&stack, route, &format!("call-{number}"));
    }
    without_letters(&stack);
}

#[track_caller]
fn then_repeats(stack: &Stack, route: &Route, key: &str) {
    let before = stored(stack);
    let first = send(keyed(stack, route, key));
    assert!(first.status < 300, "{}: {first:?}", route.name());
    let after = stored(stack);
    assert_ne!(before, after, "{} kept nothing", route.name());

    let again = send(keyed(stack, route, key));

    then_same_bytes(&first, &again);
    assert_eq!(stored(stack), after, "{}", route.name());
}

#[test]
fn f51_a_remainder_is_decided_once_and_answered_with_the_same_bytes_again() {
    for end in REMAINDERS {
        let stack = Stack::of(&Program::contactually());
        remainder(&stack);
        let mut decide = all("CODE")
            .into_iter()
            .find(|it| it.path.ends_with(end))
            .unwrap();
        decide.path = format!("/v1/admin/reviews/rwd_lee-co.referrer{end}");
        then_repeats(&stack, &decide, "call");
        let other = keyed(&stack, &decide, "call").json(&json!({ "reason": "another" }));
        assert_eq!(send(other).problem(409), "idempotency_key_reused");
    }
}

#[test]
fn f51_a_key_that_comes_with_another_body_is_refused() {
    let stack = with_a_dead_letter();
    for (number, route) in posts(&stack).iter_mut().enumerate() {
        let key = format!("call-{number}");
        send(keyed(&stack, route, &key));
        let before = stored(&stack);
        // The same to JSON, and other bytes.
        let body = format!(" {}", route.body.take().unwrap_or_else(|| json!({})));
        let other = keyed(&stack, route, &key).header("content-type", "application/json");
        let refused = send(other.body(body));
        assert_eq!(
            refused.problem(409),
            "idempotency_key_reused",
            "{}",
            route.name()
        );
        assert_eq!(stored(&stack), before, "{}", route.name());
    }
    without_letters(&stack);
}

#[test]
fn f51_a_key_that_is_empty_or_too_long_is_refused_by_every_post() {
    let stack = with_a_dead_letter();
    let posts = posts(&stack);
    let before = stored(&stack);
    for route in posts {
        for key in ["", &"k".repeat(256)] {
            let refused = send(keyed(&stack, &route, key));
            assert_eq!(refused.problem(400), "invalid_request", "{}", route.name());
            let detail = refused["detail"].as_str().unwrap();
            assert!(detail.contains("Idempotency-Key"), "{refused:?}");
        }
    }
    assert_eq!(stored(&stack), before);
    without_letters(&stack);
}

#[test]
fn f51_a_call_in_flight_eight_times_at_once_has_one_effect_and_one_answer() {
    let stack = with_a_dead_letter();
    for (number, route) in posts(&stack).iter().enumerate() {
        let key = format!("call-{number}");
        let calls = (0..8).map(|_| keyed(&stack, route, &key)).collect();
        let answers = send_at_once(calls);
        let first = answers
            .iter()
            .find(|it| it.header("idempotency-hit").is_empty());
        let first = first.expect("one that was not repeated");
        for again in &answers {
            assert_eq!((again.status, &again.text), (first.status, &first.text));
        }
        let hits = answers
            .iter()
            .filter(|it| it.header("idempotency-hit") == "true");
        assert_eq!(hits.count(), 7, "{}", route.name());
    }
    let table = stored(&stack).to_string();
    // The one that was rotated, and the one that was made.
    assert_eq!(table.matches("APIKEY#").count(), 2, "{table}");
    without_letters(&stack);
}

#[test]
fn f51_a_participant_does_not_meet_the_hosts_answer() {
    let stack = with_ana_and_50_dollars();
    let body = json!({});
    let by_ana = |name: &str| {
        let request = stack.participant(name).request(Method::POST, "/v1/links");
        send(request.json(&body).header("idempotency-key", "the same"))
    };
    let anas = by_ana("ana").expect(200);
    let als = by_ana("al").expect(201);
    assert_eq!(als.header("idempotency-hit"), "");
    assert_ne!(anas["code"], als["code"]);
    let host = stack.host().request(Method::POST, "/v1/links");
    let body = json!({ "account_id": "eve-co", "participant_id": "eve" });
    let hosts = send(host.json(&body).header("idempotency-key", "the same"));
    assert_eq!(hosts.expect(201).header("idempotency-hit"), "");
    assert_eq!(by_ana("ana").header("idempotency-hit"), "true");
}

#[test]
fn f51_what_was_refused_may_be_mended_under_the_same_key() {
    let stack = with_ana_and_50_dollars();
    let with = |body: Value| {
        let request = stack.host().request(Method::POST, "/v1/admin/api-keys");
        send(request.json(&body).header("idempotency-key", "mended"))
    };
    with(json!({ "name": "", "scopes": ["links"] })).expect(400);
    with(json!({ "name": "links", "scopes": ["links"] })).expect(201);
}

#[test]
fn f51_a_call_whose_program_was_paused_meanwhile_gets_its_answer_again() {
    let stack = with_ana_and_50_dollars();
    let invite = || {
        let invites = stack
            .participant("ana")
            .invites(&["dee@dee-co.example"])
            .request();
        send(invites.header("idempotency-key", "before the pause"))
    };
    let first = invite().expect(202);
    stack
        .host()
        .puts(&Program::clientjoy().with("status", "\"paused\""));
    // Each function keeps the programs for a minute.
    stack.clock().advance("PT2M");
    then_same_bytes(&first, &invite());
}

#[test]
fn f51_an_answer_is_forgotten_after_a_day() {
    let stack = with_ana_and_50_dollars();
    let make = || {
        let body = json!({ "name": "links", "scopes": ["links"] });
        let request = stack.host().request(Method::POST, "/v1/admin/api-keys");
        send(request.json(&body).header("idempotency-key", "daily")).expect(201)
    };
    let first = make();
    then_same_bytes(&first, &make());
    stack.clock().advance("PT24H1M");
    assert_ne!(make()["id"], first["id"]);
}

/// The table holds neither the new API key nor the friend's address beside their own items.
#[test]
fn what_is_kept_of_an_answer_cannot_be_read_in_the_table() {
    let stack = with_a_dead_letter();
    let posts = posts(&stack);
    for (number, route) in posts.iter().enumerate() {
        send(keyed(&stack, route, &format!("call-{number}")));
    }
    let table = stored(&stack);
    let answers: Vec<String> = table["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(Value::to_string)
        .filter(|item| item.contains("ANSWER#"))
        .collect();
    without_letters(&stack);
    assert_eq!(answers.len(), posts.len(), "{table}");
    for answer in answers {
        for secret in ["bo@bo-co.example", "gw_test_", "ana"] {
            assert!(!answer.contains(secret), "{answer}");
        }
    }
}
