//! Why a credit came, or did not: the questions of both articles, answered to whoever asks them.

mod clientjoy;
mod contactually;
mod privacy;
mod staff;

use serde_json::Value;

/// A sentence of an explanation; empty where there is none.
fn words<'a>(told: &'a Value, field: &str) -> &'a str {
    told[field].as_str().unwrap_or_default()
}

/// An explanation says this of one of its sentences.
#[track_caller]
fn says(told: &Value, field: &str, part: &str) {
    assert!(words(told, field).contains(part), "{told:#}");
}

/// It has this code.
#[track_caller]
fn is_code(told: &Value, code: &str) {
    assert_eq!(told["code"], code, "{told:#}");
}
