//! Tying a signup to the one who referred it (C25, K9, K18; requirements 3.1).
//!
//! A signup never fails: where nothing is attributed, the outcome keeps the reason.

use jiff::{SignedDuration, Timestamp};

use crate::account::{Account, AddressUse, Household};
use crate::change::{ChangeSet, Write};
use crate::earning::Qualifying;
use crate::event::Event;
use crate::id::{AccountId, ParticipantId, ProgramId, ReferralId};
use crate::money::Currency;
use crate::program::Program;
use crate::reason::Reason;
use crate::referral::{
    Evidence, Qualification, Referral, ReferralStatus, ReferralSummary, SignupOutcome,
};
use crate::registration::{self, Member, Update};
use crate::terms::{
    AttributionModel, FriendRelease, Method, SignupRequires, TermsVersion, Trigger,
};
use crate::time::{after, days_after};

/// Clocks of host and Goodword may differ by this much before an order of events is believed.
const CLOCK_TOLERANCE: SignedDuration = SignedDuration::from_mins(5);

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
            Evidence::Link { at, .. } | Evidence::Accept { at, .. } => *at,
        }
    }

    fn method(&self) -> Method {
        match &self.evidence {
            Evidence::Link { .. } => Method::Link,
            Evidence::Accept { .. } => Method::Accept,
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
        match counts(found, program, (friend, signup)) {
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
        (Method::Accept, _) => 0,
        (Method::Link, true) => 1,
        (Method::Link, false) => 2,
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

fn counts(
    found: &Found,
    program: &Program,
    (friend, signup): (&Household, &Signup),
) -> Result<(), Reason> {
    let terms = program
        .terms_at(signup.signed_up_at)
        .ok_or(Reason::ProgramInactive)?;
    if !program.is_active() {
        return Err(Reason::ProgramInactive);
    }
    if !terms.rules.methods.contains(&found.method()) {
        return Err(Reason::NotViaLinkOrAccept);
    }
    if days_after(found.at(), terms.rules.attribution_window_days) <= signup.signed_up_at {
        return Err(Reason::AttributionWindowPassed);
    }
    // Nobody can be referred after signing up (C25).
    let told_before = friend.account.as_ref().map(|account| account.signed_up_at);
    let since = told_before.map_or(signup.update.signed_up_at, |b| {
        b.min(signup.update.signed_up_at)
    });
    let paid = friend.paying.iter().flat_map(|paying| &paying.spells);
    // Nor an account that paid before it signed up (E9).
    let mut paid_before = paid.filter(|spell| after(spell.from, CLOCK_TOLERANCE) < since);
    if after(since, CLOCK_TOLERANCE) < found.at() || paid_before.next().is_some() {
        return Err(Reason::ExistingAccount);
    }
    Ok(())
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
}

/// Decides a signup: the outcome, the referral if there is one, and what it earns at once.
///
/// Repeating a signup changes nothing: what was decided first stays (E8).
pub fn decide(state: &State<'_>, signup: &Signup) -> ChangeSet {
    if state.friend.household.outcome.is_some() {
        return ChangeSet::default();
    }
    let mut changes = registered(state.friend, signup);
    if state.friend.household.account.is_none() && state.friend.household.awaited_customer.is_none()
    {
        changes.write(Write::RequireNoneAwaits(signup.account_id().clone()));
    }
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
    refuse_former(state, signup)?;
    let (found, program) = choose(
        state.programs,
        state.found,
        (&state.friend.household, signup),
    )?;
    refuse_self(state, found, signup)?;
    let terms = program
        .terms_at(signup.signed_up_at)
        .ok_or(Reason::ProgramInactive)?;
    let referral = referral(found, program, terms, signup);
    let mut changes = ChangeSet::default();
    changes.announce(Event::ReferralAttributed {
        referral_id: referral.id.clone(),
        referrer_account_id: referral.referrer_account_id.clone(),
        friend_account_id: referral.friend_account_id.clone(),
    });
    changes.write(Write::Outcome(SignupOutcome {
        account_id: signup.account_id().clone(),
        referral_id: Some(referral.id.clone()),
        reason: None,
        decided_at: signup.now,
    }));
    if qualifies_at_signup(state, terms, signup) {
        changes.append(earn_at_signup(state, program, terms, (&referral, signup)));
    } else {
        let reason = match terms.rules.trigger {
            Trigger::Signup => Reason::AwaitingEmailVerification,
            Trigger::FirstPayment => Reason::AwaitingFirstPayment,
        };
        changes
            .write(Write::Summary(ReferralSummary::of(&referral, Some(reason))))
            .write(Write::Referral(referral));
    }
    Ok(changes)
}

/// Whether this account, or this address, was a customer before (C34).
fn refuse_former(state: &State<'_>, signup: &Signup) -> Result<(), Reason> {
    if state
        .friend
        .household
        .account
        .as_ref()
        .is_some_and(|account| !account.is_open())
    {
        return Err(Reason::FormerAccount);
    }
    let tombstone = |address: &AddressUse| {
        address.closed_at.is_some() && address.account_id != *signup.account_id()
    };
    if state.address_uses.iter().any(tombstone) {
        return Err(Reason::FormerAccount);
    }
    Ok(())
}

/// Whether referrer and friend are the same account or person (E7, E11, E13, E14).
fn refuse_self(state: &State<'_>, found: &Found, signup: &Signup) -> Result<(), Reason> {
    if found.account_id == *signup.account_id() {
        return Err(Reason::SameAccount);
    }
    let referrer = state.referrer;
    // A referrer who left, or never was: the link still leads somewhere, and earns nothing (E3).
    if referrer
        .account
        .as_ref()
        .is_none_or(|account| !account.is_open())
    {
        return Err(Reason::ProgramInactive);
    }
    let friend = signup.member.email.canonical_key();
    let same_person = referrer
        .participants
        .iter()
        .any(|p| p.email.canonical_key() == friend);
    let customer = signup.update.stripe_customer_id.as_ref();
    let of_referrer = referrer
        .account
        .as_ref()
        .and_then(|a| a.stripe_customer_id.as_ref());
    let same_customer = customer.is_some() && customer == of_referrer
        || state.friend.customer_of.as_ref() == Some(&found.account_id);
    if same_person || same_customer {
        Err(Reason::SelfReferral)
    } else {
        Ok(())
    }
}

fn referral(found: &Found, program: &Program, terms: &TermsVersion, signup: &Signup) -> Referral {
    let window = terms.rules.qualification_window_days;
    Referral {
        id: ReferralId::of(signup.account_id()),
        program_id: program.id.clone(),
        terms_version: terms.version,
        friend_account_id: signup.account_id().clone(),
        friend_participant_id: signup.member.id.clone(),
        referrer_account_id: found.account_id.clone(),
        referrer_participant_id: found.participant_id.clone(),
        evidence: found.evidence.clone(),
        signed_up_at: signup.signed_up_at,
        promised: terms.rules.offer_at(signup.signed_up_at),
        status: ReferralStatus::Attributed {
            expires_at: days_after(signup.signed_up_at, window),
        },
        recorded_at: signup.now,
        version: 1,
    }
}

fn qualifies_at_signup(state: &State<'_>, terms: &TermsVersion, signup: &Signup) -> bool {
    let before = state.friend.household.participant(&signup.member.id);
    let member = registration::participant(&signup.member, signup.account_id(), before);
    terms.rules.trigger == Trigger::Signup
        && match terms.rules.signup_requires {
            SignupRequires::None => true,
            SignupRequires::EmailVerified => member.email_verified_at.is_some(),
        }
}

fn friend_currency(state: &State<'_>, signup: &Signup) -> Option<Currency> {
    let before = state.friend.household.account.as_ref();
    signup
        .update
        .currency
        .or_else(|| before.and_then(|account| account.currency))
}

fn earn_at_signup(
    state: &State<'_>,
    program: &Program,
    terms: &TermsVersion,
    (referral, signup): (&Referral, &Signup),
) -> ChangeSet {
    let qualified = Referral {
        status: ReferralStatus::Qualified {
            qualified_at: signup.signed_up_at,
            qualification: Qualification::Signup,
        },
        ..referral.clone()
    };
    Qualifying {
        referral,
        rules: &terms.rules,
        program_currency: program.settings.currency,
        referrer: state.referrer,
        friend_currency: friend_currency(state, signup),
        qualified_at: signup.signed_up_at,
        qualification: Qualification::Signup,
        now: signup.now,
    }
    .decide_as(qualified)
}

/// The member's address was verified after the signup: a referral that waited for it qualifies.
pub fn email_verified(
    friend: &Household,
    referrer: &Household,
    program: &Program,
    (verified_at, now): (Timestamp, Timestamp),
) -> ChangeSet {
    let Some(referral) = &friend.referral else {
        return ChangeSet::default();
    };
    let Some(terms) = program.terms_version(referral.terms_version) else {
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
        program_currency: program.settings.currency,
        referrer,
        friend_currency: account.and_then(|account| account.currency),
        // An address that was verified before the signup counts from the signup on.
        qualified_at: verified_at.max(referral.signed_up_at),
        qualification: Qualification::Signup,
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
