//! A referrer who pays late.

use crate::contactually::{joins_by_anas_invite, with_paying_ana};
use crate::harness::stack::Stack;
use crate::money_bugs::ana_has_10_dollars_once;

/// Ana's renewal of June was declined, and Bo pays for the first time.
fn bo_pays_while_ana_is_overdue() -> Stack {
    let stack = with_paying_ana();
    stack.clock().to("2022-06-24T09:00:00Z");
    joins_by_anas_invite(&stack, "bo");
    stack.stripe().card_declines("ana", true);
    stack.clock().to("2022-06-26T09:00:00Z");
    assert_eq!(stack.stripe().last_invoice("ana").status, "open");

    stack.stripe().subscribes("bo").monthly("29 USD");

    let home = stack.participant("ana").home();
    assert_eq!((home.pending(), home.posted()), (1_000, 0));
    assert_eq!(home.referrals()[0]["reason"], "waiting_for_referrer_to_pay");
    let mail = stack.mailbox().only_one_to("ana");
    assert!(mail.subject.contains("is waiting"), "{mail:?}");
    assert!(
        mail.text.contains("You have until 26 July 2022"),
        "{mail:?}"
    );
    stack
}

/// Guards: an overdue payment is in doubt (`domain::paying::Paying::paid_at`), and its outcome
/// decides (`domain::release::referrer_paid`).
#[test]
fn e32_a_referrer_who_settles_what_was_overdue_earns() {
    let stack = bo_pays_while_ana_is_overdue();

    stack.stripe().card_declines("ana", false);
    let bill = stack.stripe().last_invoice("ana");
    stack.stripe().pays(&bill);

    ana_has_10_dollars_once(&stack);
}

#[test]
fn e32_a_referrer_who_never_settles_it_earns_nothing() {
    let stack = bo_pays_while_ana_is_overdue();

    stack.clock().advance("P31D");

    super::nothing_earned(&stack);
    let home = stack.participant("ana").home();
    assert_eq!(
        home.referrals()[0]["reason"],
        "referrer_not_paying_at_instant"
    );
}
