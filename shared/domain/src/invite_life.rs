//! What time alone does to an invite: it is sent after all, it expires, its address goes.

use jiff::Timestamp;

use crate::change::{ChangeSet, Write};
use crate::event::Event;
use crate::invite::{Invite, InviteState, Suppressed};
use crate::suppression::{MailKind, Suppressions};
use crate::time::days_after;

/// Days after an invite expired, or its recipient said stop, until the address goes. Its hash
/// stays, so that what suppresses it still does (E64).
pub const PURGED_AFTER_DAYS: u32 = 30;

impl Invite {
    /// When time alone changes it next.
    pub fn due_at(&self) -> Option<Timestamp> {
        self.recipient.as_ref()?;
        if let Some(purge_at) = self.purge_at {
            return Some(purge_at);
        }
        match self.state {
            InviteState::Queued { until, .. } => Some(until.min(self.expires_at)),
            InviteState::Created
            | InviteState::Suppressed { .. }
            | InviteState::Sending { .. }
            | InviteState::Sent { .. }
            | InviteState::Undelivered { .. }
            | InviteState::Delivered { .. }
            | InviteState::Unknown { .. }
            | InviteState::Bounced { .. }
            | InviteState::Complained { .. }
            | InviteState::Refused { .. } => Some(self.expires_at),
        }
    }
}

/// What is due of an invite at `now`, given what suppresses its address.
pub fn time_passed(invite: &Invite, suppressions: &Suppressions, now: Timestamp) -> ChangeSet {
    if invite.due_at().is_none_or(|due_at| now < due_at) {
        return ChangeSet::default();
    }
    if invite.purge_at.is_some() {
        return written(purged(invite));
    }
    if invite.is_expired(now) {
        return written(expired(invite, suppressions, now));
    }
    let mut changes = written(invite.in_state(InviteState::Created));
    changes.announce(Event::InviteCreated {
        invite_id: invite.id.clone(),
    });
    changes
}

/// Its address goes 30 days after it expired, or after its recipient said stop if that was before.
fn expired(invite: &Invite, suppressions: &Suppressions, now: Timestamp) -> Invite {
    let stopped_at = suppressions.stopping(MailKind::Invites).map(|it| it.since);
    let ended_at = stopped_at.map_or(invite.expires_at, |at| at.min(invite.expires_at));
    let purge_at = days_after(ended_at, PURGED_AFTER_DAYS);
    let waits = matches!(
        invite.state,
        InviteState::Created | InviteState::Queued { .. }
    );
    let state = if waits {
        InviteState::Suppressed {
            reason: Suppressed::Expired,
        }
    } else {
        invite.state.clone()
    };
    let expired = Invite {
        purge_at: Some(purge_at),
        ..invite.in_state(state)
    };
    if purge_at <= now {
        Invite {
            version: expired.version,
            ..purged(&expired)
        }
    } else {
        expired
    }
}

/// Without its address, and without what its sender wrote of the friend.
pub(crate) fn purged(invite: &Invite) -> Invite {
    Invite {
        recipient: None,
        friend_name: None,
        locale: None,
        message: None,
        ..invite.in_state(invite.state.clone())
    }
}

fn written(invite: Invite) -> ChangeSet {
    let mut changes = ChangeSet::default();
    changes.write(Write::Invite(Box::new(invite)));
    changes
}

#[cfg(test)]
mod tests;
