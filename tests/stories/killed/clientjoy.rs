//! The Clientjoy story, struck at every call: link, click, signup, both credits, redeeming.

use reqwest::Method;
use serde_json::json;

use super::outcome::Outcome;
use super::{insist, killing_changes_nothing};
use crate::harness::faults::When;
use crate::harness::program::Program;
use crate::harness::stack::Stack;

/// One run: a referrer makes a link, a friend follows it and signs up, both redeem.
pub(super) fn story(stack: &Stack, run: usize) -> (Outcome, Outcome) {
    let (ana, bo) = (format!("ana{run}"), format!("bo{run}"));
    let customer = stack.stripe().customer(&ana);
    insist(&stack.host().keeps(&ana).paying_as(&customer).request());
    let asked = stack
        .participant(&ana)
        .request(Method::POST, "/v1/links")
        .json(&json!({}));
    let link = insist(&asked)["url"].as_str().unwrap().to_owned();
    let landing = insist(&stack.request(Method::GET, &link));
    let touch = landing
        .header("location")
        .split_once("ref=")
        .unwrap()
        .1
        .to_owned();
    let customer = stack.stripe().customer(&bo);
    let at = stack.clock().now().to_string();
    let signup = stack
        .host()
        .signs_up(&bo)
        .at(&at)
        .with_touch(&touch)
        .paying_as(&customer);
    insist(&signup.request()).expect(200);
    stack.settle();
    for name in [&ana, &bo] {
        let redeem = stack
            .participant(name)
            .request(Method::POST, "/v1/redemptions");
        insist(&redeem.json(&json!({}))).expect(200);
    }
    stack.settle();
    (Outcome::of(stack, &ana), Outcome::of(stack, &bo))
}

#[test]
fn f9_f10_a_create_link_that_is_killed_is_asked_again() {
    let stack = Stack::of(&Program::clientjoy());
    killing_changes_nothing(&stack, "create-link", story);
}

#[test]
fn f9_f10_a_follow_link_that_is_killed_is_asked_again() {
    // It only reads: it is killed around the read of the link.
    let stack = Stack::of(&Program::clientjoy());
    let undisturbed = story(&stack, 0);
    for (run, when) in (1..).zip([When::Before, When::After]) {
        // What the process keeps is too old then, and read again.
        stack.clock().advance("PT6M");
        stack.faults().kills_at("follow-link", "GetItem", when);
        let outcome = story(&stack, run);
        assert!(stack.faults().struck(), "{when:?}");
        stack.faults().end();
        assert_eq!(outcome, undisturbed, "{when:?}");
    }
}

#[test]
fn f9_f10_an_attribute_signup_that_is_killed_is_asked_again() {
    let stack = Stack::of(&Program::clientjoy());
    killing_changes_nothing(&stack, "attribute-signup", story);
}

#[test]
fn f9_f10_a_redeem_credit_that_is_killed_is_asked_again() {
    let stack = Stack::of(&Program::clientjoy());
    killing_changes_nothing(&stack, "redeem-credit", story);
}

#[test]
fn f9_f10_a_post_credits_that_is_killed_posts_each_side_once() {
    let stack = Stack::of(&Program::clientjoy());
    killing_changes_nothing(&stack, "post-credits", story);
}

#[test]
fn f9_f10_a_publish_events_that_is_killed_publishes_when_it_comes_back() {
    let stack = Stack::of(&Program::clientjoy());
    killing_changes_nothing(&stack, "publish-events", story);
}

/// Participants are told at least once: a mail may come twice, and never not at all. The claim of
/// a process that died ends by itself.
#[test]
fn f9_f10_a_deliver_mail_that_is_killed_tells_everybody() {
    let stack = Stack::of(&Program::clientjoy());
    killing_changes_nothing(&stack, "deliver-mail", |stack, run| {
        story(stack, run);
        stack.clock().advance("PT10M");
        ["ana", "bo"].map(|name| Outcome::of(stack, &format!("{name}{run}")).with_each_mail_once())
    });
}
