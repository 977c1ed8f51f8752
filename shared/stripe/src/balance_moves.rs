//! A customer's balance in the words of the rules: what was ours, what invoices used, the rest.

use domain::application::BalanceMove;
use domain::money::Currency;
use domain::reconciliation::shown::{Shown, ShownKind, moves};

use crate::customer::{BalanceTransaction, BalanceTransactionType};

/// The metadata of a transaction that takes the surplus of another off the balance: its id.
pub const COMPENSATES: &str = "compensates";

/// All movements of the balance in `currency`, oldest first, from Stripe's list of them, which is
/// newest first.
pub fn balance_moves(transactions: &[BalanceTransaction], currency: Currency) -> Vec<BalanceMove> {
    moves(&shown(transactions), currency)
}

/// The same in all currencies, with what each was for, oldest first.
pub fn shown(transactions: &[BalanceTransaction]) -> Vec<Shown> {
    transactions.iter().rev().filter_map(one).collect()
}

fn one(one: &BalanceTransaction) -> Option<Shown> {
    Some(Shown {
        id: one.id.clone(),
        kind: kind(one),
        // One that no table of ours knows is none of ours.
        currency: one.currency.parse().ok()?,
        // Stripe's credit is a negative balance.
        credit_minor: one.amount.saturating_neg(),
        created_at: one.created,
    })
}

fn kind(one: &BalanceTransaction) -> ShownKind {
    let invoice = || one.invoice.as_ref()?.parse().ok();
    match one.r#type {
        BalanceTransactionType::Adjustment => adjustment(one),
        BalanceTransactionType::AppliedToInvoice | BalanceTransactionType::UnappliedFromInvoice => {
            invoice().map_or(ShownKind::Other, ShownKind::Invoice)
        }
        BalanceTransactionType::CreditNote
        | BalanceTransactionType::Initial
        | BalanceTransactionType::InvoiceOverpaid
        | BalanceTransactionType::InvoiceTooLarge
        | BalanceTransactionType::InvoiceTooSmall
        | BalanceTransactionType::Migration
        | BalanceTransactionType::Unknown => ShownKind::Other,
    }
}

fn adjustment(one: &BalanceTransaction) -> ShownKind {
    let says = |name: &str| one.metadata.get(name).cloned();
    if let Some(of) = says(COMPENSATES) {
        return ShownKind::Compensation { of };
    }
    let Some(reward_id) = says("reward_id").and_then(|id| id.parse().ok()) else {
        return ShownKind::ByHand;
    };
    if 0 < one.amount {
        let number = says("reversal").unwrap_or_else(|| "1".to_owned());
        return ShownKind::TakingBack { reward_id, number };
    }
    let number = says("posting").unwrap_or_else(|| "1".to_owned());
    ShownKind::Posting { reward_id, number }
}
