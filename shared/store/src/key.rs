//! Every key of the table, spelt in this one place; `docs/table.md` says what each guards.

use domain::agenda::Agenda;
use domain::api_key::ApiKeyId;
use domain::audit::{AuditRecord, StaffId, Target};
use domain::circuit::{MailFact, MailStream};
use domain::dead_letter::{DeadLetter, LetterStatus};
use domain::id::{
    AccountId, CardFingerprint, DeadLetterId, InviteId, NotificationId, ParticipantId, ProgramId,
    ReconciliationId, RewardId, StripeCustomerId, StripeEventId,
};
use domain::ledger::EntryId;
use domain::link::Code;
use domain::money::{Currency, Money};
use domain::portal_session::PortalEntryId;
use domain::reminder::ReminderId;
use domain::repeat::CallId;
use domain::reward::Side;
use domain::suppression::MailKind;
use domain::time::{fnv1a, sortable};
use domain::token::{AddressHash, CodeHash};
use jiff::Timestamp;

/// Shards of the due index, so that no one partition takes every hold.
pub(crate) const DUE_SHARDS: u8 = 8;

/// The sort keys of an account's partition, or what they begin with. Their first letters put them
/// in order, so that one query backwards reads the account's home: the account, its people, its
/// payments, the customer it waits for, its own referral as a friend, when its people were reminded
/// last, then the feed, newest first.
pub(crate) const ACCOUNT: &str = "Z#ACCOUNT";
pub(crate) const PARTICIPANT: &str = "Y#PARTICIPANT#";
pub(crate) const ERASED: &str = "Y#ERASED#";
pub(crate) const PAYING: &str = "X#PAYING";
pub(crate) const AWAITED_CUSTOMER: &str = "W#CUSTOMER";
pub(crate) const REFERRAL: &str = "V#REFERRAL";
pub(crate) const REWARD: &str = "V#REWARD#";
pub(crate) const ADJUSTMENT: &str = "S#ADJUSTMENT#";
/// Neither the account's records nor its feed: no read of them comes here.
pub(crate) const MORE_WORDS: &str = "R#WORDS#";
pub(crate) const OUTCOME: &str = "V#OUTCOME";
pub(crate) const REMINDED: &str = "U#REMINDED#";
/// Where the records other than the feed begin.
pub(crate) const AFTER_FEED: &str = "U";
pub(crate) const FEED: &str = "T#";

/// What kind of entry of the feed it is stands after its instant.
pub(crate) const LINE: &str = "LINE";
pub(crate) const NOTE: &str = "NOTE";
pub(crate) const SUMMARY: &str = "REFERRAL";

/// The sort keys of journal entries and of invites.
pub(crate) const ENTRY: &str = "ENTRY";
pub(crate) const INVITE: &str = "INVITE";

/// What an account's partition begins with.
pub(crate) const ACCOUNT_PARTITION: &str = "ACCOUNT#";

/// What the partitions of those begin with who take part: by a link, or by an invite.
pub(crate) const LINK_PARTITION: &str = "LINK#";
pub(crate) const ENROLMENT_PARTITION: &str = "ENROLMENT#";

/// What the sort key of a version of terms has between its program and its number.
pub(crate) const TERMS: &str = "TERMS#";

/// What the sort key of a payment begins with that waits for its customer's account.
pub(crate) const PARKED: &str = "PARKED#";

/// An item's primary key.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
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

/// The words of a long name, of a participant or of the account, that its own record has no room
/// for in the indexes.
pub(crate) fn more_words(account: &AccountId, participant: Option<&ParticipantId>) -> Key {
    let whose = participant.map_or("", ParticipantId::as_str);
    key(account_partition(account), format!("{MORE_WORDS}{whose}"))
}

/// The partition of both indexes with the words of names that begin with the same letter.
pub(crate) fn names_of(word: &str) -> String {
    let initial = word.chars().next().map(String::from);
    format!("NAMES#{}", initial.unwrap_or_default())
}

/// A word's place in it: by the word itself, then by the others of the name.
pub(crate) fn name_order(
    (words, word): (&[String], usize),
    (account, participant): (&AccountId, Option<&ParticipantId>),
) -> String {
    let first = words.get(word).map_or("", String::as_str);
    let others = words.iter().enumerate().filter(|(at, _)| *at != word);
    let others: String = others.flat_map(|(_, word)| [" ", word]).collect();
    let whose = participant.map_or("", ParticipantId::as_str);
    format!("{first}{others}#{account}#{whose}")
}

