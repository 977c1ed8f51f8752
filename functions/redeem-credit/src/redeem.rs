//! Redeems an account's rewards, a transaction's worth at a time.

use std::collections::BTreeSet;

use domain::id::{AccountId, RewardId};
use domain::redemption::{self, Rejection};
use domain::reward::{Reward, RewardState};
use domain::statement;
use jiff::Timestamp;
use runtime::repeat::Once;
use runtime::repeat::answer::Answer;
use store::{Store, StoreError};

/// Rewards of one table transaction: each is two of its hundred actions.
const AT_ONCE: usize = 45;

/// One call: whose credit, and how it is answered.
pub(crate) struct Redeeming<'a> {
    pub(crate) store: &'a Store,
    pub(crate) account_id: &'a AccountId,
    pub(crate) once: &'a Once,
    /// Of every reward that was asked for, as it was just before.
    pub(crate) answer: &'a (dyn Fn(&[Reward]) -> Answer + Sync),
    pub(crate) now: Timestamp,
}

impl Redeeming<'_> {
    /// Redeems the named rewards of the account, or all that are available.
    ///
    /// Where the call breaks off, what was redeemed stays so, and the next call does the rest. The
    /// last transaction keeps the answer; those before it keep that the call was begun.
    pub(crate) async fn redeem(
        &self,
        named: Option<&[RewardId]>,
    ) -> Result<Result<Answer, Rejection>, StoreError> {
        let wanted = self.wanted(named).await?;
        // All are looked at before the first is redeemed: a wrong name leaves everything as it was.
        let before = self.owned(&wanted).await?;
        if let Err(rejection) = redemption::decide(&before, named, self.now) {
            return Ok(Err(rejection));
        }
        let mut redeemed = Vec::with_capacity(wanted.len());
        let chunks = wanted.chunks(AT_ONCE);
        let last = chunks.len().saturating_sub(1);
        for (number, ids) in chunks.enumerate() {
            let decide = |rewards: &Vec<Reward>| {
                let mut changes = redemption::decide(rewards, Some(ids), self.now)?;
                if number == last {
                    self.once
                        .keep(|_| self.answer(&redeemed, rewards), &mut changes);
                } else {
                    self.once.begin(&mut changes);
                }
                Ok(changes)
            };
            match self
                .store
                .change(self.now, || self.owned(ids), decide)
                .await?
            {
                Ok(changed) => redeemed.extend(changed.state),
                Err(rejection) => return Ok(Err(rejection)),
            }
        }
        let answer = self.answer(&redeemed, &[]);
        if wanted.is_empty()
            && let Some(kept) = self.once.kept(&answer)
        {
            self.store.keep_answer(&kept).await?;
        }
        Ok(Ok(answer))
    }

    async fn wanted(&self, named: Option<&[RewardId]>) -> Result<Vec<RewardId>, StoreError> {
        if let Some(named) = named {
            let each_once: BTreeSet<_> = named.iter().collect();
            return Ok(each_once.into_iter().cloned().collect());
        }
        let lines = self.store.feed(self.account_id).await?.lines;
        let available = statement::available_rewards(&lines);
        Ok(available.into_iter().cloned().collect())
    }

    fn answer(&self, before: &[Reward], more: &[Reward]) -> Answer {
        let mut redeemed = [before, more].concat();
        redeemed.retain(|reward| {
            matches!(
                reward.state,
                RewardState::Available { .. }
                    | RewardState::Posting { .. }
                    | RewardState::Posted { .. }
            )
        });
        redeemed.sort_by(|a, b| a.id.cmp(&b.id));
        (self.answer)(&redeemed)
    }

    /// Those of the rewards that are this account's: another's is as if it did not exist (F61).
    async fn owned(&self, ids: &[RewardId]) -> Result<Vec<Reward>, StoreError> {
        let mut rewards = self.store.rewards(ids).await?;
        rewards.retain(|reward| reward.account_id == *self.account_id);
        Ok(rewards)
    }
}
