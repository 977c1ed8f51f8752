//! Payment intents and charges: money that was asked of a card, and what came of it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::books::{Books, Record, Shelf};
use super::call::{Call, Verb};
use super::list;
use super::metadata::Metadata;
use super::refusal::Answer;

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct PaymentIntent {
    pub(super) id: String,
    pub(super) customer: Option<String>,
    pub(super) amount: i64,
    pub(super) currency: String,
    pub(super) status: IntentStatus,
    pub(super) latest_charge: Option<String>,
    pub(super) created: Timestamp,
    pub(super) metadata: Metadata,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum IntentStatus {
    RequiresPaymentMethod,
    /// A debit of several days, such as SEPA, that may still fail.
    Processing,
    Succeeded,
    Canceled,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Charge {
    pub(super) id: String,
    pub(super) payment_intent: String,
    pub(super) customer: Option<String>,
    pub(super) amount: i64,
    pub(super) amount_refunded: i64,
    pub(super) currency: String,
    pub(super) declined: bool,
    pub(super) disputed: bool,
    created: Timestamp,
}

impl Charge {
    pub(super) fn is_refunded(&self) -> bool {
        self.amount_refunded >= self.amount
    }
}

impl Record for PaymentIntent {
    const NAME: &'static str = "payment_intent";

    fn id(&self) -> &str {
        &self.id
    }

    fn json(&self, books: &Books) -> Value {
        let succeeded = self.status == IntentStatus::Succeeded;
        json!({
            "id": self.id,
            "object": "payment_intent",
            "amount": self.amount,
            "amount_capturable": 0,
            "amount_received": if succeeded { self.amount } else { 0 },
            "automatic_payment_methods": null,
            "canceled_at": null,
            "cancellation_reason": null,
            "capture_method": "automatic",
            "client_secret": format!("{}_secret", self.id),
            "confirmation_method": "automatic",
            "created": self.created.as_second(),
            "currency": self.currency,
            "customer": self.customer,
            "description": null,
            "last_payment_error": null,
            "latest_charge": self.latest_charge,
            "livemode": books.livemode,
            "metadata": self.metadata,
            "next_action": null,
            "payment_method": null,
            "payment_method_types": ["card"],
            "receipt_email": null,
            "status": self.status,
        })
    }

    fn shelf(books: &Books) -> &Shelf<Self> {
        &books.payment_intents
    }

    fn shelf_mut(books: &mut Books) -> &mut Shelf<Self> {
        &mut books.payment_intents
    }
}

impl Record for Charge {
    const NAME: &'static str = "charge";

    fn id(&self) -> &str {
        &self.id
    }

    fn json(&self, books: &Books) -> Value {
        let captured = if self.declined { 0 } else { self.amount };
        json!({
            "id": self.id,
            "object": "charge",
            "amount": self.amount,
            "amount_captured": captured,
            "amount_refunded": self.amount_refunded,
            "balance_transaction": null,
            "captured": !self.declined,
            "created": self.created.as_second(),
            "currency": self.currency,
            "customer": self.customer,
            "description": null,
            "disputed": self.disputed,
            "failure_code": self.declined.then_some("card_declined"),
            "failure_message": self.declined.then_some("Your card was declined."),
            "fraud_details": {},
            "livemode": books.livemode,
            "metadata": {},
            "outcome": null,
            "paid": !self.declined,
            "payment_intent": self.payment_intent,
            "payment_method": null,
            "receipt_url": null,
            "refunded": self.is_refunded(),
            "status": if self.declined { "failed" } else { "succeeded" },
        })
    }

    fn shelf(books: &Books) -> &Shelf<Self> {
        &books.charges
    }

    fn shelf_mut(books: &mut Books) -> &mut Shelf<Self> {
        &mut books.charges
    }
}

/// A payment that is about to be asked for.
pub(super) struct Asked {
    pub(super) customer: Option<String>,
    pub(super) amount: i64,
    pub(super) currency: String,
    pub(super) metadata: Metadata,
}

impl Books {
    pub(super) fn open_intent(&mut self, asked: Asked) -> String {
        let intent = PaymentIntent {
            id: self.next_id("pi"),
            customer: asked.customer,
            amount: asked.amount,
            currency: asked.currency,
            status: IntentStatus::RequiresPaymentMethod,
            latest_charge: None,
            created: self.now,
            metadata: asked.metadata,
        };
        let id = intent.id.clone();
        self.put(intent);
        id
    }

    /// Charges the card behind the intent: true if the bank paid.
    pub(super) fn charge(&mut self, intent: &str) -> bool {
        let Some(intent) = self.payment_intents.get(intent).cloned() else {
            return false;
        };
        let customer = intent
            .customer
            .as_ref()
            .and_then(|id| self.customers.get(id));
        let declined = customer.is_some_and(|customer| customer.bank.declines);
        let charge = Charge {
            id: self.next_id("ch"),
            payment_intent: intent.id.clone(),
            customer: intent.customer.clone(),
            amount: intent.amount,
            amount_refunded: 0,
            currency: intent.currency.clone(),
            declined,
            disputed: false,
            created: self.now,
        };
        let (charge_id, intent_id) = (charge.id.clone(), intent.id);
        self.put(charge);
        let (status, kind) = if declined {
            (
                IntentStatus::RequiresPaymentMethod,
                "payment_intent.payment_failed",
            )
        } else {
            (IntentStatus::Succeeded, "payment_intent.succeeded")
        };
        self.change::<PaymentIntent>(&intent_id, |intent| {
            intent.latest_charge = Some(charge_id);
            intent.status = status;
        });
        self.tell::<PaymentIntent>(kind, &intent_id);
        !declined
    }
}

pub(super) fn route_intents(books: &Books, call: &Call, rest: &[&str]) -> Answer {
    match (call.verb, rest) {
        (Verb::Get, []) => {
            list::only(&call.form, &["customer"])?;
            let customer = call.form.filled("customer");
            books.list::<PaymentIntent>(&call.path, &call.form, |intent| {
                customer.is_none() || intent.customer == customer
            })
        }
        (Verb::Get, [id]) => books.show::<PaymentIntent>(id),
        _ => Err(call.unrecognized()),
    }
}

pub(super) fn route_charges(books: &Books, call: &Call, rest: &[&str]) -> Answer {
    match (call.verb, rest) {
        (Verb::Get, []) => {
            list::only(&call.form, &["customer", "payment_intent"])?;
            let customer = call.form.filled("customer");
            let intent = call.form.filled("payment_intent");
            books.list::<Charge>(&call.path, &call.form, |charge| {
                (customer.is_none() || charge.customer == customer)
                    && intent
                        .as_ref()
                        .is_none_or(|intent| charge.payment_intent == *intent)
            })
        }
        (Verb::Get, [id]) => books.show::<Charge>(id),
        _ => Err(call.unrecognized()),
    }
}
