//! Reserve, call, settle: whatever is lost in between, a credit is posted once.

use super::*;
use crate::ledger::EntryId;
use crate::preset::{CLIENTJOY, CONTACTUALLY};
use crate::reward::Side;
use crate::testing::outcome::{AVAILABLE, held_until, waiting_until};
use crate::testing::story::Story;
use crate::testing::{REFERRER, account_id, at, money};

/// Ana's $10 became available on 25 June; credit comes off the next bill by itself.
fn automatic() -> Story {
    Story::of(CONTACTUALLY)
        .with_referrer(|acme| acme.stripe_customer_id = Some("cus_acme".parse().unwrap()))
        .referrer_pays(&[("2021-01-01", None)])
        .accepted("2022-05-20")
        .signs_up("2022-05-25")
        .pays("in_1", "30 USD", "2022-06-25")
        .settles("2022-06-25")
}

/// Ana's $50 became available on 25 May; credit waits to be redeemed.
fn on_request() -> Story {
    Story::of(CLIENTJOY)
        .with_referrer(|acme| acme.stripe_customer_id = Some("cus_acme".parse().unwrap()))
        .clicked("2022-05-20")
        .signs_up("2022-05-25")
}

fn step(story: &Story, now: &str) -> Step {
    let owner = story.world.household(&account_id(REFERRER));
    next_step(&story.reward(Side::Referrer), &owner, at(now))
}

#[track_caller]
fn reserved(mut story: Story, now: &str) -> Story {
    let Step::Reserve(changes) = step(&story, now) else {
        panic!("nothing to reserve");
    };
    story.world.apply(changes);
    story
}

fn key(story: &Story) -> String {
    idempotency_key(&story.reward(Side::Referrer))
}

#[test]
fn k5_available_credit_is_reserved_and_called_and_settled() {
    let mut story = reserved(automatic(), "2022-06-25").then_balance(REFERRER, [0, 1000, 0]);
    assert_eq!(step(&story, "2022-06-25"), Step::Call);
    story.twice(|story| {
        settled(
            &story.reward(Side::Referrer),
            "cbtxn_1".to_owned(),
            at("2022-06-25"),
        )
    });
    let story = story.then_balance(REFERRER, [0, 0, 1000]);
    assert_eq!(step(&story, "2022-06-25"), Step::Nothing);
    let posted = RewardState::Posted {
        balance_transaction_id: "cbtxn_1".to_owned(),
        posted_at: at("2022-06-25"),
    };
    assert_eq!(story.reward(Side::Referrer).state, posted);
    let ids: Vec<&str> = story.world.journal.keys().map(EntryId::as_str).collect();
    assert!(ids.contains(&"post#rwd_bolt.referrer#1"), "{ids:?}");
}

#[test]
fn e60_after_a_crash_the_same_call_is_made_under_the_same_key() {
    let story = reserved(automatic(), "2022-06-25");
    let first = key(&story);
    assert_eq!(step(&story, "2022-06-25T08:00"), Step::Call);
    assert_eq!(key(&story), first, "nothing was written in between");
    assert_eq!(first, "goodword-rwd_bolt.referrer-1");
}

#[test]
fn two_deliveries_at_once_cannot_both_reserve() {
    let story = automatic();
    let version = |step: Step| {
        let Step::Reserve(changes) = step else {
            panic!("nothing to reserve");
        };
        let [Write::Reward(reserved)] = &changes.writes[..] else {
            panic!("{changes:?}");
        };
        reserved.version
    };
    // Both would write the same version, and the table takes it once.
    let [one, other] = ["2022-06-25", "2022-06-26"].map(|now| version(step(&story, now)));
    assert_eq!(one, other);
}

#[test]
fn e44_after_23_hours_the_balance_is_looked_at_before_another_call() {
    let story = reserved(automatic(), "2022-06-25T00:00");
    assert_eq!(step(&story, "2022-06-25T23:00"), Step::Call);
    let since = at("2022-06-25T00:00");
    assert_eq!(step(&story, "2022-06-25T23:00:01Z"), Step::Look { since });
    assert_eq!(step(&story, "2022-09-25"), Step::Look { since });
}

#[test]
fn e44_what_is_found_on_the_balance_is_settled_and_not_called_again() {
    let mut story = reserved(automatic(), "2022-06-25");
    story.twice(|story| {
        settled(
            &story.reward(Side::Referrer),
            "cbtxn_1".to_owned(),
            at("2022-06-27"),
        )
    });
    story.then_balance(REFERRER, [0, 0, 1000]);
}

#[test]
fn f36_e44_what_is_not_on_the_balance_is_called_again_under_a_new_key() {
    let mut story = reserved(automatic(), "2022-06-25");
    let first = key(&story);
    let changes = not_found(&story.reward(Side::Referrer), at("2022-06-27"));
    story.world.apply(changes);
    assert_ne!(key(&story), first);
    assert_eq!(step(&story, "2022-06-27T12:00"), Step::Call);
    let first_call = first_call_at(&story.reward(Side::Referrer));
    assert_eq!(
        first_call,
        Some(at("2022-06-27")),
        "the new key has its own 23 hours"
    );
}

