//! Early fraud warnings: the card's bank suspects a charge before anybody disputes it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::books::{Books, Record, Shelf};
use super::call::{Call, Verb};
use super::list;
use super::payments::Charge;
use super::refusal::{Answer, Refusal};

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct FraudWarning {
    id: String,
    charge: String,
    payment_intent: String,
    created: Timestamp,
}

impl Record for FraudWarning {
    const NAME: &'static str = "early_fraud_warning";

    fn id(&self) -> &str {
        &self.id
    }

    fn json(&self, books: &Books) -> Value {
        let charge = books.charges.get(&self.charge);
        json!({
            "id": self.id,
            "object": "radar.early_fraud_warning",
            "actionable": charge.is_some_and(|charge| !charge.is_refunded() && !charge.disputed),
            "charge": self.charge,
            "created": self.created.as_second(),
            "fraud_type": "made_with_stolen_card",
            "livemode": books.livemode,
            "payment_intent": self.payment_intent,
        })
    }

    fn shelf(books: &Books) -> &Shelf<Self> {
        &books.fraud_warnings
    }

    fn shelf_mut(books: &mut Books) -> &mut Shelf<Self> {
        &mut books.fraud_warnings
    }
}

impl Books {
    pub(super) fn warn_of_fraud(&mut self, charge: &str) -> Result<String, Refusal> {
        let charge = self.get::<Charge>(charge)?.clone();
        let warning = FraudWarning {
            id: self.next_id("issfr"),
            charge: charge.id,
            payment_intent: charge.payment_intent,
            created: self.now,
        };
        let id = warning.id.clone();
        self.put(warning);
        self.tell::<FraudWarning>("radar.early_fraud_warning.created", &id);
        Ok(id)
    }
}

pub(super) fn route(books: &Books, call: &Call, rest: &[&str]) -> Answer {
    match (call.verb, rest) {
        (Verb::Get, ["early_fraud_warnings"]) => {
            list::only(&call.form, &["charge", "payment_intent"])?;
            let charge = call.form.filled("charge");
            let intent = call.form.filled("payment_intent");
            books.list::<FraudWarning>(&call.path, &call.form, |warning| {
                charge
                    .as_ref()
                    .is_none_or(|charge| warning.charge == *charge)
                    && intent
                        .as_ref()
                        .is_none_or(|intent| warning.payment_intent == *intent)
            })
        }
        (Verb::Get, ["early_fraud_warnings", id]) => books.show::<FraudWarning>(id),
        _ => Err(call.unrecognized()),
    }
}
