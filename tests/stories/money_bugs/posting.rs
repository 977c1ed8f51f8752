//! A credit reaches the Stripe balance once, whatever is lost on the way.

use super::{ana_has_10_dollars_once, bo_is_a_customer, with_ana_and_bo, with_ana_paying};
use crate::harness::program::Program;
use crate::harness::stack::Stack;

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
fn f35_e44_e45_a_posting_whose_answer_is_lost_is_not_made_again() {
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
fn f37_e44_a_posting_is_not_made_again_under_a_key_that_stripe_has_forgotten() {
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
    stack.letters().discards_missed_runs();
}

/// Guards: a customer of another currency, or none any more, is seen before Stripe is called
/// (`post_credits::post::unfit`); the credit stays available and says why
/// (`domain::posting::blocked`, `portal::credits::available`).
#[test]
fn f38_a_credit_that_stripe_cannot_take_stays_available_with_the_reason() {
    let anybody = || Program::contactually().with("eligibility", "\"any\"");
    let waits = |stack: &Stack, reason: &str| {
        bo_is_a_customer(stack);
        stack.stripe().subscribes("bo").monthly("29 USD");
        stack.bus().repeats();
        let home = stack.participant("ana").home();
        assert_eq!((home.available(), home.posted()), (1_000, 0), "{reason}");
        assert_eq!(home.0["credits"][0]["state"], "available");
        assert_eq!(home.0["credits"][0]["reason"], reason);
        let told = home.0["credits"][0]["explanation"].as_str();
        assert!(told.is_some_and(|told| told.contains("staff")), "{told:?}");
        let ids = stack.bus().ids();
        let blocked = ids.iter().filter(|id| id.contains("credit.blocked"));
        assert_eq!(blocked.count(), 1, "{ids:?}");
    };

    let euros = with_ana_paying("45 EUR", &anybody());
    waits(&euros, "currency_mismatch");
    assert!(euros.stripe().credits("ana").is_empty());

    let gone = with_ana_and_bo(&anybody());
    gone.stripe().deletes("ana");
    waits(&gone, "posting_refused");
}

/// Stripe takes credit off the next invoice that it finalizes; one that was finalized between the
/// reservation and the call is not it, and the credit says where it is.
#[test]
fn f39_a_credit_that_misses_the_invoice_comes_off_the_next_one() {
    let stack = with_ana_and_bo(&Program::contactually());
    bo_is_a_customer(&stack);
    stack.clock().to("2022-06-25T08:30:00Z");
    let balance = "POST /v1/customers/*/balance_transactions";
    stack.stripe().fails(balance, "429", 10_000);
    stack.stripe().subscribes("bo").monthly("29 USD");
    stack.settle();
    let home = stack.participant("ana").home();
    assert_eq!((home.available(), home.posted()), (1_000, 0));

    stack.clock().advance("PT3H");
    let missed = stack.stripe().last_invoice("ana");
    assert_eq!(
        (missed.status.as_str(), missed.amount_paid),
        ("paid", 4_900)
    );
    stack.stripe().recovers();
    stack.clock().advance("PT1H");

    ana_has_10_dollars_once(&stack);
    let home = stack.participant("ana").home();
    assert_eq!(home.0["credits"][0]["state"], "posted");
    stack.clock().to("2022-07-25T12:00:00Z");
    let next = stack.stripe().last_invoice("ana");
    assert_ne!(next.id, missed.id);
    assert_eq!((next.total, next.amount_paid), (4_900, 3_900));
}
