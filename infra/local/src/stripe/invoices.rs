//! Invoices: what one is, and how the API shows it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::books::{Books, Record, Shelf};
use super::calendar::Period;
use super::invoice_json;
use super::invoice_lines::Line;
use super::metadata::Metadata;

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Invoice {
    pub(super) id: String,
    pub(super) created: Timestamp,
    pub(super) customer: String,
    pub(super) currency: String,
    pub(super) reason: Reason,
    pub(super) status: Status,
    /// Absent while the invoice is a draft.
    pub(super) finalized: Option<Finalized>,
    pub(super) subscription: Option<String>,
    pub(super) period: Period,
    pub(super) lines: Vec<Line>,
    pub(super) discount: Option<Discounted>,
    pub(super) amount_paid: i64,
    pub(super) attempt_count: u32,
    /// Sent to the customer to pay within so many days, rather than charged.
    pub(super) days_until_due: Option<i64>,
    pub(super) auto_advance: bool,
    pub(super) funding: Funding,
    pub(super) credited: Credited,
    pub(super) labels: Labels,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Reason {
    SubscriptionCreate,
    SubscriptionCycle,
    SubscriptionUpdate,
    Manual,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Status {
    /// Finalized by itself at `finalizes_at`, or only when told.
    Draft {
        finalizes_at: Option<Timestamp>,
    },
    /// Charged again at `retry_at`, or only when told.
    Open {
        retry_at: Option<Timestamp>,
    },
    Paid {
        at: Timestamp,
    },
    Void {
        at: Timestamp,
    },
    Uncollectible {
        at: Timestamp,
    },
}

/// What finalizing fixed.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Finalized {
    pub(super) at: Timestamp,
    pub(super) number: String,
    pub(super) starting_balance: i64,
    pub(super) ending_balance: i64,
    pub(super) amount_due: i64,
}

/// Which balance an invoice meets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Funding {
    Balance,
    /// The first invoice of a subscription bought in this Checkout session: the balance counts,
    /// under its own cause.
    Checkout(String),
    /// The receipt of a one-off payment in Checkout, which no balance reaches.
    NoBalance,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Discounted {
    pub(super) discount: String,
    pub(super) amount: i64,
}

/// Sums of the credit notes of before and after the payment.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
pub(super) struct Credited {
    pub(super) before_payment: i64,
    pub(super) after_payment: i64,
}

/// What the merchant wrote on it.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct Labels {
    pub(super) description: Option<String>,
    pub(super) footer: Option<String>,
    /// At most four pairs of name and value.
    pub(super) custom_fields: Vec<(String, String)>,
    pub(super) metadata: Metadata,
}

impl Invoice {
    pub(super) fn subtotal(&self) -> i64 {
        self.lines
            .iter()
            .fold(0, |sum, line| sum.saturating_add(line.amount))
    }

    pub(super) fn total(&self) -> i64 {
        self.subtotal()
            .saturating_sub(self.discount.as_ref().map_or(0, |each| each.amount))
    }

    pub(super) fn is_draft(&self) -> bool {
        matches!(self.status, Status::Draft { .. })
    }

    pub(super) fn is_paid(&self) -> bool {
        matches!(self.status, Status::Paid { .. })
    }

    /// Still owed: open, or given up on but not void.
    pub(super) fn is_payable(&self) -> bool {
        matches!(
            self.status,
            Status::Open { .. } | Status::Uncollectible { .. }
        )
    }

    pub(super) fn amount_due(&self, books: &Books) -> i64 {
        let due = match &self.finalized {
            Some(finalized) => finalized.amount_due,
            None => self
                .total()
                .saturating_add(self.starting_balance(books))
                .max(0),
        };
        due.saturating_sub(self.credited.before_payment)
    }

    pub(super) fn amount_remaining(&self, books: &Books) -> i64 {
        self.amount_due(books).saturating_sub(self.amount_paid)
    }

    /// A draft shows the customer's balance of the moment.
    pub(super) fn starting_balance(&self, books: &Books) -> i64 {
        match (&self.finalized, &self.funding) {
            (Some(finalized), _) => finalized.starting_balance,
            (None, Funding::NoBalance) => 0,
            (None, Funding::Balance | Funding::Checkout(_)) => books
                .customers
                .get(&self.customer)
                .map_or(0, |customer| customer.balance),
        }
    }
}

impl Status {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Draft { .. } => "draft",
            Self::Open { .. } => "open",
            Self::Paid { .. } => "paid",
            Self::Void { .. } => "void",
            Self::Uncollectible { .. } => "uncollectible",
        }
    }
}

impl Record for Invoice {
    const NAME: &'static str = "invoice";

    fn id(&self) -> &str {
        &self.id
    }

    fn json(&self, books: &Books) -> Value {
        invoice_json::json(self, books)
    }

    fn shelf(books: &Books) -> &Shelf<Self> {
        &books.invoices
    }

    fn shelf_mut(books: &mut Books) -> &mut Shelf<Self> {
        &mut books.invoices
    }
}

/// An invoice to be paid within some days is sent; any other is charged.
pub(super) fn collection_method(days_until_due: Option<i64>) -> &'static str {
    if days_until_due.is_some() {
        "send_invoice"
    } else {
        "charge_automatically"
    }
}
