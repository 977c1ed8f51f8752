//! Who used what of a balance.

use super::*;
use crate::preset::CONTACTUALLY;
use crate::reward::Side;
use crate::testing::outcome::AVAILABLE;
use crate::testing::story::Story;
use crate::testing::{FRIEND, REFERRER, account_id, invoiced, posted};

fn other(id: &str, credit_minor: i64) -> BalanceMove {
    BalanceMove {
        id: id.to_owned(),
        kind: MoveKind::Other,
        credit_minor,
    }
}

fn left(moves: &[BalanceMove]) -> i64 {
    Allotment::of(moves).left_minor(&RewardId::of(&account_id(FRIEND), Side::Referrer))
}

#[test]
fn an_invoice_uses_the_oldest_credit_first_also_where_it_is_not_ours() {
    let moves = [
        other("cbtxn_proration", 500),
        posted(Side::Referrer, 1_000),
        invoiced("in_1", -700),
    ];
    assert_eq!(left(&moves), 800);
}

#[test]
fn a_voided_invoice_gives_back_what_it_used() {
    let moves = [
        posted(Side::Referrer, 1_000),
        invoiced("in_1", -700),
        invoiced("in_1", 700),
    ];
    assert_eq!(left(&moves), 1_000);
}

#[test]
fn what_a_customer_owed_is_paid_before_credit_is_left() {
    let moves = [other("cbtxn_small", -300), posted(Side::Referrer, 1_000)];
    assert_eq!(left(&moves), 700);
}

#[test]
fn what_an_invoice_gives_back_pays_first_what_the_customer_owed() {
    let moves = [
        posted(Side::Referrer, 1_000),
        invoiced("in_1", -1_000),
        other("cbtxn_small", -300),
        invoiced("in_1", 1_000),
    ];
    assert_eq!(left(&moves), 700);
}

#[test]
fn taking_more_than_is_left_asks_for_what_an_invoice_had_used_and_another_credit_pays() {
    let reward = RewardId::of(&account_id(FRIEND), Side::Referrer);
    let friends = RewardId::of(&account_id(FRIEND), Side::Friend);
    let taken = BalanceMove {
        id: "cbtxn_taken".to_owned(),
        ..posted(Side::Referrer, -1_000)
    };
    let mut moves = vec![
        posted(Side::Referrer, 1_000),
        posted(Side::Friend, 1_000),
        invoiced("in_1", -300),
        taken,
    ];
    let allotment = Allotment::of(&moves);
    let [own, other] = [&reward, &friends].map(|it| allotment.left_minor(it));
    assert_eq!((own, other), (0, 700));
    assert_eq!(
        allotment.used_of(&friends)["cbtxn_taken"].applied_minor,
        300
    );
    let sum: i64 = allotment
        .used_of(&reward)
        .values()
        .map(Used::held_minor)
        .sum();
    assert_eq!(sum, 0, "it was used, and asked for again");

    moves.push(invoiced("in_1", 300));
    let allotment = Allotment::of(&moves);
    let [own, other] = [&reward, &friends].map(|it| allotment.left_minor(it));
    assert_eq!((own, other), (0, 1_000), "who paid for it has it again");
}

#[test]
fn what_is_taken_back_comes_from_the_rewards_own_credit() {
    let moves = [
        other("cbtxn_proration", 500),
        posted(Side::Referrer, 1_000),
        posted(Side::Referrer, -1_000),
        invoiced("in_1", -500),
    ];
    let allotment = Allotment::of(&moves);
    let reward = RewardId::of(&account_id(FRIEND), Side::Referrer);
    assert_eq!(allotment.left_minor(&reward), 0);
    assert!(allotment.used_of(&reward).is_empty());
}

/// Ana's $10 are on her balance.
fn on_the_balance() -> Story {
    Story::of(CONTACTUALLY)
        .referrer_pays(&[("2021-01-01", None)])
        .with_referrer(|acme| acme.stripe_customer_id = Some("cus_acme".parse().unwrap()))
        .accepted("2022-05-20")
        .signs_up("2022-05-25")
        .pays("in_1", "30 USD", "2022-06-25")
        .settles("2022-06-25")
        .then_earned(Side::Referrer, "10 USD", AVAILABLE)
        .posts(Side::Referrer, "2022-06-25")
}

