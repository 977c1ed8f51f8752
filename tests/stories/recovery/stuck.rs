//! Messages that are lost for good: what they asked for happens all the same.
//!
//! Guard of all of them: `find-stuck`, and the due index it reads.

use reqwest::Method;
use serde_json::Value;

use super::ana_has_her_credit_once;
use crate::contactually::{joins_and_pays, joins_by_anas_invite, with_paying_ana};
use crate::harness::answer::send;
use crate::harness::faults::When;
use crate::harness::stack::Stack;

/// What `function` would have read in the meantime is lost.
fn losing(stack: &Stack, function: &str, queue: &str, meanwhile: impl FnOnce()) {
    stack.faults().throttle_one(function);
    meanwhile();
    stack.settle();
    assert!(stack.queue(queue).purge() > 0, "nothing was in {queue}");
    stack.faults().end();
}

#[test]
fn a_credit_whose_message_is_lost_is_posted_once() {
    let stack = with_paying_ana();
    joins_by_anas_invite(&stack, "bo");
    losing(&stack, "post-credits", "PostCreditsQueue", || {
        stack.stripe().subscribes("bo").monthly("29 USD");
    });
    assert!(stack.stripe().credits("ana").is_empty());
    stack.clock().advance("PT2H10M");
    ana_has_her_credit_once(&stack);
}

/// Stripe has the credit, and nobody here knows: it is found on the balance, not made again.
#[test]
fn a_credit_that_hangs_in_posting_is_found_at_stripe_and_settled() {
    let stack = with_paying_ana();
    joins_by_anas_invite(&stack, "bo");
    let balance = "/v1/customers/*/balance_transactions";
    stack
        .stripe()
        .fails(&format!("POST {balance}"), "500_after", 1);
    stack
        .stripe()
        .fails(&format!("GET {balance}"), "429", 10_000);
    stack.stripe().subscribes("bo").monthly("29 USD");
    stack.settle();
    assert!(stack.queue("PostCreditsQueue").purge() > 0);
    assert_eq!(stack.participant("ana").home().posted(), 0);

    stack.clock().advance("PT1H6M");
    let report = health(&stack);
    assert_eq!(report["details"]["stuck_postings"], 1, "{report}");
    assert_eq!(report["status"], "degraded");

    stack.stripe().recovers();
    stack.clock().advance("P1DT2H");
    ana_has_her_credit_once(&stack);
    stack.letters().discards_missed_runs();
    assert_eq!(health(&stack)["status"], "ok");
}

#[test]
fn an_invite_whose_message_is_lost_is_sent_once() {
    let stack = with_paying_ana();
    losing(&stack, "deliver-mail", "DeliverMailQueue", || {
        stack
            .participant("ana")
            .invites(&["bo@bo-co.example"])
            .sent();
    });
    assert!(stack.mailbox().of_person("bo").is_empty());
    stack.clock().advance("PT2H10M");
    stack.mailbox().only_one_to("bo");
}

/// It may have gone out, so it is not sent again by machine.
#[test]
fn an_invite_that_hangs_in_sending_becomes_unknown_and_is_not_sent_again() {
    let stack = with_paying_ana();
    stack
        .faults()
        .kills_at("deliver-mail", "SendEmail", When::After);
    stack.faults().throttle_one("receive-mail-feedback");
    let ana = stack.participant("ana");
    send(ana.invites(&["bo@bo-co.example"]).request()).expect(202);
    stack.settle();
    stack.queue("DeliverMailQueue").purge();
    stack.faults().end();
    stack.clock().advance("PT2H10M");
    assert!(stack.mailbox().of_person("bo").len() <= 1);
    let invites = stack.table_items("INVITE%23");
    assert_eq!(invites.len(), 1, "{invites:?}");
    let state = invites[0]["state"].as_str().unwrap();
    assert!(["unknown", "delivered", "sent"].contains(&state), "{state}");
    // Nobody looks whether it is stuck any more; it expires in its time.
    let due = invites[0]["due_pk"].as_str().unwrap();
    assert!(due.starts_with("DUE#"), "{}", invites[0]);
}

