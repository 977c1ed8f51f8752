//! The payment that qualified a referral came back, in whole or in part (E47 to E52).

use super::*;
use crate::payment::Dispute;
use crate::testing::posted;

/// Bo paid on 25 June; the credit is held for 14 days, until 9 July.
fn held() -> Story {
    signed_up()
        .with_rules(|rules| rules.hold_days = 14)
        .pays("in_1", "30 USD", "2022-06-25")
        .settles("2022-06-25")
        .then_earned(Side::Referrer, "10 USD", held_until("2022-07-09"))
}

#[test]
fn e48_a_full_refund_in_the_hold_cancels_the_credit_and_ends_the_referral() {
    let story = held()
        .refunded("in_1", "0 USD")
        .settles("2022-07-01")
        .then_refunded()
        .then_canceled(Side::Referrer, Reason::Refunded)
        .then_balance(REFERRER, [0, 0, 0]);
    assert!(story.world.events.iter().any(|event| matches!(
        event,
        Event::ReferralDisqualified {
            reason: Reason::Refunded,
            ..
        }
    )));
    story
        .time_passes("2022-07-09")
        .then_balance(REFERRER, [0, 0, 0]);
}

#[test]
fn e48_credit_that_is_available_and_not_yet_on_the_stripe_balance_is_canceled() {
    held()
        .time_passes("2022-07-09")
        .refunded("in_1", "0 USD")
        .settles("2022-07-10")
        .then_refunded()
        .then_canceled(Side::Referrer, Reason::Refunded)
        .then_balance(REFERRER, [0, 0, 0]);
}

#[test]
fn e51_a_payment_that_was_refunded_before_we_heard_of_it_earns_nothing() {
    signed_up()
        .pays("in_1", "30 USD", "2022-06-25")
        .refunded("in_1", "0 USD")
        .settles("2022-06-25")
        .then_refunded()
        .then_nothing_earned(Side::Referrer);
}

#[test]
fn e51_a_refund_that_failed_before_we_heard_of_the_payment_takes_nothing() {
    signed_up()
        .pays("in_1", "30 USD", "2022-06-25")
        .refunded("in_1", "0 USD")
        .settles("2022-06-25")
        .refunded("in_1", "30 USD")
        .settles("2022-06-26")
        .then_qualified_by("in_1", "2022-06-25")
        .then_earned(Side::Referrer, "10 USD", AVAILABLE);
}

#[test]
fn k20_a_first_payment_that_was_refunded_unseen_ends_the_referral_as_a_seen_one_does() {
    signed_up()
        .pays("in_1", "30 USD", "2022-06-25")
        .refunded("in_1", "0 USD")
        .pays("in_2", "30 USD", "2022-07-25")
        .settles("2022-07-25")
        .then_refunded()
        .then_nothing_earned(Side::Referrer);
}

#[test]
fn k20_a_referral_that_ended_by_a_refund_is_not_revived_by_the_next_payment() {
    held()
        .refunded("in_1", "0 USD")
        .settles("2022-07-01")
        .pays("in_2", "30 USD", "2022-07-25")
        .settles("2022-07-25")
        .then_refunded()
        .then_balance(REFERRER, [0, 0, 0]);
}

#[test]
fn e47_after_a_partial_refund_the_referral_still_counts() {
    held()
        .refunded("in_1", "0.01 USD")
        .settles("2022-07-01")
        .then_qualified_by("in_1", "2022-06-25")
        .then_earned(Side::Referrer, "10 USD", held_until("2022-07-09"));
}

#[test]
fn e52_the_refund_of_a_later_payment_takes_nothing_back() {
    held()
        .pays("in_2", "30 USD", "2022-07-25")
        .refunded("in_2", "0 USD")
        .settles("2022-07-26")
        .then_qualified_by("in_1", "2022-06-25")
        .then_earned(Side::Referrer, "10 USD", held_until("2022-07-09"));
}

