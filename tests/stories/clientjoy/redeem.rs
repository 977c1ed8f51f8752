//! Chapter 5: the credit is used.

use serde_json::json;

use super::signs_up_by_anas_link;
use crate::harness::program::Program;
use crate::harness::stack::Stack;

/// Ana, who is a customer of Stripe's, and earned $50 by Bo.
fn with_ana_and_50_dollars() -> Stack {
    let stack = Stack::of(&Program::clientjoy());
    let customer = stack.stripe().customer("ana");
    stack.host().keeps("ana").paying_as(&customer).told();
    signs_up_by_anas_link(&stack, "bo");
    stack
}

#[test]
fn c21_c23_the_participant_redeems_for_the_next_bill() {
    let stack = with_ana_and_50_dollars();
    stack.stripe().subscribes("ana").monthly("99 USD");
    assert!(stack.stripe().credits("ana").is_empty());

    let redeemed = stack.participant("ana").redeems();

    assert_eq!(
        redeemed["rewards"][0]["amount"],
        json!({ "amount_minor": 5_000, "currency": "USD" })
    );
    assert_eq!(stack.stripe().balance("ana"), -5_000);
    let home = stack.participant("ana").home();
    assert_eq!((home.available(), home.posted()), (0, 5_000));
    stack.clock().to("2022-06-25T12:00:00Z");
    let bill = stack.stripe().last_invoice("ana");
    assert_eq!(
        (bill.total, bill.starting_balance, bill.amount_due),
        (9_900, -5_000, 4_900)
    );
}

#[test]
fn c22_staff_redeem_for_a_customer() {
    let stack = with_ana_and_50_dollars();

    let redeemed = stack.host().redeems_for("ana").expect(200);

    assert_eq!(redeemed["account_id"], "ana-co");
    assert_eq!(stack.stripe().balance("ana"), -5_000);
}

#[test]
fn c22_staff_need_a_key_for_it() {
    let stack = with_ana_and_50_dollars();
    let key = stack.host().makes_key(&["signups"]);
    let refused = stack.host().with_key(&key).redeems_for("ana");
    assert_eq!(refused.problem(403), "forbidden");
    let key = stack.host().makes_key(&["redemptions"]);
    stack.host().with_key(&key).redeems_for("ana").expect(200);
}

#[test]
fn c21_without_being_asked_nothing_comes_off_a_bill() {
    let stack = with_ana_and_50_dollars();
    stack.stripe().subscribes("ana").monthly("99 USD");
    stack.clock().to("2022-07-26T00:00:00Z");
    let due: Vec<i64> = stack
        .stripe()
        .invoices("ana")
        .iter()
        .map(|each| each.amount_due)
        .collect();
    assert_eq!(due, [9_900, 9_900, 9_900]);
    assert_eq!(stack.participant("ana").home().available(), 5_000);
}

#[test]
fn c21_c27_an_upgrade_that_is_invoiced_at_once_uses_it() {
    let stack = with_ana_and_50_dollars();
    let plan = stack.stripe().subscribes("ana").monthly("49 USD");
    stack.participant("ana").redeems();
    stack.settle();

    plan.upgrades_at_once_to("199 USD");

    let upgrade = stack.stripe().last_invoice("ana");
    assert_eq!(
        (upgrade.starting_balance, upgrade.ending_balance),
        (-5_000, 0)
    );
    assert_eq!(upgrade.amount_due, upgrade.total - 5_000);
}

#[test]
fn c35_e35_what_is_left_after_one_bill_stays_for_the_next() {
    let stack = with_ana_and_50_dollars();
    stack.stripe().subscribes("ana").monthly("19 USD");
    stack.participant("ana").redeems();

    stack.clock().to("2022-08-25T12:00:00Z");

    let bills: Vec<_> = stack.stripe().invoices("ana")[1..]
        .iter()
        .map(|bill| (bill.starting_balance, bill.ending_balance, bill.amount_due))
        .collect();
    assert_eq!(
        bills,
        [(-5_000, -3_100, 0), (-3_100, -1_200, 0), (-1_200, 0, 700)]
    );
}

#[test]
fn c23_redeeming_twice_redeems_once() {
    let stack = with_ana_and_50_dollars();
    stack.participant("ana").redeems();
    stack.participant("ana").redeems();
    stack.settle();
    stack.participant("ana").redeems();
    assert_eq!(stack.stripe().credits("ana").len(), 1);
    assert_eq!(stack.stripe().balance("ana"), -5_000);
}

#[test]
fn c23_whole_rewards_may_be_named() {
    let stack = with_ana_and_50_dollars();
    signs_up_by_anas_link(&stack, "cy");
    let redeemed = stack.participant("ana");
    let body = json!({ "reward_ids": ["rwd_cy-co.referrer"] });
    let answer = redeemed.sends(reqwest::Method::POST, "/v1/redemptions", &body);
    let answer = if answer.status == 200 {
        answer
    } else {
        panic!("{answer:?}")
    };
    assert_eq!(answer["rewards"].as_array().unwrap().len(), 1);
    assert_eq!(stack.stripe().balance("ana"), -5_000);
    assert_eq!(stack.participant("ana").home().available(), 5_000);
}

#[test]
fn c2_c3_the_friend_redeems_their_own() {
    let stack = with_ana_and_50_dollars();
    let customer = stack.stripe().customer("bo");
    let account = stack
        .host()
        .keeps("bo")
        .with("signed_up_at", "2022-05-25T09:00:00Z");
    account.paying_as(&customer).told();

    stack.participant("bo").redeems();
    stack.settle();
    stack.stripe().subscribes("bo").monthly("99 USD");

    let bill = stack.stripe().last_invoice("bo");
    assert_eq!((bill.starting_balance, bill.amount_due), (-5_000, 4_900));
    assert!(stack.stripe().credits("ana").is_empty());
}

#[test]
fn e34_what_was_redeemed_before_there_was_a_customer_is_posted_when_there_is_one() {
    let stack = super::with_ana();
    signs_up_by_anas_link(&stack, "bo");
    stack.participant("ana").redeems();
    stack.settle();

    let customer = stack.stripe().customer("ana");
    stack.host().keeps("ana").paying_as(&customer).told();

    assert_eq!(stack.stripe().balance("ana"), -5_000);
}

#[test]
fn c27_who_redeemed_is_told_when_it_is_on_the_balance() {
    let stack = with_ana_and_50_dollars();
    stack.participant("ana").redeems();
    let home = stack.participant("ana").home();
    assert!(home.notifications().contains(&"credit_posted"), "{home:?}");
}