#[test]
fn a_mail_to_a_participant_whose_message_is_lost_is_sent_once() {
    let stack = with_paying_ana();
    joins_by_anas_invite(&stack, "bo");
    losing(&stack, "deliver-mail", "DeliverMailQueue", || {
        stack.stripe().subscribes("bo").monthly("29 USD");
    });
    assert!(stack.mailbox().of_person("ana").is_empty());
    stack.clock().advance("PT2H10M");
    stack.mailbox().only_one_to("ana");
    stack.clock().advance("P3D");
    stack.mailbox().only_one_to("ana");
}

/// A claim that nobody kept ends by itself, and the mail goes out.
#[test]
fn a_mail_that_was_claimed_and_not_sent_is_sent_once() {
    let stack = with_paying_ana();
    joins_by_anas_invite(&stack, "bo");
    stack.faults().down("mail");
    stack.stripe().subscribes("bo").monthly("29 USD");
    stack.settle();
    assert!(stack.queue("DeliverMailQueue").purge() > 0);
    stack.faults().end();
    stack.clock().advance("PT2H10M");
    stack.mailbox().only_one_to("ana");
}

#[test]
fn an_event_of_stripes_whose_message_is_lost_has_its_effect_once() {
    let stack = with_paying_ana();
    joins_by_anas_invite(&stack, "bo");
    losing(&stack, "settle-payments", "SettlePaymentsQueue", || {
        stack.stripe().subscribes("bo").monthly("29 USD");
    });
    assert!(stack.stripe().credits("ana").is_empty());
    stack.clock().advance("PT2H10M");
    ana_has_her_credit_once(&stack);
    let events = stack.table_items("STRIPEEVENT%23");
    assert!(
        events.iter().all(|event| event.get("due_pk").is_none()),
        "{events:?}"
    );
}

/// The payment came before its account was known, and the message that tells of the link is lost.
#[test]
fn a_parked_payment_whose_customer_is_linked_is_settled_once() {
    let stack = with_paying_ana();
    stack
        .participant("ana")
        .invites(&["bo@bo-co.example"])
        .sent();
    let mail = stack.mailbox().only_one_to("bo");
    let token = stack.friend().accept_of(&mail.accept_url());
    let customer = stack.stripe().customer("bo");
    let at = stack.clock().now().to_string();
    stack.stripe().subscribes("bo").monthly("29 USD");
    stack.settle();
    losing(&stack, "settle-payments", "SettlePaymentsQueue", || {
        let signup = stack.host().signs_up("bo").at(&at).with_accept(&token);
        signup.paying_as(&customer).told();
    });
    assert!(stack.stripe().credits("ana").is_empty());
    stack.clock().advance("PT2H10M");
    ana_has_her_credit_once(&stack);
}

/// Nothing that came to its end is looked at for ever.
#[test]
fn a_story_that_went_well_leaves_nothing_to_look_at() {
    let stack = with_paying_ana();
    joins_and_pays(&stack, "bo");
    stack.settle();
    for kind in ["ACCOUNT%23", "INVITE%23", "STRIPEEVENT%23"] {
        for item in stack.table_items(kind) {
            let due = item["due_pk"].as_str().unwrap_or_default();
            assert!(!due.starts_with("LATE#"), "{item}");
        }
    }
    assert_eq!(health(&stack)["details"]["dead_letters"]["open"], 0);
}

#[test]
fn everybody_learns_whether_all_is_well_and_the_host_why() {
    let stack = with_paying_ana();
    stack.clock().advance("PT10M");
    let public = send(stack.request(Method::GET, "/v1/health")).expect(200);
    assert_eq!(
        (&public["status"], &public["stage"]),
        (&"ok".into(), &"test".into())
    );
    assert!(public["version"].is_string() && public.json().get("details").is_none());
    let details = &health(&stack)["details"];
    assert_eq!(details["outbox_age_seconds"], 0);
    assert!(
        details["swept_at"].is_string() && details["searched_at"].is_string(),
        "{details}"
    );
    assert!(details["last_stripe_event_at"].is_string(), "{details}");
    let forged = stack
        .request(Method::GET, "/v1/health")
        .bearer_auth("gw_test_nobody");
    assert_eq!(send(forged).status, 401);
}

/// What the host sees.
fn health(stack: &Stack) -> Value {
    let answer = send(stack.host().request(Method::GET, "/v1/health")).expect(200);
    answer.json().clone()
}
