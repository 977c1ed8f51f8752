//! An invite: one message to one address by one referrer (C12 to C14, K2, K10, K19).

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::change::{ChangeSet, Write};
use crate::email_address::EmailAddress;
use crate::event::Event;
use crate::id::{AccountId, InviteId, ParticipantId, ProgramId};
use crate::invite_message::InviteMessage;
use crate::person_name::PersonName;
use crate::suppression::MailKind;
use crate::time::{days_after, days_before};
use crate::token::AddressHash;

/// How long an invite can be accepted, in days.
pub const LIFE_DAYS: u32 = 30;

/// The same address is written to once in this many days, whoever asks (E63).
pub const RECIPIENT_PAUSE_DAYS: u32 = 30;

/// Where an invite's message stands (requirements 3.6).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "state")]
pub enum InviteState {
    Created,
    /// Nothing was or will be sent. The referrer sees the same as of a sent one (K25).
    Suppressed {
        reason: Suppressed,
    },
    /// Claimed: SES may have been called. Never claimed again, so sent at most once.
    Sending {
        claimed_at: Timestamp,
    },
    Sent {
        message_id: String,
        sent_at: Timestamp,
    },
    Delivered {
        message_id: String,
        delivered_at: Timestamp,
    },
    /// SES did not answer: the message may have gone out, and is never sent again by machine.
    Unknown {
        since: Timestamp,
    },
    Bounced {
        bounced_at: Timestamp,
    },
    Complained {
        complained_at: Timestamp,
    },
    /// SES refused it for good.
    Refused {
        refused_at: Timestamp,
    },
}

/// Why nothing is sent. Staff see it; the referrer does not (K25).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Suppressed {
    ProgramInactive,
    /// The address has or once had an account (K11).
    KnownAddress,
    /// A bounce, a complaint or "never write me again".
    OptedOut,
    /// The referrer's own address, or one of their account.
    OwnAddress,
    RoleAddress,
    DisposableAddress,
    /// The participant's invites of the day, or those still open, are used up.
    CapReached,
    /// Somebody invited this address in the last 30 days.
    RecentlyInvited,
    /// The referrer left the account, or the account closed, before the message went out.
    SenderGone,
}

/// One invite.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invite {
    pub id: InviteId,
    pub program_id: ProgramId,
    pub account_id: AccountId,
    pub participant_id: ParticipantId,
    pub recipient: EmailAddress,
    pub recipient_hash: AddressHash,
    pub friend_name: Option<PersonName>,
    /// As the referrer wrote it; none for the program's own text.
    pub message: Option<InviteMessage>,
    #[serde(flatten)]
    pub state: InviteState,
    pub created_at: Timestamp,
    pub expires_at: Timestamp,
    /// When Accept was first pressed. It counts only when a signup brings its token.
    pub accepted_at: Option<Timestamp>,
    /// Counts the writes, for the condition of the next.
    pub version: u64,
}

impl Invite {
    /// The same invite in its next state, with its version counted on.
    #[must_use]
    pub fn in_state(&self, state: InviteState) -> Self {
        Self {
            state,
            version: self.version.saturating_add(1),
            ..self.clone()
        }
    }

    pub fn is_expired(&self, now: Timestamp) -> bool {
        self.expires_at <= now
    }

    /// Whether it went out, or may have, and can still be accepted: what a participant may have
    /// only so many of at a time.
    pub fn is_open(&self, now: Timestamp) -> bool {
        let out = match &self.state {
            InviteState::Sending { .. }
            | InviteState::Sent { .. }
            | InviteState::Delivered { .. }
            | InviteState::Unknown { .. } => true,
            InviteState::Created
            | InviteState::Suppressed { .. }
            | InviteState::Bounced { .. }
            | InviteState::Complained { .. }
            | InviteState::Refused { .. } => false,
        };
        out && self.accepted_at.is_none() && !self.is_expired(now)
    }

    /// What the referrer sees: a suppressed invite looks like a sent one (K11, K25).
    pub fn status_for_referrer(&self) -> &'static str {
        match &self.state {
            InviteState::Created | InviteState::Sending { .. } => "queued",
            InviteState::Suppressed { .. }
            | InviteState::Sent { .. }
            | InviteState::Delivered { .. }
            | InviteState::Unknown { .. }
            | InviteState::Complained { .. } => "sent",
            InviteState::Bounced { .. } | InviteState::Refused { .. } => "bounced",
        }
    }
}

/// A count that must stay below its cap, or a pause that must have passed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InviteCap {
    /// Invites of one participant on one day of UTC.
    SentByParticipant {
        participant: (AccountId, ParticipantId),
        day: String,
        at_most: u32,
    },
    /// The address was not written to since.
    RecipientNotSince {
        recipient: AddressHash,
        since: Timestamp,
        now: Timestamp,
    },
}

