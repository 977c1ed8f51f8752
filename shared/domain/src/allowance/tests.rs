//! Budget and caps: exactly what there is, each refusal once, and nothing counted twice.

use std::collections::{BTreeMap, BTreeSet};

use super::*;
use crate::allowance::budget::COUNTERS;
use crate::allowance::caps::{CapPeriod, Caps, PeriodCap};
use crate::payment::Dispute;
use crate::preset::{CLIENTJOY, CONTACTUALLY};
use crate::testing::counters::Counters;
use crate::testing::outcome::{AVAILABLE, held_until};
use crate::testing::story::Story;
use crate::testing::{REFERRER, account_id, amounts, at, money, posted};

const ALWAYS: [(&str, Option<&str>); 1] = [("2021-01-01", None)];

/// Bo paid $30 on 25 June; nothing is decided yet.
fn paid() -> Story {
    Story::of(CONTACTUALLY)
        .referrer_pays(&ALWAYS)
        .with_referrer(|acme| acme.stripe_customer_id = Some("cus_acme".parse().unwrap()))
        .accepted("2022-05-20")
        .signs_up("2022-05-25")
        .pays("in_1", "30 USD", "2022-06-25")
}

fn told_of_budget(story: &Story) -> usize {
    let told = |event: &&Event| matches!(event, Event::BudgetExhausted { .. });
    story.world.events.iter().filter(told).count()
}

/// Draws this much for each of many referrals, one after another, and says who got it.
fn draws(counters: &mut Counters, budget: &str, minor: i64, referrals: u32) -> Vec<bool> {
    let budget = money(budget);
    let tally = |counters: &Counters| counters.tally(&account_id(REFERRER));
    let draw = |referral: u32| {
        let mut spent = tally(counters).spent.remove(&budget.currency());
        let spent = spent.get_or_insert_default();
        let draws = spent.draw(budget, minor, fnv1a(&format!("ref_{referral}")));
        for (drawn, guard) in draws.iter().flatten() {
            counters.step(&BudgetMove {
                program: "p".parse().unwrap(),
                currency: budget.currency(),
                counter: drawn.counter,
                minor: drawn.minor,
                guard: *guard,
            });
        }
        draws.is_some()
    };
    (0..referrals).map(draw).collect()
}

#[test]
fn f47_a_budget_is_spent_to_the_last_reward_whichever_counters_have_it() {
    for (budget, minor, all) in [
        ("1000 USD", 5_000, 20),
        // No counter's share, $125, is a whole number of rewards: the rests make two more.
        ("1000 USD", 4_900, 20),
        ("1000 USD", 9_000, 11),
        ("999 USD", 5_000, 19),
        ("49 USD", 5_000, 0),
        ("50 USD", 5_000, 1),
    ] {
        let mut counters = Counters::default();
        let got = draws(&mut counters, budget, minor, 100);
        assert_eq!(got.iter().filter(|got| **got).count(), all, "{budget}");
        assert!(got[..all].iter().all(|got| *got), "the first come first");
        let all = i64::try_from(all).unwrap();
        assert_eq!(counters.spent("USD"), minor * all, "{budget}");
    }
}

#[test]
fn a_large_budget_is_drawn_from_all_its_counters() {
    let mut counters = Counters::default();
    draws(&mut counters, "100000 USD", 1_000, 100);
    let spent = counters.tally(&account_id(REFERRER)).spent;
    let one = &spent[&"USD".parse().unwrap()];
    assert_eq!(one.sum(), 100_000);
    let apart = draws_apart(&counters);
    assert_eq!(apart, usize::from(COUNTERS), "{counters:?}");
}

fn draws_apart(counters: &Counters) -> usize {
    let mut drawn_from = BTreeSet::new();
    for referral in 0..100_u32 {
        let mut tally = counters.tally(&account_id(REFERRER));
        let spent = tally.spent.get_mut(&"USD".parse().unwrap()).unwrap();
        let draws = spent.draw(money("100000 USD"), 1, fnv1a(&format!("ref_{referral}")));
        drawn_from.insert(draws.unwrap()[0].0.counter);
    }
    drawn_from.len()
}

#[test]
fn a_budget_that_was_made_smaller_is_never_passed() {
    let mut counters = Counters::default();
    draws(&mut counters, "8000 USD", 10_000, 40);
    // $4,000 are spent, on some counters more than on others; $6,000 are the budget now.
    let got = draws(&mut counters, "6000 USD", 10_000, 100);
    assert_eq!(got.iter().filter(|got| **got).count(), 20);
    assert_eq!(counters.spent("USD"), 600_000);
    assert_eq!(draws(&mut counters, "3000 USD", 1, 1), [false]);
}

#[test]
fn a_budget_that_was_made_larger_has_more_counters_and_all_of_it_is_spent() {
    let mut counters = Counters::default();
    assert_eq!(
        draws(&mut counters, "900 USD", 10_000, 10)[8..],
        [true, false]
    );
    let got = draws(&mut counters, "2000 USD", 10_000, 20);
    assert_eq!(got.iter().filter(|got| **got).count(), 11);
    assert_eq!(counters.spent("USD"), 200_000);
}

