//! Two accounts become one (E39).

use serde_json::{Value, json};

use super::office::Office;
use crate::harness::program::Program;
use crate::harness::stack::Stack;

/// Ana earned $50 by Bo's signup; Cy has an account of her own.
fn with_anas_credit() -> Stack {
    let stack = Stack::of(&Program::clientjoy());
    for name in ["ana", "cy"] {
        stack.host().keeps(name).told();
    }
    let link = stack.participant("ana").link();
    let touch = stack.friend().touch_of(&link);
    stack.host().signs_up("bo").with_touch(&touch).told();
    stack.settle();
    stack
}

fn into(account: &str) -> Value {
    json!({ "into": account, "reason": "the two firms are one" })
}

/// Guard: the pair of entries and the record are one transaction
/// (`domain::adjustment::moving`, `administer::merges`).
#[test]
fn e39_two_accounts_become_one_and_the_credit_goes_along() {
    let stack = with_anas_credit();
    let jo = Office::of(&stack, "jo");

    let merged = jo
        .posts("/accounts/ana-co/merge", &into("cy-co"))
        .expect(200);

    assert_eq!(merged["moved"][0]["from"], "rwd_bo-co.referrer");
    assert_eq!(merged["moved"][0]["amount"]["amount_minor"], 5_000);
    assert_eq!(merged["left"], json!([]));
    let (ana, cy) = (
        stack.participant("ana").home(),
        stack.participant("cy").home(),
    );
    assert_eq!((ana.available(), cy.available()), (0, 5_000));
    // What happened stays where it happened.
    assert_eq!(ana.referrals().len(), 1);
    assert!(cy.referrals().is_empty());
    let records = jo.audit("target=reward:rwd_bo-co.referrer");
    assert_eq!(records[0]["action"], "credit_moved");
    assert_eq!(records[0]["reason"], "the two firms are one");
    let again = jo
        .posts("/accounts/ana-co/merge", &into("cy-co"))
        .expect(200);
    assert_eq!(again["moved"], json!([]));
    assert_eq!(stack.participant("cy").home().available(), 5_000);
}

/// Guards: `administer::merges::told`.
#[test]
fn e39_an_account_becomes_part_of_another_that_is_there_and_open() {
    let stack = with_anas_credit();
    stack.host().keeps("di").closed().told();
    let jo = Office::of(&stack, "jo");
    for other in ["ana-co", "di-co", "nobody"] {
        let refused = jo.posts("/accounts/ana-co/merge", &into(other));
        assert_eq!(refused.problem(400), "invalid_request", "{other}");
        assert_eq!(refused.pointers(), ["/into"], "{other}");
    }
    let mut stranger = into("cy-co");
    stranger["participant_id"] = "bo".into();
    let refused = jo.posts("/accounts/ana-co/merge", &stranger);
    assert_eq!(refused.pointers(), ["/participant_id"]);
    let unknown = jo.posts("/accounts/nobody/merge", &into("cy-co"));
    assert_eq!(unknown.problem(404), "not_found");
    assert_eq!(stack.participant("ana").home().available(), 5_000);
}
