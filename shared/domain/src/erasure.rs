//! Forgetting a person while the ledger stays whole (E64, E66, E67, F64).
//!
//! What is personal goes: the participant, what they wrote to friends, and their address wherever
//! an invite has it. What is not stays: ids, amounts, and the keyed hash of the address, so that
//! it is never written to again and never counts as new.
//!
//! It is done in steps, each of which finds nothing left to do when it is repeated; the person
//! themselves goes last, so that an erasure that broke off can be asked for again.

use jiff::Timestamp;

use crate::account::{AddressUse, Participant};
use crate::change::{ChangeSet, Write};
use crate::id::{AccountId, ParticipantId};
use crate::invite::{Invite, InviteState, Suppressed};
use crate::invite_life::purged;
use crate::link::{Chosen, Code, Link};
use crate::reason::Reason;
use crate::release;
use crate::reward::{Reward, Side};
use crate::suppression::{MailKind, Suppression};
use crate::token::{AddressHash, CodeHash, Signer};

/// Who is to be forgotten.
#[derive(Debug, Clone, Copy)]
pub struct Erased<'a> {
    pub account_id: &'a AccountId,
    pub participant_id: &'a ParticipantId,
}

/// No mail of any kind from now on, for good.
pub fn silenced(address: &AddressHash, now: Timestamp) -> ChangeSet {
    let mut changes = ChangeSet::default();
    for kind in MailKind::ALL {
        changes.write(Write::Suppress(Suppression {
            address_hash: address.clone(),
            kind,
            reason: Reason::InviteOptedOut,
            since: now,
            apart_from_reminders: false,
            may_be_undone: false,
        }));
    }
    changes
}

/// Credit that the person earned as a referrer and that is not posted ends; posted credit stays
/// (E67), and so does a friend's own (E66) and what staff gave the account.
pub fn credit_ended(reward: &Reward, person: Erased<'_>, now: Timestamp) -> ChangeSet {
    let earned = reward.account_id == *person.account_id
        && reward.participant_id == *person.participant_id
        && reward.side == Side::Referrer
        && reward.id.parts().is_some();
    if earned {
        release::cancel(reward, Reason::AdminDecision, now)
    } else {
        ChangeSet::default()
    }
}

/// An invite without its address and words, that can no longer be sent or accepted.
pub fn invite_ended(invite: &Invite, now: Timestamp) -> ChangeSet {
    let mut changes = ChangeSet::default();
    let has_words = invite.friend_name.is_some() || invite.message.is_some();
    if invite.recipient.is_none() && !has_words {
        return changes;
    }
    let waits = matches!(
        invite.state,
        InviteState::Created | InviteState::Queued { .. }
    );
    let empty = purged(invite);
    let state = if waits {
        InviteState::Suppressed {
            reason: Suppressed::SenderGone,
        }
    } else {
        empty.state.clone()
    };
    changes.write(Write::Invite(Box::new(Invite {
        state,
        expires_at: invite.expires_at.min(now),
        ..empty
    })));
    changes
}

/// Codes of one table transaction: each is two of its hundred actions.
const CODES_AT_ONCE: usize = 45;

/// The codes that the person chose, which may well be their name, lead nowhere any more, and to
/// nobody else either. The derived one stays: it tells nothing. Again, until nothing is left.
pub fn codes_retired(link: &Link, signer: &Signer) -> ChangeSet {
    let mut changes = ChangeSet::default();
    let (now, left) = link
        .chosen
        .split_at_checked(CODES_AT_ONCE)
        .unwrap_or((&link.chosen, &[]));
    let mut codes: Vec<(Code, CodeHash)> = Vec::new();
    for Chosen { code, .. } in now {
        let is_known = codes.iter().any(|(known, _)| known.key() == code.key());
        if code.key() != link.code.key() && !is_known {
            codes.push((code.clone(), signer.code_hash(code)));
        }
    }
    if !now.is_empty() {
        changes.write(Write::RetireCodes {
            link: Box::new(link.clone()),
            codes,
            left: left.to_vec(),
        });
    }
    changes
}

/// The person goes, and that they were here stays: as a tombstone of their address, and as a mark
/// that whatever leads to them counts no more.
pub fn forgotten(participant: &Participant, addresses: &[AddressUse], now: Timestamp) -> ChangeSet {
    let mut changes = ChangeSet::default();
    for known in addresses
        .iter()
        .filter(|known| known.account_id == participant.account_id && known.closed_at.is_none())
    {
        changes.write(Write::Address(AddressUse {
            closed_at: Some(now),
            ..known.clone()
        }));
    }
    changes
        .write(Write::Erased {
            account_id: participant.account_id.clone(),
            participant_id: participant.id.clone(),
            erased_at: now,
        })
        .write(Write::ForgetParticipant(participant.clone()));
    changes
}

#[cfg(test)]
mod tests;
