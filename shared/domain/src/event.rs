//! What Goodword announces: ids only, no personal data (design 4).

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::circuit::{Cause, MailStream};
use crate::id::{
    AccountId, InviteId, NotificationId, ParticipantId, ProgramId, ReferralId, RewardId,
    StripeCustomerId, StripeEventId,
};
use crate::money::Money;
use crate::reason::Reason;
use crate::remainder::Choice;
use crate::reminder::ReminderId;
use crate::reward::Side;

/// The version of every event's shape. Fields are only ever added within a version.
pub const VERSION: u32 = 1;

/// One announcement. The names are `EventBridge`'s `detail-type`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "type", content = "data")]
pub enum Event {
    /// An invite was asked for; whether it is sent is decided by who sends it.
    #[serde(rename = "invite.created")]
    InviteCreated { invite_id: InviteId },
    /// Too much mail of a stream came back or was called spam, or SES takes none: the stream waits.
    #[serde(rename = "mail.circuit_opened")]
    MailCircuitOpened {
        stream: MailStream,
        cause: Cause,
        opened_at: Timestamp,
    },
    /// Mail of the stream goes out again.
    #[serde(rename = "mail.circuit_closed")]
    MailCircuitClosed {
        stream: MailStream,
        closed_at: Timestamp,
    },
    /// A participant is told something, in the list and by mail.
    #[serde(rename = "notification.created")]
    NotificationCreated {
        notification_id: NotificationId,
        account_id: AccountId,
        participant_id: ParticipantId,
        created_at: Timestamp,
    },
    /// A program's budget has not enough left for a reward, which was refused: for the operator.
    #[serde(rename = "program.budget_exhausted")]
    BudgetExhausted {
        program_id: ProgramId,
        /// The budget that is used up; a larger one is another.
        budget: Money,
    },
    /// A signup was credited to a referrer.
    #[serde(rename = "referral.attributed")]
    ReferralAttributed {
        referral_id: ReferralId,
        referrer_account_id: AccountId,
        friend_account_id: AccountId,
    },
    /// The friend did what the program asks for; both sides' rewards were decided.
    #[serde(rename = "referral.qualified")]
    ReferralQualified {
        referral_id: ReferralId,
        qualified_at: Timestamp,
    },
    /// A referral ended without reward.
    #[serde(rename = "referral.disqualified")]
    ReferralDisqualified {
        referral_id: ReferralId,
        reason: Reason,
    },
    /// Somebody is to look at a referral before its credit is released.
    #[serde(rename = "referral.under_review")]
    ReferralUnderReview {
        referral_id: ReferralId,
        opened_at: Timestamp,
    },
    /// Somebody looked at a referral, and its credit goes on.
    #[serde(rename = "referral.approved")]
    ReferralApproved {
        referral_id: ReferralId,
        /// When the review that was decided had been opened.
        opened_at: Timestamp,
    },
    /// What had ended a referral was undone: a refund failed, a dispute was won.
    #[serde(rename = "referral.restored")]
    ReferralRestored { referral_id: ReferralId },
    /// One side earned a credit.
    #[serde(rename = "reward.granted")]
    RewardGranted {
        reward_id: RewardId,
        account_id: AccountId,
        side: Side,
        /// Whether the credit is pending at first: held, or waiting for a payment.
        #[serde(default)]
        pending: bool,
    },
    /// One side would have earned a credit, and did not.
    #[serde(rename = "reward.forfeited")]
    RewardForfeited {
        reward_id: RewardId,
        account_id: AccountId,
        reason: Reason,
    },
    /// A credit ended before it was posted.
    #[serde(rename = "reward.canceled")]
    RewardCanceled {
        reward_id: RewardId,
        account_id: AccountId,
        reason: Reason,
    },
    /// A credit was taken back from the Stripe balance, as far as no invoice had used it.
    #[serde(rename = "reward.reversed")]
    RewardReversed {
        reward_id: RewardId,
        account_id: AccountId,
        reason: Reason,
    },
    /// Staff decided what becomes of what invoices had used of a credit before it was taken back.
    #[serde(rename = "reward.remainder_decided")]
    RemainderDecided {
        reward_id: RewardId,
        account_id: AccountId,
        /// The credit's round: 0 until it is given again after it had ended.
        round: u32,
        choice: Choice,
    },
    /// A credit that had ended is given again.
    #[serde(rename = "reward.reinstated")]
    RewardReinstated {
        reward_id: RewardId,
        account_id: AccountId,
    },
    /// A credit may be posted.
    #[serde(rename = "credit.available")]
    CreditAvailable {
        reward_id: RewardId,
        account_id: AccountId,
    },
    /// The participant or staff asked to use a credit now.
    #[serde(rename = "credit.redeemed")]
    CreditRedeemed {
        reward_id: RewardId,
        account_id: AccountId,
    },
    /// A credit is on the Stripe balance.
    #[serde(rename = "credit.posted")]
    CreditPosted {
        reward_id: RewardId,
        account_id: AccountId,
    },
    /// A credit on the Stripe balance is to be taken back.
    #[serde(rename = "credit.reversing")]
    CreditReversing {
        reward_id: RewardId,
        account_id: AccountId,
    },
    /// Stripe refused a posting for good; the credit stays available.
    #[serde(rename = "credit.blocked")]
    CreditBlocked {
        reward_id: RewardId,
        account_id: AccountId,
        reason: Reason,
    },
    /// A credit was not used in time.
    #[serde(rename = "credit.expired")]
    CreditExpired {
        reward_id: RewardId,
        account_id: AccountId,
    },
    /// A reminder is to be sent, if it still holds when it is.
    #[serde(rename = "reminder.due")]
    ReminderDue { reminder_id: ReminderId },
    /// An event of Stripe's was stored and awaits its effect.
    #[serde(rename = "stripe_event.accepted")]
    StripeEventAccepted {
        stripe_event_id: StripeEventId,
        #[serde(rename = "stripe_type")]
        stripe_type: String,
        object_id: String,
        customer_id: Option<StripeCustomerId>,
        created_at: Timestamp,
    },
    /// An account and a Stripe customer are known to be one.
    #[serde(rename = "account.customer_linked")]
    CustomerLinked {
        account_id: AccountId,
        customer_id: StripeCustomerId,
    },
}

