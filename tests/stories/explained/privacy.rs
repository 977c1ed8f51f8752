//! What is not yours looks like what does not exist.

use crate::clientjoy::{signs_up_by_anas_link, with_ana};
use crate::harness::stack::Stack;

fn with_bo_and_cy() -> Stack {
    let stack = with_ana();
    stack.host().keeps("cy").told();
    signs_up_by_anas_link(&stack, "bo");
    stack.settle();
    stack
}

#[test]
fn k25_f61_another_s_explanations_look_like_none() {
    let stack = with_bo_and_cy();
    let cy = stack.participant("cy");
    for (theirs, none) in [
        ("referral_id=ref_bo-co", "referral_id=ref_no-co"),
        (
            "reward_id=rwd_bo-co.referrer",
            "reward_id=rwd_no-co.referrer",
        ),
        ("reward_id=rwd_bo-co.friend", "reward_id=rwd_no-co.friend"),
        ("invite_id=inv_theirs", "invite_id=inv_none"),
    ] {
        let (one, other) = (cy.tries_why(theirs), cy.tries_why(none));
        assert_eq!(one.problem(404), other.problem(404));
        assert_eq!(one["detail"], other["detail"]);
    }
    assert!(cy.asks_all("").is_empty());
}

#[test]
fn each_side_reads_its_own_and_nothing_of_the_other() {
    let stack = with_bo_and_cy();
    let (ana, bo) = (stack.participant("ana"), stack.participant("bo"));
    assert_eq!(ana.tries_why("reward_id=rwd_bo-co.friend").status, 404);
    assert_eq!(bo.tries_why("reward_id=rwd_bo-co.referrer").status, 404);
    let told = bo.asks_why("referral_id=ref_bo-co").to_string();
    assert!(!told.contains("ana"), "{told}");
    let told = ana.asks_why("referral_id=ref_bo-co").to_string();
    assert!(!told.contains("@bo-co.example"), "{told}");
}

#[test]
fn k17_a_team_mate_reads_of_the_credit_and_not_of_the_friend() {
    let stack = with_bo_and_cy();
    stack.host().keeps("ana").and("ben@ana").told();
    let ben = stack.participant("ben@ana");
    assert_eq!(ben.tries_why("referral_id=ref_bo-co").status, 404);
    let told = ben.asks_why("reward_id=rwd_bo-co.referrer").to_string();
    assert!(!told.contains("Bo R."), "{told}");
    assert!(ben.asks_all("").is_empty(), "whom Ana referred is hers");
}

#[test]
fn staff_alone_ask_as_staff() {
    let stack = with_bo_and_cy();
    let ana = stack.participant("ana");
    let path = "/v1/admin/explanations?account_id=ana-co";
    let answer = crate::harness::answer::send(ana.request(reqwest::Method::GET, path));
    assert_eq!(answer.status, 403, "{answer:?}");
}