/// What the sender of an invite's message knows.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct ClaimState<'a> {
    pub invite: &'a Invite,
    /// The program is active, and its invites are sent by the server.
    pub program_active: bool,
    /// The referrer is still a member of an open account.
    pub sender_is_member: bool,
    pub suppress_known_addresses: bool,
    pub per_day: u32,
    /// The address has or had an account, of anyone.
    pub known_address: bool,
    /// The address is the referrer's own or of a member of the same account.
    pub own_address: bool,
    /// Mail to the address is suppressed.
    pub suppressed: bool,
    /// The participant's count of the day is used up.
    pub cap_reached: bool,
    /// The address was written to within [`RECIPIENT_PAUSE_DAYS`].
    pub recently_invited: bool,
}

/// Claims an invite for sending, or says that nothing is sent and why.
///
/// The claim and its counts are one table transaction, so that two deliveries of one event, or
/// two referrers of one friend, send one message. An empty change means: already decided.
pub fn claim(state: &ClaimState<'_>, now: Timestamp) -> ChangeSet {
    let mut changes = ChangeSet::default();
    let invite = state.invite;
    match &invite.state {
        InviteState::Created => {}
        // A claim without an outcome: the process ended somewhere around the call to SES.
        InviteState::Sending { .. } => {
            let unknown = invite.in_state(InviteState::Unknown { since: now });
            changes.write(Write::Invite(Box::new(unknown)));
            return changes;
        }
        InviteState::Suppressed { .. }
        | InviteState::Sent { .. }
        | InviteState::Delivered { .. }
        | InviteState::Unknown { .. }
        | InviteState::Bounced { .. }
        | InviteState::Complained { .. }
        | InviteState::Refused { .. } => return changes,
    }
    if let Some(reason) = suppressed(state, now) {
        let suppressed = invite.in_state(InviteState::Suppressed { reason });
        changes.write(Write::Invite(Box::new(suppressed)));
        return changes;
    }
    let claimed = invite.in_state(InviteState::Sending { claimed_at: now });
    changes
        .write(Write::Invite(Box::new(claimed)))
        .write(Write::RequireNotSuppressed {
            recipient: invite.recipient_hash.clone(),
            kind: MailKind::Invites,
        })
        .write(Write::Count(InviteCap::SentByParticipant {
            participant: (invite.account_id.clone(), invite.participant_id.clone()),
            day: day_of(now),
            at_most: state.per_day,
        }))
        .write(Write::Count(InviteCap::RecipientNotSince {
            recipient: invite.recipient_hash.clone(),
            since: days_before(now, RECIPIENT_PAUSE_DAYS),
            now,
        }));
    changes
}

/// The first check that fails, in the order of requirements 3.6.
fn suppressed(state: &ClaimState<'_>, now: Timestamp) -> Option<Suppressed> {
    let recipient = &state.invite.recipient;
    [
        (
            !state.program_active || state.invite.is_expired(now),
            Suppressed::ProgramInactive,
        ),
        (!state.sender_is_member, Suppressed::SenderGone),
        (state.cap_reached, Suppressed::CapReached),
        (state.recently_invited, Suppressed::RecentlyInvited),
        (recipient.is_role_address(), Suppressed::RoleAddress),
        (recipient.is_disposable(), Suppressed::DisposableAddress),
        (state.suppressed, Suppressed::OptedOut),
        (state.own_address, Suppressed::OwnAddress),
        (
            state.suppress_known_addresses && state.known_address,
            Suppressed::KnownAddress,
        ),
    ]
    .into_iter()
    .find_map(|(holds, reason)| holds.then_some(reason))
}

/// The day of UTC, as `2022-05-25`: what caps count by.
pub fn day_of(at: Timestamp) -> String {
    at.strftime("%Y-%m-%d").to_string()
}

/// Which round of invites to one address `now` falls in: a new one every 30 days.
pub fn round_of(now: Timestamp) -> i64 {
    now.as_second()
        .div_euclid(86_400)
        .div_euclid(i64::from(RECIPIENT_PAUSE_DAYS))
}

/// Records an invite that was asked for. Its message follows from the announcement.
pub fn create(invite: Invite) -> ChangeSet {
    let mut changes = ChangeSet::default();
    changes
        .announce(Event::InviteCreated {
            invite_id: invite.id.clone(),
        })
        .write(Write::Invite(Box::new(invite)));
    changes
}

/// When an invite that is made at `now` can no longer be accepted.
pub fn expires_at(now: Timestamp) -> Timestamp {
    days_after(now, LIFE_DAYS)
}

#[cfg(test)]
mod tests;
