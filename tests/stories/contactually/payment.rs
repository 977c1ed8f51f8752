//! Chapter 4: the friend pays, and Ana earns.

use super::{joins_and_pays, joins_by_anas_invite, with_paying_ana};

#[test]
fn k1_k5_ten_dollars_when_the_friend_has_paid() {
    let stack = with_paying_ana();
    joins_by_anas_invite(&stack, "bo");
    assert!(stack.stripe().credits("ana").is_empty());

    stack.stripe().subscribes("bo").monthly("29 USD");

    let credits = stack.stripe().credits("ana");
    assert_eq!(credits.len(), 1, "{credits:?}");
    assert_eq!(credits[0].amount, -1_000);
    assert_eq!(stack.stripe().balance("ana"), -1_000);
    assert_eq!(stack.stripe().balance("bo"), 0);
}

#[test]
fn k5_the_bill_says_what_the_credit_is_for_and_shows_no_address() {
    let stack = with_paying_ana();
    joins_and_pays(&stack, "bo");
    let credit = stack.stripe().credits("ana").remove(0);
    assert!(credit.description.contains("Bo R"), "{credit:?}");
    assert!(!credit.description.contains('@'), "{credit:?}");
}

#[test]
fn k4_the_referrer_gets_a_mail_when_the_friend_has_paid() {
    let stack = with_paying_ana();
    joins_by_anas_invite(&stack, "bo");
    assert!(stack.mailbox().of_person("ana").is_empty());

    stack.stripe().subscribes("bo").monthly("29 USD");

    let mail = stack.mailbox().only_one_to("ana");
    assert!(mail.subject.contains("$10"), "{mail:?}");
    assert!(mail.text.contains("made a first payment"), "{mail:?}");
    assert!(!mail.everything().contains("bo@bo-co.example"), "{mail:?}");
}

#[test]
fn k13_a_trial_is_no_payment_and_its_end_is() {
    let stack = with_paying_ana();
    joins_by_anas_invite(&stack, "bo");
    stack
        .stripe()
        .subscribes("bo")
        .on_trial(14)
        .monthly("29 USD");

    // Stripe calls the trial's invoice paid, of nothing.
    let trial = stack.stripe().last_invoice("bo");
    assert_eq!((trial.status.as_str(), trial.total), ("paid", 0));
    assert!(stack.stripe().credits("ana").is_empty());
    assert_eq!(
        stack.participant("ana").home().referrals()[0]["status"],
        "signed_up"
    );

    stack.clock().to("2022-06-08T12:00:00Z");

    assert_eq!(stack.stripe().last_invoice("bo").amount_paid, 2_900);
    assert_eq!(stack.stripe().credits("ana").len(), 1);
}

#[test]
fn k13_the_answers_say_that_a_trial_does_not_count() {
    let stack = with_paying_ana();
    let faq = stack.participant("ana").home().faq();
    assert!(faq.iter().any(|answer| answer.contains("trial")), "{faq:?}");
}

#[test]
fn k20_only_the_first_payment_earns() {
    let stack = with_paying_ana();
    joins_and_pays(&stack, "bo");

    stack.clock().to("2022-08-26T00:00:00Z");

    assert_eq!(stack.stripe().invoices("bo").len(), 4);
    assert_eq!(stack.stripe().credits("ana").len(), 1);
    let told = stack.mailbox().subjects_to("ana");
    let earned = told.iter().filter(|it| it.starts_with("You earned"));
    assert_eq!(earned.count(), 1, "{told:?}");
}

#[test]
fn k22_several_referrals_add_up() {
    let stack = with_paying_ana();
    for name in ["bo", "cy", "di"] {
        joins_and_pays(&stack, name);
    }
    assert_eq!(stack.stripe().balance("ana"), -3_000);
    let credits = stack.stripe().credits("ana");
    let rewards: std::collections::BTreeSet<_> =
        credits.iter().map(|credit| &credit.reward_id).collect();
    assert_eq!(rewards.len(), 3);
}

#[test]
fn e9_a_payment_that_came_before_the_host_told_of_the_customer_counts() {
    let stack = with_paying_ana();
    let mail = super::anas_invite_to(&stack, "bo");
    let token = stack.friend().accept_of(&mail.accept_url());
    let signed_up_at = stack.clock().now().to_string();
    stack
        .host()
        .signs_up("bo")
        .at(&signed_up_at)
        .with_accept(&token)
        .told();
    stack.stripe().subscribes("bo").monthly("29 USD");
    assert!(stack.stripe().credits("ana").is_empty());

    let customer = stack.stripe().customer("bo");
    let account = stack.host().keeps("bo").with("signed_up_at", signed_up_at);
    account.paying_as(&customer).told();

    assert_eq!(stack.stripe().credits("ana").len(), 1);
}

#[test]
fn e9_a_payment_that_came_before_the_signup_was_told_counts() {
    let stack = with_paying_ana();
    let mail = super::anas_invite_to(&stack, "bo");
    let token = stack.friend().accept_of(&mail.accept_url());
    let signed_up_at = stack.clock().now().to_string();
    stack.stripe().subscribes("bo").monthly("29 USD");
    stack.settle();

    let customer = stack.stripe().customer("bo");
    let signup = stack
        .host()
        .signs_up("bo")
        .at(&signed_up_at)
        .with_accept(&token);
    let told = signup.paying_as(&customer).told();

    assert_eq!(
        told["referral"]["referrer_participant_id"], "ana",
        "{told:?}"
    );
    assert_eq!(stack.stripe().credits("ana").len(), 1);
}

#[test]
fn a_payment_after_the_qualification_window_earns_nothing() {
    let stack = with_paying_ana();
    joins_by_anas_invite(&stack, "bo");
    stack.clock().advance("P366D");

    stack.stripe().subscribes("bo").monthly("29 USD");

    assert!(stack.stripe().credits("ana").is_empty());
    let referral = &stack.participant("ana").home().referrals()[0];
    assert_eq!(
        referral["reason"], "qualification_window_passed",
        "{referral}"
    );
}
