//! Chapter 3: a friend's business signs up.

use super::{signs_up_by_anas_link, with_ana, with_ana_under};
use crate::harness::answer::send_at_once;
use crate::harness::program::Program;
use crate::harness::stack::Stack;

/// What both sides of a signup were promised, in the minor unit.
fn promised(told: &crate::harness::answer::Answer) -> (i64, i64) {
    let amount = |side: &str| {
        told["referral"]["promised"][side]["USD"]["amount_minor"]
            .as_i64()
            .unwrap()
    };
    (amount("referrer"), amount("friend"))
}

#[test]
fn c1_c2_c17_both_sides_earn_50_when_the_friend_signs_up() {
    let stack = with_ana();

    let told = signs_up_by_anas_link(&stack, "bo");

    assert_eq!(told["referral"]["status"], "qualified");
    assert_eq!(promised(&told), (5_000, 5_000));
    assert_eq!(stack.participant("ana").home().available(), 5_000);
    assert_eq!(stack.participant("bo").home().available(), 5_000);
}

#[test]
fn c1_each_new_business_earns_again() {
    let stack = with_ana();
    for name in ["bo", "cy", "di"] {
        signs_up_by_anas_link(&stack, name);
    }
    assert_eq!(stack.participant("ana").home().available(), 15_000);
    assert_eq!(stack.participant("di").home().available(), 5_000);
}

#[test]
fn c6_a_business_is_referred_and_not_a_person() {
    let stack = with_ana();
    signs_up_by_anas_link(&stack, "bo");

    // Bo's colleague joins the account that Bo made.
    let told = signs_up_by_anas_link(&stack, "eli@bo");

    assert_eq!(
        told["referral"]["id"],
        signs_up_by_anas_link(&stack, "bo")["referral"]["id"]
    );
    assert_eq!(stack.participant("ana").home().available(), 5_000);
}

#[test]
fn c4_50_dollars_become_25_at_the_end_of_31_may_in_the_programs_zone() {
    let stack = Stack::at("2022-05-31T18:00:00Z", &Program::clientjoy());
    stack.host().keeps("ana").told();
    let link = stack.participant("ana").link();
    let touch = stack.friend().touch_of(&link);
    stack.clock().to("2022-05-31T18:29:30Z");
    let signs_up = |name: &str, at: &str| {
        let told = stack.host().signs_up(name).with_touch(&touch).at(at).told();
        promised(&told)
    };

    // In Kolkata it is 23:59:59 on 31 May, and a second later 1 June.
    assert_eq!(signs_up("bo", "2022-05-31T18:29:59Z"), (5_000, 5_000));
    assert_eq!(signs_up("cy", "2022-05-31T18:30:00Z"), (2_500, 2_500));

    assert_eq!(stack.participant("ana").home().available(), 7_500);
    assert_eq!(stack.participant("bo").home().available(), 5_000);
    assert_eq!(stack.participant("cy").home().available(), 2_500);
}

#[test]
fn c30_a_call_that_arrives_late_counts_by_when_it_happened() {
    let stack = Stack::at("2022-05-31T18:00:00Z", &Program::clientjoy());
    stack.host().keeps("ana").told();
    let link = stack.participant("ana").link();
    let touch = stack.friend().touch_of(&link);
    stack.clock().to("2022-06-03T00:00:00Z");

    let told = stack
        .host()
        .signs_up("bo")
        .with_touch(&touch)
        .at("2022-05-31T18:29:59Z")
        .told();

    assert_eq!(promised(&told), (5_000, 5_000));
    assert_eq!(stack.participant("ana").home().available(), 5_000);
}

#[test]
fn c4_the_promise_that_the_friend_saw_is_kept() {
    let stack = with_ana_under(&Program::clientjoy().with("signup_requires", "\"email_verified\""));
    let told = signs_up_by_anas_link(&stack, "bo");
    assert_eq!(told["referral"]["status"], "attributed");
    stack.clock().to("2022-06-10T00:00:00Z");

    let person = stack.participant("bo").person;
    let mut member = person.member();
    member["email_verified_at"] = "2022-06-09T00:00:00Z".into();
    let signed_up_at = told["referral"]["signed_up_at"].clone();
    let account = stack.host().keeps("bo").with("signed_up_at", signed_up_at);
    account.with("members", vec![member]).told();

    assert_eq!(stack.participant("ana").home().available(), 5_000);
}

