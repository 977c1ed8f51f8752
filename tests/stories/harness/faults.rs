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

    /// The process of `function` that makes the `nth` call from now on that changes something
    /// dies there.
    pub(crate) fn kills(&self, function: &str, nth: u64, when: When) {
        self.plan(json!({
            "kind": "kill", "function": function, "changing": true,
            "at_call": nth, "when": when.name(),
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

    /// The same calls fail or die, one of them the `nth` from now on.
    pub(crate) fn at_nth(
        &self,
        (kind, when): (&str, When),
        function: &str,
        operation: &str,
        nth: u64,
    ) {
        self.plan(json!({
            "kind": kind, "function": function, "operation": operation,
            "at_call": nth, "when": when.name(),
        }));
    }

    /// The next call of one operation that `function` makes is more than the table takes.
    pub(crate) fn throttles(&self, function: &str, operation: &str) {
        self.plan(json!({
            "kind": "error", "function": function, "operation": operation,
            "at_call": 1, "code": "ThrottlingException", "status": 400,
        }));
    }

    /// SES answers the next message with this error.
    pub(crate) fn ses_answers(&self, status: u16, code: &str, message: &str) {
        self.plan(json!({
            "kind": "error", "function": "deliver-mail", "operation": "SendEmail",
            "at_call": 1, "status": status, "code": code, "message": message,
        }));
    }

    /// After the next claim of a message, and before it is sent, somebody posts to this address.
    pub(crate) fn posts_after_the_claim(&self, url: &str) {
        self.plan(json!({
            "kind": "meanwhile", "function": "deliver-mail", "operation": "TransactWriteItems",
            "at_call": 1, "post": url,
        }));
    }

    /// SES takes the next message, and its answer is lost.
    pub(crate) fn ses_goes_silent(&self) {
        self.plan(json!({
            "kind": "disconnect", "function": "deliver-mail", "operation": "SendEmail",
            "at_call": 1, "when": "after",
        }));
    }

    /// `service` (`table`, `bus`, `mail`, `secrets`, `stripe`) answers no call until the end.
    pub(crate) fn down(&self, service: &str) {
        self.plan(json!({ "kind": "down", "service": service }));
    }

    /// The same, for the calls of one function alone.
    pub(crate) fn down_for(&self, service: &str, function: &str) {
        self.plan(json!({ "kind": "down", "service": service, "function": function }));
    }

    /// No function is called until the end: the account's concurrency is used up.
    pub(crate) fn throttle(&self) {
        self.plan(json!({ "kind": "throttle" }));
    }

    /// The same, for one function.
    pub(crate) fn throttle_one(&self, function: &str) {
        self.plan(json!({ "kind": "throttle", "function": function }));
    }

    /// No rule reaches its target until the end, for longer than it tries.
    pub(crate) fn cut_off_targets(&self) {
        self.plan(json!({ "kind": "undeliverable" }));
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
        self.fired().contains(&true)
    }

    /// Whether all of them did.
    pub(crate) fn all_struck(&self) -> bool {
        !self.fired().contains(&false)
    }

    /// Of each planned fault whether it struck.
    fn fired(&self) -> Vec<bool> {
        let shown = self.stack.control(Method::GET, "/faults", None);
        let faults = shown["faults"].as_array().unwrap();
        let fired = |fault: &Value| fault["fired"].as_u64().unwrap() > 0;
        faults.iter().map(fired).collect()
    }

    pub(crate) fn end(&self) {
        self.stack.control(Method::DELETE, "/faults", None);
    }

    fn plan(&self, fault: Value) {
        self.stack.control(Method::POST, "/faults", Some(fault));
    }
}
