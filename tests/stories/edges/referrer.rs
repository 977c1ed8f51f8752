//! A referrer who pays late, or leaves.

use crate::contactually::{joins_and_pays, joins_by_anas_invite, with_ana_under, with_paying_ana};
use crate::harness::program::Program;
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

/// Guards: credit ends with the referrer's subscription only where the program says so
/// (`domain::leaving::referrer_left_at`), and what was used is never taken back
/// (`domain::taking_back::taken`).
#[test]
fn e33_a_referrer_who_cancels_loses_what_no_invoice_used_where_the_program_says_so() {
    let voids = "\"paying\"\nvoid_on_cancel = true";
    let stack = with_ana_under(&Program::contactually().with("eligibility", voids));
    let plan = stack.stripe().subscribes("ana").monthly("49 USD");
    joins_and_pays(&stack, "bo");
    stack.stripe().bills("ana", 400);
    assert_eq!(stack.stripe().balance("ana"), -600);

    plan.is_canceled();
    stack.settle();
    stack.stripe().resends_all();

    assert_eq!(stack.stripe().balance("ana"), 0);
    let moved: Vec<i64> = stack
        .stripe()
        .credits("ana")
        .iter()
        .map(|it| it.amount)
        .collect();
    assert_eq!(moved, [-1_000, 600], "given, and once taken");
    let ana = stack.participant("ana");
    let why = ana.asks_why("referral_id=ref_bo-co");
    assert_eq!(why["code"], "reversed", "{why:#}");
    assert_eq!(why["cause"], "referrer_canceled", "{why:#}");
    let text = why["text"].as_str().unwrap();
    assert!(
        text.contains("The $4 that invoices had used by then stays used"),
        "{text}"
    );
    let mails = stack.mailbox().subjects_to("ana");
    let told = mails
        .iter()
        .filter(|it| it.contains("$6 credit was taken back"));
    assert_eq!(told.count(), 1, "{mails:?}");
    let reviews = stack
        .host()
        .request(reqwest::Method::GET, "/v1/admin/reviews");
    let reviews = crate::harness::answer::send(reviews).expect(200);
    assert_eq!(
        reviews["data"],
        serde_json::json!([]),
        "nothing is left to decide"
    );

    // A customer again, and another friend.
    stack.clock().advance("P1D");
    stack.stripe().subscribes("ana").monthly("49 USD");
    stack.settle();
    assert_eq!(
        stack.stripe().balance("ana"),
        0,
        "what ended is not given again"
    );
    joins_and_pays(&stack, "cy");
    assert_eq!(stack.stripe().balance("ana"), -1_000);
}
