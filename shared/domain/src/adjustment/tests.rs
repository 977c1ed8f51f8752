use super::*;
use crate::account::Household;
use crate::posting::{self, Step};
use crate::preset::{CLIENTJOY, CONTACTUALLY};
use crate::testing::outcome::AVAILABLE;
use crate::testing::story::Story;
use crate::testing::{REFERRER, account_id, at, money};

const NOW: &str = "2022-07-01";

fn giving(text: &str, application: Application) -> Giving {
    Giving {
        id: RewardId::adjustment(&account_id(REFERRER), "0a1b"),
        program_id: "contactually".parse().unwrap(),
        account_id: account_id(REFERRER),
        participant_id: "ana".parse().unwrap(),
        amount: money(text),
        application,
        expires_at: None,
    }
}

/// Bo paid, and Ana's $10 are available.
fn earned() -> Story {
    Story::of(CONTACTUALLY)
        .referrer_pays(&[("2021-01-01", None)])
        .with_referrer(|acme| acme.stripe_customer_id = Some("cus_acme".parse().unwrap()))
        .accepted("2022-05-20")
        .signs_up("2022-05-25")
        .pays("in_1", "30 USD", "2022-06-25")
        .settles("2022-06-25")
        .then_earned(Side::Referrer, "10 USD", AVAILABLE)
}

fn given(mut story: Story, text: &str) -> Story {
    let giving = giving(text, Application::Automatic);
    story.world.apply(give(&giving, at(NOW)));
    story
}

fn of_acme(story: &Story) -> Vec<Reward> {
    let rewards = story.world.rewards.values();
    let acme = account_id(REFERRER);
    rewards
        .filter(|reward| reward.account_id == acme)
        .cloned()
        .collect()
}

fn taken(mut story: Story, text: &str) -> Story {
    let changes = take(&of_acme(&story), money(text), ("t1", at(NOW)));
    story.world.apply(changes.unwrap());
    story
}

#[test]
fn credit_that_staff_give_is_available_at_once_and_in_the_ledger() {
    let story = given(earned(), "20 USD").then_balance(REFERRER, [0, 3_000, 0]);
    let owner: Household = story.world.household(&account_id(REFERRER));
    let reward = &story.world.rewards[&giving("20 USD", Application::Automatic).id];
    let Step::Reserve(_) = posting::next_step(reward, &owner, at(NOW)) else {
        panic!("it is posted like any other")
    };
}

#[test]
fn where_credit_is_applied_on_request_given_credit_waits_for_that_too() {
    let mut story = earned();
    let giving = giving("20 USD", Application::OnRequest);
    story.world.apply(give(&giving, at(NOW)));
    assert!(!story.world.rewards[&giving.id].may_be_posted());
}

#[test]
fn a_part_of_a_credit_is_taken_and_the_rest_stays_where_it_was() {
    let story = taken(earned(), "4 USD").then_balance(REFERRER, [0, 600, 0]);
    let reward = story.reward(Side::Referrer);
    assert_eq!(reward.amount, money("6 USD"));
    // What is left is posted, and comes back whole if the payment does.
    story
        .posts(Side::Referrer, "2022-07-02")
        .then_balance(REFERRER, [0, 0, 600]);
}

#[test]
fn the_newest_credit_is_taken_first_and_whole_ones_are_canceled() {
    let story = taken(given(earned(), "5 USD"), "7 USD").then_balance(REFERRER, [0, 800, 0]);
    let given = &story.world.rewards[&giving("5 USD", Application::Automatic).id];
    let RewardState::Canceled { reason, .. } = &given.state else {
        panic!("{given:?}")
    };
    assert_eq!(*reason, Reason::AdminDecision);
    assert_eq!(story.reward(Side::Referrer).amount, money("8 USD"));
}

#[test]
fn credit_on_hold_can_be_taken_too() {
    let story = Story::of(CLIENTJOY)
        .with_rules(|rules| rules.hold_days = 14)
        .clicked("2022-05-20")
        .signs_up("2022-05-25");
    let before = of_acme(&story);
    assert!(before[0].is_pending());
    taken(story, "20 USD").then_balance(REFERRER, [3_000, 0, 0]);
}

#[test]
fn more_than_is_there_is_never_taken_and_then_nothing_is() {
    let story = earned();
    let refused = take(&of_acme(&story), money("10.01 USD"), ("t1", at(NOW)));
    assert_eq!(
        refused,
        Err(Rejection::TooLittle {
            has_minor: 1_000,
            currency: "USD".to_owned(),
        })
    );
    let refused = take(&of_acme(&story), money("1 EUR"), ("t1", at(NOW)));
    assert!(matches!(
        refused,
        Err(Rejection::TooLittle { has_minor: 0, .. })
    ));
}

#[test]
fn credit_on_the_stripe_balance_is_not_taken_by_an_adjustment() {
    let story = earned().posts(Side::Referrer, "2022-06-25");
    let refused = take(&of_acme(&story), money("1 USD"), ("t1", at(NOW)));
    assert!(matches!(
        refused,
        Err(Rejection::TooLittle { has_minor: 0, .. })
    ));
}

#[test]
fn e48_what_is_left_after_a_taking_comes_back_with_the_payment_and_no_more() {
    taken(earned(), "4 USD")
        .refunded("in_1", "0 USD")
        .settles("2022-07-02")
        .then_balance(REFERRER, [0, 0, 0])
        .refunded("in_1", "30 USD")
        .settles("2022-07-03")
        .then_balance(REFERRER, [0, 600, 0]);
}

#[test]
fn one_call_takes_no_more_than_one_table_transaction_holds() {
    let one = earned().reward(Side::Referrer);
    let reward = |n: usize| Reward {
        id: RewardId::of(&account_id(&format!("friend{n}")), Side::Referrer),
        ..one.clone()
    };
    let rewards: Vec<Reward> = (0..11).map(reward).collect();
    let refused = take(&rewards, money("105 USD"), ("t1", at(NOW)));
    assert_eq!(
        refused,
        Err(Rejection::TooMany {
            at_most_minor: 10_000
        })
    );
    assert!(take(&rewards, money("100 USD"), ("t1", at(NOW))).is_ok());
}
