//! Tying a signup to the one who referred it (C25, K9, K18; requirements 3.1).
//!
//! A signup never fails: where nothing is attributed, the outcome keeps the reason.

pub mod claim;
mod guards;
mod referral;

use std::collections::BTreeSet;

use jiff::Timestamp;

use crate::account::{Account, AddressUse, Household};
use crate::allowance::{Limits, Tally};
use crate::change::{ChangeSet, Write};
use crate::earning::Qualifying;
use crate::event::Event;
use crate::id::{AccountId, ParticipantId, ProgramId};
use crate::program::Program;
use crate::reason::Reason;
use crate::referral::{Evidence, Qualification, ReferralStatus, SignupOutcome};
use crate::registration::{self, Member, Update};
use crate::terms::{AttributionModel, FriendRelease, Method, Trigger};

/// A piece of evidence whose link or invite was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    pub evidence: Evidence,
    /// Whether the code was typed in at signup, rather than carried from a click.
    pub typed: bool,
    pub program_id: ProgramId,
    pub account_id: AccountId,
    pub participant_id: ParticipantId,
}

impl Found {
    fn at(&self) -> Timestamp {
        match &self.evidence {
            Evidence::Link { at, .. } | Evidence::Accept { at, .. } | Evidence::Claim { at } => *at,
        }
    }

    /// None for what staff claim: that needs no method of the program's.
    fn method(&self) -> Option<Method> {
        match &self.evidence {
            Evidence::Link { .. } => Some(Method::Link),
            Evidence::Accept { .. } => Some(Method::Accept),
            Evidence::Claim { .. } => None,
        }
    }
}

/// A new account at the host.
#[derive(Debug, Clone)]
pub struct Signup {
    /// The account and its member, as the host tells of them.
    pub update: Update,
    /// The one who signed up.
    pub member: Member,
    /// By the host's clock, brought near ours (E28).
    pub signed_up_at: Timestamp,
    pub now: Timestamp,
}

impl Signup {
    pub fn account_id(&self) -> &AccountId {
        &self.update.account_id
    }
}

/// The evidence that counts, of all that a signup brought.
///
/// An accepted invite beats any click; a code that was typed in beats a click that was carried;
/// among clicks the program's model decides (E5, requirements 3.2).
///
/// # Errors
/// The reason why the best of those that the program takes at all does not count.
pub fn choose<'a>(
    programs: &'a [Program],
    found: &'a [Found],
    (friend, signup): (&Household, &Signup),
) -> Result<(&'a Found, &'a Program), Reason> {
    let mut ranked: Vec<(&Found, &Program)> = found
        .iter()
        .filter_map(|f| Some((f, programs.iter().find(|p| p.id == f.program_id)?)))
        .collect();
    ranked.sort_by_key(|(found, program)| rank(found, program, signup.signed_up_at));
    let mut refusal = Reason::NotViaLinkOrAccept;
    for (found, program) in ranked {
        match guards::counts(found, program, (friend, signup)) {
            Ok(()) => return Ok((found, program)),
            Err(reason) if refusal == Reason::NotViaLinkOrAccept => refusal = reason,
            Err(_) => {}
        }
    }
    Err(refusal)
}

/// Smaller is better: the kind of evidence, then its time by the program's model.
fn rank(found: &Found, program: &Program, signed_up_at: Timestamp) -> (u8, i64) {
    let kind = match (found.method(), found.typed) {
        (Some(Method::Accept) | None, _) => 0,
        (Some(Method::Link), true) => 1,
        (Some(Method::Link), false) => 2,
    };
    let model = program
        .terms_at(signed_up_at)
        .map(|terms| terms.rules.model);
    let second = found.at().as_second();
    // Among accepts the first always wins.
    let last = model == Some(AttributionModel::LastTouch) && kind == 2;
    (
        kind,
        if last {
            second.saturating_neg()
        } else {
            second
        },
    )
}

/// What the referrer and the friend are to each other, as far as it is known.
#[derive(Debug, Clone)]
pub struct State<'a> {
    /// What was stored of the friend's account before this call.
    pub friend: &'a registration::State,
    /// Accounts that have or had the member's address.
    pub address_uses: &'a [AddressUse],
    pub programs: &'a [Program],
    pub found: &'a [Found],
    /// The account of the evidence that [`choose`] chose; empty where it chose none.
    pub referrer: &'a Household,
    /// What the chosen program has granted; empty where it sets no limit.
    pub tally: &'a Tally,
}

