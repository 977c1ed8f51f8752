//! Credit that is earned around the time of a bill.

use crate::contactually::{joins_and_pays, with_paying_ana};
use crate::harness::stack::Stack;

/// Ana's subscription renews at nine, and Stripe finalizes the invoice an hour later.
fn ana_earns_at(instant: &str) -> Stack {
    let stack = with_paying_ana();
    stack.clock().to(instant);
    joins_and_pays(&stack, "bo");
    let mail = stack.mailbox().only_one_to("ana");
    assert!(mail.text.contains("next invoice"), "{mail:?}");
    stack.clock().to("2022-06-25T12:00:00Z");
    stack
}

#[test]
fn e40_credit_that_is_earned_before_the_draft_is_finalized_comes_off_it() {
    let stack = ana_earns_at("2022-06-25T09:30:00Z");
    let renewal = stack.stripe().last_invoice("ana");
    assert_eq!((renewal.total, renewal.amount_paid), (4_900, 3_900));
}

#[test]
fn e40_credit_that_is_earned_after_it_comes_off_the_next() {
    let stack = ana_earns_at("2022-06-25T10:30:00Z");
    let renewal = stack.stripe().last_invoice("ana");
    assert_eq!((renewal.total, renewal.amount_paid), (4_900, 4_900));
    stack.clock().to("2022-07-25T12:00:00Z");
    let next = stack.stripe().last_invoice("ana");
    assert_eq!((next.total, next.amount_paid), (4_900, 3_900));
}
