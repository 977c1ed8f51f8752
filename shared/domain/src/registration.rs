//! The host tells of an account: who is in it, which Stripe customer it is, whether it left.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::account::{Account, AccountStatus, AddressUse, Household, Participant};
use crate::change::{ChangeSet, Write};
use crate::event::Event;
use crate::id::{AccountId, ParticipantId, StripeCustomerId};
use crate::money::Currency;
use crate::name_words::{self, MoreWords};
use crate::person_name::PersonName;
use crate::token::AddressHash;

/// How many names of more than two words go into their index in one call; the others follow when
/// the host tells of the account next. A table transaction has a hundred writes: forty members take
/// eighty of them, and a referral that the same call decides some fifteen.
fn long_names_at_once(members: usize) -> usize {
    if members <= 30 { 10 } else { 3 }
}

/// A member as the host tells of one, with the hash of the address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    pub id: ParticipantId,
    pub email: crate::email_address::EmailAddress,
    pub address_hash: AddressHash,
    pub email_verified_at: Option<Timestamp>,
    pub name: Option<PersonName>,
    pub locale: Option<String>,
    pub time_zone: Option<String>,
}

/// All the host tells of an account; what is left out of an optional field stays as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Update {
    pub account_id: AccountId,
    pub signed_up_at: Timestamp,
    pub closed_at: Option<Timestamp>,
    pub name: Option<PersonName>,
    pub stripe_customer_id: Option<StripeCustomerId>,
    pub currency: Option<Currency>,
    pub members: Members,
}

/// Who is in an account, as far as one call tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Members {
    /// Nothing is told: the members stay as they are.
    AsBefore,
    /// These are in it; there may be others.
    Among(Vec<Member>),
    /// The whole list: whoever is not on it has left.
    All(Vec<Member>),
    /// Only that this address is, or was, of the account; whose it is, is not told.
    Address(AddressHash),
}

impl Members {
    /// Those the call names.
    pub fn listed(&self) -> &[Member] {
        match self {
            Self::AsBefore | Self::Address(_) => &[],
            Self::Among(members) | Self::All(members) => members,
        }
    }

    /// Every address the call names.
    fn addresses(&self) -> impl Iterator<Item = &AddressHash> {
        let alone = match self {
            Self::Address(hash) => Some(hash),
            Self::AsBefore | Self::Among(_) | Self::All(_) => None,
        };
        let listed = self.listed().iter().map(|member| &member.address_hash);
        listed.chain(alone)
    }
}

/// Whether `text` may be a language tag such as `en` or `pt-BR`.
pub fn is_language_tag(text: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    (1..=35).contains(&text.len()) && text.bytes().all(plain)
}

/// Whether `text` is an IANA time zone such as `Europe/Berlin`.
pub fn is_time_zone(text: &str) -> bool {
    TimeZone::get(text).is_ok()
}

/// What an update is checked against.
#[derive(Debug, Clone, Default)]
pub struct State {
    pub household: Household,
    /// The account that the named Stripe customer is linked to already.
    pub customer_of: Option<AccountId>,
    /// Addresses that this account's former and present members are known by.
    pub addresses: Vec<AddressUse>,
}

/// Why an update is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Rejection {
    #[error("the Stripe customer {0} is linked to another account")]
    CustomerOfAnother(StripeCustomerId),
    #[error("the account is linked to the Stripe customer {0}, which cannot be changed")]
    AnotherCustomer(StripeCustomerId),
    #[error("the member {0} is listed twice")]
    MemberTwice(ParticipantId),
}

