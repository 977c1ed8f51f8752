//! Referrals that a person looks at before their credit is released, and what is decided of them
//! (requirements 3.1, 3.4, E12; controls S7, S13, S14).
//!
//! A signal holds and never refuses: what was earned stays pending until staff approve or deny.
//! See `docs/decisions/0016-review.md`.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::account::Household;
use crate::audit::Actor;
use crate::audit::grounds::Grounds;
use crate::change::{ChangeSet, Write};
use crate::course::Course;
use crate::earning::{available, earned, friends_credit};
use crate::event::Event;
use crate::reason::Reason;
use crate::referral::{Referral, ReferralStatus, ReferralSummary};
use crate::release;
use crate::reversal;
use crate::reward::{Reward, RewardState, Side};
use crate::terms::Rules;

/// Why somebody looks at a referral. None of them is proof of anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Signal {
    /// The program has every reward approved by hand.
    ManualApproval,
    /// The card's network suspects the payment that counted.
    EarlyFraudWarning,
    /// Referrer and friend pay with one card.
    SameCard,
    /// The friend pays with a card that another account, a present or a former one, paid with (E15).
    KnownCard,
    /// The friend signed up with an address of a provider of throw-away addresses.
    DisposableAddress,
    /// More friends of the referrer's account signed up that day than the program expects.
    ManySignups,
}

impl Signal {
    /// What was seen, in words that accuse nobody.
    pub fn words(self) -> &'static str {
        match self {
            Self::ManualApproval => "This program’s rewards are approved by hand.",
            Self::EarlyFraudWarning => {
                "The card’s bank marked the friend’s payment for a closer look. Most such payments \
                 are disputed later, and some are not."
            }
            Self::SameCard => {
                "Referrer and friend have a card in common. It may be a family’s or a firm’s."
            }
            Self::KnownCard => {
                "The friend’s card has paid for another account here. It may be a firm’s, or the \
                 friend may have been a customer before."
            }
            Self::DisposableAddress => {
                "The friend’s address is of a provider of short-lived addresses."
            }
            Self::ManySignups => {
                "More friends of this referrer signed up on one day than the program expects."
            }
        }
    }
}

/// Who decided, and why: both are kept for good.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Decided {
    /// The API key that staff used, and whom its server acted for.
    #[serde(flatten)]
    pub actor: Actor,
    pub reason: Grounds,
    pub decided_at: Timestamp,
}

/// Where a review stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "verdict")]
pub enum Verdict {
    Open,
    Approved(Decided),
    Denied(Decided),
}

/// What speaks for a look at a referral, and what came of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review {
    pub opened_at: Timestamp,
    pub signals: BTreeSet<Signal>,
    #[serde(flatten)]
    pub verdict: Verdict,
}

impl Review {
    pub fn is_open(&self) -> bool {
        self.verdict == Verdict::Open
    }
}

/// What a program asks of who reviews; it may be changed at any time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct ReviewSettings {
    pub approval: Approval,
    pub same_card: bool,
    pub disposable_address: bool,
    /// Signups of one referrer's friends on a day in the program's zone; none: they are not counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub signups_per_day: Option<u32>,
}

impl ReviewSettings {
    pub(crate) fn is_default(&self) -> bool {
        *self == Self::default()
    }
}

impl Default for ReviewSettings {
    fn default() -> Self {
        Self {
            approval: Approval::Automatic,
            same_card: true,
            disposable_address: true,
            signups_per_day: None,
        }
    }
}

/// Who releases a reward.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Approval {
    /// Time does, unless there is a signal.
    Automatic,
    /// Staff do, each.
    Manual,
}

/// The review of a referral with these signals beside those that were known.
///
/// A signal that was looked at opens nothing again; a new one does, unless staff denied before.
pub(crate) fn joined(
    before: Option<&Review>,
    signals: &BTreeSet<Signal>,
    now: Timestamp,
) -> Option<Review> {
    let known = before.map(|before| before.signals.clone());
    let known = known.unwrap_or_default();
    let is_denied = before.is_some_and(|it| matches!(it.verdict, Verdict::Denied(_)));
    if is_denied || signals.is_subset(&known) {
        return before.cloned();
    }
    let since = before.filter(|it| it.is_open()).map(|it| it.opened_at);
    Some(Review {
        opened_at: since.unwrap_or(now),
        signals: known.union(signals).copied().collect(),
        verdict: Verdict::Open,
    })
}

