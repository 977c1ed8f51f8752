//! What is stored, in memory: holds every write to its condition, and the books to the rewards.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use crate::account::{Account, AddressUse, Household, Participant};
use crate::change::{ChangeSet, Write};
use crate::event::Event;
use crate::id::{AccountId, ParticipantId, ReferralId, RewardId, StripeCustomerId};
use crate::ledger::{EntryId, JournalEntry, LedgerAccount, Position, StatementLine};
use crate::name_words::MoreWords;
use crate::notification::Notification;
use crate::paying::Paying;
use crate::referral::{Referral, ReferralSummary, SignupOutcome};
use crate::reminder::{Reminded, Reminder, ReminderId};
use crate::reward::Reward;
use crate::statement::{self, Balance};
use crate::testing::counters::Counters;

/// The table, as far as decisions about referrals and credit go.
#[derive(Debug, Clone, Default)]
pub(crate) struct World {
    pub(crate) accounts: BTreeMap<AccountId, Account>,
    pub(crate) participants: BTreeMap<(AccountId, ParticipantId), Participant>,
    pub(crate) paying: BTreeMap<AccountId, Paying>,
    pub(crate) referrals: BTreeMap<AccountId, Referral>,
    pub(crate) rewards: BTreeMap<RewardId, Reward>,
    pub(crate) outcomes: BTreeMap<AccountId, SignupOutcome>,
    pub(crate) summaries: BTreeMap<ReferralId, ReferralSummary>,
    pub(crate) journal: BTreeMap<EntryId, JournalEntry>,
    pub(crate) notifications: Vec<Notification>,
    pub(crate) erased: BTreeSet<(AccountId, ParticipantId)>,
    pub(crate) more_words: BTreeMap<(AccountId, Option<ParticipantId>), MoreWords>,
    pub(crate) addresses: Vec<AddressUse>,
    pub(crate) customers: BTreeMap<StripeCustomerId, AccountId>,
    pub(crate) reminders: BTreeMap<ReminderId, Reminder>,
    pub(crate) reminded: BTreeMap<(AccountId, ParticipantId), Reminded>,
    /// When those who take part are looked at next.
    pub(crate) looks: BTreeMap<String, Option<Timestamp>>,
    pub(crate) counters: Counters,
    pub(crate) events: Vec<Event>,
}

impl World {
    /// Stores all of it, as one table transaction would; the books agree with it.
    #[track_caller]
    pub(crate) fn apply(&mut self, changes: ChangeSet) {
        self.store(changes);
        self.books_agree_with_rewards();
    }

    /// Stores all of it, as one table transaction would.
    #[track_caller]
    pub(crate) fn store(&mut self, changes: ChangeSet) {
        let mut items = BTreeSet::new();
        for write in &changes.writes {
            let item = item_of(write);
            assert!(
                items.insert(item.clone()),
                "{item} is written twice at once"
            );
            self.put(write);
        }
        let ids: BTreeSet<String> = changes.events.iter().map(Event::id).collect();
        assert_eq!(
            ids.len(),
            changes.events.len(),
            "one event is announced twice at once"
        );
        self.events.extend(changes.events);
    }

    #[track_caller]
    fn put(&mut self, write: &Write) {
        match write.clone() {
            Write::Account(it) => versioned(&mut self.accounts, it.id.clone(), it, |a| a.version),
            Write::Participant(it) => {
                let key = (it.account_id.clone(), it.id.clone());
                versioned(&mut self.participants, key, it, |p| p.version);
            }
            Write::MoreWords(it) => {
                let key = (it.account_id.clone(), it.participant_id.clone());
                self.more_words.insert(key, it);
            }
            Write::ForgetParticipant(it) => {
                let words = (it.account_id.clone(), Some(it.id.clone()));
                self.more_words.remove(&words);
                let stored = self
                    .participants
                    .remove(&(it.account_id.clone(), it.id.clone()));
                assert_eq!(stored, Some(it), "stale");
            }
            Write::Erased {
                account_id,
                participant_id,
                ..
            } => drop(self.erased.insert((account_id, participant_id))),
            Write::Paying(it) => {
                versioned(&mut self.paying, it.account_id.clone(), it, |p| p.version);
            }
            Write::Referral(it) => {
                let key = it.friend_account_id.clone();
                versioned(&mut self.referrals, key, it, |r| r.version);
            }
            Write::Reward(it) => versioned(&mut self.rewards, it.id.clone(), it, |r| r.version),
            Write::Summary(it) => drop(self.summaries.insert(it.referral_id.clone(), it)),
            Write::Outcome(it) => absent(&mut self.outcomes, it.account_id.clone(), it),
            Write::Journal(it) => absent(&mut self.journal, it.id().clone(), it),
            Write::Budget(it) => self.counters.step(&it),
            Write::CountReward(it) => self.counters.count(&it),
            Write::BudgetTold { budget, .. } => self.counters.tell(budget),
            Write::Notification(it) => self.notifications.push(it),
            Write::Reminder(it) => absent(&mut self.reminders, it.id.clone(), it),
            Write::Reminded(it) => {
                let key = (it.account_id.clone(), it.participant_id.clone());
                versioned(&mut self.reminded, key, it, |r| r.version);
            }
            Write::Address(it) => {
                let same = |known: &AddressUse| {
                    known.address_hash == it.address_hash && known.account_id == it.account_id
                };
                self.addresses.retain(|known| !same(known));
                self.addresses.push(it);
            }
            Write::LinkCustomer {
                customer_id,
                account_id,
            } => {
                let owner = self
                    .customers
                    .entry(customer_id)
                    .or_insert(account_id.clone());
                assert_eq!(
                    *owner, account_id,
                    "the customer belongs to another account"
                );
            }
            Write::RequireReferral {
                friend, version, ..
            } => assert_eq!(self.referrals[&friend].version, version),
            Write::RequireNoneAwaits(_) | Write::Audit(_) => {}
            Write::LookAt { enrolment, next } => {
                self.looks.insert(enrolment.subject(), next);
            }
            other @ (Write::Enrol { .. }
            | Write::Invite(_)
            | Write::AwaitAccount { .. }
            | Write::Park(_)
            | Write::Unpark(_)
            | Write::RequireNotSuppressed { .. }
            | Write::Suppress(_)
            | Write::Unsuppress { .. }
            | Write::CountMail(_)
            | Write::MailReport { .. }
            | Write::Circuit(_)
            | Write::Count(_)
            | Write::Uncount(_)
            | Write::ChooseCode { .. }
            | Write::RetireCodes { .. }
            | Write::DeadLetter(_)
            | Write::Redeliver(_)
            | Write::Program { .. }
            | Write::NewApiKey(_)
            | Write::ApiKey { .. }
            | Write::Reconciliation(_)
            | Write::Finding { .. }
            | Write::Answer(_)) => panic!("no part of this world: {other:?}"),
        }
    }

