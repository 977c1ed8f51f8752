//! What a run found: each with what it means and what to do, for whoever reads the report.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::id::{AccountId, RewardId};
use crate::money::Currency;

/// What disagrees. Codes never change meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum FindingKind {
    /// A journal entry has no statement line.
    LineMissing,
    /// A statement line is not what its journal entry says.
    LineDiffers,
    /// A statement line has no journal entry.
    EntryMissing,
    /// A record cannot be read as what its key says.
    Unreadable,
    /// An account's lines come to less than nothing.
    NegativeBalance,
    /// A reward's credit stands elsewhere in the ledger than its state says.
    RewardStandsElsewhere,
    /// Stripe has a credit twice.
    PostedTwice,
    /// The ledger has a posting that Stripe has not.
    NotAtStripe,
    /// Stripe has a posting that the ledger has not.
    NotInTheLedger,
    /// Stripe has another amount than the ledger.
    AmountDiffers,
    /// Stripe took a credit back twice.
    TakenBackTwice,
    /// Invoices used a credit, or gave it back, and the ledger does not know.
    UsageNotRecorded,
    /// Somebody changed the balance at Stripe by hand.
    EditedByHand,
    /// A credit is on its way to Stripe, or back, for longer than anything takes.
    Stuck,
    /// The customer is not at Stripe any more.
    CustomerGone,
    /// There are more movements than one run compares.
    NotCompared,
}

/// What the run did about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", tag = "did")]
pub enum Done {
    Nothing,
    /// The surplus is about to be taken off: told before Stripe is asked, so that whatever dies
    /// then, somebody hears of it.
    Compensating,
    /// The surplus was taken off the balance by this transaction of Stripe's.
    Compensated {
        balance_transaction_id: String,
        amount_minor: i64,
    },
    /// Stripe did not take the compensation; the next run tries again.
    CompensationFailed,
}

/// One disagreement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Finding {
    pub kind: FindingKind,
    /// What it is about: a journal entry, a reward, a customer, or Stripe's id of a transaction.
    pub subject: String,
    pub account_id: Option<AccountId>,
    pub reward_id: Option<RewardId>,
    pub currency: Option<Currency>,
    /// What there ought to be, in minor units.
    pub expected_minor: Option<i64>,
    /// What there is, in minor units.
    pub found_minor: Option<i64>,
    /// When it happened, where that is known.
    pub since: Option<Timestamp>,
    pub done: Done,
}

impl Finding {
    pub fn new(kind: FindingKind, subject: impl Into<String>) -> Self {
        Self {
            kind,
            subject: subject.into(),
            account_id: None,
            reward_id: None,
            currency: None,
            expected_minor: None,
            found_minor: None,
            since: None,
            done: Done::Nothing,
        }
    }

    #[must_use]
    pub fn of_account(self, account_id: &AccountId) -> Self {
        Self {
            account_id: Some(account_id.clone()),
            ..self
        }
    }

    #[must_use]
    pub fn of_reward(self, reward_id: &RewardId) -> Self {
        Self {
            reward_id: Some(reward_id.clone()),
            ..self
        }
    }

    /// `expected` and `found` in minor units.
    #[must_use]
    pub fn amounts(self, currency: Currency, (expected, found): (i64, i64)) -> Self {
        Self {
            currency: Some(currency),
            expected_minor: Some(expected),
            found_minor: Some(found),
            ..self
        }
    }

    #[must_use]
    pub fn since(self, since: Timestamp) -> Self {
        Self {
            since: Some(since),
            ..self
        }
    }

    /// Names it within its run: found twice, it is one.
    pub fn name(&self) -> String {
        let kind = self.kind.code();
        match self.currency {
            Some(currency) => format!("{kind}.{}.{currency}", self.subject),
            None => format!("{kind}.{}", self.subject),
        }
    }
}

