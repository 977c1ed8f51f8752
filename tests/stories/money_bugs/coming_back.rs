//! Money that came back, and money that came back again.

use crate::harness::answer::send;
use reqwest::Method;

use super::{ana_has_10_dollars_once, bo_is_a_customer, with_ana_and_bo};
use crate::harness::program::Program;
use crate::harness::stack::Stack;
use crate::harness::stripe::Invoice;

/// Bo has paid $29, and Ana's $10 are on her balance.
fn on_the_balance() -> (Stack, Invoice) {
    let stack = with_ana_and_bo(&Program::contactually());
    bo_is_a_customer(&stack);
    stack.stripe().subscribes("bo").monthly("29 USD");
    ana_has_10_dollars_once(&stack);
    let invoice = stack.stripe().last_invoice("bo");
    (stack, invoice)
}

#[track_caller]
fn ana_has_nothing(stack: &Stack) {
    assert_eq!(stack.stripe().balance("ana"), 0);
    let home = stack.participant("ana").home();
    assert_eq!((home.pending(), home.available(), home.posted()), (0, 0, 0));
}

#[track_caller]
fn ana_has_10_dollars(stack: &Stack) {
    assert_eq!(stack.stripe().balance("ana"), -1_000);
    assert_eq!(stack.participant("ana").home().posted(), 1_000);
}

/// Guard: what is posted and unused is taken off the balance (`domain::taking_back`), once.
#[test]
fn e48_a_refund_takes_posted_credit_off_the_balance_once() {
    let (stack, invoice) = on_the_balance();

    stack.stripe().refunds(&invoice, None);
    stack.settle();
    stack.stripe().resends_all();

    ana_has_nothing(&stack);
    assert_eq!(stack.stripe().credits("ana").len(), 2, "given and taken");
    let home = stack.participant("ana").home();
    assert!(
        home.notifications().contains(&"credit_reversed"),
        "{home:?}"
    );
    let mails = stack.mailbox().subjects_to("ana");
    let told = mails.iter().filter(|it| it.contains("was taken back"));
    assert_eq!(told.count(), 1, "{mails:?}");
}

/// Guard: `charge.refunded` says what was refunded so far, so its amounts are never added up:
/// refunds are, by their own ids (`settle_payments::payment::came_back`).
#[test]
fn f27_e49_a_sum_of_refunds_is_never_taken_for_another_refund() {
    let (stack, invoice) = on_the_balance();

    // Read as two refunds, $10 and $20 so far would be more than the $29 that were paid.
    stack.stripe().refunds(&invoice, Some(1_000));
    stack.settle();
    stack.stripe().refunds(&invoice, Some(1_000));

    ana_has_10_dollars(&stack);
}

/// Guard: a refund that is part of a credit note is in Stripe's list of refunds too, and counts
/// once (`stripe::invoice::CreditNote::given_back_minor`).
#[test]
fn a_credit_note_and_its_refund_are_one() {
    let (stack, invoice) = on_the_balance();

    stack.stripe().notes_credit(&invoice, 1_500);

    ana_has_10_dollars(&stack);
}

/// Guard: a part that comes back leaves the rest a payment (`domain::course::of`).
#[test]
fn e47_a_partial_refund_takes_nothing_back() {
    let (stack, invoice) = on_the_balance();

    stack.stripe().refunds(&invoice, Some(2_800));

    ana_has_10_dollars(&stack);
}

/// Guard: refunds are summed by their own ids (`settle_payments::payment::came_back`).
#[test]
fn f27_e49_two_partial_refunds_that_make_a_full_one_take_the_credit_back() {
    let (stack, invoice) = on_the_balance();

    stack.stripe().refunds(&invoice, Some(1_400));
    stack.settle();
    stack.stripe().refunds(&invoice, Some(1_500));

    ana_has_nothing(&stack);
}

/// Guard: an open dispute freezes and ends nothing (`domain::course::of`).
#[test]
fn a_dispute_that_opens_takes_nothing_back_and_one_that_is_lost_does() {
    let (stack, invoice) = on_the_balance();

    let dispute = stack.stripe().disputes(&invoice, false);
    ana_has_10_dollars(&stack);

    stack.stripe().closes(&dispute, "lost");
    ana_has_nothing(&stack);
    assert_eq!(
        stack.participant("ana").home().referrals()[0]["reason"],
        "dispute_lost"
    );
}

/// Guard: an inquiry is no dispute (`settle_payments::payment::Back::dispute`).
#[test]
fn an_inquiry_moves_nothing() {
    let (stack, invoice) = on_the_balance();

    let inquiry = stack.stripe().disputes(&invoice, true);
    ana_has_10_dollars(&stack);
    stack.stripe().closes(&inquiry, "warning_closed");
    ana_has_10_dollars(&stack);
}

