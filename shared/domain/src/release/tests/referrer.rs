//! The referrer's payments become known after the reward was decided (K15, K24).

use super::*;
use crate::account::AccountStatus;
use crate::terms::{Eligibility, Rules};

const WAIT: OnIneligible = OnIneligible::Wait { days: 90 };

/// Bo accepted, signed up on 10 May and paid first on 10 June, while nothing was known of Acme's
/// payments. Waits end on 8 September.
fn undecided(change: impl Fn(&mut Rules)) -> Story {
    Story::of(CONTACTUALLY)
        .with_rules(change)
        .accepted("2022-05-05")
        .signs_up("2022-05-10")
        .pays("in_1", "30 USD", "2022-06-10")
        .settles("2022-06-10")
}

fn waits() -> Story {
    undecided(|rules| rules.on_ineligible = WAIT)
}

#[test]
fn k24_the_wait_ends_when_the_referrer_begins_to_pay() {
    let story = waits()
        .referrer_pays(&[("2022-07-01", None)])
        .learns_of_referrer("2022-07-01")
        .then_earned(Side::Referrer, "10 USD", AVAILABLE)
        .then_reason(None)
        .then_balance(REFERRER, [0, 1000, 0]);
    let earned = Telling::CreditEarned {
        reward_id: "rwd_bolt.referrer".parse().unwrap(),
        amount: money("10 USD"),
        release_at: None,
    };
    assert_eq!(story.told(REFERRER).last(), Some(&earned));
}

#[test]
fn k24_the_wait_is_half_open() {
    waits()
        .referrer_pays(&[("2022-09-07T23:59:59Z", None)])
        .learns_of_referrer("2022-09-08T12:00")
        .then_earned(Side::Referrer, "10 USD", AVAILABLE);
    waits()
        .referrer_pays(&[("2022-09-08", None)])
        .learns_of_referrer("2022-09-08")
        .then_earned(Side::Referrer, "10 USD", waiting_until("2022-09-08"));
}

#[test]
fn k24_a_referrer_who_never_pays_loses_the_credit_when_the_wait_is_over() {
    let story = waits()
        .time_passes("2022-09-07T23:59:59Z")
        .then_balance(REFERRER, [1000, 0, 0])
        .time_passes("2022-09-08")
        .then_canceled(Side::Referrer, Reason::ReferrerNotPayingAtInstant)
        .then_reason(Some(Reason::ReferrerNotPayingAtInstant))
        .then_balance(REFERRER, [0, 0, 0]);
    assert!(matches!(
        story.told(REFERRER).last(),
        Some(Telling::CreditCanceled { .. })
    ));
}

#[test]
fn k24_one_payment_within_the_wait_is_enough_although_the_referrer_left_again() {
    waits()
        .referrer_pays(&[("2022-07-01", Some("2022-07-02"))])
        .learns_of_referrer("2022-08-01")
        .then_earned(Side::Referrer, "10 USD", AVAILABLE);
}

#[test]
fn k15_an_earlier_payment_that_becomes_known_late_decides_a_forfeited_reward_again() {
    undecided(|_| {})
        .then_forfeited(Reason::ReferrerNotPayingAtInstant)
        .referrer_pays(&[("2022-06-01", None)])
        .learns_of_referrer("2022-06-11")
        .then_earned(Side::Referrer, "10 USD", AVAILABLE)
        .then_reason(None)
        .then_balance(REFERRER, [0, 1000, 0]);
}

#[test]
fn k15_a_referrer_who_upgrades_too_late_stays_without_the_reward() {
    undecided(|_| {})
        .referrer_pays(&[("2022-06-10T00:00:01Z", None)])
        .learns_of_referrer("2022-06-11")
        .then_forfeited(Reason::ReferrerNotPayingAtInstant);
}

#[test]
fn k15_a_reward_that_waits_is_earned_by_a_late_fact_about_the_signup_alone() {
    undecided(|rules| {
        rules.on_ineligible = WAIT;
        rules.eligibility_instant = EligibilityInstant::Signup;
    })
    .referrer_pays(&[("2022-05-01", Some("2022-06-01"))])
    .learns_of_referrer("2022-06-11")
    .then_earned(Side::Referrer, "10 USD", AVAILABLE);
}

#[test]
fn what_is_known_late_changes_no_reward_that_was_decided_for_good() {
    undecided(|rules| rules.eligibility = Eligibility::Any)
        .referrer_pays(&[("2022-01-01", None)])
        .learns_of_referrer("2022-06-11")
        .then_earned(Side::Referrer, "10 USD", AVAILABLE)
        .then_balance(REFERRER, [0, 1000, 0]);
}

#[test]
fn after_the_wait_a_hold_that_still_runs_is_waited_out() {
    let story = undecided(|rules| {
        rules.on_ineligible = WAIT;
        rules.hold_days = 30;
    });
    story
        .clone()
        .referrer_pays(&[("2022-06-20", None)])
        .learns_of_referrer("2022-06-20")
        .then_earned(Side::Referrer, "10 USD", held_until("2022-07-10"))
        .then_balance(REFERRER, [1000, 0, 0])
        .time_passes("2022-07-10")
        .then_balance(REFERRER, [0, 1000, 0]);
    let late = story
        .referrer_pays(&[("2022-07-20", None)])
        .learns_of_referrer("2022-07-20")
        .then_earned(Side::Referrer, "10 USD", AVAILABLE);
    assert!(matches!(
        late.told(REFERRER).last(),
        Some(Telling::CreditEarned {
            release_at: None,
            ..
        })
    ));
}

