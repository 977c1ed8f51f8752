//! Faults on demand: what a test can make go wrong with Stripe.

use std::time::Duration;

use jiff::SignedDuration;
use serde::{Deserialize, Serialize};

use super::call::Call;

const HOLD_TIME_MS: u64 = 50;

/// What is going wrong at the moment.
#[derive(Debug, Default, Serialize)]
pub(super) struct Faults {
    /// Every event is delivered so many times more, at the same instant.
    pub(super) duplicate: u32,
    /// Events are held back until released, and then delivered newest first.
    pub(super) reorder: bool,
    /// Events are delivered only when so much virtual time has passed.
    pub(super) delay: SignedDuration,
    /// Every call is answered with 503.
    pub(super) down: bool,
    /// Every answer takes so much real time longer.
    latency_ms: u64,
    next_responses: Vec<Planned>,
}

/// What a control call changes; what it does not name stays as it is.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Change {
    duplicate: Option<u32>,
    reorder: Option<bool>,
    delay: Option<SignedDuration>,
    down: Option<bool>,
    latency_ms: Option<u64>,
    #[serde(default)]
    next_responses: Vec<Planned>,
}

/// A fault that hits the next calls of one kind.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Planned {
    /// `POST /v1/customers/*/balance_transactions`: `*` and `…` stand for any one segment.
    #[serde(rename = "match")]
    pattern: String,
    kind: Kind,
    #[serde(default = "once")]
    times: u32,
}

fn once() -> u32 {
    1
}

/// How a call fails; `after` means that it had its effect.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Kind {
    #[serde(rename = "500_before")]
    ErrorBefore,
    #[serde(rename = "500_after")]
    ErrorAfter,
    #[serde(rename = "timeout_before")]
    TimeoutBefore,
    #[serde(rename = "timeout_after")]
    TimeoutAfter,
    #[serde(rename = "429")]
    RateLimited,
    #[serde(rename = "409")]
    Conflict,
    #[serde(rename = "401")]
    Unauthorized,
    #[serde(rename = "402")]
    Declined,
    #[serde(rename = "404")]
    Gone,
}

impl Kind {
    /// Whether the call is turned away before its idempotency key is looked at.
    pub(super) fn is_at_the_door(self) -> bool {
        match self {
            Self::TimeoutBefore | Self::RateLimited | Self::Conflict | Self::Unauthorized => true,
            Self::ErrorBefore
            | Self::ErrorAfter
            | Self::TimeoutAfter
            | Self::Declined
            | Self::Gone => false,
        }
    }

    pub(super) fn severs(self) -> bool {
        matches!(self, Self::TimeoutBefore | Self::TimeoutAfter)
    }
}

impl Faults {
    pub(super) fn change(&mut self, change: Change) {
        self.duplicate = change.duplicate.unwrap_or(self.duplicate);
        self.reorder = change.reorder.unwrap_or(self.reorder);
        self.delay = change.delay.unwrap_or(self.delay);
        self.down = change.down.unwrap_or(self.down);
        self.latency_ms = change.latency_ms.unwrap_or(self.latency_ms);
        self.next_responses.extend(change.next_responses);
    }

    /// The fault that waits for this call, if one does; it stays until [`spend`](Self::spend).
    pub(super) fn waiting_for(&self, call: &Call) -> Option<Kind> {
        self.next_responses
            .iter()
            .find(|planned| planned.hits(call))
            .map(|planned| planned.kind)
    }

    pub(super) fn spend(&mut self, call: &Call) {
        if let Some(planned) = self
            .next_responses
            .iter_mut()
            .find(|planned| planned.hits(call))
        {
            planned.times = planned.times.saturating_sub(1);
        }
        self.next_responses.retain(|planned| planned.times > 0);
    }

    /// How long an answer takes; a connection that will be severed is held a little first.
    pub(super) fn wait_before(&self, fault: Option<Kind>) -> Duration {
        let hold = if fault.is_some_and(Kind::severs) {
            HOLD_TIME_MS
        } else {
            0
        };
        Duration::from_millis(self.latency_ms.saturating_add(hold))
    }
}

impl Planned {
    fn hits(&self, call: &Call) -> bool {
        let Some((verb, path)) = self.pattern.split_once(' ') else {
            return false;
        };
        let wanted: Vec<&str> = path.split('/').collect();
        let segments: Vec<&str> = call.path.split('/').collect();
        verb == call.verb.name()
            && wanted.len() == segments.len()
            && wanted
                .iter()
                .zip(&segments)
                .all(|(wanted, segment)| matches!(*wanted, "*" | "…") || wanted == segment)
    }
}
