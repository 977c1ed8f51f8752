//! What recorded referrals would have come to under a program that is only drafted.
//!
//! Each is decided again by the rules themselves, from the facts that are kept of it: when the
//! friend came, signed up and first paid, when the referrer paid, and what the referrals before it
//! would have used up of caps and budget. What ended later, by a refund, a dispute or by staff,
//! would have ended all the same. A referral that is open keeps what it was promised (E29).
//!
//! Two things no record tells: who would have come by a method that the program did not take, and
//! how much a first payment was, so that a draft's `minimum_payment` changes nothing here. Of what
//! a friend paid for, the latest invoice alone is kept: a draft's `prices` are held against that.

mod recorded;

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use crate::account::Household;
use crate::allowance::budget::Spent;
use crate::allowance::{Limits, Tally};
use crate::change::{ChangeSet, Write};
use crate::earning::Qualifying;
use crate::id::AccountId;
use crate::leaving;
use crate::money::{Currency, Money};
use crate::program::Program;
use crate::reason::Reason;
use crate::referral::{Evidence, Qualification, Referral, ReferralStatus};
use crate::reward::{Reward, RewardState, Side};
use crate::schedule::Offer;
use crate::simulation::recorded::{earned, first_payment, has_ended_by_facts, is_of_terms, used};
use crate::terms::{Method, Rules, SignupRequires, Trigger};
use crate::time::days_after;

/// What each side earned, where it did and nothing ended it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Earned {
    pub referrer: Option<Money>,
    pub friend: Option<Money>,
}

/// What became of a referral, and what would have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Replay {
    /// It has not counted yet, and keeps this.
    Open { promised: Offer },
    Decided {
        earned: Earned,
        would_earn: Earned,
        /// Why a side would earn nothing.
        reason: Option<Reason>,
    },
}

/// One run over referrals, in the order of their signups.
#[derive(Debug)]
pub struct Simulation<'a> {
    program: &'a Program,
    rules: &'a Rules,
    now: Timestamp,
    /// How often each account would have earned, by the name of its counter.
    counted: BTreeMap<AccountId, BTreeMap<String, u32>>,
    /// What would have been spent of the budget.
    spent: BTreeMap<Currency, BTreeMap<u8, i64>>,
}

impl<'a> Simulation<'a> {
    /// The draft's latest terms, as if they had held from the beginning.
    pub fn of(program: &'a Program, rules: &'a Rules, now: Timestamp) -> Self {
        Self {
            program,
            rules,
            now,
            counted: BTreeMap::new(),
            spent: BTreeMap::new(),
        }
    }

    /// The referral of `friend` again. Nothing where there is none.
    pub fn replay(&mut self, friend: &Household, referrer: &Household) -> Option<Replay> {
        let referral = friend.referral.as_ref()?;
        match &referral.status {
            ReferralStatus::Attributed { .. } => Some(Replay::Open {
                promised: referral.promised.clone(),
            }),
            ReferralStatus::Disqualified { reason, .. } if !is_of_terms(*reason) => {
                Some(Replay::Decided {
                    earned: Earned::default(),
                    would_earn: Earned::default(),
                    reason: Some(*reason),
                })
            }
            ReferralStatus::Qualified { .. }
            | ReferralStatus::Expired { .. }
            | ReferralStatus::Disqualified { .. } => {
                let (would_earn, reason) = self.again(referral, (friend, referrer));
                Some(Replay::Decided {
                    earned: earned(friend),
                    would_earn,
                    reason,
                })
            }
        }
    }

    fn again(
        &mut self,
        referral: &Referral,
        (friend, referrer): (&Household, &Household),
    ) -> (Earned, Option<Reason>) {
        let qualified_at = match self.qualified_at(referral, friend) {
            Ok(at) => at,
            Err(reason) => return (Earned::default(), Some(reason)),
        };
        let tally = self.tally(&referral.referrer_account_id);
        let drafted = Referral {
            promised: self.rules.offer_at(referral.signed_up_at),
            review: None,
            ..referral.clone()
        };
        let account = friend.account.as_ref();
        let changes = Qualifying {
            referral: &drafted,
            rules: self.rules,
            limits: Limits {
                program: self.program,
                tally: &tally,
            },
            referrer,
            friend_currency: account.and_then(|account| account.currency),
            qualified_at,
            qualification: Qualification::Signup,
            signals: BTreeSet::new(),
            now: self.now,
        }
        .decide();
        self.count(&changes);
        let mut would_earn = Earned::default();
        let mut reason = None;
        for write in &changes.writes {
            let Write::Reward(reward) = write else {
                continue;
            };
            // What ended, ends all the same, but for what the draft decides itself.
            if friend.reward(reward.side).is_some_and(has_ended_by_facts) {
                continue;
            }
            let lost = self.lost(reward, (friend, referrer));
            let (kept, lost) = match (lost, self.is_void(reward, referral, referrer)) {
                (None, true) => (used(friend, reward), Some(Reason::ReferrerCanceled)),
                (None, false) => (reward.amount, None),
                (Some(why), _) => (reward.amount.less_minor(i64::MAX), Some(why)),
            };
            would_earn.keep(reward.side, kept);
            reason = reason.or(lost.filter(|_| kept.is_zero()));
        }
        (would_earn, reason)
    }

