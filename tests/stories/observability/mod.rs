//! What operators see: one id from the request to the mail, numbers, and nobody's data.

use reqwest::Method;
use serde_json::{Value, json};

use crate::contactually::{joins_and_pays, with_paying_ana};
use crate::harness::answer::send;

#[test]
fn one_request_id_leads_from_the_request_to_the_mail() {
    let stack = with_paying_ana();
    let invites = stack.participant("ana");
    let answer = send(invites.invites(&["bo@bo-co.example"]).request());
    let request_id = answer.header("x-request-id").to_owned();
    stack.settle();
    stack.mailbox().only_one_to("bo");

    let events = stack.events();
    let created = events
        .iter()
        .find(|event| event["detail-type"] == "invite.created")
        .unwrap();
    assert_eq!(
        created["detail"]["metadata"]["request_id"],
        request_id.as_str()
    );
    let lines = stack.log_lines("deliver-mail");
    let line = lines
        .iter()
        .find(|line| line["message"] == "message")
        .unwrap();
    assert_eq!(line["request_id"], request_id.as_str(), "{line}");
    assert_eq!(line["outcome"], "done");
    assert_eq!(line["event"], "invite.created");
    assert!(line["ms"].is_u64() && line["cold"].is_boolean(), "{line}");
}

#[test]
fn a_friend_who_pays_is_one_signup_one_qualification_and_one_reward_in_numbers() {
    let stack = with_paying_ana();
    joins_and_pays(&stack, "bo");
    let counted = |function: &str, metric: &str| -> u64 {
        let lines = stack.log_lines(function);
        lines.iter().filter_map(|line| line[metric].as_u64()).sum()
    };
    for metric in ["Signups", "Qualified", "RewardsGranted"] {
        assert_eq!(counted("publish-events", metric), 1, "{metric}");
    }
    assert_eq!(counted("publish-events", "RewardsHeld"), 0);
    assert!(counted("publish-events", "StripeEvents") > 0);
    assert_eq!(counted("deliver-mail", "InviteSent"), 1);
    assert_eq!(counted("stripe-webhook", "WebhookFailed"), 0);
}

#[test]
fn f33_an_event_of_the_other_mode_is_counted_and_a_forged_one_is_too() {
    let stack = with_paying_ana();
    let mut event = stack.webhook().example("evt_live");
    event["livemode"] = json!(true);
    assert_eq!(stack.webhook().delivers(&event).sent().status, 200);
    assert_eq!(stack.webhook().delivers(&event).sent_unsigned().status, 400);
    let lines = stack.log_lines("stripe-webhook");
    let counted = |metric: &str| lines.iter().filter(|line| line[metric] == 1).count();
    assert_eq!(
        (counted("StripeRejected"), counted("WebhookFailed")),
        (1, 1)
    );
}

#[test]
fn the_age_of_the_outbox_is_measured_every_minute() {
    let stack = with_paying_ana();
    stack.clock().advance("PT3M");
    let age = |line: &Value| line["OutboxAgeSeconds"].as_u64();
    let ages: Vec<u64> = stack
        .log_lines("publish-events")
        .iter()
        .filter_map(age)
        .collect();
    assert!(
        !ages.is_empty() && ages.iter().all(|age| *age == 0),
        "{ages:?}"
    );

    stack.faults().down("bus");
    stack
        .participant("ana")
        .sends(Method::POST, "/v1/links", &json!({}));
    stack
        .participant("ana")
        .invites(&["bo@bo-co.example"])
        .sent();
    stack.clock().advance("PT10M");
    stack.faults().end();
    stack.clock().advance("PT3M");

    let ages: Vec<u64> = stack
        .log_lines("publish-events")
        .iter()
        .filter_map(age)
        .collect();
    assert!(ages.iter().any(|age| *age >= 300), "{ages:?}");
    stack.letters().discards_missed_runs();
}
