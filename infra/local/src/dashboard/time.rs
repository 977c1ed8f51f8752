//! The clock's buttons.

use std::time::Duration;

use axum::Form;
use axum::extract::State;
use axum::response::Response;
use jiff::Span;
use jiff::tz::TimeZone;
use serde::Deserialize;

use crate::control::Stack;
use crate::html::{Trouble, back_to, day};

/// How long a page waits for the stack to come to rest before it is shown anyway.
pub(super) const PATIENCE: Duration = Duration::from_secs(10);

#[derive(Deserialize)]
pub(super) struct Move {
    /// A length of time, as in `P30D` or `PT1H`.
    advance: Span,
    back: String,
}

/// Lets time pass, with all that is due on the way, and leads back.
pub(super) async fn advance(
    State(stack): State<Stack>,
    Form(asked): Form<Move>,
) -> Result<Response, Trouble> {
    let now = stack.clock.now().to_zoned(TimeZone::UTC);
    let to = now.checked_add(asked.advance)?.timestamp();
    let timekeeper = stack.timekeeper.clone();
    // In a task of its own, so that a browser that goes away does not leave the clock half way.
    let notice = match tokio::spawn(async move { timekeeper.jump(to).await }).await? {
        Ok(()) => format!("It is {} now.", day(stack.clock.now())),
        Err(error) => format!("The clock stopped on the way: {error:#}"),
    };
    Ok(back_to(&asked.back, &notice))
}
