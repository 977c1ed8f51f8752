//! What is recorded of a referral that is decided again.

use jiff::Timestamp;

use crate::account::Household;
use crate::money::Money;
use crate::reason::Reason;
use crate::referral::{Qualification, Referral, ReferralStatus};
use crate::reward::{Reward, RewardState};
use crate::simulation::Earned;

/// What the referral of this friend did earn.
pub(super) fn earned(friend: &Household) -> Earned {
    let mut earned = Earned::default();
    for reward in &friend.rewards {
        // What ended with the referrer's subscription is earned as far as an invoice has used it.
        if is_void(reward) {
            earned.keep(reward.side, used(friend, reward));
            continue;
        }
        let is_lost = matches!(reward.state, RewardState::Forfeited { .. });
        if !is_lost && !has_ended(reward) {
            earned.put(reward.side, reward.amount);
        }
    }
    earned
}

/// What invoices have used of this side's credit.
pub(super) fn used(friend: &Household, reward: &Reward) -> Money {
    let known = friend.reward(reward.side);
    let used_minor = known.map_or(0, |known| known.used_minor);
    let rest = reward.amount.amount_minor().saturating_sub(used_minor);
    reward.amount.less_minor(rest)
}

/// Whether the terms alone say that this ends a credit: others may not.
pub(super) fn is_of_terms(reason: Reason) -> bool {
    matches!(reason, Reason::FriendCanceled | Reason::ReferrerCanceled)
}

/// Whether a fact or staff ended the credit, so that it ends under any terms.
pub(super) fn has_ended_by_facts(reward: &Reward) -> bool {
    if let RewardState::Canceled { reason, .. }
    | RewardState::Reversing { reason, .. }
    | RewardState::Reversed { reason, .. } = &reward.state
    {
        return !is_of_terms(*reason);
    }
    has_ended(reward)
}

fn has_ended(reward: &Reward) -> bool {
    match &reward.state {
        RewardState::Canceled { .. }
        | RewardState::Reversing { .. }
        | RewardState::Reversed { .. }
        | RewardState::Expired { .. } => true,
        RewardState::Forfeited { .. }
        | RewardState::AwaitingFirstPayment
        | RewardState::WaitingForReferrer { .. }
        | RewardState::Held { .. }
        | RewardState::Available { .. }
        | RewardState::Posting { .. }
        | RewardState::Posted { .. } => false,
    }
}

/// The payment that counted; where another instant counted, the first that is known.
pub(super) fn first_payment(referral: &Referral, friend: &Household) -> Option<Timestamp> {
    if let ReferralStatus::Qualified {
        qualified_at,
        qualification: Qualification::FirstPayment { .. },
    } = &referral.status
    {
        return Some(*qualified_at);
    }
    if let ReferralStatus::Disqualified {
        reason: Reason::FriendCanceled,
        ..
    } = &referral.status
        && let Some(earned) = friend.rewards.first()
    {
        return Some(earned.qualified_at);
    }
    let paying = friend.paying.as_ref()?;
    paying.spells.iter().map(|spell| spell.from).min()
}

fn is_void(reward: &Reward) -> bool {
    matches!(
        &reward.state,
        RewardState::Reversing {
            reason: Reason::ReferrerCanceled,
            ..
        } | RewardState::Reversed {
            reason: Reason::ReferrerCanceled,
            ..
        }
    )
}
