//! A signup that staff tie to its referrer afterwards (C25, K18, E6).

use serde_json::{Value, json};

use super::office::Office;
use crate::harness::program::Program;
use crate::harness::stack::Stack;

fn claim_of(friend: &str) -> Value {
    json!({
        "friend_account_id": format!("{friend}-co"),
        "referrer_account_id": "ana-co",
        "referrer_participant_id": "ana",
        "referred_at": "2022-05-24T09:00:00Z",
        "evidence": "ticket 4711: Ana's message of 24 May with her link",
        "reason": "opened on a phone, signed up at a desk",
    })
}

/// Ana is a customer; Bo signed up without her link.
fn with_bo_who_lost_the_link() -> Stack {
    let stack = Stack::of(&Program::clientjoy());
    stack.host().keeps("ana").told();
    let answer = stack.host().signs_up("bo").told();
    assert_eq!(answer["reason"], "not_via_link_or_accept");
    stack
}

#[test]
fn c25_e6_a_lost_link_is_made_good_by_a_claim_with_evidence() {
    let stack = with_bo_who_lost_the_link();
    let jo = Office::of(&stack, "jo");

    let claimed = jo.posts("/referrals", &claim_of("bo")).expect(201);

    assert_eq!(claimed["referral_id"], "ref_bo-co");
    assert_eq!(claimed["status"], "qualified");
    stack.settle();
    assert_eq!(stack.participant("ana").home().available(), 5_000);
    let records = jo.audit("target=referral:ref_bo-co");
    assert_eq!(records[0]["action"], "referral_claimed");
    assert_eq!(
        records[0]["after"]["evidence"],
        "ticket 4711: Ana's message of 24 May with her link"
    );
    // The host's call, told again, hears of the referral and of no reason against it.
    let again = stack.host().signs_up("bo").told();
    assert_eq!(again["referral"]["id"], "ref_bo-co");
    assert_eq!(again["reason"], json!(null));
}

#[test]
fn an_account_is_claimed_at_most_once_and_repeating_the_call_changes_nothing() {
    let stack = with_bo_who_lost_the_link();
    let jo = Office::of(&stack, "jo");
    jo.posts_as("once", "/referrals", &claim_of("bo"))
        .expect(201);
    jo.posts_as("once", "/referrals", &claim_of("bo"))
        .expect(201);
    let second = jo.posts("/referrals", &claim_of("bo"));
    assert_eq!(second.problem(409), "claim_refused");
    stack.settle();
    assert_eq!(stack.participant("ana").home().available(), 5_000);
    assert_eq!(jo.audit("target=referral:ref_bo-co").len(), 1);
}

#[test]
fn a_claim_names_who_is_known_and_comes_with_evidence() {
    let stack = with_bo_who_lost_the_link();
    let jo = Office::of(&stack, "jo");
    let wrong = |field: &str, value: &str| {
        let mut claim = claim_of("bo");
        claim[field] = value.into();
        let refused = jo.posts("/referrals", &claim);
        assert_eq!(refused.problem(400), "invalid_request", "{field}");
        assert_eq!(refused.pointers(), [format!("/{field}")]);
    };
    wrong("friend_account_id", "nobody");
    wrong("referrer_account_id", "nobody");
    wrong("referrer_participant_id", "nobody");
    wrong("evidence", "mail of ana@ana-co.example");
    wrong("program_id", "no-program");
    let mut early = claim_of("bo");
    early["referred_at"] = "2022-05-30T09:00:00Z".into();
    assert_eq!(jo.posts("/referrals", &early).problem(409), "claim_refused");
    let mut own = claim_of("bo");
    own["friend_account_id"] = "ana-co".into();
    assert_eq!(jo.posts("/referrals", &own).problem(409), "claim_refused");
    assert!(jo.audit("staff=jo").is_empty());
}
