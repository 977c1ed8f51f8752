//! The cycles of a subscription: how one begins, how a trial ends, and how a period renews.

use jiff::Timestamp;

use super::agenda::Due;
use super::billing::NewInvoice;
use super::books::Books;
use super::calendar::{Period, later};
use super::coupons::Coupon;
use super::invoice_lines::{Line, Source};
use super::invoices::{Discounted, Funding, Labels, Reason};
use super::subscriptions::{INCOMPLETE_TIME, Status, Subscription};

/// What an invoice of a subscription is for.
struct Bill {
    reason: Reason,
    period: Period,
    lines: Vec<Line>,
    funding: Funding,
}

impl Books {
    /// Writes the new subscription down and bills its first invoice at once: nothing for a
    /// trial, the first period otherwise.
    pub(super) fn begin_subscription(&mut self, mut subscription: Subscription, funding: Funding) {
        let id = subscription.id.clone();
        let in_trial = subscription.trial.is_some();
        subscription.status = if in_trial {
            Status::Trialing
        } else {
            Status::Incomplete {
                expires_at: later(self.now, INCOMPLETE_TIME),
            }
        };
        let (status, period_end) = (subscription.status, subscription.period.end);
        self.put(subscription);
        self.tell::<Subscription>("customer.subscription.created", &id);
        self.plan(
            period_end,
            Due::PeriodEnd {
                subscription: id.clone(),
            },
        );
        if let Status::Incomplete { expires_at } = status {
            self.plan(
                expires_at,
                Due::Expire {
                    subscription: id.clone(),
                },
            );
        }
        let lines = self.period_lines(&id, in_trial);
        let now = Period::at(self.now);
        let bill = Bill {
            reason: Reason::SubscriptionCreate,
            period: now,
            lines,
            funding,
        };
        if let Some(invoice) = self.draft_bill(&id, bill) {
            self.finalize_and_collect(&invoice);
        }
        self.activate_if_sent(&id);
    }

    /// A subscription whose invoices are sent rather than charged begins before it is paid.
    fn activate_if_sent(&mut self, id: &str) {
        self.change_and_tell::<Subscription>("customer.subscription.updated", id, |each| {
            if matches!(each.status, Status::Incomplete { .. }) && each.days_until_due.is_some() {
                each.status = Status::Active;
            }
        });
    }

    /// A trial or a paid period ends at `at`: the next one begins, and is billed.
    pub(super) fn end_period(&mut self, id: &str, at: Timestamp) {
        let Some(subscription) = self.subscriptions.get(id) else {
            return;
        };
        let runs = matches!(
            subscription.status,
            Status::Trialing | Status::Active | Status::PastDue
        );
        if !runs || subscription.period.end != at {
            return;
        }
        if subscription.cancels_at_period_end {
            self.end_subscription(id);
            return;
        }
        let ended = subscription.period;
        self.begin_next_period(id);
        let lines = self.period_lines(id, false);
        let reason = Reason::SubscriptionCycle;
        let bill = Bill {
            reason,
            period: ended,
            lines,
            funding: Funding::Balance,
        };
        if let Some(invoice) = self.draft_bill(id, bill) {
            self.finalize_later(&invoice);
        }
    }

    fn begin_next_period(&mut self, id: &str) {
        let Some(subscription) = self.subscriptions.get(id) else {
            return;
        };
        let Some(interval) = subscription.interval(self) else {
            return;
        };
        let cycle = subscription.cycle.saturating_add(1);
        let period = Period {
            start: subscription.period.end,
            end: interval.end_of(subscription.anchor, cycle),
        };
        self.change_and_tell::<Subscription>("customer.subscription.updated", id, |each| {
            each.cycle = cycle;
            each.period = period;
            if each.status == Status::Trialing {
                each.status = Status::Active;
            }
        });
        self.plan(
            period.end,
            Due::PeriodEnd {
                subscription: id.to_owned(),
            },
        );
    }

    /// One line per item for the present period; of nothing in a trial.
    pub(super) fn period_lines(&mut self, id: &str, in_trial: bool) -> Vec<Line> {
        let Some(subscription) = self.subscriptions.get(id).cloned() else {
            return Vec::new();
        };
        let mut lines = Vec::new();
        for item in &subscription.items {
            lines.push(Line {
                id: self.next_id("il"),
                amount: if in_trial { 0 } else { item.amount(self) },
                description: in_trial.then(|| "Trial period".to_owned()),
                period: subscription.period,
                quantity: item.quantity,
                price: Some(item.price.clone()),
                subscription: Some(id.to_owned()),
                proration: false,
                source: Source::SubscriptionItem(item.id.clone()),
            });
        }
        lines
    }

    /// Drafts an invoice of the subscription, with the items that wait for it and its discount.
    fn draft_bill(&mut self, id: &str, bill: Bill) -> Option<String> {
        let subscription = self.subscriptions.get(id)?.clone();
        let subtotal = bill
            .lines
            .iter()
            .fold(0_i64, |sum, line| sum.saturating_add(line.amount));
        let discount = self.use_discount(&subscription, subtotal);
        let invoice = self.draft_invoice(NewInvoice {
            customer: subscription.customer,
            currency: subscription.currency,
            reason: bill.reason,
            subscription: Some(id.to_owned()),
            period: bill.period,
            lines: bill.lines,
            discount,
            days_until_due: subscription.days_until_due,
            auto_advance: true,
            funding: bill.funding,
            labels: Labels::default(),
            takes_waiting_items: true,
        });
        let latest = invoice.clone();
        self.change::<Subscription>(id, |each| each.latest_invoice = Some(latest));
        Some(invoice)
    }

    /// What the subscription's coupon takes off; one of `once` is used up by it.
    fn use_discount(&mut self, subscription: &Subscription, subtotal: i64) -> Option<Discounted> {
        let discount = subscription.discount.as_ref()?;
        let coupon = self.get::<Coupon>(&discount.coupon).ok()?.clone();
        let amount = coupon.discount_rounded_down(subtotal);
        if amount == 0 {
            return None;
        }
        if coupon.once {
            self.change::<Subscription>(&subscription.id, |each| each.discount = None);
        }
        Some(Discounted {
            discount: discount.id.clone(),
            amount,
        })
    }

    /// Bills a change of the subscription at once.
    pub(super) fn bill_now(&mut self, id: &str, lines: Vec<Line>) {
        let now = Period::at(self.now);
        let reason = Reason::SubscriptionUpdate;
        let bill = Bill {
            reason,
            period: now,
            lines,
            funding: Funding::Balance,
        };
        if let Some(invoice) = self.draft_bill(id, bill) {
            self.finalize_and_collect(&invoice);
        }
    }
}
