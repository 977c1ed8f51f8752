//! All that speaks for or against sending an invite, and the claim that follows from it.

use domain::account::{Account, Household, Participant};
use domain::change::{ChangeSet, Write};
use domain::id::InviteId;
use domain::invite::{self, Invite, InviteState};
use domain::invite_claim::{self, ClaimState};
use domain::program::{InviteMode, OPEN_INVITES_AT_MOST, Program};
use jiff::Timestamp;
use store::{InviteLimits, Store, StoreError};

/// All that speaks for or against sending.
pub(super) struct Loaded {
    invite: Invite,
    pub(super) sender: Household,
    known_address: bool,
    limits: InviteLimits,
    /// Invites of the sender that can still be accepted.
    open: usize,
}

/// What is known of an invite; nothing where it is gone. Five round trips.
pub(super) async fn load(
    store: &Store,
    program: &Program,
    id: &InviteId,
    now: Timestamp,
) -> Result<Option<Loaded>, StoreError> {
    let Some(invite) = store.invite(id).await? else {
        return Ok(None);
    };
    let counters = invite_claim::counters(program.settings.invites.program_per_day);
    let day = invite::day_of(now);
    let limits = store.invite_limits(&invite, (&day, counters)).await?;
    let sender = store.household(&invite.account_id).await?;
    let known_address = !store.address_uses(&invite.recipient_hash).await?.is_empty();
    let who = (&invite.account_id, &invite.participant_id);
    let sent = store
        .invites_of(who, None, OPEN_INVITES_AT_MOST)
        .await?
        .invites;
    Ok(Some(Loaded {
        open: sent.iter().filter(|other| other.is_open(now)).count(),
        invite,
        sender,
        known_address,
        limits,
    }))
}

pub(super) fn claim(loaded: &Loaded, program: &Program, now: Timestamp) -> ChangeSet {
    let Loaded { invite, limits, .. } = loaded;
    let settings = &program.settings.invites;
    let recipient = invite.recipient.as_ref().map(|it| it.canonical_key());
    let pause_over = domain::time::days_before(now, invite::RECIPIENT_PAUSE_DAYS);
    let pause = limits.recipient_pause;
    let open_at_most = usize::try_from(settings.open_at_most).unwrap_or(usize::MAX);
    let room = invite_claim::room(
        settings.program_per_day,
        &limits.sent_by_program,
        preferred_counter(invite),
    );
    let state = ClaimState {
        invite,
        program_active: program.is_active() && settings.mode == InviteMode::Server,
        sender_is_member: is_member(&loaded.sender, invite),
        suppress_known_addresses: settings.suppress_known_addresses,
        per_day: settings.per_day,
        room,
        circuit_open_until: limits.circuit.open_until(now),
        known_address: loaded.known_address,
        own_address: loaded
            .sender
            .members()
            .any(|m| Some(m.email.canonical_key()) == recipient),
        suppressed: limits.is_suppressed,
        cap_reached: limits.sent_today >= settings.per_day || loaded.open >= open_at_most,
        recently_invited: pause.is_some_and(|pause| pause.invited_at > pause_over),
    };
    invite_claim::claim(&state, now)
}

impl Loaded {
    /// Whether the circuit is open, and its time to be looked at has come.
    pub(super) fn circuit_is_due(&self, now: Timestamp) -> bool {
        let circuit = &self.limits.circuit;
        circuit.is_open() && circuit.open_until(now).is_none()
    }
}

/// Any of the counters, the same each time.
fn preferred_counter(invite: &Invite) -> u8 {
    let last = invite.id.as_str().bytes().next_back().unwrap_or(0);
    last.checked_rem(invite_claim::COUNTERS).unwrap_or(0)
}

fn is_member(sender: &Household, invite: &Invite) -> bool {
    let open = sender.account.as_ref().is_some_and(Account::is_open);
    let member = sender
        .participant(&invite.participant_id)
        .is_some_and(Participant::is_member);
    open && member
}

/// The invite, if this change claimed it for sending.
pub(super) fn claimed(changes: &ChangeSet) -> Option<&Invite> {
    changes.writes.iter().find_map(|write| {
        if let Write::Invite(invite) = write
            && matches!(invite.state, InviteState::Sending { .. })
        {
            return Some(&**invite);
        }
        None
    })
}
