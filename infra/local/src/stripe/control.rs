//! The control routes: faults, and what banks and cardholders do. Bodies and answers are JSON;
//! an answer is the object that was acted on, an error looks like the API's.
//!
//! | route, below `/_stripe` | body |
//! |---|---|
//! | `GET`, `POST`, `DELETE /faults` | any of `duplicate`, `reorder`, `delay` (`PT37H`), `down`, `latency_ms`, `next_responses` |
//! | `POST /release` | none: held events go out, newest first |
//! | `POST /resend` | `event`, or `all` |
//! | `POST /forget_idempotency_keys` | none |
//! | `POST /decline`, `POST /hold_refunds` | `customer`, `on` |
//! | `POST /refunds/{id}/succeed`, `/fail` | none |
//! | `POST /disputes` | one of `invoice`, `payment_intent`, `charge`; `amount`, `reason`, `inquiry` |
//! | `POST /disputes/{id}/escalate` | none: an inquiry becomes a dispute |
//! | `POST /disputes/{id}/close` | `status`: `won` or `lost`, of an inquiry `warning_closed` |
//! | `POST /cards` | `customer`, `fingerprint`: the same of two customers is one card |
//! | `POST /fraud_warnings` | one of `invoice`, `payment_intent`, `charge` |
//! | `POST /checkout_sessions/{id}/complete` | `email`, `delayed` |
//! | `POST /checkout_sessions/{id}/settle` | `succeeded`: the end of a delayed payment |
//! | `GET /state`, `GET /customers/{id}/statement` | |

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::{Value, json};

use super::books::Books;
use super::checkout::Session;
use super::customers::{Bank, Customer};
use super::disputes::{Dispute, Opened, Status};
use super::events::StripeEvent;
use super::faults::{Change, Faults};
use super::fraud::FraudWarning;
use super::invoices::Invoice;
use super::payments::PaymentIntent;
use super::refunds::Refund;
use super::refusal::{Answer, Refusal};
use super::{Stripe, dump};

pub(super) fn routes() -> Router<Stripe> {
    Router::new()
        .route(
            "/_stripe/faults",
            get(show_faults).post(change_faults).delete(clear_faults),
        )
        .route("/_stripe/release", post(release))
        .route("/_stripe/resend", post(resend))
        .route("/_stripe/forget_idempotency_keys", post(forget_keys))
        .route("/_stripe/decline", post(decline))
        .route("/_stripe/hold_refunds", post(hold_refunds))
        .route("/_stripe/refunds/{id}/succeed", post(settle_refund))
        .route("/_stripe/refunds/{id}/fail", post(fail_refund))
        .route("/_stripe/disputes", post(open_dispute))
        .route("/_stripe/disputes/{id}/escalate", post(escalate_dispute))
        .route("/_stripe/disputes/{id}/close", post(close_dispute))
        .route("/_stripe/cards", post(set_card))
        .route("/_stripe/fraud_warnings", post(warn_of_fraud))
        .route(
            "/_stripe/checkout_sessions/{id}/complete",
            post(complete_checkout),
        )
        .route(
            "/_stripe/checkout_sessions/{id}/settle",
            post(settle_checkout),
        )
        .route("/_stripe/state", get(show_state))
        .route("/_stripe/customers/{id}/statement", get(show_statement))
}

/// An answer of the control routes; errors look like the API's.
struct Controlled(Answer);

impl IntoResponse for Controlled {
    fn into_response(self) -> Response {
        match self.0 {
            Ok(value) => Json(value).into_response(),
            Err(refusal) => {
                let status = StatusCode::from_u16(refusal.status);
                let status = status.unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
                (status, Json(refusal.json())).into_response()
            }
        }
    }
}

/// What was paid for: any one of the three names the charge.
#[derive(Deserialize)]
struct Paid {
    invoice: Option<String>,
    payment_intent: Option<String>,
    charge: Option<String>,
}

impl Paid {
    fn charge(&self, books: &Books) -> Result<String, Refusal> {
        if let Some(charge) = &self.charge {
            return Ok(charge.clone());
        }
        let intent = match (&self.payment_intent, &self.invoice) {
            (Some(intent), _) => Some(intent.clone()),
            (None, Some(invoice)) => {
                books.get::<Invoice>(invoice)?;
                books.paid_intent_of(invoice)
            }
            (None, None) => return Err(Refusal::missing("invoice")),
        };
        let intent = intent.ok_or_else(|| Refusal::not_now("No card paid this invoice."))?;
        let charge = books.get::<PaymentIntent>(&intent)?.latest_charge.clone();
        charge.ok_or_else(|| Refusal::not_now("The payment intent has no charge."))
    }
}

async fn show_faults(State(stripe): State<Stripe>) -> Json<Value> {
    Json(stripe.with(|desk| json!(desk.faults)))
}

async fn change_faults(State(stripe): State<Stripe>, Json(change): Json<Change>) -> Json<Value> {
    Json(stripe.with(|desk| {
        desk.faults.change(change);
        json!(desk.faults)
    }))
}

/// Ends every fault; what was held back is delivered.
async fn clear_faults(State(stripe): State<Stripe>) -> Json<Value> {
    Json(stripe.with(|desk| {
        desk.faults = Faults::default();
        json!({ "released": desk.release_events() })
    }))
}

