//! What Stripe calls paid, and what is not the friend's first payment for all that.

use super::nothing_earned;
use crate::harness::program::Program;
use crate::money_bugs::{ana_has_10_dollars_once, bo_is_a_customer, with_ana_and_bo};

/// Guard: what was paid out of band is not counted (`domain::payment::Payment::counted`).
#[test]
fn e20_f26_a_bill_that_was_paid_by_cheque_counts_only_where_the_program_says_so() {
    let stack = with_ana_and_bo(&Program::contactually());
    bo_is_a_customer(&stack);
    stack.stripe().card_declines("bo", true);
    stack.stripe().subscribes("bo").monthly("29 USD");
    let bill = stack.stripe().last_invoice("bo");

    stack.stripe().pays_out_of_band(&bill);

    let paid = stack.stripe().last_invoice("bo");
    assert_eq!((paid.status.as_str(), paid.amount_paid), ("paid", 2_900));
    nothing_earned(&stack);
    // The next month is paid by card.
    stack.stripe().card_declines("bo", false);
    stack.clock().to("2022-06-25T12:00:00Z");
    assert_eq!(stack.stripe().credits("ana").len(), 1);

    let stack = with_ana_and_bo(&Program::contactually().with("allow_out_of_band", "true"));
    bo_is_a_customer(&stack);
    stack.stripe().card_declines("bo", true);
    stack.stripe().subscribes("bo").monthly("29 USD");
    let bill = stack.stripe().last_invoice("bo");
    stack.stripe().pays_out_of_band(&bill);
    ana_has_10_dollars_once(&stack);
}

/// Guard: `invoice.paid` alone proves a payment (`settle_payments::settle::customer`).
#[test]
fn e21_a_debit_counts_once_it_has_arrived_and_not_while_it_is_processing() {
    for arrives in [false, true] {
        let stack = with_ana_and_bo(&Program::contactually().with("one_off_counts", "true"));
        let session = stack.stripe().buys_by_debit("bo", "29 USD");
        nothing_earned(&stack);
        stack.clock().advance("P3D");

        stack.stripe().debit_ends(&session, arrives);

        if arrives {
            ana_has_10_dollars_once(&stack);
        } else {
            nothing_earned(&stack);
        }
    }
}

/// Guard: only invoices that Stripe calls paid are asked for (`stripe::client`).
#[test]
fn e23_a_bill_counts_once_all_of_it_is_paid() {
    let stack = with_ana_and_bo(&Program::contactually());
    bo_is_a_customer(&stack);
    stack.stripe().card_declines("bo", true);
    stack.stripe().subscribes("bo").monthly("29 USD");
    assert_eq!(stack.stripe().last_invoice("bo").status, "open");
    nothing_earned(&stack);

    stack.stripe().card_declines("bo", false);
    let bill = stack.stripe().last_invoice("bo");
    stack.stripe().pays(&bill);

    ana_has_10_dollars_once(&stack);
}

/// Guard: what bills no subscription is no payment for the plan
/// (`domain::payment::Payment::counted`).
#[test]
fn e24_a_setup_fee_that_comes_first_counts_only_where_the_program_says_so() {
    let stack = with_ana_and_bo(&Program::contactually());
    bo_is_a_customer(&stack);
    stack.stripe().bills_once("bo", "99 USD");
    nothing_earned(&stack);
    stack.stripe().subscribes("bo").monthly("29 USD");
    ana_has_10_dollars_once(&stack);

    let stack = with_ana_and_bo(&Program::contactually().with("one_off_counts", "true"));
    bo_is_a_customer(&stack);
    stack.stripe().bills_once("bo", "99 USD");
    ana_has_10_dollars_once(&stack);
}

/// Guard: a business key never expires, so what is remembered of an event may (E57).
#[test]
fn e57_an_event_that_comes_again_after_it_was_forgotten_earns_nothing_more() {
    let stack = with_ana_and_bo(&Program::contactually());
    bo_is_a_customer(&stack);
    stack.stripe().subscribes("bo").monthly("29 USD");
    ana_has_10_dollars_once(&stack);
    let before = stack.stripe().credits("ana");
    let first = stack.stripe().events("invoice.paid").remove(0);
    stack.clock().advance("P120D");
    let id = first["id"].as_str().unwrap();
    assert!(stack.table_items(&format!("STRIPEEVENT%23{id}")).is_empty());

    stack.webhook().delivers(&first).sent().expect(200);

    assert_eq!(stack.stripe().credits("ana"), before);
    assert_eq!(stack.table_items(&format!("STRIPEEVENT%23{id}")).len(), 1);
}