/// What is announced where `after` opened a review that `before` had not.
pub(crate) fn opened(before: Option<&Review>, referral: &Referral) -> Option<Event> {
    let after = referral.review.as_ref().filter(|it| it.is_open())?;
    let is_new = before.is_none_or(|it| !it.is_open());
    is_new.then(|| Event::ReferralUnderReview {
        referral_id: referral.id.clone(),
        opened_at: after.opened_at,
    })
}

/// Why a decision is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Rejection {
    #[error("there is no such review")]
    Unknown,
    #[error("the review was decided before")]
    NotOpen,
}

/// Staff found nothing wrong: what was earned goes on, and is released where its hold has ended.
///
/// # Errors
/// [`Rejection`]; then nothing changes.
pub fn approve(
    friend: &Household,
    decided: &Decided,
    now: Timestamp,
) -> Result<ChangeSet, Rejection> {
    let (referral, review) = open(friend)?;
    let mut changes = ChangeSet::default();
    let approved = Referral {
        review: Some(Review {
            verdict: Verdict::Approved(decided.clone()),
            ..review.clone()
        }),
        ..referral.in_status(referral.status.clone())
    };
    for reward in &friend.rewards {
        if reward.frozen == Some(Reason::UnderReview) {
            changes.append(thawed(reward, now));
        }
    }
    let earns = friend.reward(Side::Referrer).filter(|it| is_earned(it));
    if earns.is_some() {
        changes.write(Write::Summary(ReferralSummary::of(&approved, None)));
    }
    changes
        .announce(Event::ReferralApproved {
            referral_id: approved.id.clone(),
            opened_at: review.opened_at,
        })
        .write(Write::Referral(approved));
    Ok(changes)
}

/// Staff found it to be none that the program pays for: the referral ends, and so does what both
/// sides have of it that no invoice used.
///
/// # Errors
/// [`Rejection`]; then nothing changes.
pub fn deny(
    friend: &Household,
    (decided, reason): (&Decided, Reason),
    rules: &Rules,
    now: Timestamp,
) -> Result<ChangeSet, Rejection> {
    let (referral, review) = open(friend)?;
    let mut changes = ChangeSet::default();
    let ended = referral.in_status(ReferralStatus::Disqualified {
        reason,
        disqualified_at: now,
    });
    let ended = Referral {
        review: Some(Review {
            verdict: Verdict::Denied(decided.clone()),
            ..review.clone()
        }),
        ..ended
    };
    for reward in &friend.rewards {
        changes.append(reversal::follow(reward, Course::Ended(reason), rules, now));
    }
    changes
        .announce(Event::ReferralDisqualified {
            referral_id: ended.id.clone(),
            reason,
        })
        .write(Write::Summary(ReferralSummary::of(&ended, Some(reason))))
        .write(Write::Referral(ended));
    Ok(changes)
}

fn open(friend: &Household) -> Result<(&Referral, &Review), Rejection> {
    let referral = friend.referral.as_ref().ok_or(Rejection::Unknown)?;
    let review = referral.review.as_ref().ok_or(Rejection::Unknown)?;
    if review.is_open() {
        Ok((referral, review))
    } else {
        Err(Rejection::NotOpen)
    }
}

/// The reward goes on from where it was stopped; its earner is told of it now.
fn thawed(reward: &Reward, now: Timestamp) -> ChangeSet {
    let free = Reward {
        frozen: None,
        ..reward.clone()
    };
    let mut changes = ChangeSet::default();
    if is_earned(&free) {
        let told = match free.side {
            Side::Referrer => earned(&free, now),
            Side::Friend => friends_credit(&free, now),
        };
        changes.notify(told);
    }
    let passed = release::time_passed(&free, now);
    if passed.is_empty() {
        if matches!(free.state, RewardState::Available { .. }) && free.may_be_posted() {
            changes.announce(available(&free));
        }
        changes.write(Write::Reward(free.in_state(free.state.clone())));
    } else {
        changes.append(passed);
    }
    changes
}

/// Whether there is a credit to tell of, other than one that waits for somebody to pay.
fn is_earned(reward: &Reward) -> bool {
    match &reward.state {
        RewardState::Held { .. }
        | RewardState::AwaitingFirstPayment
        | RewardState::Available { .. }
        | RewardState::Posting { .. }
        | RewardState::Posted { .. } => true,
        RewardState::WaitingForReferrer { .. }
        | RewardState::Reversing { .. }
        | RewardState::Reversed { .. }
        | RewardState::Canceled { .. }
        | RewardState::Expired { .. }
        | RewardState::Forfeited { .. } => false,
    }
}

#[cfg(test)]
mod tests;
