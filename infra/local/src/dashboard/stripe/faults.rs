//! What can be made to go wrong with Stripe, and the cards of its customers.

use axum::Form;
use axum::extract::State;
use axum::response::Response;
use reqwest::Method;
use serde::Deserialize;
use serde_json::{Value, json};

use super::call;
use crate::control::Stack;
use crate::dashboard::frame::Tab;
use crate::html::{Trouble, back_to};

#[derive(Deserialize)]
pub(crate) struct Wish {
    kind: String,
}

pub(crate) async fn change_faults(
    State(stack): State<Stack>,
    Form(wish): Form<Wish>,
) -> Result<Response, Trouble> {
    let (method, path, body, notice) = match wish.kind.as_str() {
        "down" => (
            Method::POST,
            "faults",
            json!({ "down": true }),
            "Stripe answers every call with 503 from now on.",
        ),
        "duplicate" => (
            Method::POST,
            "faults",
            json!({ "duplicate": 1 }),
            "Every webhook arrives twice from now on.",
        ),
        "hold" => (
            Method::POST,
            "faults",
            json!({ "reorder": true }),
            "Webhooks are held back from now on.",
        ),
        "release" => (
            Method::POST,
            "release",
            json!({}),
            "The webhooks held back go out, newest first.",
        ),
        "lose_answer" => {
            let lost = "POST /v1/customers/*/balance_transactions";
            let planned = json!({ "match": lost, "kind": "timeout_after" });
            (
                Method::POST,
                "faults",
                json!({ "next_responses": [planned] }),
                "The next credit is taken, but its answer gets lost.",
            )
        }
        _ => (
            Method::DELETE,
            "faults",
            Value::Null,
            "Stripe works as it should.",
        ),
    };
    call(&stack, method, path, Some(body)).await?;
    Ok(back_to(Tab::Stripe.path(), notice))
}

#[derive(Deserialize)]
pub(crate) struct Card {
    customer: String,
    on: bool,
}

pub(crate) async fn decline(
    State(stack): State<Stack>,
    Form(card): Form<Card>,
) -> Result<Response, Trouble> {
    let body = json!({ "customer": card.customer, "on": card.on });
    call(&stack, Method::POST, "decline", Some(body)).await?;
    let notice = if card.on {
        "The card is declined from now on."
    } else {
        "The card pays again."
    };
    Ok(back_to(Tab::Stripe.path(), notice))
}

/// The faults that are on, in words.
pub(super) fn in_words(faults: &Value) -> Vec<String> {
    let mut words = Vec::new();
    if faults["down"] == true {
        words.push("Stripe is down".to_owned());
    }
    if faults["duplicate"].as_u64().unwrap_or_default() > 0 {
        words.push("every webhook arrives twice".to_owned());
    }
    if faults["reorder"] == true {
        words.push("webhooks are held back".to_owned());
    }
    for planned in faults["next_responses"].as_array().into_iter().flatten() {
        let text = |field: &str| planned[field].as_str().unwrap_or_default().to_owned();
        words.push(format!("{} at the next {}", text("kind"), text("match")));
    }
    words
}
