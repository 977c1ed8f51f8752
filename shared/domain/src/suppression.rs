//! Addresses that are never written to again, by kind of mail.

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::reason::Reason;
use crate::token::AddressHash;

/// What a mail is, as far as stopping it goes: one who wants no invites may still want to hear
/// of their own referrals, and the other way round.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MailKind {
    /// To strangers, in the name of a referrer. Stopped for all referrers and programs at once.
    Invites,
    /// To participants, about their own referrals.
    Notifications,
}

impl MailKind {
    /// A bounce or a complaint stops both.
    pub const ALL: [Self; 2] = [Self::Invites, Self::Notifications];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Invites => "invites",
            Self::Notifications => "notifications",
        }
    }
}

impl fmt::Display for MailKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for MailKind {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL
            .into_iter()
            .find(|kind| kind.as_str() == text)
            .ok_or(())
    }
}

/// Never write mail of this kind to this address again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suppression {
    pub address_hash: AddressHash,
    pub kind: MailKind,
    /// `InviteOptedOut` or `InviteBounced`.
    pub reason: Reason,
    pub since: Timestamp,
}
