//! What both sides earn.

mod eligibility;

use super::*;
use crate::account::AccountStatus;
use crate::ledger::{EntryId, Position};
use crate::preset::{CLIENTJOY, CONTACTUALLY};
use crate::schedule::{Period, Schedule};
use crate::testing::outcome::{AVAILABLE, held_until};
use crate::testing::story::Story;
use crate::testing::{FRIEND, REFERRER, amounts, at, money};

fn clientjoy() -> Story {
    Story::of(CLIENTJOY).clicked("2022-05-20")
}

/// Bo accepted, signed up on 10 May and paid for the first time on 10 June.
fn contactually() -> Story {
    Story::of(CONTACTUALLY)
        .accepted("2022-05-05")
        .signs_up("2022-05-10")
        .pays("in_1", "30 USD", "2022-06-10")
}

/// The referrer pays since long ago.
const ALWAYS: [(&str, Option<&str>); 1] = [("2021-01-01", None)];

fn entries(story: &Story) -> Vec<&str> {
    story.world.journal.keys().map(EntryId::as_str).collect()
}

#[test]
fn c1_c2_c17_both_sides_earn_when_the_friend_signs_up() {
    let story = clientjoy()
        .signs_up("2022-05-25")
        .then_earned(Side::Referrer, "50 USD", AVAILABLE)
        .then_earned(Side::Friend, "50 USD", AVAILABLE)
        .then_balance(REFERRER, [0, 5000, 0])
        .then_balance(FRIEND, [0, 5000, 0]);
    // C18 and C19: one telling is both the mail and the entry of the list.
    let earned = Telling::CreditEarned {
        reward_id: "rwd_bolt.referrer".parse().unwrap(),
        amount: money("50 USD"),
        release_at: None,
    };
    assert_eq!(story.told(REFERRER), [earned]);
    let credit = Telling::FriendCredit {
        reward_id: "rwd_bolt.friend".parse().unwrap(),
        amount: money("50 USD"),
        after_first_payment: false,
    };
    assert_eq!(story.told(FRIEND), [credit]);
}

#[test]
fn c26_the_friends_payment_earns_nothing_more_where_the_signup_counts() {
    clientjoy()
        .signs_up("2022-05-25")
        .pays("in_1", "100 USD", "2022-05-26")
        .settles("2022-05-26")
        .then_balance(REFERRER, [0, 5000, 0])
        .then_balance(FRIEND, [0, 5000, 0]);
}

#[test]
fn k1_k5_only_the_referrer_earns_in_a_one_sided_program() {
    let story = contactually()
        .referrer_pays(&ALWAYS)
        .settles("2022-06-10")
        .then_earned(Side::Referrer, "10 USD", AVAILABLE)
        .then_nothing_earned(Side::Friend)
        .then_reason(None);
    assert!(story.told(FRIEND).is_empty());
    assert_eq!(entries(&story), ["grant#ref_bolt#referrer"]);
}

#[test]
fn a_program_may_reward_the_friend_alone() {
    let story = clientjoy()
        .with_rules(|rules| rules.schedule = one_period(&[], &["5 USD"]))
        .signs_up("2022-05-25")
        .then_nothing_earned(Side::Referrer)
        .then_earned(Side::Friend, "5 USD", AVAILABLE);
    assert!(story.told(REFERRER).is_empty());
}

#[test]
fn a_side_with_nothing_but_zeros_earns_nothing() {
    let story = clientjoy()
        .with_rules(|rules| rules.schedule = one_period(&["0 USD"], &["0 USD"]))
        .signs_up("2022-05-25")
        .then_qualified_by_signup("2022-05-25")
        .then_nothing_earned(Side::Referrer)
        .then_nothing_earned(Side::Friend);
    assert!(story.world.journal.is_empty());
}

#[test]
fn k17_the_credit_is_the_accounts_and_remembers_who_earned_it() {
    let story = contactually().referrer_pays(&ALWAYS).settles("2022-06-10");
    let reward = story.reward(Side::Referrer);
    assert_eq!(reward.account_id.as_str(), REFERRER);
    assert_eq!(reward.participant_id.as_str(), "ana");
}

#[test]
fn c4_e29_the_amount_is_the_one_promised_at_signup_although_the_payment_came_later() {
    two_prices(AmountInstant::Attribution).then_earned(Side::Referrer, "50 USD", AVAILABLE);
}

#[test]
fn c30_a_program_may_let_the_day_of_the_payment_decide_the_amount() {
    two_prices(AmountInstant::Qualification).then_earned(Side::Referrer, "25 USD", AVAILABLE);
}

/// $50 until the end of 31 May; signed up before, paid after.
fn two_prices(instant: AmountInstant) -> Story {
    let dated = clientjoy().rules().schedule;
    Story::of(CONTACTUALLY)
        .with_rules(|rules| {
            rules.schedule = dated.clone();
            rules.amount_instant = instant;
        })
        .referrer_pays(&ALWAYS)
        .accepted("2022-05-05")
        .signs_up("2022-05-10")
        .pays("in_1", "30 USD", "2022-06-10")
        .settles("2022-06-10")
}

