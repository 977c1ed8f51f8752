//! The questions of the Contactually article, each as its user would ask it.

use super::{is_code, says, words};
use crate::contactually::{
    joins_and_pays, joins_by_anas_invite, with_ana, with_ana_under, with_paying_ana,
};
use crate::harness::program::Program;
use crate::harness::stack::Stack;

const REFERRAL: &str = "referral_id=ref_bo-co";

/// The query for Ana's invite to an address, which she has just sent.
#[track_caller]
fn invited(stack: &Stack, address: &str) -> String {
    let answer = stack.participant("ana").invites(&[address]).sent();
    stack.settle();
    format!("invite_id={}", answer["data"][0]["id"].as_str().unwrap())
}

/// "Why didn't my referral receive an invitation to join?"
#[test]
fn k11_k12_k25_a_missing_invite_is_explained_by_the_rule_and_to_staff_by_the_case() {
    let stack = with_paying_ana();
    stack.host().keeps("bo").told();
    let (known, stranger) = (
        invited(&stack, "bo@bo-co.example"),
        invited(&stack, "di@di-co.example"),
    );
    let ana = stack.participant("ana");

    let told = ana.asks_why(&known);
    is_code(&told, "awaiting_signup");
    for part in [
        "spam or junk folder",
        "Promotions tab",
        "has, or once had, an account with us",
    ] {
        says(&told, "what_would_change_it", part);
    }
    let of_stranger = ana.asks_why(&stranger);
    for field in ["code", "text", "what_would_change_it", "outlook"] {
        assert_eq!(told[field], of_stranger[field]);
    }

    let seen = stack.host().asks_why(&known);
    is_code(&seen, "invite_not_sent");
    assert_eq!(seen["cause"], "existing_account");
    assert_eq!(seen["customer_sees"], told);
    let by_address = stack
        .host()
        .asks_why("account_id=ana-co&email=bo@bo-co.example");
    assert_eq!(by_address, seen);
    assert_eq!(stack.host().asks_why(&stranger)["reply"], seen["reply"]);
}

/// "Has your referral made an initial payment?"
#[test]
fn k13_a_friend_on_a_trial_explains_why_nothing_came_yet() {
    let stack = with_paying_ana();
    joins_by_anas_invite(&stack, "bo");
    let why = || stack.participant("ana").asks_why(REFERRAL);
    is_code(&why(), "awaiting_first_payment");
    stack
        .stripe()
        .subscribes("bo")
        .on_trial(30)
        .monthly("29 USD");
    stack.settle();
    let told = why();
    is_code(&told, "on_trial");
    says(
        &told,
        "text",
        "has not paid yet. Your $10 comes with their first payment; a trial does not",
    );
    assert!(!told.to_string().contains("2022-06-24"), "{told:#}");
    let seen = &stack.host().asks_all(REFERRAL)[0];
    assert!(
        seen["checks"].to_string().contains("friend_trial_ends_at"),
        "{seen:#}"
    );
}

/// "Do you have an annual plan?"
#[test]
fn k7_k14_an_annual_payer_is_told_of_the_annual_invoice() {
    let stack = with_ana();
    stack.stripe().subscribes("ana").yearly("490 USD");
    stack.settle();
    stack.clock().advance("PT1H");
    joins_and_pays(&stack, "bo");
    let told = stack.participant("ana").asks_why(REFERRAL);
    is_code(&told, "posted_waiting_next_invoice");
    says(
        &told,
        "text",
        "comes off your next annual invoice, about 25 May 2023.",
    );
    says(
        &told,
        "what_would_change_it",
        "such as for an upgrade, uses it sooner",
    );
}

