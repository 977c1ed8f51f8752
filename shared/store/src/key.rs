//! Every key of the table, spelt in this one place; `docs/table.md` says what each guards.

use domain::account::AddressUse;
use domain::api_key::ApiKeyId;
use domain::id::{
    AccountId, InviteId, NotificationId, ParticipantId, ProgramId, StripeCustomerId, StripeEventId,
};
use domain::ledger::EntryId;
use domain::link::Code;
use domain::reward::Side;
use domain::suppression::MailKind;
use domain::time::sortable;
use domain::token::AddressHash;
use jiff::Timestamp;

/// Shards of the due index, so that no one partition takes every hold.
pub(crate) const DUE_SHARDS: u8 = 8;

/// The sort keys of an account's partition, or what they begin with. Their first letters put them
/// in order, so that one query backwards reads the account's home: the account, its people, its
/// payments, the customer it waits for, its own referral as a friend, then the feed, newest first.
pub(crate) const ACCOUNT: &str = "Z#ACCOUNT";
pub(crate) const PARTICIPANT: &str = "Y#PARTICIPANT#";
pub(crate) const PAYING: &str = "X#PAYING";
pub(crate) const AWAITED_CUSTOMER: &str = "W#CUSTOMER";
pub(crate) const REFERRAL: &str = "V#REFERRAL";
pub(crate) const REWARD: &str = "V#REWARD#";
pub(crate) const OUTCOME: &str = "V#OUTCOME";
/// Where the records other than the feed begin.
pub(crate) const AFTER_FEED: &str = "U";
pub(crate) const FEED: &str = "T#";

/// What kind of entry of the feed it is stands after its instant.
pub(crate) const LINE: &str = "LINE";
pub(crate) const NOTE: &str = "NOTE";
pub(crate) const SUMMARY: &str = "REFERRAL";

/// What an account's partition begins with.
pub(crate) const ACCOUNT_PARTITION: &str = "ACCOUNT#";

/// What the sort key of a version of terms has between its program and its number.
pub(crate) const TERMS: &str = "TERMS#";

/// What the sort key of a payment begins with that waits for its customer's account.
pub(crate) const PARKED: &str = "PARKED#";

/// An item's primary key.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Key {
    pub(crate) pk: String,
    pub(crate) sk: String,
}

fn key(pk: String, sk: impl Into<String>) -> Key {
    Key { pk, sk: sk.into() }
}

/// All programs share a partition: there are few, and one query reads them all.
pub(crate) const PROGRAMS: &str = "PROGRAMS";

pub(crate) fn program(id: &ProgramId) -> Key {
    key(PROGRAMS.to_owned(), format!("{id}#PROGRAM"))
}

/// A version is immutable.
pub(crate) fn terms(id: &ProgramId, version: u32) -> Key {
    key(PROGRAMS.to_owned(), format!("{id}#{TERMS}{version:08}"))
}

pub(crate) fn account_partition(id: &AccountId) -> String {
    format!("{ACCOUNT_PARTITION}{id}")
}

pub(crate) fn account(id: &AccountId) -> Key {
    key(account_partition(id), ACCOUNT)
}

pub(crate) fn participant(account: &AccountId, id: &ParticipantId) -> Key {
    key(account_partition(account), format!("{PARTICIPANT}{id}"))
}

pub(crate) fn paying(account: &AccountId) -> Key {
    key(account_partition(account), PAYING)
}

/// The Stripe customer that named this account before the host did.
pub(crate) fn awaited_customer(account: &AccountId) -> Key {
    key(account_partition(account), AWAITED_CUSTOMER)
}

/// Keyed by the friend's account, so an account is referred at most once.
pub(crate) fn referral(friend: &AccountId) -> Key {
    key(account_partition(friend), REFERRAL)
}

pub(crate) fn reward(friend: &AccountId, side: Side) -> Key {
    key(account_partition(friend), format!("{REWARD}{side}"))
}

pub(crate) fn outcome(account: &AccountId) -> Key {
    key(account_partition(account), OUTCOME)
}

pub(crate) fn statement_line(account: &AccountId, recorded_at: Timestamp, entry: &EntryId) -> Key {
    key(
        account_partition(account),
        format!("{FEED}{}#{LINE}#{entry}", sortable(recorded_at)),
    )
}

