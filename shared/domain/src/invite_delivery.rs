//! What becomes of an invite after its message was claimed: SES's answer, what SES reports later,
//! and the friend's Accept. Reports come doubled, late, in any order, or never (F41).

use jiff::Timestamp;

use crate::change::{ChangeSet, Write};
use crate::invite::{Invite, InviteCap, InviteState, RECIPIENT_PAUSE_DAYS, day_of};
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
    /// The recipient's mail server took it.
    Delivered { message_id: String },
    /// It came back for good.
    Bounced,
    /// The recipient called it spam.
    Complained,
}

/// The invite in the state that follows from `report`; nothing where that changes nothing.
pub fn reported(invite: &Invite, report: &Report, now: Timestamp) -> ChangeSet {
    let mut changes = ChangeSet::default();
    if let Some(next) = next(&invite.state, report, now) {
        if let (Report::NotTaken, InviteState::Sending { claimed_at }) = (report, &invite.state) {
            uncount(invite, *claimed_at, &mut changes);
        }
        changes.write(Write::Invite(Box::new(invite.in_state(next))));
    }
    changes
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
        Report::Sent { message_id } => InviteState::Sent {
            message_id: message_id.clone(),
            sent_at: now,
        },
        Report::Delivered { message_id } => InviteState::Delivered {
            message_id: message_id.clone(),
            delivered_at: now,
        },
        Report::Bounced => InviteState::Bounced { bounced_at: now },
        Report::Complained => InviteState::Complained { complained_at: now },
    };
    let is_news = match report {
        Report::Unanswered | Report::Refused | Report::NotTaken => {
            matches!(state, InviteState::Sending { .. })
        }
        Report::Sent { .. } | Report::Delivered { .. } | Report::Bounced | Report::Complained => {
            certainty(&next) > Some(known)
        }
    };
    is_news.then_some(next)
}

/// How much is known of a message that was claimed: a report that says less is not news.
fn certainty(state: &InviteState) -> Option<u8> {
    match state {
        // Nothing was handed to SES, or SES would not have it: no report is about this invite.
        InviteState::Created | InviteState::Suppressed { .. } | InviteState::Refused { .. } => None,
        InviteState::Sending { .. } | InviteState::Unknown { .. } => Some(0),
        InviteState::Sent { .. } => Some(1),
        InviteState::Delivered { .. } => Some(2),
        InviteState::Bounced { .. } => Some(3),
        InviteState::Complained { .. } => Some(4),
    }
}

/// Takes back what [`crate::invite::claim`] counted at `claimed_at`.
fn uncount(invite: &Invite, claimed_at: Timestamp, changes: &mut ChangeSet) {
    changes
        .write(Write::Uncount(InviteCap::SentByParticipant {
            participant: (invite.account_id.clone(), invite.participant_id.clone()),
            day: day_of(claimed_at),
            at_most: 0,
        }))
        .write(Write::Uncount(InviteCap::RecipientNotSince {
            recipient: invite.recipient_hash.clone(),
            since: days_before(claimed_at, RECIPIENT_PAUSE_DAYS),
            now: claimed_at,
        }));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::token::Signer;

    fn now() -> Timestamp {
        "2022-05-25T10:00:00Z".parse().unwrap()
    }

    fn invite(state: InviteState) -> Invite {
        let signer = Signer::from_secret("a secret that is long enough for anyone").unwrap();
        let recipient = "bo@example.com".parse().unwrap();
        Invite {
            id: "inv_a".parse().unwrap(),
            program_id: "clientjoy".parse().unwrap(),
            account_id: "acme".parse().unwrap(),
            participant_id: "ana".parse().unwrap(),
            recipient_hash: signer.address_hash(&recipient),
            recipient,
            friend_name: None,
            message: None,
            state,
            created_at: now(),
            expires_at: crate::invite::expires_at(now()),
            accepted_at: None,
            version: 2,
        }
    }

    fn sending() -> InviteState {
        InviteState::Sending { claimed_at: now() }
    }

    fn message_id() -> String {
        "ses-1".to_owned()
    }

    /// The state after the reports, one after the other.
    fn after(reports: &[Report]) -> InviteState {
        let mut invite = invite(sending());
        for report in reports {
            for write in reported(&invite, report, now()).writes {
                if let Write::Invite(next) = write {
                    assert_eq!(next.version, invite.version.saturating_add(1));
                    invite = *next;
                }
            }
        }
        invite.state
    }

    #[test]
    fn f41_reports_in_any_order_and_doubled_end_alike() {
        let sent = Report::Sent {
            message_id: message_id(),
        };
        let delivered = Report::Delivered {
            message_id: message_id(),
        };
        let complained = InviteState::Complained {
            complained_at: now(),
        };
        let three = [sent, delivered, Report::Complained];
        for order in [
            [0, 1, 2],
            [0, 2, 1],
            [1, 0, 2],
            [1, 2, 0],
            [2, 0, 1],
            [2, 1, 0],
        ] {
            let doubled: Vec<_> = order
                .iter()
                .flat_map(|index: &usize| [three[*index].clone(), three[*index].clone()])
                .collect();
            assert_eq!(after(&doubled), complained, "{order:?}");
        }
    }

    #[test]
    fn a_delivery_does_not_hide_a_bounce() {
        let delivered = Report::Delivered {
            message_id: message_id(),
        };
        let bounced = InviteState::Bounced { bounced_at: now() };
        assert_eq!(after(&[Report::Bounced, delivered.clone()]), bounced);
        assert_eq!(after(&[delivered, Report::Bounced]), bounced);
    }

    #[test]
    fn what_is_unknown_becomes_known_when_ses_reports() {
        let sent = Report::Sent {
            message_id: message_id(),
        };
        let state = after(&[Report::Unanswered, sent]);
        assert!(matches!(state, InviteState::Sent { .. }), "{state:?}");
    }

    #[test]
    fn f40_what_ses_did_not_take_counts_for_nothing() {
        let changes = reported(&invite(sending()), &Report::NotTaken, now());
        let uncounted = |write: &&Write| matches!(write, Write::Uncount(_));
        assert_eq!(changes.writes.iter().filter(uncounted).count(), 2);
        assert_eq!(after(&[Report::NotTaken]), InviteState::Created);
    }

    #[test]
    fn a_suppressed_invite_hears_of_nothing() {
        let reason = crate::invite::Suppressed::OptedOut;
        let suppressed = invite(InviteState::Suppressed { reason });
        assert!(reported(&suppressed, &Report::Bounced, now()).is_empty());
    }

    #[test]
    fn only_the_first_accept_is_noted() {
        let changes = accepted(&invite(sending()), now());
        let [Write::Invite(first)] = changes.writes.as_slice() else {
            panic!("{changes:?}")
        };
        assert_eq!(first.accepted_at, Some(now()));
        assert!(accepted(first, now()).is_empty());
    }

    #[test]
    fn an_expired_invite_is_not_accepted() {
        let invite = invite(sending());
        assert!(accepted(&invite, invite.expires_at).is_empty());
    }
}
