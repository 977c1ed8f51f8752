//! A dead letter in plain words: what it is about, why it failed, what to do.

use domain::dead_letter::{DeadLetter, LetterStatus, OUTBOX, STREAM_FAILURES, UNDELIVERED};
use domain::id::DeadLetterId;
use jiff::Timestamp;
use serde::Serialize;
use serde_json::Value;

/// One line of the list.
#[derive(Debug, Serialize)]
#[cfg_attr(
    feature = "describe",
    derive(schemars::JsonSchema),
    schemars(rename = "DeadLetter")
)]
pub(crate) struct Listed {
    id: DeadLetterId,
    /// The queue that gave it up, such as `post-credits`; or `outbox`, `undelivered`,
    /// `stream-failures`.
    queue: String,
    status: LetterStatus,
    /// Why it was given up.
    reason: String,
    /// The event that it carries, if it carries one.
    event: Option<String>,
    /// Since the message was sent.
    age_seconds: i64,
    /// How often the last delivery was received.
    received: u32,
    /// How often it was given up.
    failures: u32,
    buried_at: Timestamp,
    redriven_at: Option<Timestamp>,
}

/// All that is known of one.
#[derive(Debug, Serialize)]
#[cfg_attr(
    feature = "describe",
    derive(schemars::JsonSchema),
    schemars(rename = "ExplainedDeadLetter")
)]
pub(crate) struct Explained {
    #[serde(flatten)]
    listed: Listed,
    about: About,
    /// What is missing as long as it lies here.
    meaning: &'static str,
    what_to_do: String,
    sent_at: Timestamp,
    first_buried_at: Timestamp,
    redrives: u32,
    discard_reason: Option<String>,
    discarded_at: Option<Timestamp>,
    /// The queue's id of the message, which its log lines carry.
    message_id: String,
    /// The message as it was; a text where it is not JSON.
    message: Value,
}

/// What the message says it is about.
#[derive(Debug, Serialize)]
#[cfg_attr(
    feature = "describe",
    derive(schemars::JsonSchema),
    schemars(rename = "DeadLetterSubject")
)]
struct About {
    event_id: Option<String>,
    /// Finds the log lines of everything that led here.
    request_id: Option<String>,
    occurred_at: Option<String>,
    /// The ids that the event names.
    data: Option<Value>,
}

impl Listed {
    pub(crate) fn of(letter: DeadLetter, now: Timestamp) -> Self {
        Self {
            event: event(&message(&letter)),
            age_seconds: letter.age_at(now).as_secs(),
            id: letter.id,
            queue: letter.queue,
            status: letter.status,
            reason: letter.reason,
            received: letter.received,
            failures: letter.failures,
            buried_at: letter.buried_at,
            redriven_at: letter.redriven_at,
        }
    }
}

impl Explained {
    pub(crate) fn of(letter: DeadLetter, now: Timestamp) -> Self {
        let message = message(&letter);
        Self {
            about: About::of(&message),
            meaning: meaning(&letter.queue),
            what_to_do: what_to_do(&letter),
            sent_at: letter.sent_at,
            first_buried_at: letter.first_buried_at,
            redrives: letter.redrives,
            discard_reason: letter.discard_reason.clone(),
            discarded_at: letter.discarded_at,
            message_id: letter.message_id.clone(),
            message,
            listed: Listed::of(letter, now),
        }
    }
}

impl About {
    fn of(message: &Value) -> Self {
        let detail = match message["detail"].as_str() {
            Some(text) => serde_json::from_str(text).unwrap_or_default(),
            None => message["detail"].clone(),
        };
        let text = |name: &str| detail["metadata"][name].as_str().map(ToOwned::to_owned);
        Self {
            event_id: text("id"),
            request_id: text("request_id"),
            occurred_at: text("occurred_at"),
            data: detail.get("data").cloned(),
        }
    }
}

fn message(letter: &DeadLetter) -> Value {
    serde_json::from_str(&letter.body).unwrap_or_else(|_| letter.body.clone().into())
}

fn event(message: &Value) -> Option<String> {
    let named = message
        .get("detail-type")
        .or_else(|| message.get("detail_type"));
    named.and_then(Value::as_str).map(ToOwned::to_owned)
}

