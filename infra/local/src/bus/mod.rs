//! The buses: each event goes to the queues and functions of the rules that match it.

mod rules;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::{Context, Result};
use jiff::Timestamp;
use serde::Serialize;
use serde_json::{Value, json};

use crate::activity::Activity;
use crate::clock::{Clock, whole_second};
use crate::faults::Faults;
use crate::ids;
use crate::lambda::{Functions, Outcome};
use crate::queues::Queues;
use crate::template::{ACCOUNT, REGION, RuleSpec, Target, Template, arn};
use rules::Rules;

/// Events kept for reading.
const KEPT_EVENTS: usize = 10_000;
/// An asynchronous invocation is tried again this often.
const ASYNCHRONOUS_RETRIES: u32 = 2;

/// Every bus of the template, and the account's default bus. Clones share them.
#[derive(Clone)]
pub(crate) struct Bus {
    shared: Arc<Shared>,
}

struct Shared {
    clock: Clock,
    activity: Activity,
    faults: Arc<Faults>,
    queues: Queues,
    functions: Functions,
    by_name: BTreeMap<String, Rules>,
    log: Mutex<VecDeque<Published>>,
}

/// An event, before the bus adds what it adds.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Event {
    pub(crate) source: String,
    pub(crate) detail_type: String,
    pub(crate) detail: Value,
    pub(crate) resources: Vec<String>,
    pub(crate) time: Option<Timestamp>,
}

/// An event that was published, with the rules that matched it.
#[derive(Debug, Clone, Serialize)]
#[expect(
    clippy::struct_field_names,
    reason = "the instant is named as everywhere"
)]
pub(crate) struct Published {
    pub(crate) bus: String,
    pub(crate) published_at: Timestamp,
    pub(crate) rules: Vec<String>,
    pub(crate) event: Value,
}

impl Bus {
    /// The buses of `template`; fails on a pattern that cannot be matched as the platform does.
    pub(crate) fn new(
        template: &Template,
        (clock, activity): (Clock, Activity),
        faults: Arc<Faults>,
        (queues, functions): (Queues, Functions),
    ) -> Result<Self> {
        let mut by_name = BTreeMap::new();
        for bus in &template.buses {
            let of_bus = template.rules.iter().filter(|rule| rule.bus == *bus);
            by_name.insert(bus.clone(), Rules::compile(of_bus.cloned().collect())?);
        }
        let log = Mutex::default();
        let shared = Shared {
            clock,
            activity,
            faults,
            queues,
            functions,
            by_name,
            log,
        };
        Ok(Self {
            shared: Arc::new(shared),
        })
    }

    /// Whether there is a bus with this name or ARN.
    pub(crate) fn contains(&self, bus: &str) -> bool {
        self.shared.by_name.contains_key(short_name(bus))
    }

    /// Publishes `event` and gives its id.
    pub(crate) fn publish(&self, bus: &str, event: Event) -> Result<String> {
        let bus = short_name(bus);
        let rules = self
            .shared
            .by_name
            .get(bus)
            .with_context(|| format!("there is no bus {bus}"))?;
        let now = self.shared.clock.now();
        let id = ids::uuid();
        let envelope = envelope(&id, &event, event.time.unwrap_or(now));
        let matched = rules.matching(&envelope)?;
        let times = if self.shared.faults.delivers_twice() {
            2
        } else {
            1
        };
        for rule in &matched {
            for _ in 0..times {
                rule.targets
                    .iter()
                    .for_each(|target| self.deliver(rule, target, &envelope));
            }
        }
        self.record(Published {
            bus: bus.to_owned(),
            published_at: now,
            rules: matched.iter().map(|rule| rule.name.clone()).collect(),
            event: envelope,
        });
        Ok(id)
    }

