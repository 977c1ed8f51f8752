//! The table does not answer (F1, F3, F4), or the secrets cannot be read (F11): nothing is refused
//! for good, acknowledged, or lost.

use reqwest::Method;
use serde_json::json;

use crate::harness::answer::send;
use crate::harness::faults::When;
use crate::harness::program::Program;
use crate::harness::stack::Stack;
use crate::money_bugs::{ana_has_10_dollars_once, bo_is_a_customer, with_ana_and_bo};

/// The table throttles, a request is lost, or its answer: it is asked again before anybody notices.
#[test]
fn f1_f3_f4_one_call_that_fails_is_made_again_at_once() {
    let stack = Stack::of(&Program::clientjoy());
    stack.host().keeps("ana").told();
    let link = stack.participant("ana").link();
    let write = ("attribute-signup", "TransactWriteItems");
    let throttled = || stack.faults().throttles(write.0, write.1);
    let lost = |when| {
        stack
            .faults()
            .at_nth(("disconnect", when), write.0, write.1, 1);
    };
    let befalls: [(&str, &dyn Fn()); 3] = [
        ("bo", &throttled),
        ("cy", &|| lost(When::Before)),
        ("di", &|| lost(When::After)),
    ];
    for (friend, befalls) in befalls {
        let touch = stack.friend().touch_of(&link);
        befalls();

        let answer = stack.host().signs_up(friend).with_touch(&touch).told();

        assert!(!answer["referral"].is_null(), "{friend}: {answer:?}");
        assert!(stack.faults().all_struck(), "{friend}");
    }
    assert_eq!(stack.participant("ana").home().available(), 15_000);
}

fn forgets_its_secret(stack: &Stack, function: &str) {
    // What a function keeps of secrets is too old then.
    stack.clock().advance("PT6M");
    let fault = ("error", When::Before);
    stack.faults().at_nth(fault, function, "GetParameter", 1);
}

#[test]
fn f11_a_webhook_that_cannot_be_checked_is_neither_refused_nor_accepted() {
    let stack = Stack::of(&Program::contactually());
    forgets_its_secret(&stack, "stripe-webhook");
    let event = stack.webhook().example("evt_early");

    let answer = stack.webhook().delivers(&event).sent();

    assert_eq!(answer.problem(503), "unavailable");
    assert!(stack.faults().all_struck());
    assert!(stack.webhook().accepted("evt_early").is_empty());
    stack.webhook().delivers(&event).sent().expect(200);
    assert_eq!(stack.webhook().accepted("evt_early").len(), 1);
}

#[test]
fn f11_a_caller_who_cannot_be_told_from_others_is_asked_to_come_again() {
    let stack = Stack::of(&Program::clientjoy());
    stack.host().keeps("ana").told();
    forgets_its_secret(&stack, "create-link");
    let ana = stack.participant("ana");
    let ask = || send(ana.request(Method::POST, "/v1/links").json(&json!({})));

    let answer = ask();

    assert_eq!(answer.problem(503), "unavailable");
    assert!(!answer.header("retry-after").is_empty(), "{answer:?}");
    assert!(stack.faults().all_struck());
    assert!((200..=201).contains(&ask().status));
}

#[test]
fn f11_a_message_that_needs_a_secret_waits_for_it() {
    for function in ["settle-payments", "post-credits", "deliver-mail"] {
        let stack = with_ana_and_bo(&Program::contactually());
        bo_is_a_customer(&stack);
        forgets_its_secret(&stack, function);

        stack.stripe().subscribes("bo").monthly("29 USD");
        stack.settle();

        assert!(stack.faults().all_struck(), "{function}");
        ana_has_10_dollars_once(&stack);
    }
}
