//! What Stripe's objects say, in the words the rules need.

use domain::paying::{BillingInterval, NextInvoice, Standing, SubscriptionFacts};
use domain::qualification::Payment;
use jiff::Timestamp;
use stripe::client::Session;
use stripe::error::StripeError;
use stripe::invoice::Invoice;
use stripe::payment::RefundStatus;
use stripe::subscription::{Interval, Subscription, SubscriptionItem, SubscriptionStatus};

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

fn standing(subscription: &Subscription, now: Timestamp) -> Standing {
    match subscription.status {
        SubscriptionStatus::Active => Standing::Active,
        SubscriptionStatus::PastDue => Standing::PastDue,
        SubscriptionStatus::Trialing
        | SubscriptionStatus::Incomplete
        | SubscriptionStatus::IncompleteExpired
        | SubscriptionStatus::Unknown => Standing::NotYet,
        SubscriptionStatus::Unpaid | SubscriptionStatus::Paused => Standing::StoppedAt(now),
        SubscriptionStatus::Canceled => Standing::EndedAt(subscription.ended_at.unwrap_or(now)),
    }
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

/// The invoice as a payment: what was paid less what came back, summed over refunds by their own
/// ids, never read from a cumulative field.
pub(crate) async fn payment(
    stripe: &Session<'_>,
    invoice: &Invoice,
) -> Result<Option<Payment>, StripeError> {
    let (Some(paid_at), Ok(invoice_id), Ok(currency)) = (
        invoice.status_transitions.paid_at,
        invoice.id.parse(),
        invoice.currency.parse(),
    ) else {
        return Ok(None);
    };
    let mut net = invoice
        .amount_paid
        .saturating_sub(invoice.post_payment_credit_notes_amount);
    if net > 0 {
        net = net.saturating_sub(refunded(stripe, &invoice.id).await?);
    }
    let net = domain::money::Money::from_minor(net.clamp(0, domain::money::MAX_MINOR), currency);
    Ok(net.ok().map(|net_paid| Payment {
        invoice_id,
        paid_at,
        net_paid,
    }))
}

async fn refunded(stripe: &Session<'_>, invoice_id: &str) -> Result<i64, StripeError> {
    let mut sum: i64 = 0;
    for payment in stripe.list_invoice_payments_of_invoice(invoice_id).await? {
        let Some(payment_intent) = payment.payment.payment_intent else {
            continue;
        };
        let refunds = stripe.list_refunds(&payment_intent).await?;
        for refund in refunds {
            if refund.status == Some(RefundStatus::Succeeded) {
                sum = sum.saturating_add(refund.amount);
            }
        }
    }
    Ok(sum)
}
