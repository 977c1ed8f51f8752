//! A message that is given up, with what is known of it: by a function that calls it poison, or
//! by a queue, a rule, a schedule or the stream that tried it too often.

use aws_lambda_events::sqs::SqsMessage;
use domain::dead_letter::{Burial, STREAM_FAILURES, UNDELIVERED, subject_of};
use jiff::Timestamp;
use serde_json::Value;

/// The message, given up for `reason` by the function that read it.
pub(crate) fn poison(record: &SqsMessage, reason: String, now: Timestamp) -> Burial {
    let queue = queue_name(record.event_source_arn.as_deref());
    told(record, (queue, reason), now)
}

/// The message as it lies in a dead-letter queue of the platform's.
///
/// Sources: SQS (`DeadLetterQueueSourceArn`), EventBridge's and its Scheduler's dead-letter
/// queues (`RULE_ARN`, `SCHEDULE_ARN`, `ERROR_CODE`), Lambda's failure destinations
/// (`requestContext`).
pub(crate) fn collected(record: &SqsMessage, now: Timestamp) -> Burial {
    let body = record.body.as_deref().unwrap_or_default();
    let body: Value = serde_json::from_str(body).unwrap_or_default();
    let invocation = &body["requestContext"];
    if let Some(source) = record.attributes.get("DeadLetterQueueSourceArn") {
        let reason = format!(
            "it was received {} times and failed each time: the log lines with its message_id say why",
            received(record)
        );
        return told(record, (queue_name(Some(source)), reason), now);
    }
    if attribute(record, "RULE_ARN").is_some() {
        let queue = queue_name(attribute(record, "TARGET_ARN"));
        let reason = format!("the bus could not deliver it: {}", code(record));
        return told(record, (queue, reason), now);
    }
    if let Some(schedule) = attribute(record, "SCHEDULE_ARN") {
        let reason = format!(
            "the schedule could not start its function: {}",
            code(record)
        );
        let subject = schedule.to_owned();
        let burial = told(record, (UNDELIVERED.to_owned(), reason), now);
        return Burial { subject, ..burial };
    }
    if let Some(arn) = invocation["functionArn"].as_str() {
        let function = arn.rsplit(':').find(|part| part.parse::<u32>().is_err());
        let function = function.unwrap_or(arn);
        let condition = invocation["condition"].as_str().unwrap_or("no condition");
        let (queue, what) = if body["DDBStreamBatchInfo"].is_object() {
            (STREAM_FAILURES, "records of the stream")
        } else {
            (UNDELIVERED, "a scheduled run")
        };
        let reason = format!("{function} failed with {what}, also when tried again: {condition}");
        return told(record, (queue.to_owned(), reason), now);
    }
    let queue = queue_name(record.event_source_arn.as_deref());
    let reason = "nothing tells how it came here".to_owned();
    told(record, (queue, reason), now)
}

/// `post-credits`, for the queue that the template calls `PostCreditsQueue` and its dead letters
/// `PostCreditsDeadLetters`, whatever the platform puts around that name.
fn queue_name(arn: Option<&str>) -> String {
    let name = arn
        .and_then(|arn| arn.rsplit(':').next())
        .unwrap_or("unknown");
    let words = name.split('-').rev().find_map(|part| {
        part.strip_suffix("Queue")
            .or_else(|| part.strip_suffix("DeadLetters"))
    });
    let mut kebab = String::new();
    for letter in words.unwrap_or(name).chars() {
        if letter.is_ascii_uppercase() && !kebab.is_empty() {
            kebab.push('-');
        }
        kebab.push(letter.to_ascii_lowercase());
    }
    kebab
}

fn told(record: &SqsMessage, (queue, reason): (String, String), now: Timestamp) -> Burial {
    let body = record.body.clone().unwrap_or_default();
    let sent_at = record.attributes.get("SentTimestamp");
    let sent_at = sent_at
        .and_then(|ms| ms.parse().ok())
        .and_then(|ms| Timestamp::from_millisecond(ms).ok());
    Burial {
        queue,
        message_id: record.message_id.clone().unwrap_or_default(),
        reason,
        subject: subject_of(&body),
        body,
        received: received(record),
        sent_at: sent_at.unwrap_or(now),
        buried_at: now,
    }
}

fn received(record: &SqsMessage) -> u32 {
    let counted = record.attributes.get("ApproximateReceiveCount");
    counted.and_then(|count| count.parse().ok()).unwrap_or(1)
}

fn code(record: &SqsMessage) -> &str {
    attribute(record, "ERROR_CODE").unwrap_or("no code")
}

