//! Chapter 3: only the Accept link ties a signup to Ana.

use super::{anas_invite_to, joins_by_anas_invite, with_paying_ana};
use crate::harness::answer::send_at_once;

#[test]
fn k9_a_signup_by_the_accept_link_is_anas_referral() {
    let stack = with_paying_ana();

    let told = joins_by_anas_invite(&stack, "bo");

    assert_eq!(told["referral"]["status"], "attributed");
    assert_eq!(told["referral"]["referrer_account_id"], "ana-co");
    assert_eq!(
        told["referral"]["promised"]["referrer"]["USD"]["amount_minor"],
        1_000
    );
}

#[test]
fn k1_only_the_referrer_is_promised_anything() {
    let stack = with_paying_ana();
    let told = joins_by_anas_invite(&stack, "bo");
    assert_eq!(
        told["referral"]["promised"]["friend"],
        serde_json::json!({})
    );
}

#[test]
fn k18_a_signup_without_the_accept_link_earns_nothing() {
    let stack = with_paying_ana();
    anas_invite_to(&stack, "bo");
    let customer = stack.stripe().customer("bo");

    let told = stack.host().signs_up("bo").paying_as(&customer).told();
    stack.stripe().subscribes("bo").monthly("29 USD");

    assert!(told["referral"].is_null());
    assert_eq!(told["reason"], "not_via_link_or_accept");
    assert!(stack.stripe().credits("ana").is_empty());
    assert!(stack.mailbox().of_person("ana").is_empty());
}

#[test]
fn k18_the_answers_say_that_only_the_accept_link_counts() {
    let stack = with_paying_ana();
    let faq = stack.participant("ana").home().faq();
    assert!(
        faq.iter().any(|answer| answer.contains("Accept")),
        "{faq:?}"
    );
}

#[test]
fn k9_a_token_that_was_made_up_is_no_accept() {
    let stack = with_paying_ana();
    let mail = anas_invite_to(&stack, "bo");
    let token = stack.friend().accept_of(&mail.accept_url());
    let mut forged = token.clone();
    forged.replace_range(
        token.len() - 1..,
        if token.ends_with('a') { "b" } else { "a" },
    );

    let told = stack.host().signs_up("bo").with_accept(&forged).told();

    assert_eq!(told["reason"], "not_via_link_or_accept");
}

#[test]
fn e5_among_two_accepts_the_first_signup_counts() {
    let stack = with_paying_ana();
    let first = joins_by_anas_invite(&stack, "bo");
    let mail = anas_invite_to(&stack, "cy");
    let token = stack.friend().accept_of(&mail.accept_url());

    let again = stack.host().signs_up("bo").with_accept(&token).told();

    assert_eq!(first.text, again.text);
}

#[test]
fn e8_a_signup_that_is_told_many_times_at_once_counts_once() {
    let stack = with_paying_ana();
    let mail = anas_invite_to(&stack, "bo");
    let token = stack.friend().accept_of(&mail.accept_url());
    let at = stack.clock().now().to_string();
    let tell = |_| {
        stack
            .host()
            .signs_up("bo")
            .at(&at)
            .with_accept(&token)
            .request()
    };

    let answers = send_at_once((0..8).map(tell).collect());

    for answer in &answers {
        assert_eq!(answer.status, 200, "{answer:?}");
        assert_eq!(answer.text, answers[0].text);
    }
    assert_eq!(stack.participant("ana").home().referrals().len(), 1);
}

#[test]
fn e16_a_friend_who_was_referred_may_refer_others() {
    let stack = with_paying_ana();
    joins_by_anas_invite(&stack, "bo");
    stack.stripe().subscribes("bo").monthly("29 USD");
    stack.settle();

    stack
        .participant("bo")
        .invites(&["cy@cy-co.example"])
        .sent();
    let mail = stack.mailbox().only_one_to("cy");
    let token = stack.friend().accept_of(&mail.accept_url());
    let customer = stack.stripe().customer("cy");
    stack
        .host()
        .signs_up("cy")
        .with_accept(&token)
        .paying_as(&customer)
        .told();
    stack.stripe().subscribes("cy").monthly("29 USD");

    assert_eq!(stack.stripe().credits("ana").len(), 1);
    assert_eq!(stack.stripe().credits("bo").len(), 1);
}
