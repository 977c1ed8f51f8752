//! An account's lines against its rewards.

use super::*;
use crate::preset::CONTACTUALLY;
use crate::reward::Side;
use crate::testing::story::Story;
use crate::testing::{REFERRER, account, account_id, at, money};

/// Ana's $10 are available, and on their way.
fn earned() -> Story {
    Story::of(CONTACTUALLY)
        .referrer_pays(&[("2021-01-01", None)])
        .with_referrer(|acme| acme.stripe_customer_id = Some("cus_acme".parse().unwrap()))
        .accepted("2022-05-20")
        .signs_up("2022-05-25")
        .pays("in_1", "30 USD", "2022-06-25")
        .settles("2022-06-25")
}

fn books(story: &Story) -> Books {
    Books::of(&story.world.lines(&account_id(REFERRER)))
}

#[test]
fn books_that_agree_give_no_finding_at_any_step() {
    for story in [earned(), earned().posts(Side::Referrer, "2022-06-25")] {
        let reward = story.reward(Side::Referrer);
        assert_eq!(books(&story).against(&reward), None);
        assert!(books(&story).overdrawn(&account_id(REFERRER)).is_empty());
    }
}

#[test]
fn a_reward_whose_credit_is_elsewhere_is_found() {
    let story = earned();
    let before = story.reward(Side::Referrer);
    let posted = story.posts(Side::Referrer, "2022-06-25");
    let finding = books(&posted).against(&before).unwrap();
    assert_eq!(finding.kind, FindingKind::RewardStandsElsewhere);
    assert_eq!(finding.reward_id, Some(before.id));
}

#[test]
fn a_reward_whose_used_part_is_not_in_the_ledger_is_found() {
    let story = earned().posts(Side::Referrer, "2022-06-25");
    let mut reward = story.reward(Side::Referrer);
    reward.used_minor = 400;
    let finding = books(&story).against(&reward).unwrap();
    assert_eq!(
        (finding.expected_minor, finding.found_minor),
        (Some(600), Some(1_000))
    );
}

#[test]
fn credit_in_another_currency_than_the_rewards_is_found() {
    let story = earned();
    let mut lines = story.world.lines(&account_id(REFERRER));
    lines.push(StatementLine {
        amount: money("10 EUR"),
        ..lines[0].clone()
    });
    let books = Books::of(&lines);
    assert!(books.against(&story.reward(Side::Referrer)).is_some());
}

#[test]
fn f48_a_balance_below_zero_is_found_with_how_much() {
    let mut lines = earned()
        .posts(Side::Referrer, "2022-06-25")
        .world
        .lines(&account_id(REFERRER));
    lines.retain(|line| line.from.is_some());
    let [finding] = &Books::of(&lines).overdrawn(&account_id(REFERRER))[..] else {
        panic!("one finding")
    };
    assert_eq!(finding.found_minor, Some(-1_000));
}

#[test]
fn a_credit_that_hangs_for_more_than_two_hours_is_stuck() {
    let story = earned();
    let reward = story.reward(Side::Referrer);
    let books = books(&story);
    let owner = story
        .world
        .household(&account_id(REFERRER))
        .account
        .unwrap();
    assert_eq!(books.stuck(&reward, &owner, at("2022-06-25T01:59")), None);
    assert!(
        books
            .stuck(&reward, &owner, at("2022-06-25T02:00"))
            .is_some()
    );
    let nobody = account(REFERRER);
    assert_eq!(books.stuck(&reward, &nobody, at("2022-06-26")), None, "E34");
    let posted = story
        .posts(Side::Referrer, "2022-06-25")
        .reward(Side::Referrer);
    assert_eq!(books.stuck(&posted, &owner, at("2022-06-26")), None);
}

#[test]
fn another_currency_that_comes_to_nothing_is_no_finding() {
    let story = earned();
    let mut lines = story.world.lines(&account_id(REFERRER));
    let given = StatementLine {
        amount: money("10 EUR"),
        ..lines[0].clone()
    };
    let taken = StatementLine {
        from: given.to,
        to: given.from,
        ..given.clone()
    };
    lines.extend([given, taken]);
    let reward = story.reward(Side::Referrer);
    assert_eq!(Books::of(&lines).against(&reward), None);
}

#[test]
fn a_credit_is_stuck_two_hours_after_it_moved_last_or_was_redeemed_whichever_is_later() {
    let story = earned();
    let owner = story.world.household(&account_id(REFERRER));
    let owner = owner.account.unwrap();
    let reward = story.reward(Side::Referrer);
    let mut lines = story.world.lines(&account_id(REFERRER));
    let (first, late) = (at("2022-06-25"), at("2022-06-25T02:00"));
    assert!(Books::of(&lines).stuck(&reward, &owner, late).is_some());

    let mut redeemed = reward.clone();
    redeemed.state = crate::reward::RewardState::Available {
        redeemed_at: Some(at("2022-06-25T01:00")),
        blocked: None,
    };
    assert_eq!(Books::of(&lines).stuck(&redeemed, &owner, late), None);
    for line in &mut lines {
        assert_eq!(line.recorded_at, first);
        line.recorded_at = at("2022-06-25T01:00");
    }
    assert_eq!(Books::of(&lines).stuck(&reward, &owner, late), None);
}