/// The same in the hold: an inquiry keeps no credit back.
#[test]
fn an_inquiry_freezes_no_credit() {
    let stack = with_ana_and_bo(&Program::contactually().with("hold_days", "14"));
    bo_is_a_customer(&stack);
    stack.stripe().subscribes("bo").monthly("29 USD");
    let invoice = stack.stripe().last_invoice("bo");
    stack.stripe().disputes(&invoice, true);

    stack.clock().advance("P15D");

    ana_has_10_dollars(&stack);
}

/// Guard: credit that a dispute froze moves on once it is won (`domain::reversal::stand`).
#[test]
fn a_dispute_that_is_won_gives_back_what_it_froze() {
    let stack = with_ana_and_bo(&Program::contactually().with("hold_days", "14"));
    bo_is_a_customer(&stack);
    stack.stripe().subscribes("bo").monthly("29 USD");
    let invoice = stack.stripe().last_invoice("bo");
    let dispute = stack.stripe().disputes(&invoice, false);

    stack.clock().advance("P20D");
    assert!(
        stack.stripe().credits("ana").is_empty(),
        "frozen in the hold"
    );
    assert_eq!(stack.participant("ana").home().pending(), 1_000);

    stack.stripe().closes(&dispute, "won");
    stack.clock().advance("PT1H");
    ana_has_10_dollars(&stack);
}

/// Guard: what came back is counted anew from refunds and disputes as they are, and never from
/// what was taken before (`settle_payments::payment::came_back`).
#[test]
fn e54_a_refund_after_a_dispute_that_was_won_takes_the_credit_back_once() {
    let (stack, invoice) = on_the_balance();
    let dispute = stack.stripe().disputes(&invoice, false);
    stack.settle();
    stack.stripe().closes(&dispute, "won");
    ana_has_10_dollars(&stack);

    stack.stripe().refunds(&invoice, None);

    ana_has_nothing(&stack);
    assert_eq!(stack.stripe().credits("ana").len(), 2, "given and taken");
}

/// Guard: what ended the credit is undone by its own fact (`domain::reversal::stand`).
#[test]
fn e50_a_refund_that_fails_gives_the_credit_again_once() {
    let (stack, invoice) = on_the_balance();
    let refund = stack.stripe().refunds(&invoice, None);
    ana_has_nothing(&stack);

    stack.stripe().fails_refund(&refund);
    stack.settle();
    stack.stripe().resends_all();

    ana_has_10_dollars(&stack);
    assert_eq!(
        stack.stripe().credits("ana").len(),
        3,
        "given, taken, given"
    );
    let home = stack.participant("ana").home();
    assert!(
        home.notifications().contains(&"credit_reinstated"),
        "{home:?}"
    );
}

/// Guard: only what no invoice has used is taken back (`domain::application`), so nobody who
/// referred in good faith ever owes anything.
#[test]
fn what_an_invoice_has_used_is_not_taken_back() {
    let (stack, invoice) = on_the_balance();
    stack.clock().to("2022-06-26T00:00:00Z");
    assert_eq!(stack.stripe().balance("ana"), 0, "used by the June invoice");

    stack.stripe().refunds(&invoice, None);

    assert_eq!(stack.stripe().balance("ana"), 0);
    let home = stack.participant("ana").home();
    assert_eq!(home.posted(), 0);
    assert!(home.notifications().contains(&"credit_applied"), "{home:?}");
}

/// The same, where an invoice has used a part (K21).
#[test]
fn what_is_left_after_an_invoice_is_taken_back() {
    let stack = with_ana_and_bo(&Program::contactually().with("referrer", "[\"100 USD\"]"));
    bo_is_a_customer(&stack);
    stack.stripe().subscribes("bo").monthly("29 USD");
    let invoice = stack.stripe().last_invoice("bo");
    stack.clock().to("2022-06-26T00:00:00Z");
    assert_eq!(stack.stripe().balance("ana"), -5_100, "$49 used");
    assert_eq!(stack.participant("ana").home().posted(), 5_100);

    stack.stripe().refunds(&invoice, None);

    ana_has_nothing(&stack);
}

/// Guard: what a voided bill gives back of credit that has ended is taken off the balance, too
/// (`domain::given_back`).
#[test]
fn e48_what_a_bill_gives_back_after_the_credit_was_taken_back_is_taken_back_too() {
    let (stack, invoice) = on_the_balance();
    let bill = stack.stripe().bills("ana", 2_900);
    assert_eq!(stack.stripe().balance("ana"), 0, "used by the bill");
    stack.stripe().refunds(&invoice, None);
    stack.settle();
    let waiting = send(stack.host().request(Method::GET, "/v1/admin/reviews")).expect(200);
    assert_eq!(waiting["data"][0]["kind"], "remainder");

    stack.stripe().voids(&bill);

    ana_has_nothing(&stack);
    let waiting = send(stack.host().request(Method::GET, "/v1/admin/reviews")).expect(200);
    assert_eq!(waiting["data"].as_array().unwrap().len(), 0, "{waiting:?}");
}
