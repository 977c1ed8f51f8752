//! Feeds a queue's messages to its function, and reads which of them failed.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::Queues;
use super::queue::Message;
use crate::lambda::{Functions, Outcome};
use crate::template::{QueueMapping, REGION};

/// Feeds batches to the mapping's function for as long as the stack runs, one at a time.
pub(super) async fn feed(queues: Queues, spec: QueueMapping, functions: Functions) {
    let Some(arrived) = queues.shared.arrived.get(&spec.queue_arn) else {
        return;
    };
    loop {
        let now = queues.shared.clock.now();
        let batch = queues
            .lock(&spec.queue_arn)
            .map(|mut queue| queue.receive(spec.batch_size, now))
            .unwrap_or_default();
        if batch.is_empty() {
            arrived.notified().await;
            continue;
        }
        let outcome = functions
            .invoke(&spec.function, event(&spec, &batch).to_string())
            .await;
        let failed = failures(&spec, &batch, &outcome);
        for message in batch {
            if failed.contains(&message.id) {
                queues.fail(&spec.queue_arn, &message.id);
            } else if let Some(mut queue) = queues.lock(&spec.queue_arn) {
                let again = !message.is_repeat && queues.shared.faults.delivers_twice();
                queue.delete(&message.id, again);
            }
        }
    }
}

fn event(spec: &QueueMapping, batch: &[Message]) -> Value {
    let record = |message: &Message| {
        let mut attributes = json!({
            "ApproximateReceiveCount": message.receives.to_string(),
            "SentTimestamp": message.sent_at.as_millisecond().to_string(),
            "SenderId": "AIDALOCAL",
        });
        if let Some(arn) = &message.given_up_by {
            attributes["DeadLetterQueueSourceArn"] = arn.as_str().into();
        }
        let first_received_at = message.first_received_at.unwrap_or(message.sent_at);
        attributes["ApproximateFirstReceiveTimestamp"] =
            first_received_at.as_millisecond().to_string().into();
        let told = message.attributes.iter().map(|(name, value)| {
            let value = json!({ "stringValue": value, "dataType": "String" });
            (name.clone(), value)
        });
        let told: serde_json::Map<String, Value> = told.collect();
        json!({
            "messageId": message.id,
            "receiptHandle": format!("{}-{}", message.id, message.receives),
            "body": message.body,
            "attributes": attributes,
            "messageAttributes": told,
            "md5OfBody": "",
            "eventSource": "aws:sqs",
            "eventSourceARN": spec.queue_arn,
            "awsRegion": REGION,
        })
    };
    json!({ "Records": batch.iter().map(record).collect::<Vec<_>>() })
}

/// The ids of the messages that come back; all of them when the answer cannot be understood.
fn failures(spec: &QueueMapping, batch: &[Message], outcome: &Outcome) -> BTreeSet<String> {
    let all = || batch.iter().map(|message| message.id.clone()).collect();
    let answer = match outcome {
        Outcome::Failed(_) | Outcome::Throttled => return all(),
        Outcome::Answered(_) if !spec.reports_failures => return BTreeSet::new(),
        Outcome::Answered(answer) => answer,
    };
    let Ok(answer) = serde_json::from_slice::<Value>(answer) else {
        return all();
    };
    let listed = match answer.get("batchItemFailures") {
        None | Some(Value::Null) => return BTreeSet::new(),
        Some(Value::Array(listed)) => listed,
        Some(_) => return all(),
    };
    let mut failed = BTreeSet::new();
    for item in listed {
        match item.get("itemIdentifier").and_then(Value::as_str) {
            Some(id) if batch.iter().any(|message| message.id == id) => {
                failed.insert(id.to_owned());
            }
            _ => return all(),
        }
    }
    failed
}
