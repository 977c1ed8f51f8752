//! Chapter 2: Ana writes to a friend from the page.

use super::{with_ana, with_ana_under};
use crate::harness::program::Program;
use crate::harness::stack::Stack;

const BO: &str = "bo@bo-co.example";

/// Ana has made her link, and the draft stands below it.
fn with_anas_link() -> Stack {
    let stack = with_ana();
    stack.participant("ana").makes_link();
    stack
}

#[test]
fn c12_the_draft_is_there_with_the_offer_filled_in() {
    let stack = with_anas_link();
    let (subject, message) = stack.participant("ana").home().draft();
    assert!(
        subject.contains("Ana Ruiz") && subject.contains("$50"),
        "{subject}"
    );
    assert!(
        message.contains("{friend_name}") && message.contains("$50"),
        "{message}"
    );
}

#[test]
fn c13_only_the_friends_address_is_needed() {
    let stack = with_anas_link();

    stack.participant("ana").invites(&[BO]).sent();

    let mail = stack.mailbox().only_one_to("bo");
    assert_eq!(mail.recipients, [BO]);
    assert!(mail.subject.contains("$50"), "{mail:?}");
    assert!(mail.text.contains("thought of you"), "{mail:?}");
}

#[test]
fn c9_the_link_in_the_mail_is_anas() {
    let stack = with_anas_link();
    stack.participant("ana").invites(&[BO]).sent();
    let mail = stack.mailbox().only_one_to("bo");

    let touch = stack.friend().touch_of(&mail.personal_link());
    let told = stack.host().signs_up("bo").with_touch(&touch).told();

    assert_eq!(told["referral"]["referrer_participant_id"], "ana");
    assert_eq!(stack.participant("ana").home().available(), 5_000);
}

#[test]
fn c14_the_draft_may_be_rewritten() {
    let stack = with_anas_link();
    let words = "Bo, this is the tool I told you about. You save {reward}.\n\nAna";

    stack.participant("ana").invites(&[BO]).saying(words).sent();

    let mail = stack.mailbox().only_one_to("bo");
    assert!(
        mail.text
            .contains("this is the tool I told you about. You save $50."),
        "{mail:?}"
    );
    assert!(!mail.text.contains("thought of you"), "{mail:?}");
    // No edit takes these out: the button, who caused it, the way out.
    assert!(mail.html.contains(&mail.personal_link()), "{mail:?}");
    assert!(mail.text.contains("Ana Ruiz"), "{mail:?}");
    assert!(mail.unsubscribe_url().contains("/u/"), "{mail:?}");
}

#[test]
fn c14_a_link_of_ones_own_in_the_message_is_refused_with_the_reason() {
    let stack = with_anas_link();
    for words in [
        "Look at https://evil.example/x",
        "Call me: +1 555 010 9999",
        "Write {rewrad}",
    ] {
        let refused = stack
            .participant("ana")
            .invites(&[BO])
            .saying(words)
            .tried();
        assert!((400..500).contains(&refused.status), "{words}: {refused:?}");
        assert_eq!(refused.pointers(), ["/message"], "{words}: {refused:?}");
    }
    assert!(stack.mailbox().all().is_empty());
}

#[test]
fn c28_one_recipient_at_a_time() {
    let stack = with_anas_link();

    let refused = stack
        .participant("ana")
        .invites(&[BO, "cy@cy-co.example"])
        .tried();

    assert!((400..500).contains(&refused.status), "{refused:?}");
    assert!(refused.pointers().contains(&"/recipients"), "{refused:?}");
    assert!(stack.mailbox().all().is_empty());
}

#[test]
fn c28_the_answers_say_so() {
    let stack = with_ana();
    let faq = stack.participant("ana").home().faq();
    assert!(
        faq.iter()
            .any(|answer| answer.contains("one person at a time")),
        "{faq:?}"
    );
}

#[test]
fn c28_a_program_may_allow_many() {
    let many = Program::clientjoy().with("recipients_per_request", "10");
    let stack = with_ana_under(&many);
    stack.participant("ana").makes_link();
    stack
        .participant("ana")
        .invites(&[BO, "cy@cy-co.example"])
        .sent();
    assert_eq!(stack.mailbox().all().len(), 2);
}

#[test]
fn c4_the_mail_says_until_when_the_offer_holds() {
    let stack = with_anas_link();
    stack.participant("ana").invites(&[BO]).sent();
    let mail = stack.mailbox().only_one_to("bo");
    assert!(mail.text.contains("31 May 2022"), "{mail:?}");
}

#[test]
fn c12_the_link_comes_before_the_mail_that_carries_it() {
    let stack = with_ana();
    let refused = stack.participant("ana").invites(&[BO]).tried();
    assert_eq!(refused.problem(409), "link_needed");
}
