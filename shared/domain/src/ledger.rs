//! The ledger: every movement of credit is one journal entry with one debit and one credit.

use std::fmt;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::id::{AccountId, RewardId};
use crate::money::Money;
use crate::reward::{Reward, RewardState};

/// An account of the ledger. House accounts have no statement.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind", content = "account_id")]
pub enum LedgerAccount {
    /// What the program spends: a house account.
    ProgramCost,
    /// Earned, and not yet released.
    Pending(AccountId),
    /// Released, and not yet on the Stripe balance.
    Available(AccountId),
    /// On the Stripe customer balance.
    AtStripe(AccountId),
    /// Used by an invoice: it leaves the statement for good, unless the invoice gives it back.
    Applied(AccountId),
}

impl LedgerAccount {
    /// The position on an account's statement; none for a house account.
    pub fn position(&self) -> Option<Position> {
        match self {
            Self::ProgramCost | Self::Applied(_) => None,
            Self::Pending(_) => Some(Position::Pending),
            Self::Available(_) => Some(Position::Available),
            Self::AtStripe(_) => Some(Position::AtStripe),
        }
    }
}

/// Where an amount stands on an account's statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Position {
    Pending,
    Available,
    AtStripe,
}

/// A journal entry's name, made from its cause: the same effect twice names the same entry.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct EntryId(String);

impl EntryId {
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What caused the movement, after its kind: the invoice, of `apply#<invoice>#<reward>`.
    pub fn cause(&self) -> Option<&str> {
        self.0.split('#').nth(1)
    }
}

impl fmt::Display for EntryId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Why an amount moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Movement {
    Grant,
    Release,
    Post,
    Cancel,
    Expire,
    /// An invoice used it.
    Apply,
    /// The invoice that had used it gave it back: it was voided.
    Unapply,
    /// Taken back from the Stripe balance.
    Reverse,
    /// Given again after it had ended.
    Reinstate,
    /// Given or taken by staff.
    Adjust,
}

/// Which way credit on the Stripe balance moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Direction {
    Apply,
    Unapply,
}

/// What an invoice did with credit on the Stripe balance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Usage<'a> {
    pub direction: Direction,
    /// The invoice, or the balance transaction where it was no invoice.
    pub by: &'a str,
    pub amount: Money,
}

/// Tells the rounds of a credit apart: nothing in the first, so that its entries keep their names.
fn round(reward: &Reward) -> String {
    match reward.round {
        0 => String::new(),
        round => format!("#r{round}"),
    }
}

/// One double-entry record: `amount` is debited to one account and credited to another, so an
/// unbalanced entry cannot be written down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct JournalEntry {
    id: EntryId,
    movement: Movement,
    debit: LedgerAccount,
    credit: LedgerAccount,
    amount: Money,
    account_id: AccountId,
    reward_id: RewardId,
    recorded_at: Timestamp,
}

impl JournalEntry {
    /// The reward became credit: held where it must wait, else available at once.
    pub fn grant(reward: &Reward, held: bool, recorded_at: Timestamp) -> Self {
        let earner = reward.account_id.clone();
        let credit = if held {
            LedgerAccount::Pending(earner)
        } else {
            LedgerAccount::Available(earner)
        };
        let id = format!("grant#{}#{}", reward.referral_id, reward.side);
        Self::of(
            reward,
            Movement::Grant,
            id,
            (LedgerAccount::ProgramCost, credit),
            recorded_at,
        )
    }

    /// What the credit waited for came: it may be used.
    pub fn release(reward: &Reward, recorded_at: Timestamp) -> Self {
        let earner = &reward.account_id;
        let accounts = (
            LedgerAccount::Pending(earner.clone()),
            LedgerAccount::Available(earner.clone()),
        );
        Self::of(
            reward,
            Movement::Release,
            format!("release#{}{}", reward.id, round(reward)),
            accounts,
            recorded_at,
        )
    }

    /// Stripe has it on the customer's balance.
    pub fn post(reward: &Reward, recorded_at: Timestamp) -> Self {
        let earner = &reward.account_id;
        let accounts = (
            LedgerAccount::Available(earner.clone()),
            LedgerAccount::AtStripe(earner.clone()),
        );
        Self::of(
            reward,
            Movement::Post,
            format!("post#{}#{}", reward.id, reward.round.saturating_add(1)),
            accounts,
            recorded_at,
        )
    }

    /// The credit ended before it was posted.
    pub fn cancel(reward: &Reward, held: bool, recorded_at: Timestamp) -> Self {
        let earner = reward.account_id.clone();
        let debit = if held {
            LedgerAccount::Pending(earner)
        } else {
            LedgerAccount::Available(earner)
        };
        let id = format!("cancel#{}{}", reward.id, round(reward));
        Self::of(
            reward,
            Movement::Cancel,
            id,
            (debit, LedgerAccount::ProgramCost),
            recorded_at,
        )
    }

    /// The credit was not used in time: while it was available, or on the Stripe balance.
    pub fn expire(reward: &Reward, recorded_at: Timestamp) -> Self {
        let earner = reward.account_id.clone();
        let from = if matches!(reward.state, RewardState::Available { .. }) {
            LedgerAccount::Available(earner)
        } else {
            LedgerAccount::AtStripe(earner)
        };
        Self::of(
            reward,
            Movement::Expire,
            format!("expire#{}{}", reward.id, round(reward)),
            (from, LedgerAccount::ProgramCost),
            recorded_at,
        )
    }