/// Stores what is new of an account. An update that tells nothing new changes nothing.
///
/// # Errors
/// [`Rejection`]; then nothing is stored.
pub fn decide(state: &State, update: &Update, now: Timestamp) -> Result<ChangeSet, Rejection> {
    refuse_contradictions(state, update)?;
    let mut changes = ChangeSet::default();
    let before = state.household.account.as_ref();
    let account = merged(before, &state.household, update);
    let linked = account.stripe_customer_id.clone();
    if linked.is_some() && linked.as_ref() != before.and_then(|b| b.stripe_customer_id.as_ref()) {
        changes.append(link(&account.id, linked));
    }
    if before.is_none() && state.household.awaited_customer.is_none() {
        changes.write(Write::RequireNoneAwaits(update.account_id.clone()));
    }
    members(&state.household, update, now, &mut changes);
    let known = indexed(before, |it| (it.name.as_ref(), it.name_index));
    let names = (known, account.name.as_ref());
    let more = MoreWords::changed(names, &account.id, None);
    changes.writes.extend(more.map(Write::MoreWords));
    addresses(state, update, &account, now, &mut changes);
    if before.is_none_or(|before| *before != account) {
        let version = account.version.saturating_add(1);
        changes.write(Write::Account(Account { version, ..account }));
    }
    Ok(changes)
}

/// A Stripe customer and an account are one: both sides remember it, and it is announced.
pub fn link_customer(
    household: &Household,
    account_id: &AccountId,
    customer_id: &StripeCustomerId,
) -> ChangeSet {
    let mut changes = ChangeSet::default();
    match &household.account {
        // One customer of an account is the billing one; a second is for staff to sort out (E38).
        Some(account) if account.stripe_customer_id.is_some() => {}
        Some(account) => {
            changes
                .append(link(account_id, Some(customer_id.clone())))
                .write(Write::Account(Account {
                    stripe_customer_id: Some(customer_id.clone()),
                    version: account.version.saturating_add(1),
                    ..account.clone()
                }));
        }
        None if household.awaited_customer.is_some() => {}
        None => {
            changes.write(Write::AwaitAccount {
                account_id: account_id.clone(),
                customer_id: customer_id.clone(),
            });
        }
    }
    changes
}

fn refuse_contradictions(state: &State, update: &Update) -> Result<(), Rejection> {
    if let Some(customer) = &update.stripe_customer_id {
        if state
            .customer_of
            .as_ref()
            .is_some_and(|account| *account != update.account_id)
        {
            return Err(Rejection::CustomerOfAnother(customer.clone()));
        }
        let known = state
            .household
            .account
            .as_ref()
            .and_then(|a| a.stripe_customer_id.as_ref());
        if let Some(known) = known.filter(|known| *known != customer) {
            return Err(Rejection::AnotherCustomer(known.clone()));
        }
    }
    let mut seen = BTreeSet::new();
    for member in update.members.listed() {
        if !seen.insert(&member.id) {
            return Err(Rejection::MemberTwice(member.id.clone()));
        }
    }
    Ok(())
}

fn merged(before: Option<&Account>, household: &Household, update: &Update) -> Account {
    let status = match (update.closed_at, before.map(|account| account.status)) {
        // A former account that is told to be closed again stays closed since the first time.
        (Some(_), Some(closed @ AccountStatus::Closed { .. })) => closed,
        (Some(closed_at), _) => AccountStatus::Closed { closed_at },
        (None, _) => AccountStatus::Open,
    };
    let known = |f: fn(&Account) -> Option<StripeCustomerId>| before.and_then(f);
    Account {
        id: update.account_id.clone(),
        signed_up_at: before.map_or(update.signed_up_at, |b| {
            b.signed_up_at.min(update.signed_up_at)
        }),
        status,
        name: update
            .name
            .clone()
            .or_else(|| before.and_then(|b| b.name.clone())),
        stripe_customer_id: update
            .stripe_customer_id
            .clone()
            .or_else(|| known(|b| b.stripe_customer_id.clone()))
            .or_else(|| household.awaited_customer.clone()),
        currency: update.currency.or_else(|| before.and_then(|b| b.currency)),
        imported_at: before.and_then(|b| b.imported_at),
        netted: before.map(|b| b.netted.clone()).unwrap_or_default(),
        name_index: name_words::VERSION,
        version: before.map_or(0, |b| b.version),
    }
}

