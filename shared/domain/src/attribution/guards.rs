//! What keeps a signup from being credited: each guard with its reason.

use crate::account::{Account, AddressUse, Household};
use crate::attribution::{Found, Signup, State};
use crate::program::Program;
use crate::reason::Reason;
use crate::time::{CLOCK_TOLERANCE, after, days_after};

/// Whether this evidence counts in its program, for this signup.
pub(super) fn counts(
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
    let is_taken = |method| terms.rules.methods.contains(&method);
    if !found.method().is_none_or(is_taken) {
        return Err(Reason::NotViaLinkOrAccept);
    }
    if days_after(found.at(), terms.rules.attribution_window_days) <= signup.signed_up_at {
        return Err(Reason::AttributionWindowPassed);
    }
    // Nor anybody whom the host brought as a customer of before (C34).
    let is_imported = |account: &Account| account.imported_at.is_some();
    if friend.account.as_ref().is_some_and(is_imported) {
        return Err(Reason::ExistingAccount);
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

/// Whether this account, or this address, was a customer before (C34).
pub(super) fn refuse_former(state: &State<'_>, signup: &Signup) -> Result<(), Reason> {
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
pub(super) fn refuse_self(state: &State<'_>, found: &Found, signup: &Signup) -> Result<(), Reason> {
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
    // Nor does that of one who was forgotten (E67).
    if referrer.erased.contains(&found.participant_id) {
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