    /// When the referral would have counted.
    fn qualified_at(&self, referral: &Referral, friend: &Household) -> Result<Timestamp, Reason> {
        let (method, at) = match &referral.evidence {
            Evidence::Link { at, .. } => (Some(Method::Link), *at),
            Evidence::Accept { at, .. } => (Some(Method::Accept), *at),
            Evidence::Claim { at } => (None, *at),
        };
        if method.is_some_and(|method| !self.rules.methods.contains(&method)) {
            return Err(Reason::NotViaLinkOrAccept);
        }
        if days_after(at, self.rules.attribution_window_days) <= referral.signed_up_at {
            return Err(Reason::AttributionWindowPassed);
        }
        let counts_at = match (self.rules.trigger, self.rules.signup_requires) {
            (Trigger::FirstPayment, _) => {
                let paid_at = first_payment(referral, friend);
                let paid_at = paid_at.ok_or(Reason::AwaitingFirstPayment)?;
                if !self.includes(friend) {
                    return Err(Reason::PlanNotIncluded);
                }
                let paying = friend.paying.as_ref();
                if leaving::friend_left_at(self.rules, paying, paid_at).is_some() {
                    return Err(Reason::FriendCanceled);
                }
                paid_at
            }
            (Trigger::Signup, SignupRequires::None) => referral.signed_up_at,
            (Trigger::Signup, SignupRequires::EmailVerified) => {
                let member = friend.participant(&referral.friend_participant_id);
                let verified_at = member.and_then(|member| member.email_verified_at);
                verified_at.ok_or(Reason::AwaitingEmailVerification)?
            }
        };
        let counts_at = counts_at.max(referral.signed_up_at);
        let window = self.rules.qualification_window_days;
        if days_after(referral.signed_up_at, window) <= counts_at {
            return Err(Reason::QualificationWindowPassed);
        }
        Ok(counts_at)
    }

    /// Whether the credit would have ended with its referrer's subscription (E33).
    fn is_void(&self, reward: &Reward, referral: &Referral, referrer: &Household) -> bool {
        let (at, paying) = (referral.signed_up_at, referrer.paying.as_ref());
        leaving::referrer_left_at(reward, at, self.rules, paying).is_some()
    }

    /// Whether the friend's plan would have counted, by what the latest invoice bills; where none
    /// is known, it is taken for one that does.
    fn includes(&self, friend: &Household) -> bool {
        let last = friend.paying.as_ref();
        let last = last.and_then(|paying| paying.last_invoice.as_ref());
        last.is_none_or(|last| self.rules.includes(&last.billed))
    }

    /// Why a reward would have come to nothing, or not to anything yet.
    fn lost(
        &self,
        reward: &Reward,
        (friend, referrer): (&Household, &Household),
    ) -> Option<Reason> {
        match &reward.state {
            RewardState::Forfeited { reason, .. } => Some(*reason),
            RewardState::WaitingForReferrer { until } => {
                let paying = referrer.paying.as_ref();
                let came = paying.is_some_and(|it| it.within(reward.qualified_at, *until));
                (!came).then_some(if *until <= self.now {
                    Reason::ReferrerNotPayingAtInstant
                } else {
                    Reason::WaitingForReferrerToPay
                })
            }
            RewardState::AwaitingFirstPayment => {
                let paying = friend.paying.as_ref();
                let paid = paying.is_some_and(|paying| !paying.spells.is_empty());
                (!paid).then_some(Reason::AwaitingFirstPayment)
            }
            RewardState::Held { .. }
            | RewardState::Available { .. }
            | RewardState::Posting { .. }
            | RewardState::Posted { .. }
            | RewardState::Reversing { .. }
            | RewardState::Reversed { .. }
            | RewardState::Canceled { .. }
            | RewardState::Expired { .. } => None,
        }
    }

    fn tally(&self, referrer: &AccountId) -> Tally {
        let spent = self.spent.iter();
        let spent = spent.map(|(currency, by)| {
            (
                *currency,
                Spent::of(by.iter().map(|(counter, minor)| (*counter, *minor))),
            )
        });
        Tally {
            spent: spent.collect(),
            told: BTreeSet::new(),
            rewards: self.counted.get(referrer).cloned().unwrap_or_default(),
        }
    }

    fn count(&mut self, changes: &ChangeSet) {
        for write in &changes.writes {
            if let Write::CountReward(count) = write {
                let counters = self.counted.entry(count.account.clone()).or_default();
                let counter = counters.entry(count.name.clone()).or_default();
                *counter = counter.saturating_add(1);
            } else if let Write::Budget(step) = write {
                let counters = self.spent.entry(step.currency).or_default();
                let counter = counters.entry(step.counter).or_default();
                *counter = counter.saturating_add(step.minor);
            }
        }
    }
}

impl Earned {
    /// Nothing is not earned.
    fn keep(&mut self, side: Side, amount: Money) {
        if !amount.is_zero() {
            self.put(side, amount);
        }
    }

    fn put(&mut self, side: Side, amount: Money) {
        match side {
            Side::Referrer => self.referrer = Some(amount),
            Side::Friend => self.friend = Some(amount),
        }
    }

    /// What both sides earned.
    pub fn all(&self) -> impl Iterator<Item = Money> {
        self.referrer.into_iter().chain(self.friend)
    }

    /// `the referrer $50 and the friend $50`, or `nothing`.
    pub fn in_words(&self) -> String {
        match (self.referrer, self.friend) {
            (Some(referrer), Some(friend)) => {
                format!("the referrer {referrer} and the friend {friend}")
            }
            (Some(referrer), None) => format!("the referrer {referrer}"),
            (None, Some(friend)) => format!("the friend {friend}"),
            (None, None) => "nothing".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests;
