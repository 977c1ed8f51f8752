//! The lines of an invoice, and where each comes from.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::books::Books;
use super::calendar::Period;
use super::invoices::Invoice;

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Line {
    pub(super) id: String,
    /// Negative for a credit, such as the unused time of a plan that was left.
    pub(super) amount: i64,
    pub(super) description: Option<String>,
    pub(super) period: Period,
    pub(super) quantity: i64,
    pub(super) price: Option<String>,
    pub(super) subscription: Option<String>,
    pub(super) proration: bool,
    pub(super) source: Source,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) enum Source {
    SubscriptionItem(String),
    InvoiceItem(String),
}

/// As many lines stand in their invoice; a list of its own has the others.
const WITHIN_INVOICE: usize = 10;

/// The lines as the list inside their invoice: the first ten.
pub(super) fn list(invoice: &Invoice, books: &Books) -> Value {
    let mut lines = all(invoice, books);
    let has_more = lines.len() > WITHIN_INVOICE;
    lines.truncate(WITHIN_INVOICE);
    json!({
        "object": "list",
        "data": lines,
        "has_more": has_more,
        "url": format!("/v1/invoices/{}/lines", invoice.id),
    })
}

/// Every line of it.
pub(super) fn all(invoice: &Invoice, books: &Books) -> Vec<Value> {
    let lines = invoice.lines.iter();
    lines.map(|line| json(line, invoice, books)).collect()
}

fn json(line: &Line, invoice: &Invoice, books: &Books) -> Value {
    let pricing = line
        .price
        .as_ref()
        .and_then(|id| books.prices.get(id))
        .map(|price| {
            json!({
                "type": "price_details",
                "price_details": { "price": price.id, "product": price.product },
                "unit_amount_decimal": price.unit_amount.to_string(),
            })
        });
    json!({
        "id": line.id,
        "object": "line_item",
        "amount": line.amount,
        "currency": invoice.currency,
        "description": line.description,
        "discount_amounts": [],
        "discountable": !line.proration,
        "discounts": [],
        "invoice": invoice.id,
        "livemode": books.livemode,
        "metadata": {},
        "parent": parent(line),
        "period": {
            "start": line.period.start.as_second(),
            "end": line.period.end.as_second(),
        },
        "pretax_credit_amounts": [],
        "pricing": pricing,
        "quantity": line.quantity,
        "subscription": line.subscription,
        "subtotal": line.amount,
        "taxes": [],
    })
}

fn parent(line: &Line) -> Value {
    let proration_details = json!({ "credited_items": null });
    match &line.source {
        Source::SubscriptionItem(item) => json!({
            "type": "subscription_item_details",
            "invoice_item_details": null,
            "subscription_item_details": {
                "invoice_item": null,
                "proration": line.proration,
                "proration_details": proration_details,
                "subscription": line.subscription,
                "subscription_item": item,
            },
        }),
        Source::InvoiceItem(item) => json!({
            "type": "invoice_item_details",
            "subscription_item_details": null,
            "invoice_item_details": {
                "invoice_item": item,
                "proration": line.proration,
                "proration_details": proration_details,
                "subscription": line.subscription,
            },
        }),
    }
}
