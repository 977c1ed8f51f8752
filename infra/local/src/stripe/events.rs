//! What happened, as Stripe tells it: every event, whether delivered or not.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use jiff::Timestamp;

use super::books::{Books, Record, Shelf};
use super::call::{Call, Verb};
use super::list;
use super::refusal::Answer;

/// The version whose shapes the objects have.
pub(super) const API_VERSION: &str = "2025-12-15.clover";

/// The call that caused an event; empty when time did.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct Origin {
    pub(super) request: Option<String>,
    pub(super) idempotency_key: Option<String>,
}

/// One event of Stripe's; never changed but for whether it was delivered.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct StripeEvent {
    pub(super) id: String,
    pub(super) kind: String,
    pub(super) created: Timestamp,
    pub(super) delivered: bool,
    livemode: bool,
    object: Value,
    previous: Option<Value>,
    origin: Origin,
}

impl StripeEvent {
    /// The event as it is sent, with the number of endpoints that have not confirmed it.
    pub(super) fn json_with_pending(&self, pending: u8) -> Value {
        let mut data = Map::new();
        data.insert("object".to_owned(), self.object.clone());
        if let Some(previous) = &self.previous {
            data.insert("previous_attributes".to_owned(), previous.clone());
        }
        json!({
            "id": self.id,
            "object": "event",
            "api_version": API_VERSION,
            "created": self.created.as_second(),
            "data": data,
            "livemode": self.livemode,
            "pending_webhooks": pending,
            "request": {
                "id": self.origin.request,
                "idempotency_key": self.origin.idempotency_key,
            },
            "type": self.kind,
        })
    }
}

impl Record for StripeEvent {
    const NAME: &'static str = "event";

    fn id(&self) -> &str {
        &self.id
    }

    fn json(&self, _books: &Books) -> Value {
        self.json_with_pending(u8::from(!self.delivered))
    }

    fn shelf(books: &Books) -> &Shelf<Self> {
        &books.events
    }

    fn shelf_mut(books: &mut Books) -> &mut Shelf<Self> {
        &mut books.events
    }
}

impl Books {
    pub(super) fn emit(&mut self, kind: &str, object: Value) {
        self.record_event(kind, object, None);
    }

    /// Sends `kind` with what differs from `before`; silent if nothing does.
    pub(super) fn emit_change(&mut self, kind: &str, before: &Value, after: &Value) {
        let previous = previous_attributes(before, after);
        if !previous.is_empty() {
            self.record_event(kind, after.clone(), Some(Value::Object(previous)));
        }
    }

    fn record_event(&mut self, kind: &str, object: Value, previous: Option<Value>) {
        let event = StripeEvent {
            id: self.next_id("evt"),
            kind: kind.to_owned(),
            created: self.now,
            delivered: false,
            livemode: self.livemode,
            object,
            previous,
            origin: self.origin.clone(),
        };
        self.undelivered.push(event.id.clone());
        self.put(event);
    }
}

/// The top-level fields that differ, with the values they had.
fn previous_attributes(before: &Value, after: &Value) -> Map<String, Value> {
    let (Some(before), Some(after)) = (before.as_object(), after.as_object()) else {
        return Map::new();
    };
    let differs = |(name, value): &(&String, &Value)| after.get(*name) != Some(*value);
    before
        .iter()
        .filter(differs)
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect()
}

pub(super) fn route(books: &Books, call: &Call, rest: &[&str]) -> Answer {
    match (call.verb, rest) {
        (Verb::Get, [id]) => books.show::<StripeEvent>(id),
        (Verb::Get, []) => {
            list::only(&call.form, &["type", "types"])?;
            let mut kinds = call.form.texts("types");
            kinds.extend(call.form.filled("type"));
            books.list::<StripeEvent>(&call.path, &call.form, |event| {
                kinds.is_empty() || kinds.contains(&event.kind)
            })
        }
        _ => Err(call.unrecognized()),
    }
}