    pub(crate) fn household(&self, id: &AccountId) -> Household {
        let members = self.participants.values().filter(|p| p.account_id == *id);
        let of_friend = |reward: &&Reward| reward.id.parts().is_some_and(|(f, _)| f == *id);
        Household {
            account: self.accounts.get(id).cloned(),
            participants: members.cloned().collect(),
            erased: self
                .erased
                .iter()
                .filter(|(account, _)| account == id)
                .map(|(_, person)| person.clone())
                .collect(),
            paying: self.paying.get(id).cloned(),
            referral: self.referrals.get(id).cloned(),
            rewards: self.rewards.values().filter(of_friend).cloned().collect(),
            outcome: self.outcomes.get(id).cloned(),
            reminded: self
                .reminded
                .values()
                .filter(|reminded| reminded.account_id == *id)
                .cloned()
                .collect(),
            awaited_customer: None,
        }
    }

    pub(crate) fn lines(&self, account: &AccountId) -> Vec<StatementLine> {
        let own = self
            .journal
            .values()
            .filter(|entry| entry.account_id() == account);
        own.map(JournalEntry::statement_line).collect()
    }

    /// What the account has in US dollars.
    pub(crate) fn balance(&self, account: &AccountId) -> Balance {
        let lines = self.lines(account);
        let usd = "USD".parse().unwrap();
        statement::balances(&lines)
            .get(&usd)
            .copied()
            .unwrap_or_default()
    }

    /// No position is ever below zero, each reward's credit stands where its state says, and the
    /// program has paid for all of it and nothing else.
    #[track_caller]
    pub(crate) fn books_agree_with_rewards(&self) {
        let (mut spent, mut held) = (0_i64, 0_i64);
        for entry in self.journal.values() {
            let amount = entry.amount().amount_minor();
            assert!(entry.debit() != entry.credit() && amount > 0, "{entry:?}");
            let of_house =
                |account: &LedgerAccount| i64::from(*account == LedgerAccount::ProgramCost);
            spent = spent.saturating_add(amount.saturating_mul(of_house(entry.debit())));
            spent = spent.saturating_sub(amount.saturating_mul(of_house(entry.credit())));
            let is_applied =
                |account: &LedgerAccount| i64::from(matches!(account, LedgerAccount::Applied(_)));
            held = held.saturating_add(amount.saturating_mul(is_applied(entry.credit())));
            held = held.saturating_sub(amount.saturating_mul(is_applied(entry.debit())));
        }
        for account in self.accounts.keys() {
            for balance in statement::balances(&self.lines(account)).values() {
                for minor in [
                    balance.pending_minor,
                    balance.available_minor,
                    balance.at_stripe_minor,
                ] {
                    assert!(minor >= 0, "{account} has {balance:?}");
                    held = held.saturating_add(minor);
                }
            }
        }
        assert_eq!(
            spent, held,
            "what the program spent is what the accounts have, and had on their invoices"
        );
        if !self.counters.is_untouched() {
            let drawn = self.counters.spent("USD");
            assert_eq!(drawn, spent, "the budget counts what the program spent");
        }
        for reward in self.rewards.values() {
            self.credit_stands_where_the_reward_says(reward);
        }
    }

