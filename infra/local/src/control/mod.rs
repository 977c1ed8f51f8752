//! The control API below `/_local`: what one sees of the stack, and what one can do to it.

mod deliveries;
mod identity;
mod mail;
mod refusal;
mod time;
mod view;

use std::sync::Arc;

use axum::Router;
use axum::routing::{delete, get, post};

pub(crate) use refusal::Refusal;

use crate::stack::Parts;

/// What the handlers work on.
pub(crate) type Stack = Arc<Parts>;

/// The routes, relative to `/_local`.
pub(crate) fn router() -> Router<Stack> {
    Router::new()
        .route("/clock", get(time::show).post(time::advance))
        .route("/settle", post(time::settle))
        .route("/mail", get(mail::list))
        .route("/mail/{id}", get(mail::show))
        .route("/mail/{id}/{fate}", post(mail::tell))
        .route("/events", get(view::events))
        .route("/events/repeat", post(deliveries::repeat_events))
        .route(
            "/table",
            get(view::table)
                .post(view::put_item)
                .delete(view::remove_item),
        )
        .route("/logs", get(view::logs))
        .route("/calls", get(view::calls).delete(view::forget_calls))
        .route("/functions", get(view::functions))
        .route("/functions/{name}/environment", get(view::environment))
        .route("/secrets", get(view::secrets))
        .route("/secrets/{name}", axum::routing::put(view::change_secret))
        .route("/dead-letters", get(deliveries::dead_letters))
        .route("/dead-letters/redrive", post(deliveries::redrive))
        .route("/queues", get(deliveries::queues))
        .route(
            "/queues/{name}",
            delete(deliveries::purge).post(deliveries::send),
        )
        .route("/identity", get(identity::show).put(identity::change))
        .route("/identity/keys", get(identity::keys))
        .route("/identity/rotate", post(identity::rotate))
        .route("/identity/tokens", post(identity::token))
        .route("/release", post(deliveries::release))
        .route(
            "/faults",
            get(deliveries::faults)
                .post(deliveries::plan_fault)
                .delete(deliveries::clear_faults),
        )
}
