//! A reward: what one side of a referral earns, and how far its credit has come.

use std::fmt;
use std::str::FromStr;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::agenda::Look;
use crate::allowance::Counted;
use crate::id::{AccountId, ParticipantId, ProgramId, ReferralId, RewardId};
use crate::ledger::Position;
use crate::money::Money;
use crate::reason::Reason;
use crate::remainder::Settled;
use crate::reminder;
use crate::terms::{Application, Rules};
use crate::time::{after, days_after};

/// Who earns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Side {
    Referrer,
    Friend,
}

impl fmt::Display for Side {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Referrer => "referrer",
            Self::Friend => "friend",
        })
    }
}

impl FromStr for Side {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        match text {
            "referrer" => Ok(Self::Referrer),
            "friend" => Ok(Self::Friend),
            _ => Err(()),
        }
    }
}

/// Where a reward's credit stands (requirements 3.3).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "state")]
pub enum RewardState {
    /// Pending: the hold has not ended.
    Held { release_at: Timestamp },
    /// Pending: the friend's own credit waits for the friend's first payment (C31).
    AwaitingFirstPayment,
    /// Pending: the referrer is not paying yet and may still begin (K24).
    WaitingForReferrer { until: Timestamp },
    /// May be posted: at once where the program applies credit by itself, else once redeemed.
    Available {
        redeemed_at: Option<Timestamp>,
        /// Why an earlier posting was given up, if one was.
        blocked: Option<Reason>,
    },
    /// Reserved for a call to Stripe.
    Posting {
        first_call_at: Timestamp,
        redeemed_at: Option<Timestamp>,
        /// Why the credit is to be taken back as soon as the call has an answer.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        ended: Option<Reason>,
    },
    /// On the Stripe customer's balance; the next invoice takes it.
    Posted {
        balance_transaction_id: String,
        posted_at: Timestamp,
    },
    /// On the Stripe balance, and to be taken back as far as no invoice has used it (E48).
    Reversing {
        reason: Reason,
        balance_transaction_id: String,
        posted_at: Timestamp,
        /// Reserved for a call to Stripe; none until it is known what is left on the balance.
        taking: Option<Taking>,
    },
    /// Taken back from the Stripe balance; its ledger entries are offset.
    Reversed {
        reason: Reason,
        reversed_at: Timestamp,
        /// The posting it was taken back from.
        balance_transaction_id: String,
        posted_at: Timestamp,
        /// Whether an invoice had used a part, so that staff decide what becomes of that.
        review_required: bool,
    },
    /// Ended before it was posted; its ledger entries are offset.
    Canceled {
        reason: Reason,
        canceled_at: Timestamp,
        /// When its wait for the referrer would have been over, if it waited then: a payment
        /// within that earns it, whenever it is heard of.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        waited_until: Option<Timestamp>,
    },
    /// Not used in time: its ledger entries are offset.
    Expired { expired_at: Timestamp },
    /// Never granted: nothing is in the ledger.
    Forfeited {
        reason: Reason,
        decided_at: Timestamp,
    },
}

impl RewardState {
    /// Where the ledger has what is open of the credit; nowhere once it has ended.
    pub fn position(&self) -> Option<Position> {
        match self {
            Self::Held { .. } | Self::AwaitingFirstPayment | Self::WaitingForReferrer { .. } => {
                Some(Position::Pending)
            }
            Self::Available { .. } | Self::Posting { .. } => Some(Position::Available),
            Self::Posted { .. } | Self::Reversing { .. } => Some(Position::AtStripe),
            Self::Reversed { .. }
            | Self::Canceled { .. }
            | Self::Expired { .. }
            | Self::Forfeited { .. } => None,
        }
    }
}

/// A call to Stripe that takes credit off a customer's balance again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Taking {
    /// In the minor unit of the reward's currency; above zero.
    pub amount_minor: i64,
    /// When Stripe was first asked under the present key.
    pub first_call_at: Timestamp,
}

/// What an invoice gave back of a credit that had ended, as far as it is still on the balance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct GivenBack {
    /// In the minor unit of the reward's currency; above zero.
    pub amount_minor: i64,
    /// Reserved for a call to Stripe; none until the balance was read for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub taking: Option<Taking>,
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde passes a reference"
)]
fn is_zero_u32(it: &u32) -> bool {
    *it == 0
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde passes a reference"
)]
fn is_zero_i64(it: &i64) -> bool {
    *it == 0
}

