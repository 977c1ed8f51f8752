//! What a decision comes to: writes, each with its own condition, and announcements.

use jiff::Timestamp;

use crate::account::{Account, AddressUse, Participant};
use crate::allowance::budget::BudgetMove;
use crate::allowance::caps::RewardCount;
use crate::api_key::{ApiKey, KeyHash};
use crate::audit::AuditRecord;
use crate::circuit::{Circuit, MailCount, MailFact};
use crate::dead_letter::{DeadLetter, Redelivery};
use crate::event::Event;
use crate::id::{
    AccountId, InvoiceId, ParticipantId, ProgramId, ReconciliationId, ReferralId, StripeCustomerId,
};
use crate::invite::{Invite, InviteCap};
use crate::ledger::JournalEntry;
use crate::link::{Chosen, Code, Link};
use crate::money::Money;
use crate::name_words::MoreWords;
use crate::notification::Notification;
use crate::paying::Paying;
use crate::program::Program;
use crate::reconciliation::Reconciliation;
use crate::reconciliation::finding::Finding;
use crate::referral::{Referral, ReferralSummary, SignupOutcome};
use crate::reminder::{Enrolment, Reminded, Reminder};
use crate::repeat::KeptAnswer;
use crate::reward::Reward;
use crate::suppression::{MailKind, Suppression};
use crate::token::{AddressHash, CodeHash};

/// A payment of a Stripe customer that no account is known for yet; replayed when one is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParkedPayment {
    pub customer_id: StripeCustomerId,
    pub invoice_id: InvoiceId,
    pub parked_at: Timestamp,
}