/// Guard: the end of a subscription takes nothing back (`settle_payments::settle`).
#[test]
fn e55_a_friend_who_cancels_the_next_day_without_a_refund_was_a_customer() {
    let stack = with_ana_and_bo(&Program::contactually().with("hold_days", "14"));
    bo_is_a_customer(&stack);
    let plan = stack.stripe().subscribes("bo").monthly("29 USD");
    stack.settle();
    stack.clock().advance("P1D");

    plan.is_canceled();
    stack.clock().advance("P14D");

    ana_has_10_dollars_once(&stack);
}

/// Guard: who leaves too soon ends what is held (`domain::course::of`).
#[test]
fn e55_a_friend_who_cancels_too_soon_ends_it_where_the_program_asks_to_stay() {
    for (days, stays) in [("P1D", false), ("P11D", true)] {
        let asks = "14\nrequire_retention_days = 10";
        let stack = with_ana_and_bo(&Program::contactually().with("hold_days", asks));
        bo_is_a_customer(&stack);
        let plan = stack.stripe().subscribes("bo").monthly("29 USD");
        stack.settle();
        let ana = stack.participant("ana");
        assert_eq!(ana.home().pending(), 1_000);
        let why = ana.asks_why("referral_id=ref_bo-co");
        assert_eq!(why["code"], "in_hold_until", "{why:#}");
        let change = why["what_would_change_it"].as_str().unwrap();
        assert!(change.contains("has to stay a customer until"), "{change}");
        stack.clock().advance(days);

        plan.is_canceled();
        stack.clock().advance("P14D");

        if stays {
            ana_has_10_dollars_once(&stack);
            continue;
        }
        nothing_earned(&stack);
        let home = stack.participant("ana").home();
        assert_eq!(home.referrals()[0]["reason"], "friend_canceled");
        let why = stack.participant("ana").asks_why("referral_id=ref_bo-co");
        assert_eq!(why["code"], "friend_canceled", "{why:#}");
        let mails = stack.mailbox().subjects_to("ana");
        assert!(
            mails.iter().any(|it| it.contains("was canceled")),
            "{mails:?}"
        );
    }
}

/// Guard: what a payment is for is asked before it counts (`domain::payment::Payment::counted`).
#[test]
fn a_payment_for_another_plan_is_not_included_and_a_later_one_for_an_included_plan_earns() {
    let chosen = Program::contactually().with("hold_days", "0\nprices = [\"prod_team\"]");
    let stack = with_ana_and_bo(&chosen);
    bo_is_a_customer(&stack);
    let solo = stack.stripe().subscribes("bo").to("prod_solo");
    let solo = solo.monthly("29 USD");
    stack.settle();
    nothing_earned(&stack);
    let why = stack.participant("ana").asks_why("referral_id=ref_bo-co");
    assert_eq!(why["code"], "plan_not_included", "{why:#}");
    assert_eq!(why["outlook"], "waiting", "{why:#}");
    let staff = stack.host().asks_all("referral_id=ref_bo-co");
    assert!(format!("{staff:?}").contains("prod_team"), "{staff:?}");
    solo.is_canceled();
    stack.clock().advance("P30D");

    stack
        .stripe()
        .subscribes("bo")
        .to("prod_team")
        .monthly("49 USD");

    ana_has_10_dollars_once(&stack);
}

/// Guard: an invoice carries its first ten lines, and the others are asked for
/// (`settle_payments::plans::billed`).
#[test]
fn a_plan_counts_that_is_on_no_line_of_an_invoices_first_ten() {
    let chosen = Program::contactually().with("hold_days", "0\nprices = [\"prod_team\"]");
    let stack = with_ana_and_bo(&chosen);
    bo_is_a_customer(&stack);
    let many = stack.stripe().subscribes("bo").after_others(11);

    many.to("prod_team").monthly("49 USD");

    let bill = stack.stripe().last_invoice("bo");
    let read = stack.stripe().get(&format!("/v1/invoices/{}", bill.id));
    assert_eq!(read["lines"]["has_more"], true);
    assert!(!read["lines"].to_string().contains("prod_team"));
    ana_has_10_dollars_once(&stack);
}
