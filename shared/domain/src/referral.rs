//! The referral: the relation between a referrer's and a friend's account, made at signup.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::agenda::Look;
use crate::id::{AccountId, InviteId, InvoiceId, ParticipantId, ProgramId, ReferralId};
use crate::link::Code;
use crate::reason::Reason;
use crate::review::Review;
use crate::schedule::Offer;

/// How the signup was tied to the referrer: the evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "by")]
pub enum Evidence {
    /// The personal link was followed, or its code typed in.
    Link { code: Code, at: Timestamp },
    /// The Accept button of an invite was pressed (K9).
    Accept { invite_id: InviteId, at: Timestamp },
    /// Staff claimed it, by evidence that the audit trail keeps: the referrer told the friend then
    /// (C25, K18).
    Claim { at: Timestamp },
}

impl Evidence {
    /// The invite whose Accept was pressed, if that is the evidence.
    pub fn invite_id(&self) -> Option<&InviteId> {
        match self {
            Self::Link { .. } | Self::Claim { .. } => None,
            Self::Accept { invite_id, .. } => Some(invite_id),
        }
    }
}

/// What made a referral count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", tag = "cause")]
pub enum Qualification {
    Signup,
    FirstPayment { invoice_id: InvoiceId },
}

/// Where a referral stands (requirements 3.1). Hold and release belong to its rewards.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", tag = "status")]
pub enum ReferralStatus {
    /// The friend signed up; what the program asks for may still come until then.
    Attributed { expires_at: Timestamp },
    /// Both sides' rewards were decided.
    Qualified {
        qualified_at: Timestamp,
        qualification: Qualification,
    },
    /// What the program asked for did not come in time.
    Expired { expired_at: Timestamp },
    /// Ended without reward.
    Disqualified {
        reason: Reason,
        disqualified_at: Timestamp,
    },
}

impl ReferralStatus {
    /// Whether a payment may still decide what it earns.
    pub fn is_undecided(&self) -> bool {
        match self {
            Self::Attributed { .. } | Self::Expired { .. } => true,
            Self::Qualified { .. } | Self::Disqualified { .. } => false,
        }
    }
}

/// One referral; an account is referred at most once, ever, across programs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Referral {
    pub id: ReferralId,
    pub program_id: ProgramId,
    /// The version of terms that holds for this referral for ever (E26, E29).
    pub terms_version: u32,
    pub friend_account_id: AccountId,
    pub friend_participant_id: ParticipantId,
    pub referrer_account_id: AccountId,
    pub referrer_participant_id: ParticipantId,
    pub evidence: Evidence,
    /// By the host's clock, brought near ours (E28).
    pub signed_up_at: Timestamp,
    /// What both sides were promised when the friend signed up.
    pub promised: Offer,
    #[serde(flatten)]
    pub status: ReferralStatus,
    /// While it has not qualified: when its referrer may have to be reminded of something next.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remind_at: Option<Timestamp>,
    /// What speaks for a look at it by a person, and what came of that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<Review>,
    /// When this was written down.
    pub recorded_at: Timestamp,
    /// Counts the writes, for the condition of the next.
    pub version: u64,
}

impl Referral {
    /// The same referral in its next status, with its version counted on.
    #[must_use]
    pub fn in_status(&self, status: ReferralStatus) -> Self {
        let waits = matches!(status, ReferralStatus::Attributed { .. });
        Self {
            status,
            remind_at: self.remind_at.filter(|_| waits),
            version: self.version.saturating_add(1),
            ..self.clone()
        }
    }

    /// Whether somebody is to look at it before its credit is released.
    pub fn is_under_review(&self) -> bool {
        self.review.as_ref().is_some_and(Review::is_open)
    }

    /// When a scheduled function must look at this referral next, if ever.
    pub fn look(&self) -> Option<Look> {
        match &self.status {
            ReferralStatus::Attributed { expires_at } => {
                Look::earlier(Some(*expires_at), self.remind_at)
            }
            ReferralStatus::Qualified { .. }
            | ReferralStatus::Expired { .. }
            | ReferralStatus::Disqualified { .. } => None,
        }
    }
}

/// What a signup came to: kept for every account, also when nothing was attributed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignupOutcome {
    pub account_id: AccountId,
    pub referral_id: Option<ReferralId>,
    /// Why there is no referral.
    pub reason: Option<Reason>,
    pub decided_at: Timestamp,
}

/// What the referrer sees of a referral: a copy in the referrer account's own feed.
///
/// It names the friend by ids alone; who shows it reads the name, so that a friend who is erased
/// is "a friend" everywhere at once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReferralSummary {
    pub referral_id: ReferralId,
    pub program_id: ProgramId,
    /// The referrer's account, in whose feed this stands.
    pub account_id: AccountId,
    pub participant_id: ParticipantId,
    pub friend_account_id: AccountId,
    pub friend_participant_id: ParticipantId,
    #[serde(flatten)]
    pub status: ReferralStatus,
    /// The invite by which the friend came, if it was one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub invite_id: Option<InviteId>,
    /// Why the referrer earned nothing, where that is so.
    // The status beside it is flattened, and has a `reason` of its own.
    #[serde(rename = "no_credit_reason")]
    pub reason: Option<Reason>,
    pub signed_up_at: Timestamp,
    /// When the referral was written down.
    pub recorded_at: Timestamp,
}

impl ReferralSummary {
    /// The copy of `referral` for its referrer, with why the referrer earned nothing, if so.
    pub fn of(referral: &Referral, reason: Option<Reason>) -> Self {
        Self {
            referral_id: referral.id.clone(),
            program_id: referral.program_id.clone(),
            account_id: referral.referrer_account_id.clone(),
            participant_id: referral.referrer_participant_id.clone(),
            friend_account_id: referral.friend_account_id.clone(),
            friend_participant_id: referral.friend_participant_id.clone(),
            status: referral.status.clone(),
            invite_id: referral.evidence.invite_id().cloned(),
            reason,
            signed_up_at: referral.signed_up_at,
            recorded_at: referral.recorded_at,
        }
    }
}
