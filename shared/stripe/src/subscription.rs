//! Subscriptions: whether a customer is paying, and since when.

use jiff::Timestamp;
use serde::Deserialize;

use crate::list::{List, Listed};

/// What a customer has subscribed to.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Subscription {
    pub id: String,
    pub customer: String,
    pub status: SubscriptionStatus,
    pub currency: String,
    #[serde(with = "jiff::fmt::serde::timestamp::second::required")]
    pub created: Timestamp,
    #[serde(with = "jiff::fmt::serde::timestamp::second::required")]
    pub start_date: Timestamp,
    #[serde(default, with = "jiff::fmt::serde::timestamp::second::optional")]
    pub trial_end: Option<Timestamp>,
    #[serde(default, with = "jiff::fmt::serde::timestamp::second::optional")]
    pub ended_at: Option<Timestamp>,
    #[serde(default, with = "jiff::fmt::serde::timestamp::second::optional")]
    pub cancel_at: Option<Timestamp>,
    pub items: List<SubscriptionItem>,
    #[serde(default)]
    pub cancellation_details: Option<CancellationDetails>,
    pub livemode: bool,
}

/// How a subscription came to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub struct CancellationDetails {
    #[serde(default)]
    pub reason: Option<CancellationReason>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CancellationReason {
    CancellationRequested,
    PaymentDisputed,
    /// Stripe gave up asking for a payment that was overdue.
    PaymentFailed,
    #[serde(other)]
    Unknown,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SubscriptionStatus {
    Incomplete,
    IncompleteExpired,
    Trialing,
    Active,
    PastDue,
    Canceled,
    Unpaid,
    Paused,
    #[serde(other)]
    Unknown,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct SubscriptionItem {
    pub id: String,
    pub price: Price,
    /// None for metered prices.
    pub quantity: Option<i64>,
    /// When what is paid or owed now began.
    #[serde(default, with = "jiff::fmt::serde::timestamp::second::optional")]
    pub current_period_start: Option<Timestamp>,
    /// When the next invoice is due, as far as this item goes.
    #[serde(default, with = "jiff::fmt::serde::timestamp::second::optional")]
    pub current_period_end: Option<Timestamp>,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Price {
    pub id: String,
    /// None where the price has tiers or parts of a cent.
    pub unit_amount: Option<i64>,
    /// None for a price that is paid once.
    pub recurring: Option<Recurring>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub struct Recurring {
    pub interval: Interval,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Interval {
    Day,
    Week,
    Month,
    Year,
    #[serde(other)]
    Unknown,
}

impl Listed for Subscription {
    fn id(&self) -> &str {
        &self.id
    }

    fn created(&self) -> Timestamp {
        self.created
    }
}
