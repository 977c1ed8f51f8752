//! The audit trail: what staff changed, by which key and for whom, why, and when.
//!
//! A record is stored in the transaction of what it tells of, and never changed. It names people
//! by ids alone and takes no address, so that there is nothing in it that an erasure would have to
//! reach.

pub mod grounds;

use std::fmt;
use std::str::FromStr;

use data_encoding::HEXLOWER;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::api_key::ApiKeyId;
use crate::audit::grounds::Grounds;
use crate::circuit::MailStream;
use crate::id::{
    AccountId, AuditId, DeadLetterId, ImportName, ProgramId, ReconciliationId, ReferralId, RewardId,
};
use crate::token::AddressHash;

/// Longest id of a member of staff, in characters.
pub const STAFF_ID_LENGTH_AT_MOST: usize = 64;

/// Who at the host asked for it: an id of the host's own staff list, never an address.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct StaffId(String);

/// Why a text is no id of a member of staff.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "must be 1 to {STAFF_ID_LENGTH_AT_MOST} characters of A-Z, a-z, 0-9, '_', '-', '.' or ':': \
     an id of your staff list, not an address"
)]
pub struct InvalidStaffId;

impl StaffId {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for StaffId {
    type Err = InvalidStaffId;

    fn from_str(text: &str) -> Result<Self, InvalidStaffId> {
        let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | ':');
        let fits = (1..=STAFF_ID_LENGTH_AT_MOST).contains(&text.len());
        if fits && text.chars().all(allowed) {
            Ok(Self(text.to_owned()))
        } else {
            Err(InvalidStaffId)
        }
    }
}

impl TryFrom<String> for StaffId {
    type Error = InvalidStaffId;

    fn try_from(text: String) -> Result<Self, InvalidStaffId> {
        text.parse()
    }
}

impl From<StaffId> for String {
    fn from(id: StaffId) -> Self {
        id.0
    }
}

/// Who did it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Actor {
    /// The API key's id, or `admin` for the operator's first key.
    pub key_id: String,
    /// Whom the key's server acted for, where it said so.
    pub staff: Option<StaffId>,
}

/// What was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Action {
    ProgramStored,
    ApiKeyMade,
    ApiKeyRotated,
    ApiKeyRevoked,
    MailResumed,
    DeadLetterRedriven,
    DeadLetterDiscarded,
    CreditAdjusted,
    RewardReversed,
    RewardRestored,
    ReferralApproved,
    ReferralDisqualified,
    ReferralClaimed,
    RemainderWaived,
    RemainderNetted,
    RemainderDebited,
    PersonErased,
    ReconciliationAsked,
    AccountsImported,
    CreditMoved,
}

/// What kind of thing it was done to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum TargetKind {
    Program,
    ApiKey,
    Mail,
    DeadLetter,
    Account,
    Reward,
    Referral,
    /// An address, by its keyed hash.
    Address,
    Reconciliation,
    /// What the host calls an import.
    Import,
}

impl TargetKind {
    const ALL: [Self; 10] = [
        Self::Program,
        Self::ApiKey,
        Self::Mail,
        Self::DeadLetter,
        Self::Account,
        Self::Reward,
        Self::Referral,
        Self::Address,
        Self::Reconciliation,
        Self::Import,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Program => "program",
            Self::ApiKey => "api_key",
            Self::Mail => "mail",
            Self::DeadLetter => "dead_letter",
            Self::Account => "account",
            Self::Reward => "reward",
            Self::Referral => "referral",
            Self::Address => "address",
            Self::Reconciliation => "reconciliation",
            Self::Import => "import",
        }
    }
}

/// What it was done to. As text `<kind>:<id>`: `reward:rwd_bo-co.referrer`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Target {
    pub kind: TargetKind,
    pub id: String,
}

/// Why a text names no target.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "must be a kind and an id, such as account:acme; kinds are program, api_key, mail, \
     dead_letter, account, reward, referral, address, reconciliation and import"
)]
pub struct InvalidTarget;