/// Decides a signup: the outcome, the referral if there is one, and what it earns at once.
///
/// Repeating a signup changes nothing: what was decided first stays (E8).
pub fn decide(state: &State<'_>, signup: &Signup) -> ChangeSet {
    if state.friend.household.outcome.is_some() {
        return ChangeSet::default();
    }
    let mut changes = registered(state.friend, signup);
    match attribute(state, signup) {
        Ok(mut referral) => {
            let known = state.friend.household.account.as_ref();
            referral.events.extend(known.and_then(look_at_payments));
            changes.append(referral)
        }
        Err(reason) => changes.write(Write::Outcome(SignupOutcome {
            account_id: signup.account_id().clone(),
            referral_id: None,
            reason: Some(reason),
            decided_at: signup.now,
        })),
    };
    changes
}

/// Why a call about an account that was referred before changes nothing, where it names another
/// person than the one who was referred (E10): the first signup stands. The same person told again
/// gets the same answer, whatever evidence comes along (E8).
pub fn came_second(state: &State<'_>, signup: &Signup) -> Option<Reason> {
    let known = &state.friend.household;
    let referral = known
        .referral
        .as_ref()
        .filter(|_| known.outcome.is_some())?;
    let is_second = signup.member.id != referral.friend_participant_id;
    is_second.then_some(Reason::AlreadyReferred)
}

/// What was paid while there was nothing to count it for is looked at again (E9): linking the
/// customer is announced once more.
fn look_at_payments(known: &Account) -> Option<Event> {
    Some(Event::CustomerLinked {
        account_id: known.id.clone(),
        customer_id: known.stripe_customer_id.clone()?,
    })
}

/// The account and its member. A Stripe customer that contradicts what is known is left out: a
/// signup never fails.
fn registered(before: &registration::State, signup: &Signup) -> ChangeSet {
    registration::decide(before, &signup.update, signup.now).unwrap_or_else(|_| {
        let update = Update {
            stripe_customer_id: None,
            ..signup.update.clone()
        };
        registration::decide(before, &update, signup.now).unwrap_or_default()
    })
}

fn attribute(state: &State<'_>, signup: &Signup) -> Result<ChangeSet, Reason> {
    guards::refuse_former(state, signup)?;
    let (found, program) = choose(
        state.programs,
        state.found,
        (&state.friend.household, signup),
    )?;
    guards::refuse_self(state, found, signup)?;
    let terms = program
        .terms_at(signup.signed_up_at)
        .ok_or(Reason::ProgramInactive)?;
    Ok(referral::record((found, program, terms), state, signup))
}

/// The member's address was verified after the signup: a referral that waited for it qualifies.
pub fn email_verified(
    friend: &Household,
    referrer: &Household,
    limits: Limits<'_>,
    (verified_at, now): (Timestamp, Timestamp),
) -> ChangeSet {
    let Some(referral) = &friend.referral else {
        return ChangeSet::default();
    };
    let Some(terms) = limits.program.terms_version(referral.terms_version) else {
        return ChangeSet::default();
    };
    // What counts is when the address was verified, not when we hear of it: the window may have
    // been closed meanwhile.
    let (ReferralStatus::Attributed { expires_at: end }
    | ReferralStatus::Expired { expired_at: end }) = &referral.status
    else {
        return ChangeSet::default();
    };
    if terms.rules.trigger != Trigger::Signup || *end <= verified_at {
        return ChangeSet::default();
    }
    let account = friend.account.as_ref();
    let mut changes = Qualifying {
        referral,
        rules: &terms.rules,
        limits,
        referrer,
        friend_currency: account.and_then(|account| account.currency),
        // An address that was verified before the signup counts from the signup on.
        qualified_at: verified_at.max(referral.signed_up_at),
        qualification: Qualification::Signup,
        signals: BTreeSet::new(),
        now,
    }
    .decide();
    if terms.rules.friend_release == FriendRelease::AfterFirstPayment {
        changes.events.extend(account.and_then(look_at_payments));
    }
    changes
}

#[cfg(test)]
mod tests;