/// The decision that one side earns an amount, or not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reward {
    pub id: RewardId,
    /// What earned it; of credit that staff gave, which no referral did, its own id.
    pub referral_id: ReferralId,
    /// Who earned it; of credit that staff gave, always the referrer's side.
    pub side: Side,
    pub program_id: ProgramId,
    /// Whose bill the credit comes off (K17).
    pub account_id: AccountId,
    /// Who earned it, for display.
    pub participant_id: ParticipantId,
    pub amount: Money,
    pub application: Application,
    /// When the referral qualified: the instant that eligibility was asked for.
    pub qualified_at: Timestamp,
    #[serde(flatten)]
    pub state: RewardState,
    /// When the credit expires unless it is used before; none where the terms know no expiry, or
    /// while its release has no date yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_at: Option<Timestamp>,
    /// When the next warning of that is due.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remind_at: Option<Timestamp>,
    /// Calls to Stripe so far that were reserved; each has an idempotency key of its own.
    pub attempts: u32,
    /// Why the credit may not move for now, although its state would let it: the payment that
    /// earned it is disputed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub frozen: Option<Reason>,
    /// How often the credit was given again after it had ended: names the entries of each round.
    #[serde(default, skip_serializing_if = "is_zero_u32")]
    pub round: u32,
    /// Staff gave it back: whatever becomes of the payment, no fact takes it away again.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub kept_by_staff: bool,
    /// What invoices have used of it, in minor units: from 0 to the amount.
    #[serde(default, skip_serializing_if = "is_zero_i64")]
    pub used_minor: i64,
    /// What an invoice gave back after the credit had ended: it is taken off the balance next.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub given_back: Option<GivenBack>,
    /// What staff decided of what invoices had used before it was taken back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remainder: Option<Settled>,
    /// A call to Stripe that asks again for what invoices had used of a credit that has ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub debit: Option<Taking>,
    /// Which counters of the program count it.
    #[serde(default, skip_serializing_if = "Counted::is_nothing")]
    pub counted: Counted,
    /// Counts the writes, for the condition of the next.
    pub version: u64,
}

impl Reward {
    /// The same reward in its next state, with its version counted on.
    #[must_use]
    pub fn in_state(&self, state: RewardState) -> Self {
        Self {
            state,
            version: self.version.saturating_add(1),
            ..self.clone()
        }
    }

    /// What no invoice has used, in minor units.
    pub fn open_minor(&self) -> i64 {
        self.amount.amount_minor().saturating_sub(self.used_minor)
    }

    /// What no invoice has used.
    pub fn open(&self) -> Money {
        self.amount.less_minor(self.used_minor)
    }

    /// A part of its amount.
    pub(crate) fn part(&self, minor: i64) -> Money {
        let rest = self.amount.amount_minor().saturating_sub(minor);
        self.amount.less_minor(rest)
    }

    /// Tells one taking off the balance from others of the same reward: by its posting, and, where
    /// it had been taken back before, by how much.
    pub fn taking(&self) -> String {
        let posting = self.round.saturating_add(1);
        let before = match (self.debit, self.given_back) {
            (None, None) => return posting.to_string(),
            (Some(_), _) => self.open_minor(),
            (None, Some(back)) => self.open_minor().saturating_sub(back.amount_minor),
        };
        format!("{posting}.{before}")
    }

    /// What of a credit that has ended is being taken off the balance, in minor units.
    pub(crate) fn taken_again_minor(&self) -> i64 {
        let debit = self.debit.map(|taking| taking.amount_minor);
        let back = self.given_back.map(|back| back.amount_minor);
        debit.or(back).unwrap_or(0)
    }

    /// Whether something of a credit that has ended is about to leave the balance: until then, no
    /// fact moves the reward.
    pub fn is_leaving(&self) -> bool {
        self.given_back.is_some() || self.debit.is_some()
    }

    /// Names the reward in its present round, for what happens once a round.
    pub fn occasion(&self) -> String {
        match self.round {
            0 => self.id.to_string(),
            round => format!("{}.r{round}", self.id),
        }
    }

    /// The same reward, pending for as long as somebody is to look at it.
    #[must_use]
    pub(crate) fn pending_while_reviewed(self, rules: &Rules) -> Self {
        let released = matches!(self.state, RewardState::Available { .. });
        if released && self.frozen == Some(Reason::UnderReview) {
            let release_at = days_after(self.qualified_at, rules.hold_days);
            return Self {
                state: RewardState::Held { release_at },
                ..self
            };
        }
        self
    }

