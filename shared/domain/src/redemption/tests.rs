//! Using credit on request (C21 to C23, C27).

use super::*;
use crate::preset::CLIENTJOY;
use crate::reason::Reason;
use crate::reward::Side;
use crate::testing::at;
use crate::testing::outcome::{AVAILABLE, held_until};
use crate::testing::story::Story;

const NOW: &str = "2022-06-15";

/// Ana's reward for the friend's account of this name, in this state.
fn reward(friend: &str, state: RewardState) -> Reward {
    let story = Story::of(CLIENTJOY)
        .clicked("2022-05-20")
        .signs_up("2022-05-25");
    let earned = story.reward(Side::Referrer);
    Reward {
        id: RewardId::of(&friend.parse().unwrap(), Side::Referrer),
        state,
        ..earned
    }
}

fn redeemed(at_instant: &str, blocked: Option<Reason>) -> RewardState {
    RewardState::Available {
        redeemed_at: Some(at(at_instant)),
        blocked,
    }
}

fn posted() -> RewardState {
    RewardState::Posted {
        balance_transaction_id: "cbtxn_1".to_owned(),
        posted_at: at("2022-06-01"),
    }
}

fn canceled() -> RewardState {
    RewardState::Canceled {
        reason: Reason::Refunded,
        canceled_at: at("2022-06-01"),
        waited_until: None,
    }
}

/// The rewards that a decision redeems, each with its announcement.
fn ids(changes: &ChangeSet) -> Vec<&str> {
    let (mut written, mut announced) = (Vec::new(), Vec::new());
    for write in &changes.writes {
        if let Write::Reward(reward) = write {
            assert_eq!(reward.state, redeemed(NOW, None));
            written.push(reward.id.as_str());
        }
    }
    for event in &changes.events {
        if let Event::CreditRedeemed { reward_id, .. } = event {
            announced.push(reward_id.as_str());
        }
    }
    assert_eq!(written, announced);
    assert_eq!(
        written.len(),
        changes.writes.len(),
        "nothing else is written"
    );
    written
}

#[test]
fn c21_all_available_credit_is_redeemed_and_nothing_else() {
    let rewards = [
        reward("bolt", AVAILABLE),
        reward("corp", held_until("2022-07-01")),
        reward("dune", AVAILABLE),
        reward("east", posted()),
        reward("fern", canceled()),
    ];
    let changes = decide(&rewards, None, at(NOW)).unwrap();
    assert_eq!(ids(&changes), ["rwd_bolt.referrer", "rwd_dune.referrer"]);
}

#[test]
fn c21_only_the_named_rewards_are_redeemed_once_each() {
    let rewards = [reward("bolt", AVAILABLE), reward("corp", AVAILABLE)];
    let named = [rewards[1].id.clone(), rewards[1].id.clone()];
    let changes = decide(&rewards, Some(&named), at(NOW)).unwrap();
    assert_eq!(ids(&changes), ["rwd_corp.referrer"]);
}

#[test]
fn naming_nothing_redeems_nothing() {
    let rewards = [reward("bolt", AVAILABLE)];
    assert_eq!(
        decide(&rewards, Some(&[]), at(NOW)),
        Ok(ChangeSet::default())
    );
    assert_eq!(decide(&[], None, at(NOW)), Ok(ChangeSet::default()));
}

#[test]
fn a_reward_of_another_account_is_unknown_and_then_none_is_redeemed() {
    let rewards = [reward("bolt", AVAILABLE)];
    let other: RewardId = "rwd_zulu.referrer".parse().unwrap();
    let named = [rewards[0].id.clone(), other.clone()];
    let rejection = decide(&rewards, Some(&named), at(NOW)).unwrap_err();
    assert_eq!(rejection, Rejection::Unknown(other));
}

#[test]
fn a_reward_that_is_still_held_or_was_canceled_is_refused_by_name() {
    let forfeited = RewardState::Forfeited {
        reason: Reason::ReferrerNotPayingAtInstant,
        decided_at: at("2022-06-01"),
    };
    let waits = RewardState::AwaitingFirstPayment;
    for state in [held_until("2022-07-01"), waits, canceled(), forfeited] {
        let rewards = [reward("bolt", AVAILABLE), reward("corp", state)];
        let named = [rewards[0].id.clone(), rewards[1].id.clone()];
        let rejection = decide(&rewards, Some(&named), at(NOW)).unwrap_err();
        assert_eq!(rejection, Rejection::NotAvailable(named[1].clone()));
    }
}

#[test]
fn redeeming_twice_changes_nothing() {
    let posting = RewardState::Posting {
        first_call_at: at("2022-06-02"),
        redeemed_at: Some(at("2022-06-01")),
        ended: None,
    };
    for state in [redeemed("2022-06-01", None), posting, posted()] {
        let rewards = [reward("bolt", state)];
        let named = [rewards[0].id.clone()];
        assert_eq!(
            decide(&rewards, Some(&named), at(NOW)),
            Ok(ChangeSet::default())
        );
        assert_eq!(decide(&rewards, None, at(NOW)), Ok(ChangeSet::default()));
    }
}

#[test]
fn e46_credit_that_stripe_refused_is_tried_again_when_it_is_redeemed_again() {
    let refused = RewardState::Available {
        redeemed_at: Some(at("2022-06-01")),
        blocked: Some(Reason::PostingRefused),
    };
    let rewards = [reward("bolt", refused)];
    let changes = decide(&rewards, None, at(NOW)).unwrap();
    let [Write::Reward(again)] = &changes.writes[..] else {
        panic!("{changes:?}");
    };
    assert_eq!(
        again.state,
        redeemed("2022-06-01", None),
        "redeemed since the first time"
    );
    assert_eq!(changes.events.len(), 1);
    let stored = [again.clone()];
    assert_eq!(decide(&stored, None, at(NOW)), Ok(ChangeSet::default()));
}
