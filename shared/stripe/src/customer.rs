//! Customers, and their balances: where credit waits for the next invoice.

use jiff::Timestamp;
use serde::Deserialize;

use crate::list::Listed;
use crate::metadata::{Metadata, or_empty};

/// Whom invoices are sent to. A deleted one keeps nothing but its id.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Customer {
    pub id: String,
    #[serde(default)]
    pub deleted: bool,
    pub email: Option<String>,
    /// None until the first invoice or balance transaction fixes it.
    pub currency: Option<String>,
    /// Negative is credit, which the next final invoice of the same currency uses.
    #[serde(default)]
    pub balance: i64,
    #[serde(default, deserialize_with = "or_empty")]
    pub metadata: Metadata,
}

/// One change of a customer's balance. Stripe calls it a transaction; it never changes again.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct BalanceTransaction {
    pub id: String,
    pub customer: String,
    pub r#type: BalanceTransactionType,
    /// Negative adds credit, positive uses it.
    pub amount: i64,
    pub currency: String,
    /// The customer's balance after this change.
    pub ending_balance: i64,
    /// The invoice it was applied to or unapplied from.
    pub invoice: Option<String>,
    #[serde(default, deserialize_with = "or_empty")]
    pub metadata: Metadata,
    #[serde(with = "jiff::fmt::serde::timestamp::second::required")]
    pub created: Timestamp,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BalanceTransactionType {
    Adjustment,
    AppliedToInvoice,
    UnappliedFromInvoice,
    CreditNote,
    Initial,
    InvoiceOverpaid,
    InvoiceTooLarge,
    InvoiceTooSmall,
    Migration,
    #[serde(other)]
    Unknown,
}

impl Listed for BalanceTransaction {
    fn id(&self) -> &str {
        &self.id
    }

    fn created(&self) -> Timestamp {
        self.created
    }
}