#[test]
fn e34_without_a_stripe_customer_the_credit_waits_and_is_posted_once_there_is_one() {
    let without = automatic().with_referrer(|acme| acme.stripe_customer_id = None);
    let waits = Step::Wait(Reason::WaitingForStripeCustomer);
    assert_eq!(step(&without, "2022-06-25"), waits);
    without
        .posts(Side::Referrer, "2022-06-25")
        .then_earned(Side::Referrer, "10 USD", AVAILABLE)
        .with_referrer(|acme| acme.stripe_customer_id = Some("cus_acme".parse().unwrap()))
        .posts(Side::Referrer, "2022-07-01")
        .then_balance(REFERRER, [0, 0, 1000]);
}

#[test]
fn c21_credit_is_posted_only_once_it_is_redeemed_where_the_program_says_so() {
    let story = on_request();
    assert_eq!(step(&story, "2022-05-25"), Step::Nothing);
    let story = story.redeems(REFERRER, "2022-05-26");
    assert!(matches!(step(&story, "2022-05-26"), Step::Reserve(_)));
    let told = Telling::CreditPosted {
        reward_id: "rwd_bolt.referrer".parse().unwrap(),
        amount: money("50 USD"),
    };
    let story = story
        .posts(Side::Referrer, "2022-05-26")
        .then_balance(REFERRER, [0, 0, 5000]);
    assert_eq!(story.told(REFERRER).last(), Some(&told));
}

#[test]
fn k8_credit_that_comes_off_the_bill_by_itself_is_told_when_earned_and_not_again() {
    let earned = automatic();
    let before = earned.told(REFERRER).len();
    let posted = earned.posts(Side::Referrer, "2022-06-25");
    assert_eq!(posted.told(REFERRER).len(), before);
}

#[test]
fn e46_f38_what_stripe_refuses_stays_available_with_the_reason() {
    let mut story = reserved(on_request().redeems(REFERRER, "2022-05-26"), "2022-05-26");
    let first = key(&story);
    story.twice(|story| {
        refused(
            &story.reward(Side::Referrer),
            Reason::PostingRefused,
            at("2022-05-26"),
        )
    });
    let blocked = RewardState::Available {
        redeemed_at: Some(at("2022-05-26")),
        blocked: Some(Reason::PostingRefused),
    };
    let mut story = story
        .then_earned(Side::Referrer, "50 USD", blocked)
        .then_balance(REFERRER, [0, 5000, 0]);
    assert!(story.world.events.iter().any(|event| matches!(
        event,
        Event::CreditBlocked {
            reason: Reason::PostingRefused,
            ..
        }
    )));
    story = reserved(story, "2022-05-27");
    assert_ne!(key(&story), first, "another attempt, another key");
}

#[test]
fn f38_a_credit_that_does_not_fit_the_customer_is_announced_once() {
    let mut story = automatic();
    story.twice(|story| blocked(&story.reward(Side::Referrer), Reason::CurrencyMismatch));
    story.twice(|story| blocked(&story.reward(Side::Referrer), Reason::PostingRefused));
    let announced = story.world.events.iter();
    let announced = announced.filter(|event| matches!(event, Event::CreditBlocked { .. }));
    assert_eq!(announced.count(), 2, "once for each reason");
    assert_eq!(
        story.world.balance(&account_id(REFERRER)).available_minor,
        1000
    );
}

#[test]
fn nothing_else_than_available_or_reserved_credit_is_ever_posted() {
    let reason = Reason::Refunded;
    let now = at("2022-06-26");
    for state in [
        held_until("2022-06-01"),
        waiting_until("2022-06-01"),
        RewardState::AwaitingFirstPayment,
        RewardState::Canceled {
            reason,
            canceled_at: now,
            waited_until: None,
        },
        RewardState::Forfeited {
            reason,
            decided_at: now,
        },
    ] {
        let story = automatic();
        let owner = story.world.household(&account_id(REFERRER));
        let reward = story.reward(Side::Referrer).in_state(state);
        assert_eq!(next_step(&reward, &owner, now), Step::Nothing);
        assert!(settled(&reward, "cbtxn_1".to_owned(), now).is_empty());
        assert!(not_found(&reward, now).is_empty() && refused(&reward, reason, now).is_empty());
        assert!(blocked(&reward, reason).is_empty());
    }
}

#[test]
fn f38_credit_meets_only_a_balance_of_its_own_currency() {
    let reward = automatic().reward(Side::Referrer);
    let (usd, eur) = ("USD".parse().ok(), "EUR".parse().ok());
    for (at_stripe, of_account, fits) in [
        (usd, None, true),
        (usd, eur, true),
        (eur, usd, false),
        (None, usd, true),
        (None, eur, false),
        (None, None, true),
    ] {
        assert_eq!(
            currency_fits(&reward, at_stripe, of_account),
            fits,
            "{at_stripe:?}"
        );
    }
}
