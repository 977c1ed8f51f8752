//! Serde's errors in the words of JSON, without the names of types.

use jiff::Timestamp;
use serde_path_to_error::{Path, Segment};

use crate::problem::FieldError;

/// How many names are offered when none is near enough.
const MAX_OFFERED: usize = 12;

/// What is wrong where: `message` is serde's own.
pub(crate) fn fault(path: &Path, message: &str) -> FieldError {
    let message = without_position(message);
    let mut pointer = pointer(path);
    // Serde tells some of these at the field, and some at the object around it.
    let named = ["missing field ", "unknown field ", "duplicate field "]
        .iter()
        .find_map(|start| quoted_after(message, start));
    if let Some(name) = named {
        let last = format!("/{}", escaped(name));
        if message.starts_with("missing ") || !pointer.ends_with(&last) {
            pointer.push_str(&last);
        }
    }
    FieldError {
        pointer,
        detail: detail(message),
    }
}

/// The same, where the text is at hand: tells an instant from other texts.
pub(super) fn fault_in(text: &str, path: &Path, message: &str) -> FieldError {
    let mut fault = fault(path, message);
    let is_an_instant = serde_json::from_str::<serde_json::Value>(text).is_ok_and(|body| {
        let given = body
            .pointer(&fault.pointer)
            .and_then(serde_json::Value::as_str);
        let refusal = given.and_then(|given| given.parse::<Timestamp>().err());
        refusal.is_some_and(|error| error.to_string() == fault.detail)
    });
    if is_an_instant {
        INSTANT.clone_into(&mut fault.detail);
    }
    fault
}

const INSTANT: &str = "must be an instant such as 2022-05-25T10:00:00Z (RFC 3339)";

/// RFC 6901.
fn pointer(path: &Path) -> String {
    path.iter()
        .fold(String::new(), |pointer, segment| match segment {
            Segment::Seq { index } => format!("{pointer}/{index}"),
            Segment::Map { key } => format!("{pointer}/{}", escaped(key)),
            // A variant's name is not in the JSON, or is its key, which is named already.
            Segment::Enum { .. } | Segment::Unknown => pointer,
        })
}

fn escaped(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

fn without_position(message: &str) -> &str {
    message
        .rfind(" at line ")
        .map_or(message, |end| message.get(..end).unwrap_or(message))
}

fn quoted_after<'a>(message: &'a str, start: &str) -> Option<&'a str> {
    let quoted = message.strip_prefix(start)?.strip_prefix('`')?;
    quoted.split_once('`').map(|(name, _)| name)
}

fn detail(message: &str) -> String {
    if let Some(name) = quoted_after(message, "unknown field ") {
        return not_known(name, &names_after_expected(message));
    }
    if message.starts_with("missing field ") {
        return "is required".to_owned();
    }
    if message.starts_with("unknown variant ") {
        return format!(
            "must be one of {}",
            names_after_expected(message).join(", ")
        );
    }
    if message.starts_with("duplicate field ") {
        return "is given twice".to_owned();
    }
    let other_type = ["invalid type: ", "invalid value: "];
    if other_type.iter().any(|start| message.starts_with(start)) {
        let expected = message
            .rsplit_once(", expected ")
            .map_or("", |(_, expected)| expected);
        return format!("must be {}", in_words(expected));
    }
    if message.starts_with("invalid length ") {
        return "has too few or too many entries".to_owned();
    }
    if message.starts_with("data did not match") || message.starts_with("no variant of enum") {
        return "has none of the forms that are known here".to_owned();
    }
    match message {
        // Of one of several names.
        "expected value" => "must be a string".to_owned(),
        "invalid digit found in string"
        | "cannot parse integer from empty string"
        | "number too large to fit in target type"
        | "number too small to fit in target type" => "must be a whole number".to_owned(),
        "provided string was not `true` or `false`" => "must be true or false".to_owned(),
        // What is left are the messages of our own types, which are made for this place.
        own => own.to_owned(),
    }
}

/// What to say of a name that is none of the `known` ones: the nearest of them, where one is near.
pub fn not_known(name: &str, known: &[&str]) -> String {
    let nearest = known
        .iter()
        .map(|candidate| (strsim::damerau_levenshtein(name, candidate), candidate))
        .filter(|(distance, candidate)| *distance <= candidate.len().div_ceil(3))
        .min_by_key(|(distance, _)| *distance);
    match nearest {
        Some((_, nearest)) => format!("is not known here; did you mean {nearest}?"),
        None if known.is_empty() => "is not known here".to_owned(),
        None => {
            let offered: Vec<&str> = known.iter().take(MAX_OFFERED).copied().collect();
            let offered = offered.join(", ");
            format!("is not known here; what is known: {offered}")
        }
    }
}

/// Serde names what it knows in back-ticks after `expected`.
fn names_after_expected(message: &str) -> Vec<&str> {
    let known = message
        .rsplit_once(", expected ")
        .map_or("", |(_, known)| known);
    known.split('`').skip(1).step_by(2).collect()
}

fn in_words(expected: &str) -> String {
    let words = match expected {
        "a string" | "a borrowed string" | "str" | "a character" => "a string",
        "a timestamp string" => return INSTANT.trim_start_matches("must be ").to_owned(),
        "a boolean" => "true or false",
        "u8" => "a whole number from 0 to 255",
        "u16" => "a whole number from 0 to 65535",
        "u32" => "a whole number from 0 to 4294967295",
        "u64" | "usize" | "u128" => "a whole number, 0 or more",
        "i8" | "i16" | "i32" | "i64" | "isize" | "i128" => "a whole number",
        "a sequence" => "a list",
        "a map" => "an object",
        "unit" => "null",
        _ if expected.starts_with("struct ") => "an object",
        _ if expected.starts_with("tuple ") || expected.starts_with("an array ") => "a list",
        _ => "something else; see the documentation of this call",
    };
    words.to_owned()
}
