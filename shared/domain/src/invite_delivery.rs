//! What becomes of an invite after its message was claimed: SES's answer, what SES reports later,
//! and the friend's Accept. Reports come doubled, late, in any order, or never (F41).

use jiff::Timestamp;

use crate::change::{ChangeSet, Write};
use crate::circuit::{MailCount, MailFact, MailStream};
use crate::invite::{Invite, InviteCap, InviteState, RECIPIENT_PAUSE_DAYS, Suppressed, day_of};
use crate::time::days_before;

/// What is newly known of an invite's message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Report {
    /// SES took it.
    Sent { message_id: String },
    /// SES gave no clear answer.
    Unanswered,
    /// SES refused it for good.
    Refused,
    /// SES did not take it, and may later: the claim is undone.
    NotTaken,
    /// The recipient said stop after the claim; nothing was sent (F42).
    StoppedMeanwhile,
    /// SES took it and then found something bad in it.
    Rejected,
    /// The recipient's mail server took it.
    Delivered { message_id: String },
    /// It came back, and may arrive another time.
    Returned,
    /// It came back for good.
    Bounced,
    /// SES remembers that the address bounces or complains, and did not even try: nothing that
    /// mailbox providers see, so it speaks against nobody.
    KnownToBounce,
    /// The recipient called it spam.
    Complained,
}

/// The invite in the state that follows from `report`; nothing where that changes nothing.
pub fn reported(invite: &Invite, report: &Report, now: Timestamp) -> ChangeSet {
    let mut changes = ChangeSet::default();
    let Some(next) = next(&invite.state, report, now) else {
        return changes;
    };
    if let (Report::NotTaken | Report::StoppedMeanwhile, InviteState::Sending { .. }) =
        (report, &invite.state)
    {
        uncount(invite, &mut changes);
    }
    let facts = facts(&invite.state, &next, report);
    changes.write(Write::Invite(Box::new(invite.in_state(next))));
    for fact in facts {
        changes.write(Write::CountMail(MailCount {
            stream: MailStream::Invites,
            fact,
            day: day_of(now),
            message: invite.id.to_string(),
        }));
    }
    changes
}

/// What the circuit counts: once each, since an invite takes each step once.
fn facts(before: &InviteState, after: &InviteState, report: &Report) -> Vec<MailFact> {
    let unsure = certainty(before) == Some(UNSURE);
    let taken = certainty(after) > Some(UNSURE) && *report != Report::Refused;
    let sent = (unsure && taken).then_some(MailFact::Sent);
    let spoke = match report {
        Report::Bounced => Some(MailFact::Bounced),
        Report::Complained => Some(MailFact::Complained),
        Report::Sent { .. }
        | Report::Unanswered
        | Report::Refused
        | Report::NotTaken
        | Report::StoppedMeanwhile
        | Report::Rejected
        | Report::Delivered { .. }
        | Report::Returned
        | Report::KnownToBounce => None,
    };
    sent.into_iter().chain(spoke).collect()
}

/// The friend pressed Accept, for the first time. What it is worth is decided when a signup
/// brings the accept token.
pub fn accepted(invite: &Invite, now: Timestamp) -> ChangeSet {
    let mut changes = ChangeSet::default();
    if invite.accepted_at.is_none() && !invite.is_expired(now) {
        let accepted = Invite {
            accepted_at: Some(now),
            ..invite.in_state(invite.state.clone())
        };
        changes.write(Write::Invite(Box::new(accepted)));
    }
    changes
}

fn next(state: &InviteState, report: &Report, now: Timestamp) -> Option<InviteState> {
    let known = certainty(state)?;
    let next = match report {
        Report::Unanswered => InviteState::Unknown { since: now },
        Report::Refused => InviteState::Refused { refused_at: now },
        Report::NotTaken => InviteState::Created,
        Report::StoppedMeanwhile => InviteState::Suppressed {
            reason: Suppressed::OptedOut,
        },
        Report::Rejected => InviteState::Refused { refused_at: now },
        Report::Returned => InviteState::Undelivered { returned_at: now },
        Report::Sent { message_id } => InviteState::Sent {
            message_id: message_id.clone(),
            sent_at: now,
        },
        Report::Delivered { message_id } => InviteState::Delivered {
            message_id: message_id.clone(),
            delivered_at: now,
        },
        Report::Bounced | Report::KnownToBounce => InviteState::Bounced { bounced_at: now },
        Report::Complained => InviteState::Complained { complained_at: now },
    };
    let is_news = match report {
        Report::Unanswered | Report::Refused | Report::NotTaken | Report::StoppedMeanwhile => {
            matches!(state, InviteState::Sending { .. })
        }
        Report::Sent { .. }
        | Report::Rejected
        | Report::Delivered { .. }
        | Report::Returned
        | Report::Bounced
        | Report::KnownToBounce
        | Report::Complained => certainty(&next) > Some(known),
    };
    is_news.then_some(next)
}

/// Claimed, and no more is known.
const UNSURE: u8 = 0;

/// How much is known of a message that was claimed: a report that says less is not news.
fn certainty(state: &InviteState) -> Option<u8> {
    match state {
        // Nothing was handed to SES: no report is about this invite.
        InviteState::Created | InviteState::Queued { .. } | InviteState::Suppressed { .. } => None,
        InviteState::Sending { .. } | InviteState::Unknown { .. } => Some(UNSURE),
        InviteState::Sent { .. } => Some(1),
        InviteState::Refused { .. } => Some(2),
        InviteState::Undelivered { .. } => Some(3),
        InviteState::Delivered { .. } => Some(4),
        InviteState::Bounced { .. } => Some(5),
        InviteState::Complained { .. } => Some(6),
    }
}

/// Takes back what [`crate::invite_claim::claim`] counted.
fn uncount(invite: &Invite, changes: &mut ChangeSet) {
    let InviteState::Sending {
        claimed_at,
        counter,
    } = invite.state
    else {
        return;
    };
    changes
        .write(Write::Uncount(InviteCap::SentByParticipant {
            participant: (invite.account_id.clone(), invite.participant_id.clone()),
            day: day_of(claimed_at),
            at_most: 0,
        }))
        .write(Write::Uncount(InviteCap::SentByProgram {
            program: invite.program_id.clone(),
            day: day_of(claimed_at),
            counter,
            at_most: 0,
        }))
        .write(Write::Uncount(InviteCap::RecipientNotSince {
            recipient: invite.recipient_hash.clone(),
            since: days_before(claimed_at, RECIPIENT_PAUSE_DAYS),
            now: claimed_at,
        }));
}

#[cfg(test)]
mod tests;
