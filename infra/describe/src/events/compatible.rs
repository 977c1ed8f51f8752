//! Whether whoever reads an event by its old schema can read it by the new one.

use std::collections::BTreeSet;

use serde_json::Value;

/// What decides how a value is read.
const SAME: [&str; 4] = ["type", "const", "format", "pattern"];

/// Every promise of `before` that `after` breaks.
pub(crate) fn broken(before: &Value, after: &Value) -> Vec<String> {
    let mut broken = Vec::new();
    compare("", before, after, &mut broken);
    broken
}

fn compare(at: &str, before: &Value, after: &Value, broken: &mut Vec<String>) {
    let place = if at.is_empty() { "the event" } else { at };
    let (values, now) = (values(before), values(after));
    if !values.is_empty() {
        // More values may come: subscribers are told so.
        let gone = values.difference(&now);
        broken.extend(gone.map(|value| format!("{place} can no longer be {value}")));
        return;
    }
    for keyword in SAME {
        if before[keyword] != after[keyword] {
            broken.push(format!(
                "{place}: {keyword} was {} and is {}",
                before[keyword], after[keyword]
            ));
        }
    }
    for field in required(before).symmetric_difference(&required(after)) {
        let way = if required(after).contains(field) {
            "is required now"
        } else {
            "may be absent now"
        };
        broken.push(format!("{at}/{field} {way}"));
    }
    for (name, field) in before["properties"].as_object().into_iter().flatten() {
        let at = format!("{at}/{name}");
        match after["properties"].get(name) {
            Some(now) => compare(&at, field, now, broken),
            None => broken.push(format!("{at} is gone")),
        }
    }
    if before["items"].is_object() {
        compare(
            &format!("{at}[]"),
            &before["items"],
            &after["items"],
            broken,
        );
    }
    for keyword in ["anyOf", "allOf", "oneOf"] {
        if before[keyword] != after[keyword] {
            broken.push(format!("{place}: {keyword} differs"));
        }
    }
}

fn required(schema: &Value) -> BTreeSet<&str> {
    let names = schema["required"].as_array();
    names
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect()
}

/// The values that are listed one by one: an enumeration, with or without words to each.
fn values(schema: &Value) -> BTreeSet<String> {
    let mut values = BTreeSet::new();
    for value in schema["enum"].as_array().into_iter().flatten() {
        values.insert(value.to_string());
    }
    for branch in schema["oneOf"].as_array().into_iter().flatten() {
        if let Some(value) = branch.get("const") {
            values.insert(value.to_string());
        }
        for value in branch["enum"].as_array().into_iter().flatten() {
            values.insert(value.to_string());
        }
    }
    values
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn event(data: Value, required: &[&str]) -> Value {
        let data = json!({ "type": "object", "properties": data, "required": required });
        json!({ "type": "object", "properties": { "data": data }, "required": ["data"] })
    }

    fn before() -> Value {
        let reason = json!({ "oneOf": [{ "const": "refunded" }, { "const": "cap_reached" }] });
        let data = json!({ "reward_id": { "type": "string" }, "reason": reason });
        event(data, &["reward_id", "reason"])
    }

    #[track_caller]
    fn then_broken(after: &Value, expected: &[&str]) {
        assert_eq!(broken(&before(), after), expected);
    }

    #[test]
    fn a_field_that_is_added_and_may_be_absent_breaks_nothing() {
        let mut after = before();
        after["properties"]["data"]["properties"]["amount"] = json!({ "type": "integer" });
        then_broken(&after, &[]);
    }

    #[test]
    fn a_field_that_is_added_and_required_breaks_old_events() {
        let mut after = before();
        let data = &mut after["properties"]["data"];
        data["properties"]["amount"] = json!({ "type": "integer" });
        data["required"] = json!(["reward_id", "reason", "amount"]);
        then_broken(&after, &["/data/amount is required now"]);
    }

    #[test]
    fn a_field_that_is_renamed_or_removed_is_missed() {
        let data = json!({ "reward": { "type": "string" } });
        let after = event(data, &["reward"]);
        then_broken(
            &after,
            &[
                "/data/reason may be absent now",
                "/data/reward is required now",
                "/data/reward_id may be absent now",
                "/data/reason is gone",
                "/data/reward_id is gone",
            ],
        );
    }

    #[test]
    fn a_field_of_another_type_is_not_the_same() {
        let mut after = before();
        after["properties"]["data"]["properties"]["reward_id"] = json!({ "type": "integer" });
        then_broken(
            &after,
            &["/data/reward_id: type was \"string\" and is \"integer\""],
        );
    }

    #[test]
    fn values_are_added_and_never_taken_away() {
        let mut after = before();
        let reason = &mut after["properties"]["data"]["properties"]["reason"];
        *reason = json!({ "oneOf": [{ "const": "refunded" }, { "const": "cap_reached" }, { "const": "expired" }] });
        then_broken(&after, &[]);
        let reason = &mut after["properties"]["data"]["properties"]["reason"];
        *reason = json!({ "enum": ["refunded"] });
        then_broken(&after, &["/data/reason can no longer be \"cap_reached\""]);
    }
}
