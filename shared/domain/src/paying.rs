//! Whether an account pays: spells with Stripe's own times (requirements 3.2, design 3).
//!
//! The question is always "paying at instant t", so that facts may arrive in any order.

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::id::{AccountId, InvoiceId, PlanId};
use crate::money::Money;

/// A stretch of time in which an account paid: from `from` up to, but not including, `until`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spell {
    pub from: Timestamp,
    pub until: Option<Timestamp>,
    /// From when on a payment is overdue: whether the account paid then is not decided yet (E32).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub in_doubt_since: Option<Timestamp>,
}

/// Whether an account paid at some instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Paid {
    No,
    /// Its payment is overdue: what becomes of it decides (E32).
    InDoubt,
    Yes,
}

impl Spell {
    /// Until when the account paid for sure, if that has an end.
    fn sure_until(&self) -> Option<Timestamp> {
        self.until.into_iter().chain(self.in_doubt_since).min()
    }

    fn paid_at(&self, at: Timestamp) -> Paid {
        let lasts = |until: Option<Timestamp>| until.is_none_or(|end| at < end);
        if at < self.from || !lasts(self.until) {
            Paid::No
        } else if lasts(self.in_doubt_since) {
            Paid::Yes
        } else {
            Paid::InDoubt
        }
    }
}

/// How often an account is billed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum BillingInterval {
    Day,
    Week,
    Month,
    Year,
}

/// When the next invoice is expected: for the words in mail, never for a decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NextInvoice {
    pub at: Timestamp,
    pub interval: BillingInterval,
}

/// The invoice that was paid last: to explain why it did not count, never for a decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LastInvoice {
    pub invoice_id: InvoiceId,
    pub paid_at: Timestamp,
    /// What was paid in money: 0 where credit or a coupon covered it, or for a trial.
    pub paid: Money,
    /// The prices and products on its lines above zero.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub billed: BTreeSet<PlanId>,
}

/// What Stripe tells of an account beside its spells: for words, never for a decision on money.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Billing {
    pub next_invoice: Option<NextInvoice>,
    pub trial_ends_at: Option<Timestamp>,
    pub last_invoice: Option<LastInvoice>,
}

/// What is known of an account's payments.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paying {
    pub account_id: AccountId,
    pub spells: Vec<Spell>,
    pub next_invoice: Option<NextInvoice>,
    /// When a trial ends that goes on, if one does: for a reminder, never for a decision on money.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trial_ends_at: Option<Timestamp>,
    /// The invoice that was paid last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_invoice: Option<LastInvoice>,
    /// When its last subscription ended, oldest first: see [`crate::leaving::leaves`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub left: Vec<Timestamp>,
    /// Whether rewards that depend on these spells have still to be decided again.
    pub review_due: bool,
    /// Counts the writes, for the condition of the next.
    pub version: u64,
}

impl Paying {
    /// An account of which no payment is known.
    pub fn never(account_id: AccountId) -> Self {
        Self {
            account_id,
            spells: Vec::new(),
            next_invoice: None,
            trial_ends_at: None,
            last_invoice: None,
            left: Vec::new(),
            review_due: false,
            version: 0,
        }
    }

    /// The same account by what Stripe tells now.
    ///
    /// A spell that was known to have stopped keeps its end where Stripe keeps none (paused or
    /// unpaid): the first instant that was seen is the nearest to the truth. One that ends while a
    /// payment was overdue ended when that was due.
    #[must_use]
    pub fn observed(&self, spells: &[Spell], billing: Billing) -> Self {
        let kept_end = |spell: &Spell| {
            let known = self.spells.iter().find(|known| known.from == spell.from);
            let seen = known.and_then(Spell::sure_until);
            let doubted = known.and_then(|known| known.in_doubt_since);
            Spell {
                until: spell
                    .until
                    .map(|told| seen.map_or(told, |seen| told.min(seen))),
                in_doubt_since: spell
                    .in_doubt_since
                    .map(|told| doubted.map_or(told, |it| told.min(it))),
                ..*spell
            }
        };
        let spells: Vec<Spell> = spells.iter().map(kept_end).collect();
        let review_due = self.review_due || spells != self.spells;
        Self {
            spells,
            next_invoice: billing.next_invoice,
            trial_ends_at: billing.trial_ends_at,
            last_invoice: billing.last_invoice,
            review_due,
            ..self.clone()
        }
    }

    /// Whether the account was a paying customer at `at` (K3, K15, K16), as far as that is decided.
    pub fn paid_at(&self, at: Timestamp) -> Paid {
        let told = self.spells.iter().map(|spell| spell.paid_at(at));
        told.max().unwrap_or(Paid::No)
    }

    /// Whether the account was a paying customer at `at` for sure.
    pub fn at(&self, at: Timestamp) -> bool {
        self.paid_at(at) == Paid::Yes
    }

    /// When the account left, the first time from `at` on.
    pub fn left_since(&self, at: Timestamp) -> Option<Timestamp> {
        self.left.iter().copied().filter(|left| at <= *left).min()
    }

    /// Whether the account was paying for sure at some instant from `from` up to, but not
    /// including, `until`.
    pub fn within(&self, from: Timestamp, until: Timestamp) -> bool {
        self.spells
            .iter()
            .any(|spell| spell.from < until && spell.sure_until().is_none_or(|end| from < end))
    }
}

/// One subscription as Stripe tells of it, in the words the rule needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SubscriptionFacts {
    /// Whether any price is above zero: a free plan does not pay.
    pub priced: bool,
    /// When it was created, or, if that is later, when its trial ends.
    pub started_at: Timestamp,
    pub standing: Standing,
    pub next_invoice: Option<NextInvoice>,
    /// When its trial ends, while it is on one.
    pub trial_ends_at: Option<Timestamp>,
}

/// Where a subscription stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    Active,
    /// Between a failed payment, which was due at this instant, and its outcome (E32).
    PastDueSince(Timestamp),
    /// On trial, or not begun: no payment was ever due.
    NotYet,
    /// Paused or unpaid since this instant.
    StoppedAt(Timestamp),
    EndedAt(Timestamp),
}

/// The spells that follow from all subscriptions of a customer and the instants at which its
/// invoices above zero were paid.
///
/// A subscription pays from its first paid invoice with a total above zero, even where credit
/// covered all of it (requirements 3.2), until it stops. Computed anew from all facts each time,
/// so the order in which they arrive does not matter.
pub fn spells(subscriptions: &[SubscriptionFacts], paid_at: &[Timestamp]) -> Vec<Spell> {
    let mut spells: Vec<Spell> = subscriptions
        .iter()
        .filter_map(|facts| spell_of(facts, paid_at))
        .collect();
    spells.sort_by_key(|spell| spell.from);
    spells
}

fn spell_of(facts: &SubscriptionFacts, paid_at: &[Timestamp]) -> Option<Spell> {
    let (until, in_doubt_since) = match facts.standing {
        Standing::Active => (None, None),
        Standing::PastDueSince(at) => (None, Some(at)),
        Standing::NotYet => return None,
        Standing::StoppedAt(at) | Standing::EndedAt(at) => (Some(at), None),
    };
    // The first invoice of a subscription may be paid a moment before the subscription's own
    // `created` is rounded to the second.
    let earliest = crate::time::after(facts.started_at, SignedDuration::from_secs(-60));
    let from = paid_at.iter().copied().filter(|at| *at >= earliest).min()?;
    let spell = Spell {
        from,
        until,
        in_doubt_since,
    };
    (facts.priced && until.is_none_or(|until| from < until)).then_some(spell)
}

#[cfg(test)]
mod tests;
