//! What this Stripe knows, for people: amounts in the minor unit, oldest first.

use serde_json::{Value, json};

use super::Desk;
use super::books::{Books, Record};
use super::customers::Customer;
use super::invoices::Invoice;
use super::refusal::Answer;

/// Everything, briefly.
pub(super) fn state(desk: &Desk) -> Value {
    let books = &desk.books;
    json!({
        "now": books.now,
        "next_due": books.next_due(),
        "customers": books.customers.values().map(customer).collect::<Vec<_>>(),
        "subscriptions": books.subscriptions.values().map(|each| json!({
            "id": each.id,
            "customer": each.customer,
            "status": each.status.name(),
            "amount": each.amount(books),
            "currency": each.currency,
            "current_period_end": each.period.end,
        })).collect::<Vec<_>>(),
        "invoices": books.invoices.values().map(|each| invoice(each, books)).collect::<Vec<_>>(),
        "refunds": books.refunds.values().map(|each| json!({
            "id": each.id, "charge": each.charge, "amount": each.amount, "status": each.status,
        })).collect::<Vec<_>>(),
        "disputes": books.disputes.values().map(|each| json!({
            "id": each.id, "charge": each.charge, "status": each.status,
        })).collect::<Vec<_>>(),
        "events": books.events.values().map(|each| json!({
            "id": each.id,
            "type": each.kind,
            "created": each.created,
            "delivered": each.delivered,
        })).collect::<Vec<_>>(),
        "deliveries": desk.outbox.standing(),
        "webhook_url": desk.outbox.target.url,
        "faults": desk.faults,
    })
}

fn customer(customer: &Customer) -> Value {
    json!({
        "id": customer.id,
        "name": customer.name,
        "email": customer.email,
        "balance": customer.balance,
        "currency": customer.currency,
        "deleted": customer.deleted,
        "declines": customer.bank.declines,
    })
}

fn invoice(invoice: &Invoice, books: &Books) -> Value {
    json!({
        "id": invoice.id,
        "number": invoice.finalized.as_ref().map(|finalized| &finalized.number),
        "customer": invoice.customer,
        "subscription": invoice.subscription,
        "billing_reason": invoice.reason,
        "status": invoice.status.name(),
        "created": invoice.created,
        "currency": invoice.currency,
        "total": invoice.total(),
        "applied_balance": books.taken_by_invoice(&invoice.id),
        "amount_due": invoice.amount_due(books),
        "amount_paid": invoice.amount_paid,
        "payment_intent": books.paid_intent_of(&invoice.id),
    })
}

/// What one customer would see: the invoices, and how the balance came about.
pub(super) fn statement(books: &Books, id: &str) -> Answer {
    let found = books.get::<Customer>(id)?;
    let invoices = books.invoices.values().filter(|each| each.customer == id);
    let balance = books
        .balance_transactions
        .values()
        .filter(|each| each.customer == id);
    Ok(json!({
        "customer": customer(found),
        "balance_transactions": balance.map(|each| each.json(books)).collect::<Vec<_>>(),
        "invoices": invoices.map(|each| invoice(each, books)).collect::<Vec<_>>(),
    }))
}
