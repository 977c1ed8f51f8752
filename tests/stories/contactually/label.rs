//! The word on the invoice (K8): where the program asks for it, and never in an invoice's way.

use crate::harness::program::Program;
use crate::harness::stack::Stack;
use crate::harness::stripe::Invoice;
use crate::money_bugs::{bo_is_a_customer, with_ana_and_bo};

/// Bo has paid, and Ana's $10 are on her balance, in a program with this label.
fn posted(label: Option<&str>) -> Stack {
    let program = match label {
        Some(label) => {
            let status = format!("\"active\"\ninvoice_label = \"{label}\"");
            Program::contactually().with("status", &status)
        }
        None => Program::contactually(),
    };
    let stack = with_ana_and_bo(&program);
    bo_is_a_customer(&stack);
    stack.stripe().subscribes("bo").monthly("29 USD");
    stack.settle();
    stack
}

/// Ana's renewal of June: a draft for an hour, then final.
fn renewed(stack: &Stack) -> Invoice {
    stack.clock().to("2022-06-25T09:30:00Z");
    stack.settle();
    stack.clock().to("2022-06-25T12:00:00Z");
    stack.stripe().last_invoice("ana")
}

#[test]
fn k8_the_invoice_says_that_it_uses_referral_credit() {
    let stack = posted(Some("Referral credit"));

    let invoice = renewed(&stack);

    let printed = stack.stripe().printed_on(&invoice);
    assert_eq!(printed, ["Referral credit: up to $10 from your balance"]);
    assert_eq!(
        (invoice.starting_balance, invoice.amount_due),
        (-1_000, 3_900)
    );
    // Bo's invoices use no credit.
    let bos = stack.stripe().last_invoice("bo");
    assert!(stack.stripe().printed_on(&bos).is_empty());
}

#[test]
fn k8_a_program_that_does_not_ask_prints_nothing() {
    let stack = posted(None);
    let invoice = renewed(&stack);
    assert!(stack.stripe().printed_on(&invoice).is_empty());
    assert_eq!(invoice.amount_due, 3_900);
}

/// Guard: what is in the way of a label is noted and nothing else (`settle_payments::label`).
#[test]
fn k8_an_invoice_that_stripe_will_not_label_goes_out_in_time() {
    let stack = posted(Some("Referral credit"));
    stack
        .stripe()
        .fails("POST /v1/invoices/*", "500_before", 1_000);

    let invoice = renewed(&stack);

    assert_eq!(invoice.status, "paid");
    assert_eq!(invoice.amount_due, 3_900);
    assert!(stack.stripe().printed_on(&invoice).is_empty());
    assert!(stack.letters().open().is_empty(), "nothing was given up");
}
