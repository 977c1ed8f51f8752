//! Stripe's webhook: forged, old, doubled, of the other mode.

use reqwest::Method;
use serde_json::json;

use crate::harness::answer::{send, send_at_once};
use crate::harness::program::Program;
use crate::harness::stack::Stack;

fn stack() -> Stack {
    Stack::of(&Program::contactually())
}

#[test]
fn an_event_that_stripe_signed_is_accepted() {
    let stack = stack();
    stack
        .webhook()
        .delivers(&stack.webhook().example("evt_good"))
        .sent()
        .expect(200);
    assert_eq!(stack.webhook().accepted("evt_good"), ["evt_good"]);
}

#[test]
fn f28_an_event_that_stripe_did_not_sign_is_refused_and_not_stored() {
    let stack = stack();
    let forged = || {
        stack
            .webhook()
            .delivers(&stack.webhook().example("evt_forged"))
    };
    let signature = forged().signature();
    let (time, mac) = signature.split_once(",v1=").unwrap();
    let answers = [
        forged().sent_unsigned(),
        forged().signed_with(&["whsec_other"]).sent(),
        forged().signed_with(&[]).sent(),
        forged().sent_altered(),
        forged().sent_as(""),
        forged().sent_as(&format!("{time},v0={mac}")),
        forged().sent_as(&format!("{time},v1=zz{}", &mac[2..])),
        forged().sent_as(&format!("{time},v1={}", &mac[..mac.len() - 2])),
        forged().sent_as(&format!("t=now,v1={mac}")),
        forged().sent_as(&format!("{time},{time},v1={mac}")),
        forged().sent_as(&format!("v1={mac}")),
    ];
    for (number, answer) in answers.iter().enumerate() {
        assert_eq!(answer.problem(400), "invalid_signature", "case {number}");
    }
    assert!(stack.webhook().accepted("evt_forged").is_empty());
}

#[test]
fn f29_an_event_that_was_signed_long_ago_or_ahead_is_refused() {
    let stack = stack();
    let old = |seconds: i64| {
        stack
            .webhook()
            .delivers(&stack.webhook().example("evt_old"))
            .signed_ago(seconds)
            .sent()
    };
    for seconds in [330, 3_600, -330] {
        assert_eq!(old(seconds).problem(400), "invalid_signature", "{seconds}");
    }
    assert!(stack.webhook().accepted("evt_old").is_empty());
    old(240).expect(200);
    assert_eq!(stack.webhook().accepted("evt_old").len(), 1);
}

#[test]
fn f30_while_the_secret_is_rolled_either_is_good() {
    let stack = stack();
    let old = stack.secret("stripe-webhook-secrets").to_owned();
    stack.change_secret("stripe-webhook-secrets", &format!("whsec_new,{old}"));
    stack.clock().advance("PT6M");
    let deliver = |id: &str, secrets: &[&str]| {
        stack
            .webhook()
            .delivers(&stack.webhook().example(id))
            .signed_with(secrets)
            .sent()
    };
    deliver("evt_roll_1", &[&old]).expect(200);
    deliver("evt_roll_2", &["whsec_new"]).expect(200);
    deliver("evt_roll_3", &["whsec_new", &old]).expect(200);
    deliver("evt_roll_4", &["whsec_x", &old]).expect(200);
    stack.change_secret("stripe-webhook-secrets", "whsec_new");
    stack.clock().advance("PT6M");
    deliver("evt_roll_5", &[&old]).expect(400);
    deliver("evt_roll_6", &[&old, "whsec_new"]).expect(200);

    assert_eq!(stack.webhook().accepted("evt_roll").len(), 5);
}

#[test]
fn f23_f31_an_event_that_comes_again_is_accepted_once() {
    let stack = stack();
    let event = stack.webhook().example("evt_twice");
    stack.webhook().delivers(&event).sent().expect(200);
    stack.webhook().delivers(&event).sent().expect(200);
    let again = stack.webhook().example("evt_eight");
    let at_once = (0..8)
        .map(|_| stack.webhook().delivers(&again).request())
        .collect();
    for answer in send_at_once(at_once) {
        assert_eq!(answer.status, 200, "{answer:?}");
    }
    assert_eq!(stack.webhook().accepted("evt_twice").len(), 1);
    assert_eq!(stack.webhook().accepted("evt_eight").len(), 1);
}

#[test]
fn f33_e58_an_event_of_the_other_mode_is_answered_and_left_alone() {
    let stack = stack();
    let mut live = stack.webhook().example("evt_live");
    live["livemode"] = true.into();
    stack.webhook().delivers(&live).sent().expect(200);
    assert!(stack.webhook().accepted("evt_live").is_empty());
}

#[test]
fn e59_an_event_of_an_unknown_type_is_answered() {
    let stack = stack();
    let mut event = stack.webhook().example("evt_unknown");
    event["type"] = "planet.discovered".into();
    stack.webhook().delivers(&event).sent().expect(200);
    assert_eq!(stack.webhook().accepted("evt_unknown").len(), 1);
}

#[test]
fn f34_what_is_no_event_or_too_large_is_refused() {
    let stack = stack();
    for body in [json!({}), json!([]), json!({ "id": 1 }), json!("event")] {
        assert_eq!(
            stack.webhook().delivers(&body).sent().problem(400),
            "invalid_event",
            "{body}"
        );
    }
    let large = json!({ "id": "x".repeat(256 * 1024) });
    assert_eq!(
        stack.webhook().delivers(&large).sent().problem(413),
        "too_large"
    );
    let no_text = stack
        .request(Method::POST, "/webhooks/stripe")
        .body(vec![0xff, 0, 0xfe]);
    assert_eq!(send(no_text).problem(400), "invalid_signature");
}
