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
    // The stack's clock goes on a little meanwhile; the exact bounds are tested at the signature.
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
fn f32_the_signature_is_over_the_bytes_as_they_were_sent() {
    let stack = stack();
    let text = |id: &str| stack.webhook().example(id).to_string();
    let plain = text("evt_altered");
    let altered = [
        format!("\u{feff}{plain}"),
        plain.replace(',', ",\r\n"),
        format!("{plain}\n"),
        plain.replace("evt_altered", "evt_\\u0061ltered"),
        plain.replace(':', ": "),
        plain.replacen("invoice", "Invoice", 1),
    ];
    for body in altered {
        let delivery = stack.webhook().delivers_bytes(plain.as_bytes());
        let answer = delivery.sent_with_body(body.as_bytes());
        assert_eq!(answer.problem(400), "invalid_signature", "{body}");
    }
    assert!(stack.webhook().accepted("evt_altered").is_empty());

    let lines = text("evt_lines").replace(',', ",\r\n");
    let delivery = |body: &str| stack.webhook().delivers_bytes(body.as_bytes());
    delivery(&lines).sent().expect(200);
    delivery(&text("evt_file")).sent_as_a_file().expect(200);
    let marked = format!("\u{feff}{}", text("evt_marked"));
    assert_eq!(delivery(&marked).sent().problem(400), "invalid_event");
    assert_eq!(stack.webhook().accepted("evt_lines").len(), 1);
    assert_eq!(stack.webhook().accepted("evt_file").len(), 1);
    assert!(stack.webhook().accepted("evt_marked").is_empty());
}

#[test]
fn f33_an_event_of_a_connected_account_is_answered_and_left_alone() {
    let stack = stack();
    let mut connected = stack.webhook().example("evt_connected");
    connected["account"] = "acct_1032D82eZvKYlo2C".into();
    stack.webhook().delivers(&connected).sent().expect(200);
    assert!(stack.webhook().accepted("evt_connected").is_empty());
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
    for body in [
        "[".repeat(10_000),
        format!("{{\"data\":{}", "{\"object\":".repeat(10_000)),
        format!("{{{}}}", "\"\":0,".repeat(50_000)),
        "{}\0".to_owned(),
        "\0".to_owned(),
    ] {
        let delivery = stack.webhook().delivers_bytes(body.as_bytes());
        assert_eq!(delivery.sent().problem(400), "invalid_event", "{body:.20}");
    }
    let no_text = [b"{\"id\":\"".as_slice(), &[0xff, 0xfe], b"\"}"].concat();
    let delivery = stack.webhook().delivers_bytes(&no_text);
    assert_eq!(delivery.sent().problem(400), "invalid_event");
    let keys = format!("{{{}\"\":0}}", "\"\":0,".repeat(100_000));
    let delivery = stack.webhook().delivers_bytes(keys.as_bytes());
    assert_eq!(delivery.sent().problem(413), "too_large");
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
