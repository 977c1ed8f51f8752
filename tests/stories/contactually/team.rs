//! Chapter 7: Ana's team.

use super::{joins_and_pays, with_paying_ana};
use crate::harness::stack::Stack;

fn with_anas_team() -> Stack {
    let stack = with_paying_ana();
    stack.host().keeps("ana").and("ben@ana").told();
    stack
}

/// Ben of Ana's team refers somebody, who pays.
fn bens_friend_joins_and_pays(stack: &Stack, name: &str) {
    let address = stack.participant(name).person.email();
    stack.participant("ben@ana").invites(&[&address]).sent();
    let token = stack
        .friend()
        .accept_of(&stack.mailbox().only_one_to(name).accept_url());
    let customer = stack.stripe().customer(name);
    stack
        .host()
        .signs_up(name)
        .with_accept(&token)
        .paying_as(&customer)
        .told();
    stack.stripe().subscribes(name).monthly("29 USD");
    stack.settle();
}

#[test]
fn k17_the_referrals_of_all_members_come_off_the_teams_bill() {
    let stack = with_anas_team();
    joins_and_pays(&stack, "bo");
    bens_friend_joins_and_pays(&stack, "cy");
    assert_eq!(stack.stripe().balance("ana"), -2_000);

    stack.clock().to("2022-06-25T12:00:00Z");

    let bill = stack.stripe().last_invoice("ana");
    assert_eq!(
        (bill.total, bill.starting_balance, bill.amount_due),
        (4_900, -2_000, 2_900)
    );
}

#[test]
fn k17_who_referred_is_told_and_the_other_members_are_not() {
    let stack = with_anas_team();
    bens_friend_joins_and_pays(&stack, "cy");
    let mail = stack.mailbox().only_one_to("ben@ana-co.example");
    assert!(mail.text.contains("team’s"), "{mail:?}");
    assert!(stack.mailbox().of_person("ana").is_empty());
    assert_eq!(stack.participant("ben@ana").home().unread(), 1);
    assert_eq!(stack.participant("ana").home().unread(), 0);
}

#[test]
fn k17_the_members_see_one_balance() {
    let stack = with_anas_team();
    bens_friend_joins_and_pays(&stack, "cy");
    let (ana, ben) = (
        stack.participant("ana").home(),
        stack.participant("ben@ana").home(),
    );
    assert_eq!(ana.posted(), 1_000);
    assert_eq!(ana.posted(), ben.posted());
}

#[test]
fn c33_e37_a_member_who_leaves_takes_no_credit_along() {
    let stack = with_anas_team();
    bens_friend_joins_and_pays(&stack, "cy");

    stack.host().keeps("ana").told();

    assert_eq!(stack.stripe().balance("ana"), -1_000);
    assert_eq!(stack.participant("ana").home().posted(), 1_000);
}