#[test]
fn k21_a_credit_is_used_in_parts_by_one_invoice_after_another() {
    let first = [posted(Side::Referrer, 1_000), invoiced("in_8", -400)];
    let both = [
        posted(Side::Referrer, 1_000),
        invoiced("in_8", -400),
        invoiced("in_9", -600),
    ];
    let story = on_the_balance()
        .applies(Side::Referrer, &first, "2022-07-01")
        .then_balance(REFERRER, [0, 0, 600])
        .applies(Side::Referrer, &both, "2022-08-01")
        .then_balance(REFERRER, [0, 0, 0]);
    let told = story.told(REFERRER);
    let applied = told
        .iter()
        .filter(|telling| matches!(telling, Telling::CreditApplied { .. }));
    assert_eq!(applied.count(), 2, "one telling an invoice");
}

#[test]
fn e56_the_same_movements_heard_of_twice_are_written_once() {
    let moves = [posted(Side::Referrer, 1_000), invoiced("in_8", -400)];
    on_the_balance()
        .applies(Side::Referrer, &moves, "2022-07-01")
        .applies(Side::Referrer, &moves, "2022-07-02")
        .then_balance(REFERRER, [0, 0, 600]);
}

#[test]
fn a_voided_invoice_puts_the_credit_back_on_the_statement() {
    let used = [posted(Side::Referrer, 1_000), invoiced("in_8", -400)];
    let voided = [
        posted(Side::Referrer, 1_000),
        invoiced("in_8", -400),
        invoiced("in_8", 400),
    ];
    let story = on_the_balance()
        .applies(Side::Referrer, &used, "2022-07-01")
        .applies(Side::Referrer, &voided, "2022-07-02")
        .then_balance(REFERRER, [0, 0, 1_000]);
    assert_eq!(story.reward(Side::Referrer).used_minor, 0);
}

#[test]
fn usage_and_voiding_that_are_heard_of_together_leave_both_on_the_statement() {
    let voided = [
        posted(Side::Referrer, 1_000),
        invoiced("in_8", -400),
        invoiced("in_8", 400),
    ];
    let story = on_the_balance()
        .applies(Side::Referrer, &voided, "2022-07-02")
        .then_balance(REFERRER, [0, 0, 1_000]);
    let lines = story.world.lines(&account_id(REFERRER));
    assert_eq!(lines.len(), 4, "granted, posted, applied, unapplied");
}

#[test]
fn e36_what_stripe_moves_from_a_bill_that_is_too_small_to_the_balance_is_no_entry_of_ours() {
    // The balance leaves $0.30 to pay: Stripe calls the invoice paid and notes a debt of as much.
    let moves = [
        posted(Side::Referrer, 1_000),
        invoiced("in_8", -1_000),
        other("cbtxn_small", -30),
    ];
    let story = on_the_balance()
        .applies(Side::Referrer, &moves, "2022-07-01")
        .then_balance(REFERRER, [0, 0, 0]);
    assert_eq!(story.reward(Side::Referrer).used_minor, 1_000);
    let lines = story.world.lines(&account_id(REFERRER));
    assert_eq!(lines.len(), 3, "granted, posted, applied: {lines:#?}");
}

#[test]
fn e41_all_credits_of_the_year_come_off_one_invoice_the_oldest_first() {
    let rewards: Vec<RewardId> = ["a", "b", "c", "d", "e"]
        .iter()
        .map(|friend| RewardId::of(&account_id(friend), Side::Referrer))
        .collect();
    let mut moves: Vec<BalanceMove> = rewards
        .iter()
        .map(|reward| BalanceMove {
            id: format!("cbtxn_{reward}"),
            kind: MoveKind::Ours(reward.clone()),
            credit_minor: 1_000,
        })
        .collect();
    moves.push(invoiced("in_annual", -4_500));
    let allotment = Allotment::of(&moves);
    let left: Vec<i64> = rewards.iter().map(|it| allotment.left_minor(it)).collect();
    assert_eq!(left, [0, 0, 0, 0, 500]);
}
