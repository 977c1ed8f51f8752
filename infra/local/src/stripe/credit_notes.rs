//! Credit notes: an invoice made smaller, before or after it was paid.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::balance::{Cause, Links, Movement};
use super::books::{Books, Record, Shelf};
use super::call::{Call, Verb};
use super::form::Form;
use super::invoice_payments::PaymentStatus;
use super::invoices::Invoice;
use super::list;
use super::metadata::Metadata;
use super::payments::PaymentIntent;
use super::refusal::{Answer, Refusal};

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct CreditNote {
    pub(super) id: String,
    invoice: String,
    customer: String,
    currency: String,
    amount: i64,
    reason: Option<String>,
    memo: Option<String>,
    way: Way,
    created: Timestamp,
    metadata: Metadata,
}

/// Where the money of a credit note goes.
#[derive(Debug, Clone, Serialize, Deserialize)]
enum Way {
    /// The invoice was open: less is due.
    BeforePayment,
    AfterPayment {
        refund: Option<Refunded>,
        balance_transaction: Option<String>,
        out_of_band: i64,
    },
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct Refunded {
    refund: String,
    amount: i64,
}

impl Record for CreditNote {
    const NAME: &'static str = "credit note";

    fn id(&self) -> &str {
        &self.id
    }

    fn json(&self, books: &Books) -> Value {
        let (before, refund, balance_transaction, out_of_band) = match &self.way {
            Way::BeforePayment => (true, None, None, None),
            Way::AfterPayment {
                refund,
                balance_transaction,
                out_of_band,
            } => (
                false,
                refund.as_ref(),
                balance_transaction.as_ref(),
                Some(*out_of_band),
            ),
        };
        let refunds: Vec<Value> = refund
            .iter()
            .map(|each| {
                json!({ "amount_refunded": each.amount, "refund": each.refund, "type": "refund" })
            })
            .collect();
        json!({
            "id": self.id,
            "object": "credit_note",
            "amount": self.amount,
            "amount_shipping": 0,
            "created": self.created.as_second(),
            "currency": self.currency,
            "customer": self.customer,
            "customer_balance_transaction": balance_transaction,
            "discount_amount": 0,
            "discount_amounts": [],
            "effective_at": self.created.as_second(),
            "invoice": self.invoice,
            "livemode": books.livemode,
            "memo": self.memo,
            "metadata": self.metadata,
            "number": self.id,
            "out_of_band_amount": out_of_band.filter(|amount| *amount > 0),
            "post_payment_amount": if before { 0 } else { self.amount },
            "pre_payment_amount": if before { self.amount } else { 0 },
            "reason": self.reason,
            "refunds": refunds,
            "status": "issued",
            "subtotal": self.amount,
            "total": self.amount,
            "type": if before { "pre_payment" } else { "post_payment" },
        })
    }

    fn shelf(books: &Books) -> &Shelf<Self> {
        &books.credit_notes
    }

