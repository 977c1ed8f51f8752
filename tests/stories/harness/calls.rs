//! What the functions' table calls cost, as the stack counts them.

use std::collections::BTreeMap;

use reqwest::Method;
use serde_json::Value;

use super::stack::Stack;

pub(crate) struct Calls<'a> {
    stack: &'a Stack,
}

/// What some calls cost together. Capacity units are in tenths.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Cost {
    pub(crate) write_tenths: u64,
    pub(crate) read_tenths: u64,
    pub(crate) round_trips: u64,
}

impl<'a> Calls<'a> {
    pub(super) fn of(stack: &'a Stack) -> Self {
        Self { stack }
    }

    /// What each function's table calls cost while `done` happened and came to its end.
    #[track_caller]
    pub(crate) fn during(&self, done: impl FnOnce()) -> BTreeMap<String, Cost> {
        self.stack.settle();
        self.stack.control(Method::DELETE, "/calls", None);
        done();
        self.stack.settle();
        let counted = self.stack.control(Method::GET, "/calls", None);
        let functions = counted["functions"].as_object().unwrap();
        let costs = functions.iter();
        costs
            .map(|(name, counts)| (name.clone(), Cost::read(counts)))
            .collect()
    }

    /// How often `function` asks the table while this is done.
    #[track_caller]
    pub(crate) fn round_trips(&self, function: &str, done: impl FnOnce()) -> u64 {
        let counted = self.during(done);
        counted.get(function).map_or(0, |cost| cost.round_trips)
    }
}

impl Cost {
    pub(crate) fn plus(self, other: Self) -> Self {
        Self {
            write_tenths: self.write_tenths.saturating_add(other.write_tenths),
            read_tenths: self.read_tenths.saturating_add(other.read_tenths),
            round_trips: self.round_trips.saturating_add(other.round_trips),
        }
    }

    /// Of each count the smaller one.
    pub(crate) fn least(self, other: Self) -> Self {
        Self {
            write_tenths: self.write_tenths.min(other.write_tenths),
            read_tenths: self.read_tenths.min(other.read_tenths),
            round_trips: self.round_trips.min(other.round_trips),
        }
    }

    fn read(counts: &Value) -> Self {
        Self {
            write_tenths: tenths(&counts["write_units"].to_string()),
            read_tenths: tenths(&counts["read_units"].to_string()),
            round_trips: counts["table_round_trips"].as_u64().unwrap(),
        }
    }
}

/// `12.5` as 125.
#[track_caller]
pub(crate) fn tenths(units: &str) -> u64 {
    let (whole, tenth) = units.split_once('.').unwrap_or((units, "0"));
    format!("{whole}{tenth}").parse().expect(units)
}
