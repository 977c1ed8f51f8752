//! Why it is this amount.

use super::{ana_is_told, bo_is_told, clientjoy, contactually};
use crate::terms::AmountInstant;

#[test]
fn c4_c30_the_day_of_the_signup_decided_the_amount() {
    let told = ana_is_told(&clientjoy().signs_up("2022-05-25"), "2022-06-10");
    assert_eq!(
        told.why_this_amount.as_deref(),
        Some(
            "It is for the sign-up: nothing more comes when they pay or upgrade. The program \
             promised $50 when Bo K. signed up on 25 May 2022, and did so until 31 May 2022. A later change does not touch it."
        )
    );
}

#[test]
fn c4_after_the_last_day_the_later_amount_is_told() {
    let told = bo_is_told(&clientjoy().signs_up("2022-06-01"), "2022-06-10");
    assert_eq!(told.amount.unwrap().to_string(), "$25");
    let why = told.why_this_amount.unwrap();
    assert!(
        why.starts_with("The program promised $25 when you signed up"),
        "{why}"
    );
}

#[test]
fn c26_nothing_more_comes_when_a_friend_pays() {
    let told = ana_is_told(&clientjoy().signs_up("2022-05-25"), "2022-06-10");
    let why = told.why_this_amount.unwrap();
    assert!(
        why.contains("nothing more comes when they pay or upgrade"),
        "{why}"
    );
}

#[test]
fn k20_a_first_payment_earns_once() {
    let told = ana_is_told(&contactually().signs_up("2022-05-25"), "2022-06-10");
    assert_eq!(
        told.why_this_amount.as_deref(),
        Some("It is for their first payment, and comes once.")
    );
}

#[test]
fn c30_where_the_qualification_decides_its_day_is_told() {
    let story = clientjoy()
        .with_rules(|rules| rules.amount_instant = AmountInstant::Qualification)
        .signs_up("2022-05-25");
    let why = ana_is_told(&story, "2022-06-10").why_this_amount.unwrap();
    assert!(
        why.contains("$50 when Bo K. signed up on 25 May 2022"),
        "{why}"
    );
}
