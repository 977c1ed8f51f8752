//! Faults on demand: processes killed at a call, calls that fail, deliveries twice or reversed.

use std::sync::{Mutex, MutexGuard, PoisonError};

use serde::{Deserialize, Serialize};

/// What a test wants to go wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum Fault {
    /// Kills the process that makes the call.
    Kill(AtCall),
    /// Answers the call with an error.
    Error(ErrorAtCall),
    /// Closes the connection in the middle of the answer.
    Disconnect(AtCall),
    /// Something else happens between the call's effect and its answer.
    Meanwhile(MeanwhileAtCall),
    /// Every bus event and every queue message is delivered twice.
    DeliverTwice,
    /// A service answers no call until the fault ends.
    Down(Down),
    /// No invocation is taken until the fault ends.
    Throttle(Throttle),
    /// No rule reaches its target until the fault ends, for longer than it tries.
    Undeliverable,
    /// Queue messages wait for release or settle, and are then delivered newest first.
    Reverse,
}

/// A service that is down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Down {
    service: Service,
    /// For this function only; for all, where it is left out.
    #[serde(default)]
    function: Option<String>,
}

/// What functions call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Service {
    Table,
    Bus,
    Mail,
    Secrets,
    Stripe,
}

impl Service {
    fn of(operation: &str) -> Self {
        match operation {
            "PutEvents" => Self::Bus,
            "SendEmail" => Self::Mail,
            "GetParameter" => Self::Secrets,
            call if call.contains(" /") => Self::Stripe,
            _ => Self::Table,
        }
    }
}

/// A function whose invocations are refused for want of concurrency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Throttle {
    /// All functions, where it is left out.
    #[serde(default)]
    function: Option<String>,
}

/// Which call of a function a fault is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(
    clippy::struct_field_names,
    reason = "the field is a word of the control API"
)]
pub(crate) struct AtCall {
    pub(crate) function: String,
    /// Counted from when the fault was asked for; the first is 1.
    pub(crate) at_call: u64,
    #[serde(default)]
    pub(crate) when: When,
    /// Counts only calls of this operation, such as `PutEvents` or `GET /v1/invoices/{id}`.
    #[serde(default)]
    pub(crate) operation: Option<String>,
    /// Counts only calls that change something outside the function.
    #[serde(default)]
    pub(crate) changing: bool,
}

impl AtCall {
    fn counts(&self, function: &str, operation: &str) -> bool {
        self.function == function
            && self.operation.as_ref().is_none_or(|one| one == operation)
            && (!self.changing || changes_something(operation))
    }
}

/// Whether a call leaves anything behind: whatever is not known for a read does.
fn changes_something(operation: &str) -> bool {
    let reads = [
        "GetItem",
        "BatchGetItem",
        "TransactGetItems",
        "Query",
        "Scan",
        "GetParameter",
    ];
    !reads.contains(&operation) && !operation.starts_with("GET /")
}

/// Which call of a function fails, and how.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ErrorAtCall {
    function: String,
    at_call: u64,
    #[serde(default)]
    when: When,
    #[serde(default)]
    operation: Option<String>,
    /// The service's error code; `TransactionConflict` cancels a table transaction.
    #[serde(default = "internal_server_error")]
    code: String,
    #[serde(default = "status_500")]
    status: u16,
    #[serde(default = "injected")]
    message: String,
}

/// Which call of a function is overtaken, and by what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct MeanwhileAtCall {
    function: String,
    at_call: u64,
    #[serde(default)]
    operation: Option<String>,
    /// The address that is posted to, as somebody outside would.
    post: String,
}

fn internal_server_error() -> String {
    "InternalServerError".to_owned()
}

fn injected() -> String {
    "injected by a fault of the local stack".to_owned()
}

fn status_500() -> u16 {
    500
}

/// On which side of the call's effect a fault strikes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum When {
    /// Nothing happened yet.
    #[default]
    Before,
    /// It happened, but the caller does not hear of it.
    After,
}

impl Fault {
    /// The function this fault is about.
    pub(crate) fn function(&self) -> Option<&str> {
        match self {
            Self::Kill(at) | Self::Disconnect(at) => Some(&at.function),
            Self::Error(error) => Some(&error.function),
            Self::Meanwhile(meanwhile) => Some(&meanwhile.function),
            Self::Down(down) => down.function.as_deref(),
            Self::Throttle(throttle) => throttle.function.as_deref(),
            Self::DeliverTwice | Self::Reverse | Self::Undeliverable => None,
        }
    }

