//! An invoice that had used a credit is voided after the rest of it was taken back.

use super::*;
use crate::application::{Allotment, BalanceMove};
use crate::event::Event;
use crate::ledger::Movement;
use crate::notification::Telling;
use crate::remainder;
use crate::stuck;
use crate::taking_back::{self, Step};
use crate::testing::account_id;

fn taken(minor: i64) -> BalanceMove {
    BalanceMove {
        id: format!("cbtxn_taken_{minor}"),
        ..posted(Side::Referrer, minor.saturating_neg())
    }
}

/// An invoice used $4 of the $10, the payment came back, and $6 were taken off the balance.
fn reversed() -> (Story, Vec<BalanceMove>) {
    let mut moves = vec![posted(Side::Referrer, POSTED), invoiced("in_9", -400)];
    let story = on_the_balance()
        .refunded("in_1", "0 USD")
        .settles("2022-07-10")
        .takes_back(Side::Referrer, &moves, "2022-07-10")
        .then_reversed(Side::Referrer, Reason::Refunded, true)
        .then_balance(REFERRER, [0, 0, 0]);
    moves.push(taken(600));
    (story, moves)
}

/// Then the invoice is voided, and that is heard of.
fn voided() -> (Story, Vec<BalanceMove>) {
    let (story, mut moves) = reversed();
    moves.push(invoiced("in_9", 400));
    let story = story
        .applies(Side::Referrer, &moves, "2022-07-11")
        .then_balance(REFERRER, [0, 0, 400]);
    (story, moves)
}

#[test]
fn e48_what_a_voided_invoice_gives_back_of_credit_that_ended_is_taken_back_too() {
    let (story, moves) = voided();
    let asked_for = Event::CreditReversing {
        reward_id: story.reward(Side::Referrer).id,
        account_id: story.reward(Side::Referrer).account_id,
    };
    assert_eq!(story.world.events.last(), Some(&asked_for));
    let story = story
        .takes_back(Side::Referrer, &moves, "2022-07-11")
        .then_reversed(Side::Referrer, Reason::Refunded, false)
        .then_balance(REFERRER, [0, 0, 0]);
    let told = Telling::CreditReversed {
        reward_id: story.reward(Side::Referrer).id,
        amount: crate::testing::money("4 USD"),
        reason: Reason::Refunded,
        was_used: false,
    };
    assert_eq!(story.told(REFERRER).last(), Some(&told));
    let lines = story.world.lines(&story.reward(Side::Referrer).account_id);
    let taken = lines.iter().filter(|it| it.movement == Movement::Reverse);
    let taken: Vec<(&str, i64)> = taken
        .map(|line| (line.entry_id.as_str(), line.amount.amount_minor()))
        .collect();
    let expected = [
        ("reverse#rwd_bolt.referrer", 600),
        ("reverse#rwd_bolt.referrer#t1.600", 400),
    ];
    assert_eq!(taken, expected);
}

#[test]
fn what_another_invoice_used_before_it_could_be_taken_is_for_staff() {
    let (story, mut moves) = voided();
    moves.push(invoiced("in_10", -300));
    let story = story
        .takes_back(Side::Referrer, &moves, "2022-07-11")
        .then_reversed(Side::Referrer, Reason::Refunded, true)
        .then_balance(REFERRER, [0, 0, 0]);
    assert_eq!(story.reward(Side::Referrer).used_minor, 300);
}

#[test]
fn where_another_invoice_used_all_of_it_stripe_is_not_called() {
    let (story, mut moves) = voided();
    moves.push(invoiced("in_10", -400));
    let story = story
        .takes_back(Side::Referrer, &moves, "2022-07-11")
        .then_reversed(Side::Referrer, Reason::Refunded, true);
    let reward = story.reward(Side::Referrer);
    assert_eq!((reward.attempts, reward.given_back), (2, None));
}

#[test]
fn e50_a_refund_that_fails_meanwhile_gives_all_of_it_again_and_once() {
    let (story, moves) = voided();
    let story = story
        .refunded("in_1", "30 USD")
        .settles("2022-07-12")
        .then_balance(REFERRER, [0, 0, 400])
        .takes_back(Side::Referrer, &moves, "2022-07-12");
    assert!(matches!(
        story.world.events.last(),
        Some(Event::RewardReversed { .. })
    ));
    story
        .settles("2022-07-12")
        .then_balance(REFERRER, [0, 1000, 0]);
}

#[test]
fn e50_a_bill_that_is_voided_after_the_credit_came_again_is_credit_on_the_balance() {
    let (story, mut moves) = reversed();
    moves.push(invoiced("in_9", 400));
    let story = story
        .refunded("in_1", "30 USD")
        .settles("2022-07-12")
        .applies(Side::Referrer, &moves, "2022-07-12")
        .then_balance(REFERRER, [0, 600, 0])
        .posts(Side::Referrer, "2022-07-12");
    moves.push(BalanceMove {
        id: "cbtxn_again".to_owned(),
        ..posted(Side::Referrer, 600)
    });
    story
        .applies(Side::Referrer, &moves, "2022-07-12")
        .then_balance(REFERRER, [0, 0, 1000]);
}

