//! What would have come out differently.

use super::*;
use crate::allowance::caps::Caps;
use crate::preset::{CLIENTJOY, CONTACTUALLY};
use crate::terms::{Eligibility, OnIneligible};
use crate::testing::story::Story;
use crate::testing::{REFERRER, account_id, amounts, at, money, paying};

/// Bo followed Ana's link, signed up, and both earned $50.
fn clientjoy() -> Story {
    Story::of(CLIENTJOY)
        .clicked("2022-05-20")
        .signs_up("2022-05-25")
}

/// Bo accepted, signed up on 10 May and paid for the first time on 10 June; Ana pays since 2021.
fn contactually() -> Story {
    Story::of(CONTACTUALLY)
        .referrer_pays(&[("2021-01-01", None)])
        .accepted("2022-05-05")
        .signs_up("2022-05-10")
        .pays("in_1", "30 USD", "2022-06-10")
        .settles("2022-06-10")
}

/// The story's one referral again, under its own program with this change.
#[track_caller]
fn replayed(story: &Story, change: impl Fn(&mut Rules)) -> Replay {
    let mut draft = story.program.clone();
    let mut rules = draft.terms.last().unwrap().rules.clone();
    change(&mut rules);
    draft.terms.last_mut().unwrap().rules = rules.clone();
    let referrer = story.world.household(&account_id(REFERRER));
    let mut simulation = Simulation::of(&draft, &rules, at("2022-12-01"));
    let replay = simulation.replay(&story.friend_household(), &referrer);
    replay.unwrap()
}

fn earns(referrer: Option<&str>, friend: Option<&str>) -> Earned {
    Earned {
        referrer: referrer.map(money),
        friend: friend.map(money),
    }
}

#[track_caller]
fn then(replay: Replay, earned: Earned, would_earn: Earned, reason: Option<Reason>) {
    let expected = Replay::Decided {
        earned,
        would_earn,
        reason,
    };
    assert_eq!(replay, expected);
}

fn both_50() -> Earned {
    earns(Some("50 USD"), Some("50 USD"))
}

#[test]
fn the_program_itself_comes_out_as_it_did() {
    then(replayed(&clientjoy(), |_| ()), both_50(), both_50(), None);
    let ten = earns(Some("10 USD"), None);
    then(replayed(&contactually(), |_| ()), ten, ten, None);
}

#[test]
fn e29_an_open_referral_keeps_what_it_was_promised() {
    let story = Story::of(CONTACTUALLY)
        .accepted("2022-05-05")
        .signs_up("2022-05-10");
    let Replay::Open { promised } = replayed(&story, |rules| rules.hold_days = 3) else {
        panic!("it is open")
    };
    assert_eq!(promised.referrer, amounts(&["10 USD"]));
}

#[test]
fn another_amount_is_earned_by_the_day_of_the_signup() {
    let (_, drafted) =
        crate::program_file::parse(&CLIENTJOY.toml.replace("50 USD", "30 USD")).unwrap();
    let replay = replayed(&clientjoy(), |rules| {
        rules.schedule = drafted.schedule.clone();
    });
    then(
        replay,
        both_50(),
        earns(Some("30 USD"), Some("30 USD")),
        None,
    );
}

#[test]
fn a_draft_that_includes_other_plans_is_held_against_the_latest_invoice() {
    let mut story = contactually();
    let chosen = |rules: &mut Rules| rules.prices = ["price_team".parse().unwrap()].into();
    let ten = earns(Some("10 USD"), None);
    then(replayed(&story, chosen), ten, ten, None);
    for (billed, would_earn, why) in [
        ("price_team", ten, None),
        (
            "price_solo",
            Earned::default(),
            Some(Reason::PlanNotIncluded),
        ),
    ] {
        let mut known = paying("bolt", &[("2022-06-10", None)]);
        known.last_invoice = Some(crate::paying::LastInvoice {
            invoice_id: "in_1".parse().unwrap(),
            paid_at: at("2022-06-10"),
            paid: money("30 USD"),
            billed: [billed.parse().unwrap()].into(),
        });
        story.world.paying.insert(account_id("bolt"), known);
        then(replayed(&story, chosen), ten, would_earn, why);
    }
}

#[test]
fn e55_a_draft_that_asks_to_stay_loses_who_left_and_one_that_does_not_gains_them() {
    let ten = earns(Some("10 USD"), None);
    let asks = |rules: &mut Rules| {
        rules.hold_days = 14;
        rules.require_retention_days = Some(10);
    };
    let left = contactually().leaves("bolt", &["2022-06-12"]);
    let why = Some(Reason::FriendCanceled);
    then(replayed(&left, asks), ten, Earned::default(), why);

    let asked = contactually()
        .with_rules(asks)
        .leaves("bolt", &["2022-06-12"]);
    let asked = asked.settles("2022-06-12");
    then(
        replayed(&asked, |_| ()),
        Earned::default(),
        Earned::default(),
        why,
    );
    let lets_go = |rules: &mut Rules| rules.require_retention_days = None;
    then(replayed(&asked, lets_go), Earned::default(), ten, None);
}