    #[track_caller]
    fn credit_stands_where_the_reward_says(&self, reward: &Reward) {
        let own = self.lines(&reward.account_id);
        let own = own.iter().filter(|line| line.reward_id == reward.id);
        let balance = statement::balances(own);
        let balance = balance
            .get(&reward.amount.currency())
            .copied()
            .unwrap_or_default();
        let expected = |position| {
            let given_back = reward.given_back.map(|back| back.amount_minor);
            match given_back.filter(|_| position == Position::AtStripe) {
                Some(minor) => minor,
                None if reward.state.position() == Some(position) => reward.open_minor(),
                None => 0,
            }
        };
        assert_eq!(
            balance,
            Balance {
                pending_minor: expected(Position::Pending),
                available_minor: expected(Position::Available),
                at_stripe_minor: expected(Position::AtStripe),
            },
            "the ledger against {reward:?}"
        );
    }
}

#[track_caller]
fn versioned<K: Ord, R: std::fmt::Debug>(
    items: &mut BTreeMap<K, R>,
    key: K,
    record: R,
    version: impl Fn(&R) -> u64,
) {
    let stored = items.get(&key).map_or(0, &version);
    assert_eq!(
        version(&record),
        stored.saturating_add(1),
        "stale: {record:?}"
    );
    items.insert(key, record);
}

#[track_caller]
fn absent<K: Ord, R: std::fmt::Debug>(items: &mut BTreeMap<K, R>, key: K, record: R) {
    assert!(!items.contains_key(&key), "exists: {record:?}");
    items.insert(key, record);
}

/// The item that a write is about: `DynamoDB` refuses two actions on one.
fn item_of(write: &Write) -> String {
    match write {
        Write::Account(it) => format!("account {}", it.id),
        Write::Participant(it) | Write::ForgetParticipant(it) => {
            format!("participant {} {}", it.account_id, it.id)
        }
        Write::MoreWords(it) => format!("words {} {:?}", it.account_id, it.participant_id),
        Write::Erased {
            account_id,
            participant_id,
            ..
        } => format!("erased {account_id} {participant_id}"),
        Write::Paying(it) => format!("paying {}", it.account_id),
        Write::Referral(Referral {
            friend_account_id: friend,
            ..
        })
        | Write::RequireReferral { friend, .. } => format!("referral {friend}"),
        Write::Reward(it) => format!("reward {}", it.id),
        Write::Invite(it) => format!("invite {}", it.id),
        Write::Summary(it) => format!("summary {}", it.referral_id),
        Write::Outcome(it) => format!("outcome {}", it.account_id),
        Write::Journal(it) => format!("journal {}", it.id()),
        Write::Budget(it) => format!("budget {} {}", it.currency, it.counter),
        Write::CountReward(it) => format!("rewards {} {}", it.account, it.name),
        Write::BudgetTold { budget, .. } => format!("told of {budget}"),
        Write::Notification(it) => format!("notification {} {}", it.id, it.created_at),
        Write::Reminder(it) => format!("reminder {}", it.id),
        Write::Reminded(it) => format!("reminded {} {}", it.account_id, it.participant_id),
        Write::LookAt { enrolment, .. } | Write::Enrol { enrolment, .. } => {
            format!("enrolment {enrolment:?}")
        }
        Write::Address(it) => format!("address {} {}", it.address_hash.as_str(), it.account_id),
        Write::LinkCustomer { customer_id, .. } => format!("customer {customer_id}"),
        Write::AwaitAccount { account_id, .. } | Write::RequireNoneAwaits(account_id) => {
            format!("awaited {account_id}")
        }
        Write::Park(it) | Write::Unpark(it) => format!("parked {}", it.invoice_id),
        Write::RequireNotSuppressed { recipient, kind } | Write::Unsuppress { recipient, kind } => {
            format!("suppression {} {kind}", recipient.as_str())
        }
        Write::Suppress(it) => format!("suppression {}", it.address_hash.as_str()),
        Write::CountMail(it) => format!("{it:?}"),
        Write::MailReport { message, fact, .. } => format!("report {message} {fact:?}"),
        Write::Circuit(it) => format!("circuit {}", it.stream.as_str()),
        Write::Count(it) | Write::Uncount(it) => format!("{it:?}"),
        Write::ChooseCode { link, .. } | Write::RetireCodes { link, .. } => {
            format!("link {}", link.code)
        }
        Write::DeadLetter(it) => format!("letter {}", it.id),
        Write::Redeliver(it) => format!("redelivery {}", it.name),
        Write::Program { program, .. } => format!("program {}", program.id),
        Write::NewApiKey(key) | Write::ApiKey { key, .. } => format!("key {}", key.id.as_str()),
        Write::Audit(it) => format!("audit {}", it.id),
        Write::Reconciliation(it) => format!("reconciliation {}", it.id),
        Write::Finding { run, finding, .. } => format!("finding {run} {}", finding.name()),
        Write::Answer(it) => format!("answer {}", it.call.as_str()),
    }
}
