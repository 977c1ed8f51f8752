//! Redeems an account's rewards, a transaction's worth at a time.

use std::collections::BTreeSet;

use domain::id::{AccountId, RewardId};
use domain::redemption::{self, Rejection};
use domain::reward::{Reward, RewardState};
use domain::statement;
use jiff::Timestamp;
use store::{Store, StoreError};

/// Rewards of one table transaction: each is two of its hundred actions.
const AT_ONCE: usize = 45;

/// Redeems the named rewards of the account, or all that are available, and gives them back as
/// they are then.
///
/// Where the call breaks off, what was redeemed stays so, and the next call does the rest.
pub(crate) async fn redeem(
    store: &Store,
    account_id: &AccountId,
    named: Option<&[RewardId]>,
    now: Timestamp,
) -> Result<Result<Vec<Reward>, Rejection>, StoreError> {
    let wanted: Vec<RewardId> = if let Some(named) = named {
        named
            .iter()
            .collect::<BTreeSet<_>>()
            .into_iter()
            .cloned()
            .collect()
    } else {
        let lines = store.feed(account_id).await?.lines;
        statement::available_rewards(&lines)
            .into_iter()
            .cloned()
            .collect()
    };
    // All are looked at before the first is redeemed: a wrong name leaves everything as it was.
    if let Err(rejection) =
        redemption::decide(&owned(store, account_id, &wanted).await?, named, now)
    {
        return Ok(Err(rejection));
    }
    let mut redeemed = Vec::with_capacity(wanted.len());
    for ids in wanted.chunks(AT_ONCE) {
        let load = || owned(store, account_id, ids);
        match store
            .change(now, load, |rewards| {
                redemption::decide(rewards, Some(ids), now)
            })
            .await?
        {
            Ok(changed) => redeemed.extend(changed.state),
            Err(rejection) => return Ok(Err(rejection)),
        }
    }
    redeemed.retain(|reward| {
        matches!(
            reward.state,
            RewardState::Available { .. }
                | RewardState::Posting { .. }
                | RewardState::Posted { .. }
        )
    });
    redeemed.sort_by(|a, b| a.id.cmp(&b.id));
    Ok(Ok(redeemed))
}

/// Those of the rewards that are this account's: another's is as if it did not exist (F61).
async fn owned(
    store: &Store,
    account_id: &AccountId,
    ids: &[RewardId],
) -> Result<Vec<Reward>, StoreError> {
    let mut rewards = store.rewards(ids).await?;
    rewards.retain(|reward| reward.account_id == *account_id);
    Ok(rewards)
}
