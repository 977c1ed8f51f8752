//! The ten metrics: numbers in a line of the log that `CloudWatch` reads (the embedded metric format).
//!
//! `docs/decisions` says why this is not a crate. Each name costs its own money every month, so
//! there are ten at most, and the stage is their only dimension.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;
use serde_json::{Value, json};

use crate::config;

/// The namespace of all of them.
pub const NAMESPACE: &str = "Goodword";

/// What is counted, or measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Metric {
    /// Signups that were credited to a referrer.
    Signups,
    /// Referrals whose friend did what the program asks for.
    Qualified,
    /// Credits that were earned.
    RewardsGranted,
    /// Those of them that are pending at first: held, or waiting for a payment.
    RewardsHeld,
    /// Invites that SES took.
    InviteSent,
    /// Invites that came back for good.
    InviteBounced,
    /// Events of Stripe's that were accepted.
    StripeEvents,
    /// Events that Stripe signed and that are not for this stack: they are of the other mode.
    StripeRejected,
    /// Webhook calls that were answered with an error, whoever is to blame.
    WebhookFailed,
    /// How long the oldest announcement has been waiting for the bus, in seconds.
    OutboxAgeSeconds,
}

impl Metric {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::Signups,
        Self::Qualified,
        Self::RewardsGranted,
        Self::RewardsHeld,
        Self::InviteSent,
        Self::InviteBounced,
        Self::StripeEvents,
        Self::StripeRejected,
        Self::WebhookFailed,
        Self::OutboxAgeSeconds,
    ];

    /// The name in `CloudWatch`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Signups => "Signups",
            Self::Qualified => "Qualified",
            Self::RewardsGranted => "RewardsGranted",
            Self::RewardsHeld => "RewardsHeld",
            Self::InviteSent => "InviteSent",
            Self::InviteBounced => "InviteBounced",
            Self::StripeEvents => "StripeEvents",
            Self::StripeRejected => "StripeRejected",
            Self::WebhookFailed => "WebhookFailed",
            Self::OutboxAgeSeconds => "OutboxAgeSeconds",
        }
    }

    fn unit(self) -> &'static str {
        match self {
            Self::OutboxAgeSeconds => "Seconds",
            Self::Signups
            | Self::Qualified
            | Self::RewardsGranted
            | Self::RewardsHeld
            | Self::InviteSent
            | Self::InviteBounced
            | Self::StripeEvents
            | Self::StripeRejected
            | Self::WebhookFailed => "Count",
        }
    }
}

type Numbers = BTreeMap<Metric, u64>;

/// What this invocation has counted so far; a process works on one at a time.
static NUMBERS: Mutex<Numbers> = Mutex::new(Numbers::new());

/// Counts one more.
pub fn count(metric: Metric) {
    let mut numbers = numbers();
    let so_far = numbers.entry(metric).or_default();
    *so_far = so_far.saturating_add(1);
}

/// Notes how much it is.
pub fn measure(metric: Metric, value: u64) {
    numbers().insert(metric, value);
}

/// Prints what was counted in this invocation, if anything was.
pub(crate) fn flush(now: Timestamp) {
    tell_missing_words();
    let counted = std::mem::take(&mut *numbers());
    if counted.is_empty() {
        return;
    }
    let stage = config::optional("STAGE").unwrap_or_default();
    // Standard output that is closed is nobody's to mend.
    let _ = writeln!(std::io::stdout().lock(), "{}", line(&counted, &stage, now));
}

/// A sentence that a language lacks is none of the ten: a release has none, which a test holds.
/// One that is said in English all the same is counted in the log.
fn tell_missing_words() {
    let missing = domain::words::take_missed();
    if missing > 0 {
        tracing::warn!(missing, "a language lacks sentences: English came in");
    }
}

/// The embedded metric format (`CloudWatch`: "Embedded metric format specification").
fn line(counted: &Numbers, stage: &str, now: Timestamp) -> Value {
    let definitions: Vec<Value> = counted
        .keys()
        .map(|metric| json!({ "Name": metric.name(), "Unit": metric.unit() }))
        .collect();
    let mut line = json!({
        "_aws": {
            "Timestamp": now.as_millisecond(),
            "CloudWatchMetrics": [{
                "Namespace": NAMESPACE,
                "Dimensions": [["Stage"]],
                "Metrics": definitions,
            }],
        },
        "Stage": stage,
    });
    for (metric, value) in counted {
        line[metric.name()] = (*value).into();
    }
    line
}

fn numbers() -> MutexGuard<'static, Numbers> {
    NUMBERS.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_names_each_number_with_its_unit_and_the_stage_alone() {
        let counted = Numbers::from([(Metric::Signups, 2), (Metric::OutboxAgeSeconds, 75)]);
        let now = "2022-05-25T10:00:00Z".parse().unwrap();
        assert_eq!(
            line(&counted, "live", now),
            json!({
                "_aws": {
                    "Timestamp": 1_653_472_800_000_i64,
                    "CloudWatchMetrics": [{
                        "Namespace": "Goodword",
                        "Dimensions": [["Stage"]],
                        "Metrics": [
                            { "Name": "Signups", "Unit": "Count" },
                            { "Name": "OutboxAgeSeconds", "Unit": "Seconds" },
                        ],
                    }],
                },
                "Stage": "live",
                "Signups": 2,
                "OutboxAgeSeconds": 75,
            })
        );
    }

    #[test]
    fn no_name_is_used_twice() {
        let names: std::collections::BTreeSet<_> = Metric::ALL.map(Metric::name).into();
        assert_eq!(names.len(), Metric::ALL.len());
    }
}
