//! What time does, and what is newly known of the referrer's payments.

mod referrer;

use super::*;
use crate::event::Event;
use crate::ledger::EntryId;
use crate::preset::{CLIENTJOY, CONTACTUALLY};
use crate::redemption;
use crate::terms::{EligibilityInstant, FriendRelease, OnIneligible};
use crate::testing::outcome::{AVAILABLE, held_until, waiting_until};
use crate::testing::story::Story;
use crate::testing::{FRIEND, REFERRER, at, money};

/// Bo signed up on 25 May; both sides' credit is held for 14 days.
fn held() -> Story {
    Story::of(CLIENTJOY)
        .with_rules(|rules| rules.hold_days = 14)
        .clicked("2022-05-20")
        .signs_up("2022-05-25")
}

/// Bo signed up on 25 May; Bo's own credit waits for Bo's first payment.
fn friend_waits(hold_days: u32) -> Story {
    Story::of(CLIENTJOY)
        .with_rules(|rules| {
            rules.hold_days = hold_days;
            rules.friend_release = FriendRelease::AfterFirstPayment;
        })
        .clicked("2022-05-20")
        .signs_up("2022-05-25")
}

#[test]
fn a_hold_ends_at_its_instant_and_not_before() {
    held()
        .time_passes("2022-06-07T23:59:59Z")
        .then_earned(Side::Referrer, "50 USD", held_until("2022-06-08"))
        .then_balance(REFERRER, [5000, 0, 0])
        .time_passes("2022-06-08")
        .then_earned(Side::Referrer, "50 USD", AVAILABLE)
        .then_balance(REFERRER, [0, 5000, 0])
        .then_balance(FRIEND, [0, 5000, 0]);
}

#[test]
fn a_hold_that_nobody_looked_at_for_a_year_still_ends_once() {
    let story = held()
        .time_passes("2023-06-08")
        .time_passes("2023-06-09")
        .then_balance(REFERRER, [0, 5000, 0]);
    let released = |event: &&Event| matches!(event, Event::CreditAvailable { account_id, .. } if account_id.as_str() == REFERRER);
    assert_eq!(story.world.events.iter().filter(released).count(), 1);
    let ids: Vec<&str> = story.world.journal.keys().map(EntryId::as_str).collect();
    assert!(ids.contains(&"release#rwd_bolt.referrer"), "{ids:?}");
}

#[test]
fn a_held_reward_is_due_when_its_hold_ends_and_a_released_one_never() {
    let story = held();
    assert_eq!(
        story.reward(Side::Friend).look().unwrap().at,
        at("2022-06-08")
    );
    let story = story.time_passes("2022-06-08");
    assert_eq!(story.reward(Side::Friend).look(), None);
}

#[test]
fn the_qualification_window_closes_at_its_instant_and_not_before() {
    let story = Story::of(CONTACTUALLY)
        .accepted("2022-05-20")
        .signs_up("2022-05-25")
        .time_passes("2023-05-24T23:59:59Z")
        .then_waits_until("2023-05-25")
        .time_passes("2023-05-25")
        .then_expired();
    assert!(story.world.journal.is_empty());
    assert_eq!(story.referral().look(), None);
}

#[test]
fn c31_time_alone_does_not_release_the_credit_of_a_friend_who_never_paid() {
    friend_waits(0)
        .time_passes("2032-05-25")
        .then_earned(Side::Friend, "50 USD", RewardState::AwaitingFirstPayment)
        .then_balance(FRIEND, [5000, 0, 0]);
}

#[test]
fn c31_the_friends_first_payment_releases_the_friends_own_credit() {
    friend_waits(0)
        .pays("in_0", "0 USD", "2022-05-26")
        .settles("2022-05-26")
        .then_balance(FRIEND, [5000, 0, 0])
        .pays("in_1", "30 USD", "2022-06-25")
        .settles("2022-06-25")
        .then_earned(Side::Friend, "50 USD", AVAILABLE)
        .then_balance(FRIEND, [0, 5000, 0]);
}

#[test]
fn c31_a_first_payment_within_the_hold_releases_when_the_hold_ends() {
    friend_waits(14)
        .pays("in_1", "30 USD", "2022-06-01")
        .settles("2022-06-01")
        .then_earned(Side::Friend, "50 USD", held_until("2022-06-08"))
        .then_balance(FRIEND, [5000, 0, 0])
        .time_passes("2022-06-08")
        .then_balance(FRIEND, [0, 5000, 0]);
}

#[test]
fn c31_a_first_payment_after_the_hold_releases_at_once() {
    friend_waits(14)
        .pays("in_1", "30 USD", "2022-06-08")
        .settles("2022-06-08")
        .then_earned(Side::Friend, "50 USD", AVAILABLE);
}

#[test]
fn c31_a_look_at_stripe_that_missed_the_payment_takes_nothing_back() {
    let mut story = friend_waits(14)
        .pays("in_1", "30 USD", "2022-06-01")
        .settles("2022-06-01");
    story.settle(&[], at("2022-06-01T00:01"));
    story.then_earned(Side::Friend, "50 USD", held_until("2022-06-08"));
}