#[test]
fn e70_what_the_budget_does_not_hold_is_refused_with_its_reason_and_told_once() {
    let story = paid()
        .with_budget("9.99 USD")
        .settles("2022-06-25")
        .then_qualified_by("in_1", "2022-06-25")
        .then_forfeited(Reason::BudgetExhausted)
        .then_balance(REFERRER, [0, 0, 0]);
    assert_eq!(told_of_budget(&story), 1);
    let again = story.settles("2022-07-25").learns_of_referrer("2022-07-25");
    assert_eq!(told_of_budget(&again), 1);
    again.then_forfeited(Reason::BudgetExhausted);
}

#[test]
fn e70_a_reward_that_was_refused_for_the_budget_is_refused_for_good() {
    paid()
        .with_budget("5 USD")
        .settles("2022-06-25")
        .with_budget("500 USD")
        .refunded("in_1", "0 USD")
        .settles("2022-06-26")
        .refunded("in_1", "30 USD")
        .settles("2022-06-27")
        .learns_of_referrer("2022-06-27")
        .then_forfeited(Reason::BudgetExhausted);
}

#[test]
fn e70_the_side_that_the_budget_still_holds_earns() {
    let story = Story::of(CLIENTJOY)
        .with_budget("80 USD")
        .clicked("2022-05-20")
        .signs_up("2022-05-25")
        .then_earned(Side::Referrer, "50 USD", AVAILABLE);
    let state = story.reward(Side::Friend).state;
    assert!(
        matches!(state, RewardState::Forfeited { reason, .. } if reason == Reason::BudgetExhausted),
        "{state:?}"
    );
    assert_eq!(story.world.counters.spent("USD"), 5_000);
    assert_eq!(told_of_budget(&story), 1);
}

#[test]
fn both_sides_of_a_referral_draw_from_one_counter_in_one_step() {
    let story = Story::of(CLIENTJOY)
        .with_budget("100000 USD")
        .clicked("2022-05-20")
        .signs_up("2022-05-25");
    assert_eq!(story.world.counters.spent("USD"), 10_000);
    let counted = |side| story.reward(side).counted.budget;
    assert_eq!(counted(Side::Referrer), counted(Side::Friend));
}

#[test]
fn a_canceled_reward_gives_its_budget_back_and_takes_it_again_when_it_is_reinstated() {
    let story = paid()
        .with_budget("10 USD")
        .with_rules(|rules| rules.hold_days = 14)
        .settles("2022-06-25")
        .then_earned(Side::Referrer, "10 USD", held_until("2022-07-09"));
    assert_eq!(story.world.counters.spent("USD"), 1_000);
    let story = story.refunded("in_1", "0 USD").settles("2022-06-26");
    assert_eq!(story.world.counters.spent("USD"), 0);
    // What was promised was counted once: another may have taken the budget meanwhile.
    let story = story.with_budget("1 USD").refunded("in_1", "30 USD");
    let story = story.settles("2022-06-27");
    assert_eq!(story.world.counters.spent("USD"), 1_000);
    story.then_earned(Side::Referrer, "10 USD", held_until("2022-07-09"));
}

#[test]
fn credit_that_is_taken_back_gives_back_what_no_invoice_used() {
    let used = testing_used(400);
    let story = paid()
        .with_budget("1000 USD")
        .settles("2022-06-25")
        .posts(Side::Referrer, "2022-06-25")
        .applies(Side::Referrer, &used, "2022-06-30")
        .disputed("in_1", Dispute::Lost)
        .settles("2022-07-10")
        .takes_back(Side::Referrer, &used, "2022-07-10");
    assert_eq!(story.world.counters.spent("USD"), 400);
}

fn testing_used(minor: i64) -> [crate::application::BalanceMove; 2] {
    [
        posted(Side::Referrer, 1_000),
        crate::testing::invoiced("in_ana", minor.saturating_neg()),
    ]
}

#[test]
fn credit_that_expired_gives_its_budget_back() {
    let story = Story::of(CLIENTJOY)
        .with_budget("1000 USD")
        .with_rules(|rules| rules.expiry_days = Some(30))
        .clicked("2022-05-20")
        .signs_up("2022-05-25")
        .time_passes("2022-06-24");
    assert_eq!(story.world.counters.spent("USD"), 0);
}

fn capped(in_all: Option<u32>, per_month: Option<u32>) -> Caps {
    let period = CapPeriod::Month;
    Caps {
        in_all,
        per_period: per_month.map(|at_most| PeriodCap { at_most, period }),
    }
}

/// The same with so many rewards of Acme before, in all and in June.
fn after(story: Story, in_all: u32, in_june: u32) -> Story {
    let mut story = story;
    let mut count = |name: &str, times: u32| {
        for _ in 0..times {
            story.world.counters.count(&RewardCount {
                program: "contactually".parse().unwrap(),
                account: account_id(REFERRER),
                name: name.to_owned(),
                step: 1,
                at_most: None,
            });
        }
    };
    count("ALL", in_all);
    count("2022-06", in_june);
    story
}

