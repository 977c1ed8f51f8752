//! Invites of Ana's to Bo, and what limits them.

use domain::change::Write;
use domain::circuit::{MailCount, MailFact, MailStream};
use domain::invite::{Invite, InviteCap, InviteState, Suppressed, WaitsFor, day_of};
use domain::invite_message::InviteMessage;
use domain::person_name::PersonName;
use domain::reason::Reason;
use domain::suppression::{MailKind, Suppression};
use jiff::Timestamp;
use store::InviteLimits;

use super::{NOW, days_later, email, hash, id};
use crate::table::Table;

/// An invite that was asked for, written for the first time.
pub(crate) fn invite(invite: &str) -> Invite {
    Invite {
        id: id(invite),
        program_id: id("clientjoy"),
        account_id: id("acme"),
        participant_id: id("ana"),
        recipient: Some(email("bo@example.com")),
        recipient_hash: hash("bo@example.com"),
        friend_name: PersonName::parse("Bo"),
        locale: None,
        message: InviteMessage::parse("Hi {friend_name},\n\nhave a look!").ok(),
        state: InviteState::Created,
        created_at: NOW,
        expires_at: days_later(30),
        accepted_at: None,
        purge_at: None,
        version: 1,
    }
}

/// Every state an invite can have. A new one must find its place here.
pub(crate) fn every_state() -> Vec<InviteState> {
    let message_id = || "0100-msg".to_owned();
    let after = |state: &InviteState| match state {
        InviteState::Created => Some(InviteState::Queued {
            waits_for: WaitsFor::Circuit,
            until: days_later(1),
        }),
        InviteState::Queued { .. } => Some(InviteState::Suppressed {
            reason: Suppressed::KnownAddress,
        }),
        InviteState::Suppressed { .. } => Some(InviteState::Sending {
            claimed_at: NOW,
            counter: 3,
        }),
        InviteState::Sending { .. } => Some(InviteState::Sent {
            message_id: message_id(),
            sent_at: NOW,
        }),
        InviteState::Sent { .. } => Some(InviteState::Undelivered { returned_at: NOW }),
        InviteState::Undelivered { .. } => Some(InviteState::Delivered {
            message_id: message_id(),
            delivered_at: NOW,
        }),
        InviteState::Delivered { .. } => Some(InviteState::Unknown { since: NOW }),
        InviteState::Unknown { .. } => Some(InviteState::Bounced { bounced_at: NOW }),
        InviteState::Bounced { .. } => Some(InviteState::Complained { complained_at: NOW }),
        InviteState::Complained { .. } => Some(InviteState::Refused { refused_at: NOW }),
        InviteState::Refused { .. } => None,
    };
    std::iter::successors(Some(InviteState::Created), after).collect()
}

/// What limits the invite to Bo on the day of `NOW`.
pub(crate) async fn limits(table: &Table, counters: u8) -> InviteLimits {
    let invite = invite("inv_a");
    let limits = table.store.invite_limits(&invite, ("2022-05-25", counters));
    limits.await.unwrap()
}

/// Bo never wants to be written to again.
pub(crate) fn suppression() -> Suppression {
    Suppression {
        address_hash: hash("bo@example.com"),
        kind: MailKind::Invites,
        reason: Reason::InviteOptedOut,
        since: NOW,
        apart_from_reminders: false,
        may_be_undone: false,
    }
}

/// Holds while mail of this kind may go to Bo.
pub(crate) fn may_write(address: &str, kind: MailKind) -> Write {
    Write::RequireNotSuppressed {
        recipient: hash(address),
        kind,
    }
}

/// One more invite of this participant's on the day of `now`.
pub(crate) fn sent_by(participant: &str, now: Timestamp, at_most: u32) -> Write {
    Write::Count(InviteCap::SentByParticipant {
        participant: (id("acme"), id(participant)),
        day: day_of(now),
        at_most,
    })
}

/// One more invite of the program's on the day of `now`, in one of its counters.
pub(crate) fn sent_by_program(counter: u8, now: Timestamp, at_most: u32) -> Write {
    Write::Count(InviteCap::SentByProgram {
        program: id("clientjoy"),
        day: day_of(now),
        counter,
        at_most,
    })
}

/// One more message of a stream that came to this.
pub(crate) fn counted(stream: MailStream, fact: MailFact, message: &str, now: Timestamp) -> Write {
    Write::CountMail(MailCount {
        stream,
        fact,
        day: day_of(now),
        message: message.to_owned(),
    })
}

/// Bo is invited at `now`, unless that was so within 30 days.
pub(crate) fn invited(address: &str, now: Timestamp) -> Write {
    Write::Count(InviteCap::RecipientNotSince {
        recipient: hash(address),
        since: domain::time::days_before(now, domain::invite::RECIPIENT_PAUSE_DAYS),
        now,
    })
}