fn link(account_id: &AccountId, customer: Option<StripeCustomerId>) -> ChangeSet {
    let mut changes = ChangeSet::default();
    let Some(customer_id) = customer else {
        return changes;
    };
    changes
        .announce(Event::CustomerLinked {
            account_id: account_id.clone(),
            customer_id: customer_id.clone(),
        })
        .write(Write::LinkCustomer {
            customer_id,
            account_id: account_id.clone(),
        });
    changes
}

fn members(household: &Household, update: &Update, now: Timestamp, changes: &mut ChangeSet) {
    let listed = update.members.listed();
    let at_once = long_names_at_once(listed.len());
    let mut long_names = 0_usize;
    for member in listed {
        let before = household.participant(&member.id);
        let mut after = participant(member, &update.account_id, before);
        if before.is_none_or(|before| *before != after) {
            let known = indexed(before, |it| (it.name.as_ref(), it.name_index));
            let names = (known, after.name.as_ref());
            if let Some(more) = MoreWords::changed(names, &after.account_id, Some(&after.id)) {
                long_names = long_names.saturating_add(1);
                if at_once < long_names {
                    after.name_index = 0;
                } else {
                    changes.write(Write::MoreWords(more));
                }
            }
            let version = after.version.saturating_add(1);
            changes.write(Write::Participant(Participant { version, ..after }));
        }
    }
    if !matches!(update.members, Members::All(_)) {
        return;
    }
    for gone in household
        .members()
        .filter(|m| listed.iter().all(|listed| listed.id != m.id))
    {
        changes.write(Write::Participant(Participant {
            left_at: Some(now),
            version: gone.version.saturating_add(1),
            ..gone.clone()
        }));
    }
}

/// The name of a record as far as it can be found by it.
fn indexed<T>(
    record: Option<&T>,
    name: impl Fn(&T) -> (Option<&PersonName>, u8),
) -> Option<&PersonName> {
    let (name, version) = name(record?);
    name.filter(|_| version == name_words::VERSION)
}

/// The participant as the host tells now; version is that of what is stored.
pub fn participant(
    member: &Member,
    account_id: &AccountId,
    before: Option<&Participant>,
) -> Participant {
    let same_address = before.filter(|before| before.email.as_str() == member.email.as_str());
    Participant {
        id: member.id.clone(),
        account_id: account_id.clone(),
        email: member.email.clone(),
        email_verified_at: member
            .email_verified_at
            .or_else(|| same_address.and_then(|before| before.email_verified_at)),
        name: member
            .name
            .clone()
            .or_else(|| before.and_then(|b| b.name.clone())),
        locale: member
            .locale
            .clone()
            .or_else(|| before.and_then(|b| b.locale.clone())),
        time_zone: member
            .time_zone
            .clone()
            .or_else(|| before.and_then(|b| b.time_zone.clone())),
        seen_at: before.and_then(|before| before.seen_at),
        left_at: None,
        name_index: name_words::VERSION,
        version: before.map_or(0, |before| before.version),
    }
}

/// New addresses are remembered; all of a closed account become tombstones (K11).
fn addresses(
    state: &State,
    update: &Update,
    account: &Account,
    now: Timestamp,
    changes: &mut ChangeSet,
) {
    let closed_at = match account.status {
        AccountStatus::Open => None,
        AccountStatus::Closed { closed_at } => Some(closed_at),
    };
    let mut uses: Vec<AddressUse> = state.addresses.clone();
    for hash in update.members.addresses() {
        if uses.iter().all(|known| known.address_hash != *hash) {
            uses.push(AddressUse {
                address_hash: hash.clone(),
                account_id: account.id.clone(),
                since: now,
                closed_at: None,
            });
        }
    }
    for after in uses {
        let after = AddressUse { closed_at, ..after };
        if state.addresses.iter().all(|before| *before != after) {
            changes.write(Write::Address(after));
        }
    }
}

#[cfg(test)]
mod tests;
