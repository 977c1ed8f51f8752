//! Money on its way in, and on its way back: charges, refunds, disputes, checkouts.

use jiff::Timestamp;
use serde::Deserialize;

use crate::list::Listed;
use crate::metadata::{Metadata, or_empty};

/// One attempt to move money that succeeded or failed.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Charge {
    pub id: String,
    pub payment_intent: Option<String>,
    pub customer: Option<String>,
    pub currency: String,
    pub amount: i64,
    /// The sum of all refunds so far, never what one of them gave back.
    pub amount_refunded: i64,
    pub livemode: bool,
}

/// Money given back. Only a succeeded one counts, and it may still fail later.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Refund {
    pub id: String,
    pub amount: i64,
    pub currency: String,
    pub status: Option<RefundStatus>,
    pub charge: Option<String>,
    pub payment_intent: Option<String>,
    #[serde(with = "jiff::fmt::serde::timestamp::second::required")]
    pub created: Timestamp,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RefundStatus {
    Pending,
    RequiresAction,
    Succeeded,
    Failed,
    Canceled,
    #[serde(other)]
    Unknown,
}

impl Listed for Refund {
    fn id(&self) -> &str {
        &self.id
    }

    fn created(&self) -> Timestamp {
        self.created
    }
}

/// A payment that its payer's bank questions.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Dispute {
    pub id: String,
    pub amount: i64,
    pub currency: String,
    pub status: DisputeStatus,
    pub charge: Option<String>,
    pub payment_intent: Option<String>,
    #[serde(with = "jiff::fmt::serde::timestamp::second::required")]
    pub created: Timestamp,
    pub livemode: bool,
}

impl Listed for Dispute {
    fn id(&self) -> &str {
        &self.id
    }

    fn created(&self) -> Timestamp {
        self.created
    }
}

/// The three `Warning…` are inquiries: no money has moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DisputeStatus {
    WarningNeedsResponse,
    WarningUnderReview,
    WarningClosed,
    NeedsResponse,
    UnderReview,
    Won,
    Lost,
    Prevented,
    #[serde(other)]
    Unknown,
}

impl DisputeStatus {
    /// Whether it is a question only: no money has moved.
    pub fn is_inquiry(self) -> bool {
        matches!(
            self,
            Self::WarningNeedsResponse | Self::WarningUnderReview | Self::WarningClosed
        )
    }
}

/// The card network's sign that a payment may be fraud. Not proof.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct EarlyFraudWarning {
    pub id: String,
    pub charge: String,
    pub payment_intent: Option<String>,
    /// Whether the payment was neither refunded nor disputed yet.
    pub actionable: bool,
    #[serde(with = "jiff::fmt::serde::timestamp::second::required")]
    pub created: Timestamp,
    pub livemode: bool,
}

impl Listed for EarlyFraudWarning {
    fn id(&self) -> &str {
        &self.id
    }

    fn created(&self) -> Timestamp {
        self.created
    }
}

/// What a customer pays with.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct PaymentMethod {
    pub id: String,
    pub card: Option<Card>,
    #[serde(with = "jiff::fmt::serde::timestamp::second::required")]
    pub created: Timestamp,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Card {
    /// The same for one card, whoever pays with it.
    pub fingerprint: Option<String>,
}

impl Listed for PaymentMethod {
    fn id(&self) -> &str {
        &self.id
    }

    fn created(&self) -> Timestamp {
        self.created
    }
}

/// A visit to Stripe's own checkout page: it links an account to its customer.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct CheckoutSession {
    pub id: String,
    /// The host's account id, where the host set it.
    pub client_reference_id: Option<String>,
    pub customer: Option<String>,
    pub subscription: Option<String>,
    pub invoice: Option<String>,
    pub mode: CheckoutMode,
    pub payment_status: CheckoutPaymentStatus,
    #[serde(default, deserialize_with = "or_empty")]
    pub metadata: Metadata,
    #[serde(with = "jiff::fmt::serde::timestamp::second::required")]
    pub created: Timestamp,
    pub livemode: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CheckoutMode {
    Payment,
    Setup,
    Subscription,
    #[serde(other)]
    Unknown,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CheckoutPaymentStatus {
    Paid,
    Unpaid,
    NoPaymentRequired,
    #[serde(other)]
    Unknown,
}