#[test]
fn k24_payments_that_ended_before_the_friend_paid_do_not_end_the_wait() {
    for until in ["2022-06-01", "2022-06-10"] {
        waits()
            .referrer_pays(&[("2022-01-01", Some(until))])
            .learns_of_referrer("2022-06-11")
            .then_earned(Side::Referrer, "10 USD", waiting_until("2022-09-08"));
    }
}

#[test]
fn k15_what_becomes_known_late_is_asked_for_the_same_instants() {
    use EligibilityInstant::{Both, Qualification, Signup};
    let at_signup = ("2022-05-01", Some("2022-06-01"));
    let at_payment = ("2022-06-01", None);
    for (instant, spell, earns) in [
        (Signup, at_signup, true),
        (Signup, at_payment, false),
        (Qualification, at_signup, false),
        (Qualification, at_payment, true),
        (Both, at_signup, false),
        (Both, at_payment, false),
        (Both, ("2022-05-01", None), true),
    ] {
        let story = undecided(|rules| rules.eligibility_instant = instant)
            .referrer_pays(&[spell])
            .learns_of_referrer("2022-06-11");
        if earns {
            story.then_earned(Side::Referrer, "10 USD", AVAILABLE);
        } else {
            story.then_forfeited(Reason::ReferrerNotPayingAtInstant);
        }
    }
}

#[test]
fn a_late_fact_about_payments_means_nothing_where_the_account_had_to_be_open() {
    let closed = AccountStatus::Closed {
        closed_at: at("2022-06-01"),
    };
    Story::of(CONTACTUALLY)
        .with_rules(|rules| rules.eligibility = Eligibility::Active)
        .accepted("2022-05-05")
        .signs_up("2022-05-10")
        .with_referrer(|acme| acme.status = closed)
        .pays("in_1", "30 USD", "2022-06-10")
        .settles("2022-06-10")
        .referrer_pays(&[("2022-01-01", None)])
        .learns_of_referrer("2022-06-11")
        .then_forfeited(Reason::ReferrerNotPayingAtInstant);
}

#[test]
fn a_refunded_payment_earns_nothing_although_the_referrer_turns_out_to_have_paid() {
    undecided(|_| {})
        .refunded("in_1", "0 USD")
        .settles("2022-06-11")
        .then_refunded()
        .referrer_pays(&[("2022-06-01", None)])
        .learns_of_referrer("2022-06-12")
        .then_refunded()
        .then_balance(REFERRER, [0, 0, 0]);
}

/// The same, where Acme's payment of 1 June is overdue.
fn overdue() -> Story {
    let mut story = Story::of(CONTACTUALLY)
        .referrer_pays(&[("2021-01-01", None)])
        .accepted("2022-05-05")
        .signs_up("2022-05-10")
        .pays("in_1", "30 USD", "2022-06-10");
    let known = story.world.paying.values_mut().next().unwrap();
    known.spells[0].in_doubt_since = Some(at("2022-06-01"));
    story
        .settles("2022-06-10")
        .learns_of_referrer("2022-06-11")
        .then_earned(Side::Referrer, "10 USD", waiting_until("2022-07-10"))
}

#[test]
fn e32_an_overdue_payment_that_is_made_counts_for_the_time_it_was_overdue() {
    overdue()
        .referrer_pays(&[("2021-01-01", None)])
        .learns_of_referrer("2022-06-20")
        .then_earned(Side::Referrer, "10 USD", AVAILABLE)
        .then_reason(None)
        .then_balance(REFERRER, [0, 1000, 0]);
}

#[test]
fn e32_an_overdue_payment_that_is_given_up_ends_the_wait() {
    let story = overdue()
        .referrer_pays(&[("2021-01-01", Some("2022-06-01"))])
        .learns_of_referrer("2022-06-20")
        .then_canceled(Side::Referrer, Reason::ReferrerNotPayingAtInstant)
        .then_reason(Some(Reason::ReferrerNotPayingAtInstant))
        .then_balance(REFERRER, [0, 0, 0]);
    // A new plan of theirs comes too late for this friend.
    story
        .referrer_pays(&[("2021-01-01", Some("2022-06-01")), ("2022-06-25", None)])
        .learns_of_referrer("2022-06-25")
        .then_balance(REFERRER, [0, 0, 0]);
}

#[test]
fn e32_a_payment_that_stays_overdue_is_not_waited_for_any_longer() {
    overdue()
        .time_passes("2022-07-09T23:59:59Z")
        .then_balance(REFERRER, [1000, 0, 0])
        .time_passes("2022-07-10")
        .then_canceled(Side::Referrer, Reason::ReferrerNotPayingAtInstant)
        .referrer_pays(&[("2021-01-01", None)])
        .learns_of_referrer("2022-07-11")
        .then_balance(REFERRER, [0, 0, 0]);
}

#[test]
fn what_becomes_known_late_earns_nothing_for_a_referral_that_staff_ended() {
    let mut story = undecided(|_| {}).then_forfeited(Reason::ReferrerNotPayingAtInstant);
    let friend = story.friend_household();
    let ended = crate::by_hand::disqualify(&friend, crate::testing::at("2022-06-11")).unwrap();
    story.world.apply(ended);
    story
        .referrer_pays(&[("2022-06-01", None)])
        .learns_of_referrer("2022-06-12")
        .then_balance(REFERRER, [0, 0, 0]);
}