    /// What is left of it was taken off the Stripe balance again.
    pub fn reverse(reward: &Reward, recorded_at: Timestamp) -> Self {
        let accounts = (
            LedgerAccount::AtStripe(reward.account_id.clone()),
            LedgerAccount::ProgramCost,
        );
        let id = format!("reverse#{}{}", reward.id, round(reward));
        Self::of(reward, Movement::Reverse, id, accounts, recorded_at)
    }

    /// More was taken off the Stripe balance of a credit that had ended: what an invoice gave back,
    /// or had used.
    pub fn reverse_again(reward: &Reward, recorded_at: Timestamp) -> Self {
        let accounts = (
            LedgerAccount::AtStripe(reward.account_id.clone()),
            LedgerAccount::ProgramCost,
        );
        let id = format!("reverse#{}#t{}", reward.id, reward.taking());
        Self {
            amount: reward.part(reward.taken_again_minor()),
            ..Self::of(reward, Movement::Reverse, id, accounts, recorded_at)
        }
    }

    /// What had ended is given again, in a round of its own: `reward` is in that round already.
    pub fn reinstate(reward: &Reward, held: bool, recorded_at: Timestamp) -> Self {
        let earner = reward.account_id.clone();
        let credit = if held {
            LedgerAccount::Pending(earner)
        } else {
            LedgerAccount::Available(earner)
        };
        let id = format!("reinstate#{}{}", reward.id, round(reward));
        let accounts = (LedgerAccount::ProgramCost, credit);
        Self::of(reward, Movement::Reinstate, id, accounts, recorded_at)
    }

    /// Staff gave it.
    pub fn give(reward: &Reward, recorded_at: Timestamp) -> Self {
        let available = LedgerAccount::Available(reward.account_id.clone());
        let accounts = (LedgerAccount::ProgramCost, available);
        let id = format!("adjust#{}", reward.id);
        Self::of(reward, Movement::Adjust, id, accounts, recorded_at)
    }

    /// Staff took a part of it before it was posted; `name` tells this taking from others.
    pub fn take(reward: &Reward, part: Money, (name, recorded_at): (&str, Timestamp)) -> Self {
        let earner = reward.account_id.clone();
        let debit = if reward.is_pending() {
            LedgerAccount::Pending(earner)
        } else {
            LedgerAccount::Available(earner)
        };
        let id = format!("adjust#{}#{name}", reward.id);
        let accounts = (debit, LedgerAccount::ProgramCost);
        Self {
            amount: part,
            ..Self::of(reward, Movement::Adjust, id, accounts, recorded_at)
        }
    }

    /// An invoice used this much of it, or gave this much back.
    pub fn used(reward: &Reward, usage: &Usage<'_>, recorded_at: Timestamp) -> Self {
        let at_stripe = LedgerAccount::AtStripe(reward.account_id.clone());
        let applied = LedgerAccount::Applied(reward.account_id.clone());
        let (movement, word, accounts) = match usage.direction {
            Direction::Apply => (Movement::Apply, "apply", (at_stripe, applied)),
            Direction::Unapply => (Movement::Unapply, "unapply", (applied, at_stripe)),
        };
        let id = format!("{word}#{}#{}", usage.by, reward.id);
        Self {
            amount: usage.amount,
            ..Self::of(reward, movement, id, accounts, recorded_at)
        }
    }

    /// An entry over what no invoice has used.
    fn of(
        reward: &Reward,
        movement: Movement,
        id: String,
        (debit, credit): (LedgerAccount, LedgerAccount),
        recorded_at: Timestamp,
    ) -> Self {
        Self {
            id: EntryId(id),
            movement,
            debit,
            credit,
            amount: reward.open(),
            account_id: reward.account_id.clone(),
            reward_id: reward.id.clone(),
            recorded_at,
        }
    }

    pub fn id(&self) -> &EntryId {
        &self.id
    }

    pub fn account_id(&self) -> &AccountId {
        &self.account_id
    }

    pub fn amount(&self) -> Money {
        self.amount
    }

    pub fn debit(&self) -> &LedgerAccount {
        &self.debit
    }

    pub fn credit(&self) -> &LedgerAccount {
        &self.credit
    }

    /// The account's own copy of this entry.
    pub fn statement_line(&self) -> StatementLine {
        StatementLine {
            entry_id: self.id.clone(),
            movement: self.movement,
            account_id: self.account_id.clone(),
            reward_id: self.reward_id.clone(),
            amount: self.amount,
            from: self.debit.position(),
            to: self.credit.position(),
            recorded_at: self.recorded_at,
        }
    }
}

/// An account's copy of a journal entry: what its statement shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatementLine {
    pub entry_id: EntryId,
    pub movement: Movement,
    pub account_id: AccountId,
    pub reward_id: RewardId,
    pub amount: Money,
    pub from: Option<Position>,
    pub to: Option<Position>,
    pub recorded_at: Timestamp,
}

impl StatementLine {
    /// What used the credit, or gave it back: an invoice, or a change of the Stripe balance that
    /// was none. None for every other movement.
    pub fn caused_by(&self) -> Option<&str> {
        match self.movement {
            Movement::Apply | Movement::Unapply => self.entry_id.0.split('#').nth(1),
            Movement::Grant
            | Movement::Release
            | Movement::Post
            | Movement::Cancel
            | Movement::Expire
            | Movement::Reverse
            | Movement::Reinstate
            | Movement::Adjust => None,
        }
    }
}

#[cfg(test)]
mod tests;