impl FindingKind {
    /// The code as it stands in JSON.
    pub fn code(self) -> &'static str {
        match self {
            Self::LineMissing => "line_missing",
            Self::LineDiffers => "line_differs",
            Self::EntryMissing => "entry_missing",
            Self::Unreadable => "unreadable",
            Self::NegativeBalance => "negative_balance",
            Self::RewardStandsElsewhere => "reward_stands_elsewhere",
            Self::PostedTwice => "posted_twice",
            Self::NotAtStripe => "not_at_stripe",
            Self::NotInTheLedger => "not_in_the_ledger",
            Self::AmountDiffers => "amount_differs",
            Self::TakenBackTwice => "taken_back_twice",
            Self::UsageNotRecorded => "usage_not_recorded",
            Self::EditedByHand => "edited_by_hand",
            Self::Stuck => "stuck",
            Self::CustomerGone => "customer_gone",
            Self::NotCompared => "not_compared",
        }
    }

    /// What it means, for staff.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::LineMissing => "A journal entry has no statement line: the balance lacks it.",
            Self::LineDiffers => "A statement line is not what its journal entry says.",
            Self::EntryMissing => {
                "A statement line has no journal entry: the balance has too much."
            }
            Self::Unreadable => {
                "A record cannot be read: it was damaged, or somebody wrote it by hand."
            }
            Self::NegativeBalance => "The account's statement lines come to less than nothing.",
            Self::RewardStandsElsewhere => {
                "The ledger has a reward's credit elsewhere, or more or less of it, than the \
                 reward's state says."
            }
            Self::PostedTwice => "Stripe has the same credit on the customer's balance twice.",
            Self::NotAtStripe => {
                "The ledger says that the credit is on the balance at Stripe, and it is not there."
            }
            Self::NotInTheLedger => {
                "The credit is on the balance at Stripe, and the ledger does not know."
            }
            Self::AmountDiffers => "Stripe has another amount than the ledger.",
            Self::TakenBackTwice => "A credit was taken off the balance at Stripe twice.",
            Self::UsageNotRecorded => {
                "Invoices used the credit, or gave it back, and the ledger does not know yet."
            }
            Self::EditedByHand => {
                "Somebody changed the customer's balance at Stripe by hand. It may have used or \
                 hidden referral credit."
            }
            Self::Stuck => {
                "A credit is on its way to Stripe, or back, for longer than anything takes."
            }
            Self::CustomerGone => {
                "Credit is on the balance of a customer that Stripe does not have any more."
            }
            Self::NotCompared => {
                "The customer's balance has more movements than a run compares with the ledger."
            }
        }
    }

    /// What to do, for staff.
    pub fn what_to_do(self) -> &'static str {
        match self {
            Self::LineMissing | Self::LineDiffers => {
                "Run `rebuild`: it restores statement lines from the journal."
            }
            Self::EntryMissing => {
                "Journal entries are never deleted: restore the table's journal from its backup, \
                 then run `rebuild`."
            }
            Self::Unreadable => {
                "A statement line is written anew by `rebuild`. Any other record is taken from the \
                 table's backup."
            }
            Self::NegativeBalance | Self::RewardStandsElsewhere => {
                "Read the account's statement. If lines are missing too, run `rebuild` first; \
                 else tell us, with the reward's id."
            }
            Self::PostedTwice => {
                "The surplus was taken off again as far as no invoice had used it: compare `done` \
                 with the amounts, and decide whether the customer keeps the rest."
            }
            Self::NotAtStripe => {
                "Look at the customer at Stripe: was the account linked to another one meanwhile? \
                 If the credit is gone, put it on the balance by hand."
            }
            Self::NotInTheLedger => {
                "`find-stuck` announces it again and it is settled within hours. If it is here \
                 tomorrow, read the errors of `post-credits` in the log."
            }
            Self::AmountDiffers => "Decide which is right, and mend the balance at Stripe by hand.",
            Self::TakenBackTwice => "Give the customer the surplus back at Stripe by hand.",
            Self::UsageNotRecorded => {
                "It is recorded with the customer's next invoice. If it is here next month, send \
                 the dead letters of `settle-payments` back."
            }
            Self::EditedByHand => {
                "Nothing is mended by machine. If it was a mistake, undo it at Stripe; else leave \
                 it: it is told of once."
            }
            Self::Stuck => {
                "It is announced again by itself. If it is here tomorrow, read the errors of \
                 `post-credits` in the log."
            }
            Self::CustomerGone => {
                "The customer was deleted at Stripe, and the credit with it. Link the account to \
                 its new customer; what was lost is put on its balance by hand."
            }
            Self::NotCompared => "Compare the account's statement with Stripe's export by hand.",
        }
    }
}
