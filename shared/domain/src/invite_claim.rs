//! Whether an invite's message goes out: every check of requirements 3.6, and the claim that lets
//! it go out at most once. All of it is decided after the referrer was answered (K25).

use jiff::Timestamp;

use crate::change::{ChangeSet, Write};
use crate::invite::{
    Invite, InviteCap, InviteState, RECIPIENT_PAUSE_DAYS, Suppressed, WaitsFor, day_of,
};
use crate::suppression::MailKind;
use crate::time::{days_after, days_before};

/// Counters of one program and day, where its cap is large: they are spread, so that no one item
/// takes every invite.
pub const COUNTERS: u8 = 8;

/// Smaller caps have one counter, which then holds the cap exactly.
pub const ONE_COUNTER_BELOW: u32 = 2_000;

/// A counter that has room for one more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Room {
    pub counter: u8,
    /// The counter's share of the cap.
    pub at_most: u32,
}

/// How many counters a program with this cap has.
pub fn counters(per_program_day: u32) -> u8 {
    if per_program_day < ONE_COUNTER_BELOW {
        1
    } else {
        COUNTERS
    }
}

/// A counter with room: the `preferred` one, or the next that has some. Only where none has is
/// the cap reached.
pub fn room(per_program_day: u32, counted: &[u32], preferred: u8) -> Option<Room> {
    let counters = counters(per_program_day);
    let share = |counter: u8| {
        let whole = per_program_day.checked_div(u32::from(counters));
        let rest = per_program_day.checked_rem(u32::from(counters));
        let one_more = rest.is_some_and(|rest| u32::from(counter) < rest);
        whole.unwrap_or(0).saturating_add(u32::from(one_more))
    };
    (0..counters)
        .filter_map(|n| preferred.saturating_add(n).checked_rem(counters))
        .map(|counter| Room {
            counter,
            at_most: share(counter),
        })
        .find(|room| {
            let counted = counted.get(usize::from(room.counter)).copied();
            counted.unwrap_or(0) < room.at_most
        })
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
    /// A counter of the program's with room for one more today, and its share of the cap.
    pub room: Option<Room>,
    /// The circuit of invites is open until then.
    pub circuit_open_until: Option<Timestamp>,
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
        InviteState::Queued { until, .. } if *until <= now => {}
        // A claim without an outcome: the process ended somewhere around the call to SES.
        InviteState::Sending { .. } => {
            let unknown = invite.in_state(InviteState::Unknown { since: now });
            changes.write(Write::Invite(Box::new(unknown)));
            return changes;
        }
        InviteState::Queued { .. }
        | InviteState::Suppressed { .. }
        | InviteState::Sent { .. }
        | InviteState::Delivered { .. }
        | InviteState::Undelivered { .. }
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
    match (state.circuit_open_until, state.room) {
        (None, Some(room)) => send(state, room, now),
        (Some(until), _) => queued(invite, WaitsFor::Circuit, until),
        (None, None) => queued(invite, WaitsFor::NextDay, next_day(now)),
    }
}

fn send(state: &ClaimState<'_>, room: Room, now: Timestamp) -> ChangeSet {
    let invite = state.invite;
    let recipient = &invite.recipient_hash;
    let mut changes = ChangeSet::default();
    changes
        .write(Write::Invite(Box::new(invite.in_state(
            InviteState::Sending {
                claimed_at: now,
                counter: room.counter,
            },
        ))))
        .write(Write::RequireNotSuppressed {
            recipient: recipient.clone(),
            kind: MailKind::Invites,
        })
        .write(Write::Count(InviteCap::SentByParticipant {
            participant: (invite.account_id.clone(), invite.participant_id.clone()),
            day: day_of(now),
            at_most: state.per_day,
        }))
        .write(Write::Count(InviteCap::SentByProgram {
            program: invite.program_id.clone(),
            day: day_of(now),
            counter: room.counter,
            at_most: room.at_most,
        }))
        .write(Write::Count(InviteCap::RecipientNotSince {
            recipient: recipient.clone(),
            since: days_before(now, RECIPIENT_PAUSE_DAYS),
            now,
        }));
    changes
}

fn queued(invite: &Invite, waits_for: WaitsFor, until: Timestamp) -> ChangeSet {
    let mut changes = ChangeSet::default();
    let queued = invite.in_state(InviteState::Queued { waits_for, until });
    changes.write(Write::Invite(Box::new(queued)));
    changes
}

/// The first check that fails, in the order of requirements 3.6.
fn suppressed(state: &ClaimState<'_>, now: Timestamp) -> Option<Suppressed> {
    let Some(recipient) = &state.invite.recipient else {
        return Some(Suppressed::Expired);
    };
    [
        (!state.program_active, Suppressed::ProgramInactive),
        (state.invite.is_expired(now), Suppressed::Expired),
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

/// When the next day of UTC begins.
fn next_day(now: Timestamp) -> Timestamp {
    let start = format!("{}T00:00:00Z", day_of(now)).parse().ok();
    days_after(start.unwrap_or(now), 1)
}

#[cfg(test)]
mod tests;
