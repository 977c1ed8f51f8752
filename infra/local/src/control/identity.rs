//! The identity provider: what the functions ask of it, and what one can have it do.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Refusal, Stack};
use crate::identity::Wanted;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Change {
    is_down: bool,
}

pub(super) async fn show(State(stack): State<Stack>) -> Json<Value> {
    Json(stack.identity.describe())
}

/// Takes it down, or up again.
pub(super) async fn change(State(stack): State<Stack>, Json(change): Json<Change>) -> Json<Value> {
    stack.identity.set_down(change.is_down);
    Json(stack.identity.describe())
}

/// The keys as it publishes them.
pub(super) async fn keys(State(stack): State<Stack>) -> Result<Response, Refusal> {
    let keys = stack.identity.keys()?;
    Ok(match keys {
        Some(keys) => Json(keys).into_response(),
        None => StatusCode::SERVICE_UNAVAILABLE.into_response(),
    })
}

pub(super) async fn rotate(State(stack): State<Stack>) -> Result<Json<Value>, Refusal> {
    stack.identity.rotate()?;
    Ok(Json(stack.identity.describe()))
}

pub(super) async fn token(
    State(stack): State<Stack>,
    Json(wanted): Json<Wanted>,
) -> Result<Json<Value>, Refusal> {
    let token = stack.identity.token(wanted);
    let token = token.map_err(|error| Refusal::bad_request(error.to_string()))?;
    Ok(Json(json!({ "token": token })))
}
