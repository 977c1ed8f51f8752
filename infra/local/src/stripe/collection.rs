//! Collecting an invoice: charged, charged again, paid or given up.

use jiff::SignedDuration;

use super::agenda::Due;
use super::books::Books;
use super::calendar::later;
use super::customers::Customer;
use super::invoice_payments::PaymentStatus;
use super::invoices::{Invoice, Reason, Status};

/// How long after the first, second and third failure a charge is tried again.
const RETRY_AFTER: [SignedDuration; 3] = [
    SignedDuration::from_hours(3 * 24),
    SignedDuration::from_hours(5 * 24),
    SignedDuration::from_hours(7 * 24),
];

impl Books {
    /// Charges the customer for an open invoice: true if it is paid now.
    pub(super) fn collect(&mut self, id: &str) -> bool {
        let Some(invoice) = self
            .invoices
            .get(id)
            .filter(|invoice| invoice.is_payable())
            .cloned()
        else {
            return false;
        };
        self.change::<Invoice>(id, |invoice| {
            invoice.attempt_count = invoice.attempt_count.saturating_add(1);
        });
        let paid = self
            .open_intent_of(id)
            .is_some_and(|intent| self.charge(&intent));
        if paid {
            let at = self.now;
            self.close_payment(id, PaymentStatus::Paid { at });
            self.settle(id);
        } else {
            self.payment_failed(&invoice);
        }
        paid
    }

    /// The invoice is paid in full: by a card, out of band, or because nothing was due.
    pub(super) fn settle(&mut self, id: &str) {
        let Some(invoice) = self.invoices.get(id) else {
            return;
        };
        let (at, amount, subscription, customer) = (
            self.now,
            invoice.amount_due(self),
            invoice.subscription.clone(),
            invoice.customer.clone(),
        );
        self.change::<Invoice>(id, |invoice| {
            invoice.status = Status::Paid { at };
            invoice.amount_paid = amount;
        });
        self.tell::<Invoice>("invoice.paid", id);
        self.tell::<Invoice>("invoice.payment_succeeded", id);
        self.change_and_tell::<Customer>("customer.updated", &customer, |customer| {
            customer.delinquent = false;
        });
        if let Some(subscription) = subscription {
            self.subscription_paid(&subscription);
        }
    }

    /// Plans the next attempt, or gives the subscription up after the last. The first invoice of
    /// a subscription is not tried again by itself.
    fn payment_failed(&mut self, before: &Invoice) {
        let failures = usize::try_from(before.attempt_count).unwrap_or(usize::MAX);
        let retries = before.reason != Reason::SubscriptionCreate;
        let wait = RETRY_AFTER.get(failures).filter(|_| retries);
        let retry_at = wait.map(|wait| later(self.now, *wait));
        if let Some(at) = retry_at {
            self.plan(
                at,
                Due::Retry {
                    invoice: before.id.clone(),
                },
            );
        }
        self.change::<Invoice>(&before.id, |invoice| {
            if let Status::Open { .. } = invoice.status {
                invoice.status = Status::Open { retry_at };
            }
        });
        self.tell::<Invoice>("invoice.payment_failed", &before.id);
        self.change_and_tell::<Customer>("customer.updated", &before.customer, |customer| {
            customer.delinquent = true;
        });
        let Some(subscription) = &before.subscription else {
            return;
        };
        self.subscription_unpaid(subscription);
        if retries && failures >= RETRY_AFTER.len() {
            self.end_subscription(subscription);
        }
    }
}