fn attribute<'a>(record: &'a SqsMessage, name: &str) -> Option<&'a str> {
    record.message_attributes.get(name)?.string_value.as_deref()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const QUEUE: &str = "arn:aws:sqs:eu-central-1:123456789012:my-goodword-PostCreditsQueue-1A2B";

    fn now() -> Timestamp {
        "2022-05-26T10:00:00Z".parse().unwrap()
    }

    fn record(more: Value) -> SqsMessage {
        let mut record = json!({
            "messageId": "m-1", "body": "{}",
            "eventSourceARN": "arn:aws:sqs:eu-central-1:123456789012:my-goodword-UndeliveredQueue-9Z",
            "attributes": {"ApproximateReceiveCount": "300", "SentTimestamp": "1653472800000"},
            "messageAttributes": {},
        });
        for (name, value) in more.as_object().unwrap() {
            match (&mut record[name], value) {
                (Value::Object(before), Value::Object(more)) => before.extend(more.clone()),
                (before, value) => *before = value.clone(),
            }
        }
        serde_json::from_value(record).unwrap()
    }

    fn attributes(of: &[(&str, &str)]) -> Value {
        let pair = |(name, value): &(&str, &str)| {
            let value = json!({"stringValue": value, "dataType": "String"});
            ((*name).to_owned(), value)
        };
        json!({ "messageAttributes": Value::Object(of.iter().map(pair).collect()) })
    }

    #[test]
    fn a_queue_is_named_as_the_template_names_it() {
        assert_eq!(queue_name(Some(QUEUE)), "post-credits");
        let dead = QUEUE.replace("PostCreditsQueue", "MailFeedbackDeadLetters");
        assert_eq!(queue_name(Some(&dead)), "mail-feedback");
        assert_eq!(
            queue_name(Some("a:goodword-StreamFailuresQueue")),
            STREAM_FAILURES
        );
        assert_eq!(
            queue_name(Some("a:goodword-UndeliveredQueue-9Z")),
            UNDELIVERED
        );
        assert_eq!(queue_name(None), "unknown");
    }

    #[test]
    fn what_a_queue_gave_up_says_how_often_it_was_tried_and_how_old_it_is() {
        let source = json!({ "attributes": { "DeadLetterQueueSourceArn": QUEUE } });
        let burial = collected(&record(source), now());
        assert_eq!((&*burial.queue, burial.received), ("post-credits", 300));
        assert_eq!(burial.sent_at.to_string(), "2022-05-25T10:00:00Z");
        assert!(
            burial.reason.starts_with("it was received 300 times"),
            "{burial:?}"
        );
    }

    #[test]
    fn f18_what_a_rule_could_not_deliver_goes_back_to_its_target_alone() {
        let told = [
            ("RULE_ARN", "r"),
            ("TARGET_ARN", QUEUE),
            ("ERROR_CODE", "SDK_CLIENT_ERROR"),
        ];
        let burial = collected(&record(attributes(&told)), now());
        assert_eq!(burial.queue, "post-credits");
        assert_eq!(
            burial.reason,
            "the bus could not deliver it: SDK_CLIENT_ERROR"
        );
    }

    #[test]
    fn a_schedule_that_starts_nothing_all_night_is_one_letter() {
        let told = [
            ("SCHEDULE_ARN", "s-1"),
            ("ERROR_CODE", "ThrottlingException"),
        ];
        let burial = collected(&record(attributes(&told)), now());
        assert_eq!((&*burial.queue, &*burial.subject), (UNDELIVERED, "s-1"));
    }

    #[test]
    fn a_run_that_failed_names_its_function() {
        let arn = "arn:aws:lambda:eu-central-1:123456789012:function:RunDue";
        let context = json!({ "functionArn": arn, "condition": "RetriesExhausted" });
        let run = json!({ "requestContext": context, "requestPayload": {} }).to_string();
        let burial = collected(&record(json!({ "body": run })), now());
        assert_eq!((&*burial.queue, &*burial.subject), (UNDELIVERED, arn));
        assert!(
            burial
                .reason
                .starts_with("RunDue failed with a scheduled run"),
            "{burial:?}"
        );

        let stream = json!({ "requestContext": context, "DDBStreamBatchInfo": {} }).to_string();
        let burial = collected(&record(json!({ "body": stream })), now());
        assert_eq!(burial.queue, STREAM_FAILURES);
    }

    #[test]
    fn poison_keeps_the_reason_that_the_function_gave() {
        let poisoned = record(json!({ "eventSourceARN": QUEUE, "body": "not JSON" }));
        let burial = poison(&poisoned, "not JSON".to_owned(), now());
        assert_eq!(
            (&*burial.queue, &*burial.reason),
            ("post-credits", "not JSON")
        );
        assert_eq!((&*burial.subject, burial.buried_at), ("not JSON", now()));
    }
}
