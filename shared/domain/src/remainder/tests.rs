//! What invoices had used, decided by staff.

use super::*;
use crate::application::BalanceMove;
use crate::by_hand;
use crate::preset::CONTACTUALLY;
use crate::reason::Reason;
use crate::reward::Side;
use crate::stuck;
use crate::taking_back::{self, Step};
use crate::testing::story::Story;
use crate::testing::{REFERRER, account_id, at, invoiced, money, posted};

const NOW: &str = "2022-07-11";

fn by_staff() -> Decided {
    Decided {
        actor: crate::audit::Actor {
            key_id: "admin".to_owned(),
            staff: None,
        },
        reason: "looked at".parse().unwrap(),
        decided_at: at(NOW),
    }
}

fn taken_by(id: &str, minor: i64) -> BalanceMove {
    BalanceMove {
        id: id.to_owned(),
        ..posted(Side::Referrer, minor.saturating_neg())
    }
}

/// An invoice used $4 of Ana's $10, the payment came back, and $6 were taken off the balance.
fn with_remainder() -> (Story, Vec<BalanceMove>) {
    let mut moves = vec![posted(Side::Referrer, 1_000), invoiced("in_9", -400)];
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
        .takes_back(Side::Referrer, &moves, "2022-07-10")
        .then_reversed(Side::Referrer, Reason::Refunded, true);
    moves.push(taken_by("cbtxn_reversal", 600));
    (story, moves)
}

fn decides(story: &mut Story, choice: Choice) {
    let owner = story.world.household(&account_id(REFERRER));
    let reward = story.reward(Side::Referrer);
    let settled = settle(Some(&reward), &owner, (choice, &by_staff())).unwrap();
    story.world.apply(settled);
}

fn decided(choice: Choice) -> (Story, Vec<BalanceMove>) {
    let (mut story, moves) = with_remainder();
    decides(&mut story, choice);
    (story, moves)
}

#[test]
fn a_remainder_is_decided_once() {
    for choice in [Choice::Waive, Choice::Net, Choice::Debit] {
        let (story, _) = decided(choice);
        let story = story.then_reversed(Side::Referrer, Reason::Refunded, false);
        let reward = story.reward(Side::Referrer);
        let settled = Settled {
            choice,
            decided: by_staff(),
        };
        assert_eq!(reward.remainder, Some(settled));
        let owner = story.world.household(&account_id(REFERRER));
        for again in [Choice::Waive, Choice::Net, Choice::Debit] {
            let refused = settle(Some(&reward), &owner, (again, &by_staff()));
            assert_eq!(refused, Err(Rejection::NotOpen));
        }
    }
    let unknown = settle(None, &Household::default(), (Choice::Waive, &by_staff()));
    assert_eq!(unknown, Err(Rejection::Unknown));
}

#[test]
fn what_is_waived_is_asked_of_nobody() {
    let (story, moves) = decided(Choice::Waive);
    let reward = story.reward(Side::Referrer);
    assert_eq!(taking_back::next_step(&reward, at(NOW)), Step::Nothing);
    assert_eq!(stuck::on_its_way(&reward), None);
    let story = story.takes_back(Side::Referrer, &moves, NOW);
    assert_eq!(story.reward(Side::Referrer).used_minor, 400);
}

#[test]
fn a_debit_asks_again_for_all_that_invoices_had_used() {
    let (story, moves) = decided(Choice::Debit);
    let reward = story.reward(Side::Referrer);
    assert_eq!(stuck::on_its_way(&reward), Some(at(NOW)));
    assert_eq!(taking_back::next_step(&reward, at(NOW)), Step::Assess);
    let story = story
        .takes_back(Side::Referrer, &moves, NOW)
        .then_reversed(Side::Referrer, Reason::Refunded, false)
        .then_balance(REFERRER, [0, 0, 0]);
    let reward = story.reward(Side::Referrer);
    assert_eq!((reward.used_minor, reward.debit), (0, None));
    assert_eq!(
        story.world.counters.spent("USD"),
        0,
        "the budget has it back"
    );
    let told = Telling::CreditReversed {
        reward_id: reward.id.clone(),
        amount: money("4 USD"),
        reason: Reason::Refunded,
        was_used: true,
    };
    assert_eq!(story.told(REFERRER).last(), Some(&told));
    let lines = story.world.lines(&reward.account_id);
    let ids: Vec<&str> = lines.iter().map(|line| line.entry_id.as_str()).collect();
    for id in [
        "unapply#cbtxn_taken#rwd_bolt.referrer",
        "reverse#rwd_bolt.referrer#t1.600",
    ] {
        assert!(ids.contains(&id), "{ids:?}");
    }
    assert_eq!(taking_back::next_step(&reward, at(NOW)), Step::Nothing);
}

#[test]
fn what_stripe_shows_of_a_debit_later_is_known_already() {
    let (story, mut moves) = decided(Choice::Debit);
    let story = story.takes_back(Side::Referrer, &moves, NOW);
    moves.push(taken_by("cbtxn_taken", 400));
    let before = story.world.journal.len();
    let story = story.applies(Side::Referrer, &moves, "2022-07-12");
    assert_eq!(story.world.journal.len(), before);
    assert_eq!(story.reward(Side::Referrer).used_minor, 0);
}

#[test]
fn a_bill_that_is_voided_after_a_debit_pays_for_it() {
    let (story, mut moves) = decided(Choice::Debit);
    let story = story.takes_back(Side::Referrer, &moves, NOW);
    moves.extend([taken_by("cbtxn_taken", 400), invoiced("in_9", 400)]);
    assert_eq!(moves.iter().map(|it| it.credit_minor).sum::<i64>(), 0);
    let story = story
        .applies(Side::Referrer, &moves, "2022-07-12")
        .then_balance(REFERRER, [0, 0, 0]);
    let reward = story.reward(Side::Referrer);
    assert_eq!((reward.used_minor, reward.given_back), (0, None));
}

