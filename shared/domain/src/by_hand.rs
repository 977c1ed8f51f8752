//! What staff decide about a reward or a referral, over what the rules and the payments say.
//!
//! What staff took away no later fact gives back, and what they gave back no later fact takes
//! away: only staff decide it again.

use jiff::Timestamp;

use crate::account::Household;
use crate::change::{ChangeSet, Write};
use crate::earning::{after_hold, earned, grant};
use crate::qualification;
use crate::reason::Reason;
use crate::referral::{ReferralStatus, ReferralSummary};
use crate::reinstatement;
use crate::reversal;
use crate::reward::{Reward, RewardState, Side};
use crate::terms::Rules;

/// Why a decision of staff has nothing to decide.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Rejection {
    #[error("the reward has ended already: there is no credit to take back")]
    Ended,
    #[error("the reward stands: there is nothing to give back")]
    Stands,
    #[error(
        "its credit is just being taken off the Stripe balance: try again in a few minutes, when \
         the reward is reversed"
    )]
    OnItsWay,
    #[error("staff ended this referral already")]
    Disqualified,
}

/// Takes a reward's credit away, wherever it stands: canceled before it is posted, taken off the
/// Stripe balance after that, as far as no invoice has used it.
///
/// # Errors
/// [`Rejection::Ended`] where it was never granted, or has ended.
pub fn reverse(reward: &Reward, now: Timestamp) -> Result<ChangeSet, Rejection> {
    if matches!(
        reward.state,
        RewardState::Forfeited { .. } | RewardState::Canceled { .. }
    ) {
        return Err(Rejection::Ended);
    }
    let freed = Reward {
        kept_by_staff: false,
        ..reward.clone()
    };
    let changes = reversal::end(&freed, Reason::AdminDecision, now);
    if changes.is_empty() {
        return Err(Rejection::Ended);
    }
    Ok(changes)
}

/// Gives a reward again that has ended, or was never granted: under what is left of its hold.
/// `friend` is the household of its referral's friend.
///
/// # Errors
/// [`Rejection::Stands`] where it has not ended, [`Rejection::OnItsWay`] while Stripe is asked.
pub fn restore(
    friend: &Household,
    reward: &Reward,
    rules: &Rules,
    now: Timestamp,
) -> Result<ChangeSet, Rejection> {
    if reward.is_leaving() {
        return Err(Rejection::OnItsWay);
    }
    let kept = Reward {
        kept_by_staff: true,
        frozen: None,
        ..reward.clone()
    };
    let mut changes = match &reward.state {
        RewardState::Canceled { .. }
        | RewardState::Reversed { .. }
        | RewardState::Expired { .. } => reinstatement::reinstate(&kept, rules, now),
        RewardState::Forfeited { .. } => granted(&kept, rules, now),
        RewardState::Posting { ended: Some(_), .. } | RewardState::Reversing { .. } => {
            return Err(Rejection::OnItsWay);
        }
        RewardState::Held { .. }
        | RewardState::AwaitingFirstPayment
        | RewardState::WaitingForReferrer { .. }
        | RewardState::Available { .. }
        | RewardState::Posting { ended: None, .. }
        | RewardState::Posted { .. } => return Err(Rejection::Stands),
    };
    if let Some(referral) = friend
        .referral
        .as_ref()
        .filter(|_| reward.side == Side::Referrer)
    {
        changes.write(Write::Summary(ReferralSummary::of(referral, None)));
    }
    Ok(changes)
}

fn granted(kept: &Reward, rules: &Rules, now: Timestamp) -> ChangeSet {
    let granted = kept
        .in_state(after_hold(rules, kept.qualified_at, now))
        .expiring(rules.expiry_days, now);
    let mut changes = ChangeSet::default();
    changes
        .notify(earned(&granted, now))
        .append(grant(granted, now));
    changes
}

/// Ends a referral: whatever it earned is taken away, and it earns nothing more.
///
/// # Errors
/// [`Rejection::Disqualified`] where staff ended it before.
pub fn disqualify(friend: &Household, now: Timestamp) -> Result<ChangeSet, Rejection> {
    let Some(referral) = &friend.referral else {
        return Ok(ChangeSet::default());
    };
    if let ReferralStatus::Disqualified {
        reason: Reason::AdminDecision,
        ..
    } = referral.status
    {
        return Err(Rejection::Disqualified);
    }
    let mut changes = ChangeSet::default();
    for reward in &friend.rewards {
        changes.append(reverse(reward, now).unwrap_or_default());
    }
    changes.append(qualification::disqualified(
        referral,
        Reason::AdminDecision,
        now,
    ));
    Ok(changes)
}

#[cfg(test)]
mod tests;
