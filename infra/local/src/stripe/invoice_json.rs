//! An invoice as the API shows it.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::books::Books;
use super::invoice_lines;
use super::invoices::{Invoice, Status, collection_method};

pub(super) fn json(invoice: &Invoice, books: &Books) -> Value {
    let mut object = amounts(invoice, books);
    if let (Some(fields), Value::Object(facts)) = (object.as_object_mut(), facts(invoice, books)) {
        fields.extend(facts);
    }
    object
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
        "parent": parent(invoice, books),
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

fn parent(invoice: &Invoice, books: &Books) -> Option<Value> {
    invoice.subscription.as_ref().map(|subscription| {
        json!({
            "type": "subscription_details",
            "quote_details": null,
            "subscription_details": {
                "metadata": books.subscriptions.get(subscription).map(|each| &each.metadata),
                "subscription": subscription,
            },
        })
    })
}

impl Invoice {
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

#[derive(Default)]
struct Instants {
    finalizes: Option<Timestamp>,
    retry: Option<Timestamp>,
    paid: Option<Timestamp>,
    voided: Option<Timestamp>,
    uncollectible: Option<Timestamp>,
}

impl Status {
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
