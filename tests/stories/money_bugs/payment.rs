//! What counts as a payment: not a trial, not nothing, not what was given back.

use super::{ana_has_10_dollars_once, bo_is_a_customer, with_ana_and_bo};
use crate::harness::program::Program;

/// Guard: a payment is told by what was paid, never by `billing_reason`, which is
/// `subscription_cycle` for the first real invoice after a trial (`settle_payments::payment`).
#[test]
fn the_first_payment_after_a_trial_counts() {
    let stack = with_ana_and_bo(&Program::contactually());
    bo_is_a_customer(&stack);
    stack
        .stripe()
        .subscribes("bo")
        .on_trial(14)
        .monthly("29 USD");
    stack.settle();

    stack.clock().to("2022-06-08T12:00:00Z");

    let invoice = stack.stripe().last_invoice("bo");
    let shown = stack.stripe().get(&format!("/v1/invoices/{}", invoice.id));
    assert_eq!(shown["billing_reason"], "subscription_cycle");
    ana_has_10_dollars_once(&stack);
}

/// Guard: a payment must be above zero (`domain::terms::Rules::counts_as_payment`).
#[test]
fn f26_e17_an_invoice_of_nothing_is_no_payment() {
    let stack = with_ana_and_bo(&Program::contactually());
    bo_is_a_customer(&stack);

    stack
        .stripe()
        .subscribes("bo")
        .on_trial(14)
        .monthly("29 USD");

    let trial = stack.stripe().last_invoice("bo");
    assert_eq!((trial.status.as_str(), trial.amount_paid), ("paid", 0));
    assert!(!stack.stripe().events("invoice.paid").is_empty());
    assert!(stack.stripe().credits("ana").is_empty());
    assert_eq!(
        stack.participant("ana").home().referrals()[0]["status"],
        "signed_up"
    );
}

/// Guard: what was paid counts, not what was asked for: a coupon that covers all of an invoice
/// leaves nothing paid (`settle_payments::payment`, E18).
#[test]
fn f26_e18_an_invoice_that_a_coupon_covered_is_no_payment_and_the_next_is() {
    let stack = with_ana_and_bo(&Program::contactually());
    bo_is_a_customer(&stack);

    stack
        .stripe()
        .subscribes("bo")
        .free_at_first()
        .monthly("29 USD");
    assert!(stack.stripe().credits("ana").is_empty());

    stack.clock().to("2022-06-25T12:00:00Z");
    assert_eq!(stack.stripe().credits("ana").len(), 1);
}

/// Guard: refunds are summed by their own ids and taken from what was paid, before anything is
/// earned (`settle_payments::payment::came_back`), and a refund in the hold cancels what was
/// (`domain::qualification::disqualify`).
#[test]
fn e48_a_first_payment_that_is_refunded_in_the_hold_earns_nothing() {
    let stack = with_ana_and_bo(&Program::contactually().with("hold_days", "14"));
    bo_is_a_customer(&stack);
    stack.stripe().subscribes("bo").monthly("29 USD");
    assert_eq!(stack.participant("ana").home().pending(), 1_000);
    stack.clock().advance("P3D");

    let invoice = stack.stripe().last_invoice("bo");
    stack.stripe().refunds(&invoice, None);
    stack.clock().advance("P17D");

    assert!(stack.stripe().credits("ana").is_empty());
    let home = stack.participant("ana").home();
    assert_eq!((home.pending(), home.available(), home.posted()), (0, 0, 0));
    assert_eq!(home.referrals()[0]["reason"], "refunded");
    assert!(
        home.notifications().contains(&"credit_canceled"),
        "{home:?}"
    );
}

/// The same, where the two refunds of a payment are heard of before the payment.
#[test]
fn e51_a_payment_that_was_refunded_before_it_is_heard_of_earns_nothing() {
    let stack = with_ana_and_bo(&Program::contactually());
    bo_is_a_customer(&stack);
    stack.settle();
    stack.stripe().reorders();
    stack.stripe().subscribes("bo").monthly("29 USD");
    let invoice = stack.stripe().last_invoice("bo");
    stack.stripe().refunds(&invoice, Some(1_500));
    stack.stripe().refunds(&invoice, Some(1_400));

    stack.stripe().releases();

    assert!(stack.stripe().credits("ana").is_empty());
    assert_eq!(
        stack.participant("ana").home().referrals()[0]["reason"],
        "refunded"
    );
}

/// Guard: the sum of all refunds decides, so a part of a payment that is given back leaves the
/// rest a payment (E47).
#[test]
fn f27_e47_a_payment_that_is_refunded_in_part_still_earns() {
    let stack = with_ana_and_bo(&Program::contactually().with("hold_days", "14"));
    bo_is_a_customer(&stack);
    stack.stripe().subscribes("bo").monthly("29 USD");
    stack.clock().advance("P3D");

    let invoice = stack.stripe().last_invoice("bo");
    stack.stripe().refunds(&invoice, Some(1_000));
    stack.clock().advance("P12D");

    assert_eq!(stack.stripe().balance("ana"), -1_000);
}