pub(crate) fn meaning(queue: &str) -> &'static str {
    match queue {
        "deliver-mail" => "A mail was not sent.",
        "settle-payments" => {
            "Payments of a customer were not looked at: a credit may be missing, or stand although \
             its payment came back."
        }
        "post-credits" => "A credit is not on the Stripe balance yet.",
        "mail-feedback" => {
            "A bounce or complaint was not recorded: somebody may be written to who must not be."
        }
        OUTBOX => "Something that happened was not announced: what follows from it is missing.",
        UNDELIVERED => "A scheduled run was missed; the next one does what was left.",
        STREAM_FAILURES => {
            "The stream did not bring announcements; the sweep publishes them within two minutes."
        }
        _ => "What this message asks for has not happened.",
    }
}

fn what_to_do(letter: &DeadLetter) -> String {
    let id = &letter.id;
    match (letter.status, letter.may_be_redriven()) {
        (_, Err(rejection)) => format!(
            "It cannot be sent back: {rejection}. POST /v1/admin/dead-letters/{id}/discard with a \
             reason."
        ),
        (LetterStatus::Open, Ok(())) => format!(
            "Mend what `reason` names; the log lines of `request_id` tell more. Then POST \
             /v1/admin/dead-letters/{id}/redrive: that is safe at any age and any number of \
             times. If it is not needed, POST /v1/admin/dead-letters/{id}/discard with a reason."
        ),
        (LetterStatus::Redriven, Ok(())) => {
            "Nothing: it was sent back, and has not failed since. If it fails again it is open \
             again, with its failures counted on."
                .to_owned()
        }
        (LetterStatus::Discarded, Ok(())) => format!(
            "Nothing: it was discarded. It may still be sent back by POST \
             /v1/admin/dead-letters/{id}/redrive."
        ),
    }
}

#[cfg(test)]
mod tests {
    use domain::dead_letter::{Burial, buried, subject_of, written};

    use super::*;

    fn letter(queue: &str, body: &str) -> DeadLetter {
        let at: Timestamp = "2022-05-25T10:00:00Z".parse().unwrap();
        let burial = Burial {
            queue: queue.to_owned(),
            message_id: "m-1".to_owned(),
            reason: "no such reward".to_owned(),
            body: body.to_owned(),
            subject: subject_of(body),
            received: 3,
            sent_at: at,
            buried_at: at,
        };
        written(&buried(None, &burial)).unwrap().clone()
    }

    fn explained(queue: &str, body: &str) -> Value {
        let now = "2022-05-25T11:00:00Z".parse().unwrap();
        serde_json::to_value(Explained::of(letter(queue, body), now)).unwrap()
    }

    #[test]
    fn a_letter_says_what_it_is_about_why_it_failed_and_what_to_do() {
        let body = r#"{"detail-type":"credit.available","detail":{
            "metadata":{"id":"evt_a","request_id":"req-1","occurred_at":"2022-05-25T09:00:00Z"},
            "data":{"reward_id":"rwd_bo.referrer"}}}"#;
        let shown = explained("post-credits", body);
        assert_eq!(shown["event"], "credit.available");
        assert_eq!(shown["about"]["event_id"], "evt_a");
        assert_eq!(shown["about"]["request_id"], "req-1");
        assert_eq!(shown["about"]["data"]["reward_id"], "rwd_bo.referrer");
        assert_eq!(
            shown["meaning"],
            "A credit is not on the Stripe balance yet."
        );
        assert_eq!(shown["reason"], "no such reward");
        assert_eq!(shown["age_seconds"], 3600);
        assert!(shown["what_to_do"].as_str().unwrap().contains("/redrive"));
    }

    #[test]
    fn what_is_not_json_is_shown_as_it_is_and_can_only_be_discarded() {
        let shown = explained("post-credits", "ana");
        assert_eq!(shown["message"], "ana");
        let what_to_do = shown["what_to_do"].as_str().unwrap();
        assert!(
            what_to_do.starts_with("It cannot be sent back"),
            "{what_to_do}"
        );
        assert!(what_to_do.contains("/discard"), "{what_to_do}");
    }
}
