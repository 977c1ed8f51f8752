//! Money that came back, and money that came back again.

mod any_order;
mod given_back;
mod waiting;

use super::*;
use crate::payment::Dispute;
use crate::preset::CONTACTUALLY;
use crate::reward::Side;
use crate::testing::outcome::{AVAILABLE, held_until};
use crate::testing::story::Story;
use crate::testing::{REFERRER, at, invoiced, posted};

const POSTED: i64 = 1_000;

/// Bo paid $30 on 25 June, and Ana's $10 are available at once.
fn earned() -> Story {
    Story::of(CONTACTUALLY)
        .referrer_pays(&[("2021-01-01", None)])
        .with_referrer(|acme| acme.stripe_customer_id = Some("cus_acme".parse().unwrap()))
        .accepted("2022-05-20")
        .signs_up("2022-05-25")
        .pays("in_1", "30 USD", "2022-06-25")
        .settles("2022-06-25")
        .then_earned(Side::Referrer, "10 USD", AVAILABLE)
}

/// The $10 are on Ana's balance at Stripe.
fn on_the_balance() -> Story {
    earned()
        .posts(Side::Referrer, "2022-06-25")
        .then_balance(REFERRER, [0, 0, 1000])
}

#[test]
fn e48_a_full_refund_takes_posted_credit_back() {
    on_the_balance()
        .refunded("in_1", "0 USD")
        .settles("2022-07-10")
        .then_refunded()
        .takes_back(
            Side::Referrer,
            &[posted(Side::Referrer, POSTED)],
            "2022-07-10",
        )
        .then_reversed(Side::Referrer, Reason::Refunded, false)
        .then_balance(REFERRER, [0, 0, 0]);
}

#[test]
fn e48_a_refund_after_the_reversal_window_takes_nothing_back() {
    on_the_balance()
        .refunded("in_1", "0 USD")
        .with_payment("in_1", |paid| paid.came_back_at = Some(at("2022-10-24")))
        .settles("2022-10-24")
        .then_qualified_by("in_1", "2022-06-25")
        .then_balance(REFERRER, [0, 0, 1000]);
}

#[test]
fn e48_the_last_instant_of_the_reversal_window_is_within_it_however_late_it_is_heard_of() {
    on_the_balance()
        .refunded("in_1", "0 USD")
        .with_payment("in_1", |paid| paid.came_back_at = Some(at("2022-10-23")))
        .settles("2023-01-01")
        .then_refunded();
}

#[test]
fn e49_two_partial_refunds_that_make_a_full_one_take_it_back() {
    on_the_balance()
        .refunded("in_1", "15 USD")
        .settles("2022-07-01")
        .then_qualified_by("in_1", "2022-06-25")
        .refunded("in_1", "0 USD")
        .settles("2022-07-02")
        .then_refunded();
}

#[test]
fn only_what_no_invoice_has_used_is_taken_back_and_the_rest_is_for_staff() {
    let moves = [posted(Side::Referrer, POSTED), invoiced("in_9", -400)];
    let story = on_the_balance()
        .refunded("in_1", "0 USD")
        .settles("2022-07-10")
        .takes_back(Side::Referrer, &moves, "2022-07-10")
        .then_reversed(Side::Referrer, Reason::Refunded, true)
        .then_balance(REFERRER, [0, 0, 0]);
    assert_eq!(story.reward(Side::Referrer).used_minor, 400);
}

#[test]
fn where_an_invoice_has_used_all_of_it_stripe_is_not_called() {
    let moves = [posted(Side::Referrer, POSTED), invoiced("in_9", -POSTED)];
    let story = on_the_balance()
        .refunded("in_1", "0 USD")
        .settles("2022-07-10")
        .takes_back(Side::Referrer, &moves, "2022-07-10")
        .then_reversed(Side::Referrer, Reason::Refunded, true);
    assert_eq!(
        story.reward(Side::Referrer).attempts,
        1,
        "the posting alone"
    );
}

#[test]
fn e50_a_refund_that_failed_gives_the_credit_again() {
    on_the_balance()
        .refunded("in_1", "0 USD")
        .settles("2022-07-10")
        .takes_back(
            Side::Referrer,
            &[posted(Side::Referrer, POSTED)],
            "2022-07-10",
        )
        .refunded("in_1", "30 USD")
        .settles("2022-07-12")
        .then_qualified_by("in_1", "2022-06-25")
        .then_earned(Side::Referrer, "10 USD", AVAILABLE)
        .posts(Side::Referrer, "2022-07-12")
        .then_balance(REFERRER, [0, 0, 1000]);
}

#[test]
fn e50_what_was_canceled_before_it_was_posted_comes_again() {
    earned()
        .refunded("in_1", "0 USD")
        .settles("2022-06-26")
        .then_canceled(Side::Referrer, Reason::Refunded)
        .refunded("in_1", "30 USD")
        .settles("2022-06-27")
        .then_earned(Side::Referrer, "10 USD", AVAILABLE)
        .then_balance(REFERRER, [0, 1000, 0]);
}

#[test]
fn what_was_taken_back_in_part_comes_again_in_that_part() {
    let moves = [posted(Side::Referrer, POSTED), invoiced("in_9", -400)];
    on_the_balance()
        .refunded("in_1", "0 USD")
        .settles("2022-07-10")
        .takes_back(Side::Referrer, &moves, "2022-07-10")
        .refunded("in_1", "30 USD")
        .settles("2022-07-12")
        .then_balance(REFERRER, [0, 600, 0]);
}

