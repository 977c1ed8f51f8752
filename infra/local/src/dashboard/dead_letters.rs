//! Messages that were given up, and what can be made to go wrong between the parts.

use askama::Template;
use axum::Form;
use axum::extract::{Query, State};
use axum::response::Response;
use serde::Deserialize;
use serde_json::{Value, json};

use super::frame::{Frame, Said, Tab};
use crate::control::Stack;
use crate::faults::Fault;
use crate::html::{Page, back_to, instant, page};
use crate::queues::Letter;
use crate::table::to_plain;

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
    receives: u64,
    json: String,
}

pub(super) async fn show(State(stack): State<Stack>, Query(said): Query<Said>) -> Page {
    let faults = stack.faults.all();
    let given_up = stack.queues.dead_letters();
    let mut letters: Vec<Line> = given_up.iter().map(Line::of).collect();
    for table in &stack.template.tables {
        let kept = stack.dynamo.items(table, Some("DEADLETTER#")).await;
        letters.extend(kept.unwrap_or_default().iter().filter_map(Line::kept));
    }
    page(&DeadLettersPage {
        frame: Frame::of(&stack, Tab::DeadLetters, Tab::DeadLetters.path(), said),
        letters,
        waiting: stack.queues.waiting().len(),
        faults: faults
            .iter()
            .map(|fault| json!(fault).to_string())
            .collect(),
    })
}

/// Puts the dead letters back into the queues they came from, as an operator does.
pub(super) async fn redrive(State(stack): State<Stack>) -> Response {
    let request = stack
        .client
        .post(format!(
            "{}/v1/admin/dead-letters/redrive",
            stack.addresses.url
        ))
        .bearer_auth(stack.secrets.get("admin-api-key"))
        .json(&json!({}));
    let answered = match request.send().await {
        Ok(response) => response.json::<Value>().await.unwrap_or_default(),
        Err(_) => Value::Null,
    };
    let notice = match (&answered["redriven"], &answered["left_alone"]) {
        (Value::Number(sent), Value::Number(left)) => {
            format!("{sent} put back into the queues they came from, {left} left alone.")
        }
        _ => "They could not be put back.".to_owned(),
    };
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
    /// A letter of the table, while somebody has to look at it.
    fn kept(item: &Value) -> Option<Self> {
        let letter = to_plain(item);
        let text = |name: &str| letter[name].as_str().map(str::to_owned);
        let sent_at = text("sent_at")?.parse().ok()?;
        let body = text("body")?;
        (letter["status"] == "open").then(|| Self {
            queue: format!(
                "{}: {}",
                text("queue").unwrap_or_default(),
                text("reason").unwrap_or_default()
            ),
            sent_at: instant(sent_at),
            receives: letter["received"].as_u64().unwrap_or_default(),
            json: serde_json::from_str::<Value>(&body)
                .map_or(body.clone(), |json| format!("{json:#}")),
        })
    }

    fn of(letter: &Letter) -> Self {
        Self {
            queue: letter.queue.clone(),
            sent_at: instant(letter.sent_at),
            receives: letter.receives.into(),
            json: format!("{:#}", letter.body),
        }
    }
}