#[test]
fn e33_a_draft_that_voids_credit_leaves_what_an_invoice_used() {
    let ten = earns(Some("10 USD"), None);
    let voids = |rules: &mut Rules| rules.void_on_cancel = true;
    let mut left = contactually().leaves(REFERRER, &["2022-07-01"]);
    let why = Some(Reason::ReferrerCanceled);
    then(replayed(&left, voids), ten, Earned::default(), why);
    let used = left.world.rewards.values_mut().next().unwrap();
    used.used_minor = 400;
    then(
        replayed(&left, voids),
        ten,
        earns(Some("4 USD"), None),
        None,
    );
}

#[test]
fn where_the_first_payment_counts_a_signup_without_one_earns_nothing() {
    let first_payment = |rules: &mut Rules| rules.trigger = Trigger::FirstPayment;
    let why = Some(Reason::AwaitingFirstPayment);
    then(
        replayed(&clientjoy(), first_payment),
        both_50(),
        Earned::default(),
        why,
    );

    let mut paid = clientjoy();
    let known = paying("bolt", &[("2022-06-01", None)]);
    paid.world.paying.insert(account_id("bolt"), known);
    then(replayed(&paid, first_payment), both_50(), both_50(), None);
}

#[test]
fn a_shorter_window_closes_before_the_payment() {
    let replay = replayed(&contactually(), |rules| {
        rules.qualification_window_days = 30;
    });
    let why = Some(Reason::QualificationWindowPassed);
    then(replay, earns(Some("10 USD"), None), Earned::default(), why);
}

#[test]
fn a_visit_or_a_way_that_the_draft_does_not_take_earns_nothing() {
    let replay = replayed(&clientjoy(), |rules| {
        rules.methods = [Method::Accept].into();
    });
    then(
        replay,
        both_50(),
        Earned::default(),
        Some(Reason::NotViaLinkOrAccept),
    );
    let replay = replayed(&clientjoy(), |rules| rules.attribution_window_days = 5);
    then(
        replay,
        both_50(),
        Earned::default(),
        Some(Reason::AttributionWindowPassed),
    );
}

#[test]
fn an_address_that_was_never_verified_earns_nothing_where_that_is_asked_for() {
    let verified = |rules: &mut Rules| rules.signup_requires = SignupRequires::EmailVerified;
    let why = Some(Reason::AwaitingEmailVerification);
    then(
        replayed(&clientjoy(), verified),
        both_50(),
        Earned::default(),
        why,
    );
}

#[test]
fn a_referrer_who_did_not_pay_earns_nothing_where_only_payers_do() {
    let payers = |rules: &mut Rules| rules.eligibility = Eligibility::Paying;
    let why = Some(Reason::ReferrerNotPayingAtInstant);
    let friend_alone = earns(None, Some("50 USD"));
    then(replayed(&clientjoy(), payers), both_50(), friend_alone, why);
}

#[test]
fn a_referrer_who_paid_while_the_draft_would_wait_earns() {
    let waits = |rules: &mut Rules| {
        rules.eligibility = Eligibility::Paying;
        rules.on_ineligible = OnIneligible::Wait { days: 30 };
    };
    let late = clientjoy().referrer_pays(&[("2022-06-10", None)]);
    then(replayed(&late, waits), both_50(), both_50(), None);
    let too_late = clientjoy().referrer_pays(&[("2022-07-10", None)]);
    let why = Some(Reason::ReferrerNotPayingAtInstant);
    let friend_alone = earns(None, Some("50 USD"));
    then(replayed(&too_late, waits), both_50(), friend_alone, why);
}

#[test]
fn caps_and_budget_are_used_up_by_the_referrals_before() {
    let story = clientjoy();
    let (friend, referrer) = (
        story.friend_household(),
        story.world.household(&account_id(REFERRER)),
    );
    let mut draft = story.program.clone();
    let mut rules = draft.terms.last().unwrap().rules.clone();
    rules.caps = Caps {
        in_all: Some(1),
        per_period: None,
    };
    draft.settings.budget = amounts(&["120 USD"]);
    let mut simulation = Simulation::of(&draft, &rules, at("2022-12-01"));
    let mut again = || simulation.replay(&friend, &referrer).unwrap();
    then(again(), both_50(), both_50(), None);
    // The second has no place below the cap, and the friend's $50 no room in the $20 that are left.
    let why = Some(Reason::CapReached);
    then(again(), both_50(), Earned::default(), why);
}

#[test]
fn what_ended_by_a_refund_would_have_ended_all_the_same() {
    let mut story = contactually();
    for reward in story.world.rewards.values_mut() {
        reward.state = RewardState::Canceled {
            reason: Reason::Refunded,
            canceled_at: at("2022-06-20"),
            waited_until: None,
        };
    }
    let nothing = Earned::default();
    then(
        replayed(&story, |rules| rules.hold_days = 3),
        nothing,
        nothing,
        None,
    );
}

#[test]
fn what_was_earned_is_told_in_words() {
    let words = |referrer, friend| earns(referrer, friend).in_words();
    assert_eq!(
        words(Some("50 USD"), Some("25 USD")),
        "the referrer $50 and the friend $25"
    );
    assert_eq!(words(Some("50 USD"), None), "the referrer $50");
    assert_eq!(words(None, Some("25 USD")), "the friend $25");
    assert_eq!(words(None, None), "nothing");
}
