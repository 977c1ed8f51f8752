//! How often each function called what, and what its table calls cost.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde::Serialize;
use serde_json::{Number, Value};

/// Calls of every function since the start or the last reset.
#[derive(Default)]
pub(crate) struct Calls {
    by_function: Mutex<BTreeMap<String, OfFunction>>,
}

/// The calls of one function.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(crate) struct OfFunction {
    /// Calls by operation: `GetItem`, `PutEvents`, `SendEmail`, `GetParameter`, `POST /v1/refunds`.
    pub(crate) operations: BTreeMap<String, u64>,
    pub(crate) table_round_trips: u64,
    pub(crate) read_units: Units,
    pub(crate) write_units: Units,
}

/// DynamoDB's capacity units, counted in tenths.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Units {
    tenths: u64,
}

impl Calls {
    /// Counts a call.
    pub(crate) fn count(&self, function: &str, operation: &str) {
        let mut calls = self.lock();
        let of_function = calls.entry(function.to_owned()).or_default();
        let count = of_function
            .operations
            .entry(operation.to_owned())
            .or_default();
        *count = count.saturating_add(1);
    }

    /// Counts a table call's round trip and what DynamoDB says it consumed.
    pub(crate) fn count_table(&self, function: &str, is_write: bool, answer: Option<&Value>) {
        let mut calls = self.lock();
        let of_function = calls.entry(function.to_owned()).or_default();
        of_function.table_round_trips = of_function.table_round_trips.saturating_add(1);
        let consumed = consumed(answer.and_then(|answer| answer.get("ConsumedCapacity")));
        let units = if is_write {
            &mut of_function.write_units
        } else {
            &mut of_function.read_units
        };
        units.tenths = units.tenths.saturating_add(consumed);
    }

    /// All counts.
    pub(crate) fn all(&self) -> BTreeMap<String, OfFunction> {
        self.lock().clone()
    }

    /// Starts counting anew.
    pub(crate) fn reset(&self) {
        self.lock().clear();
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<String, OfFunction>> {
        self.by_function
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

/// Tenths of units: of one table, or of the tables in a list.
fn consumed(capacity: Option<&Value>) -> u64 {
    match capacity {
        Some(Value::Array(tables)) => tables
            .iter()
            .map(|table| consumed(Some(table)))
            .fold(0, u64::saturating_add),
        Some(Value::Object(table)) => match table.get("CapacityUnits") {
            Some(Value::Number(units)) => tenths(&units.to_string()),
            _ => 0,
        },
        _ => 0,
    }
}

fn tenths(units: &str) -> u64 {
    let (whole, fraction) = units.split_once('.').unwrap_or((units, "0"));
    let digits = format!("{whole}{}", fraction.get(..1).unwrap_or("0"));
    digits.parse().unwrap_or(0)
}

impl Serialize for Units {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let text = format!(
            "{}.{}",
            self.tenths.div_euclid(10),
            self.tenths.rem_euclid(10)
        );
        let number: Number = serde_json::from_str(&text).map_err(serde::ser::Error::custom)?;
        number.serialize(serializer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn capacity_adds_up() {
        let calls = Calls::default();
        let read = json!({ "ConsumedCapacity": { "TableName": "t", "CapacityUnits": 0.5 } });
        let write = json!({ "ConsumedCapacity": [{ "TableName": "t", "CapacityUnits": 12.0 }] });
        calls.count("portal", "GetItem");
        calls.count_table("portal", false, Some(&read));
        calls.count_table("portal", false, Some(&read));
        calls.count_table("portal", true, Some(&write));
        let shown = serde_json::to_value(calls.all()).unwrap();
        assert_eq!(
            shown,
            json!({ "portal": {
                "operations": { "GetItem": 1 },
                "table_round_trips": 3, "read_units": 1.0, "write_units": 12.0,
            }})
        );
    }
}
