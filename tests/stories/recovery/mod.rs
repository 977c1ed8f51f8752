//! What goes wrong for longer than a retry: it heals by itself, or staff see it, understand it and
//! send it back, and nothing is lost or done twice.

mod letters;
mod outage;
mod reconciliation;
mod stuck;

use crate::harness::stack::Stack;

/// Ana has earned ten dollars, and has them on her bill once.
#[track_caller]
fn ana_has_her_credit_once(stack: &Stack) {
    let credits = stack.stripe().credits("ana");
    assert_eq!(credits.len(), 1, "{credits:?}");
    assert_eq!(stack.stripe().balance("ana"), -1_000);
    assert_eq!(stack.participant("ana").home().posted(), 1_000);
}
