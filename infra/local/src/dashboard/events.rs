//! What went over the buses, newest first.

use askama::Template;
use axum::extract::{Query, State};
use serde_json::Value;

use super::frame::{Frame, Said, Tab};
use crate::bus::Published;
use crate::control::Stack;
use crate::html::{Page, instant, page};

/// Events on one page.
const SHOWN: usize = 200;

#[derive(Template)]
#[template(path = "dashboard/events.html")]
struct EventsPage {
    frame: Frame,
    events: Vec<Line>,
    older: usize,
}

struct Line {
    published_at: String,
    kind: String,
    /// What its data hold, as far as it is plain.
    brief: String,
    source: String,
    bus: String,
    rules: String,
    json: String,
}

pub(super) async fn show(State(stack): State<Stack>, Query(said): Query<Said>) -> Page {
    let published = stack.bus.published();
    page(&EventsPage {
        frame: Frame::of(&stack, Tab::Events, Tab::Events.path(), said),
        events: published.iter().rev().take(SHOWN).map(Line::of).collect(),
        older: published.len().saturating_sub(SHOWN),
    })
}

impl Line {
    fn of(published: &Published) -> Self {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        Self {
            published_at: instant(published.published_at),
            kind: text(&published.event["detail-type"]),
            brief: brief(&published.event["detail"]["data"]),
            source: text(&published.event["source"]),
            bus: published.bus.clone(),
            rules: published.rules.join(", "),
            json: format!("{:#}", published.event),
        }
    }
}

/// Texts and numbers, but for instants, with what kind it is first.
fn brief(data: &Value) -> String {
    let fields = data.as_object().into_iter().flatten();
    let mut words: Vec<(bool, String)> = Vec::new();
    for (name, value) in fields.filter(|(name, _)| !name.ends_with("_at")) {
        let text = match value {
            Value::String(text) => text.clone(),
            Value::Number(number) => number.to_string(),
            Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => continue,
        };
        words.push((!name.ends_with("type"), format!("{name}={text}")));
    }
    words.sort();
    let words: Vec<String> = words.into_iter().map(|(_, word)| word).collect();
    words.join("  ")
}
