//! Subscriptions: what one is, how the API shows it, and what time and payments do to it.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::books::{Books, Record, Shelf};
use super::calendar::{Interval, Period};
use super::invoices::{self, Invoice, Status as InvoiceStatus};
use super::metadata::Metadata;

/// How long the first invoice may stay unpaid.
pub(super) const INCOMPLETE_TIME: SignedDuration = SignedDuration::from_hours(23);

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Subscription {
    pub(super) id: String,
    pub(super) created: Timestamp,
    pub(super) customer: String,
    pub(super) currency: String,
    pub(super) status: Status,
    pub(super) items: Vec<Item>,
    pub(super) trial: Option<Period>,
    /// From where billing periods are counted.
    pub(super) anchor: Timestamp,
    /// How many periods from the anchor the present one ends; 0 in a trial.
    pub(super) cycle: i64,
    pub(super) period: Period,
    pub(super) cancels_at_period_end: bool,
    pub(super) canceled_at: Option<Timestamp>,
    pub(super) days_until_due: Option<i64>,
    pub(super) discount: Option<Discount>,
    pub(super) latest_invoice: Option<String>,
    pub(super) metadata: Metadata,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Status {
    Incomplete { expires_at: Timestamp },
    IncompleteExpired { at: Timestamp },
    Trialing,
    Active,
    PastDue,
    Canceled { at: Timestamp },
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Item {
    pub(super) id: String,
    pub(super) price: String,
    pub(super) quantity: i64,
    pub(super) created: Timestamp,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Discount {
    pub(super) id: String,
    pub(super) coupon: String,
}

impl Status {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Incomplete { .. } => "incomplete",
            Self::IncompleteExpired { .. } => "incomplete_expired",
            Self::Trialing => "trialing",
            Self::Active => "active",
            Self::PastDue => "past_due",
            Self::Canceled { .. } => "canceled",
        }
    }

    fn ended_at(self) -> Option<Timestamp> {
        match self {
            Self::IncompleteExpired { at } | Self::Canceled { at } => Some(at),
            Self::Incomplete { .. } | Self::Trialing | Self::Active | Self::PastDue => None,
        }
    }
}

impl Subscription {
    pub(super) fn has_ended(&self) -> bool {
        self.status.ended_at().is_some()
    }

    /// What one period costs.
    pub(super) fn amount(&self, books: &Books) -> i64 {
        self.items
            .iter()
            .fold(0, |sum, item| sum.saturating_add(item.amount(books)))
    }

    /// All items share one interval: that of the first.
    pub(super) fn interval(&self, books: &Books) -> Option<Interval> {
        books.prices.get(&self.items.first()?.price)?.interval
    }
}

impl Item {
    pub(super) fn amount(&self, books: &Books) -> i64 {
        let unit_amount = books
            .prices
            .get(&self.price)
            .map_or(0, |price| price.unit_amount);
        unit_amount.saturating_mul(self.quantity)
    }

    fn json(&self, subscription: &Subscription, books: &Books) -> Value {
        json!({
            "id": self.id,
            "object": "subscription_item",
            "billing_thresholds": null,
            "created": self.created.as_second(),
            "current_period_end": subscription.period.end.as_second(),
            "current_period_start": subscription.period.start.as_second(),
            "discounts": [],
            "metadata": {},
            "price": books.prices.get(&self.price).map(|price| price.json(books)),
            "quantity": self.quantity,
            "subscription": subscription.id,
            "tax_rates": [],
        })
    }
}

impl Record for Subscription {
    const NAME: &'static str = "subscription";

    fn id(&self) -> &str {
        &self.id
    }

    fn json(&self, books: &Books) -> Value {
        let second = |at: Timestamp| at.as_second();
        let items: Vec<Value> = self
            .items
            .iter()
            .map(|item| item.json(self, books))
            .collect();
        let cancels_at = self.cancels_at_period_end.then_some(self.period.end);
        json!({
            "id": self.id,
            "object": "subscription",
            "automatic_tax": { "enabled": false, "liability": null, "disabled_reason": null },
            "billing_cycle_anchor": self.anchor.as_second(),
            "billing_mode": { "type": "classic" },
            "cancel_at": cancels_at.map(second),
            "cancel_at_period_end": self.cancels_at_period_end,
            "canceled_at": self.canceled_at.map(second),
            "cancellation_details": { "comment": null, "feedback": null, "reason": null },
            "collection_method": invoices::collection_method(self.days_until_due),
            "created": self.created.as_second(),
            "currency": self.currency,
            "customer": self.customer,
            "days_until_due": self.days_until_due,
            "default_payment_method": null,
            "default_source": null,
            "description": null,
            "discounts": self.discount.iter().map(|each| &each.id).collect::<Vec<_>>(),
            "ended_at": self.status.ended_at().map(second),
            "items": {
                "object": "list",
                "data": items,
                "has_more": false,
                "url": format!("/v1/subscription_items?subscription={}", self.id),
            },
            "latest_invoice": self.latest_invoice,
            "livemode": books.livemode,
            "metadata": self.metadata,
            "pause_collection": null,
            "pending_setup_intent": null,
            "schedule": null,
            "start_date": self.created.as_second(),
            "status": self.status.name(),
            "test_clock": null,
            "trial_end": self.trial.map(|trial| trial.end.as_second()),
            "trial_settings": { "end_behavior": { "missing_payment_method": "create_invoice" } },
            "trial_start": self.trial.map(|trial| trial.start.as_second()),
        })
    }

    fn shelf(books: &Books) -> &Shelf<Self> {
        &books.subscriptions
    }

    fn shelf_mut(books: &mut Books) -> &mut Shelf<Self> {
        &mut books.subscriptions
    }
}

impl Books {
    fn change_subscription(&mut self, id: &str, change: impl FnOnce(&mut Subscription)) {
        self.change_and_tell::<Subscription>("customer.subscription.updated", id, change);
    }

    /// One of its invoices was paid.
    pub(super) fn subscription_paid(&mut self, id: &str) {
        let owes = self.invoices.values().any(|invoice| {
            invoice.subscription.as_deref() == Some(id)
                && matches!(invoice.status, InvoiceStatus::Open { .. })
                && invoice.attempt_count > 0
        });
        self.change_subscription(id, |subscription| match subscription.status {
            Status::Incomplete { .. } => subscription.status = Status::Active,
            Status::PastDue if !owes => subscription.status = Status::Active,
            Status::PastDue
            | Status::Trialing
            | Status::Active
            | Status::IncompleteExpired { .. }
            | Status::Canceled { .. } => {}
        });
    }

    /// A payment of one of its invoices failed.
    pub(super) fn subscription_unpaid(&mut self, id: &str) {
        self.change_subscription(id, |subscription| {
            if subscription.status == Status::Active {
                subscription.status = Status::PastDue;
            }
        });
    }

    /// Cancels at once. What is still owed stays owed, but is not charged by itself any more.
    pub(super) fn end_subscription(&mut self, id: &str) {
        let at = self.now;
        let Some(subscription) = self.subscriptions.get_mut(id) else {
            return;
        };
        if subscription.has_ended() {
            return;
        }
        subscription.status = Status::Canceled { at };
        subscription.canceled_at = subscription.canceled_at.or(Some(at));
        self.stop_collecting(id);
        self.tell::<Subscription>("customer.subscription.deleted", id);
    }

    fn stop_collecting(&mut self, subscription: &str) {
        let of_it = |invoice: &&mut Invoice| invoice.subscription.as_deref() == Some(subscription);
        for invoice in self.invoices.values_mut().filter(of_it) {
            match &mut invoice.status {
                InvoiceStatus::Draft { finalizes_at } => *finalizes_at = None,
                InvoiceStatus::Open { retry_at } => *retry_at = None,
                InvoiceStatus::Paid { .. }
                | InvoiceStatus::Void { .. }
                | InvoiceStatus::Uncollectible { .. } => continue,
            }
            invoice.auto_advance = false;
        }
    }

    /// The first invoice was not paid in time: it is void, and the subscription never began.
    pub(super) fn expire_incomplete(&mut self, id: &str, at: Timestamp) {
        let Some(subscription) = self.subscriptions.get(id) else {
            return;
        };
        if subscription.status != (Status::Incomplete { expires_at: at }) {
            return;
        }
        let first_invoice = subscription.latest_invoice.clone();
        self.change_subscription(id, |subscription| {
            subscription.status = Status::IncompleteExpired { at };
        });
        if let Some(invoice) = first_invoice {
            self.void(&invoice);
        }
    }
}
