//! A reward that waited for its referrer when the payment that earned it came back.

use super::*;
use crate::notification::Telling;
use crate::terms::OnIneligible;
use crate::testing::outcome::waiting_until;

/// Bo paid $30 on 25 June, Ana did not pay yet: her $10 wait for that, until 25 July.
fn waits() -> Story {
    Story::of(CONTACTUALLY)
        .with_rules(|rules| rules.on_ineligible = OnIneligible::Wait { days: 30 })
        .accepted("2022-05-20")
        .signs_up("2022-05-25")
        .pays("in_1", "30 USD", "2022-06-25")
        .settles("2022-06-25")
        .then_earned(Side::Referrer, "10 USD", waiting_until("2022-07-25"))
}

fn came_back(story: Story, on: &str) -> Story {
    story
        .refunded("in_1", "0 USD")
        .settles(on)
        .then_canceled(Side::Referrer, Reason::Refunded)
        .then_balance(REFERRER, [0, 0, 0])
}

fn failed(story: Story, on: &str) -> Story {
    story.refunded("in_1", "30 USD").settles(on)
}

#[test]
fn e50_a_reward_that_waited_for_its_referrer_waits_again_for_what_is_left_of_it() {
    let story = failed(came_back(waits(), "2022-07-01"), "2022-07-03")
        .then_earned(Side::Referrer, "10 USD", waiting_until("2022-07-25"))
        .then_reason(Some(Reason::WaitingForReferrerToPay))
        .then_balance(REFERRER, [1000, 0, 0]);
    let told = Telling::NoCredit {
        reason: Reason::WaitingForReferrerToPay,
    };
    assert_eq!(story.told(REFERRER).last(), Some(&told));
    story
        .time_passes("2022-07-25")
        .then_canceled(Side::Referrer, Reason::ReferrerNotPayingAtInstant)
        .then_reason(Some(Reason::ReferrerNotPayingAtInstant));
}

#[test]
fn e50_it_is_earned_where_the_referrer_paid_while_it_was_canceled() {
    let canceled = came_back(waits(), "2022-07-01")
        .referrer_pays(&[("2022-07-02", None)])
        .learns_of_referrer("2022-07-02")
        .then_canceled(Side::Referrer, Reason::Refunded);
    failed(canceled, "2022-07-03")
        .learns_of_referrer("2022-07-03")
        .then_earned(Side::Referrer, "10 USD", AVAILABLE)
        .then_reason(None);
}

#[test]
fn e50_it_earns_nothing_where_the_wait_was_over_before_the_refund_failed() {
    failed(came_back(waits(), "2022-07-01"), "2022-07-25")
        .then_canceled(Side::Referrer, Reason::ReferrerNotPayingAtInstant)
        .then_reason(Some(Reason::ReferrerNotPayingAtInstant))
        .then_balance(REFERRER, [0, 0, 0])
        .referrer_pays(&[("2022-07-25", None)])
        .learns_of_referrer("2022-07-26")
        .then_canceled(Side::Referrer, Reason::ReferrerNotPayingAtInstant);
}

#[test]
fn e50_a_payment_within_the_wait_that_is_heard_of_after_it_earns_it_all_the_same() {
    failed(came_back(waits(), "2022-07-01"), "2022-07-25")
        .referrer_pays(&[("2022-07-24", None)])
        .learns_of_referrer("2022-07-26")
        .then_earned(Side::Referrer, "10 USD", AVAILABLE)
        .then_reason(None)
        .then_balance(REFERRER, [0, 1000, 0]);
}

#[test]
fn k24_a_payment_within_the_wait_that_is_heard_of_after_it_earns_the_reward() {
    let story = waits()
        .time_passes("2022-07-25")
        .then_canceled(Side::Referrer, Reason::ReferrerNotPayingAtInstant)
        .referrer_pays(&[("2022-07-24", None)])
        .learns_of_referrer("2022-07-26")
        .then_earned(Side::Referrer, "10 USD", AVAILABLE)
        .then_balance(REFERRER, [0, 1000, 0]);
    let told = story.told(REFERRER);
    assert!(matches!(told.last(), Some(Telling::CreditEarned { .. })));
}

#[test]
fn k24_what_came_back_after_the_wait_is_not_earned_by_a_payment_that_is_heard_of_late() {
    waits()
        .time_passes("2022-07-25")
        .refunded("in_1", "0 USD")
        .settles("2022-07-26")
        .then_canceled(Side::Referrer, Reason::Refunded)
        .referrer_pays(&[("2022-07-24", None)])
        .learns_of_referrer("2022-07-27")
        .then_canceled(Side::Referrer, Reason::Refunded)
        .then_balance(REFERRER, [0, 0, 0]);
}

#[test]
fn a_disputed_payment_keeps_the_wait_where_it_is() {
    failed(came_back(waits(), "2022-07-01"), "2022-07-03")
        .disputed("in_1", Dispute::Open)
        .settles("2022-07-04")
        .time_passes("2022-07-26")
        .then_earned(Side::Referrer, "10 USD", waiting_until("2022-07-25"));
}
