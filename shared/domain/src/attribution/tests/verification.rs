//! Signups that count only once the address is verified (C32).

use super::*;
use crate::terms::FriendRelease;

fn verified_first() -> Story {
    clientjoy()
        .with_rules(|rules| rules.signup_requires = SignupRequires::EmailVerified)
        .clicked("2022-05-20")
}

#[test]
fn c32_a_signup_waits_for_the_verified_address() {
    verified_first()
        .signs_up("2022-05-25")
        .then_referred()
        .then_reason(Some(Reason::AwaitingEmailVerification))
        .then_nothing_earned(Side::Referrer)
        .then_nothing_earned(Side::Friend);
}

#[test]
fn c32_an_address_that_is_verified_at_signup_counts_at_once() {
    verified_first()
        .with_friend(|_, bo| bo.email_verified_at = Some(at("2022-05-25")))
        .signs_up("2022-05-25")
        .then_qualified_by_signup("2022-05-25");
}

#[test]
fn c32_both_sides_earn_when_the_address_is_verified_later() {
    verified_first()
        .signs_up("2022-05-25")
        .verifies("2022-05-27", "2022-05-27")
        .then_qualified_by_signup("2022-05-27")
        .then_earned(Side::Referrer, "50 USD", AVAILABLE)
        .then_earned(Side::Friend, "50 USD", AVAILABLE)
        .then_reason(None);
}

#[test]
fn e27_the_amount_is_that_of_the_signup_when_the_address_is_verified_later() {
    verified_first()
        .signs_up("2022-05-31")
        .verifies("2022-06-02", "2022-06-02")
        .then_earned(Side::Referrer, "50 USD", AVAILABLE);
}

#[test]
fn verifying_twice_earns_once() {
    verified_first()
        .signs_up("2022-05-25")
        .verifies("2022-05-27", "2022-05-27")
        .verifies("2022-05-28", "2022-05-28")
        .then_qualified_by_signup("2022-05-27")
        .then_balance(REFERRER, [0, 5000, 0]);
}

#[test]
fn an_address_that_is_verified_too_late_earns_nothing() {
    verified_first()
        .with_rules(|rules| rules.qualification_window_days = 30)
        .signs_up("2022-05-25")
        .verifies("2022-06-24", "2022-06-24")
        .then_waits_until("2022-06-24")
        .time_passes("2022-06-24")
        .then_expired();
}

#[test]
fn a_verified_address_means_nothing_where_the_first_payment_counts() {
    contactually()
        .accepted("2022-05-20")
        .signs_up("2022-05-25")
        .verifies("2022-05-27", "2022-05-27")
        .then_waits_until("2023-05-25");
}

#[test]
fn e4_a_signup_still_qualifies_after_the_program_ended() {
    let mut story = verified_first().signs_up("2022-05-25");
    story.program.settings.status = ProgramStatus::Ended;
    story
        .verifies("2022-05-27", "2022-05-27")
        .then_qualified_by_signup("2022-05-27");
}

#[test]
fn an_address_that_was_verified_before_the_signup_counts_from_the_signup_on() {
    verified_first()
        .with_rules(|rules| rules.hold_days = 14)
        .signs_up("2022-05-25")
        .verifies("2022-05-01", "2022-05-26")
        .then_qualified_by_signup("2022-05-25");
}

#[test]
fn an_address_that_was_verified_in_time_earns_although_it_is_told_after_the_window() {
    verified_first()
        .with_rules(|rules| rules.qualification_window_days = 30)
        .signs_up("2022-05-25")
        .time_passes("2022-06-24")
        .then_expired()
        .verifies("2022-06-23T23:59", "2022-06-25")
        .then_qualified_by_signup("2022-06-23T23:59")
        .then_earned(Side::Referrer, "50 USD", AVAILABLE);
}

#[test]
fn c31_a_friend_who_paid_before_verifying_is_not_left_waiting_for_a_first_payment() {
    let story = verified_first()
        .with_rules(|rules| rules.friend_release = FriendRelease::AfterFirstPayment)
        .with_friend(|bolt, _| bolt.stripe_customer_id = Some("cus_bolt".parse().unwrap()))
        .signs_up("2022-05-25")
        .pays("in_1", "100 USD", "2022-05-26")
        .settles("2022-05-26");
    let before = story.world.events.len();
    let story = story.verifies("2022-05-27", "2022-05-27");
    let looks_again = story.world.events[before..]
        .iter()
        .any(|event| matches!(event, Event::CustomerLinked { .. }));
    assert!(looks_again, "the payments are looked at again");
    story
        .settles("2022-05-27")
        .then_earned(Side::Friend, "50 USD", AVAILABLE);
}
