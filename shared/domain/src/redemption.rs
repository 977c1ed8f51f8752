//! Using available credit now: the participant asks, or staff do (C21 to C23, C27).

use jiff::Timestamp;

use crate::change::{ChangeSet, Write};
use crate::event::Event;
use crate::id::RewardId;
use crate::reward::{Reward, RewardState};

/// Why a reward that was named cannot be redeemed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Rejection {
    #[error("reward {0} is not one of this account's")]
    Unknown(RewardId),
    #[error("reward {0} is not available yet")]
    NotAvailable(RewardId),
}

/// Redeems the named rewards, or all that are available; whole rewards only.
///
/// One that was redeemed before is left as it is, so asking twice changes nothing; unless Stripe
/// refused it meanwhile: then it is tried again (E46).
///
/// # Errors
/// A named reward that is unknown or still pending; then none is redeemed.
pub fn decide(
    rewards: &[Reward],
    named: Option<&[RewardId]>,
    now: Timestamp,
) -> Result<ChangeSet, Rejection> {
    for id in named.unwrap_or_default() {
        let found = rewards.iter().find(|reward| reward.id == *id);
        let reward = found.ok_or_else(|| Rejection::Unknown(id.clone()))?;
        if reward.is_pending() || reward.frozen.is_some() || is_over(reward) {
            return Err(Rejection::NotAvailable(id.clone()));
        }
    }
    let mut changes = ChangeSet::default();
    for reward in rewards
        .iter()
        .filter(|reward| named.is_none_or(|ids| ids.contains(&reward.id)))
    {
        if let RewardState::Available {
            redeemed_at,
            blocked,
        } = &reward.state
            && (redeemed_at.is_none() || blocked.is_some())
            && reward.frozen.is_none()
        {
            let state = RewardState::Available {
                redeemed_at: redeemed_at.or(Some(now)),
                blocked: None,
            };
            changes
                .announce(Event::CreditRedeemed {
                    reward_id: reward.id.clone(),
                    account_id: reward.account_id.clone(),
                })
                .write(Write::Reward(reward.in_state(state)));
        }
    }
    Ok(changes)
}

fn is_over(reward: &Reward) -> bool {
    matches!(
        reward.state,
        RewardState::Reversing { .. }
            | RewardState::Reversed { .. }
            | RewardState::Canceled { .. }
            | RewardState::Expired { .. }
            | RewardState::Forfeited { .. }
    )
}

#[cfg(test)]
mod tests;
