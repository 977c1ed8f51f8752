//! The host brings the customers it has and had, so that none of them is invited or referred as
//! somebody new (K11, C34).
//!
//! A row tells of one account and at most one person of it. Rows are decided one after the other:
//! a dry run decides each over what the rows before it would have stored.

use jiff::Timestamp;

use crate::account::{Account, AccountStatus};
use crate::change::{ChangeSet, Write};
use crate::id::{AccountId, ParticipantId, StripeCustomerId};
use crate::money::Currency;
use crate::person_name::PersonName;
use crate::registration::{self, Member, Members, State, Update};
use crate::token::AddressHash;

/// Whether the account still exists at the host, as the row says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// The row says nothing: as it is known, or open where nothing is.
    AsBefore,
    Open,
    /// Without an instant, since now.
    Closed {
        closed_at: Option<Timestamp>,
    },
}

/// Somebody of the account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Person {
    /// A member of an account that is open.
    Member(Member),
    /// An address that has or had an account; whose it is, is not kept.
    Address(AddressHash),
}

/// One row of the host's file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    pub account_id: AccountId,
    /// May be left out for an account that is known, or closed.
    pub signed_up_at: Option<Timestamp>,
    pub standing: Standing,
    pub account_name: Option<PersonName>,
    pub stripe_customer_id: Option<StripeCustomerId>,
    pub currency: Option<Currency>,
    pub person: Option<Person>,
}

/// Why a row is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Rejection {
    #[error("is required for an account that is open and not known yet")]
    SignupUnknown,
    #[error("lies before signed_up_at")]
    ClosedBeforeSignup,
    #[error("names {0}, who was erased and stays so: take the row out")]
    Erased(ParticipantId),
    #[error("{0}")]
    Contradiction(registration::Rejection),
}

impl Rejection {
    /// The column at fault.
    pub fn column(&self) -> &'static str {
        match self {
            Self::SignupUnknown => "signed_up_at",
            Self::ClosedBeforeSignup => "closed_at",
            Self::Erased(_) | Self::Contradiction(registration::Rejection::MemberTwice(_)) => {
                "participant_id"
            }
            Self::Contradiction(
                registration::Rejection::CustomerOfAnother(_)
                | registration::Rejection::AnotherCustomer(_),
            ) => "stripe_customer_id",
        }
    }
}

/// What is new in a row. One that tells nothing new changes nothing.
///
/// # Errors
/// [`Rejection`]; then nothing is stored.
pub fn decide(state: &State, row: &Row, now: Timestamp) -> Result<ChangeSet, Rejection> {
    if let Some(Person::Member(member)) = &row.person
        && state.household.erased.contains(&member.id)
    {
        return Err(Rejection::Erased(member.id.clone()));
    }
    let update = update(state, row, now)?;
    let changes = registration::decide(state, &update, now);
    let mut changes = changes.map_err(Rejection::Contradiction)?;
    mark(state, &mut changes, now);
    Ok(changes)
}

fn update(state: &State, row: &Row, now: Timestamp) -> Result<Update, Rejection> {
    let known = state.household.account.as_ref();
    let closed_at = match (row.standing, known.map(|account| account.status)) {
        (Standing::Open, _) | (Standing::AsBefore, None | Some(AccountStatus::Open)) => None,
        (Standing::AsBefore, Some(AccountStatus::Closed { closed_at })) => Some(closed_at),
        (Standing::Closed { closed_at }, _) => Some(closed_at.unwrap_or(now)),
    };
    let known_since = known.map(|account| account.signed_up_at);
    let signed_up_at = row.signed_up_at.or(known_since).or(closed_at);
    let signed_up_at = signed_up_at.ok_or(Rejection::SignupUnknown)?;
    if closed_at.is_some_and(|closed_at| closed_at < signed_up_at) {
        return Err(Rejection::ClosedBeforeSignup);
    }
    let members = match &row.person {
        None => Members::AsBefore,
        Some(Person::Address(hash)) => Members::Address(hash.clone()),
        // Of who left, only that they were here is kept.
        Some(Person::Member(member)) if closed_at.is_some() => {
            Members::Address(member.address_hash.clone())
        }
        Some(Person::Member(member)) => Members::Among(vec![member.clone()]),
    };
    Ok(Update {
        account_id: row.account_id.clone(),
        signed_up_at,
        closed_at,
        name: row.account_name.clone(),
        stripe_customer_id: row.stripe_customer_id.clone(),
        currency: row.currency,
        members,
    })
}

/// An account whose signup was not told of is one of before, whatever the signup would bring.
fn mark(state: &State, changes: &mut ChangeSet, now: Timestamp) {
    if state.household.outcome.is_some() || state.household.referral.is_some() {
        return;
    }
    let written = changes.writes.iter_mut().find_map(|write| {
        if let Write::Account(account) = write {
            return Some(account);
        }
        None
    });
    let known = state.household.account.as_ref();
    match (written, known) {
        (Some(account), _) => account.imported_at = account.imported_at.or(Some(now)),
        (None, Some(known)) if known.imported_at.is_none() => {
            changes.write(Write::Account(Account {
                imported_at: Some(now),
                version: known.version.saturating_add(1),
                ..known.clone()
            }));
        }
        (None, _) => {}
    }
}

/// What would be known once these changes of a row were stored.
pub fn applied(mut state: State, changes: &ChangeSet) -> State {
    for write in &changes.writes {
        if let Write::Account(account) = write {
            state.household.account = Some(account.clone());
        } else if let Write::Participant(participant) = write {
            let others = |other: &crate::account::Participant| other.id != participant.id;
            state.household.participants.retain(others);
            state.household.participants.push(participant.clone());
        } else if let Write::Address(address) = write {
            let hash = &address.address_hash;
            state.addresses.retain(|other| other.address_hash != *hash);
            state.addresses.push(address.clone());
        } else if let Write::LinkCustomer { account_id, .. } = write {
            state.customer_of = Some(account_id.clone());
        }
    }
    state
}

#[cfg(test)]
mod tests;