#[test]
fn each_account_earns_in_its_own_currency_where_the_program_has_an_amount_for_it() {
    let euro = Some("EUR".parse().unwrap());
    clientjoy()
        .with_rules(|rules| {
            rules.schedule = one_period(&["50 USD", "45 EUR"], &["50 USD", "45 EUR"]);
        })
        .with_referrer(|acme| acme.currency = euro)
        .signs_up("2022-05-25")
        .then_earned(Side::Referrer, "45 EUR", AVAILABLE)
        .then_earned(Side::Friend, "50 USD", AVAILABLE);
}

#[test]
fn credit_is_held_from_the_qualification_on() {
    let story = clientjoy()
        .with_rules(|rules| rules.hold_days = 14)
        .signs_up("2022-05-25T10:00")
        .then_earned(Side::Referrer, "50 USD", held_until("2022-06-08T10:00"))
        .then_earned(Side::Friend, "50 USD", held_until("2022-06-08T10:00"))
        .then_balance(REFERRER, [5000, 0, 0]);
    assert!(matches!(
        story.told(REFERRER)[..],
        [Telling::CreditEarned { release_at: Some(release_at), .. }]
            if release_at == at("2022-06-08T10:00")
    ));
}

#[test]
fn c31_the_friends_own_credit_may_wait_for_the_friends_first_payment() {
    let story = clientjoy()
        .with_rules(|rules| rules.friend_release = FriendRelease::AfterFirstPayment)
        .signs_up("2022-05-25")
        .then_earned(Side::Referrer, "50 USD", AVAILABLE)
        .then_earned(Side::Friend, "50 USD", RewardState::AwaitingFirstPayment)
        .then_balance(FRIEND, [5000, 0, 0]);
    assert!(matches!(
        story.told(FRIEND)[..],
        [Telling::FriendCredit {
            after_first_payment: true,
            ..
        }]
    ));
}

#[test]
fn c31_where_the_payment_counts_the_friend_need_not_wait_for_another() {
    contactually_two_sided(FriendRelease::AfterFirstPayment)
        .settles("2022-06-10")
        .then_earned(Side::Friend, "10 USD", AVAILABLE);
}

fn contactually_two_sided(release: FriendRelease) -> Story {
    Story::of(CONTACTUALLY)
        .with_rules(|rules| {
            rules.schedule = one_period(&["10 USD"], &["10 USD"]);
            rules.friend_release = release;
        })
        .referrer_pays(&ALWAYS)
        .accepted("2022-05-05")
        .signs_up("2022-05-10")
        .pays("in_1", "30 USD", "2022-06-10")
}

#[test]
fn both_sides_are_decided_at_once_under_names_made_from_the_referral() {
    let story = contactually_two_sided(FriendRelease::AtSignup).settles("2022-06-10");
    assert_eq!(
        entries(&story),
        ["grant#ref_bolt#friend", "grant#ref_bolt#referrer"]
    );
    let ids: Vec<&str> = story.world.rewards.keys().map(RewardId::as_str).collect();
    assert_eq!(ids, ["rwd_bolt.friend", "rwd_bolt.referrer"]);
}

#[test]
fn without_a_hold_one_entry_takes_the_credit_straight_to_available() {
    let story = clientjoy().signs_up("2022-05-25");
    let entry = story.world.journal.values().next().unwrap();
    assert_eq!(entry.statement_line().to, Some(Position::Available));
    assert!(story.world.events.iter().any(|event| matches!(
        event,
        Event::CreditAvailable { account_id, .. } if account_id.as_str() == FRIEND
    )));
}

fn one_period(referrer: &[&str], friend: &[&str]) -> Schedule {
    Schedule::from_periods(vec![Period {
        from: None,
        until: None,
        offer: Offer {
            referrer: amounts(referrer),
            friend: amounts(friend),
        },
    }])
    .unwrap()
}

#[test]
fn an_amount_in_another_currency_than_the_accounts_is_earned_all_the_same_and_never_converted() {
    // Requirements 3.4: it stays available, and is not posted while the currencies differ.
    let pound = Some("GBP".parse().unwrap());
    clientjoy()
        .with_referrer(|acme| acme.currency = pound)
        .with_friend(|bolt, _| bolt.currency = pound)
        .signs_up("2022-05-25")
        .then_earned(Side::Referrer, "50 USD", AVAILABLE)
        .then_earned(Side::Friend, "50 USD", AVAILABLE);
}

#[test]
fn e29_what_was_promised_is_earned_although_the_program_changed_its_currency() {
    let mut story = contactually().referrer_pays(&ALWAYS);
    story.program.settings.currency = "EUR".parse().unwrap();
    story
        .settles("2022-06-10")
        .then_earned(Side::Referrer, "10 USD", AVAILABLE);
}

#[test]
fn a_hold_that_was_over_before_the_payment_became_known_is_no_hold() {
    let story = contactually()
        .with_rules(|rules| rules.hold_days = 14)
        .referrer_pays(&ALWAYS)
        .settles("2022-06-30")
        .then_earned(Side::Referrer, "10 USD", AVAILABLE)
        .then_balance(REFERRER, [0, 1000, 0]);
    assert!(matches!(
        story.told(REFERRER)[..],
        [Telling::CreditEarned {
            release_at: None,
            ..
        }]
    ));
}