#[test]
fn a_dispute_that_opens_takes_nothing_back() {
    on_the_balance()
        .disputed("in_1", Dispute::Open)
        .settles("2022-07-10")
        .then_qualified_by("in_1", "2022-06-25")
        .then_balance(REFERRER, [0, 0, 1000]);
}

#[test]
fn a_dispute_that_opens_keeps_credit_from_the_balance_until_it_is_won() {
    earned()
        .disputed("in_1", Dispute::Open)
        .settles("2022-06-26")
        .posts(Side::Referrer, "2022-06-26")
        .then_balance(REFERRER, [0, 1000, 0])
        .disputed("in_1", Dispute::None)
        .settles("2022-08-01")
        .posts(Side::Referrer, "2022-08-01")
        .then_balance(REFERRER, [0, 0, 1000]);
}

#[test]
fn a_dispute_that_opens_stops_the_hold_until_it_is_won() {
    Story::of(CONTACTUALLY)
        .with_rules(|rules| rules.hold_days = 14)
        .referrer_pays(&[("2021-01-01", None)])
        .accepted("2022-05-20")
        .signs_up("2022-05-25")
        .pays("in_1", "30 USD", "2022-06-25")
        .settles("2022-06-25")
        .disputed("in_1", Dispute::Open)
        .settles("2022-06-26")
        .time_passes("2022-07-09")
        .then_earned(Side::Referrer, "10 USD", held_until("2022-07-09"))
        .disputed("in_1", Dispute::None)
        .settles("2022-08-01")
        .time_passes("2022-08-01")
        .then_earned(Side::Referrer, "10 USD", AVAILABLE);
}

#[test]
fn a_payment_that_was_disputed_before_we_heard_of_it_earns_credit_that_waits() {
    let story = Story::of(CONTACTUALLY)
        .referrer_pays(&[("2021-01-01", None)])
        .with_referrer(|acme| acme.stripe_customer_id = Some("cus_acme".parse().unwrap()))
        .accepted("2022-05-20")
        .signs_up("2022-05-25")
        .pays("in_1", "30 USD", "2022-06-25")
        .disputed("in_1", Dispute::Open)
        .settles("2022-06-26")
        .posts(Side::Referrer, "2022-06-26")
        .then_balance(REFERRER, [0, 1000, 0]);
    assert_eq!(story.reward(Side::Referrer).frozen, Some(Reason::Disputed));
}

#[test]
fn e53_a_dispute_that_is_lost_takes_the_credit_and_one_that_is_then_won_gives_it_once() {
    on_the_balance()
        .disputed("in_1", Dispute::Lost)
        .settles("2022-08-01")
        .then_disqualified(Reason::DisputeLost)
        .takes_back(
            Side::Referrer,
            &[posted(Side::Referrer, POSTED)],
            "2022-08-01",
        )
        .then_balance(REFERRER, [0, 0, 0])
        .disputed("in_1", Dispute::None)
        .settles("2022-08-02")
        .settles("2022-08-03")
        .then_balance(REFERRER, [0, 1000, 0]);
}

#[test]
fn e54_a_refund_after_a_dispute_that_was_won_takes_it_back_once() {
    on_the_balance()
        .disputed("in_1", Dispute::Open)
        .settles("2022-07-01")
        .disputed("in_1", Dispute::None)
        .settles("2022-08-01")
        .refunded("in_1", "0 USD")
        .settles("2022-08-02")
        .takes_back(
            Side::Referrer,
            &[posted(Side::Referrer, POSTED)],
            "2022-08-02",
        )
        .then_reversed(Side::Referrer, Reason::Refunded, false)
        .then_balance(REFERRER, [0, 0, 0]);
}

/// By whichever the payment came back in the end, whatever was heard of on the way.
#[test]
fn e50_e53_a_refund_that_failed_before_a_dispute_was_lost_is_no_reason_any_more() {
    let on_balance = [posted(Side::Referrer, POSTED)];
    let ended = [
        on_the_balance()
            .refunded("in_1", "0 USD")
            .settles("2022-07-10")
            .takes_back(Side::Referrer, &on_balance, "2022-07-10")
            .disputed("in_1", Dispute::Lost)
            .settles("2022-08-01")
            .then_reversed(Side::Referrer, Reason::DisputeLost, false),
        earned()
            .refunded("in_1", "0 USD")
            .settles("2022-07-10")
            .disputed("in_1", Dispute::Lost)
            .settles("2022-08-01")
            .then_canceled(Side::Referrer, Reason::DisputeLost),
    ];
    for story in ended {
        story
            .then_disqualified(Reason::DisputeLost)
            .then_reason(Some(Reason::DisputeLost))
            .disputed("in_1", Dispute::None)
            .settles("2022-08-02")
            .then_balance(REFERRER, [0, 1000, 0]);
    }
}

#[test]
fn a_refund_while_credit_is_being_posted_takes_it_back_once_it_is() {
    let mut story = earned();
    let reward = story.reward(Side::Referrer);
    let owner = story.world.household(&reward.account_id);
    let crate::posting::Step::Reserve(changes) =
        crate::posting::next_step(&reward, &owner, at("2022-06-25"))
    else {
        panic!("it may be posted");
    };
    story.world.apply(changes);
    story
        .refunded("in_1", "0 USD")
        .settles("2022-06-25")
        .then_refunded()
        .posts(Side::Referrer, "2022-06-25")
        .takes_back(
            Side::Referrer,
            &[posted(Side::Referrer, POSTED)],
            "2022-06-25",
        )
        .then_reversed(Side::Referrer, Reason::Refunded, false)
        .then_balance(REFERRER, [0, 0, 0]);
}
