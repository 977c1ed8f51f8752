//! Which referrers earn: K3, K15, K16, K23, K24.

use super::*;
use crate::testing::outcome::waiting_until;

const NEVER: &[(&str, Option<&str>)] = &[];
const AT_SIGNUP: &[(&str, Option<&str>)] = &[("2022-05-01", Some("2022-06-01"))];
const AT_PAYMENT: &[(&str, Option<&str>)] = &[("2022-06-01", None)];
const IN_BETWEEN: &[(&str, Option<&str>)] = &[("2022-05-15", Some("2022-06-01"))];
const AFTERWARDS: &[(&str, Option<&str>)] = &[("2022-06-11", None)];

/// Acme paid during these spells; Bo signed up on 10 May and paid first on 10 June.
fn decided(spells: &[(&str, Option<&str>)], change: impl Fn(&mut Rules)) -> Story {
    contactually()
        .with_rules(change)
        .referrer_pays(spells)
        .settles("2022-06-12")
}

#[test]
fn k15_the_referrer_must_be_paying_at_the_instant_the_program_names() {
    use EligibilityInstant::{Both, Qualification, Signup};
    for (instant, spells, earns) in [
        (Signup, NEVER, false),
        (Signup, AT_SIGNUP, true),
        (Signup, AT_PAYMENT, false),
        (Signup, IN_BETWEEN, false),
        (Signup, &ALWAYS, true),
        (Qualification, NEVER, false),
        (Qualification, AT_SIGNUP, false),
        (Qualification, AT_PAYMENT, true),
        (Qualification, IN_BETWEEN, false),
        (Qualification, AFTERWARDS, false),
        (Qualification, &ALWAYS, true),
        (Both, NEVER, false),
        (Both, AT_SIGNUP, false),
        (Both, AT_PAYMENT, false),
        (Both, IN_BETWEEN, false),
        (Both, &ALWAYS, true),
    ] {
        let story = decided(spells, |rules| rules.eligibility_instant = instant);
        if earns {
            story
                .then_earned(Side::Referrer, "10 USD", AVAILABLE)
                .then_reason(None);
        } else {
            story.then_forfeited(Reason::ReferrerNotPayingAtInstant);
        }
    }
}

#[test]
fn k15_two_spells_may_cover_both_instants() {
    let twice = [("2022-05-01", Some("2022-05-20")), ("2022-06-01", None)];
    decided(&twice, |rules| {
        rules.eligibility_instant = EligibilityInstant::Both;
    })
    .then_earned(Side::Referrer, "10 USD", AVAILABLE);
}

#[test]
fn k15_paying_begins_with_the_first_instant_and_ends_before_the_last() {
    decided(&[("2022-06-10", None)], |_| {}).then_earned(Side::Referrer, "10 USD", AVAILABLE);
    decided(&[("2022-05-01", Some("2022-06-10"))], |_| {})
        .then_forfeited(Reason::ReferrerNotPayingAtInstant);
}

#[test]
fn k3_k23_a_referrer_of_whom_no_payment_is_known_is_not_paying() {
    contactually()
        .settles("2022-06-10")
        .then_forfeited(Reason::ReferrerNotPayingAtInstant);
}

#[test]
fn k24_a_forfeited_reward_is_in_no_ledger_and_the_referrer_is_told_why() {
    let story = decided(NEVER, |_| {}).then_balance(REFERRER, [0, 0, 0]);
    assert!(entries(&story).is_empty());
    let told = Telling::NoCredit {
        reason: Reason::ReferrerNotPayingAtInstant,
    };
    assert_eq!(story.told(REFERRER), [told]);
    assert!(story.world.events.iter().any(|event| matches!(
        event,
        Event::RewardForfeited {
            reason: Reason::ReferrerNotPayingAtInstant,
            ..
        }
    )));
}

