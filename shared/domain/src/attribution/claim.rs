//! A signup that staff tie to its referrer afterwards, with evidence (C25, K18, E6).
//!
//! The guards are those of a signup; only that no link or Accept told of it is made good by what
//! staff know. Nobody is referred twice, and nobody who was a customer before.

use jiff::Timestamp;

use crate::account::{Account, AddressUse, Household, Participant};
use crate::allowance::Tally;
use crate::attribution::{Found, Signup, State, guards, look_at_payments, referral};
use crate::change::{ChangeSet, Write};
use crate::id::ParticipantId;
use crate::program::Program;
use crate::reason::Reason;
use crate::referral::Evidence;
use crate::registration::{self, Member, Members, Update};
use crate::time::days_after;
use crate::token::AddressHash;

/// Days after the signup within which it may be claimed, also after the friend's first payment.
pub const DAYS: u32 = 30;

/// What staff claim, and what is known of both sides.
#[derive(Debug, Clone)]
pub struct Claim<'a> {
    pub program: &'a Program,
    pub friend: &'a Household,
    /// The friend's, and who of it signed up, with the address's hash.
    pub account: &'a Account,
    pub member: (&'a Participant, AddressHash),
    pub referrer: &'a Household,
    pub referrer_participant_id: &'a ParticipantId,
    /// When the referrer told the friend, by the evidence.
    pub referred_at: Timestamp,
    /// Accounts that have or had that address.
    pub address_uses: &'a [AddressUse],
    /// What the program has granted; empty where it sets no limit.
    pub tally: &'a Tally,
    pub now: Timestamp,
}

/// Why a claim is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Rejection {
    #[error("{0} is no member of the referrer's account")]
    UnknownReferrer(ParticipantId),
    #[error(
        "the friend has paid, and signed up more than {DAYS} days ago: a claim comes before the \
         first payment, or within {DAYS} days of the signup"
    )]
    TooLate,
    /// As a signup would be refused.
    #[error("{}", because(*.0))]
    NotAttributed(Reason),
}

fn because(reason: Reason) -> String {
    let code = reason.code();
    if reason == Reason::AlreadyReferred {
        return "an account is referred at most once, and this one was".to_owned();
    }
    format!("a signup would not be attributed either: {code}")
}

/// Ties the friend's signup to the referrer: what it earns is decided as if it had been known when
/// the friend signed up.
///
/// # Errors
/// [`Rejection`]; then nothing is written.
pub fn decide(claim: &Claim<'_>) -> Result<ChangeSet, Rejection> {
    let refused = Rejection::NotAttributed;
    let account = claim.account;
    if claim.friend.referral.is_some() {
        return Err(refused(Reason::AlreadyReferred));
    }
    refuse_stranger(claim)?;
    let signup = signup(claim);
    let paid = claim.friend.paying.as_ref();
    let has_paid = paid.is_some_and(|paying| !paying.spells.is_empty());
    if has_paid && days_after(account.signed_up_at, DAYS) <= claim.now {
        return Err(Rejection::TooLate);
    }
    let Some(referrer) = &claim.referrer.account else {
        return Err(refused(Reason::ProgramInactive));
    };
    let found = Found {
        evidence: Evidence::Claim {
            at: claim.referred_at,
        },
        typed: false,
        program_id: claim.program.id.clone(),
        account_id: referrer.id.clone(),
        participant_id: claim.referrer_participant_id.clone(),
    };
    let friend = registration::State {
        household: claim.friend.clone(),
        ..registration::State::default()
    };
    let state = State {
        friend: &friend,
        address_uses: claim.address_uses,
        programs: std::slice::from_ref(claim.program),
        found: std::slice::from_ref(&found),
        referrer: claim.referrer,
        tally: claim.tally,
    };
    guards::refuse_former(&state, &signup).map_err(refused)?;
    guards::counts(&found, claim.program, (claim.friend, &signup)).map_err(refused)?;
    guards::refuse_self(&state, &found, &signup).map_err(refused)?;
    let terms = claim.program.terms_at(signup.signed_up_at);
    let terms = terms.ok_or(refused(Reason::ProgramInactive))?;
    let mut changes = referral::record((&found, claim.program, terms), &state, &signup);
    if claim.friend.outcome.is_some() {
        // What the signup itself came to stays told.
        let keep = |write: &Write| !matches!(write, Write::Outcome(_));
        changes.writes.retain(keep);
    }
    changes.events.extend(look_at_payments(account));
    Ok(changes)
}

fn refuse_stranger(claim: &Claim<'_>) -> Result<(), Rejection> {
    let id = claim.referrer_participant_id;
    let known = claim.referrer.participant(id);
    if known.is_some_and(Participant::is_member) {
        return Ok(());
    }
    Err(Rejection::UnknownReferrer(id.clone()))
}

/// The signup as the host would have told it.
fn signup(claim: &Claim<'_>) -> Signup {
    let account = claim.account;
    let (member, address_hash) = &claim.member;
    Signup {
        update: Update {
            account_id: account.id.clone(),
            signed_up_at: account.signed_up_at,
            closed_at: None,
            name: None,
            stripe_customer_id: account.stripe_customer_id.clone(),
            currency: account.currency,
            members: Members::AsBefore,
        },
        member: Member {
            id: member.id.clone(),
            address_hash: address_hash.clone(),
            email: member.email.clone(),
            email_verified_at: member.email_verified_at,
            name: None,
            locale: None,
            time_zone: None,
        },
        signed_up_at: account.signed_up_at,
        now: claim.now,
    }
}

#[cfg(test)]
mod tests;
