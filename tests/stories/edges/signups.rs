//! Who is referred twice, or by each other.

use crate::harness::program::Program;
use crate::harness::stack::Stack;

fn with_ana() -> Stack {
    let stack = Stack::of(&Program::clientjoy());
    stack.host().keeps("ana").told();
    stack
}

fn comes_by_link_of(stack: &Stack, friend: &str, referrer: &str) -> String {
    let link = stack.participant(referrer).link();
    let touch = stack.friend().touch_of(&link);
    stack.host().signs_up(friend).with_touch(&touch).told();
    touch
}

/// Guard: `domain::attribution::came_second`.
#[test]
fn e10_who_comes_second_to_a_referred_account_is_told_so_and_changes_nothing() {
    let stack = with_ana();
    let touch = comes_by_link_of(&stack, "bo", "ana");
    let colleague = serde_json::json!({ "id": "bea", "email": "bea@bo-co.example" });

    let again = stack.host().signs_up("bo").with_touch(&touch).told();
    let second = stack.host().signs_up("bo").with_touch(&touch);
    let second = second.with("member", colleague).told();

    assert!(again["reason"].is_null(), "{again:?}");
    assert_eq!(second["reason"], "already_referred");
    assert_eq!(second["referral"], again["referral"]);
    assert_eq!(stack.participant("ana").home().available(), 5_000);
}

/// Guard: an account that is older than the click is no new one (`domain::attribution::guards`).
#[test]
fn e16_f57_two_who_refer_each_other_earn_for_one_referral() {
    let stack = with_ana();
    comes_by_link_of(&stack, "bo", "ana");
    let touch = stack.friend().touch_of(&stack.participant("bo").link());

    let back = stack.host().signs_up("ana").with_touch(&touch).told();

    assert_eq!(back["reason"], "existing_account");
    for name in ["ana", "bo"] {
        assert_eq!(stack.participant(name).home().available(), 5_000, "{name}");
    }
}
