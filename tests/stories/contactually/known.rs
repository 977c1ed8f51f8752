//! Chapter 2: who has or had an account gets no invite, and the inviter does not learn of it.

use serde_json::Value;

use super::with_paying_ana;
use crate::harness::stack::Stack;

/// What Ana is answered, and what she then sees of the invite, without what names the invite.
fn seen(stack: &Stack, address: &str) -> (u16, Value, Value) {
    let ana = stack.participant("ana");
    let answer = ana.invites(&[address]).sent();
    let mut answered = answer["data"][0].clone();
    let mut listed = ana.sent_invites();
    let mut listed = listed.swap_remove(
        listed
            .iter()
            .position(|invite| invite["id"] == answered["id"])
            .unwrap(),
    );
    for each in [&mut answered, &mut listed] {
        let fields = each.as_object_mut().unwrap();
        for own in ["id", "email", "recipient", "created_at", "expires_at"] {
            fields.remove(own);
        }
    }
    (answer.status, answered, listed)
}

#[test]
fn k11_a_customer_is_sent_no_invite() {
    let stack = with_paying_ana();
    stack.host().keeps("bo").told();
    stack
        .participant("ana")
        .invites(&["bo@bo-co.example"])
        .sent();
    assert!(stack.mailbox().of_person("bo").is_empty());
}

#[test]
fn k11_a_former_customer_is_sent_no_invite() {
    let stack = with_paying_ana();
    stack.host().keeps("bo").told();
    stack.host().keeps("bo").closed().told();
    stack.clock().advance("P90D");

    stack
        .participant("ana")
        .invites(&["bo@bo-co.example", "Bo@Bo-co.example"])
        .sent();

    assert!(stack.mailbox().all().is_empty());
}

#[test]
fn k11_an_address_that_a_member_once_had_is_sent_no_invite() {
    let stack = with_paying_ana();
    stack.host().keeps("bo").told();
    let mut member = stack.participant("bo").person.member();
    member["email"] = "bo@new.example".into();
    stack
        .host()
        .keeps("bo")
        .with("members", vec![member])
        .told();

    stack
        .participant("ana")
        .invites(&["bo@bo-co.example", "bo@new.example"])
        .sent();

    assert!(stack.mailbox().all().is_empty());
}

#[test]
fn k25_e68_the_inviter_sees_the_same_of_a_customer_a_former_one_and_a_stranger() {
    let stack = with_paying_ana();
    stack.host().keeps("bo").told();
    stack.host().keeps("cy").told();
    stack.host().keeps("cy").closed().told();

    let customer = seen(&stack, "bo@bo-co.example");
    let former = seen(&stack, "cy@cy-co.example");
    let stranger = seen(&stack, "di@di-co.example");

    assert_eq!(customer, stranger);
    assert_eq!(former, stranger);
    assert_eq!(stranger.2["status"], "sent");
    assert_eq!(stack.mailbox().all().len(), 1);
}

#[test]
fn k25_the_inviter_sees_the_same_of_one_who_said_stop() {
    let stack = with_paying_ana();
    stack.host().keeps("ben").told();
    stack
        .participant("ben")
        .invites(&["bo@bo-co.example"])
        .sent();
    let url = stack.mailbox().only_one_to("bo").unsubscribe_url();
    stack.friend().unsubscribes_by_one_click(&url);

    let stopped = seen(&stack, "bo@bo-co.example");
    let stranger = seen(&stack, "di@di-co.example");

    assert_eq!(stopped, stranger);
}

#[test]
fn k12_the_answers_say_where_an_invite_may_be_found() {
    let stack = with_paying_ana();
    let faq = stack.participant("ana").home().faq();
    let found = faq.iter().any(|answer| {
        answer.contains("spam") && answer.contains("junk") && answer.contains("Promotions")
    });
    assert!(found, "{faq:?}");
    assert!(
        faq.iter()
            .any(|answer| answer.contains("has, or once had, an account")),
        "{faq:?}"
    );
}
