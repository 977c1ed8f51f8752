//! What the functions wrote, newest first.

use askama::Template;
use axum::extract::{Query, State};
use serde::Deserialize;
use serde_json::Value;

use super::frame::{Frame, Said, Tab};
use crate::control::Stack;
use crate::html::{Page, instant, page};
use crate::logs;

/// Lines on one page.
const SHOWN: usize = 300;

#[derive(Template)]
#[template(path = "dashboard/logs.html")]
struct LogsPage {
    frame: Frame,
    functions: Vec<String>,
    chosen: String,
    lines: Vec<Line>,
}

struct Line {
    at: String,
    function: String,
    instance: u64,
    level: String,
    text: String,
    /// The line's other fields, one `name=value` after the other.
    fields: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Which {
    function: String,
    notice: String,
}

pub(super) async fn show(State(stack): State<Stack>, Query(which): Query<Which>) -> Page {
    let chosen = which.function;
    let lines = stack
        .logs
        .read((!chosen.is_empty()).then_some(chosen.as_str()));
    let mut functions: Vec<String> = stack
        .functions
        .names()
        .iter()
        .map(ToString::to_string)
        .collect();
    functions.sort();
    let back = format!("{}?function={chosen}", Tab::Logs.path());
    let notice = which.notice;
    page(&LogsPage {
        frame: Frame::of(&stack, Tab::Logs, back, Said { notice }),
        functions,
        chosen,
        lines: lines.iter().rev().take(SHOWN).map(Line::of).collect(),
    })
}

impl Line {
    /// The functions write JSON; a panic, or the platform, writes plain text.
    fn of(line: &logs::Line) -> Self {
        let parsed: Value = serde_json::from_str(&line.text).unwrap_or_default();
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let is_plain = !parsed.is_object();
        Self {
            at: instant(line.at),
            function: line.function.clone(),
            instance: line.instance,
            level: text(&parsed["level"]),
            text: if is_plain {
                line.text.clone()
            } else {
                text(&parsed["message"])
            },
            fields: fields(&parsed),
        }
    }
}

fn fields(parsed: &Value) -> String {
    let mut words = Vec::new();
    for object in [parsed, &parsed["span"]] {
        for (name, value) in object.as_object().into_iter().flatten() {
            let is_shown_already = ["level", "message", "timestamp", "target", "name"];
            if is_shown_already.contains(&name.as_str()) || value.is_object() || value.is_array() {
                continue;
            }
            let value = value
                .as_str()
                .map_or_else(|| value.to_string(), str::to_owned);
            words.push(format!("{name}={value}"));
        }
    }
    words.join("  ")
}