    /// The same reward with the day on which its credit expires: `days` after its release.
    #[must_use]
    pub(crate) fn expiring(self, days: Option<u32>, now: Timestamp) -> Self {
        let released_at = match &self.state {
            RewardState::Held { release_at } => Some(*release_at),
            RewardState::Available { .. } => Some(now),
            RewardState::AwaitingFirstPayment
            | RewardState::WaitingForReferrer { .. }
            | RewardState::Posting { .. }
            | RewardState::Posted { .. }
            | RewardState::Reversing { .. }
            | RewardState::Reversed { .. }
            | RewardState::Canceled { .. }
            | RewardState::Expired { .. }
            | RewardState::Forfeited { .. } => None,
        };
        let term = days.zip(released_at);
        let expires_at = term.map(|(days, from)| days_after(from, days));
        let span = expires_at.zip(released_at);
        let remind_at = span.and_then(|(end, from)| reminder::first_warning(end, from));
        Self {
            expires_at,
            remind_at,
            ..self
        }
    }

    /// The same reward with its expiry put off, since its credit was released that much later.
    #[must_use]
    pub(crate) fn postponed(self, late: SignedDuration, now: Timestamp) -> Self {
        let expires_at = self.expires_at.map(|end| after(end, late));
        let remind_at = expires_at.and_then(|end| reminder::first_warning(end, now));
        Self {
            expires_at,
            remind_at,
            ..self
        }
    }

    /// When the credit expires unless it is used: while nobody asked to use it, and once it is on
    /// the Stripe balance, as far as no invoice has used it (E42). While it is on its way there,
    /// never.
    pub fn lapses_at(&self) -> Option<Timestamp> {
        let unused = match &self.state {
            RewardState::Available { redeemed_at, .. } => redeemed_at.is_none(),
            RewardState::Posted { .. } => self.open_minor() > 0,
            RewardState::Held { .. }
            | RewardState::AwaitingFirstPayment
            | RewardState::WaitingForReferrer { .. }
            | RewardState::Posting { .. }
            | RewardState::Reversing { .. }
            | RewardState::Reversed { .. }
            | RewardState::Canceled { .. }
            | RewardState::Expired { .. }
            | RewardState::Forfeited { .. } => false,
        };
        self.expires_at.filter(|_| unused)
    }

    /// When a scheduled function must look at this reward next, if ever.
    pub fn look(&self) -> Option<Look> {
        if self.frozen.is_some() {
            return None;
        }
        match &self.state {
            RewardState::Held { release_at } => Look::earlier(Some(*release_at), None),
            RewardState::WaitingForReferrer { until } => Look::earlier(Some(*until), None),
            RewardState::Available { .. } | RewardState::Posted { .. } => {
                let lapses_at = self.lapses_at();
                Look::earlier(lapses_at, lapses_at.and(self.remind_at))
            }
            RewardState::AwaitingFirstPayment
            | RewardState::Posting { .. }
            | RewardState::Reversing { .. }
            | RewardState::Reversed { .. }
            | RewardState::Canceled { .. }
            | RewardState::Expired { .. }
            | RewardState::Forfeited { .. } => None,
        }
    }

    /// Whether the credit may go to Stripe now.
    pub fn may_be_posted(&self) -> bool {
        // A call that is under way must come to its end all the same.
        if self.frozen.is_some() && !matches!(self.state, RewardState::Posting { .. }) {
            return false;
        }
        match &self.state {
            RewardState::Available { redeemed_at, .. } => {
                self.application == Application::Automatic || redeemed_at.is_some()
            }
            RewardState::Posting { .. } => true,
            RewardState::Held { .. }
            | RewardState::AwaitingFirstPayment
            | RewardState::WaitingForReferrer { .. }
            | RewardState::Posted { .. }
            | RewardState::Reversing { .. }
            | RewardState::Reversed { .. }
            | RewardState::Canceled { .. }
            | RewardState::Expired { .. }
            | RewardState::Forfeited { .. } => false,
        }
    }

    /// Whether the credit is in the ledger as pending.
    pub fn is_pending(&self) -> bool {
        match &self.state {
            RewardState::Held { .. }
            | RewardState::AwaitingFirstPayment
            | RewardState::WaitingForReferrer { .. } => true,
            RewardState::Available { .. }
            | RewardState::Posting { .. }
            | RewardState::Posted { .. }
            | RewardState::Reversing { .. }
            | RewardState::Reversed { .. }
            | RewardState::Canceled { .. }
            | RewardState::Expired { .. }
            | RewardState::Forfeited { .. } => false,
        }
    }

    /// Whether nothing has reached Stripe and the credit is still in the ledger.
    pub fn is_cancelable(&self) -> bool {
        self.is_pending() || matches!(self.state, RewardState::Available { .. })
    }
}

#[cfg(test)]
mod tests;