async fn release(State(stripe): State<Stripe>) -> Json<Value> {
    Json(stripe.with(|desk| json!({ "released": desk.release_events() })))
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Resent {
    One { event: String },
    All { all: bool },
}

async fn resend(State(stripe): State<Stripe>, Json(resent): Json<Resent>) -> Controlled {
    Controlled(stripe.with(|desk| {
        let events = match resent {
            Resent::One { event } => {
                desk.books.get::<StripeEvent>(&event)?;
                vec![event]
            }
            Resent::All { all: true } => desk.books.events.keys().cloned().collect(),
            Resent::All { all: false } => Vec::new(),
        };
        for event in &events {
            desk.resend(event);
        }
        Ok(json!({ "resent": events.len() }))
    }))
}

async fn forget_keys(State(stripe): State<Stripe>) -> Json<Value> {
    stripe.with(|desk| desk.keys.forget_all());
    Json(json!({}))
}

#[derive(Deserialize)]
struct Switch {
    customer: String,
    on: bool,
}

async fn decline(State(stripe): State<Stripe>, Json(switch): Json<Switch>) -> Controlled {
    set_bank(&stripe, &switch, |bank, on| bank.declines = on)
}

async fn hold_refunds(State(stripe): State<Stripe>, Json(switch): Json<Switch>) -> Controlled {
    set_bank(&stripe, &switch, |bank, on| bank.holds_refunds = on)
}

fn set_bank(stripe: &Stripe, switch: &Switch, set: impl FnOnce(&mut Bank, bool)) -> Controlled {
    Controlled(stripe.with(|desk| {
        desk.books.customer(&switch.customer)?;
        desk.books
            .change::<Customer>(&switch.customer, |it| set(&mut it.bank, switch.on));
        desk.books.show::<Customer>(&switch.customer)
    }))
}

async fn settle_refund(State(stripe): State<Stripe>, Path(id): Path<String>) -> Controlled {
    Controlled(stripe.with(|desk| {
        desk.books.settle_refund(&id)?;
        desk.books.show::<Refund>(&id)
    }))
}

async fn fail_refund(State(stripe): State<Stripe>, Path(id): Path<String>) -> Controlled {
    Controlled(stripe.with(|desk| {
        desk.books.fail_refund(&id)?;
        desk.books.show::<Refund>(&id)
    }))
}

#[derive(Deserialize)]
struct NewDispute {
    #[serde(flatten)]
    paid: Paid,
    amount: Option<i64>,
    reason: Option<String>,
    #[serde(default)]
    inquiry: bool,
}

async fn open_dispute(State(stripe): State<Stripe>, Json(new): Json<NewDispute>) -> Controlled {
    Controlled(stripe.with(|desk| {
        let opened = Opened {
            charge: new.paid.charge(&desk.books)?,
            amount: new.amount,
            reason: new.reason.unwrap_or_else(|| "fraudulent".to_owned()),
            inquiry: new.inquiry,
        };
        let id = desk.books.open_dispute(opened)?;
        desk.books.show::<Dispute>(&id)
    }))
}

async fn escalate_dispute(State(stripe): State<Stripe>, Path(id): Path<String>) -> Controlled {
    Controlled(stripe.with(|desk| {
        desk.books.escalate_dispute(&id)?;
        desk.books.show::<Dispute>(&id)
    }))
}

#[derive(Deserialize)]
struct Closing {
    status: Status,
}

async fn close_dispute(
    State(stripe): State<Stripe>,
    Path(id): Path<String>,
    Json(closing): Json<Closing>,
) -> Controlled {
    Controlled(stripe.with(|desk| {
        desk.books.close_dispute(&id, closing.status)?;
        desk.books.show::<Dispute>(&id)
    }))
}

async fn warn_of_fraud(State(stripe): State<Stripe>, Json(paid): Json<Paid>) -> Controlled {
    Controlled(stripe.with(|desk| {
        let charge = paid.charge(&desk.books)?;
        let id = desk.books.warn_of_fraud(&charge)?;
        desk.books.show::<FraudWarning>(&id)
    }))
}

#[derive(Deserialize)]
struct NewCard {
    customer: String,
    fingerprint: String,
}

async fn set_card(State(stripe): State<Stripe>, Json(card): Json<NewCard>) -> Controlled {
    Controlled(stripe.with(|desk| {
        desk.books.customer(&card.customer)?;
        desk.books.change::<Customer>(&card.customer, |it| {
            it.card = Some(card.fingerprint);
        });
        desk.books.show::<Customer>(&card.customer)
    }))
}

#[derive(Deserialize)]
struct Completion {
    email: Option<String>,
    #[serde(default)]
    delayed: bool,
}

async fn complete_checkout(
    State(stripe): State<Stripe>,
    Path(id): Path<String>,
    Json(completion): Json<Completion>,
) -> Controlled {
    Controlled(stripe.with(|desk| {
        desk.books
            .complete_checkout(&id, completion.email, completion.delayed)?;
        desk.books.show::<Session>(&id)
    }))
}

#[derive(Deserialize)]
struct CheckoutEnd {
    succeeded: bool,
}

async fn settle_checkout(
    State(stripe): State<Stripe>,
    Path(id): Path<String>,
    Json(end): Json<CheckoutEnd>,
) -> Controlled {
    Controlled(stripe.with(|desk| {
        desk.books.settle_checkout(&id, end.succeeded)?;
        desk.books.show::<Session>(&id)
    }))
}

async fn show_state(State(stripe): State<Stripe>) -> Json<Value> {
    Json(stripe.with(|desk| dump::state(desk)))
}

async fn show_statement(State(stripe): State<Stripe>, Path(id): Path<String>) -> Controlled {
    Controlled(stripe.with(|desk| dump::statement(&desk.books, &id)))
}
