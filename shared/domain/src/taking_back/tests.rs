//! Taking back, step by step.

mod expiry;

use jiff::SignedDuration;

use super::*;
use crate::preset::CONTACTUALLY;
use crate::reason::Reason;
use crate::reward::Side;
use crate::testing::story::Story;
use crate::testing::{REFERRER, at, invoiced, posted};

/// Bo's payment was refunded after Ana's $10 had been posted.
fn to_be_taken_back() -> Story {
    Story::of(CONTACTUALLY)
        .referrer_pays(&[("2021-01-01", None)])
        .with_referrer(|acme| acme.stripe_customer_id = Some("cus_acme".parse().unwrap()))
        .accepted("2022-05-20")
        .signs_up("2022-05-25")
        .pays("in_1", "30 USD", "2022-06-25")
        .settles("2022-06-25")
        .posts(Side::Referrer, "2022-06-25")
        .refunded("in_1", "0 USD")
        .settles("2022-07-10")
}

fn reserved() -> Story {
    let mut story = to_be_taken_back();
    let moves = [posted(Side::Referrer, 1_000)];
    let reward = story.reward(Side::Referrer);
    let changes = reserve(&reward, &Allotment::of(&moves), &[], at("2022-07-10"));
    story.world.apply(changes);
    story
}

#[test]
fn first_it_is_read_what_is_left_and_then_stripe_is_called_for_that() {
    let before = to_be_taken_back().reward(Side::Referrer);
    assert_eq!(next_step(&before, at("2022-07-10")), Step::Assess);
    let reward = reserved().reward(Side::Referrer);
    let Step::Call(taking) = next_step(&reward, at("2022-07-10")) else {
        panic!("{reward:?}");
    };
    assert_eq!(taking.amount_minor, 1_000);
    assert_ne!(idempotency_key(&reward), idempotency_key(&before));
}

#[test]
fn stripe_is_asked_for_no_more_than_the_invoices_have_left() {
    let moves = [posted(Side::Referrer, 1_000), invoiced("in_9", -400)];
    let reward = to_be_taken_back().reward(Side::Referrer);
    let changes = reserve(&reward, &Allotment::of(&moves), &[], at("2022-07-10"));
    let mut story = to_be_taken_back();
    story.world.apply(changes);
    let Step::Call(taking) = next_step(&story.reward(Side::Referrer), at("2022-07-10")) else {
        panic!("something is left");
    };
    assert_eq!(taking.amount_minor, 600);
}

#[test]
fn f37_after_the_life_of_its_key_a_call_is_looked_for_and_not_made_again() {
    let reward = reserved().reward(Side::Referrer);
    let on_time = after(at("2022-07-10"), KEY_LIFE);
    assert!(matches!(next_step(&reward, on_time), Step::Call(_)));
    let late = after(on_time, SignedDuration::from_secs(1));
    assert!(matches!(next_step(&reward, late), Step::Look(_)));
}

#[test]
fn where_stripe_has_not_got_the_call_the_balance_is_read_again() {
    let mut story = reserved();
    let changes = not_found(&story.reward(Side::Referrer));
    story.world.apply(changes);
    let reward = story.reward(Side::Referrer);
    assert_eq!(next_step(&reward, at("2022-07-12")), Step::Assess);
}

#[test]
fn what_was_taken_is_told_with_the_reason() {
    let moves = [posted(Side::Referrer, 1_000)];
    let story = to_be_taken_back().takes_back(Side::Referrer, &moves, "2022-07-10");
    let told = story.told(REFERRER);
    assert!(told.iter().any(|telling| matches!(
        telling,
        Telling::CreditReversed {
            reason: Reason::Refunded,
            ..
        }
    )));
}