#[test]
fn c25_a_signup_without_the_link_refers_nobody() {
    let stack = with_ana();
    stack.participant("ana").makes_link();

    let told = stack.host().signs_up("bo").told();

    assert!(told["referral"].is_null());
    assert_eq!(told["reason"], "not_via_link_or_accept");
    assert_eq!(stack.participant("ana").home().available(), 0);
}

#[test]
fn c25_e7_nobody_is_referred_after_signing_up() {
    let stack = with_ana();
    stack.host().signs_up("bo").told();
    stack.clock().advance("PT1H");

    let again = signs_up_by_anas_link(&stack, "bo");

    assert!(again["referral"].is_null(), "{again:?}");
    assert_eq!(again["reason"], "not_via_link_or_accept");
    assert_eq!(stack.participant("ana").home().available(), 0);
}

#[test]
fn c34_an_existing_business_is_not_new() {
    let stack = with_ana();
    stack.host().keeps("bo").told();

    let told = signs_up_by_anas_link(&stack, "bo");

    assert_eq!(told["reason"], "existing_account");
    assert_eq!(stack.participant("ana").home().available(), 0);
}

#[test]
fn e8_a_signup_that_is_told_twice_counts_once() {
    let stack = with_ana();
    stack.host().keeps("ben").told();
    let first = signs_up_by_anas_link(&stack, "bo");

    let again = signs_up_by_anas_link(&stack, "bo");
    let touch = stack.friend().touch_of(&stack.participant("ben").link());
    let by_another = stack.host().signs_up("bo").with_touch(&touch).told();

    assert_eq!(first.text, again.text);
    assert_eq!(first.text, by_another.text);
    assert_eq!(stack.participant("ana").home().available(), 5_000);
    assert_eq!(stack.participant("ben").home().available(), 0);
}

#[test]
fn e8_a_signup_that_is_told_eight_times_at_once_counts_once() {
    let stack = with_ana();
    let link = stack.participant("ana").link();
    let touch = stack.friend().touch_of(&link);
    let tell = |_| {
        stack
            .host()
            .signs_up("bo")
            .at("2022-05-25T09:00:00Z")
            .with_touch(&touch)
            .request()
    };

    let answers = send_at_once((0..8).map(tell).collect());

    for answer in &answers {
        assert_eq!(answer.status, 200, "{answer:?}");
        assert_eq!(answer["referral"]["id"], answers[0]["referral"]["id"]);
    }
    assert_eq!(stack.participant("ana").home().available(), 5_000);
    assert_eq!(stack.mailbox().of_person("ana").len(), 1);
}

#[test]
fn c34_nobody_refers_themselves() {
    let stack = with_ana();
    let link = stack.participant("ana").link();
    let touch = stack.friend().touch_of(&link);

    let own_other = stack
        .host()
        .signs_up("bo")
        .with_email("ana+second@ana-co.example");
    let told = own_other.with_touch(&touch).told();

    assert_eq!(told["reason"], "self_referral");
    assert_eq!(stack.participant("ana").home().available(), 0);
}

#[test]
fn c26_paying_and_upgrading_earn_nothing_more() {
    let stack = with_ana();
    let link = stack.participant("ana").link();
    let touch = stack.friend().touch_of(&link);
    let customer = stack.stripe().customer("bo");
    stack
        .host()
        .signs_up("bo")
        .with_touch(&touch)
        .paying_as(&customer)
        .told();
    let before = stack.participant("ana").home().available();

    let plan = stack.stripe().subscribes("bo").monthly("49 USD");
    plan.upgrades_at_once_to("99 USD");

    assert_eq!(stack.stripe().invoices("bo").len(), 2);
    assert_eq!(stack.participant("ana").home().available(), before);
    assert_eq!(stack.mailbox().of_person("ana").len(), 1);
}

#[test]
fn c32_a_program_may_ask_for_a_verified_address_and_hold_the_credit() {
    let careful = Program::clientjoy()
        .with("signup_requires", "\"email_verified\"")
        .with("hold_days", "14");
    let stack = with_ana_under(&careful);
    let link = stack.participant("ana").link();
    let touch = stack.friend().touch_of(&link);
    let mut member = stack.participant("bo").person.member();
    member["email_verified_at"] = "2022-05-25T09:00:00Z".into();
    stack
        .host()
        .signs_up("bo")
        .with_touch(&touch)
        .with("member", member)
        .told();
    let home = stack.participant("ana").home();
    assert_eq!((home.available(), home.pending()), (0, 5_000));

    stack.clock().advance("P15D");

    let home = stack.participant("ana").home();
    assert_eq!((home.available(), home.pending()), (5_000, 0));
}
