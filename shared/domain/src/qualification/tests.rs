//! Which payment counts, and what a refund takes back.

mod every_order;
mod order;
mod plans;
mod refunds;

use super::*;
use crate::preset::{CLIENTJOY, CONTACTUALLY};
use crate::program::ProgramStatus;
use crate::schedule::{Offer, Period, Schedule};
use crate::terms::{OnIneligible, SignupRequires};
use crate::testing::outcome::{AVAILABLE, held_until};
use crate::testing::story::Story;
use crate::testing::{FRIEND, REFERRER, account_id, amounts, at, money};

/// Ana pays, and Bo accepted on 20 May.
fn accepted() -> Story {
    Story::of(CONTACTUALLY)
        .referrer_pays(&[("2021-01-01", None)])
        .accepted("2022-05-20")
}

/// Bo signed up on 25 May; a first payment until 25 May 2023 earns Ana $10.
fn signed_up() -> Story {
    accepted().signs_up("2022-05-25")
}

fn with_minimum(texts: &[&str]) -> Story {
    let minimum = amounts(texts);
    signed_up().with_rules(|rules| rules.minimum_payment = minimum.clone())
}

#[test]
fn k1_k5_the_first_payment_earns_the_credit() {
    signed_up()
        .pays("in_1", "30 USD", "2022-06-25")
        .settles("2022-06-25")
        .then_qualified_by("in_1", "2022-06-25")
        .then_earned(Side::Referrer, "10 USD", AVAILABLE);
}

#[test]
fn k13_e17_the_invoice_of_a_trial_is_no_payment() {
    signed_up()
        .pays("in_trial", "0 USD", "2022-05-25")
        .settles("2022-05-25")
        .then_waits_until("2023-05-25")
        .pays("in_1", "30 USD", "2022-06-08")
        .settles("2022-06-08")
        .then_qualified_by("in_1", "2022-06-08");
}

#[test]
fn e18_an_invoice_that_a_coupon_covered_waits_for_the_next() {
    signed_up()
        .pays("in_coupon", "0 USD", "2022-05-26")
        .pays("in_2", "30 USD", "2022-06-26")
        .settles("2022-06-26")
        .then_qualified_by("in_2", "2022-06-26");
}

#[test]
fn e19_a_payment_must_be_above_the_minimum() {
    for (paid, counts) in [("0.50 USD", false), ("5 USD", false), ("5.01 USD", true)] {
        let story = with_minimum(&["5 USD"])
            .pays("in_1", paid, "2022-06-25")
            .settles("2022-06-25");
        if counts {
            story.then_qualified_by("in_1", "2022-06-25");
        } else {
            story.then_waits_until("2023-05-25");
        }
    }
}

#[test]
fn e19_a_minimum_in_one_currency_says_nothing_of_another() {
    with_minimum(&["5 USD"])
        .pays("in_1", "1 EUR", "2022-06-25")
        .settles("2022-06-25")
        .then_qualified_by("in_1", "2022-06-25");
}

#[test]
fn e20_a_payment_out_of_band_counts_only_where_the_program_says_so() {
    let by_cheque = || {
        signed_up()
            .pays("in_1", "30 USD", "2022-06-25")
            .with_payment("in_1", |paid| paid.out_of_band = paid.paid)
    };
    by_cheque()
        .settles("2022-06-25")
        .then_waits_until("2023-05-25")
        .pays("in_2", "30 USD", "2022-07-25")
        .settles("2022-07-25")
        .then_qualified_by("in_2", "2022-07-25");
    by_cheque()
        .with_rules(|rules| rules.allow_out_of_band = true)
        .settles("2022-06-25")
        .then_qualified_by("in_1", "2022-06-25");
}

#[test]
fn e20_the_part_that_came_through_stripe_counts() {
    let mostly_by_cheque = signed_up()
        .pays("in_1", "30 USD", "2022-06-25")
        .with_payment("in_1", |paid| paid.out_of_band = money("29 USD"))
        .settles("2022-06-25")
        .then_qualified_by("in_1", "2022-06-25");
    // Stripe can give back only what it had.
    mostly_by_cheque
        .refunded("in_1", "29 USD")
        .settles("2022-06-26")
        .then_refunded();
}

#[test]
fn e24_a_purchase_or_setup_fee_counts_only_where_the_program_says_so() {
    let purchase = || {
        signed_up()
            .pays("in_fee", "99 USD", "2022-06-01")
            .with_payment("in_fee", |paid| paid.bills_subscription = false)
    };
    purchase()
        .settles("2022-06-01")
        .then_waits_until("2023-05-25")
        .pays("in_1", "30 USD", "2022-06-25")
        .settles("2022-06-25")
        .then_qualified_by("in_1", "2022-06-25");
    purchase()
        .with_rules(|rules| rules.one_off_counts = true)
        .settles("2022-06-01")
        .then_qualified_by("in_fee", "2022-06-01");
}

