//! The questions of the Clientjoy article, each as its user would ask it.

use super::{is_code, says};
use crate::clientjoy::{signs_up_by_anas_link, with_ana};
use crate::harness::stack::Stack;

fn with_bo() -> Stack {
    let stack = with_ana();
    signs_up_by_anas_link(&stack, "bo");
    stack.settle();
    stack
}

/// "Can I redeem the points for cash or in my bank account?"
#[test]
fn c24_credit_is_explained_as_no_cash() {
    let stack = with_bo();
    let told = stack
        .participant("ana")
        .asks_why("reward_id=rwd_bo-co.referrer");
    is_code(&told, "awaiting_redemption");
    assert_eq!(told["amount"]["amount_minor"], 5_000);
    says(
        &told,
        "what_would_change_it",
        "It pays our bills only; it is not paid out.",
    );
}

/// "Can a person be referred after he/she signed up?"
#[test]
fn c25_a_signup_without_the_link_is_explained_to_whoever_signed_up() {
    let stack = with_ana();
    stack.host().signs_up("bo").told();
    let told = stack.participant("bo").asks_why("");
    is_code(&told, "not_via_link_or_accept");
    says(&told, "text", "did not come through a friend’s link");
    says(&told, "what_would_change_it", "write to our support staff");
}

/// "Do I get paid when my referral pays or upgrades their account?"
#[test]
fn c26_it_is_explained_that_only_the_signup_earns() {
    let stack = with_bo();
    let told = stack.participant("ana").asks_why("referral_id=ref_bo-co");
    says(
        &told,
        "text",
        "Bo R. signed up on 25 May 2022, and your $50 is yours to use.",
    );
    says(
        &told,
        "why_this_amount",
        "nothing more comes when they pay or upgrade",
    );
}

/// "When can I redeem my reward points?"
#[test]
fn c27_it_is_explained_when_credit_may_be_redeemed() {
    let stack = with_bo();
    let told = stack.participant("ana").asks_why("referral_id=ref_bo-co");
    says(
        &told,
        "what_would_change_it",
        "it comes off your next invoice, or off an upgrade or add-on that is billed at once",
    );
}

/// "Valid only till 31st May 2022": why is it $25?
#[test]
fn c4_c30_it_is_explained_which_day_decided_the_amount() {
    let stack = with_ana();
    stack.clock().to("2022-06-01T09:00:00Z");
    signs_up_by_anas_link(&stack, "bo");
    let told = stack.participant("ana").asks_why("referral_id=ref_bo-co");
    assert_eq!(told["amount"]["amount_minor"], 2_500);
    says(
        &told,
        "why_this_amount",
        "The program promised $25 when Bo R. signed up on 1 June 2022.",
    );
}

#[test]
fn c2_the_friend_is_told_of_the_credit_of_their_own() {
    let told = with_bo()
        .participant("bo")
        .asks_why("referral_id=ref_bo-co");
    assert_eq!(told["about"]["side"], "friend");
    says(
        &told,
        "text",
        "You signed up on 25 May 2022, and your $50 is yours to use.",
    );
}

#[test]
fn credit_is_explained_at_each_step_to_the_bill() {
    let stack = with_bo();
    let ana = stack.participant("ana");
    ana.redeems();
    stack.settle();
    let why = || ana.asks_why("reward_id=rwd_bo-co.referrer");
    is_code(&why(), "waiting_for_stripe_customer");
    let customer = stack.stripe().customer("ana");
    stack.host().keeps("ana").paying_as(&customer).told();
    stack.settle();
    is_code(&why(), "posted_waiting_next_invoice");
    stack.stripe().subscribes("ana").monthly("29 USD");
    stack.settle();
    is_code(&why(), "partly_applied");
    says(&why(), "text", "$29 came off invoice");
    says(
        &why(),
        "text",
        "The other $21 comes off your next invoice, about 25 June 2022.",
    );
    stack.clock().to("2022-06-25T12:00:00Z");
    stack.settle();
    is_code(&why(), "applied_on_invoice");
}
