//! Chapter 6: only paying customers are rewarded.

use super::{joins_and_pays, joins_by_anas_invite, with_ana, with_ana_under};
use crate::harness::program::Program;
use crate::harness::stack::Stack;

const REASON: &str = "referrer_not_paying_at_instant";

#[track_caller]
fn earned_nothing(stack: &Stack) {
    assert!(stack.stripe().credits("ana").is_empty());
    let referral = &stack.participant("ana").home().referrals()[0];
    assert_eq!(referral["reason"], REASON, "{referral}");
}

#[test]
fn k3_an_account_that_never_paid_earns_nothing_and_is_told_why() {
    let stack = with_ana();

    joins_and_pays(&stack, "bo");

    earned_nothing(&stack);
    let mail = stack.mailbox().only_one_to("ana");
    assert!(
        mail.subject.starts_with("No credit for referring"),
        "{mail:?}"
    );
    assert!(
        mail.text.contains("https://app.example.com/settings/plans"),
        "{mail:?}"
    );
}

#[test]
fn k15_a_trial_referrer_who_upgrades_in_time_earns() {
    let stack = with_ana();
    let plan = stack
        .stripe()
        .subscribes("ana")
        .on_trial(30)
        .monthly("49 USD");
    joins_by_anas_invite(&stack, "bo");
    stack.clock().advance("P3D");
    plan.ends_its_trial();
    stack.settle();

    stack.clock().advance("PT1H");
    stack.stripe().subscribes("bo").monthly("29 USD");

    assert_eq!(stack.stripe().credits("ana").len(), 1);
    // She was warned in time.
    let told = stack.mailbox().subjects_to("ana");
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told[0].starts_with("Upgrade before"), "{told:?}");
    assert!(told[1].starts_with("You earned $10"), "{told:?}");
}

#[test]
fn k15_k24_a_trial_referrer_who_upgrades_too_late_earns_nothing() {
    let stack = with_ana();
    let plan = stack
        .stripe()
        .subscribes("ana")
        .on_trial(30)
        .monthly("49 USD");
    joins_and_pays(&stack, "bo");
    earned_nothing(&stack);
    stack.clock().advance("PT1H");

    plan.ends_its_trial();

    earned_nothing(&stack);
    let mail = stack.mailbox().only_one_to("ana");
    assert!(
        mail.text.contains("https://app.example.com/settings/plans"),
        "{mail:?}"
    );
}

#[test]
fn k3_after_the_upgrade_the_next_referral_earns() {
    let stack = with_ana();
    let plan = stack
        .stripe()
        .subscribes("ana")
        .on_trial(30)
        .monthly("49 USD");
    joins_and_pays(&stack, "bo");
    stack.clock().advance("PT1H");
    plan.ends_its_trial();
    stack.clock().advance("PT1H");

    joins_and_pays(&stack, "cy");

    assert_eq!(stack.stripe().credits("ana").len(), 1);
}

#[test]
fn k23_an_inactive_referrer_earns_nothing() {
    let stack = with_ana();
    let plan = stack.stripe().subscribes("ana").monthly("49 USD");
    joins_by_anas_invite(&stack, "bo");
    stack.clock().advance("P2D");
    plan.is_canceled();
    stack.clock().advance("PT1H");

    stack.stripe().subscribes("bo").monthly("29 USD");

    earned_nothing(&stack);
}

#[test]
fn k16_e33_a_referrer_who_cancels_after_earning_keeps_it() {
    let stack = with_ana();
    let plan = stack.stripe().subscribes("ana").monthly("49 USD");
    joins_and_pays(&stack, "bo");
    stack.clock().advance("PT1H");

    plan.is_canceled();

    assert_eq!(stack.stripe().balance("ana"), -1_000);
}

#[test]
fn k15_the_answers_say_that_only_paying_customers_earn() {
    let stack = with_ana();
    let home = stack.participant("ana").home();
    let faq = home.faq();
    assert!(
        faq.iter().any(|answer| answer.contains("paying")),
        "{faq:?}"
    );
    assert!(
        home.everything()
            .contains("https://app.example.com/settings/plans"),
        "{home:?}"
    );
}

#[test]
fn k15_a_program_may_ask_at_the_friends_signup_instead() {
    let at_signup = Program::contactually().with("eligibility_instant", "\"signup\"");
    let stack = with_ana_under(&at_signup);
    joins_by_anas_invite(&stack, "bo");
    stack.clock().advance("PT1H");
    stack.stripe().subscribes("ana").monthly("49 USD");
    stack.clock().advance("PT1H");

    stack.stripe().subscribes("bo").monthly("29 USD");

    earned_nothing(&stack);
}

#[test]
fn k24_a_program_may_wait_for_the_referrer_instead() {
    let waits = Program::contactually().with("on_ineligible", "\"wait\"\nwait_days = 90");
    let stack = with_ana_under(&waits);
    joins_and_pays(&stack, "bo");
    assert!(stack.stripe().credits("ana").is_empty());
    assert!(
        stack
            .mailbox()
            .only_one_to("ana")
            .subject
            .contains("waiting")
    );
    stack.clock().advance("P30D");

    stack.stripe().subscribes("ana").monthly("49 USD");

    assert_eq!(stack.stripe().credits("ana").len(), 1);
}

#[test]
fn k15_the_order_in_which_stripe_tells_changes_nothing() {
    let stack = with_ana();
    joins_by_anas_invite(&stack, "bo");
    stack.stripe().reorders();
    stack.stripe().subscribes("ana").monthly("49 USD");
    stack.clock().advance("PT1H");
    stack.stripe().subscribes("bo").monthly("29 USD");
    assert!(stack.stripe().credits("ana").is_empty());

    // Bo's payment is heard of before Ana's, which came first.
    stack.stripe().releases();

    assert_eq!(stack.stripe().credits("ana").len(), 1);
}
