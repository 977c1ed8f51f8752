//! Chapter 5: the credit comes off Ana's next bill.

use super::{joins_and_pays, with_ana, with_paying_ana};

#[test]
fn k6_k8_the_monthly_payer_sees_10_dollars_off_on_next_months_invoice() {
    let stack = with_paying_ana();
    let first = stack.stripe().last_invoice("ana");
    joins_and_pays(&stack, "bo");
    assert_eq!(stack.stripe().invoices("ana"), std::slice::from_ref(&first));

    stack.clock().to("2022-06-25T12:00:00Z");

    let next = stack.stripe().last_invoice("ana");
    assert_ne!(next.id, first.id);
    assert_eq!(
        (next.total, next.starting_balance, next.ending_balance),
        (4_900, -1_000, 0)
    );
    assert_eq!((next.amount_due, next.amount_paid), (3_900, 3_900));
    assert_eq!(stack.stripe().balance("ana"), 0);
}

#[test]
fn k6_the_invoice_after_that_is_whole_again() {
    let stack = with_paying_ana();
    joins_and_pays(&stack, "bo");
    stack.clock().to("2022-07-25T12:00:00Z");
    let due: Vec<i64> = stack
        .stripe()
        .invoices("ana")
        .iter()
        .map(|each| each.amount_due)
        .collect();
    assert_eq!(due, [4_900, 3_900, 4_900]);
}

#[test]
fn k7_k14_the_annual_payer_waits_for_the_next_annual_invoice() {
    let stack = with_ana();
    stack.stripe().subscribes("ana").yearly("490 USD");
    joins_and_pays(&stack, "bo");
    assert_eq!(stack.stripe().balance("ana"), -1_000);

    stack.clock().to("2023-05-20T00:00:00Z");
    assert_eq!(stack.stripe().invoices("ana").len(), 1);
    stack.clock().to("2023-05-25T12:00:00Z");

    let renewal = stack.stripe().last_invoice("ana");
    assert_eq!((renewal.total, renewal.starting_balance), (49_000, -1_000));
    assert_eq!((renewal.amount_due, renewal.ending_balance), (48_000, 0));
}

#[test]
fn k7_k22_more_credits_of_the_year_stack_up_to_the_annual_invoice() {
    let stack = with_ana();
    stack.stripe().subscribes("ana").yearly("490 USD");
    joins_and_pays(&stack, "bo");
    stack.clock().to("2022-10-01T00:00:00Z");
    joins_and_pays(&stack, "cy");
    joins_and_pays(&stack, "di");

    stack.clock().to("2023-05-25T12:00:00Z");

    let renewal = stack.stripe().last_invoice("ana");
    assert_eq!(
        (renewal.starting_balance, renewal.amount_due),
        (-3_000, 46_000)
    );
}

#[test]
fn k14_the_annual_payers_mail_names_the_annual_invoice() {
    let stack = with_ana();
    stack.stripe().subscribes("ana").yearly("490 USD");
    joins_and_pays(&stack, "bo");
    let mail = stack.mailbox().only_one_to("ana");
    assert!(mail.text.contains("next annual invoice"), "{mail:?}");
    assert!(mail.text.contains("25 May 2023"), "{mail:?}");
}

#[test]
fn k6_the_monthly_payers_mail_names_the_next_invoice() {
    let stack = with_paying_ana();
    joins_and_pays(&stack, "bo");
    let mail = stack.mailbox().only_one_to("ana");
    assert!(mail.text.contains("next invoice"), "{mail:?}");
    assert!(mail.text.contains("25 June 2022"), "{mail:?}");
}

#[test]
fn k21_e35_what_is_left_of_a_credit_rolls_over_to_the_next_bills() {
    let stack = with_ana();
    stack.stripe().subscribes("ana").monthly("4 USD");
    joins_and_pays(&stack, "bo");

    stack.clock().to("2022-08-25T12:00:00Z");

    let bills: Vec<_> = stack.stripe().invoices("ana")[1..]
        .iter()
        .map(|each| (each.starting_balance, each.ending_balance, each.amount_due))
        .collect();
    assert_eq!(bills, [(-1_000, -600, 0), (-600, -200, 0), (-200, 0, 200)]);
}

#[test]
fn k16_a_bill_that_credit_covered_still_counts_as_paying() {
    let stack = with_ana();
    stack.stripe().subscribes("ana").monthly("4 USD");
    joins_and_pays(&stack, "bo");
    stack.clock().to("2022-06-26T00:00:00Z");
    assert_eq!(stack.stripe().last_invoice("ana").amount_paid, 0);

    joins_and_pays(&stack, "cy");

    assert_eq!(stack.stripe().credits("ana").len(), 2);
}

#[test]
fn k7_e41_an_upgrade_that_is_invoiced_at_once_uses_the_credit_sooner() {
    let stack = with_ana();
    let plan = stack.stripe().subscribes("ana").monthly("49 USD");
    joins_and_pays(&stack, "bo");

    plan.upgrades_at_once_to("149 USD");

    let upgrade = stack.stripe().last_invoice("ana");
    assert_eq!(upgrade.starting_balance, -1_000);
    assert_eq!(upgrade.amount_due, upgrade.total - 1_000);
    assert_eq!(upgrade.ending_balance, 0);
}

#[test]
fn e34_a_referrer_who_becomes_stripes_customer_later_gets_what_waited() {
    use crate::harness::program::Program;
    let stack =
        super::with_paying_ana_under(&Program::contactually().with("eligibility", "\"any\""));
    stack.host().keeps("ben").told();
    stack
        .participant("ben")
        .invites(&["bo@bo-co.example"])
        .sent();
    let token = stack
        .friend()
        .accept_of(&stack.mailbox().only_one_to("bo").accept_url());
    let customer = stack.stripe().customer("bo");
    stack
        .host()
        .signs_up("bo")
        .with_accept(&token)
        .paying_as(&customer)
        .told();
    stack.stripe().subscribes("bo").monthly("29 USD");
    assert_eq!(stack.participant("ben").home().available(), 1_000);

    let bens = stack.stripe().customer("ben");
    stack.host().keeps("ben").paying_as(&bens).told();

    assert_eq!(stack.stripe().balance("ben"), -1_000);
}
