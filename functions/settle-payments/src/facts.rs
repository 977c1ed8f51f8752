//! What Stripe's objects say, in the words the rules need.

use std::collections::BTreeSet;

use domain::leaving::Subscribed;
use domain::money::{MAX_MINOR, Money};
use domain::paying::{
    Billing, BillingInterval, LastInvoice, NextInvoice, Standing, SubscriptionFacts,
};
use jiff::Timestamp;
use stripe::invoice::Invoice;
use stripe::subscription::{
    CancellationReason, Interval, Subscription, SubscriptionItem, SubscriptionStatus,
};

/// A subscription by the rule of requirements 3.2. `now` stands in where Stripe keeps no time of
/// when it stopped: paused, unpaid.
pub(crate) fn of_subscription(subscription: &Subscription, now: Timestamp) -> SubscriptionFacts {
    let items = &subscription.items.data;
    let priced = items.iter().any(|item| {
        // Tiers and parts of a cent have no whole amount; they are not free.
        item.price.unit_amount.is_none_or(|amount| amount > 0) && item.quantity != Some(0)
    });
    SubscriptionFacts {
        priced,
        // What is paid during a trial is something else than the plan.
        started_at: subscription
            .trial_end
            .map_or(subscription.start_date, |end| {
                end.max(subscription.start_date)
            }),
        standing: standing(subscription, now),
        trial_ends_at: subscription
            .trial_end
            .filter(|_| priced && subscription.status == SubscriptionStatus::Trialing),
        next_invoice: items
            .iter()
            .filter_map(next_invoice)
            .min_by_key(|next| next.at),
    }
}

/// From when until when it ran. One that was never paid for the first time never did.
pub(crate) fn ran(subscription: &Subscription) -> Option<Subscribed> {
    let never = subscription.status == SubscriptionStatus::IncompleteExpired;
    (!never).then_some(Subscribed {
        from: subscription.created,
        until: subscription.ended_at,
    })
}

fn standing(subscription: &Subscription, now: Timestamp) -> Standing {
    match subscription.status {
        SubscriptionStatus::Active => Standing::Active,
        SubscriptionStatus::PastDue => Standing::PastDueSince(due_at(subscription).unwrap_or(now)),
        SubscriptionStatus::Trialing
        | SubscriptionStatus::Incomplete
        | SubscriptionStatus::IncompleteExpired
        | SubscriptionStatus::Unknown => Standing::NotYet,
        SubscriptionStatus::Unpaid | SubscriptionStatus::Paused => Standing::StoppedAt(now),
        SubscriptionStatus::Canceled => {
            let ended_at = subscription.ended_at.unwrap_or(now);
            let unpaid_since = due_at(subscription).filter(|_| was_given_up(subscription));
            Standing::EndedAt(unpaid_since.map_or(ended_at, |due_at| due_at.min(ended_at)))
        }
    }
}

/// When the payment of the present period was due: of the item that was billed last, where one is
/// billed by the month and another by the year.
fn due_at(subscription: &Subscription) -> Option<Timestamp> {
    let items = subscription.items.data.iter();
    items.filter_map(|item| item.current_period_start).max()
}

/// Whether it ended since its last period was never paid (E32).
fn was_given_up(subscription: &Subscription) -> bool {
    let details = subscription.cancellation_details;
    details.is_some_and(|it| it.reason == Some(CancellationReason::PaymentFailed))
}

fn next_invoice(item: &SubscriptionItem) -> Option<NextInvoice> {
    let interval = match item.price.recurring.as_ref()?.interval {
        Interval::Day => BillingInterval::Day,
        Interval::Week => BillingInterval::Week,
        Interval::Month | Interval::Unknown => BillingInterval::Month,
        Interval::Year => BillingInterval::Year,
    };
    Some(NextInvoice {
        at: item.current_period_end?,
        interval,
    })
}

/// When each invoice above zero was paid: also one that credit covered (requirements 3.2).
pub(crate) fn paid_at(invoices: &[Invoice]) -> Vec<Timestamp> {
    let above_zero = invoices.iter().filter(|invoice| invoice.total > 0);
    above_zero
        .filter_map(|invoice| invoice.status_transitions.paid_at)
        .collect()
}

/// What is to come, and what was paid last, for the words of reminders and explanations.
pub(crate) fn billing(facts: &[SubscriptionFacts], invoices: &[Invoice]) -> Billing {
    let next = facts.iter().filter_map(|facts| facts.next_invoice);
    let last = invoices.iter().filter_map(last_invoice);
    Billing {
        next_invoice: next.min_by_key(|next| next.at),
        trial_ends_at: facts.iter().filter_map(|facts| facts.trial_ends_at).min(),
        last_invoice: last.max_by_key(|last| (last.paid_at, last.invoice_id.clone())),
    }
}

fn last_invoice(invoice: &Invoice) -> Option<LastInvoice> {
    let paid_minor = invoice.amount_paid.clamp(0, MAX_MINOR);
    Some(LastInvoice {
        invoice_id: invoice.id.parse().ok()?,
        paid_at: invoice.status_transitions.paid_at?,
        paid: Money::from_minor(paid_minor, invoice.currency.parse().ok()?).ok()?,
        billed: BTreeSet::new(),
    })
}

#[cfg(test)]
mod tests;
