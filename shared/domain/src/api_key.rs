//! API keys: how a host's server proves who it is, and what is kept of a key.
//!
//! A key reads `gw_<stage>_<id>_<secret><checksum>`: 12 characters of id, 43 of secret (32 random
//! bytes), 6 of checksum. Only its hash is stored (S3).

pub mod new_key;

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use data_encoding::BASE32_DNSSEC;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

use crate::api_key::new_key::NewKey;

const ID_LENGTH: usize = 12;
const CHECKSUM_LENGTH: usize = 6;

/// Which of Stripe's two modes a stack works in. Two stages are two stacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    Live,
    Test,
}

/// Why a text is neither `live` nor `test`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("must be live or test")]
pub struct InvalidStage;

impl Stage {
    /// What Stripe calls it.
    pub fn livemode(self) -> bool {
        self == Self::Live
    }

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Live => "live",
            Self::Test => "test",
        }
    }
}

impl FromStr for Stage {
    type Err = InvalidStage;

    fn from_str(text: &str) -> Result<Self, InvalidStage> {
        match text {
            "live" => Ok(Self::Live),
            "test" => Ok(Self::Test),
            _ => Err(InvalidStage),
        }
    }
}

impl fmt::Display for Stage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What a key may be used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    Accounts,
    Signups,
    Links,
    Invites,
    Redemptions,
    Home,
    /// Opens the hosted page for a participant, where they may do all of the above for themselves.
    PortalSessions,
    /// Opens the staff console for a member of staff, in a role that the host names.
    ConsoleSessions,
    Admin,
}

impl Scope {
    pub const ALL: [Self; 9] = [
        Self::Accounts,
        Self::Signups,
        Self::Links,
        Self::Invites,
        Self::Redemptions,
        Self::Home,
        Self::PortalSessions,
        Self::ConsoleSessions,
        Self::Admin,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Accounts => "accounts",
            Self::Signups => "signups",
            Self::Links => "links",
            Self::Invites => "invites",
            Self::Redemptions => "redemptions",
            Self::Home => "home",
            Self::PortalSessions => "portal_sessions",
            Self::ConsoleSessions => "console_sessions",
            Self::Admin => "admin",
        }
    }
}

/// The public part of a key: it may be shown and logged.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ApiKeyId(String);

/// Why a text is not an API key, or not one of this stage.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InvalidApiKey {
    #[error("not an API key: it starts with gw_live_ or gw_test_")]
    NotAKey,
    #[error("the API key was mistyped or cut off: its checksum does not match")]
    Mistyped,
    #[error("an API key of another stage; this stack is {expected}")]
    OtherStage { expected: Stage },
}

impl ApiKeyId {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for ApiKeyId {
    type Err = InvalidApiKey;

    fn from_str(text: &str) -> Result<Self, InvalidApiKey> {
        let allowed = |b: u8| matches!(b, b'0'..=b'9' | b'a'..=b'v');
        if text.len() == ID_LENGTH && text.bytes().all(allowed) {
            Ok(Self(text.to_owned()))
        } else {
            Err(InvalidApiKey::NotAKey)
        }
    }
}

impl TryFrom<String> for ApiKeyId {
    type Error = InvalidApiKey;

    fn try_from(text: String) -> Result<Self, InvalidApiKey> {
        text.parse()
    }
}

impl From<ApiKeyId> for String {
    fn from(id: ApiKeyId) -> Self {
        id.0
    }
}

/// The SHA-256 of a whole key. Equality takes the same time wherever the difference is.
#[derive(Clone, Copy)]
pub struct KeyHash([u8; 32]);

impl KeyHash {
    /// Of any secret text, such as the operator's own first key.
    pub fn of(key: &str) -> Self {
        Self(Sha256::digest(key).into())
    }

    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl PartialEq for KeyHash {
    fn eq(&self, other: &Self) -> bool {
        self.0.ct_eq(&other.0).into()
    }
}

impl Eq for KeyHash {}

impl fmt::Debug for KeyHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("KeyHash(…)")
    }
}

/// What is kept of a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApiKey {
    pub id: ApiKeyId,
    pub hash: KeyHash,
    pub scopes: BTreeSet<Scope>,
    /// What the operator calls it: "billing server".
    pub name: String,
    pub created_at: Timestamp,
    /// From this instant on the key is refused.
    pub expires_at: Option<Timestamp>,
    /// The secret before this one, where that still works for a while.
    pub outgoing: Option<Outgoing>,
}

/// A secret that another took over from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outgoing {
    pub hash: KeyHash,
    /// From this instant on it is refused.
    pub until: Timestamp,
}

impl ApiKey {
    /// Whether this is its secret, or the one before it while that still works.
    pub fn accepts(&self, hash: KeyHash, now: Timestamp) -> bool {
        let outgoing = self.outgoing.filter(|outgoing| now < outgoing.until);
        self.hash == hash || outgoing.is_some_and(|outgoing| outgoing.hash == hash)
    }

    /// The same key with a new secret. The one before it works until `until`; any before that is
    /// refused at once.
    #[must_use]
    pub fn rotated(&self, new: &NewKey, until: Timestamp) -> Self {
        Self {
            hash: new.hash(),
            outgoing: Some(Outgoing {
                hash: self.hash,
                until,
            }),
            ..self.clone()
        }
    }

    /// The same key, refused from now on; one that was refused before stays so since then.
    #[must_use]
    pub fn revoked(&self, now: Timestamp) -> Self {
        let earlier = self.expires_at.filter(|expires_at| *expires_at <= now);
        Self {
            expires_at: earlier.or(Some(now)),
            outgoing: None,
            ..self.clone()
        }
    }

    pub fn is_expired(&self, now: Timestamp) -> bool {
        self.expires_at.is_some_and(|expires_at| expires_at <= now)
    }
}

/// A key as a caller presented it, well formed; whether it is known is for the store to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PresentedKey {
    pub id: ApiKeyId,
    pub hash: KeyHash,
}

impl PresentedKey {
    /// # Errors
    /// [`InvalidApiKey`] unless it has the shape, the checksum and the stage of a key of this
    /// stack.
    pub fn parse(text: &str, stage: Stage) -> Result<Self, InvalidApiKey> {
        let rest = text.strip_prefix("gw_").ok_or(InvalidApiKey::NotAKey)?;
        let (key_stage, rest) = rest.split_once('_').ok_or(InvalidApiKey::NotAKey)?;
        let key_stage: Stage = key_stage.parse().map_err(|_| InvalidApiKey::NotAKey)?;
        let (id, _) = rest.split_once('_').ok_or(InvalidApiKey::NotAKey)?;
        let body_length = text.len().saturating_sub(CHECKSUM_LENGTH);
        let (body, checksum) = text
            .split_at_checked(body_length)
            .ok_or(InvalidApiKey::NotAKey)?;
        if checksum_of(body) != checksum {
            return Err(InvalidApiKey::Mistyped);
        }
        if key_stage != stage {
            return Err(InvalidApiKey::OtherStage { expected: stage });
        }
        Ok(Self {
            id: id.parse()?,
            hash: KeyHash::of(text),
        })
    }
}

/// Tells a typing error from a wrong key before anything is looked up. It protects nothing.
fn checksum_of(body: &str) -> String {
    let mut checksum = BASE32_DNSSEC.encode(&Sha256::digest(body));
    checksum.truncate(CHECKSUM_LENGTH);
    checksum
}

#[cfg(test)]
mod tests;
