//! Chapter 4: both sides are told.

use super::{signs_up_by_anas_link, with_ana};

#[test]
fn c18_the_referrer_gets_a_mail_on_earning() {
    let stack = with_ana();

    signs_up_by_anas_link(&stack, "bo");

    let mail = stack.mailbox().only_one_to("ana");
    assert_eq!(mail.subject, "You earned $50 credit for referring Bo R.");
    assert!(
        mail.text.contains("Redeem it whenever you like"),
        "{mail:?}"
    );
    assert!(!mail.everything().contains("bo@bo-co.example"), "{mail:?}");
}

#[test]
fn c19_the_notification_is_there_at_once_and_unread_until_seen() {
    let stack = with_ana();
    let ana = stack.participant("ana");
    assert_eq!(ana.home().unread(), 0);

    signs_up_by_anas_link(&stack, "bo");

    let home = ana.home();
    assert_eq!(home.unread(), 1);
    assert_eq!(home.notifications(), ["credit_earned"]);

    ana.sees_notifications();

    let home = ana.home();
    assert_eq!(home.unread(), 0);
    assert_eq!(home.notifications(), ["credit_earned"]);

    stack.clock().advance("PT1M");
    signs_up_by_anas_link(&stack, "cy");
    assert_eq!(ana.home().unread(), 1);
}

#[test]
fn c20_the_balance_is_shown_with_what_it_came_from() {
    let stack = with_ana();
    signs_up_by_anas_link(&stack, "bo");
    signs_up_by_anas_link(&stack, "cy");
    let home = stack.participant("ana").home();
    assert_eq!(
        (home.available(), home.pending(), home.posted()),
        (10_000, 0, 0)
    );
    assert_eq!(home.referrals().len(), 2);
    assert!(!home.everything().contains("bo@bo-co.example"), "{home:?}");
}

#[test]
fn c31_the_friend_is_told_of_the_credit_of_their_own() {
    let stack = with_ana();

    signs_up_by_anas_link(&stack, "bo");

    let mail = stack.mailbox().only_one_to("bo");
    assert!(mail.subject.contains("$50"), "{mail:?}");
    assert!(mail.text.contains("Ana"), "{mail:?}");
    assert!(
        !mail.everything().contains("ana@ana-co.example"),
        "{mail:?}"
    );
    assert_eq!(
        stack.participant("bo").home().notifications(),
        ["friend_credit"]
    );
}

#[test]
fn c18_every_mail_says_how_to_stop_it() {
    let stack = with_ana();
    signs_up_by_anas_link(&stack, "bo");
    let mails = stack.mailbox().all();
    assert_eq!(mails.len(), 2);
    for mail in mails {
        let url = mail.unsubscribe_url();
        assert!(url.contains("/u/"), "{url}");
        assert!(mail.text.contains("1 Example Street"), "{mail:?}");
    }
}

#[test]
fn c18_one_click_in_the_mail_program_stops_the_mail_and_not_the_credit() {
    let stack = with_ana();
    signs_up_by_anas_link(&stack, "bo");
    let url = stack.mailbox().only_one_to("ana").unsubscribe_url();

    let stopped = stack.friend().unsubscribes_by_one_click(&url);
    assert!(stopped.status < 300, "{stopped:?}");
    signs_up_by_anas_link(&stack, "cy");

    assert_eq!(stack.mailbox().of_person("ana").len(), 1);
    let home = stack.participant("ana").home();
    assert_eq!((home.available(), home.unread()), (10_000, 2));
}
