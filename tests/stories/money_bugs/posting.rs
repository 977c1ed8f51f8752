//! A credit reaches the Stripe balance once, whatever is lost on the way.

use super::{ana_has_10_dollars_once, bo_is_a_customer, with_ana_and_bo};
use crate::harness::program::Program;

/// Guard: a reward that is posted is not posted again (`domain::posting::next_step`).
#[test]
fn a_credit_that_is_announced_twice_is_posted_once() {
    let stack = with_ana_and_bo(&Program::contactually());
    bo_is_a_customer(&stack);
    stack.settle();
    stack.faults().deliver_twice();

    stack.stripe().subscribes("bo").monthly("29 USD");

    ana_has_10_dollars_once(&stack);
    assert!(stack.faults().struck());
}

/// Guards: the reservation and its idempotency key (`domain::posting::idempotency_key`), and the
/// look at the balance after an answer that may not be the truth (`post_credits::post::look`).
#[test]
fn a_posting_whose_answer_is_lost_is_not_made_again() {
    for kind in [
        "500_after",
        "timeout_after",
        "500_before",
        "timeout_before",
        "409",
        "429",
    ] {
        let stack = with_ana_and_bo(&Program::contactually());
        bo_is_a_customer(&stack);
        stack.settle();
        stack
            .stripe()
            .fails("POST /v1/customers/*/balance_transactions", kind, 1);

        stack.stripe().subscribes("bo").monthly("29 USD");

        ana_has_10_dollars_once(&stack);
    }
}

/// The same, where Stripe has forgotten the key when the message comes back a day later.
#[test]
fn a_posting_is_not_made_again_under_a_key_that_stripe_has_forgotten() {
    let stack = with_ana_and_bo(&Program::contactually());
    bo_is_a_customer(&stack);
    stack.settle();
    let balance = "/v1/customers/*/balance_transactions";
    stack
        .stripe()
        .fails(&format!("POST {balance}"), "500_after", 1);
    stack
        .stripe()
        .fails(&format!("GET {balance}"), "429", 10_000);
    stack.stripe().subscribes("bo").monthly("29 USD");
    stack.settle();
    assert_eq!(stack.participant("ana").home().posted(), 0);

    stack.clock().advance("PT23H30M");
    stack.stripe().recovers();
    stack.stripe().forgets_keys();
    stack.clock().advance("PT1H");

    ana_has_10_dollars_once(&stack);
}