    /// Delivers every event so far once more, as the platform may; says how many there were.
    pub(crate) fn repeat(&self) -> Result<usize> {
        let published = self.published();
        for each in &published {
            let Some(rules) = self.shared.by_name.get(&each.bus) else {
                continue;
            };
            for rule in rules.matching(&each.event)? {
                rule.targets
                    .iter()
                    .for_each(|target| self.deliver(rule, target, &each.event));
            }
        }
        Ok(published.len())
    }

    /// The events published so far, oldest first.
    pub(crate) fn published(&self) -> Vec<Published> {
        let log = self
            .shared
            .log
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        log.iter().cloned().collect()
    }

    fn deliver(&self, rule: &RuleSpec, target: &Target, envelope: &Value) {
        let shared = &self.shared;
        if let Some(dead_letters) = &target.dead_letter_arn
            && shared.faults.cuts_off_targets()
        {
            let told = [
                ("RULE_ARN", arn("events", &format!("rule/{}", rule.name))),
                ("TARGET_ARN", target.arn.clone()),
                ("ERROR_CODE", "SDK_CLIENT_ERROR".to_owned()),
                (
                    "EXHAUSTED_RETRY_CONDITION",
                    "MaximumEventAgeInSeconds".to_owned(),
                ),
            ];
            let told = told.map(|(name, value)| (name.to_owned(), value)).into();
            shared
                .queues
                .send_with(dead_letters, envelope.to_string(), told);
            return;
        }
        let payload = payload(target, envelope);
        if shared.queues.contains(&target.arn) {
            shared.queues.send(&target.arn, payload);
        } else if let Some(name) = shared.functions.name_of(&target.arn) {
            let busy = shared.activity.begin(format!("event for {name}"));
            let (functions, queues) = (shared.functions.clone(), shared.queues.clone());
            tokio::spawn(async move {
                invoke_asynchronously((&functions, &queues), &name, &payload).await;
                drop(busy);
            });
        }
    }

    fn record(&self, published: Published) {
        let mut log = self
            .shared
            .log
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if log.len() >= KEPT_EVENTS {
            log.pop_front();
        }
        log.push_back(published);
    }
}

/// Calls `name` as an event source does that waits for no answer; what fails each time is told to
/// the function's queue for that.
pub(crate) async fn invoke_asynchronously(
    (functions, queues): (&Functions, &Queues),
    name: &str,
    payload: &str,
) {
    let mut error = String::new();
    for _ in 0..=ASYNCHRONOUS_RETRIES {
        match functions.invoke(name, payload.to_owned()).await {
            Outcome::Answered(_) => return,
            Outcome::Failed(why) => error = why,
            Outcome::Throttled => "throttled".clone_into(&mut error),
        }
    }
    if let Some((queue, arn)) = functions.on_failure_of(name) {
        let told = json!({
            "version": "1.0",
            "requestContext": {
                "functionArn": format!("{arn}:$LATEST"),
                "condition": "RetriesExhausted",
                "approximateInvokeCount": ASYNCHRONOUS_RETRIES.saturating_add(1),
            },
            "requestPayload": serde_json::from_str::<Value>(payload).unwrap_or_default(),
            "responsePayload": error,
        });
        queues.send(&queue, told.to_string());
    }
}

/// What of the event the target gets.
fn payload(target: &Target, envelope: &Value) -> String {
    if let Some(input) = &target.input {
        return input.clone();
    }
    let path = target.input_path.as_deref().unwrap_or("$");
    let pointer = path.trim_start_matches('$').replace('.', "/");
    let part = envelope.pointer(&pointer).unwrap_or(&Value::Null);
    part.to_string()
}

fn envelope(id: &str, event: &Event, time: Timestamp) -> Value {
    json!({
        "version": "0",
        "id": id,
        "detail-type": event.detail_type,
        "source": event.source,
        "account": ACCOUNT,
        "time": whole_second(time).to_string(),
        "region": REGION,
        "resources": event.resources,
        "detail": event.detail,
    })
}

/// A bus is named by its name or its ARN.
fn short_name(bus: &str) -> &str {
    bus.rsplit_once("event-bus/").map_or(bus, |(_, name)| name)
}
