//! SES's reports: doubled, in any order, before our own, or of what we do not know (F41).

use super::{ben_invites_later, invited, mails_to, seen_by_ana, with_ana};
use crate::harness::faults::When;

const BO: &str = "bo@bo-co.example";
/// SES tells nothing of it by itself.
const CY: &str = "cy@silent.example";

#[test]
fn f41_a_bounce_told_twice_and_a_delivery_after_it_leave_it_bounced() {
    let stack = with_ana();
    let mail = invited(&stack, CY);
    for fate in ["bounce", "bounce", "deliver"] {
        stack.mailbox().tells(&mail, fate);
    }
    assert_eq!(seen_by_ana(&stack), "bounced");
    ben_invites_later(&stack, CY);
    assert_eq!(mails_to(&stack, CY), 1);
}

#[test]
fn f41_a_complaint_comes_before_the_sending_is_written_down() {
    let stack = with_ana();
    stack
        .faults()
        .kills_at("deliver-mail", "SendEmail", When::After);
    let mail = invited(&stack, CY);
    stack.mailbox().tells(&mail, "complain");
    stack.settle();
    stack.clock().advance("PT6M");
    assert_eq!(mails_to(&stack, CY), 1, "never sent again by machine");
    ben_invites_later(&stack, CY);
    assert_eq!(mails_to(&stack, CY), 1, "never written to again");
}

#[test]
fn f41_events_that_arrive_twice_and_backwards_end_alike() {
    let stack = with_ana();
    stack.faults().deliver_twice();
    stack.faults().reverse();
    let mail = invited(&stack, CY);
    for fate in ["deliver", "complain", "bounce"] {
        stack.mailbox().tells(&mail, fate);
    }
    stack.settle();
    stack.faults().end();
    ben_invites_later(&stack, CY);
    assert_eq!(mails_to(&stack, CY), 1);
}

#[test]
fn a_full_mailbox_is_told_and_written_to_again_a_month_later() {
    let stack = with_ana();
    let mail = invited(&stack, CY);
    stack.mailbox().tells(&mail, "soft-bounce");
    assert_eq!(seen_by_ana(&stack), "bounced");
    ben_invites_later(&stack, CY);
    assert_eq!(mails_to(&stack, CY), 2);
}

#[test]
fn a_full_mailbox_does_not_hide_that_the_message_arrived() {
    let stack = with_ana();
    let mail = invited(&stack, BO);
    stack.mailbox().tells(&mail, "soft-bounce");
    assert_eq!(seen_by_ana(&stack), "sent");
}

#[test]
fn a_message_that_ses_rejects_is_shown_as_bounced() {
    let stack = with_ana();
    let mail = invited(&stack, CY);
    stack.mailbox().tells(&mail, "reject");
    assert_eq!(seen_by_ana(&stack), "bounced");
}

#[test]
fn a_delay_changes_nothing() {
    let stack = with_ana();
    let mail = invited(&stack, CY);
    stack.mailbox().tells(&mail, "delay");
    assert_eq!(seen_by_ana(&stack), "sent");
}

#[test]
fn e64_the_referrer_does_not_see_that_a_friend_complained() {
    let stack = with_ana();
    let mail = invited(&stack, BO);
    stack.mailbox().tells(&mail, "complain");
    assert_eq!(seen_by_ana(&stack), "sent");
}
