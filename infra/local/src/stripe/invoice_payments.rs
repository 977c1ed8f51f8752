//! Invoice payments: the link between an invoice and what pays it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::books::{Books, Record, Shelf};
use super::call::{Call, Verb};
use super::list;
use super::refusal::{Answer, Refusal};

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct InvoicePayment {
    pub(super) id: String,
    pub(super) invoice: String,
    pub(super) amount: i64,
    pub(super) currency: String,
    pub(super) payment: Payment,
    pub(super) status: PaymentStatus,
    pub(super) created: Timestamp,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Payment {
    Intent(String),
    /// Money that did not pass through Stripe, by the id of its payment record.
    OutOfBand(String),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum PaymentStatus {
    Open,
    Paid { at: Timestamp },
    Canceled { at: Timestamp },
}

impl Record for InvoicePayment {
    const NAME: &'static str = "invoice payment";

    fn id(&self) -> &str {
        &self.id
    }

    fn json(&self, books: &Books) -> Value {
        let (status, paid_at, canceled_at) = match self.status {
            PaymentStatus::Open => ("open", None, None),
            PaymentStatus::Paid { at } => ("paid", Some(at.as_second()), None),
            PaymentStatus::Canceled { at } => ("canceled", None, Some(at.as_second())),
        };
        let payment = match &self.payment {
            Payment::Intent(id) => json!({ "type": "payment_intent", "payment_intent": id }),
            Payment::OutOfBand(id) => json!({ "type": "payment_record", "payment_record": id }),
        };
        json!({
            "id": self.id,
            "object": "invoice_payment",
            "amount_paid": paid_at.map(|_| self.amount),
            "amount_requested": self.amount,
            "created": self.created.as_second(),
            "currency": self.currency,
            "invoice": self.invoice,
            "is_default": true,
            "livemode": books.livemode,
            "payment": payment,
            "status": status,
            "status_transitions": { "canceled_at": canceled_at, "paid_at": paid_at },
        })
    }

    fn shelf(books: &Books) -> &Shelf<Self> {
        &books.invoice_payments
    }

    fn shelf_mut(books: &mut Books) -> &mut Shelf<Self> {
        &mut books.invoice_payments
    }
}

impl Books {
    /// Links `payment` to the invoice, for the amount that remains to be paid.
    pub(super) fn link_payment(&mut self, invoice: &str, payment: Payment, status: PaymentStatus) {
        let Some(invoice) = self.invoices.get(invoice) else {
            return;
        };
        let (amount, currency) = (invoice.amount_remaining(self), invoice.currency.clone());
        let link = InvoicePayment {
            invoice: invoice.id.clone(),
            id: self.next_id("inpay"),
            amount,
            currency,
            payment,
            status,
            created: self.now,
        };
        self.put(link);
    }

    /// The intent that an open invoice would be paid by.
    pub(super) fn open_intent_of(&self, invoice: &str) -> Option<String> {
        self.invoice_payments
            .values()
            .find_map(|link| match (&link.payment, link.status) {
                (Payment::Intent(intent), PaymentStatus::Open) if link.invoice == invoice => {
                    Some(intent.clone())
                }
                _ => None,
            })
    }

    /// The invoice's link that is still open becomes `status`.
    pub(super) fn close_payment(&mut self, invoice: &str, status: PaymentStatus) {
        let open = |link: &&mut InvoicePayment| {
            link.invoice == invoice && link.status == PaymentStatus::Open
        };
        if let Some(link) = self.invoice_payments.values_mut().find(open) {
            link.status = status;
        }
    }

    /// The intent that paid the invoice, if a card did.
    pub(super) fn paid_intent_of(&self, invoice: &str) -> Option<String> {
        self.invoice_payments
            .values()
            .find_map(|link| match (&link.payment, link.status) {
                (Payment::Intent(intent), PaymentStatus::Paid { .. })
                    if link.invoice == invoice =>
                {
                    Some(intent.clone())
                }
                _ => None,
            })
    }
}

pub(super) fn route(books: &Books, call: &Call, rest: &[&str]) -> Answer {
    match (call.verb, rest) {
        (Verb::Get, [id]) => books.show::<InvoicePayment>(id),
        (Verb::Get, []) => {
            list::only(&call.form, &["invoice", "payment", "status"])?;
            let invoice = call.form.filled("invoice");
            let status = call.form.filled("status");
            let intent = asked_intent(call)?;
            books.list::<InvoicePayment>(&call.path, &call.form, |link| {
                invoice
                    .as_ref()
                    .is_none_or(|invoice| link.invoice == *invoice)
                    && intent.as_ref().is_none_or(|intent| link.payment == *intent)
                    && status
                        .as_ref()
                        .is_none_or(|status| link.status.name() == status)
            })
        }
        _ => Err(call.unrecognized()),
    }
}

/// Reads `payment[type]=payment_intent&payment[payment_intent]=pi_…`.
fn asked_intent(call: &Call) -> Result<Option<Payment>, Refusal> {
    let payment = call.form.group("payment");
    payment.only(&["type", "payment_intent", "payment_record"])?;
    if !call.form.has("payment") {
        return Ok(None);
    }
    match payment.required("type")? {
        "payment_intent" => Ok(Some(Payment::Intent(
            payment.required("payment_intent")?.to_owned(),
        ))),
        "payment_record" => Ok(Some(Payment::OutOfBand(
            payment.required("payment_record")?.to_owned(),
        ))),
        _ => Err(Refusal::invalid("payment[type]", "Not a type of payment")),
    }
}

impl PaymentStatus {
    fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Paid { .. } => "paid",
            Self::Canceled { .. } => "canceled",
        }
    }
}
