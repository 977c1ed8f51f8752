//! One entry of the queue, as staff see it: ids and amounts, no addresses.

use domain::id::{AccountId, ProgramId, ReferralId, RewardId};
use domain::money::Money;
use domain::reason::Reason;
use domain::review::Signal;
use domain::reward::{Reward, RewardState, Side};
use jiff::Timestamp;
use serde::Serialize;
use store::ReviewItem;

#[derive(Serialize)]
#[cfg_attr(
    feature = "describe",
    derive(schemars::JsonSchema),
    schemars(rename = "Review")
)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub(crate) enum ReviewView {
    /// A referral whose credit is not released before somebody looked: approve or deny it.
    Referral {
        /// The referral's id.
        id: ReferralId,
        since: Timestamp,
        program_id: ProgramId,
        referrer_account_id: AccountId,
        friend_account_id: AccountId,
        signed_up_at: Timestamp,
        signals: Vec<SignalView>,
        /// What both sides would have of it; empty while it has not qualified.
        rewards: Vec<RewardView>,
    },
    /// Invoices had used a part of credit before it was taken back: waive that part, net it against
    /// other credit of the account, or debit it.
    Remainder {
        /// The reward's id.
        id: RewardId,
        since: Timestamp,
        program_id: ProgramId,
        account_id: AccountId,
        /// Why it was taken back.
        reason: Reason,
        amount: Money,
        /// What invoices had used.
        used: Money,
    },
}

/// What was seen.
#[derive(Serialize)]
#[cfg_attr(
    feature = "describe",
    derive(schemars::JsonSchema),
    schemars(rename = "ReviewSignal")
)]
pub(crate) struct SignalView {
    code: Signal,
    words: &'static str,
}

#[derive(Serialize)]
#[cfg_attr(
    feature = "describe",
    derive(schemars::JsonSchema),
    schemars(rename = "ReviewedReward")
)]
pub(crate) struct RewardView {
    id: RewardId,
    side: Side,
    account_id: AccountId,
    amount: Money,
}

/// The rewards that these entries tell of.
pub(crate) fn rewards_of(items: &[ReviewItem]) -> Vec<RewardId> {
    let of_item = |item: &ReviewItem| match item {
        ReviewItem::Referral(referral) => [Side::Referrer, Side::Friend]
            .map(|side| RewardId::of(&referral.friend_account_id, side))
            .to_vec(),
        ReviewItem::Remainder(_) => Vec::new(),
    };
    items.iter().flat_map(of_item).collect()
}

impl ReviewView {
    /// Nothing for an entry that was decided while the list was read.
    pub(crate) fn of(item: &ReviewItem, rewards: &[Reward]) -> Option<Self> {
        match item {
            ReviewItem::Referral(referral) => {
                let review = referral.review.as_ref()?;
                let own = rewards.iter().filter(|it| it.referral_id == referral.id);
                Some(Self::Referral {
                    id: referral.id.clone(),
                    since: review.opened_at,
                    program_id: referral.program_id.clone(),
                    referrer_account_id: referral.referrer_account_id.clone(),
                    friend_account_id: referral.friend_account_id.clone(),
                    signed_up_at: referral.signed_up_at,
                    signals: review.signals.iter().copied().map(SignalView::of).collect(),
                    rewards: own.map(RewardView::of).collect(),
                })
            }
            ReviewItem::Remainder(reward) => remainder(reward),
        }
    }
}

fn remainder(reward: &Reward) -> Option<ReviewView> {
    let RewardState::Reversed {
        reason,
        reversed_at,
        ..
    } = &reward.state
    else {
        return None;
    };
    Some(ReviewView::Remainder {
        id: reward.id.clone(),
        since: *reversed_at,
        program_id: reward.program_id.clone(),
        account_id: reward.account_id.clone(),
        reason: *reason,
        amount: reward.amount,
        used: Money::from_minor(reward.used_minor, reward.amount.currency()).ok()?,
    })
}

impl SignalView {
    fn of(code: Signal) -> Self {
        let words = code.words();
        Self { code, words }
    }
}

impl RewardView {
    fn of(reward: &Reward) -> Self {
        Self {
            id: reward.id.clone(),
            side: reward.side,
            account_id: reward.account_id.clone(),
            amount: reward.amount,
        }
    }
}