/// "Were you a paying customer at the time that your referral signed up?"
#[test]
fn k3_k15_a_referrer_who_did_not_pay_is_told_when_it_counted_and_where_to_upgrade() {
    let stack = with_ana();
    joins_by_anas_invite(&stack, "bo");
    let before = stack.participant("ana").asks_why(REFERRAL);
    says(
        &before,
        "what_would_change_it",
        "upgrade before they pay, or the credit is lost",
    );
    stack.stripe().subscribes("bo").monthly("29 USD");
    stack.settle();
    let told = stack.participant("ana").asks_why(REFERRAL);
    is_code(&told, "referrer_not_paying_at_instant");
    says(
        &told,
        "text",
        "Bo R. made a first payment on 25 May 2022. Only paying customers earn",
    );
    says(
        &told,
        "what_would_change_it",
        "https://app.example.com/settings/plans",
    );
}

/// "Are you on a team?"
#[test]
fn k17_the_team_is_told_that_it_comes_off_the_teams_bill() {
    let stack = with_paying_ana();
    stack.host().keeps("ana").and("ben@ana").told();
    joins_and_pays(&stack, "bo");
    let told = stack
        .participant("ben@ana")
        .asks_why("reward_id=rwd_bo-co.referrer");
    says(
        &told,
        "what_would_change_it",
        "On a team, it comes off the team’s bill.",
    );
    assert!(
        words(&told, "text").starts_with("Your friend made a first payment"),
        "{told:#}"
    );
}

/// "A referral of mine signed up but didn't use the Accept link. Can I still get the reward?"
#[test]
fn k18_a_signup_without_accept_is_explained_to_staff_and_to_whoever_signed_up() {
    let stack = with_paying_ana();
    stack.host().signs_up("bo").told();
    let told = stack.participant("bo").asks_why("");
    is_code(&told, "not_via_link_or_accept");
    says(
        &told,
        "text",
        "did not come through the Accept button of a friend’s invite",
    );
    let seen = stack.host().asks_why("email=bo@bo-co.example");
    is_code(&seen, "not_via_link_or_accept");
    assert_eq!(seen["customer_sees"], told);
}

#[test]
fn k9_an_invite_leads_to_the_referral_that_came_of_it() {
    let stack = with_paying_ana();
    let query = invited(&stack, "bo@bo-co.example");
    let token = stack
        .friend()
        .accept_of(&stack.mailbox().only_one_to("bo").accept_url());
    says(
        &stack.participant("ana").asks_why(&query),
        "text",
        "was accepted on 25 May 2022",
    );
    stack.host().signs_up("bo").with_accept(&token).told();
    let told = stack.participant("ana").asks_why(&query);
    is_code(&told, "awaiting_first_payment");
    assert_eq!(told["about"]["referral_id"], "ref_bo-co");
    assert_eq!(stack.host().asks_all(&query).len(), 2, "both sides of it");
}

#[test]
fn e17_e18_an_invoice_of_nothing_is_explained_as_none() {
    let stack = with_paying_ana();
    joins_by_anas_invite(&stack, "bo");
    stack
        .stripe()
        .subscribes("bo")
        .free_at_first()
        .monthly("29 USD");
    stack.settle();
    let told = stack.participant("ana").asks_why(REFERRAL);
    is_code(&told, "zero_amount_invoice");
    says(&told, "text", "an invoice of nothing does not count");
}

#[test]
fn k24_credit_that_waits_for_the_referrer_says_until_when() {
    let waits = Program::contactually().with("on_ineligible", "\"wait\"\nwait_days = 90");
    let stack = with_ana_under(&waits);
    joins_and_pays(&stack, "bo");
    let told = stack.participant("ana").asks_why(REFERRAL);
    is_code(&told, "waiting_for_referrer_to_pay");
    says(
        &told,
        "what_would_change_it",
        "Upgrade to a paid plan by 23 August 2022, and it is yours",
    );
}

#[test]
fn e48_a_refund_is_explained_to_the_referrer() {
    let stack = with_paying_ana();
    joins_and_pays(&stack, "bo");
    stack
        .stripe()
        .refunds(&stack.stripe().last_invoice("bo"), None);
    stack.settle();
    let told = stack.participant("ana").asks_why(REFERRAL);
    is_code(&told, "reversed");
    assert_eq!(told["cause"], "refunded");
    says(&told, "text", "the payment behind it was refunded");
}
