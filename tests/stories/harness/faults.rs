//! What goes wrong on demand.

use reqwest::Method;
use serde_json::{Value, json};

use super::stack::Stack;

pub(crate) struct Faults<'a> {
    stack: &'a Stack,
}

/// On which side of a call's effect a process dies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum When {
    Before,
    After,
}

impl When {
    fn name(self) -> &'static str {
        match self {
            Self::Before => "before",
            Self::After => "after",
        }
    }
}

impl<'a> Faults<'a> {
    pub(super) fn of(stack: &'a Stack) -> Self {
        Self { stack }
    }

    /// The process of `function` that makes the `at_call`th call from now on dies there.
    pub(crate) fn kills(&self, function: &str, at_call: u64, when: When) {
        self.plan(json!({
            "kind": "kill", "function": function, "at_call": at_call, "when": when.name(),
        }));
    }

    /// The same, counting only calls of one operation such as `PutEvents`.
    pub(crate) fn kills_at(&self, function: &str, operation: &str, when: When) {
        self.plan(json!({
            "kind": "kill", "function": function, "operation": operation,
            "at_call": 1, "when": when.name(),
        }));
    }

    /// The next call of one operation that `function` makes is answered with an error.
    pub(crate) fn fails_at(&self, function: &str, operation: &str, when: When) {
        self.plan(json!({
            "kind": "error", "function": function, "operation": operation,
            "at_call": 1, "when": when.name(),
        }));
    }

    /// Every event and every message arrives twice.
    pub(crate) fn deliver_twice(&self) {
        self.plan(json!({ "kind": "deliver_twice" }));
    }

    /// Messages arrive newest first.
    pub(crate) fn reverse(&self) {
        self.plan(json!({ "kind": "reverse" }));
    }

    /// Whether any of the planned faults struck.
    pub(crate) fn struck(&self) -> bool {
        let shown = self.stack.control(Method::GET, "/faults", None);
        let faults = shown["faults"].as_array().unwrap();
        faults
            .iter()
            .any(|fault| fault["fired"].as_u64().unwrap() > 0)
    }

    pub(crate) fn end(&self) {
        self.stack.control(Method::DELETE, "/faults", None);
    }

    fn plan(&self, fault: Value) {
        self.stack.control(Method::POST, "/faults", Some(fault));
    }
}