impl Target {
    fn of(kind: TargetKind, id: impl fmt::Display) -> Self {
        Self {
            kind,
            id: id.to_string(),
        }
    }

    pub fn program(id: &ProgramId) -> Self {
        Self::of(TargetKind::Program, id)
    }

    pub fn api_key(id: &ApiKeyId) -> Self {
        Self::of(TargetKind::ApiKey, id.as_str())
    }

    pub fn mail(stream: MailStream) -> Self {
        Self::of(TargetKind::Mail, stream.as_str())
    }

    pub fn dead_letter(id: &DeadLetterId) -> Self {
        Self::of(TargetKind::DeadLetter, id)
    }

    pub fn account(id: &AccountId) -> Self {
        Self::of(TargetKind::Account, id)
    }

    pub fn reward(id: &RewardId) -> Self {
        Self::of(TargetKind::Reward, id)
    }

    pub fn address(hash: &AddressHash) -> Self {
        Self::of(TargetKind::Address, hash.as_str())
    }

    pub fn reconciliation(id: &ReconciliationId) -> Self {
        Self::of(TargetKind::Reconciliation, id)
    }

    pub fn import(name: &ImportName) -> Self {
        Self::of(TargetKind::Import, name)
    }

    pub fn referral(id: &ReferralId) -> Self {
        Self::of(TargetKind::Referral, id)
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.kind.as_str(), self.id)
    }
}

impl FromStr for Target {
    type Err = InvalidTarget;

    fn from_str(text: &str) -> Result<Self, InvalidTarget> {
        let (kind, id) = text.split_once(':').ok_or(InvalidTarget)?;
        let mut kinds = TargetKind::ALL.into_iter();
        let kind = kinds
            .find(|known| known.as_str() == kind)
            .ok_or(InvalidTarget)?;
        // The longest and loosest of our ids: whatever else is asked for is not there.
        let id: RewardId = id.parse().map_err(|_| InvalidTarget)?;
        Ok(Self::of(kind, id))
    }
}

/// One thing that staff did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename = "AuditRecord")
)]
pub struct AuditRecord {
    pub id: AuditId,
    /// When it was done.
    pub at: Timestamp,
    #[serde(flatten)]
    pub actor: Actor,
    pub action: Action,
    pub target: Target,
    /// Always there where money moves.
    pub reason: Option<Grounds>,
    /// The request that did it: the answer's `X-Request-Id`.
    pub request_id: Option<String>,
    /// What of the target was changed, as it was; null where there was nothing.
    pub before: Value,
    /// The same, as it is since.
    pub after: Value,
}

/// One call of staff, before it is known what it changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaffCall {
    pub actor: Actor,
    pub request_id: Option<String>,
    pub now: Timestamp,
}

impl StaffCall {
    /// The record of what this call did. Deciding again within a call makes the same record.
    pub fn did(&self, action: Action, target: Target) -> AuditRecord {
        let request = self.request_id.as_deref().unwrap_or_default();
        let fact = format!("{}\n{request}\n{action:?}\n{target}", self.now);
        let hash = HEXLOWER.encode(&Sha256::digest(fact));
        AuditRecord {
            id: AuditId::from_hash(hash.get(..32).unwrap_or(&hash)),
            at: self.now,
            actor: self.actor.clone(),
            action,
            target,
            reason: None,
            request_id: self.request_id.clone(),
            before: Value::Null,
            after: Value::Null,
        }
    }
}

impl AuditRecord {
    #[must_use]
    pub fn because(self, reason: Grounds) -> Self {
        Self {
            reason: Some(reason),
            ..self
        }
    }

    /// With what was changed. Ids, states and amounts only: nothing of a person.
    #[must_use]
    pub fn changing(self, before: Value, after: Value) -> Self {
        Self {
            before,
            after,
            ..self
        }
    }
}

#[cfg(test)]
mod tests;