pub(crate) fn notification(account: &AccountId, at: Timestamp, id: &NotificationId) -> Key {
    key(
        account_partition(account),
        format!("{FEED}{}#{NOTE}#{id}", sortable(at)),
    )
}

pub(crate) fn summary(referrer: &AccountId, at: Timestamp, friend: &AccountId) -> Key {
    key(
        account_partition(referrer),
        format!("{FEED}{}#{SUMMARY}#{friend}", sortable(at)),
    )
}

/// Never expires: an effect happens once.
pub(crate) fn journal(entry: &EntryId) -> Key {
    key(format!("JOURNAL#{entry}"), "ENTRY")
}

/// One item per address and account, so that an address with several accounts keeps them all; the
/// first account's has a key of its own, so that putting it asks whether there is any.
pub(crate) fn address(of: &AddressUse) -> Key {
    let sk = if of.first {
        "FIRST".to_owned()
    } else {
        format!("ACCOUNT#{}", of.account_id)
    };
    key(address_partition(&of.address_hash), sk)
}

pub(crate) fn address_partition(address: &AddressHash) -> String {
    format!("ADDRESS#{}", address.as_str())
}

/// One customer, one account.
pub(crate) fn stripe_customer(id: &StripeCustomerId) -> Key {
    key(customer_partition(id), "CUSTOMER")
}

pub(crate) fn customer_partition(id: &StripeCustomerId) -> String {
    format!("STRIPECUSTOMER#{id}")
}

pub(crate) fn parked(customer: &StripeCustomerId, invoice: &str) -> Key {
    key(customer_partition(customer), format!("{PARKED}{invoice}"))
}

/// Accepted once; expires after 90 days, when other guards still hold.
pub(crate) fn stripe_event(id: &StripeEventId) -> Key {
    key(format!("STRIPEEVENT#{id}"), "EVENT")
}

pub(crate) fn link(code: &Code) -> Key {
    key(format!("LINK#{code}"), "LINK")
}

pub(crate) fn invite(id: &InviteId) -> Key {
    key(format!("INVITE#{id}"), "INVITE")
}

/// The partition of the listing index with one participant's invites.
pub(crate) fn invites_of(account: &AccountId, participant: &ParticipantId) -> String {
    format!("INVITES#{account}#{participant}")
}

pub(crate) fn suppression(address: &AddressHash, kind: MailKind) -> Key {
    key(suppression_partition(address), kind.as_str())
}

pub(crate) fn suppression_partition(address: &AddressHash) -> String {
    format!("SUPPRESSION#{}", address.as_str())
}

pub(crate) fn sent_on_day(account: &AccountId, participant: &ParticipantId, day: &str) -> Key {
    key(
        format!("COUNTER#INVITES#{account}#{participant}#{day}"),
        "COUNTER",
    )
}

pub(crate) fn recipient_pause(address: &AddressHash) -> Key {
    key(format!("RECIPIENT#{}", address.as_str()), "INVITED")
}

/// One notification, one mail.
pub(crate) fn mail(id: &NotificationId) -> Key {
    key(format!("MAIL#{id}"), "MAIL")
}

pub(crate) fn api_key(id: &ApiKeyId) -> Key {
    key(format!("APIKEY#{}", id.as_str()), "KEY")
}

pub(crate) fn outbox(shard: u8, recorded_at: Timestamp, name: &str) -> Key {
    key(
        outbox_partition(shard),
        format!("{}#{name}", sortable(recorded_at)),
    )
}

pub(crate) fn outbox_partition(shard: u8) -> String {
    format!("OUTBOX#{shard}")
}

pub(crate) fn dead_letter(queue: &str, message_id: &str) -> Key {
    key(format!("DEADLETTER#{queue}"), message_id)
}

pub(crate) fn due_partition(shard: u8) -> String {
    format!("DUE#{shard}")
}

/// Where nothing ever is.
pub(crate) fn never() -> Key {
    key("NEVER".to_owned(), "NEVER")
}

/// A shard for a name, the same each time: FNV-1a, which needs no table and no state.
pub(crate) fn shard_of(name: &str, shards: u8) -> u8 {
    let hash = name.bytes().fold(0x811c_9dc5_u32, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    });
    let shard = hash.checked_rem(u32::from(shards)).unwrap_or(0);
    u8::try_from(shard).unwrap_or(0)
}

/// Tells texts apart, the same each time: FNV-1a again, of 64 bits.
pub(crate) fn fingerprint(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