    /// The call this fault is about, and what strikes it.
    fn at_call(&self) -> Option<(AtCall, Strike)> {
        match self {
            Self::Kill(at) => Some((at.clone(), Strike::Kill)),
            Self::Disconnect(at) => Some((at.clone(), Strike::Disconnect)),
            Self::Error(error) => {
                let at = AtCall {
                    function: error.function.clone(),
                    at_call: error.at_call,
                    when: error.when,
                    operation: error.operation.clone(),
                    changing: false,
                };
                let strike = Strike::Error {
                    code: error.code.clone(),
                    status: error.status,
                    message: error.message.clone(),
                };
                Some((at, strike))
            }
            Self::Meanwhile(meanwhile) => {
                let at = AtCall {
                    function: meanwhile.function.clone(),
                    at_call: meanwhile.at_call,
                    when: When::After,
                    operation: meanwhile.operation.clone(),
                    changing: false,
                };
                let post = meanwhile.post.clone();
                Some((at, Strike::Meanwhile { post }))
            }
            Self::DeliverTwice
            | Self::Reverse
            | Self::Down(_)
            | Self::Throttle(_)
            | Self::Undeliverable => None,
        }
    }

    /// Whether this call meets a service that is down.
    fn is_down(&self, function: &str, operation: &str) -> bool {
        matches!(self, Self::Down(down) if down.service == Service::of(operation)
            && down.function.as_ref().is_none_or(|one| one == function))
    }

    /// Whether an invocation of this function is refused.
    fn throttles(&self, function: &str) -> bool {
        matches!(self, Self::Throttle(throttle)
            if throttle.function.as_ref().is_none_or(|one| one == function))
    }
}

/// What strikes a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Strike {
    Kill,
    Error {
        code: String,
        status: u16,
        message: String,
    },
    Disconnect,
    Meanwhile {
        post: String,
    },
}

/// A fault and what became of it.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Planned {
    #[serde(flatten)]
    fault: Fault,
    /// Calls seen since it was asked for.
    seen_calls: u64,
    fired: u64,
}

/// The faults of this stack.
#[derive(Default)]
pub(crate) struct Faults {
    planned: Mutex<Vec<Planned>>,
}

impl Faults {
    /// Plans `fault`.
    pub(crate) fn plan(&self, fault: Fault) {
        self.lock().push(Planned {
            fault,
            seen_calls: 0,
            fired: 0,
        });
    }

    /// Forgets all faults.
    pub(crate) fn clear(&self) {
        self.lock().clear();
    }

    /// All faults since they were last cleared.
    pub(crate) fn all(&self) -> Vec<Planned> {
        self.lock().clone()
    }

    /// Counts a call of `function` and says what strikes it.
    pub(crate) fn on_call(&self, function: &str, operation: &str) -> Option<(When, Strike)> {
        let mut strike = None;
        for planned in self.lock().iter_mut() {
            if planned.fault.is_down(function, operation) {
                planned.fired = planned.fired.saturating_add(1);
                let down = Strike::Error {
                    code: internal_server_error(),
                    status: status_500(),
                    message: "the service is down".to_owned(),
                };
                strike.get_or_insert((When::Before, down));
                continue;
            }
            let Some((at, what)) = planned.fault.at_call() else {
                continue;
            };
            if !at.counts(function, operation) {
                continue;
            }
            planned.seen_calls = planned.seen_calls.saturating_add(1);
            if planned.seen_calls == at.at_call {
                planned.fired = 1;
                strike.get_or_insert((at.when, what));
            }
        }
        strike
    }

    /// Whether this invocation is refused.
    pub(crate) fn refuses(&self, function: &str) -> bool {
        self.fires_where(|fault| fault.throttles(function))
    }

    /// Whether this rule reaches its target.
    pub(crate) fn cuts_off_targets(&self) -> bool {
        self.fires(&Fault::Undeliverable)
    }

    /// Whether this delivery happens twice.
    pub(crate) fn delivers_twice(&self) -> bool {
        self.fires(&Fault::DeliverTwice)
    }

    /// Whether this message waits to be delivered newest first.
    pub(crate) fn reverses(&self) -> bool {
        self.fires(&Fault::Reverse)
    }

    fn fires(&self, fault: &Fault) -> bool {
        self.fires_where(|planned| planned == fault)
    }

    fn fires_where(&self, strikes: impl Fn(&Fault) -> bool) -> bool {
        let mut planned = self.lock();
        let found = planned.iter_mut().find(|planned| strikes(&planned.fault));
        found.is_some_and(|planned| {
            planned.fired = planned.fired.saturating_add(1);
            true
        })
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Planned>> {
        self.planned.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests;
