//! What the functions' calls cost, as the stack counts them.

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

    /// What each function's table calls cost while `something` happened and came to its end.
    #[track_caller]
    pub(crate) fn during(&self, something: impl FnOnce()) -> BTreeMap<String, Cost> {
        self.stack.settle();
        self.stack.control(Method::DELETE, "/calls", None);
        something();
        self.stack.settle();
        let counted = self.stack.control(Method::GET, "/calls", None);
        let functions = counted["functions"].as_object().unwrap();
        let cost = functions.iter();
        cost.map(|(name, counts)| (name.clone(), Cost::read(counts)))
            .collect()
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

    fn read(counts: &Value) -> Self {
        Self {
            write_tenths: tenths(&counts["write_units"]),
            read_tenths: tenths(&counts["read_units"]),
            round_trips: counts["table_round_trips"].as_u64().unwrap(),
        }
    }
}

/// `12.5` as 125.
fn tenths(units: &Value) -> u64 {
    let text = units.to_string();
    let (whole, tenth) = text.split_once('.').unwrap_or((&text, "0"));
    format!("{whole}{tenth}").parse().unwrap()
}
