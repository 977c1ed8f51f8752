//! `docs/events.md`.

use std::fmt::Write as _;

use domain::event::VERSION;
use serde_json::Value;

use super::Published;

const HEAD: &str = include_str!("head.md");

pub(super) fn of(published: &[Published]) -> String {
    let mut page = HEAD.to_owned();
    page.push_str("\n## All events\n\n| event | when |\n|---|---|\n");
    for event in published {
        let anchor = event.name.replace('.', "");
        let _ = writeln!(
            page,
            "| [`{}`](#{anchor}) | {} |",
            event.name,
            in_a_cell(&event.description)
        );
    }
    for event in published {
        page.push_str(&section(event));
    }
    page
}

fn section(event: &Published) -> String {
    let mut text = format!(
        "\n## {name}\n\n{}\nVersion {VERSION}: [{name}.v{VERSION}.json](events/{name}.v{VERSION}.json).\n\n\
         | field | type | what it is |\n|---|---|---|\n",
        event.description,
        name = event.name,
    );
    let data = &event.schema["properties"]["data"];
    let required = data["required"].as_array();
    for (name, field) in data["properties"].as_object().into_iter().flatten() {
        let is_required = required.is_some_and(|all| all.iter().any(|one| one == name));
        let _ = writeln!(
            text,
            "| `{name}` | {}{} | {} |",
            kind(field),
            if is_required { "" } else { ", or absent" },
            in_a_cell(field["description"].as_str().unwrap_or_default())
        );
    }
    let example = format!("{:#}", event.example["data"]);
    let _ = write!(text, "\n```json\n{example}\n```\n");
    text
}

/// The type in a word or two.
fn kind(field: &Value) -> String {
    if let Some(format) = field["format"].as_str() {
        return match format {
            "date-time" => "instant".to_owned(),
            other => other.to_owned(),
        };
    }
    if field["oneOf"].is_array() || field["enum"].is_array() {
        return "one of the values in the schema".to_owned();
    }
    if let Value::String(kind) = &field["type"] {
        return kind.clone();
    }
    if let Value::Array(kinds) = &field["type"] {
        let kinds: Vec<&str> = kinds.iter().filter_map(Value::as_str).collect();
        return kinds.join(" or ");
    }
    if field["anyOf"].is_array() {
        return "string or null".to_owned();
    }
    "any".to_owned()
}

fn in_a_cell(text: &str) -> String {
    text.replace('\n', " ").replace('|', "\\|")
}
