//! Stopping mail: by one click, by kind, and on again (RFC 8058, requirements 3.6 and 3.7).

use crate::harness::program::Program;
use crate::harness::stack::Stack;

/// A stack with the Clientjoy program, where each signup is told to Ana by mail; one was.
fn with_a_mail_to_ana() -> (Stack, String) {
    let stack = Stack::of(&Program::clientjoy());
    stack.host().keeps("ana").told();
    signs_up(&stack, "bo");
    let stop = stack.mailbox().only_one_to("ana").unsubscribe_url();
    (stack, stop)
}

fn signs_up(stack: &Stack, name: &str) {
    let touch = stack.friend().touch_of(&stack.participant("ana").link());
    stack.host().signs_up(name).with_touch(&touch).told();
    stack.settle();
}

#[track_caller]
fn mails_to_ana(stack: &Stack) -> usize {
    stack.mailbox().of_person("ana").len()
}

#[test]
fn f42_a_stop_between_the_claim_and_the_sending_of_a_notification_still_counts() {
    // Only Ana is told when a friend has paid: the claim is of hers.
    let stack = super::with_ana();
    super::joins(&stack, "gil");
    super::pays(&stack, "gil");
    let stop = stack.mailbox().only_one_to("ana").unsubscribe_url();
    super::joins(&stack, "hal");
    stack.faults().posts_after_the_claim(&stop);
    super::pays(&stack, "hal");
    assert!(stack.faults().struck());
    assert_eq!(mails_to_ana(&stack), 1);
    assert_eq!(stack.participant("ana").home().unread(), 2);
}

#[test]
fn a_participant_stops_news_and_switches_them_on_again_with_the_same_link() {
    let (stack, stop) = with_a_mail_to_ana();
    let page = stack.friend().gets(&stop).expect(200);
    assert!(page.text.contains("Choose what you get"), "{page:?}");
    assert!(page.text.len() < 15_000, "{}", page.text.len());

    let only_reminders = [("reminders", "on"), ("do", "save")];
    let page = stack.friend().posts(&stop, &only_reminders).expect(200);
    assert_eq!(page.text.matches(" checked").count(), 1, "{page:?}");
    signs_up(&stack, "cy");
    assert_eq!(mails_to_ana(&stack), 1);

    let both = [("notifications", "on"), ("reminders", "on"), ("do", "save")];
    stack.friend().posts(&stop, &both).expect(200);
    signs_up(&stack, "dee");
    assert_eq!(mails_to_ana(&stack), 2);
}

#[test]
fn opening_the_page_stops_nothing() {
    let (stack, stop) = with_a_mail_to_ana();
    for _ in 0..3 {
        stack.friend().gets(&stop).expect(200);
    }
    signs_up(&stack, "cy");
    assert_eq!(mails_to_ana(&stack), 2);
}

#[test]
fn all_of_it_is_stopped_by_one_button() {
    let (stack, stop) = with_a_mail_to_ana();
    let page = stack.friend().posts(&stop, &[("do", "stop_all")]);
    assert!(!page.expect(200).text.contains(" checked"));
    signs_up(&stack, "cy");
    assert_eq!(mails_to_ana(&stack), 1);
}

#[test]
fn who_calls_a_mail_spam_cannot_switch_it_on_again() {
    let (stack, stop) = with_a_mail_to_ana();
    let mail = stack.mailbox().only_one_to("ana");
    stack.mailbox().tells(&mail, "complain");
    stack.settle();
    let both = [("notifications", "on"), ("reminders", "on"), ("do", "save")];
    let page = stack.friend().posts(&stop, &both).expect(200);
    assert!(page.text.contains("No mail comes"), "{page:?}");
    signs_up(&stack, "cy");
    assert_eq!(mails_to_ana(&stack), 1);
}

#[test]
fn e64_nobody_switches_a_strangers_invites_on_again() {
    let stack = super::with_ana();
    let bo = "bo@bo-co.example";
    let stop = super::invited(&stack, bo).unsubscribe_url();
    stack.friend().unsubscribes_by_one_click(&stop).expect(200);
    let both = [("notifications", "on"), ("invites", "on"), ("do", "save")];
    stack.friend().posts(&stop, &both).expect(200);
    super::ben_invites_later(&stack, bo);
    assert_eq!(super::mails_to(&stack, bo), 1);
}
