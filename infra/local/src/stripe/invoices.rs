//! Invoices: what one is, and how the API shows it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::books::{Books, Record, Shelf};
use super::calendar::Period;
use super::form::Metadata;
use super::invoice_lines::{self, Line};

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
    fn starting_balance(&self, books: &Books) -> i64 {
        match (&self.finalized, &self.funding) {
            (Some(finalized), _) => finalized.starting_balance,
            (None, Funding::NoBalance) => 0,
            (None, Funding::Balance | Funding::Checkout(_)) => books
                .customers
                .get(&self.customer)
                .map_or(0, |customer| customer.balance),
        }
    }

    fn due_at(&self) -> Option<i64> {
        let days = self.days_until_due?;
        let from = self
            .finalized
            .as_ref()
            .map_or(self.created, |finalized| finalized.at);
        Some(from.as_second().saturating_add(days.saturating_mul(86_400)))
    }

    fn discount_amounts(&self) -> Value {
        self.discount
            .iter()
            .map(|each| json!({ "amount": each.amount, "discount": each.discount }))
            .collect()
    }

    fn custom_fields(&self) -> Option<Vec<Value>> {
        let fields = &self.labels.custom_fields;
        (!fields.is_empty()).then(|| {
            fields
                .iter()
                .map(|(name, value)| json!({ "name": name, "value": value }))
                .collect()
        })
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

    /// The fields that only one status sets: what happens next, and when the last thing did.
    fn instants(self) -> Instants {
        let mut instants = Instants::default();
        match self {
            Self::Draft { finalizes_at } => instants.finalizes = finalizes_at,
            Self::Open { retry_at } => instants.retry = retry_at,
            Self::Paid { at } => instants.paid = Some(at),
            Self::Void { at } => instants.voided = Some(at),
            Self::Uncollectible { at } => instants.uncollectible = Some(at),
        }
        instants
    }
}

#[derive(Default)]
struct Instants {
    finalizes: Option<Timestamp>,
    retry: Option<Timestamp>,
    paid: Option<Timestamp>,
    voided: Option<Timestamp>,
    uncollectible: Option<Timestamp>,
}

impl Record for Invoice {
    const NAME: &'static str = "invoice";

    fn id(&self) -> &str {
        &self.id
    }

    fn json(&self, books: &Books) -> Value {
        let mut invoice = amounts(self, books);
        if let (Some(fields), Value::Object(rest)) = (invoice.as_object_mut(), facts(self, books)) {
            fields.extend(rest);
        }
        invoice
    }

    fn shelf(books: &Books) -> &Shelf<Self> {
        &books.invoices
    }

    fn shelf_mut(books: &mut Books) -> &mut Shelf<Self> {
        &mut books.invoices
    }
}

fn amounts(invoice: &Invoice, books: &Books) -> Value {
    json!({
        "amount_due": invoice.amount_due(books),
        "amount_overpaid": 0,
        "amount_paid": invoice.amount_paid,
        "amount_remaining": invoice.amount_remaining(books),
        "amount_shipping": 0,
        "attempt_count": invoice.attempt_count,
        "attempted": invoice.attempt_count > 0 || invoice.is_paid(),
        "currency": invoice.currency,
        "ending_balance": invoice.finalized.as_ref().map(|finalized| finalized.ending_balance),
        "lines": invoice_lines::list(invoice, books),
        "post_payment_credit_notes_amount": invoice.credited.after_payment,
        "pre_payment_credit_notes_amount": invoice.credited.before_payment,
        "starting_balance": invoice.starting_balance(books),
        "subtotal": invoice.subtotal(),
        "subtotal_excluding_tax": invoice.subtotal(),
        "total": invoice.total(),
        "total_discount_amounts": invoice.discount_amounts(),
        "total_excluding_tax": invoice.total(),
        "total_pretax_credit_amounts": [],
        "total_taxes": [],
    })
}

fn facts(invoice: &Invoice, books: &Books) -> Value {
    let customer = books.customers.get(&invoice.customer);
    let instants = invoice.status.instants();
    let second = |at: Timestamp| at.as_second();
    let finalized_at = invoice
        .finalized
        .as_ref()
        .map(|finalized| finalized.at.as_second());
    let parent = invoice.subscription.as_ref().map(|subscription| {
        json!({
            "type": "subscription_details",
            "quote_details": null,
            "subscription_details": {
                "metadata": books.subscriptions.get(subscription).map(|each| &each.metadata),
                "subscription": subscription,
            },
        })
    });
    json!({
        "id": invoice.id,
        "object": "invoice",
        "account_country": "US",
        "account_name": null,
        "auto_advance": invoice.auto_advance,
        "automatic_tax": { "enabled": false, "liability": null, "status": null },
        "automatically_finalizes_at": instants.finalizes.map(second),
        "billing_reason": invoice.reason,
        "collection_method": collection_method(invoice.days_until_due),
        "created": invoice.created.as_second(),
        "custom_fields": invoice.custom_fields(),
        "customer": invoice.customer,
        "customer_email": customer.map(|customer| &customer.email),
        "customer_name": customer.map(|customer| &customer.name),
        "default_payment_method": null,
        "description": invoice.labels.description,
        "discounts": invoice.discount.iter().map(|each| &each.discount).collect::<Vec<_>>(),
        "due_date": invoice.due_at(),
        "effective_at": finalized_at,
        "footer": invoice.labels.footer,
        "hosted_invoice_url": null,
        "invoice_pdf": null,
        "issuer": { "type": "self" },
        "livemode": books.livemode,
        "metadata": invoice.labels.metadata,
        "next_payment_attempt": instants.retry.or(instants.finalizes).map(second),
        "number": invoice.finalized.as_ref().map(|finalized| &finalized.number),
        "parent": parent,
        "period_end": invoice.period.end.as_second(),
        "period_start": invoice.period.start.as_second(),
        "receipt_number": null,
        "statement_descriptor": null,
        "status": invoice.status.name(),
        "status_transitions": {
            "finalized_at": finalized_at,
            "marked_uncollectible_at": instants.uncollectible.map(second),
            "paid_at": instants.paid.map(second),
            "voided_at": instants.voided.map(second),
        },
        "test_clock": null,
    })
}

/// An invoice to be paid within some days is sent; any other is charged.
pub(super) fn collection_method(days_until_due: Option<i64>) -> &'static str {
    if days_until_due.is_some() {
        "send_invoice"
    } else {
        "charge_automatically"
    }
}
