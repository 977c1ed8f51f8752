//! The changes of a customer's balance in the words of the rules: which are ours, which invoices
//! made, which are somebody's by hand.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use crate::application::{BalanceMove, MoveKind};
use crate::id::{InvoiceId, RewardId};
use crate::money::Currency;

/// One change of a customer's balance, as Stripe shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// Stripe's id of it.
    pub id: String,
    pub kind: ShownKind,
    pub currency: Currency,
    /// In minor units. Above zero is credit put on the balance; below zero, credit that left it.
    pub credit_minor: i64,
    pub created_at: Timestamp,
}

/// What it is, by the metadata that we gave it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ShownKind {
    /// Ours: the credit of a reward, in the posting of this number.
    Posting {
        reward_id: RewardId,
        number: String,
    },
    /// Ours: taken back from the posting of this number.
    TakingBack {
        reward_id: RewardId,
        number: String,
    },
    /// Ours: the surplus of this transaction, which was a second posting of the same.
    Compensation {
        of: String,
    },
    Invoice(InvoiceId),
    /// Somebody's adjustment, who is not us.
    ByHand,
    /// Stripe's own: a credit note, an overpaid invoice.
    Other,
}

/// The movements of one currency for allotting, oldest first.
///
/// A second posting of the same credit is nobody's, so that the ledger never says that more of a
/// credit was used than there is; what was taken off it again is left out of account.
pub fn moves(shown: &[Shown], currency: Currency) -> Vec<BalanceMove> {
    let mut taken_off: BTreeMap<&str, i64> = BTreeMap::new();
    for one in shown {
        if let ShownKind::Compensation { of } = &one.kind {
            let sum = taken_off.entry(of).or_default();
            *sum = sum.saturating_add(one.credit_minor);
        }
    }
    let doubles = doubles(shown);
    let own = shown.iter().filter(|one| one.currency == currency);
    own.filter(|one| !matches!(one.kind, ShownKind::Compensation { .. }))
        .map(|one| BalanceMove {
            id: one.id.clone(),
            kind: match &one.kind {
                _ if doubles.contains(&*one.id) => MoveKind::Other,
                ShownKind::Posting { reward_id, .. } | ShownKind::TakingBack { reward_id, .. } => {
                    MoveKind::Ours(reward_id.clone())
                }
                ShownKind::Invoice(invoice) => MoveKind::Invoice(invoice.clone()),
                ShownKind::Compensation { .. } | ShownKind::ByHand | ShownKind::Other => {
                    MoveKind::Other
                }
            },
            credit_minor: one
                .credit_minor
                .saturating_add(taken_off.get(&*one.id).copied().unwrap_or(0)),
        })
        .collect()
}

/// The second and further postings of the same credit.
pub(super) fn doubles(shown: &[Shown]) -> BTreeSet<&str> {
    let mut seen = BTreeSet::new();
    let postings = shown.iter().filter_map(|one| match &one.kind {
        ShownKind::Posting { reward_id, number } => Some((one, reward_id, number)),
        ShownKind::TakingBack { .. }
        | ShownKind::Compensation { .. }
        | ShownKind::Invoice(_)
        | ShownKind::ByHand
        | ShownKind::Other => None,
    });
    postings
        .filter(|(_, reward_id, number)| !seen.insert((*reward_id, *number)))
        .map(|(one, ..)| &*one.id)
        .collect()
}
