//! A customer's balance in the words of the rules: what was ours, what invoices used, the rest.

use domain::application::{BalanceMove, MoveKind};
use domain::money::Currency;

use crate::customer::{BalanceTransaction, BalanceTransactionType};

/// All movements of the balance in `currency`, oldest first, from Stripe's list of them, which is
/// newest first.
pub fn balance_moves(transactions: &[BalanceTransaction], currency: Currency) -> Vec<BalanceMove> {
    let code = currency.to_stripe();
    let own = transactions.iter().rev().filter(|one| one.currency == code);
    own.map(|one| BalanceMove {
        id: one.id.clone(),
        kind: kind(one),
        // Stripe's credit is a negative balance.
        credit_minor: one.amount.saturating_neg(),
    })
    .collect()
}

fn kind(one: &BalanceTransaction) -> MoveKind {
    let reward = || one.metadata.get("reward_id")?.parse().ok();
    let invoice = || one.invoice.as_ref()?.parse().ok();
    match one.r#type {
        BalanceTransactionType::Adjustment => reward().map_or(MoveKind::Other, MoveKind::Ours),
        BalanceTransactionType::AppliedToInvoice | BalanceTransactionType::UnappliedFromInvoice => {
            invoice().map_or(MoveKind::Other, MoveKind::Invoice)
        }
        BalanceTransactionType::CreditNote
        | BalanceTransactionType::Initial
        | BalanceTransactionType::InvoiceOverpaid
        | BalanceTransactionType::InvoiceTooLarge
        | BalanceTransactionType::InvoiceTooSmall
        | BalanceTransactionType::Migration
        | BalanceTransactionType::Unknown => MoveKind::Other,
    }
}
