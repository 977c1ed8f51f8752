//! A paid invoice as the rules see it: what was paid, and what came back of it.

use std::collections::BTreeSet;

use domain::id::CardFingerprint;
use domain::money::{Currency, MAX_MINOR, Money};
use domain::payment::{Dispute, Payment};
use domain::review::Signal;
use domain::terms::Rules;
use jiff::Timestamp;
use stripe::client::Session;
use stripe::error::StripeError;
use stripe::invoice::Invoice;
use stripe::payment::{DisputeStatus, RefundStatus};

use crate::plans;

/// What came back of a payment: each part by its own id, never by a cumulative field (E49); and
/// what of it Stripe never had.
#[derive(Debug, Default)]
struct Back {
    minor: i64,
    out_of_band_minor: i64,
    last_at: Option<Timestamp>,
    is_questioned: bool,
    was_lost: bool,
    is_suspected: bool,
}

impl Back {
    fn add(&mut self, minor: i64, at: Timestamp) {
        self.minor = self.minor.saturating_add(minor);
        self.last_at = self.last_at.max(Some(at));
    }

    fn dispute(&mut self, dispute: &stripe::payment::Dispute) {
        match dispute.status {
            DisputeStatus::Lost => {
                self.was_lost = true;
                self.add(dispute.amount, dispute.created);
            }
            // A status that Stripe may add is not one in which the money is ours for sure.
            DisputeStatus::NeedsResponse | DisputeStatus::UnderReview | DisputeStatus::Unknown => {
                self.is_questioned = true;
            }
            DisputeStatus::Won
            | DisputeStatus::Prevented
            | DisputeStatus::WarningNeedsResponse
            | DisputeStatus::WarningUnderReview
            | DisputeStatus::WarningClosed => {}
        }
    }
}

/// The invoice as a payment; nothing where Stripe says no time or currency of it.
pub(crate) async fn payment(
    stripe: &Session<'_>,
    invoice: &Invoice,
    rules: &Rules,
) -> Result<Option<Payment>, StripeError> {
    let (Some(paid_at), Ok(invoice_id), Ok(currency)) = (
        invoice.status_transitions.paid_at,
        invoice.id.parse(),
        invoice.currency.parse(),
    ) else {
        return Ok(None);
    };
    let back = if invoice.amount_paid > 0 {
        came_back(stripe, invoice).await?
    } else {
        Back::default()
    };
    let remains = invoice.amount_paid.saturating_sub(back.minor);
    let (Some(paid), Some(net_paid), Some(out_of_band)) = (
        amount(invoice.amount_paid, currency),
        amount(remains, currency),
        amount(back.out_of_band_minor, currency),
    ) else {
        return Ok(None);
    };
    Ok(Some(Payment {
        invoice_id,
        paid_at,
        paid,
        out_of_band,
        bills_subscription: invoice.bills_subscription(),
        billed: plans::billed(stripe, invoice, &rules.prices).await?,
        net_paid,
        came_back_at: back.last_at,
        dispute: match (back.is_questioned, back.was_lost) {
            (true, _) => Dispute::Open,
            (false, true) => Dispute::Lost,
            (false, false) => Dispute::None,
        },
        signals: back
            .is_suspected
            .then_some(Signal::EarlyFraudWarning)
            .into_iter()
            .collect(),
    }))
}

fn amount(minor: i64, currency: Currency) -> Option<Money> {
    Money::from_minor(minor.clamp(0, MAX_MINOR), currency).ok()
}

/// What the customer pays with. One that is gone has no card.
pub(crate) async fn cards(
    stripe: &Session<'_>,
    customer: &str,
) -> Result<BTreeSet<CardFingerprint>, StripeError> {
    let cards = match stripe.list_cards(customer).await {
        Err(StripeError::Refused { status: 404, .. }) => Vec::new(),
        listed => listed?,
    };
    let cards = cards.into_iter().filter_map(|it| it.card?.fingerprint);
    Ok(cards.filter_map(|name| name.parse().ok()).collect())
}

async fn came_back(stripe: &Session<'_>, invoice: &Invoice) -> Result<Back, StripeError> {
    let mut back = Back::default();
    for payment in stripe.list_invoice_payments_of_invoice(&invoice.id).await? {
        if payment.is_out_of_band() {
            let minor = payment.amount_paid.unwrap_or_default();
            back.out_of_band_minor = back.out_of_band_minor.saturating_add(minor);
        }
        let Some(payment_intent) = payment.payment.payment_intent else {
            continue;
        };
        for refund in stripe.list_refunds(&payment_intent).await? {
            if refund.status == Some(RefundStatus::Succeeded) {
                back.add(refund.amount, refund.created);
            }
        }
        for dispute in stripe.list_disputes(&payment_intent).await? {
            back.dispute(&dispute);
        }
        let warnings = stripe.list_early_fraud_warnings(&payment_intent).await?;
        back.is_suspected |= !warnings.is_empty();
    }
    if invoice.post_payment_credit_notes_amount > 0 {
        for note in stripe.list_credit_notes(&invoice.id).await? {
            if note.given_back_minor() > 0 {
                back.add(note.given_back_minor(), note.created);
            }
        }
    }
    Ok(back)
}
