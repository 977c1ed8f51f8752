//! The published money bugs of this field, as far as they are about payments and webhooks
//! (design 10). Each test says which guard it is there for.

use crate::harness::faults::When;
use crate::harness::program::Program;
use crate::harness::stack::Stack;

/// Ana, who pays, and Bo, who joined by her invite and pays nothing yet.
fn with_ana_and_bo(program: &Program) -> Stack {
    let stack = Stack::of(program);
    let customer = stack.stripe().customer("ana");
    stack.host().keeps("ana").paying_as(&customer).told();
    stack.stripe().subscribes("ana").monthly("49 USD");
    stack.settle();
    stack
        .participant("ana")
        .invites(&["bo@bo-co.example"])
        .sent();
    let mail = stack.mailbox().only_one_to("bo");
    let token = stack.friend().accept_of(&mail.accept_url());
    stack.host().signs_up("bo").with_accept(&token).told();
    stack
}

fn bo_is_a_customer(stack: &Stack) {
    let customer = stack.stripe().customer("bo");
    let account = stack
        .host()
        .keeps("bo")
        .with("signed_up_at", "2022-05-25T09:00:00Z");
    account.paying_as(&customer).told();
}

#[track_caller]
fn ana_has_10_dollars_once(stack: &Stack) {
    assert_eq!(stack.stripe().credits("ana").len(), 1);
    assert_eq!(stack.stripe().balance("ana"), -1_000);
    assert_eq!(stack.participant("ana").home().posted(), 1_000);
    let earned = |subject: &String| subject.contains("You earned");
    let mails = stack.mailbox().subjects_to("ana");
    assert_eq!(
        mails.iter().filter(|subject| earned(subject)).count(),
        1,
        "{mails:?}"
    );
}

/// Guards: the event's id is stored once (`store::Store::accept_stripe_event`); a qualified
/// referral does not qualify again (`domain::qualification::decide`); the journal's entry and the
/// reward are put once; a posted reward is not posted again (`domain::posting::next_step`).
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
}

/// Guard: what is settled is the customer's invoices as Stripe has them, and not the event, so
/// two events about one payment are one payment (`settle_payments::settle::as_friend`).
#[test]
fn two_events_about_one_payment_are_one_payment() {
    let stack = with_ana_and_bo(&Program::contactually());
    bo_is_a_customer(&stack);
    stack.stripe().subscribes("bo").monthly("29 USD");
    stack.settle();
    let mut twin = stack.stripe().events("invoice.paid").pop().unwrap();
    twin["id"] = "evt_twin".into();

    stack.webhook().delivers(&twin).sent().expect(200);

    assert_eq!(stack.webhook().accepted("evt_twin").len(), 1);
    ana_has_10_dollars_once(&stack);
}

/// Guard: a Checkout session only links the customer to the account; the invoice alone is the
/// proof of payment (`settle_payments::locate::of_checkout`).
#[test]
fn a_checkout_and_its_invoice_are_credited_once() {
    let stack = with_ana_and_bo(&Program::contactually());

    stack.stripe().buys_by_checkout("bo", "29 USD");

    ana_has_10_dollars_once(&stack);
    assert_eq!(stack.stripe().events("checkout.session.completed").len(), 1);
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

/// Guard: accepting an event and having done its work are two records; the effect's own guard is
/// written with the effect, in one table transaction (`store::Store::commit`), and the queue keeps
/// the message until then (`runtime::batch::run_queue`).
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

/// Guard: a payment is told by what was paid, never by `billing_reason`, which is
/// `subscription_cycle` for the first real invoice after a trial (`settle_payments::facts::payment`).
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
fn an_invoice_of_nothing_is_no_payment() {
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
/// leaves nothing paid (`settle_payments::facts::payment`, E18).
#[test]
fn an_invoice_that_a_coupon_covered_is_no_payment_and_the_next_is() {
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
/// earned (`settle_payments::facts::refunded`), and a refund in the hold cancels what was
/// (`domain::qualification::disqualify`).
#[test]
fn a_first_payment_that_is_refunded_in_the_hold_earns_nothing() {
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
fn a_payment_that_was_refunded_before_it_is_heard_of_earns_nothing() {
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
        stack.participant("ana").home().referrals()[0]["status"],
        "signed_up"
    );
}

/// Guard: the sum of all refunds decides, so a part of a payment that is given back leaves the
/// rest a payment (E47).
#[test]
fn a_payment_that_is_refunded_in_part_still_earns() {
    let stack = with_ana_and_bo(&Program::contactually().with("hold_days", "14"));
    bo_is_a_customer(&stack);
    stack.stripe().subscribes("bo").monthly("29 USD");
    stack.clock().advance("P3D");

    let invoice = stack.stripe().last_invoice("bo");
    stack.stripe().refunds(&invoice, Some(1_000));
    stack.clock().advance("P12D");

    assert_eq!(stack.stripe().balance("ana"), -1_000);
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
