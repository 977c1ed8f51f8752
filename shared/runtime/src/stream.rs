//! A function behind the table's stream, and behind a schedule that sweeps up what the stream lost.

use std::error::Error;

use aws_lambda_events::dynamodb::EventRecord;
use jiff::Timestamp;
use lambda_runtime::{LambdaEvent, service_fn};
use serde::Deserialize;

use crate::schedule::logged;
use crate::time::Scheduled;
use crate::{config, telemetry, time};

/// What invoked the function.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Trigger {
    Stream {
        #[serde(rename = "Records")]
        records: Vec<EventRecord>,
    },
    Schedule(Scheduled),
}

/// Handles the stream's records, and the schedule's times, until the platform stops asking.
///
/// A failure gives the whole batch of records back.
///
/// # Errors
/// If `FUNCTION_TIMEOUT_SECONDS` is missing, or the Lambda Runtime API cannot be reached.
pub async fn run_stream<E>(
    publish: impl AsyncFn(Vec<EventRecord>, Timestamp) -> Result<(), E>,
    sweep: impl AsyncFn(Timestamp) -> Result<(), E>,
) -> Result<(), lambda_runtime::Error>
where
    E: Error + Send + Sync + 'static,
{
    telemetry::init();
    let timeout = config::timeout()?;
    let (publish, sweep) = (&publish, &sweep);
    let invocation = |event: LambdaEvent<Trigger>| async move {
        let request_id = &event.context.request_id;
        match event.payload {
            Trigger::Stream { records } => {
                let now = time::of_deadline(event.context.deadline, timeout)?;
                logged(request_id, "stream", publish(records, now)).await
            }
            Trigger::Schedule(Scheduled { time }) => {
                logged(request_id, "schedule", sweep(time)).await
            }
        }
    };
    lambda_runtime::run(service_fn(invocation)).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_are_told_from_a_schedule() {
        let record = serde_json::json!({
            "eventID": "1", "eventName": "INSERT", "eventVersion": "1.1",
            "eventSource": "aws:dynamodb", "awsRegion": "eu-central-1",
            "dynamodb": {
                "ApproximateCreationDateTime": 1_653_472_800,
                "Keys": {"pk": {"S": "OUTBOX#0"}, "sk": {"S": "1"}},
                "NewImage": {"pk": {"S": "OUTBOX#0"}, "sk": {"S": "1"}, "n": {"N": "7"}},
                "SequenceNumber": "1", "SizeBytes": 26, "StreamViewType": "NEW_IMAGE",
            },
        });
        let trigger = serde_json::from_value(serde_json::json!({"Records": [record]})).unwrap();
        let Trigger::Stream { records } = trigger else {
            panic!("{trigger:?}")
        };
        assert_eq!(records[0].change.sequence_number.as_deref(), Some("1"));
        let trigger = serde_json::from_str(r#"{"time":"2022-05-25T10:00:00Z"}"#).unwrap();
        assert!(matches!(trigger, Trigger::Schedule(_)), "{trigger:?}");
    }
}
