//! Refunds: money given back, in part or in full, at once or after a while.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::books::{Books, Record, Shelf};
use super::call::{Call, Verb};
use super::disputes;
use super::form::Form;
use super::list;
use super::metadata::Metadata;
use super::payments::{Charge, PaymentIntent};
use super::refusal::{Answer, Refusal};

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Refund {
    pub(super) id: String,
    pub(super) charge: String,
    pub(super) payment_intent: String,
    pub(super) amount: i64,
    pub(super) currency: String,
    pub(super) status: Status,
    reason: Option<String>,
    created: Timestamp,
    metadata: Metadata,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Status {
    Pending,
    Succeeded,
    Failed,
}

impl Record for Refund {
    const NAME: &'static str = "refund";

    fn id(&self) -> &str {
        &self.id
    }

    fn json(&self, _books: &Books) -> Value {
        let mut refund = json!({
            "id": self.id,
            "object": "refund",
            "amount": self.amount,
            "balance_transaction": null,
            "charge": self.charge,
            "created": self.created.as_second(),
            "currency": self.currency,
            "destination_details": { "card": { "type": "refund" }, "type": "card" },
            "metadata": self.metadata,
            "payment_intent": self.payment_intent,
            "reason": self.reason,
            "receipt_number": null,
            "source_transfer_reversal": null,
            "status": self.status,
            "transfer_reversal": null,
        });
        if let (Status::Failed, Some(fields)) = (self.status, refund.as_object_mut()) {
            fields.insert(
                "failure_reason".to_owned(),
                json!("expired_or_canceled_card"),
            );
        }
        refund
    }

    fn shelf(books: &Books) -> &Shelf<Self> {
        &books.refunds
    }

    fn shelf_mut(books: &mut Books) -> &mut Shelf<Self> {
        &mut books.refunds
    }
}

impl Books {
    /// Gives back `amount` of the charge, or all that is left of it; returns the refund's id.
    pub(super) fn refund(
        &mut self,
        charge: &str,
        amount: Option<i64>,
        form: &Form,
    ) -> Result<String, Refusal> {
        let charge = self.get::<Charge>(charge)?.clone();
        let amount = refundable(self, &charge, amount)?;
        let metadata = form.metadata()?;
        let customer = charge
            .customer
            .as_ref()
            .and_then(|id| self.customers.get(id));
        let waits = customer.is_some_and(|customer| customer.bank.holds_refunds);
        let refund = Refund {
            id: self.next_id("re"),
            charge: charge.id.clone(),
            payment_intent: charge.payment_intent,
            amount,
            currency: charge.currency,
            status: if waits {
                Status::Pending
            } else {
                Status::Succeeded
            },
            reason: form.filled("reason"),
            created: self.now,
            metadata,
        };
        let id = refund.id.clone();
        self.put(refund);
        self.change::<Charge>(&charge.id, |charge| {
            charge.amount_refunded = charge.amount_refunded.saturating_add(amount);
        });
        self.tell::<Refund>("refund.created", &id);
        self.tell::<Charge>("charge.refunded", &charge.id);
        Ok(id)
    }

    /// The bank took a pending refund.
    pub(super) fn settle_refund(&mut self, id: &str) -> Result<(), Refusal> {
        if self.get::<Refund>(id)?.status != Status::Pending {
            return Err(Refusal::not_now("Only a pending refund can succeed."));
        }
        self.change_and_tell::<Refund>("refund.updated", id, |refund| {
            refund.status = Status::Succeeded;
        });
        Ok(())
    }

    /// The bank sent the money back: the charge counts it as not refunded again.
    pub(super) fn fail_refund(&mut self, id: &str) -> Result<(), Refusal> {
        let refund = self.get::<Refund>(id)?.clone();
        if refund.status == Status::Failed {
            return Err(Refusal::not_now("The refund has failed already."));
        }
        self.change_and_tell::<Refund>("refund.updated", id, |refund| {
            refund.status = Status::Failed;
        });
        self.change::<Charge>(&refund.charge, |charge| {
            charge.amount_refunded = charge.amount_refunded.saturating_sub(refund.amount);
        });
        self.tell::<Refund>("refund.failed", id);
        Ok(())
    }
}

/// The amount that is given back, if the charge lets it.
fn refundable(books: &Books, charge: &Charge, amount: Option<i64>) -> Result<i64, Refusal> {
    let left = charge.amount.saturating_sub(charge.amount_refunded);
    if charge.declined {
        return Err(Refusal::not_now("A failed charge cannot be refunded."));
    }
    if left == 0 {
        return Err(Refusal::already_refunded(&charge.id));
    }
    if disputes::keeps_from_refund(books, &charge.id) {
        return Err(Refusal::charge_disputed(&charge.id));
    }
    let amount = amount.unwrap_or(left);
    if (1..=left).contains(&amount) {
        Ok(amount)
    } else {
        let message = format!("The refund is not from 1 to the {left} left on the charge");
        Err(Refusal::invalid("amount", message))
    }
}

pub(super) fn route(books: &mut Books, call: &Call, rest: &[&str]) -> Answer {
    match (call.verb, rest) {
        (Verb::Post, []) => create(books, &call.form),
        (Verb::Get, []) => {
            list::only(&call.form, &["charge", "payment_intent"])?;
            let charge = call.form.filled("charge");
            let intent = call.form.filled("payment_intent");
            books.list::<Refund>(&call.path, &call.form, |refund| {
                charge
                    .as_ref()
                    .is_none_or(|charge| refund.charge == *charge)
                    && intent
                        .as_ref()
                        .is_none_or(|intent| refund.payment_intent == *intent)
            })
        }
        (Verb::Get, [id]) => books.show::<Refund>(id),
        _ => Err(call.unrecognized()),
    }
}

fn create(books: &mut Books, form: &Form) -> Answer {
    form.only(&["charge", "payment_intent", "amount", "reason", "metadata"])?;
    let charge = if form.filled("charge").is_some() {
        books.named::<Charge>(form, "charge")?.id.clone()
    } else {
        let charge = &books
            .named::<PaymentIntent>(form, "payment_intent")?
            .latest_charge;
        let charge = charge.clone();
        charge.ok_or_else(|| Refusal::not_now("The payment intent has no charge to refund."))?
    };
    let id = books.refund(&charge, form.amount("amount")?, form)?;
    books.show::<Refund>(&id)
}
