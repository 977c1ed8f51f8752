//! A function behind the dead-letter queues: whatever they hold is kept, with what is known of it.

use std::error::Error;
use std::time::Instant;

use aws_lambda_events::sqs::{SqsBatchResponse, SqsEvent};
use domain::dead_letter::Burial;
use jiff::Timestamp;
use lambda_runtime::{LambdaEvent, service_fn};

use crate::http::is_cold;
use crate::telemetry::{self, chain, function, ms_since};
use crate::{burial, config, time};

/// Buries messages until the platform stops asking.
///
/// A message that could not be buried stays in its queue, and is brought again.
///
/// # Errors
/// If `FUNCTION_TIMEOUT_SECONDS` is missing, or the Lambda Runtime API cannot be reached.
pub async fn run_dead_letters<E: Error>(
    bury: impl AsyncFn(Burial) -> Result<(), E>,
) -> Result<(), lambda_runtime::Error> {
    telemetry::init();
    let timeout = config::timeout()?;
    let bury = &bury;
    let invocation = |event: LambdaEvent<SqsEvent>| async move {
        let now = time::of_deadline(event.context.deadline, timeout)?;
        Ok::<_, lambda_runtime::Error>(batch(event, now, bury).await)
    };
    lambda_runtime::run(service_fn(invocation)).await
}

async fn batch<E: Error>(
    event: LambdaEvent<SqsEvent>,
    now: Timestamp,
    bury: &impl AsyncFn(Burial) -> Result<(), E>,
) -> SqsBatchResponse {
    let mut cold = is_cold();
    let mut response = SqsBatchResponse::default();
    for record in event.payload.records {
        let started = Instant::now();
        let burial = burial::collected(&record, now);
        let (queue, message_id) = (burial.queue.clone(), burial.message_id.clone());
        let letter = burial.letter_id();
        let buried = bury(burial).await;
        let outcome = if buried.is_ok() {
            "buried"
        } else {
            "given back"
        };
        if let Err(error) = buried {
            tracing::error!(message_id, error = chain(&error), "message not buried");
            response.add_failure(message_id.clone());
        }
        tracing::warn!(
            request_id = event.context.request_id,
            message_id,
            function = function(),
            queue,
            letter = letter.as_str(),
            outcome,
            ms = ms_since(started),
            cold = std::mem::take(&mut cold),
            "message"
        );
    }
    response
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use super::*;

    #[tokio::test]
    async fn what_cannot_be_kept_now_stays_in_its_queue() {
        let records = serde_json::json!({"Records": [
            {"messageId": "1", "body": "{}", "attributes": {}, "messageAttributes": {}},
            {"messageId": "2", "body": "{}", "attributes": {}, "messageAttributes": {}},
        ]});
        let event = LambdaEvent::new(
            serde_json::from_value(records).unwrap(),
            lambda_runtime::Context::default(),
        );
        let kept = RefCell::new(Vec::new());
        let bury = async |burial: Burial| {
            if burial.message_id == "2" {
                return Err(std::io::Error::other("no table"));
            }
            kept.borrow_mut().push(burial.message_id);
            Ok(())
        };
        let response = batch(event, Timestamp::UNIX_EPOCH, &bury).await;
        let given_back = response.batch_item_failures;
        assert_eq!(given_back.len(), 1);
        assert_eq!(given_back[0].item_identifier, "2");
        assert_eq!(kept.into_inner(), ["1"]);
    }
}
