//! Items as plain JSON, for reading.

use serde_json::{Map, Value};

/// An item without DynamoDB's type letters: `{"S": "a"}` is `"a"`.
pub(crate) fn to_plain(item: &Value) -> Value {
    let Some(attributes) = item.as_object() else {
        return item.clone();
    };
    let plain = attributes
        .iter()
        .map(|(name, value)| (name.clone(), attribute(value)));
    Value::Object(plain.collect::<Map<_, _>>())
}

fn attribute(value: &Value) -> Value {
    let Some((kind, inner)) = value.as_object().and_then(|typed| typed.iter().next()) else {
        return value.clone();
    };
    match (kind.as_str(), inner) {
        ("N", Value::String(number)) => {
            serde_json::from_str(number).unwrap_or_else(|_| inner.clone())
        }
        ("NULL", _) => Value::Null,
        ("M", inner) => to_plain(inner),
        ("L", Value::Array(items)) => items.iter().map(attribute).collect(),
        ("NS", Value::Array(items)) => {
            let number = |item: &Value| {
                let number = item
                    .as_str()
                    .and_then(|text| serde_json::from_str(text).ok());
                number.unwrap_or_else(|| item.clone())
            };
            items.iter().map(number).collect()
        }
        (_, inner) => inner.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn type_letters_are_removed_at_every_depth() {
        let item = json!({
            "pk": { "S": "ACCOUNT#1" },
            "amount_minor": { "N": "5000" },
            "paid": { "BOOL": true },
            "gone": { "NULL": true },
            "terms": { "M": { "list": { "L": [{ "S": "a" }, { "N": "1" }] } } },
            "tags": { "SS": ["x", "y"] },
        });
        let plain = json!({
            "pk": "ACCOUNT#1", "amount_minor": 5000, "paid": true, "gone": null,
            "terms": { "list": ["a", 1] }, "tags": ["x", "y"],
        });
        assert_eq!(to_plain(&item), plain);
    }
}
