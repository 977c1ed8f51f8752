//! EventBridge's `PutEvents`: each entry succeeds or fails by itself.

use axum::Json;
use axum::body::Bytes;
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::{Value, json};

use super::replies;
use crate::bus::{Bus, Event};

/// One request holds at most this many entries.
const MOST_ENTRIES: usize = 10;
/// And their size together may be this.
const LARGEST_REQUEST_BYTES: usize = 256 * 1024;
/// The time of an entry counts as this many bytes.
const TIME_BYTES: usize = 14;

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Request {
    entries: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase", default)]
#[derive(Default)]
struct Entry {
    source: Option<String>,
    detail_type: Option<String>,
    detail: Option<String>,
    event_bus_name: Option<String>,
    resources: Vec<String>,
    /// Seconds, perhaps with a fraction.
    time: Option<serde_json::Number>,
}

/// The answer to `PutEvents`.
pub(super) fn answer(bus: &Bus, body: &Bytes) -> Response {
    let request: Request = match serde_json::from_slice(body) {
        Ok(request) => request,
        Err(error) => return replies::error(400, "SerializationException", &error.to_string()),
    };
    let entries = request.entries;
    if entries.is_empty() || entries.len() > MOST_ENTRIES {
        let message = format!("a request holds 1 to {MOST_ENTRIES} entries");
        return replies::error(400, "ValidationException", &message);
    }
    if entries.iter().map(size).fold(0, usize::saturating_add) >= LARGEST_REQUEST_BYTES {
        let message = "Total size of the entries in the request is over the limit.";
        return replies::error(400, "ValidationException", message);
    }
    let mut failed = 0_usize;
    let mut results = Vec::new();
    for entry in entries {
        results.push(match publish(bus, entry) {
            Ok(id) => json!({ "EventId": id }),
            Err((code, message)) => {
                failed = failed.saturating_add(1);
                json!({ "ErrorCode": code, "ErrorMessage": message })
            }
        });
    }
    Json(json!({ "FailedEntryCount": failed, "Entries": results })).into_response()
}

fn publish(bus: &Bus, entry: Entry) -> Result<String, (&'static str, String)> {
    let invalid = |what: &str| ("InvalidArgument", format!("{what} is missing or empty"));
    let needed = |value: Option<String>, what: &str| {
        value
            .filter(|value| !value.is_empty())
            .ok_or_else(|| invalid(what))
    };
    let source = needed(entry.source, "Source")?;
    if source.starts_with("aws.") {
        return Err((
            "NotAuthorizedForSourceException",
            format!("{source} is AWS's own"),
        ));
    }
    let detail_type = needed(entry.detail_type, "DetailType")?;
    let detail = needed(entry.detail, "Detail")?;
    let detail: Value = serde_json::from_str(&detail)
        .ok()
        .filter(Value::is_object)
        .ok_or(("MalformedDetail", "Detail is malformed.".to_owned()))?;
    let name = entry.event_bus_name.unwrap_or_else(|| "default".to_owned());
    if !bus.contains(&name) {
        return Err((
            "ResourceNotFoundException",
            format!("Event bus {name} does not exist."),
        ));
    }
    let time = entry.time.and_then(|seconds| {
        let whole = seconds.to_string().split('.').next()?.parse().ok()?;
        Timestamp::from_second(whole).ok()
    });
    let event = Event {
        source,
        detail_type,
        detail,
        resources: entry.resources,
        time,
    };
    bus.publish(&name, event)
        .map_err(|error| ("InternalFailure", format!("{error:#}")))
}

fn size(entry: &Entry) -> usize {
    let texts = [&entry.source, &entry.detail_type, &entry.detail];
    let texts = texts.into_iter().flatten().chain(&entry.resources);
    let time = if entry.time.is_some() { TIME_BYTES } else { 0 };
    texts.map(String::len).fold(time, usize::saturating_add)
}
