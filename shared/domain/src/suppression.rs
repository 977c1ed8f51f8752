//! Addresses that mail of a kind is not written to.

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::change::{ChangeSet, Write};
use crate::reason::Reason;
use crate::token::AddressHash;

/// What a mail is, as far as stopping it goes: one who wants no invites may still want to hear
/// of their own referrals, and one who wants no reminders still of what they earned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MailKind {
    /// To strangers, in the name of a referrer. Stopped for all referrers and programs at once.
    Invites,
    /// To participants, when something happened to their own referrals or credit.
    Notifications,
    /// To participants, by the calendar (requirements 3.7, R1 to R6).
    Reminders,
}

impl MailKind {
    /// A bounce or a complaint stops all of them.
    pub const ALL: [Self; 3] = [Self::Invites, Self::Notifications, Self::Reminders];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Invites => "invites",
            Self::Notifications => "notifications",
            Self::Reminders => "reminders",
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

/// Do not write mail of this kind to this address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suppression {
    pub address_hash: AddressHash,
    pub kind: MailKind,
    /// `InviteOptedOut` or `InviteBounced`.
    pub reason: Reason,
    pub since: Timestamp,
    /// Only of notifications: reminders were stopped, or left on, by themselves. Before there
    /// were reminders, "no mail about your referrals" promised that none would come either.
    #[serde(default)]
    pub apart_from_reminders: bool,
    /// Its owner's own stop, which they may take back; a bounce or a complaint stays.
    #[serde(default)]
    pub may_be_undone: bool,
}

/// All that suppresses mail to one address.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Suppressions(Vec<Suppression>);

impl Suppressions {
    pub fn of(suppressions: Vec<Suppression>) -> Self {
        Self(suppressions)
    }

    /// Why mail of this kind is not written, if so.
    pub fn stopping(&self, kind: MailKind) -> Option<&Suppression> {
        let stops = |suppression: &&Suppression| {
            suppression.kind == kind
                || kind == MailKind::Reminders
                    && suppression.kind == MailKind::Notifications
                    && !suppression.apart_from_reminders
        };
        self.0.iter().find(stops)
    }

    pub fn stop(&self, kind: MailKind) -> bool {
        self.stopping(kind).is_some()
    }
}

/// What the owner of an address chose: by one click of their mail program, or on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    Stop(MailKind),
    StopAll,
    /// A participant's, of the two kinds that they get.
    Want {
        notifications: bool,
        reminders: bool,
    },
}

impl Choice {
    /// Whether mail of this kind is wanted; none where nothing was said of it.
    fn wants(self, kind: MailKind) -> Option<bool> {
        match (self, kind) {
            (Self::Stop(stopped), _) => (stopped == kind).then_some(false),
            (Self::StopAll, _) => Some(false),
            (Self::Want { notifications, .. }, MailKind::Notifications) => Some(notifications),
            (Self::Want { reminders, .. }, MailKind::Reminders) => Some(reminders),
            (Self::Want { .. }, MailKind::Invites) => None,
        }
    }
}

/// Suppresses at once what is not wanted, and takes back what the owner stopped before. What a
/// bounce or a complaint stopped stays.
pub fn chosen(
    address: &AddressHash,
    current: &Suppressions,
    choice: Choice,
    now: Timestamp,
) -> ChangeSet {
    let mut changes = ChangeSet::default();
    for kind in MailKind::ALL {
        match (choice.wants(kind), current.stopping(kind)) {
            (Some(false), None) => {
                changes.write(Write::Suppress(Suppression {
                    address_hash: address.clone(),
                    kind,
                    reason: Reason::InviteOptedOut,
                    since: now,
                    apart_from_reminders: true,
                    may_be_undone: true,
                }));
            }
            (Some(true), Some(stop)) if stop.kind == kind && stop.may_be_undone => {
                let recipient = address.clone();
                changes.write(Write::Unsuppress { recipient, kind });
            }
            (Some(_) | None, _) => {}
        }
    }
    changes
}

#[cfg(test)]
mod tests;
