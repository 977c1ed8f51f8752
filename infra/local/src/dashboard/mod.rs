//! What a browser sees below `/_local`: the story's next step, and every part of the stack.
//!
//! Pages are made here and work without a script; a little one keeps them fresh.

mod api;
mod calls;
mod console;
mod dead_letters;
mod events;
mod frame;
mod links;
mod logs;
mod mailbox;
mod pulse;
mod start;
mod stripe;
mod table;
mod time;

use axum::Router;
use axum::routing::{get, post};

use crate::control::Stack;

/// The pages, relative to `/_local`.
pub(crate) fn router() -> Router<Stack> {
    Router::new()
        .route("/", get(start::show))
        .route("/api", get(api::show))
        .route("/api.json", get(api::document))
        .route("/view/pulse", get(pulse::show))
        .route("/view/clock", post(time::advance))
        .route("/view/mailbox", get(mailbox::list))
        .route("/view/mailbox/{id}", get(mailbox::show))
        .route("/view/mailbox/{id}/html", get(mailbox::html))
        .route("/view/mailbox/{id}/{deed}", post(mailbox::act))
        .route("/view/events", get(events::show))
        .route("/view/table", get(table::show))
        .route("/view/logs", get(logs::show))
        .route("/view/stripe", get(stripe::show))
        .route("/view/stripe/faults", post(stripe::change_faults))
        .route("/view/stripe/decline", post(stripe::decline))
        .route("/view/calls", get(calls::show))
        .route("/view/calls/forget", post(calls::forget))
        .route("/view/dead-letters", get(dead_letters::show))
        .route("/view/dead-letters/redrive", post(dead_letters::redrive))
        .route("/view/faults", post(dead_letters::change_faults))
        .route("/console/{role}", get(console::open))
}
