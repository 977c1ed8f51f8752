//! Which stream records a mapping wants.

use std::sync::{Mutex, PoisonError};

use anyhow::{Context, Result};
use quamina::Quamina;
use serde_json::{Value, json};

/// The filter patterns of one mapping.
pub(super) struct Filter {
    whole: Option<Mutex<Quamina<usize>>>,
    by_key: Option<Mutex<Quamina<usize>>>,
}

impl Filter {
    /// Compiles `patterns`; without any, every record passes.
    pub(super) fn compile(patterns: &[String], keys: &[String]) -> Result<Self> {
        if patterns.is_empty() {
            return Ok(Self {
                whole: None,
                by_key: None,
            });
        }
        let mut whole = Quamina::new();
        let mut by_key = Quamina::new();
        let mut every_pattern_names_a_key = true;
        for (index, pattern) in patterns.iter().enumerate() {
            let parsed: Value = serde_json::from_str(pattern)
                .with_context(|| format!("the filter pattern {pattern} is not JSON"))?;
            whole
                .add_pattern(index, pattern)
                .with_context(|| format!("the filter pattern {pattern}"))?;
            match about_keys(&parsed, keys) {
                Some(pruned) => by_key.add_pattern(index, &pruned.to_string())?,
                None => every_pattern_names_a_key = false,
            }
        }
        let by_key = every_pattern_names_a_key.then(|| Mutex::new(by_key));
        Ok(Self {
            whole: Some(Mutex::new(whole)),
            by_key,
        })
    }

    /// Whether a record of the item with these keys could pass at all.
    pub(super) fn may_pass(&self, keys: &Value) -> bool {
        let probe = json!({ "dynamodb": { "Keys": keys, "NewImage": keys } });
        matches(self.by_key.as_ref(), &probe)
    }

    /// Whether `record` passes.
    pub(super) fn passes(&self, record: &Value) -> bool {
        matches(self.whole.as_ref(), record)
    }
}

fn matches(patterns: Option<&Mutex<Quamina<usize>>>, event: &Value) -> bool {
    let Some(patterns) = patterns else {
        return true;
    };
    let patterns = patterns.lock().unwrap_or_else(PoisonError::into_inner);
    // What cannot be matched is shown to the function rather than lost.
    patterns
        .has_matches(event.to_string().as_bytes())
        .unwrap_or(true)
}

/// The part of `pattern` that asks for key attributes, if it has such a part.
fn about_keys(pattern: &Value, keys: &[String]) -> Option<Value> {
    for image in ["Keys", "NewImage"] {
        let Some(asked) = pattern
            .pointer(&format!("/dynamodb/{image}"))
            .and_then(Value::as_object)
        else {
            continue;
        };
        let about: serde_json::Map<_, _> = asked
            .iter()
            .filter(|(name, _)| keys.contains(name))
            .map(|(name, wanted)| (name.clone(), wanted.clone()))
            .collect();
        if !about.is_empty() {
            return Some(json!({ "dynamodb": { image: about } }));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outbox() -> Filter {
        let pattern =
            r#"{"eventName":["INSERT"],"dynamodb":{"Keys":{"pk":{"S":[{"prefix":"OUTBOX#"}]}}}}"#;
        Filter::compile(&[pattern.to_owned()], &["pk".to_owned(), "sk".to_owned()]).unwrap()
    }

    #[test]
    fn a_record_passes_when_a_pattern_matches() {
        let record = |event: &str, pk: &str| json!({ "eventName": event, "dynamodb": { "Keys": { "pk": { "S": pk } } } });
        assert!(outbox().passes(&record("INSERT", "OUTBOX#1")));
        assert!(!outbox().passes(&record("REMOVE", "OUTBOX#1")));
        assert!(!outbox().passes(&record("INSERT", "ACCOUNT#1")));
    }

    #[test]
    fn the_keys_alone_tell_most_items_away() {
        assert!(outbox().may_pass(&json!({ "pk": { "S": "OUTBOX#1" }, "sk": { "S": "a" } })));
        assert!(!outbox().may_pass(&json!({ "pk": { "S": "ACCOUNT#1" }, "sk": { "S": "a" } })));
    }

    #[test]
    fn without_patterns_everything_passes() {
        let filter = Filter::compile(&[], &[]).unwrap();
        assert!(filter.may_pass(&json!({})) && filter.passes(&json!({ "eventName": "REMOVE" })));
    }
}
