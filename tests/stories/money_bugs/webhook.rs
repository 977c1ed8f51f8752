//! Deliveries that come again, or whose work breaks off; a checkout beside its invoice.

use super::{ana_has_10_dollars_once, bo_is_a_customer, with_ana_and_bo};
use crate::harness::faults::When;
use crate::harness::program::Program;

/// Guards: the event's id is stored once (`store::Store::accept_stripe_event`); a referral that
/// has qualified does not qualify again (`domain::qualification::decide`).
#[test]
fn a_webhook_that_stripe_repeats_is_credited_once() {
    let stack = with_ana_and_bo(&Program::contactually());
    bo_is_a_customer(&stack);
    stack.stripe().duplicates(3);
    stack.stripe().subscribes("bo").monthly("29 USD");
    stack.settle();

    for _ in 0..3 {
        stack.stripe().resends_all();
        stack.settle();
    }

    ana_has_10_dollars_once(&stack);
    let mut accepted = stack.webhook().accepted("evt_");
    let all = accepted.len();
    accepted.sort();
    accepted.dedup();
    assert_eq!(accepted.len(), all, "an event was accepted twice");
}

/// Guard: what is settled is the customer's invoices as Stripe has them, and not the event, so
/// two events about one payment are one payment (`settle_payments::settle::as_friend`).
#[test]
fn f24_two_events_about_one_payment_are_one_payment() {
    let stack = with_ana_and_bo(&Program::contactually());
    bo_is_a_customer(&stack);
    stack.stripe().subscribes("bo").monthly("29 USD");
    stack.settle();
    let mut twin = stack.stripe().events("invoice.paid").pop().unwrap();
    twin["id"] = "evt_twin".into();

    stack.webhook().delivers(&twin).sent().expect(200);

    assert_eq!(stack.webhook().accepted("evt_twin").len(), 1);
    ana_has_10_dollars_once(&stack);
    assert!(stack.queue("SettlePaymentsQueue").waiting().is_empty());
}

/// Guards: a Checkout session only links the customer to the account; the invoice alone is the
/// proof of payment (`settle_payments::locate::of_checkout`). A referral that has qualified does
/// not qualify again (`domain::qualification::decide`): whichever of the two events comes second
/// finds nothing left to do, and is done.
#[test]
fn a_checkout_and_its_invoice_are_credited_once() {
    let stack = with_ana_and_bo(&Program::contactually());

    stack.stripe().buys_by_checkout("bo", "29 USD");

    ana_has_10_dollars_once(&stack);
    assert_eq!(stack.stripe().events("checkout.session.completed").len(), 1);
    let waiting = stack.queue("SettlePaymentsQueue").waiting();
    assert!(waiting.is_empty(), "tried again and again: {waiting:?}");
}

/// Guard: a Checkout session that was completed is no payment while its invoice is unpaid, or is
/// of nothing (`settle_payments::locate::of_checkout`, `domain::terms::Rules::counts_as_payment`).
#[test]
fn a_checkout_that_begins_a_trial_is_no_payment() {
    let stack = with_ana_and_bo(&Program::contactually());

    stack
        .stripe()
        .starts_a_trial_by_checkout("bo", "29 USD", 14);

    assert!(stack.stripe().credits("ana").is_empty());
    stack.clock().to("2022-06-08T12:00:00Z");
    ana_has_10_dollars_once(&stack);
}

/// Guard: what failed is given back to the queue (`settle_payments::handle`, `runtime::batch`).
#[test]
fn an_event_whose_work_fails_is_not_done() {
    for (operation, when) in [
        ("GET /v1/invoices", When::Before),
        ("GET /v1/subscriptions", When::Before),
        ("Query", When::Before),
        ("TransactWriteItems", When::Before),
        ("TransactWriteItems", When::After),
    ] {
        let stack = with_ana_and_bo(&Program::contactually());
        bo_is_a_customer(&stack);
        stack.settle();
        stack.faults().fails_at("settle-payments", operation, when);

        stack.stripe().subscribes("bo").monthly("29 USD");
        stack.settle();

        assert!(stack.faults().struck(), "{operation}");
        ana_has_10_dollars_once(&stack);
    }
}

/// Guard: accepting an event and having done its work are two records; the effect's own guard is
/// written with the effect, in one table transaction (`store::Store::commit`).
#[test]
fn an_event_is_not_done_before_its_work_is_committed() {
    for when in [When::Before, When::After] {
        let stack = with_ana_and_bo(&Program::contactually());
        bo_is_a_customer(&stack);
        stack.settle();
        stack
            .faults()
            .kills_at("settle-payments", "TransactWriteItems", when);

        stack.stripe().subscribes("bo").monthly("29 USD");
        stack.settle();

        assert!(stack.faults().struck());
        ana_has_10_dollars_once(&stack);
    }
}

/// The same, where the process dies between hearing of the payment and asking Stripe for it.
#[test]
fn an_event_whose_process_dies_before_it_asks_stripe_is_not_lost() {
    let stack = with_ana_and_bo(&Program::contactually());
    bo_is_a_customer(&stack);
    stack.settle();
    stack
        .faults()
        .kills_at("settle-payments", "GET /v1/invoices", When::After);

    stack.stripe().subscribes("bo").monthly("29 USD");
    stack.settle();

    assert!(stack.faults().struck());
    ana_has_10_dollars_once(&stack);
}