#[test]
fn credit_that_came_again_and_was_canceled_then_leaves_nothing_on_the_balance() {
    let (story, mut moves) = reversed();
    let story = story
        .refunded("in_1", "30 USD")
        .settles("2022-07-12")
        .refunded("in_1", "0 USD")
        .settles("2022-07-13")
        .then_canceled(Side::Referrer, Reason::Refunded);
    moves.push(invoiced("in_9", 400));
    story
        .applies(Side::Referrer, &moves, "2022-07-14")
        .then_balance(REFERRER, [0, 0, 400])
        .takes_back(Side::Referrer, &moves, "2022-07-14")
        .then_canceled(Side::Referrer, Reason::Refunded)
        .then_balance(REFERRER, [0, 0, 0]);
}

#[test]
fn the_budget_gets_back_what_the_bill_gave_back() {
    let mut moves = vec![posted(Side::Referrer, POSTED), invoiced("in_9", -400)];
    let story = Story::of(CONTACTUALLY)
        .with_budget("100 USD")
        .referrer_pays(&[("2021-01-01", None)])
        .with_referrer(|acme| acme.stripe_customer_id = Some("cus_acme".parse().unwrap()))
        .accepted("2022-05-20")
        .signs_up("2022-05-25")
        .pays("in_1", "30 USD", "2022-06-25")
        .settles("2022-06-25")
        .posts(Side::Referrer, "2022-06-25")
        .refunded("in_1", "0 USD")
        .settles("2022-07-10")
        .takes_back(Side::Referrer, &moves, "2022-07-10");
    assert_eq!(story.world.counters.spent("USD"), 400);
    moves.extend([taken(600), invoiced("in_9", 400)]);
    let story = story
        .applies(Side::Referrer, &moves, "2022-07-11")
        .takes_back(Side::Referrer, &moves, "2022-07-11");
    assert_eq!(story.world.counters.spent("USD"), 0);
}

#[test]
fn a_taking_that_is_lost_is_announced_again_and_looked_for_before_it_is_made_anew() {
    let (story, moves) = voided();
    let reward = story.reward(Side::Referrer);
    assert_eq!(stuck::on_its_way(&reward), Some(at("2022-07-10")));
    assert!(matches!(
        stuck::credit(&reward),
        stuck::Verdict::Announce(Event::CreditReversing { .. })
    ));
    let lines = story.world.lines(&reward.account_id);
    let allotment = Allotment::of(&moves);
    let mut story = story;
    let reserved = taking_back::reserve(&reward, &allotment, &lines, at("2022-07-11"));
    story.world.apply(reserved);
    let reward = story.reward(Side::Referrer);
    let Step::Look(taking) = taking_back::next_step(&reward, at("2022-07-13")) else {
        panic!("its key is forgotten");
    };
    assert_eq!(
        (taking.amount_minor, reward.taking()),
        (400, "1.600".to_owned())
    );
    story.world.apply(taking_back::not_found(&reward));
    let reward = story.reward(Side::Referrer);
    assert_eq!(
        taking_back::next_step(&reward, at("2022-07-13")),
        Step::Assess
    );
}

#[test]
fn staff_give_nothing_again_while_it_is_on_its_way_off_the_balance() {
    let (story, _) = voided();
    let reward = story.reward(Side::Referrer);
    let restored = crate::by_hand::restore(
        &story.friend_household(),
        &reward,
        &story.rules(),
        at("2022-07-11"),
    );
    assert_eq!(restored, Err(crate::by_hand::Rejection::OnItsWay));
}

#[test]
fn what_staff_let_go_is_let_go_also_where_a_bill_gives_a_part_of_it_back() {
    let (mut story, mut moves) = reversed();
    let decided = crate::review::Decided {
        actor: crate::audit::Actor {
            key_id: "admin".to_owned(),
            staff: None,
        },
        reason: "in good faith".parse().unwrap(),
        decided_at: at("2022-07-10"),
    };
    let owner = story.world.household(&account_id(REFERRER));
    let waived = (remainder::Choice::Waive, &decided);
    let waived = remainder::settle(Some(&story.reward(Side::Referrer)), &owner, waived).unwrap();
    story.world.apply(waived);
    moves.extend([invoiced("in_9", 400), invoiced("in_10", -300)]);
    story
        .applies(Side::Referrer, &moves, "2022-07-11")
        .takes_back(Side::Referrer, &moves, "2022-07-11")
        .then_reversed(Side::Referrer, Reason::Refunded, false)
        .then_balance(REFERRER, [0, 0, 0]);
}
