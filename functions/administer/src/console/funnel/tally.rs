//! Referrals, counted by how far they came.

use std::collections::BTreeMap;

use domain::money::Currency;
use domain::referral::{Evidence, Referral, ReferralStatus};
use domain::reward::{Reward, RewardState};

use crate::console::shown::sum;

/// What came one way.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) way: &'static str,
    pub(super) signed_up: usize,
    pub(super) qualified: usize,
    pub(super) rewarded: usize,
    pub(super) ended: usize,
    /// What both sides have, or had and used, by currency.
    pub(super) credit: String,
}

/// One for each way that a referral may come, and one for all.
pub(super) fn rows(referrals: &[Referral], rewards: &[Reward]) -> Vec<Row> {
    let ways = ["Personal link", "Invite", "Claimed by staff"];
    let of_way = ways.map(|way| {
        let own: Vec<&Referral> = referrals.iter().filter(|it| way_of(it) == way).collect();
        row(way, &own, rewards)
    });
    let all: Vec<&Referral> = referrals.iter().collect();
    of_way
        .into_iter()
        .chain([row("All", &all, rewards)])
        .collect()
}

fn way_of(referral: &Referral) -> &'static str {
    match referral.evidence {
        Evidence::Link { .. } => "Personal link",
        Evidence::Accept { .. } => "Invite",
        Evidence::Claim { .. } => "Claimed by staff",
    }
}

fn row(way: &'static str, referrals: &[&Referral], rewards: &[Reward]) -> Row {
    let has = |referral: &Referral| {
        let own = rewards.iter().filter(|it| it.referral_id == referral.id);
        own.filter(|it| is_kept(it)).count() > 0
    };
    let count = |of: &dyn Fn(&Referral) -> bool| referrals.iter().filter(|it| of(it)).count();
    let is_own = |reward: &&Reward| referrals.iter().any(|it| it.id == reward.referral_id);
    Row {
        way,
        signed_up: referrals.len(),
        qualified: count(&|it| matches!(it.status, ReferralStatus::Qualified { .. })),
        rewarded: count(&has),
        ended: count(&|it| {
            matches!(
                it.status,
                ReferralStatus::Expired { .. } | ReferralStatus::Disqualified { .. }
            )
        }),
        credit: credit(rewards.iter().filter(is_own).filter(|it| is_kept(it))),
    }
}

/// Whether its credit is there, or was used.
fn is_kept(reward: &Reward) -> bool {
    match &reward.state {
        RewardState::Held { .. }
        | RewardState::AwaitingFirstPayment
        | RewardState::WaitingForReferrer { .. }
        | RewardState::Available { .. }
        | RewardState::Posting { .. }
        | RewardState::Posted { .. } => true,
        RewardState::Reversing { .. }
        | RewardState::Reversed { .. }
        | RewardState::Canceled { .. }
        | RewardState::Expired { .. }
        | RewardState::Forfeited { .. } => false,
    }
}

fn credit<'a>(rewards: impl Iterator<Item = &'a Reward>) -> String {
    let mut sums: BTreeMap<Currency, i64> = BTreeMap::new();
    for reward in rewards {
        let of_currency = sums.entry(reward.amount.currency()).or_default();
        *of_currency = of_currency.saturating_add(reward.amount.amount_minor());
    }
    let words: Vec<String> = sums
        .into_iter()
        .map(|(currency, minor)| sum(minor, currency))
        .collect();
    if words.is_empty() {
        return "–".to_owned();
    }
    words.join(", ")
}
