//! Messages that were given up, and what can be made to go wrong between the parts.

use askama::Template;
use axum::Form;
use axum::extract::{Query, State};
use axum::response::Response;
use serde::Deserialize;
use serde_json::json;

use super::frame::{Frame, Said, Tab};
use crate::control::Stack;
use crate::faults::Fault;
use crate::html::{Page, back_to, instant, page};
use crate::queues::Letter;

#[derive(Template)]
#[template(path = "dashboard/dead_letters.html")]
struct DeadLettersPage {
    frame: Frame,
    letters: Vec<Line>,
    /// What lies in the other queues.
    waiting: usize,
    faults: Vec<String>,
}

struct Line {
    queue: String,
    sent_at: String,
    receives: u32,
    json: String,
}

pub(super) async fn show(State(stack): State<Stack>, Query(said): Query<Said>) -> Page {
    let faults = stack.faults.all();
    page(&DeadLettersPage {
        frame: Frame::of(&stack, Tab::DeadLetters, Tab::DeadLetters.path(), said),
        letters: stack.queues.dead_letters().iter().map(Line::of).collect(),
        waiting: stack.queues.waiting().len(),
        faults: faults
            .iter()
            .map(|fault| json!(fault).to_string())
            .collect(),
    })
}

/// Puts the dead letters back into the queues they came from.
pub(super) async fn redrive(State(stack): State<Stack>) -> Response {
    let count = stack.queues.redrive();
    let notice = format!("{count} put back into the queues they came from.");
    back_to(Tab::DeadLetters.path(), &notice)
}

#[derive(Deserialize)]
pub(super) struct Wish {
    /// `deliver_twice`, `reverse`, or nothing to end all faults.
    kind: String,
}

pub(super) async fn change_faults(State(stack): State<Stack>, Form(wish): Form<Wish>) -> Response {
    let notice = match wish.kind.as_str() {
        "deliver_twice" => {
            stack.faults.plan(Fault::DeliverTwice);
            "Every event and every message arrives twice from now on."
        }
        "reverse" => {
            stack.faults.plan(Fault::Reverse);
            "Messages are held back from now on, and arrive newest first."
        }
        _ => {
            stack.faults.clear();
            stack.queues.release();
            "Nothing goes wrong any more."
        }
    };
    back_to(Tab::DeadLetters.path(), notice)
}

impl Line {
    fn of(letter: &Letter) -> Self {
        Self {
            queue: letter.queue.clone(),
            sent_at: instant(letter.sent_at),
            receives: letter.receives,
            json: format!("{:#}", letter.body),
        }
    }
}
