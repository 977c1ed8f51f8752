use super::*;
use crate::preset::CONTACTUALLY;
use crate::testing::outcome::AVAILABLE;
use crate::testing::story::Story;
use crate::testing::{REFERRER, at, posted};

/// Bo paid $30 on 25 June, and Ana's $10 are available at once.
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

fn on_the_balance() -> Story {
    earned().posts(Side::Referrer, "2022-06-25")
}

/// Ana was not paying when Bo paid: nothing was earned.
fn forfeited() -> Story {
    Story::of(CONTACTUALLY)
        .accepted("2022-05-20")
        .signs_up("2022-05-25")
        .pays("in_1", "30 USD", "2022-06-25")
        .settles("2022-06-25")
}

fn rules(story: &Story) -> Rules {
    story.program.terms[0].rules.clone()
}

fn reversed(mut story: Story, now: &str) -> Story {
    let reward = story.reward(Side::Referrer);
    story.world.apply(reverse(&reward, at(now)).unwrap());
    let again = reverse(&story.reward(Side::Referrer), at(now));
    assert_eq!(again, Err(Rejection::Ended), "a second time");
    story
}

fn restored(mut story: Story, now: &str) -> Story {
    let (reward, rules) = (story.reward(Side::Referrer), rules(&story));
    let friend = story.friend_household();
    let changes = restore(&friend, &reward, &rules, at(now)).unwrap();
    story.world.apply(changes);
    let after = story.reward(Side::Referrer);
    let again = restore(&story.friend_household(), &after, &rules, at(now));
    assert_eq!(again, Err(Rejection::Stands), "a second time");
    story
}

fn disqualified(mut story: Story, now: &str) -> Story {
    let changes = disqualify(&story.friend_household(), at(now)).unwrap();
    story.world.apply(changes);
    let again = disqualify(&story.friend_household(), at(now));
    assert_eq!(again, Err(Rejection::Disqualified), "a second time");
    story
}

fn state_of(story: &Story) -> RewardState {
    story.reward(Side::Referrer).state
}

#[test]
fn credit_that_staff_reverse_before_it_is_posted_is_canceled() {
    let story = reversed(earned(), "2022-06-26").then_balance(REFERRER, [0, 0, 0]);
    let RewardState::Canceled { reason, .. } = state_of(&story) else {
        panic!("{:?}", state_of(&story))
    };
    assert_eq!(reason, Reason::AdminDecision);
}

#[test]
fn posted_credit_that_staff_reverse_is_taken_off_the_balance() {
    reversed(on_the_balance(), "2022-06-26")
        .takes_back(
            Side::Referrer,
            &[posted(Side::Referrer, 1_000)],
            "2022-06-26",
        )
        .then_reversed(Side::Referrer, Reason::AdminDecision, false)
        .then_balance(REFERRER, [0, 0, 0]);
}

/// Guard: `reversal::stand` leaves what staff ended alone.
#[test]
fn what_staff_reverse_no_look_at_the_payment_gives_back() {
    let story = reversed(on_the_balance(), "2022-06-26").settles("2022-06-27");
    assert!(matches!(state_of(&story), RewardState::Reversing { .. }));
    let story = story.takes_back(
        Side::Referrer,
        &[posted(Side::Referrer, 1_000)],
        "2022-06-28",
    );
    let story = story.settles("2022-06-29");
    assert!(matches!(state_of(&story), RewardState::Reversed { .. }));
    let story = reversed(earned(), "2022-06-26").settles("2022-06-27");
    assert!(matches!(state_of(&story), RewardState::Canceled { .. }));
}

#[test]
fn what_staff_restore_is_given_again_in_a_round_of_its_own() {
    let story = restored(reversed(earned(), "2022-06-26"), "2022-07-01")
        .then_balance(REFERRER, [0, 1_000, 0]);
    let reward = story.reward(Side::Referrer);
    assert_eq!(reward.round, 1);
    assert!(reward.kept_by_staff);
    story
        .posts(Side::Referrer, "2022-07-01")
        .then_balance(REFERRER, [0, 0, 1_000]);
}

/// Guard: `reversal::follow` holds a reward that staff gave back to stand.
#[test]
fn what_staff_restore_after_a_refund_stays_although_the_payment_came_back() {
    let refunded = earned().refunded("in_1", "0 USD").settles("2022-06-26");
    let story = restored(refunded, "2022-07-01").settles("2022-07-02");
    assert_eq!(
        state_of(&story),
        RewardState::Available {
            redeemed_at: None,
            blocked: None
        }
    );
    // Only staff take it away again.
    reversed(story, "2022-07-03")
        .settles("2022-07-04")
        .then_balance(REFERRER, [0, 0, 0]);
}

#[test]
fn a_reward_that_was_forfeited_is_granted_by_staff() {
    let story = restored(forfeited(), "2022-07-01").then_balance(REFERRER, [0, 1_000, 0]);
    assert!(story.reward(Side::Referrer).kept_by_staff);
    // Nothing is left for the rules to decide of it.
    story
        .settles("2022-07-02")
        .then_balance(REFERRER, [0, 1_000, 0]);
}

#[test]
fn a_reward_that_stands_cannot_be_restored_nor_one_that_ended_reversed() {
    let story = earned();
    let reward = story.reward(Side::Referrer);
    let friend = story.friend_household();
    let refused = restore(&friend, &reward, &rules(&story), at("2022-07-01"));
    assert_eq!(refused, Err(Rejection::Stands));
    let forfeited = forfeited().reward(Side::Referrer);
    assert_eq!(reverse(&forfeited, at("2022-07-01")), Err(Rejection::Ended));
}

#[test]
fn a_reward_that_is_being_taken_back_is_restored_only_after_that() {
    let story = reversed(on_the_balance(), "2022-06-26");
    let reward = story.reward(Side::Referrer);
    let friend = story.friend_household();
    let refused = restore(&friend, &reward, &rules(&story), at("2022-06-26"));
    assert_eq!(refused, Err(Rejection::OnItsWay));
}

#[test]
fn a_referral_that_staff_end_loses_what_it_earned_and_earns_nothing_more() {
    let story = disqualified(earned(), "2022-06-26").then_balance(REFERRER, [0, 0, 0]);
    let story = story
        .settles("2022-06-27")
        .then_balance(REFERRER, [0, 0, 0]);
    let status = story.friend_household().referral.unwrap().status;
    let ReferralStatus::Disqualified { reason, .. } = status else {
        panic!("{status:?}")
    };
    assert_eq!(reason, Reason::AdminDecision);
}

#[test]
fn a_referral_that_staff_end_before_its_payment_never_qualifies() {
    let story = Story::of(CONTACTUALLY)
        .referrer_pays(&[("2021-01-01", None)])
        .accepted("2022-05-20")
        .signs_up("2022-05-25");
    let story = disqualified(story, "2022-05-26")
        .pays("in_1", "30 USD", "2022-06-25")
        .settles("2022-06-25");
    assert!(story.friend_household().rewards.is_empty());
}

#[test]
fn staff_end_for_good_what_a_refund_had_ended() {
    let refunded = earned().refunded("in_1", "0 USD").settles("2022-06-26");
    // The refund fails: without staff the referral would be restored (E50).
    disqualified(refunded, "2022-06-27")
        .refunded("in_1", "30 USD")
        .settles("2022-06-28")
        .then_balance(REFERRER, [0, 0, 0]);
}