#[test]
fn e48_credit_that_has_not_reached_stripe_can_be_canceled_and_no_other() {
    let canceled_at = at("2022-06-01");
    let posting = RewardState::Posting {
        first_call_at: canceled_at,
        redeemed_at: None,
        ended: None,
    };
    let posted = RewardState::Posted {
        balance_transaction_id: "cbtxn_1".to_owned(),
        posted_at: canceled_at,
    };
    let reason = Reason::Refunded;
    for (state, cancels) in [
        (held_until("2022-06-08"), true),
        (RewardState::AwaitingFirstPayment, true),
        (waiting_until("2022-09-01"), true),
        (AVAILABLE, true),
        (posting, false),
        (posted, false),
        (
            RewardState::Canceled {
                reason,
                canceled_at,
                waited_until: None,
            },
            false,
        ),
        (
            RewardState::Forfeited {
                reason,
                decided_at: canceled_at,
            },
            false,
        ),
    ] {
        let reward = held().reward(Side::Referrer).in_state(state.clone());
        let changes = cancel(&reward, reason, canceled_at);
        assert_eq!(!changes.is_empty(), cancels, "{state:?}");
    }
}

#[test]
fn a_canceled_credit_is_told_and_leaves_the_balance() {
    let mut story = held();
    story.twice(|story| {
        cancel(
            &story.reward(Side::Referrer),
            Reason::Refunded,
            at("2022-06-01"),
        )
    });
    let story = story
        .then_canceled(Side::Referrer, Reason::Refunded)
        .then_balance(REFERRER, [0, 0, 0]);
    let told = Telling::CreditCanceled {
        reward_id: "rwd_bolt.referrer".parse().unwrap(),
        amount: money("50 USD"),
        reason: Reason::Refunded,
    };
    assert_eq!(story.told(REFERRER).last(), Some(&told));
    story
        .time_passes("2022-06-08")
        .then_balance(REFERRER, [0, 0, 0]);
}

#[test]
fn c31_a_first_payment_that_is_refunded_within_the_hold_releases_nothing() {
    friend_waits(14)
        .pays("in_1", "30 USD", "2022-06-01")
        .settles("2022-06-01")
        .refunded("in_1", "0 USD")
        .settles("2022-06-02")
        .then_earned(Side::Friend, "50 USD", RewardState::AwaitingFirstPayment)
        .time_passes("2022-07-01")
        .then_balance(FRIEND, [5000, 0, 0])
        .pays("in_2", "30 USD", "2022-07-02")
        .settles("2022-07-02")
        .then_balance(FRIEND, [0, 5000, 0]);
}

/// Both earned 50 dollars on 25 May, which expire thirty days later.
fn expiring() -> Story {
    Story::of(CLIENTJOY)
        .with_rules(|rules| rules.expiry_days = Some(30))
        .clicked("2022-05-25T09:00")
        .signs_up("2022-05-25T10:00")
}

#[test]
fn credit_that_nobody_used_expires_on_its_day_and_not_before() {
    let story = expiring().time_passes("2022-06-24T09:59:59Z");
    let story = story.then_balance(REFERRER, [0, 5_000, 0]);
    let story = story.time_passes("2022-06-24T10:00");
    let story = story.then_balance(REFERRER, [0, 0, 0]);
    assert_eq!(
        story.told(REFERRER).last().unwrap(),
        &Telling::CreditExpired {
            reward_id: story.reward(Side::Referrer).id,
            amount: money("50 USD"),
        }
    );
    assert_eq!(story.reward(Side::Referrer).look(), None);
}

#[test]
fn credit_that_was_asked_for_in_time_does_not_expire() {
    expiring()
        .redeems(REFERRER, "2022-06-24T09:59")
        .time_passes("2022-08-01")
        .then_balance(REFERRER, [0, 5_000, 0]);
}

#[test]
fn credit_that_expired_cannot_be_redeemed_or_posted() {
    let story = expiring().time_passes("2022-06-24T10:00");
    let reward = story.reward(Side::Referrer);
    assert!(!reward.may_be_posted());
    let named = [reward.id.clone()];
    assert!(redemption::decide(&[reward], Some(&named), at("2022-06-25")).is_err());
}

#[test]
fn the_days_until_expiry_count_from_the_release_however_late_it_came() {
    let held = Story::of(CLIENTJOY)
        .with_rules(|rules| {
            rules.hold_days = 14;
            rules.expiry_days = Some(30);
        })
        .clicked("2022-05-25T09:00")
        .signs_up("2022-05-25T10:00");
    held.clone()
        .time_passes("2022-06-08T10:00")
        .time_passes("2022-07-08T10:00")
        .then_balance(REFERRER, [0, 0, 0]);
    held.time_passes("2022-08-20")
        .then_balance(REFERRER, [0, 5_000, 0])
        .time_passes("2022-09-18T23:59")
        .then_balance(REFERRER, [0, 5_000, 0])
        .time_passes("2022-09-19")
        .then_balance(REFERRER, [0, 0, 0]);
}

#[test]
fn without_a_term_credit_stays() {
    Story::of(CLIENTJOY)
        .clicked("2022-05-25T09:00")
        .signs_up("2022-05-25T10:00")
        .time_passes("2042-05-25")
        .then_balance(REFERRER, [0, 5_000, 0]);
}
