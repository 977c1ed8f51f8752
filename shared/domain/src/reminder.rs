//! Reminders: mail that time brings to participants, not an event (requirements 3.7, R1 to R6).
//!
//! Every kind has its moments ([`moments`]), a condition that must hold then and again when the
//! mail is sent ([`condition`]), and shares one policy of how often and at what hour people are
//! written to ([`policy`]). [`turn`] puts them together.

pub mod condition;
pub mod moments;
pub mod policy;
pub mod turn;

use std::fmt;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::event::Event;
use crate::id::{AccountId, ParticipantId, ProgramId, RewardId};
use crate::link::{Code, Link};
pub(crate) use moments::first_warning;

/// What is reminded of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReminderKind {
    /// R1: a link was made, and nobody signed up by it.
    UnusedLink,
    /// R2: a friend is there, and the referrer does not pay while the program asks for it (K3).
    EligibilityAtRisk,
    /// R3: credit is about to expire.
    CreditExpiring,
    /// R4: what is promised changes soon.
    TermsChange,
    /// R5: a friend signed up and has not done yet what the program asks for.
    FriendNotQualified,
    /// R6: what happened in a month.
    MonthlyDigest,
}

impl ReminderKind {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::UnusedLink => "unused_link",
            Self::EligibilityAtRisk => "eligibility_at_risk",
            Self::CreditExpiring => "credit_expiring",
            Self::TermsChange => "terms_change",
            Self::FriendNotQualified => "friend_not_qualified",
            Self::MonthlyDigest => "monthly_digest",
        }
    }
}

/// Which reminders a program sends. Each can be switched off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
pub struct ReminderSettings {
    pub unused_link: bool,
    pub eligibility_at_risk: bool,
    pub credit_expiring: bool,
    pub terms_change: bool,
    pub friend_not_qualified: bool,
    pub monthly_digest: bool,
}

impl Default for ReminderSettings {
    fn default() -> Self {
        Self {
            unused_link: true,
            eligibility_at_risk: true,
            credit_expiring: true,
            terms_change: true,
            friend_not_qualified: true,
            monthly_digest: true,
        }
    }
}

impl ReminderSettings {
    pub fn sends(&self, kind: ReminderKind) -> bool {
        match kind {
            ReminderKind::UnusedLink => self.unused_link,
            ReminderKind::EligibilityAtRisk => self.eligibility_at_risk,
            ReminderKind::CreditExpiring => self.credit_expiring,
            ReminderKind::TermsChange => self.terms_change,
            ReminderKind::FriendNotQualified => self.friend_not_qualified,
            ReminderKind::MonthlyDigest => self.monthly_digest,
        }
    }
}

/// `rem#<kind>#<subject>#<period>`: the same reminder has the same name, so it is written once.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct ReminderId(String);

impl ReminderId {
    pub(crate) fn of(kind: ReminderKind, subject: &str, period: &str) -> Self {
        Self(format!("rem#{}#{subject}#{period}", kind.as_str()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ReminderId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What a reminder is about, beside its recipient.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "about")]
pub enum About {
    Link {
        code: Code,
    },
    /// A friend's referral, by the friend's account.
    Referral {
        friend_account_id: AccountId,
    },
    Reward {
        reward_id: RewardId,
    },
    /// What is promised changes at this instant.
    Change {
        changes_at: Timestamp,
    },
    /// From the first instant of a month up to, but not including, that of the next.
    Month {
        from: Timestamp,
        until: Timestamp,
    },
}

impl About {
    /// The account of the friend it is about, if it is about one.
    pub fn friend(&self) -> Option<AccountId> {
        match self {
            Self::Referral { friend_account_id } => Some(friend_account_id.clone()),
            Self::Reward { reward_id } => reward_id.parts().map(|(friend, _)| friend),
            Self::Link { .. } | Self::Change { .. } | Self::Month { .. } => None,
        }
    }
}

/// One reminder that was decided upon: written before it is sent, and never a second time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reminder {
    pub id: ReminderId,
    pub kind: ReminderKind,
    pub program_id: ProgramId,
    pub account_id: AccountId,
    pub participant_id: ParticipantId,
    #[serde(flatten)]
    pub about: About,
    pub decided_at: Timestamp,
}

impl Reminder {
    /// The announcement that makes the mail go out.
    pub fn due(&self) -> Event {
        Event::ReminderDue {
            reminder_id: self.id.clone(),
        }
    }
}

/// When a participant was last reminded of anything: the newest first, as many as the policy asks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reminded {
    pub account_id: AccountId,
    pub participant_id: ParticipantId,
    pub at: Vec<Timestamp>,
    /// Counts the writes, for the condition of the next.
    pub version: u64,
}

/// A participant who takes part in a program of their own accord: who made a link, or invited.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Enrolment {
    pub program_id: ProgramId,
    pub account_id: AccountId,
    pub participant_id: ParticipantId,
    pub enrolled_at: Timestamp,
    /// The link it began with; none where it began with an invite.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<Code>,
}

impl From<&Link> for Enrolment {
    fn from(link: &Link) -> Self {
        Self {
            program_id: link.program_id.clone(),
            account_id: link.account_id.clone(),
            participant_id: link.participant_id.clone(),
            enrolled_at: link.created_at,
            code: Some(link.code.clone()),
        }
    }
}

impl Enrolment {
    /// What names the participant in the program: ids hold no `/`.
    pub(crate) fn subject(&self) -> String {
        format!(
            "{}/{}/{}",
            self.program_id, self.account_id, self.participant_id
        )
    }
}

#[cfg(test)]
mod tests;