#[test]
fn k20_e22_of_two_payments_the_earlier_counts_and_only_once() {
    signed_up()
        .pays("in_2", "30 USD", "2022-06-26")
        .pays("in_1", "30 USD", "2022-06-25")
        .settles("2022-06-26")
        .then_qualified_by("in_1", "2022-06-25")
        .settles("2022-06-27")
        .then_balance(REFERRER, [0, 1000, 0]);
}

#[test]
fn e22_of_two_invoices_paid_in_the_same_second_one_qualifies_whatever_their_order() {
    let both = [("in_a", "in_b"), ("in_b", "in_a")];
    for (first, second) in both {
        signed_up()
            .pays(first, "30 USD", "2022-06-25")
            .pays(second, "30 USD", "2022-06-25")
            .settles("2022-06-25")
            .then_qualified_by("in_a", "2022-06-25");
    }
}

#[test]
fn e25_a_friend_who_pays_for_a_year_earns_the_referrer_the_same() {
    signed_up()
        .pays("in_1", "1200 USD", "2022-06-25")
        .settles("2022-06-25")
        .then_earned(Side::Referrer, "10 USD", AVAILABLE);
}

#[test]
fn a_payment_from_before_the_signup_does_not_count() {
    signed_up()
        .pays("in_0", "30 USD", "2022-05-24")
        .settles("2022-05-26")
        .then_waits_until("2023-05-25")
        .pays("in_1", "30 USD", "2022-06-24")
        .settles("2022-06-24")
        .then_qualified_by("in_1", "2022-06-24");
}

#[test]
fn the_qualification_window_is_half_open() {
    signed_up()
        .pays("in_1", "30 USD", "2023-05-24T23:59:59Z")
        .settles("2023-05-24T23:59:59Z")
        .then_qualified_by("in_1", "2023-05-24T23:59:59Z");
    signed_up()
        .pays("in_1", "30 USD", "2023-05-25")
        .settles("2023-05-25")
        .then_expired()
        .then_nothing_earned(Side::Referrer);
}

#[test]
fn a_payment_after_the_window_stays_without_reward() {
    signed_up()
        .time_passes("2023-05-25")
        .pays("in_1", "30 USD", "2023-05-26")
        .settles("2023-05-26")
        .then_expired();
}

#[test]
fn a_payment_does_not_stand_in_for_the_verified_address_that_the_program_asks_for() {
    Story::of(CLIENTJOY)
        .with_rules(|rules| rules.signup_requires = SignupRequires::EmailVerified)
        .clicked("2022-05-20")
        .signs_up("2022-05-25")
        .pays("in_1", "30 USD", "2022-05-26")
        .settles("2022-05-26")
        .then_waits_until("2023-05-25")
        .then_nothing_earned(Side::Referrer);
}

#[test]
fn e4_a_referral_still_qualifies_after_the_program_was_paused_or_ended() {
    for status in [ProgramStatus::Paused, ProgramStatus::Ended] {
        let mut story = signed_up();
        story.program.settings.status = status;
        story
            .pays("in_1", "30 USD", "2022-06-25")
            .settles("2022-06-25")
            .then_qualified_by("in_1", "2022-06-25");
    }
}

#[test]
fn k18_the_payment_of_an_account_that_nobody_referred_earns_nothing() {
    let story = Story::of(CONTACTUALLY)
        .signs_up("2022-05-25")
        .pays("in_1", "30 USD", "2022-06-25")
        .settles("2022-06-25");
    assert!(story.world.rewards.is_empty() && story.world.referrals.is_empty());
}

#[test]
fn e56_a_payment_in_time_counts_although_its_event_came_after_the_window() {
    let paid = signed_up().pays("in_1", "30 USD", "2023-05-24");
    paid.clone()
        .settles("2023-05-27")
        .then_qualified_by("in_1", "2023-05-24");
    paid.time_passes("2023-05-25")
        .then_expired()
        .settles("2023-05-27")
        .then_qualified_by("in_1", "2023-05-24")
        .then_earned(Side::Referrer, "10 USD", AVAILABLE)
        .then_reason(None);
}

#[test]
fn e28_a_payment_of_the_same_minutes_counts_although_the_hosts_clock_is_ahead_of_stripes() {
    signed_up()
        .pays("in_1", "30 USD", "2022-05-24T23:55")
        .settles("2022-05-25")
        .then_qualified_by("in_1", "2022-05-24T23:55");
}

#[test]
fn e9_e28_a_payment_between_the_signup_and_a_very_late_call_counts() {
    // The signup of 1 May is brought near the call of 25 May: to 18 May. The account remembers.
    Story::of(CONTACTUALLY)
        .referrer_pays(&[("2021-01-01", None)])
        .accepted("2022-04-20")
        .pays("in_1", "30 USD", "2022-05-10")
        .signup_is_told("2022-05-01", "2022-05-25")
        .then_referred()
        .settles("2022-05-25")
        .then_qualified_by("in_1", "2022-05-10");
}
