//! An invite: one message to one address by one referrer (C12 to C14, K2, K10, K19).

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::change::{ChangeSet, Write};
use crate::email_address::EmailAddress;
use crate::event::Event;
use crate::id::{AccountId, InviteId, ParticipantId, ProgramId};
use crate::invite_message::InviteMessage;
use crate::locale::Locale;
use crate::person_name::PersonName;
use crate::time::days_after;
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
    /// Not sent yet and not lost: announced again at `until`.
    Queued {
        waits_for: WaitsFor,
        until: Timestamp,
    },
    /// Nothing was or will be sent. The referrer sees the same as of a sent one (K25).
    Suppressed {
        reason: Suppressed,
    },
    /// Claimed: SES may have been called. Never claimed again, so sent at most once.
    Sending {
        claimed_at: Timestamp,
        /// Which of the program's counters of the day counted it.
        #[serde(default)]
        counter: u8,
    },
    Sent {
        message_id: String,
        sent_at: Timestamp,
    },
    Delivered {
        message_id: String,
        delivered_at: Timestamp,
    },
    /// It came back and may arrive another time: the mailbox is full, say. SES has given up.
    Undelivered {
        returned_at: Timestamp,
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

/// What an invite waits for that nothing speaks against.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WaitsFor {
    /// The circuit of invites is open: [`crate::circuit`].
    Circuit,
    /// The program's invites of the day are used up.
    NextDay,
}

/// Why nothing is sent. Staff see it; the referrer does not (K25).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Suppressed {
    ProgramInactive,
    /// It waited for so long that it could no longer be accepted.
    Expired,
    /// The address has or once had an account (K11).
    KnownAddress,
    /// A bounce, a complaint or "never write me again".
    OptedOut,
    /// The referrer's own address, or one of their account.
    OwnAddress,
    RoleAddress,
    DisposableAddress,
    /// The participant's invites of the day, or those still open, are used up. (Those of the
    /// whole program are no reason: such an invite is queued for the next day.)
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
    /// None once it was purged, [`crate::invite_life::PURGED_AFTER_DAYS`] after the end; the hash
    /// stays.
    pub recipient: Option<EmailAddress>,
    pub recipient_hash: AddressHash,
    pub friend_name: Option<PersonName>,
    /// The language in which the referrer had it written; none for their own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub locale: Option<Locale>,
    /// As the referrer wrote it; none for the program's own text.
    pub message: Option<InviteMessage>,
    #[serde(flatten)]
    pub state: InviteState,
    pub created_at: Timestamp,
    pub expires_at: Timestamp,
    /// When Accept was first pressed. It counts only when a signup brings its token.
    pub accepted_at: Option<Timestamp>,
    /// When the address goes; none before the invite has expired.
    #[serde(default)]
    pub purge_at: Option<Timestamp>,
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
            | InviteState::Queued { .. }
            | InviteState::Suppressed { .. }
            | InviteState::Undelivered { .. }
            | InviteState::Bounced { .. }
            | InviteState::Complained { .. }
            | InviteState::Refused { .. } => false,
        };
        out && self.accepted_at.is_none() && !self.is_expired(now)
    }

    /// What the referrer sees: a suppressed invite looks like a sent one (K11, K25), also when
    /// time has passed.
    pub fn status_for_referrer(&self, now: Timestamp) -> &'static str {
        let is_over = self.accepted_at.is_none() && self.is_expired(now);
        match &self.state {
            InviteState::Undelivered { .. }
            | InviteState::Bounced { .. }
            | InviteState::Refused { .. } => "bounced",
            InviteState::Created | InviteState::Queued { .. } | InviteState::Sending { .. }
                if !is_over =>
            {
                "queued"
            }
            InviteState::Suppressed { .. }
            | InviteState::Sent { .. }
            | InviteState::Delivered { .. }
            | InviteState::Unknown { .. }
            | InviteState::Complained { .. }
                if !is_over =>
            {
                "sent"
            }
            InviteState::Created
            | InviteState::Queued { .. }
            | InviteState::Sending { .. }
            | InviteState::Suppressed { .. }
            | InviteState::Sent { .. }
            | InviteState::Delivered { .. }
            | InviteState::Unknown { .. }
            | InviteState::Complained { .. } => "expired",
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
    /// Invites of one program on one day of UTC, in one of its counters: `at_most` is that
    /// counter's share.
    SentByProgram {
        program: ProgramId,
        day: String,
        counter: u8,
        at_most: u32,
    },
    /// The address was not written to since.
    RecipientNotSince {
        recipient: AddressHash,
        since: Timestamp,
        now: Timestamp,
    },
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