    fn shelf_mut(books: &mut Books) -> &mut Shelf<Self> {
        &mut books.credit_notes
    }
}

pub(super) fn route(books: &mut Books, call: &Call, rest: &[&str]) -> Answer {
    match (call.verb, rest) {
        (Verb::Post, []) => create(books, &call.form),
        (Verb::Get, []) => {
            list::only(&call.form, &["customer", "invoice"])?;
            let customer = call.form.filled("customer");
            let invoice = call.form.filled("invoice");
            books.list::<CreditNote>(&call.path, &call.form, |note| {
                customer
                    .as_ref()
                    .is_none_or(|customer| note.customer == *customer)
                    && invoice
                        .as_ref()
                        .is_none_or(|invoice| note.invoice == *invoice)
            })
        }
        (Verb::Get, [id]) => books.show::<CreditNote>(id),
        _ => Err(call.unrecognized()),
    }
}

const FIELDS: [&str; 8] = [
    "invoice",
    "amount",
    "refund_amount",
    "credit_amount",
    "out_of_band_amount",
    "reason",
    "memo",
    "metadata",
];

fn create(books: &mut Books, form: &Form) -> Answer {
    form.only(&FIELDS)?;
    let invoice = books.named::<Invoice>(form, "invoice")?.clone();
    let amount = form.required_amount("amount")?;
    let metadata = form.metadata()?;
    if !(1..=creditable(books, &invoice)).contains(&amount) {
        let message = "The invoice cannot be credited by that amount";
        return Err(Refusal::invalid("amount", message));
    }
    let id = books.next_id("cn");
    let way = if invoice.is_paid() {
        credit_after_payment(books, &invoice, &id, form, amount)?
    } else {
        credit_before_payment(books, &invoice.id, amount);
        Way::BeforePayment
    };
    books.put(CreditNote {
        id: id.clone(),
        invoice: invoice.id.clone(),
        customer: invoice.customer.clone(),
        currency: invoice.currency.clone(),
        amount,
        reason: form.filled("reason"),
        memo: form.filled("memo"),
        way,
        created: books.now,
        metadata,
    });
    books.tell::<CreditNote>("credit_note.created", &id);
    settle_if_nothing_is_due(books, &invoice.id);
    books.show::<CreditNote>(&id)
}

/// How much smaller the invoice can become.
fn creditable(books: &Books, invoice: &Invoice) -> i64 {
    if invoice.is_paid() {
        invoice
            .total()
            .saturating_sub(invoice.credited.after_payment)
    } else if invoice.is_payable() {
        invoice.amount_remaining(books)
    } else {
        0
    }
}

fn settle_if_nothing_is_due(books: &mut Books, invoice: &str) {
    let at = books.now;
    let Some(found) = books.invoices.get(invoice) else {
        return;
    };
    if found.is_payable() && found.amount_remaining(books) == 0 {
        books.close_payment(invoice, PaymentStatus::Canceled { at });
        books.settle(invoice);
    }
}

/// Less is due, and the open payment asks for less.
fn credit_before_payment(books: &mut Books, invoice: &str, amount: i64) {
    books.change::<Invoice>(invoice, |invoice| {
        let credited = &mut invoice.credited.before_payment;
        *credited = credited.saturating_add(amount);
    });
    if let Some(intent) = books.open_intent_of(invoice) {
        books.change::<PaymentIntent>(&intent, |intent| {
            intent.amount = intent.amount.saturating_sub(amount);
        });
    }
}

/// What was paid goes back as a refund, as credit on the balance, or outside of Stripe.
fn credit_after_payment(
    books: &mut Books,
    invoice: &Invoice,
    note: &str,
    form: &Form,
    amount: i64,
) -> Result<Way, Refusal> {
    let refund_amount = form.amount("refund_amount")?.unwrap_or(0);
    let credit_amount = form.amount("credit_amount")?.unwrap_or(0);
    let out_of_band = form.amount("out_of_band_amount")?.unwrap_or(0);
    let sum = refund_amount
        .saturating_add(credit_amount)
        .saturating_add(out_of_band);
    if sum != amount || refund_amount < 0 || credit_amount < 0 || out_of_band < 0 {
        return Err(Refusal::invalid(
            "amount",
            "refund_amount, credit_amount and out_of_band_amount must add up to the amount",
        ));
    }
    let refund = match refund_amount {
        0 => None,
        amount => Some(refund_of(books, &invoice.id, amount)?),
    };
    let balance_transaction =
        (credit_amount > 0).then(|| credit_balance(books, invoice, note, credit_amount));
    books.change::<Invoice>(&invoice.id, |invoice| {
        let credited = &mut invoice.credited.after_payment;
        *credited = credited.saturating_add(amount);
    });
    Ok(Way::AfterPayment {
        refund,
        balance_transaction,
        out_of_band,
    })
}

fn refund_of(books: &mut Books, invoice: &str, amount: i64) -> Result<Refunded, Refusal> {
    let intent = books.paid_intent_of(invoice);
    let intent = intent.and_then(|id| books.payment_intents.get(&id));
    let charge = intent.and_then(|intent| intent.latest_charge.clone());
    let charge = charge.ok_or_else(|| Refusal::not_now("No charge paid this invoice."))?;
    let refund = books.refund(&charge, Some(amount), &Form::default())?;
    Ok(Refunded { refund, amount })
}

fn credit_balance(books: &mut Books, invoice: &Invoice, note: &str, amount: i64) -> String {
    let movement = Movement {
        cause: Cause::CreditNote,
        amount: amount.saturating_neg(),
        currency: invoice.currency.clone(),
        links: Links {
            invoice: Some(invoice.id.clone()),
            credit_note: Some(note.to_owned()),
            checkout_session: None,
        },
        description: None,
        metadata: Metadata::new(),
    };
    books.move_balance(&invoice.customer, movement)
}
