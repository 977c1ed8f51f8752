//! A function behind the table's stream, and behind a schedule that sweeps up what the stream lost.

use std::error::Error;

use aws_lambda_events::dynamodb::EventRecord;
use aws_lambda_events::streams::{DynamoDbBatchItemFailure, DynamoDbEventResponse};
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
/// `publish` answers with the sequence number of the first record that failed, if one did: the
/// platform brings that one and those after it again. A sweep that failed is done again whole.
///
/// # Errors
/// If `FUNCTION_TIMEOUT_SECONDS` is missing, or the Lambda Runtime API cannot be reached.
pub async fn run_stream<E>(
    publish: impl AsyncFn(Vec<EventRecord>, Timestamp) -> Option<String>,
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
        let mut failed = None;
        match event.payload {
            Trigger::Stream { records } => {
                let now = time::of_deadline(event.context.deadline, timeout)?;
                let work = async {
                    failed = publish(records, now).await;
                    Ok::<(), E>(())
                };
                logged(request_id, ("stream", now), work).await?;
            }
            Trigger::Schedule(Scheduled { time }) => {
                logged(request_id, ("schedule", time), sweep(time)).await?;
            }
        }
        Ok::<_, lambda_runtime::Error>(response(failed))
    };
    lambda_runtime::run(service_fn(invocation)).await
}

fn response(failed: Option<String>) -> DynamoDbEventResponse {
    let mut response = DynamoDbEventResponse::default();
    if failed.is_some() {
        let mut failure = DynamoDbBatchItemFailure::default();
        failure.item_identifier = failed;
        response.batch_item_failures.push(failure);
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_record_that_failed_is_named() {
        let named = serde_json::to_value(response(Some("42".to_owned()))).unwrap();
        assert_eq!(
            named,
            serde_json::json!({"batchItemFailures": [{"itemIdentifier": "42"}]})
        );
        let none = serde_json::to_value(response(None)).unwrap();
        assert_eq!(none, serde_json::json!({"batchItemFailures": []}));
    }

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
