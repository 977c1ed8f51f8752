//! What staff see beside it: every rule, and an answer to send.

use super::{
    CheckResult, Rule, ana_is_told, clientjoy, contactually, fact, result, staff_see,
    waiting_for_ana,
};
use crate::reason::Reason;
use crate::reward::Side;
use crate::testing::posted;
use crate::testing::{invoiced, money};

#[test]
fn the_rules_are_listed_with_what_they_came_to() {
    let story = waiting_for_ana()
        .signs_up("2022-05-25")
        .pays("in_1", "29 USD", "2022-06-08")
        .settles("2022-06-09");
    let seen = staff_see(&story, Side::Referrer, "2022-06-10");
    assert_eq!(result(&seen, Rule::Attribution), Some(CheckResult::Passed));
    assert_eq!(
        result(&seen, Rule::Qualification),
        Some(CheckResult::Passed)
    );
    assert_eq!(result(&seen, Rule::Eligibility), Some(CheckResult::Failed));
    assert_eq!(result(&seen, Rule::Posting), Some(CheckResult::Open));
    assert_eq!(seen.rule, Rule::Eligibility);
    assert_eq!(fact(&seen, Rule::Eligibility, "must_be"), Some("paying"));
    assert_eq!(
        fact(&seen, Rule::Eligibility, "when"),
        Some("qualification")
    );
    assert_eq!(fact(&seen, Rule::Eligibility, "otherwise"), Some("forfeit"));
    assert_eq!(
        fact(&seen, Rule::Eligibility, "paid_at_qualification"),
        Some("no")
    );
    assert_eq!(fact(&seen, Rule::Qualification, "invoice_id"), Some("in_1"));
    assert!(seen.evidence.contains(&"in_1".to_owned()));
    assert!(seen.evidence.contains(&"contactually#1".to_owned()));
}

#[test]
fn what_still_waits_is_said_to_wait() {
    let seen = staff_see(
        &contactually().signs_up("2022-05-25"),
        Side::Referrer,
        "2022-06-01",
    );
    assert_eq!(
        result(&seen, Rule::Qualification),
        Some(CheckResult::Waiting)
    );
    assert_eq!(result(&seen, Rule::Eligibility), Some(CheckResult::Open));
}

#[test]
fn a_friends_side_is_not_asked_who_may_earn() {
    let seen = staff_see(
        &clientjoy().signs_up("2022-05-25"),
        Side::Friend,
        "2022-06-01",
    );
    assert_eq!(result(&seen, Rule::Eligibility), None);
}

#[test]
fn e26_e29_the_version_and_the_day_that_decided_the_amount_are_named() {
    let seen = staff_see(
        &clientjoy().signs_up("2022-05-25"),
        Side::Referrer,
        "2022-06-01",
    );
    assert_eq!(fact(&seen, Rule::Amount, "terms_version"), Some("1"));
    assert_eq!(fact(&seen, Rule::Amount, "decided_by"), Some("signup"));
    assert_eq!(
        fact(&seen, Rule::Amount, "decided_at"),
        Some("2022-05-25T00:00:00Z")
    );
    assert_eq!(
        fact(&seen, Rule::Amount, "period_ends_at"),
        Some("2022-05-31T18:30:00Z")
    );
    assert_eq!(fact(&seen, Rule::Amount, "time_zone"), Some("Asia/Kolkata"));
}

#[test]
fn an_invoice_that_used_credit_is_named_with_its_part() {
    let moves = [posted(Side::Referrer, 1_000), invoiced("in_ana", -400)];
    let story = contactually()
        .with_referrer(|acme| acme.stripe_customer_id = Some("cus_acme".parse().unwrap()))
        .signs_up("2022-05-25")
        .pays("in_1", "29 USD", "2022-06-08")
        .settles("2022-06-09")
        .posts(Side::Referrer, "2022-06-09")
        .applies(Side::Referrer, &moves, "2022-07-01");
    let seen = staff_see(&story, Side::Referrer, "2022-07-02");
    assert_eq!(fact(&seen, Rule::Invoice, "used_by"), Some("in_ana: $4"));
    assert_eq!(
        fact(&seen, Rule::Invoice, "left"),
        Some(money("6 USD").to_string()).as_deref()
    );
    assert_eq!(
        fact(&seen, Rule::Posting, "balance_transaction_id"),
        Some("cbtxn_1")
    );
    assert_eq!(result(&seen, Rule::Posting), Some(CheckResult::Passed));
}

#[test]
fn the_reply_greets_the_customer_and_says_what_they_are_told() {
    let story = contactually().signs_up("2022-05-25");
    let seen = staff_see(&story, Side::Referrer, "2022-06-01");
    assert_eq!(seen.customer_sees, ana_is_told(&story, "2022-06-01"));
    assert_eq!(
        seen.reply,
        "Hello Ana,\n\nBo K. signed up on 25 May 2022 and has not paid yet. Your $10 comes with \
         their first payment; a trial does not count.\n\nThe payment has to come by 24 May \
         2023.\n\nIt is for their first payment, and comes once."
    );
}

#[test]
fn what_is_the_friends_alone_is_not_in_the_reply() {
    let story = contactually()
        .signs_up("2022-05-25")
        .pays("in_1", "29 USD", "2022-06-08")
        .settles("2022-06-09");
    let seen = staff_see(&story, Side::Referrer, "2022-06-10");
    let told = format!("{:?}", seen.customer_sees);
    assert!(
        !told.contains("in_1") && !seen.reply.contains("in_1"),
        "{told}"
    );
    assert_eq!(seen.code, Reason::WaitingForStripeCustomer);
}