#[test]
fn e52_a_dispute_about_a_later_payment_takes_and_freezes_nothing() {
    for dispute in [Dispute::Open, Dispute::Lost] {
        held()
            .pays("in_2", "30 USD", "2022-07-05")
            .disputed("in_2", dispute)
            .settles("2022-07-06")
            .then_qualified_by("in_1", "2022-06-25")
            .time_passes("2022-07-09")
            .then_earned(Side::Referrer, "10 USD", AVAILABLE);
    }
}

#[test]
fn a_refund_of_the_friends_payment_ends_a_wait_for_the_referrer() {
    Story::of(CONTACTUALLY)
        .with_rules(|rules| rules.on_ineligible = OnIneligible::Wait { days: 90 })
        .accepted("2022-05-20")
        .signs_up("2022-05-25")
        .pays("in_1", "30 USD", "2022-06-25")
        .settles("2022-06-25")
        .then_balance(REFERRER, [1000, 0, 0])
        .refunded("in_1", "0 USD")
        .settles("2022-06-26")
        .then_refunded()
        .then_balance(REFERRER, [0, 0, 0]);
}

/// Both sides earn $10; the friend's account has a Stripe customer.
fn two_sided() -> Story {
    let both = Schedule::from_periods(vec![Period {
        from: None,
        until: None,
        offer: Offer {
            referrer: amounts(&["10 USD"]),
            friend: amounts(&["10 USD"]),
        },
    }]);
    let schedule = both.unwrap();
    Story::of(CONTACTUALLY)
        .with_rules(|rules| rules.schedule = schedule.clone())
        .referrer_pays(&[("2021-01-01", None)])
        .with_friend(|bolt, _| bolt.stripe_customer_id = Some("cus_bolt".parse().unwrap()))
        .accepted("2022-05-20")
        .signs_up("2022-05-25")
        .pays("in_1", "30 USD", "2022-06-25")
        .settles("2022-06-25")
}

#[test]
fn e48_a_refund_cancels_both_sides() {
    two_sided()
        .refunded("in_1", "0 USD")
        .settles("2022-06-26")
        .then_refunded()
        .then_balance(REFERRER, [0, 0, 0])
        .then_balance(FRIEND, [0, 0, 0]);
}

#[test]
fn e48_a_side_whose_credit_was_posted_loses_it_as_the_other_does() {
    two_sided()
        .posts(Side::Friend, "2022-06-25")
        .refunded("in_1", "0 USD")
        .settles("2022-06-26")
        .then_refunded()
        .then_balance(REFERRER, [0, 0, 0])
        .then_balance(FRIEND, [0, 0, 1000])
        .takes_back(Side::Friend, &[posted(Side::Friend, 1000)], "2022-06-26")
        .then_reversed(Side::Friend, Reason::Refunded, false)
        .then_balance(FRIEND, [0, 0, 0]);
}

#[test]
fn e47_a_partial_refund_down_to_the_minimum_keeps_the_referral_and_below_it_ends_it() {
    for (remains, ends) in [("5 USD", false), ("4.99 USD", true)] {
        let story = with_minimum(&["5 USD"])
            .pays("in_1", "30 USD", "2022-06-25")
            .settles("2022-06-25")
            .refunded("in_1", remains)
            .settles("2022-07-01");
        if ends {
            story.then_refunded();
        } else {
            story.then_qualified_by("in_1", "2022-06-25");
        }
    }
}

#[test]
fn k24_a_refund_ends_a_referral_whose_reward_was_forfeited() {
    Story::of(CONTACTUALLY)
        .accepted("2022-05-20")
        .signs_up("2022-05-25")
        .pays("in_1", "30 USD", "2022-06-25")
        .settles("2022-06-25")
        .then_forfeited(Reason::ReferrerNotPayingAtInstant)
        .refunded("in_1", "0 USD")
        .settles("2022-06-26")
        .then_refunded();
}
