//! Invoices: the only proof of payment (requirements 3.5).

use jiff::Timestamp;
use serde::Deserialize;

use crate::line_item::LineItem;
use crate::list::{List, Listed};

/// A bill to a customer.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Invoice {
    pub id: String,
    pub customer: Option<String>,
    /// None until Stripe has decided, which is a matter of moments.
    pub status: Option<InvoiceStatus>,
    pub currency: String,
    /// After discounts and taxes, before the customer balance. Negative for a net credit.
    pub total: i64,
    /// What was paid in money, out of band included; the balance's part is not in it.
    pub amount_paid: i64,
    pub amount_due: i64,
    /// The customer's balance before this invoice; negative is credit.
    pub starting_balance: i64,
    /// The customer's balance after it; none until it is final.
    pub ending_balance: Option<i64>,
    /// Money given back by credit notes after it was paid.
    #[serde(default)]
    pub post_payment_credit_notes_amount: i64,
    pub billing_reason: Option<BillingReason>,
    #[serde(with = "jiff::fmt::serde::timestamp::second::required")]
    pub created: Timestamp,
    pub status_transitions: StatusTransitions,
    pub parent: Option<Parent>,
    pub lines: List<LineItem>,
    /// What the host has printed on it, at most four.
    #[serde(default)]
    custom_fields: Option<Vec<CustomField>>,
    pub livemode: bool,
}

/// A line of its own on an invoice.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct CustomField {
    pub name: String,
    pub value: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InvoiceStatus {
    Draft,
    Open,
    Paid,
    Uncollectible,
    Void,
    #[serde(other)]
    Unknown,
}

/// Why the invoice was made. A first payment after a trial is `SubscriptionCycle`, so this
/// decides nothing; it is for explanations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BillingReason {
    Manual,
    SubscriptionCreate,
    SubscriptionCycle,
    SubscriptionUpdate,
    SubscriptionThreshold,
    #[serde(other)]
    Unknown,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub struct StatusTransitions {
    #[serde(default, with = "jiff::fmt::serde::timestamp::second::optional")]
    pub finalized_at: Option<Timestamp>,
    #[serde(default, with = "jiff::fmt::serde::timestamp::second::optional")]
    pub paid_at: Option<Timestamp>,
    #[serde(default, with = "jiff::fmt::serde::timestamp::second::optional")]
    pub voided_at: Option<Timestamp>,
    #[serde(default, with = "jiff::fmt::serde::timestamp::second::optional")]
    pub marked_uncollectible_at: Option<Timestamp>,
}

/// What the invoice was made from.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Parent {
    pub subscription_details: Option<SubscriptionDetails>,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct SubscriptionDetails {
    pub subscription: String,
}

impl Invoice {
    /// The subscription it bills, if it bills one.
    pub fn subscription(&self) -> Option<&str> {
        let details = self.parent.as_ref()?.subscription_details.as_ref()?;
        Some(&details.subscription)
    }

    /// Whether any of it is for a subscription: a setup fee that stands on a subscription's invoice
    /// is not.
    ///
    /// An invoice carries its first ten lines; where there are more, the subscription it names is
    /// taken for an answer.
    pub fn bills_subscription(&self) -> bool {
        let of_plan = |line: &LineItem| line.amount > 0 && line.is_of_subscription();
        self.subscription().is_some()
            && (self.lines.has_more || self.lines.data.iter().any(of_plan))
    }

    /// What is printed on it beside its lines.
    pub fn custom_fields(&self) -> impl Iterator<Item = &CustomField> {
        self.custom_fields.iter().flatten()
    }
}

impl Listed for Invoice {
    fn id(&self) -> &str {
        &self.id
    }

    fn created(&self) -> Timestamp {
        self.created
    }
}

/// Which payment paid which invoice: since 2025-03-31.basil an invoice does not say.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct InvoicePayment {
    pub id: String,
    pub invoice: String,
    pub status: InvoicePaymentStatus,
    pub currency: String,
    /// None until it is paid.
    pub amount_paid: Option<i64>,
    pub amount_requested: i64,
    pub payment: PaymentReference,
    #[serde(with = "jiff::fmt::serde::timestamp::second::required")]
    pub created: Timestamp,
    pub livemode: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InvoicePaymentStatus {
    Open,
    Paid,
    Canceled,
    #[serde(other)]
    Unknown,
}

/// What money came by: one of the two, or neither for a payment recorded out of band.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct PaymentReference {
    pub payment_intent: Option<String>,
    pub charge: Option<String>,
}

impl InvoicePayment {
    /// Whether it was paid, and not through Stripe.
    pub fn is_out_of_band(&self) -> bool {
        self.status == InvoicePaymentStatus::Paid
            && self.payment.payment_intent.is_none()
            && self.payment.charge.is_none()
    }
}

impl Listed for InvoicePayment {
    fn id(&self) -> &str {
        &self.id
    }

    fn created(&self) -> Timestamp {
        self.created
    }
}

/// Money or balance given back for an invoice.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct CreditNote {
    pub id: String,
    pub invoice: String,
    pub customer: Option<String>,
    pub currency: String,
    pub status: CreditNoteStatus,
    pub total: i64,
    /// What it gave back after the invoice was paid: by refunds, on the balance, out of band.
    #[serde(default)]
    pub post_payment_amount: i64,
    /// The part of it that are refunds, which Stripe lists as such too.
    #[serde(default)]
    pub refunds: Vec<CreditNoteRefund>,
    #[serde(with = "jiff::fmt::serde::timestamp::second::required")]
    pub created: Timestamp,
    pub livemode: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CreditNoteStatus {
    Issued,
    Void,
    #[serde(other)]
    Unknown,
}

/// A refund that a credit note stands for, wholly or in part.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct CreditNoteRefund {
    pub refund: Option<String>,
    pub amount_refunded: i64,
}

impl CreditNote {
    /// What it gave back otherwise than by refunds, in minor units; nothing once it is void.
    pub fn given_back_minor(&self) -> i64 {
        if self.status == CreditNoteStatus::Void {
            return 0;
        }
        let refunds = self.refunds.iter().map(|refund| refund.amount_refunded);
        let refunded = refunds.fold(0, i64::saturating_add);
        self.post_payment_amount.saturating_sub(refunded).max(0)
    }
}

impl Listed for CreditNote {
    fn id(&self) -> &str {
        &self.id
    }

    fn created(&self) -> Timestamp {
        self.created
    }
}