#[test]
fn a_referrer_earns_up_to_the_cap_and_no_more() {
    let caps = capped(Some(5), Some(2));
    let story = || paid().with_rules(move |rules| rules.caps = caps);
    after(story(), 4, 1)
        .settles("2022-06-25")
        .then_earned(Side::Referrer, "10 USD", AVAILABLE);
    for (in_all, in_june) in [(5, 1), (4, 2)] {
        after(story(), in_all, in_june)
            .settles("2022-06-25")
            .then_forfeited(Reason::CapReached);
    }
}

#[test]
fn a_cap_counts_by_when_the_referral_qualified_in_the_programs_zone() {
    let caps = capped(Some(9), Some(1));
    let zone = jiff::tz::TimeZone::get("America/New_York").unwrap();
    let names = |at_: &str| -> Vec<String> {
        let counters = caps.counters(at(at_), &zone);
        counters.into_iter().map(|(name, _)| name).collect()
    };
    // July begins at 04:00 UTC in New York.
    assert_eq!(names("2022-07-01T03:59"), ["ALL", "2022-06"]);
    assert_eq!(names("2022-07-01T04:00"), ["ALL", "2022-07"]);
    let of = |period| Caps {
        in_all: None,
        per_period: Some(PeriodCap { at_most: 1, period }),
    };
    let name = |period| of(period).counters(at("2022-07-01"), &zone)[0].0.clone();
    assert_eq!(name(CapPeriod::Day), "2022-06-30");
    assert_eq!(name(CapPeriod::Year), "2022");
}

#[test]
fn the_friends_own_credit_is_not_the_referrers() {
    let story = Story::of(CLIENTJOY)
        .with_rules(|rules| rules.caps = capped(Some(1), None))
        .clicked("2022-05-20");
    after(story, 1, 0)
        .signs_up("2022-05-25")
        .then_forfeited(Reason::CapReached)
        .then_earned(Side::Friend, "50 USD", AVAILABLE);
}

#[test]
fn a_reward_that_ended_gives_its_place_back() {
    let caps = capped(Some(1), Some(1));
    let story = paid()
        .with_rules(move |rules| rules.caps = caps)
        .settles("2022-06-25");
    let counted = |story: &Story| story.tally().rewards;
    let one = BTreeMap::from([("ALL".to_owned(), 1), ("2022-06".to_owned(), 1)]);
    let none = BTreeMap::from([("ALL".to_owned(), 0), ("2022-06".to_owned(), 0)]);
    assert_eq!(counted(&story), one);
    let story = story.refunded("in_1", "0 USD").settles("2022-06-26");
    assert_eq!(counted(&story), none);
    let story = story.refunded("in_1", "30 USD").settles("2022-06-27");
    assert_eq!(counted(&story), one);
}

#[test]
fn a_reward_that_is_forfeited_for_the_referrer_counts_nothing() {
    let story = Story::of(CONTACTUALLY)
        .with_budget("1000 USD")
        .with_rules(|rules| rules.caps = capped(Some(1), None))
        .accepted("2022-05-20")
        .signs_up("2022-05-25")
        .pays("in_1", "30 USD", "2022-06-25")
        .settles("2022-06-25")
        .then_forfeited(Reason::ReferrerNotPayingAtInstant);
    assert_eq!(story.tally(), Tally::default());
    // It becomes known that Ana paid all along: now it counts.
    let story = story
        .referrer_pays(&ALWAYS)
        .learns_of_referrer("2022-06-28");
    assert_eq!(story.world.counters.spent("USD"), 1_000);
    assert_eq!(story.tally().rewards["ALL"], 1);
}

#[test]
fn what_a_late_fact_would_grant_is_held_to_the_limits_too() {
    let story = Story::of(CONTACTUALLY)
        .with_budget("5 USD")
        .accepted("2022-05-20")
        .signs_up("2022-05-25")
        .pays("in_1", "30 USD", "2022-06-25")
        .settles("2022-06-25")
        .referrer_pays(&ALWAYS)
        .learns_of_referrer("2022-06-28")
        .then_forfeited(Reason::BudgetExhausted);
    assert_eq!(story.world.counters.spent("USD"), 0);
}

#[test]
fn e70_an_offer_is_made_while_the_budget_holds_all_of_it() {
    let covers = |budget: &str, spent: i64| {
        let story = Story::of(CLIENTJOY).with_budget(budget);
        let offer = story.rules().offer_at(at("2022-05-25"));
        let spent = Spent::of([(0, spent)]);
        let tally = Tally {
            spent: BTreeMap::from([("USD".parse().unwrap(), spent)]),
            ..Tally::default()
        };
        story.limits(&tally).cover(&offer)
    };
    assert!(covers("100 USD", 0));
    assert!(!covers("100 USD", 1));
    assert!(!covers("99 USD", 0));
    // Another currency has no limit.
    assert!(covers("1 EUR", 0));
    let nothing = Offer::default();
    let story = Story::of(CLIENTJOY).with_budget("0 USD");
    assert!(story.limits(&Tally::default()).cover(&nothing));
    assert_eq!(amounts(&["0 USD"]), story.program.settings.budget);
}
