//! The records of the tests: Ana of the account `acme` refers Bo of the account `birch`.

pub(crate) mod accounts;
pub(crate) mod answers;
pub(crate) mod invites;
pub(crate) mod programs;
pub(crate) mod referrals;

use std::fmt::Debug;
use std::str::FromStr;

use domain::email_address::EmailAddress;
use domain::money::Money;
use domain::token::{AddressHash, Signer};
use jiff::{SignedDuration, Timestamp};

/// 25 May 2022, 10:00 UTC.
pub(crate) const NOW: Timestamp = Timestamp::constant(1_653_472_800, 0);

pub(crate) fn days_later(days: i64) -> Timestamp {
    minutes_later(days * 24 * 60)
}

pub(crate) fn minutes_later(minutes: i64) -> Timestamp {
    NOW + SignedDuration::from_mins(minutes)
}

/// An id, a code, a currency: whatever its text says.
pub(crate) fn id<T: FromStr<Err: Debug>>(text: &str) -> T {
    text.parse().unwrap()
}

pub(crate) fn usd(text: &str) -> Money {
    id(&format!("{text} USD"))
}

pub(crate) fn email(text: &str) -> EmailAddress {
    id(text)
}

/// With the key of the tests.
pub(crate) fn signer() -> Signer {
    Signer::from_secret("0123456789abcdef0123456789abcdef").unwrap()
}

/// The hash of an address, under the key of the tests.
pub(crate) fn hash(text: &str) -> AddressHash {
    signer().address_hash(&email(text))
}