/// That somebody was here, and is to be found no more.
pub(crate) fn erased(account: &AccountId, id: &ParticipantId) -> Key {
    key(account_partition(account), format!("{ERASED}{id}"))
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

/// Credit that staff gave: before the feed, where neither the account's records nor its feed are
/// read.
pub(crate) fn adjustment(account: &AccountId, name: &str) -> Key {
    key(account_partition(account), format!("{ADJUSTMENT}{name}"))
}

/// Where a reward stands, by its id; none where that is no reward's.
pub(crate) fn reward_of(id: &RewardId) -> Option<Key> {
    let earned = id.parts().map(|(friend, side)| reward(&friend, side));
    earned.or_else(|| {
        let (account, name) = id.adjusted()?;
        Some(adjustment(&account, name))
    })
}

pub(crate) fn outcome(account: &AccountId) -> Key {
    key(account_partition(account), OUTCOME)
}

/// How often each of its people was reminded lately.
pub(crate) fn reminded(account: &AccountId, participant: &ParticipantId) -> Key {
    key(
        account_partition(account),
        format!("{REMINDED}{participant}"),
    )
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

/// What the partition of a journal entry begins with.
pub(crate) const JOURNAL_PARTITION: &str = "JOURNAL#";

/// Never expires: an effect happens once.
pub(crate) fn journal(entry: &EntryId) -> Key {
    key(format!("{JOURNAL_PARTITION}{entry}"), ENTRY)
}

/// All runs share a partition: there is one a night, and they are forgotten after 90 days.
pub(crate) const RECONCILIATIONS: &str = "RECONCILIATIONS";

pub(crate) fn reconciliation(id: &ReconciliationId) -> Key {
    key(RECONCILIATIONS.to_owned(), id.as_str())
}

pub(crate) fn findings_of(run: &ReconciliationId) -> String {
    format!("FINDINGS#{run}")
}

/// Named after what it is about: found twice in a run, it is one.
pub(crate) fn finding(run: &ReconciliationId, name: &str) -> Key {
    key(findings_of(run), name)
}

/// One item per address and account, so that an address with several accounts keeps them all.
pub(crate) fn address(address: &AddressHash, account: &AccountId) -> Key {
    key(address_partition(address), format!("ACCOUNT#{account}"))
}

pub(crate) fn address_partition(address: &AddressHash) -> String {
    format!("ADDRESS#{}", address.as_str())
}

/// One item per card and account: a card may be a firm's, or come back under another account.
pub(crate) fn card(card: &CardFingerprint, account: &AccountId) -> Key {
    key(card_partition(card), format!("ACCOUNT#{account}"))
}

pub(crate) fn card_partition(card: &CardFingerprint) -> String {
    format!("CARD#{card}")
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

/// Codes that people take for one another are one.
pub(crate) fn link(code: &Code) -> Key {
    key(format!("{LINK_PARTITION}{}", code.key()), "LINK")
}

/// A code that was chosen by somebody who was erased.
pub(crate) fn retired_code(hash: &CodeHash) -> Key {
    key(format!("RETIREDCODE#{}", hash.as_str()), "RETIRED")
}

pub(crate) fn invite(id: &InviteId) -> Key {
    key(format!("INVITE#{id}"), INVITE)
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

/// What was spent of a program's budgets, and what was told of them.
pub(crate) fn budget_partition(program: &ProgramId) -> String {
    format!("BUDGET#{program}")
}

/// What the sort keys of a budget's counters and tellings have after the currency.
pub(crate) const SPENT: &str = "SPENT#";
pub(crate) const TOLD: &str = "TOLD#";

pub(crate) fn budget(program: &ProgramId, currency: Currency, counter: u8) -> Key {
    key(
        budget_partition(program),
        format!("{currency}#{SPENT}{counter}"),
    )
}

/// It is told of once that a budget of this amount is used up.
pub(crate) fn budget_told(program: &ProgramId, budget: Money) -> Key {
    key(
        budget_partition(program),
        format!("{}#{TOLD}{}", budget.currency(), budget.amount_minor()),
    )
}

/// How often an account earned by referring, in all or in a period.
pub(crate) fn rewards_counted(program: &ProgramId, account: &AccountId, name: &str) -> Key {
    key(format!("COUNTER#REWARDS#{program}#{account}"), name)
}

pub(crate) fn sent_on_day(account: &AccountId, participant: &ParticipantId, day: &str) -> Key {
    key(
        format!("COUNTER#INVITES#{account}#{participant}#{day}"),
        "COUNTER",
    )
}

/// One of the counters of a program's invites of a day.
pub(crate) fn program_day(program: &ProgramId, day: &str, counter: u8) -> Key {
    key(
        format!("COUNTER#PROGRAM#{program}#{day}#{counter}"),
        "COUNTER",
    )
}

/// Counters of one stream's mail of a day.
pub(crate) const MAIL_COUNTERS: u8 = 4;

pub(crate) fn mail_count(stream: MailStream, day: &str, counter: u8) -> Key {
    let stream = stream.as_str();
    key(format!("COUNTER#MAIL#{stream}#{day}#{counter}"), "COUNTER")
}

/// Whether mail of a stream goes out.
pub(crate) fn circuit(stream: MailStream) -> Key {
    key(format!("CIRCUIT#{}", stream.as_str()), "CIRCUIT")
}

/// What was reported of a message to a participant: each thing counts once.
pub(crate) fn mail_report(message: &str, fact: MailFact) -> Key {
    key(format!("MAILREPORT#{message}"), fact.as_str())
}

pub(crate) fn recipient_pause(address: &AddressHash) -> Key {
    key(format!("RECIPIENT#{}", address.as_str()), "INVITED")
}

/// `REMINDER#<kind>#<subject>#<period>`: the same reminder is written once.
pub(crate) fn reminder(id: &ReminderId) -> Key {
    let name = id.as_str();
    let name = name.split_once('#').map_or(name, |(_, name)| name);
    key(format!("REMINDER#{name}"), "REMINDER")
}

/// One who takes part without a link.
pub(crate) fn enrolment(
    program: &ProgramId,
    account: &AccountId,
    participant: &ParticipantId,
) -> Key {
    key(
        format!("{ENROLMENT_PARTITION}{program}#{account}#{participant}"),
        "ENROLMENT",
    )
}

/// One notification, one mail.
pub(crate) fn mail(id: &NotificationId) -> Key {
    key(format!("MAIL#{id}"), "MAIL")
}

pub(crate) fn api_key(id: &ApiKeyId) -> Key {
    key(format!("APIKEY#{}", id.as_str()), "KEY")
}

/// The partition of the listing index with all keys.
pub(crate) const API_KEYS: &str = "APIKEYS";

/// What the partitions of the audit trail begin with.
const AUDIT: &str = "AUDIT#";

/// What was done to one thing.
pub(crate) fn audit_of_target(target: &Target) -> String {
    format!("{AUDIT}TARGET#{}#{}", target.kind.as_str(), target.id)
}

/// What was done by one key.
pub(crate) fn audit_by_key(key_id: &str) -> String {
    format!("{AUDIT}KEY#{key_id}")
}

/// The partition of the listing index with what was done for one member of staff.
pub(crate) fn audit_by_staff(staff: &StaffId) -> String {
    format!("{AUDIT}STAFF#{}", staff.as_str())
}

/// The partition of the listing index with all that staff did.
pub(crate) const AUDIT_TRAIL: &str = "AUDIT#ALL";

/// A record's place in each of its lists.
pub(crate) fn audit_order(record: &AuditRecord) -> String {
    format!("{}#{}", sortable(record.at), record.id)
}

/// A caller's calls of one class, in the minute that begins then.
pub(crate) fn calls(counter: &str, window_starts_at: Timestamp) -> Key {
    key(
        format!("CALLS#{counter}"),
        format!("{}#COUNTER", sortable(window_starts_at)),
    )
}

/// One link into the hosted page, one session.
pub(crate) fn portal_entry(id: &PortalEntryId) -> Key {
    key(format!("PORTALENTRY#{}", id.as_str()), "USED")
}

/// What every key of a kept answer begins with.
pub(crate) const ANSWERS: &str = "ANSWER#";

/// One call, one answer.
pub(crate) fn answer(call: &CallId) -> Key {
    key(format!("{ANSWERS}{}", call.as_str()), "ANSWER")
}

pub(crate) fn outbox(shard: u8, recorded_at: Timestamp, name: &str) -> Key {
    key(
        outbox_partition(shard),
        format!("{}#{name}", sortable(recorded_at)),
    )
}

/// What the partitions of the outbox begin with.
pub(crate) const OUTBOX: &str = "OUTBOX#";

pub(crate) fn outbox_partition(shard: u8) -> String {
    format!("{OUTBOX}{shard}")
}

pub(crate) fn dead_letter(id: &DeadLetterId) -> Key {
    key(format!("DEADLETTER#{id}"), "LETTER")
}

/// The partition of the listing index with the letters of one status.
pub(crate) fn letters_of(status: LetterStatus) -> String {
    format!("DEADLETTERS#{}", status.code())
}

/// A letter's place in it: by queue, then by when it failed.
pub(crate) fn letter_order(letter: &DeadLetter) -> String {
    format!(
        "{}#{}#{}",
        letter.queue,
        sortable(letter.buried_at),
        letter.id
    )
}

/// The partition of the listing index with what somebody is to look at.
pub(crate) const REVIEWS: &str = "REVIEWS";

/// One partition of the due index: what is looked at for its deadline, or to remind somebody.
pub(crate) fn due_partition(agenda: Agenda, shard: u8) -> String {
    match agenda {
        Agenda::Deadlines => format!("DUE#{shard}"),
        Agenda::Reminders => format!("REMIND#{shard}"),
    }
}

/// What somebody looks at because it may be stuck.
pub(crate) fn late_partition(shard: u8) -> String {
    format!("LATE#{shard}")
}

/// How the stack was when somebody looked last.
pub(crate) const HEALTH: &str = "HEALTH";

pub(crate) fn health(what: &str) -> Key {
    key(HEALTH.to_owned(), what)
}

/// Where nothing ever is.
pub(crate) fn never() -> Key {
    key("NEVER".to_owned(), "NEVER")
}

/// A shard for a name, the same each time.
pub(crate) fn shard_of(name: &str, shards: u8) -> u8 {
    let shard = fnv1a(name).checked_rem(u32::from(shards)).unwrap_or(0);
    u8::try_from(shard).unwrap_or(0)
}