#[test]
fn e50_a_debit_is_given_again_with_the_credit_when_the_refund_fails() {
    let (story, moves) = decided(Choice::Debit);
    let story = story
        .takes_back(Side::Referrer, &moves, NOW)
        .refunded("in_1", "30 USD")
        .settles("2022-07-12")
        .then_balance(REFERRER, [0, 1_000, 0]);
    let reward = story.reward(Side::Referrer);
    assert_eq!(
        reward.remainder, None,
        "staff decide again, should it end again"
    );
}

#[test]
fn e50_a_debit_that_was_not_made_yet_is_not_made_when_the_refund_fails() {
    let (story, _) = decided(Choice::Debit);
    let story = story
        .refunded("in_1", "30 USD")
        .settles("2022-07-12")
        .then_balance(REFERRER, [0, 600, 0]);
    let reward = story.reward(Side::Referrer);
    assert_eq!(taking_back::next_step(&reward, at(NOW)), Step::Nothing);
}

#[test]
fn while_a_debit_is_made_no_fact_and_no_staff_moves_the_reward() {
    let (mut story, moves) = decided(Choice::Debit);
    let reward = story.reward(Side::Referrer);
    let lines = story.world.lines(&reward.account_id);
    let reserved = taking_back::reserve(&reward, &Allotment::of(&moves), &lines, at(NOW));
    story.world.apply(reserved);
    let story = story
        .refunded("in_1", "30 USD")
        .settles("2022-07-12")
        .applies(Side::Referrer, &moves, "2022-07-12")
        .then_reversed(Side::Referrer, Reason::Refunded, false);
    let reward = story.reward(Side::Referrer);
    let restored = by_hand::restore(
        &story.friend_household(),
        &reward,
        &story.rules(),
        at("2022-07-12"),
    );
    assert_eq!(restored, Err(by_hand::Rejection::OnItsWay));
    let Step::Look(debit) = taking_back::next_step(&reward, at("2022-07-13")) else {
        panic!("its key is forgotten");
    };
    assert_eq!(debit.amount_minor, 400);
    let mut story = story;
    story.world.apply(taking_back::not_found(&reward));
    let reward = story.reward(Side::Referrer);
    assert_eq!(taking_back::next_step(&reward, at(NOW)), Step::Assess);
}

#[test]
fn what_is_netted_waits_for_other_credit_and_is_never_owed() {
    let (story, mut moves) = decided(Choice::Net);
    let owner = story.world.household(&account_id(REFERRER));
    let reward = story.reward(Side::Referrer);
    assert!(owner.account.unwrap().netted.contains(&reward.id));
    assert_eq!(stuck::on_its_way(&reward), None, "it waits");
    let story = story.takes_back(Side::Referrer, &moves, NOW);
    assert_eq!(story.reward(Side::Referrer).debit, None);

    let friends = BalanceMove {
        id: "cbtxn_other".to_owned(),
        ..posted(Side::Friend, 300)
    };
    moves.push(friends.clone());
    let story = story.takes_back(Side::Referrer, &moves, "2022-08-01");
    let reward = story.reward(Side::Referrer);
    assert_eq!(reward.used_minor, 100, "$3 of the $4");
    assert!(is_open(&reward));

    moves.extend([taken_by("cbtxn_taken", 300), friends]);
    let mut last = taken_by("cbtxn_taken", 100);
    last.id = "cbtxn_last".to_owned();
    let mut story = story;
    let lines = story.world.lines(&reward.account_id);
    let reserved = taking_back::reserve(&reward, &Allotment::of(&moves), &lines, at("2022-09-01"));
    story.world.apply(reserved);
    let reward = story.reward(Side::Referrer);
    let taken = taking_back::taken(&reward, ("cbtxn_last", at("2022-09-01")));
    story.world.apply(taken);
    let reward = story.reward(Side::Referrer);
    assert_eq!((reward.used_minor, is_open(&reward)), (0, false));
    let owner = story.world.household(&account_id(REFERRER));
    story.world.apply(netted(&owner, &[reward]));
    let owner = story.world.household(&account_id(REFERRER));
    assert!(owner.account.as_ref().unwrap().netted.is_empty());
    assert_eq!(netted(&owner, &[]), ChangeSet::default());
}

#[test]
fn credit_that_is_not_ours_pays_for_nothing_that_is_netted() {
    let (story, mut moves) = decided(Choice::Net);
    moves.push(BalanceMove {
        id: "cbtxn_proration".to_owned(),
        kind: crate::application::MoveKind::Other,
        credit_minor: 5_000,
    });
    let story = story.takes_back(Side::Referrer, &moves, NOW);
    assert_eq!(story.reward(Side::Referrer).used_minor, 400);
}

#[test]
fn what_is_decided_asks_stripe_for_nothing_waived_and_binds_other_credit_only_to_net() {
    let (story, _) = with_remainder();
    let owner = story.world.household(&account_id(REFERRER));
    let reward = story.reward(Side::Referrer);
    let done = |choice| {
        let changes = settle(Some(&reward), &owner, (choice, &by_staff())).unwrap();
        let asks = |event: &Event| matches!(event, Event::CreditReversing { .. });
        let binds = |write: &Write| matches!(write, Write::Account(_));
        (
            changes.events.iter().any(asks),
            changes.writes.iter().any(binds),
        )
    };
    assert_eq!(done(Choice::Waive), (false, false));
    assert_eq!(done(Choice::Net), (true, true));
    assert_eq!(done(Choice::Debit), (true, false));
}
