//! What a participant is told: once in the list, once by mail (C18, C19, K4).

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::event::Event;
use crate::id::{AccountId, InvoiceId, NotificationId, ParticipantId, ReferralId, RewardId};
use crate::money::Money;
use crate::reason::Reason;
use crate::referral::Referral;
use crate::reward::Reward;

/// What is told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Telling {
    /// To the referrer: a friend signed up or paid, and this was earned.
    CreditEarned {
        reward_id: RewardId,
        amount: Money,
        release_at: Option<Timestamp>,
    },
    /// To the referrer: the friend is there, and nothing was earned.
    NoCredit { reason: Reason },
    /// To the friend: the credit of their own.
    FriendCredit {
        reward_id: RewardId,
        amount: Money,
        after_first_payment: bool,
    },
    /// A credit that was asked for is on the Stripe balance.
    CreditPosted { reward_id: RewardId, amount: Money },
    /// A credit ended before it was posted.
    CreditCanceled {
        reward_id: RewardId,
        amount: Money,
        reason: Reason,
    },
    /// A credit was not used in time.
    CreditExpired { reward_id: RewardId, amount: Money },
    /// Credit was taken back from the Stripe balance; what invoices had used stays used.
    CreditReversed {
        reward_id: RewardId,
        /// What was taken back.
        amount: Money,
        reason: Reason,
        /// Whether an invoice had used it, and staff asked for it again.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        was_used: bool,
    },
    /// Credit that had ended is given again.
    CreditReinstated { reward_id: RewardId, amount: Money },
    /// Staff gave credit, or gave it back.
    CreditGiven { reward_id: RewardId, amount: Money },
    /// Staff took a part of a credit that was not posted yet.
    CreditTaken {
        reward_id: RewardId,
        /// What was taken.
        amount: Money,
        /// What is left of it.
        left: Money,
        at: Timestamp,
    },
    /// An invoice used credit.
    CreditApplied {
        reward_id: RewardId,
        amount: Money,
        invoice_id: InvoiceId,
    },
}

impl Telling {
    /// Why the credit of this reward ended, where that is what this tells of.
    pub fn end_of(&self, reward: &RewardId) -> Option<Reason> {
        match self {
            Self::CreditCanceled {
                reward_id, reason, ..
            }
            | Self::CreditReversed {
                reward_id, reason, ..
            } => (reward_id == reward).then_some(*reason),
            Self::CreditEarned { .. }
            | Self::NoCredit { .. }
            | Self::FriendCredit { .. }
            | Self::CreditPosted { .. }
            | Self::CreditExpired { .. }
            | Self::CreditReinstated { .. }
            | Self::CreditGiven { .. }
            | Self::CreditTaken { .. }
            | Self::CreditApplied { .. } => None,
        }
    }

    fn name(&self) -> &'static str {
        match self {
            Self::CreditEarned { .. } => "credit_earned",
            Self::NoCredit { .. } => "no_credit",
            Self::FriendCredit { .. } => "friend_credit",
            Self::CreditPosted { .. } => "credit_posted",
            Self::CreditCanceled { .. } => "credit_canceled",
            Self::CreditExpired { .. } => "credit_expired",
            Self::CreditReversed { .. } => "credit_reversed",
            Self::CreditReinstated { .. } => "credit_reinstated",
            Self::CreditGiven { .. } => "credit_given",
            Self::CreditTaken { .. } => "credit_taken",
            Self::CreditApplied { .. } => "credit_applied",
        }
    }
}

/// What makes one telling of a reward another: its round, and the invoice it is about.
fn about(reward: &Reward, telling: &Telling) -> String {
    match telling {
        Telling::CreditApplied { invoice_id, .. } => format!("{}.{invoice_id}", reward.id),
        Telling::CreditReversed { .. } if reward.is_leaving() => {
            format!("{}.t{}", reward.id, reward.taking())
        }
        Telling::CreditTaken { at, .. } => format!("{}.{}", reward.id, at.as_millisecond()),
        Telling::CreditEarned { .. }
        | Telling::NoCredit { .. }
        | Telling::FriendCredit { .. }
        | Telling::CreditPosted { .. }
        | Telling::CreditCanceled { .. }
        | Telling::CreditExpired { .. }
        | Telling::CreditReinstated { .. }
        | Telling::CreditGiven { .. }
        | Telling::CreditReversed { .. } => reward.occasion(),
    }
}

/// One entry of a participant's list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notification {
    pub id: NotificationId,
    pub account_id: AccountId,
    pub participant_id: ParticipantId,
    pub referral_id: ReferralId,
    pub created_at: Timestamp,
    #[serde(flatten)]
    pub telling: Telling,
}

impl Notification {
    /// Tells the one who earned `reward` something about it.
    pub fn about_reward(reward: &Reward, telling: Telling, created_at: Timestamp) -> Self {
        Self {
            id: NotificationId::of(telling.name(), &about(reward, &telling)),
            account_id: reward.account_id.clone(),
            participant_id: reward.participant_id.clone(),
            referral_id: reward.referral_id.clone(),
            created_at,
            telling,
        }
    }

    /// Tells the referrer why a referral earned nothing.
    pub fn no_credit(referral: &Referral, reason: Reason, created_at: Timestamp) -> Self {
        let telling = Telling::NoCredit { reason };
        Self {
            id: NotificationId::of(telling.name(), referral.id.as_str()),
            account_id: referral.referrer_account_id.clone(),
            participant_id: referral.referrer_participant_id.clone(),
            referral_id: referral.id.clone(),
            created_at,
            telling,
        }
    }

    /// The announcement that makes the mail go out.
    pub fn created(&self) -> Event {
        Event::NotificationCreated {
            notification_id: self.id.clone(),
            account_id: self.account_id.clone(),
            participant_id: self.participant_id.clone(),
            created_at: self.created_at,
        }
    }
}