impl Event {
    /// The `detail-type`.
    pub fn name(&self) -> &'static str {
        match self {
            Self::InviteCreated { .. } => "invite.created",
            Self::MailCircuitOpened { .. } => "mail.circuit_opened",
            Self::MailCircuitClosed { .. } => "mail.circuit_closed",
            Self::NotificationCreated { .. } => "notification.created",
            Self::BudgetExhausted { .. } => "program.budget_exhausted",
            Self::ReferralAttributed { .. } => "referral.attributed",
            Self::ReferralQualified { .. } => "referral.qualified",
            Self::ReferralDisqualified { .. } => "referral.disqualified",
            Self::ReferralUnderReview { .. } => "referral.under_review",
            Self::ReferralApproved { .. } => "referral.approved",
            Self::RemainderDecided { .. } => "reward.remainder_decided",
            Self::ReferralRestored { .. } => "referral.restored",
            Self::RewardGranted { .. } => "reward.granted",
            Self::RewardForfeited { .. } => "reward.forfeited",
            Self::RewardCanceled { .. } => "reward.canceled",
            Self::RewardReversed { .. } => "reward.reversed",
            Self::RewardReinstated { .. } => "reward.reinstated",
            Self::CreditAvailable { .. } => "credit.available",
            Self::CreditRedeemed { .. } => "credit.redeemed",
            Self::CreditPosted { .. } => "credit.posted",
            Self::CreditReversing { .. } => "credit.reversing",
            Self::CreditBlocked { .. } => "credit.blocked",
            Self::CreditExpired { .. } => "credit.expired",
            Self::ReminderDue { .. } => "reminder.due",
            Self::StripeEventAccepted { .. } => "stripe_event.accepted",
            Self::CustomerLinked { .. } => "account.customer_linked",
        }
    }

    /// What it is about: with the name, the same fact always gives the same event id.
    pub fn subject(&self) -> String {
        match self {
            Self::InviteCreated { invite_id } => invite_id.to_string(),
            Self::MailCircuitOpened {
                stream,
                opened_at: at,
                ..
            }
            | Self::MailCircuitClosed {
                stream,
                closed_at: at,
            } => format!("{}.{}", stream.as_str(), at.as_second()),
            Self::NotificationCreated {
                notification_id, ..
            } => notification_id.to_string(),
            Self::BudgetExhausted { program_id, budget } => {
                format!(
                    "{program_id}.{}.{}",
                    budget.currency(),
                    budget.amount_minor()
                )
            }
            // A review may be opened again, each time at an instant of its own.
            Self::ReferralUnderReview {
                referral_id,
                opened_at,
            }
            | Self::ReferralApproved {
                referral_id,
                opened_at,
            } => format!("{referral_id}.{}", opened_at.as_second()),
            Self::RemainderDecided {
                reward_id, round, ..
            } => format!("{reward_id}.r{round}"),
            Self::ReferralAttributed { referral_id, .. }
            | Self::ReferralQualified { referral_id, .. }
            | Self::ReferralDisqualified { referral_id, .. }
            | Self::ReferralRestored { referral_id } => referral_id.to_string(),
            Self::RewardGranted { reward_id, .. }
            | Self::RewardForfeited { reward_id, .. }
            | Self::RewardCanceled { reward_id, .. }
            | Self::RewardReversed { reward_id, .. }
            | Self::RewardReinstated { reward_id, .. }
            | Self::CreditReversing { reward_id, .. }
            | Self::CreditAvailable { reward_id, .. }
            | Self::CreditRedeemed { reward_id, .. }
            | Self::CreditPosted { reward_id, .. }
            | Self::CreditBlocked { reward_id, .. }
            | Self::CreditExpired { reward_id, .. } => reward_id.to_string(),
            Self::ReminderDue { reminder_id } => reminder_id.to_string(),
            Self::StripeEventAccepted {
                stripe_event_id, ..
            } => stripe_event_id.to_string(),
            Self::CustomerLinked {
                account_id,
                customer_id,
            } => {
                format!("{account_id}.{customer_id}")
            }
        }
    }

    /// `evt_<name>.<subject>`: the id in the event's metadata, the same each time it is published.
    pub fn id(&self) -> String {
        format!("evt_{}.{}", self.name(), self.subject())
    }
}

/// What travels beside an event's data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Metadata {
    pub id: String,
    #[serde(rename = "type")]
    pub kind: String,
    pub version: u32,
    /// When the fact was recorded.
    pub occurred_at: Timestamp,
    pub livemode: bool,
    /// The request that led to the fact, by way of however many functions; older events lack it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request_id: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_is_the_tag_of_the_json() {
        let event = Event::InviteCreated {
            invite_id: "inv_a".parse().unwrap(),
        };
        let json = serde_json::to_value(&event).unwrap();
        assert_eq!(json["type"], event.name());
        assert_eq!(json["data"]["invite_id"], "inv_a");
        assert_eq!(event.id(), "evt_invite.created.inv_a");
    }
}
