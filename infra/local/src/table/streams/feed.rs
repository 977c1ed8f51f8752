//! Shows a stream's records to the function that is mapped to it.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::shard::{Again, Record};
use super::{Mapping, Streams, lock};
use crate::lambda::{Functions, Outcome};
use crate::queues::Queues;

/// Shows batches to the function for as long as the stack runs, strictly in order.
pub(super) async fn feed(streams: Streams, index: usize, functions: Functions, queues: Queues) {
    let Some(mapping) = streams.shared.mappings.get(index) else {
        return;
    };
    loop {
        let batch = lock(&mapping.shard).batch(mapping.spec.batch_size);
        if batch.is_empty() {
            mapping.arrived.notified().await;
            continue;
        }
        let records: Vec<&Value> = batch.iter().map(|record| &record.json).collect();
        let event = json!({ "Records": records }).to_string();
        let outcome = functions.invoke(&mapping.spec.function, event).await;
        let succeeded = succeeded(mapping, &batch, &outcome);
        lock(&mapping.shard).done(succeeded);
        if let Some(rest) = batch.get(succeeded..).filter(|rest| !rest.is_empty()) {
            try_again_or_give_up(&streams, mapping, rest, &queues).await;
        }
    }
}

/// How many records of the batch, from its start, are dealt with.
fn succeeded(mapping: &Mapping, batch: &[Record], outcome: &Outcome) -> usize {
    let answer = match outcome {
        Outcome::Failed(_) | Outcome::Throttled => return 0,
        Outcome::Answered(_) if !mapping.spec.reports_failures => return batch.len(),
        Outcome::Answered(answer) => answer,
    };
    let Ok(answer) = serde_json::from_slice::<Value>(answer) else {
        return 0;
    };
    let listed = match answer.get("batchItemFailures") {
        None | Some(Value::Null) => return batch.len(),
        Some(Value::Array(listed)) => listed,
        Some(_) => return 0,
    };
    let position = |item: &Value| {
        let sequence = item
            .get("itemIdentifier")
            .and_then(Value::as_str)
            .unwrap_or_default();
        batch
            .iter()
            .position(|record| record.sequence == sequence)
            .unwrap_or(0)
    };
    listed.iter().map(position).min().unwrap_or(batch.len())
}

async fn try_again_or_give_up(
    streams: &Streams,
    mapping: &Mapping,
    failed: &[Record],
    queues: &Queues,
) {
    let now = streams.shared.clock.now();
    if let Some(why) = reason_to_give_up(mapping, failed, now) {
        if let Some(arn) = &mapping.spec.on_failure_arn {
            queues.send(arn, given_up(mapping, failed, why, now));
        }
        lock(&mapping.shard).done(failed.len());
        return;
    }
    let again = lock(&mapping.shard).failed(now);
    if let Again::In(delay) = again {
        tokio::time::sleep(delay).await;
    }
}

fn reason_to_give_up(mapping: &Mapping, failed: &[Record], now: Timestamp) -> Option<&'static str> {
    let tries = lock(&mapping.shard).failed_tries();
    if mapping.spec.retries.is_some_and(|retries| tries >= retries) {
        return Some("RetryAttemptsExhausted");
    }
    let age = now.duration_since(failed.first()?.written_at);
    mapping
        .spec
        .max_age
        .filter(|max_age| age > *max_age)
        .map(|_| "RecordAgeExceeded")
}

fn given_up(mapping: &Mapping, batch: &[Record], why: &str, now: Timestamp) -> String {
    let sequence = |record: Option<&Record>| record.map(|record| record.sequence.clone());
    json!({
        "requestContext": {
            "requestId": crate::ids::uuid(),
            "functionArn": mapping.spec.function,
            "condition": why,
        },
        "version": "1.0",
        "timestamp": now.to_string(),
        "DDBStreamBatchInfo": {
            "shardId": "shardId-local",
            "startSequenceNumber": sequence(batch.first()),
            "endSequenceNumber": sequence(batch.last()),
            "batchSize": batch.len(),
            "streamArn": mapping.spec.stream_arn,
        },
    })
    .to_string()
}
