//! Where an invite stands that no referral has come of.

use jiff::Timestamp;

use super::Standing;
use super::check::{Fact, Facts};
use crate::invite::{Invite, InviteState, Suppressed};
use crate::reason::Reason;
use crate::time::days_after;

/// As staff see it.
pub fn standing(invite: &Invite, attribution_window_days: u32, now: Timestamp) -> Standing {
    if let Some(accepted) = accepted(invite, attribution_window_days, now) {
        return accepted;
    }
    let over = Standing::at(Reason::InviteExpired, Some(invite.expires_at));
    match &invite.state {
        InviteState::Suppressed { reason } => suppressed(invite, *reason),
        InviteState::Bounced { bounced_at: at }
        | InviteState::Undelivered { returned_at: at }
        | InviteState::Refused { refused_at: at } => Standing::at(Reason::InviteBounced, Some(*at)),
        InviteState::Complained { complained_at } => {
            Standing::at(Reason::InviteOptedOut, Some(*complained_at))
        }
        InviteState::Created
        | InviteState::Queued { .. }
        | InviteState::Sending { .. }
        | InviteState::Sent { .. }
        | InviteState::Delivered { .. }
        | InviteState::Unknown { .. }
            if invite.is_expired(now) =>
        {
            over
        }
        InviteState::Queued { until, .. } => open(invite).until(Some(*until)),
        InviteState::Created
        | InviteState::Sending { .. }
        | InviteState::Sent { .. }
        | InviteState::Delivered { .. }
        | InviteState::Unknown { .. } => open(invite),
    }
}

/// As its sender sees it: of what was not sent, the same as of what was (K11, K25).
pub fn to_participant(invite: &Invite, attribution_window_days: u32, now: Timestamp) -> Standing {
    if let Some(accepted) = accepted(invite, attribution_window_days, now) {
        return accepted;
    }
    match invite.status_for_referrer(now) {
        "bounced" => Standing::at(Reason::InviteBounced, None),
        "expired" => Standing::at(Reason::InviteExpired, Some(invite.expires_at)),
        _ => open(invite),
    }
}

fn open(invite: &Invite) -> Standing {
    Standing::at(Reason::AwaitingSignup, Some(invite.created_at)).until(Some(invite.expires_at))
}

/// Once Accept was pressed, only the signup is missing, and it has its own time.
fn accepted(invite: &Invite, window_days: u32, now: Timestamp) -> Option<Standing> {
    let accepted_at = invite.accepted_at?;
    let until = days_after(accepted_at, window_days);
    Some(if until <= now {
        Standing::at(Reason::AttributionWindowPassed, Some(until))
    } else {
        Standing::at(Reason::AwaitingSignup, Some(accepted_at)).until(Some(until))
    })
}

fn suppressed(invite: &Invite, reason: Suppressed) -> Standing {
    let since = Some(invite.created_at);
    match reason {
        Suppressed::OptedOut => Standing::at(Reason::InviteOptedOut, since),
        Suppressed::Expired => Standing::at(Reason::InviteExpired, Some(invite.expires_at)),
        Suppressed::ProgramInactive => {
            Standing::at(Reason::InviteNotSent, since).by(Reason::ProgramInactive)
        }
        Suppressed::CapReached => Standing::at(Reason::InviteNotSent, since).by(Reason::CapReached),
        Suppressed::KnownAddress => {
            Standing::at(Reason::InviteNotSent, since).by(Reason::ExistingAccount)
        }
        Suppressed::OwnAddress => {
            Standing::at(Reason::InviteNotSent, since).by(Reason::SelfReferral)
        }
        Suppressed::RoleAddress
        | Suppressed::DisposableAddress
        | Suppressed::RecentlyInvited
        | Suppressed::SenderGone => Standing::at(Reason::InviteNotSent, since),
    }
}

/// What is known of it, for staff.
pub(super) fn facts(invite: &Invite) -> Vec<Fact> {
    let facts = Facts::default()
        .with("created_at", invite.created_at)
        .maybe("accepted_at", invite.accepted_at)
        .with("expires_at", invite.expires_at);
    let facts = match &invite.state {
        InviteState::Created => facts.with("state", "created"),
        InviteState::Queued { waits_for, until } => facts
            .with("state", "queued")
            .word("waits_for", waits_for)
            .with("until", until),
        InviteState::Suppressed { reason } => {
            facts.with("state", "suppressed").word("because", reason)
        }
        InviteState::Sending { claimed_at, .. } => {
            facts.with("state", "sending").with("at", claimed_at)
        }
        InviteState::Sent {
            message_id,
            sent_at,
        } => facts
            .with("state", "sent")
            .with("message_id", message_id)
            .with("at", sent_at),
        InviteState::Delivered {
            message_id,
            delivered_at,
        } => facts
            .with("state", "delivered")
            .with("message_id", message_id)
            .with("at", delivered_at),
        InviteState::Undelivered { returned_at } => {
            facts.with("state", "undelivered").with("at", returned_at)
        }
        InviteState::Unknown { since } => facts.with("state", "unknown").with("at", since),
        InviteState::Bounced { bounced_at } => {
            facts.with("state", "bounced").with("at", bounced_at)
        }
        InviteState::Complained { complained_at } => {
            facts.with("state", "complained").with("at", complained_at)
        }
        InviteState::Refused { refused_at } => {
            facts.with("state", "refused").with("at", refused_at)
        }
    };
    facts.list()
}
