//! Reminders of the Clientjoy program, which has links and an offer that ends.

use crate::harness::program::Program;
use crate::harness::stack::Stack;

const KOLKATA: &str = "Asia/Kolkata";

/// Ana's link, made at this instant, and the next so many days.
fn ana_makes_a_link(at: &str, days: &str) -> Stack {
    let stack = Stack::at(at, &Program::clientjoy());
    stack.host().keeps("ana").told();
    stack.participant("ana").makes_link();
    stack.clock().advance(days);
    stack
}

#[test]
fn r1_a_link_that_nobody_used_in_a_week_is_mentioned_with_the_link() {
    let stack = ana_makes_a_link("2022-06-05T06:00:00Z", "P6D");
    assert!(stack.mailbox().of_person("ana").is_empty());
    stack.clock().advance("P2D");
    let mail = stack.mailbox().only_one_to("ana");
    assert_eq!(mail.day_in(KOLKATA), "2022-06-12");
    let link = stack.participant("ana").link();
    assert!(mail.text.contains(&link), "{mail:?}");
    assert!(mail.text.contains("You get $25"), "{mail:?}");
}

#[test]
fn r4_the_last_week_of_the_fifty_dollars_is_announced() {
    let stack = ana_makes_a_link("2022-05-19T06:00:00Z", "P5D");
    stack.clock().advance("P1D");
    let mail = stack.mailbox().only_one_to("ana");
    assert_eq!(mail.day_in(KOLKATA), "2022-05-25");
    assert!(
        mail.subject
            .starts_with("Until 31 May 2022, 23:59 IST: you get $50"),
        "{mail:?}"
    );
    assert!(mail.text.contains("you get $25"), "{mail:?}");
}

#[test]
fn a_reminder_can_be_switched_off() {
    let program = Program::clientjoy().with("unused_link", "false");
    let stack = Stack::at("2022-06-05T06:00:00Z", &program);
    stack.host().keeps("ana").told();
    stack.participant("ana").makes_link();
    stack.clock().advance("P20D");
    assert!(stack.mailbox().of_person("ana").is_empty());
}

#[test]
fn one_click_stops_reminders_and_not_the_news_of_credit() {
    let stack = ana_makes_a_link("2022-06-05T06:00:00Z", "P8D");
    let mail = stack.mailbox().only_one_to("ana");
    let stop = mail.unsubscribe_url();
    stack.friend().unsubscribes_by_one_click(&stop);
    let touch = stack.friend().touch_of(&stack.participant("ana").link());
    stack.host().signs_up("bo").with_touch(&touch).told();
    stack.clock().advance("P30D");
    let subjects = stack.mailbox().subjects_to("ana");
    assert_eq!(subjects.len(), 2, "{subjects:?}");
    assert!(subjects[1].starts_with("You earned $25"), "{subjects:?}");
}