#[test]
fn k24_a_program_may_keep_the_reward_until_the_referrer_pays() {
    use EligibilityInstant::{Both, Qualification, Signup};
    for (instant, spells) in [
        (Signup, NEVER),
        (Signup, AT_PAYMENT),
        (Qualification, AT_SIGNUP),
        (Both, AT_SIGNUP),
        (Both, IN_BETWEEN),
    ] {
        let story = decided(spells, |rules| {
            rules.eligibility_instant = instant;
            rules.on_ineligible = OnIneligible::Wait { days: 90 };
        });
        let story = story
            .then_earned(Side::Referrer, "10 USD", waiting_until("2022-09-08"))
            .then_reason(Some(Reason::WaitingForReferrerToPay))
            .then_balance(REFERRER, [1000, 0, 0]);
        let told = Telling::NoCredit {
            reason: Reason::WaitingForReferrerToPay,
        };
        assert_eq!(story.told(REFERRER), [told]);
    }
}

#[test]
fn c25_any_referrer_earns_where_the_program_asks_for_nothing() {
    decided(NEVER, |rules| rules.eligibility = Eligibility::Any).then_earned(
        Side::Referrer,
        "10 USD",
        AVAILABLE,
    );
}

#[test]
fn an_active_referrer_need_not_pay_but_must_still_have_the_account() {
    let active = |rules: &mut Rules| rules.eligibility = Eligibility::Active;
    decided(NEVER, active).then_earned(Side::Referrer, "10 USD", AVAILABLE);
    let closed = AccountStatus::Closed {
        closed_at: at("2022-06-01"),
    };
    contactually()
        .with_rules(active)
        .with_referrer(|acme| acme.status = closed)
        .settles("2022-06-10")
        .then_forfeited(Reason::ReferrerNotPayingAtInstant);
}

#[test]
fn the_friends_reward_does_not_depend_on_the_referrer() {
    contactually_two_sided(FriendRelease::AtSignup)
        .referrer_pays(NEVER)
        .settles("2022-06-10")
        .then_forfeited(Reason::ReferrerNotPayingAtInstant)
        .then_earned(Side::Friend, "10 USD", AVAILABLE);
}

#[test]
fn e30_a_referrer_who_paid_at_the_signup_alone_earns_nothing_unless_the_program_waits() {
    decided(AT_SIGNUP, |_| {}).then_forfeited(Reason::ReferrerNotPayingAtInstant);
    decided(AT_SIGNUP, |rules| {
        rules.on_ineligible = OnIneligible::Wait { days: 90 };
    })
    .then_earned(Side::Referrer, "10 USD", waiting_until("2022-09-08"))
    .then_reason(Some(Reason::WaitingForReferrerToPay));
}

#[test]
fn e31_a_referrer_who_pays_only_by_the_friends_payment_earns() {
    decided(AT_PAYMENT, |_| {}).then_earned(Side::Referrer, "10 USD", AVAILABLE);
}

/// Acme has paid since long ago, and what was due on 1 June is overdue.
fn overdue() -> Story {
    let mut story = contactually().referrer_pays(&ALWAYS);
    let known = story.world.paying.values_mut().next().unwrap();
    known.spells[0].in_doubt_since = Some(at("2022-06-01"));
    story
}

#[test]
fn e32_an_overdue_payment_of_the_referrers_is_waited_for_thirty_days() {
    let story = overdue()
        .settles("2022-06-12")
        .then_earned(Side::Referrer, "10 USD", waiting_until("2022-07-10"))
        .then_reason(Some(Reason::WaitingForReferrerToPay))
        .then_balance(REFERRER, [1000, 0, 0]);
    let told = Telling::NoCredit {
        reason: Reason::WaitingForReferrerToPay,
    };
    assert_eq!(story.told(REFERRER), [told]);
}

#[test]
fn e32_a_program_that_waits_longer_anyway_waits_as_long() {
    overdue()
        .with_rules(|rules| rules.on_ineligible = OnIneligible::Wait { days: 90 })
        .settles("2022-06-12")
        .then_earned(Side::Referrer, "10 USD", waiting_until("2022-09-08"));
}

#[test]
fn e32_what_was_paid_before_the_overdue_payment_counts_at_once() {
    overdue()
        .with_rules(|rules| rules.eligibility_instant = EligibilityInstant::Signup)
        .settles("2022-06-12")
        .then_earned(Side::Referrer, "10 USD", AVAILABLE);
}