/// One write of a table transaction, with the condition under which it holds.
///
/// A record that carries a version is written only if the stored one is the version before it;
/// version 1 is written only where nothing is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Write {
    /// By its version.
    Account(Account),
    /// By its version.
    Participant(Participant),
    /// Always: it follows a name, written in the same transaction.
    MoreWords(MoreWords),
    /// The person goes with all words of the name, if the stored one is still this version.
    ForgetParticipant(Participant),
    /// Always: the person was here and is not to be found again.
    Erased {
        account_id: AccountId,
        participant_id: ParticipantId,
        erased_at: Timestamp,
    },
    /// By its version.
    Paying(Paying),
    /// By its version. The friend's account is the key, so an account is referred at most once.
    Referral(Referral),
    /// By its version.
    Reward(Reward),
    /// By its version.
    Invite(Box<Invite>),
    /// Always: a copy that follows its referral, written in the same transaction.
    Summary(ReferralSummary),
    /// Only if this account's signup was not decided before.
    Outcome(SignupOutcome),
    /// Only if no entry has this id, together with its statement line.
    Journal(JournalEntry),
    /// Under its own guard.
    Budget(BudgetMove),
    /// Only below its cap, where it has one to hold.
    CountReward(RewardCount),
    /// Only if it was not told of this budget before that it is used up.
    BudgetTold {
        program: ProgramId,
        budget: Money,
        told_at: Timestamp,
    },
    /// Only if this was not told before.
    Notification(Notification),
    /// Only if this reminder was not written before.
    Reminder(Reminder),
    /// By its version.
    Reminded(Reminded),
    /// Always: who takes part is looked at then, or never again; the record itself is kept.
    LookAt {
        enrolment: Enrolment,
        next: Option<Timestamp>,
    },
    /// Only the first counts: a participant takes part by their own invite, and is looked at then.
    Enrol {
        enrolment: Enrolment,
        first_look: Option<Timestamp>,
    },
    /// Only if nobody has, or had, the code, and nothing was chosen since the link was read. `is_new`
    /// where the code leads nowhere yet.
    ChooseCode {
        link: Box<Link>,
        chosen: Chosen,
        hash: CodeHash,
        is_new: bool,
    },
    /// Only if nothing was chosen since the link was read: the codes go, each leaves its hash; `left`
    /// is what stays for the next time.
    RetireCodes {
        link: Box<Link>,
        codes: Vec<(Code, CodeHash)>,
        left: Vec<Chosen>,
    },
    /// Always: a tombstone is never made young again, since `since` is kept by who writes it.
    Address(AddressUse),
    /// Only if the customer is linked to no other account.
    LinkCustomer {
        customer_id: StripeCustomerId,
        account_id: AccountId,
    },
    /// Only while the account is not known: it is linked to the customer when it comes.
    AwaitAccount {
        account_id: AccountId,
        customer_id: StripeCustomerId,
    },
    /// Only if no customer waits for this account: for a new account that saw none waiting.
    RequireNoneAwaits(AccountId),
    /// Always: parking twice is parking once.
    Park(ParkedPayment),
    /// Always: the parked payment was settled.
    Unpark(ParkedPayment),
    /// Only if nothing suppresses mail of this kind to this address.
    RequireNotSuppressed {
        recipient: AddressHash,
        kind: MailKind,
    },
    /// Always; one's own stop only where nothing that lasts longer is stored.
    Suppress(Suppression),
    /// Only while nothing is stored, or a stop of the owner's own, which they take back.
    Unsuppress {
        recipient: AddressHash,
        kind: MailKind,
    },
    /// Only while the count is below the cap.
    Count(InviteCap),
    /// Always: what was counted for a message that was not sent counts no more.
    Uncount(InviteCap),
    /// Always.
    CountMail(MailCount),
    /// Only if the same was not reported of this message before.
    MailReport {
        message: String,
        fact: MailFact,
        now: Timestamp,
    },
    /// By its version.
    Circuit(Circuit),
    /// Only if the referral is still the version that was read: for what depends on it unwritten.
    RequireReferral {
        referral_id: ReferralId,
        friend: AccountId,
        version: u64,
    },
    /// By its version.
    DeadLetter(Box<DeadLetter>),
    /// Always: a letter on its way back, which the outbox carries.
    Redeliver(Redelivery),
    /// The settings always; with `new_terms` its latest version too, only if that is not stored.
    Program {
        program: Box<Program>,
        new_terms: bool,
    },
    /// Only if there is none of this id.
    NewApiKey(ApiKey),
    /// Only if the stored one is of this hash.
    ApiKey { key: ApiKey, read_hash: KeyHash },
    /// Only once: beside what it tells of.
    Audit(Box<AuditRecord>),
    /// By its version.
    Reconciliation(Box<Reconciliation>),
    /// Always: found twice in a run, it is one.
    Finding {
        run: ReconciliationId,
        finding: Box<Finding>,
        forgotten_at: Timestamp,
    },
    /// Only if the call has no answer yet, nor was begun with another request.
    Answer(KeptAnswer),
}

/// Everything one decision changes: all of it is stored, or none.
///
/// An empty one means that nothing is left to do, which is how a replay succeeds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ChangeSet {
    pub writes: Vec<Write>,
    pub events: Vec<Event>,
}

impl ChangeSet {
    pub fn is_empty(&self) -> bool {
        self.writes.is_empty() && self.events.is_empty()
    }

    /// Two steps of one counter of a budget are one: the table takes one action an item.
    pub fn write(&mut self, write: Write) -> &mut Self {
        if let Write::Budget(more) = &write
            && let Some(first) = self.step_with(more)
        {
            first.minor = first.minor.saturating_add(more.minor);
        } else {
            self.writes.push(write);
        }
        self
    }

    fn step_with(&mut self, more: &BudgetMove) -> Option<&mut BudgetMove> {
        self.writes.iter_mut().find_map(|write| {
            if let Write::Budget(first) = write
                && first.is_with(more)
            {
                Some(first)
            } else {
                None
            }
        })
    }

    pub fn announce(&mut self, event: Event) -> &mut Self {
        self.events.push(event);
        self
    }

    /// Puts a notification in the list and announces it.
    pub fn notify(&mut self, notification: Notification) -> &mut Self {
        self.announce(notification.created())
            .write(Write::Notification(notification))
    }

    pub fn append(&mut self, mut other: Self) -> &mut Self {
        for write in other.writes {
            self.write(write);
        }
        self.events.append(&mut other.events);
        self
    }
}
