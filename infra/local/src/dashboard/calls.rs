//! What each function called, and what its table calls cost.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;

use super::frame::{Frame, Said, Tab};
use crate::calls::OfFunction;
use crate::control::Stack;
use crate::html::{Page, back_to, page};

#[derive(Template)]
#[template(path = "dashboard/calls.html")]
struct CallsPage {
    frame: Frame,
    rows: Vec<Row>,
}

struct Row {
    function: String,
    table_round_trips: u64,
    read_units: String,
    write_units: String,
    /// An operation and how often it was called.
    operations: Vec<(String, u64)>,
}

pub(super) async fn show(State(stack): State<Stack>, Query(said): Query<Said>) -> Page {
    let rows = stack.calls.all().into_iter().map(Row::of).collect();
    page(&CallsPage {
        frame: Frame::of(&stack, Tab::Calls, Tab::Calls.path(), said),
        rows,
    })
}

/// Starts counting anew.
pub(super) async fn forget(State(stack): State<Stack>) -> Response {
    stack.calls.reset();
    back_to(Tab::Calls.path(), "Counting starts anew.")
}

impl Row {
    fn of((function, calls): (String, OfFunction)) -> Self {
        let units = |units| serde_json::to_string(&units).unwrap_or_default();
        Self {
            function,
            table_round_trips: calls.table_round_trips,
            read_units: units(calls.read_units),
            write_units: units(calls.write_units),
            operations: calls.operations.into_iter().collect(),
        }
    }
}
