//! A function behind a queue: messages of the bus, each done, given back or buried on its own.

use std::error::Error;
use std::time::Instant;

use aws_lambda_events::sqs::{SqsBatchResponse, SqsEvent, SqsMessage};
use domain::dead_letter::Burial;
use domain::event::Event;
use jiff::Timestamp;
use lambda_runtime::{LambdaEvent, service_fn};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use tracing::Instrument;

use crate::http::is_cold;
use crate::telemetry::{self, chain, function, ms_since};
use crate::{burial, cause, config, json, metrics, time};

/// A message of the bus: what EventBridge says of it, and what it says itself.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Message<D> {
    /// EventBridge's own id, another one for each delivery of the same event.
    pub id: String,
    /// `goodword`, or `aws.ses`.
    pub source: String,
    #[serde(rename = "detail-type")]
    pub detail_type: String,
    /// When it was put on the bus.
    pub time: Timestamp,
    pub detail: D,
}

/// What a message is about.
pub trait Detail: DeserializeOwned {
    /// The id of the request that this follows from, where the message tells it.
    fn request_id(&self) -> Option<&str> {
        None
    }
}

/// What became of a message.
#[derive(Debug)]
pub enum Outcome {
    /// It has had its effect, now or before, or needs none.
    Done,
    /// It failed; the queue delivers it again.
    Retry(Box<dyn Error + Send + Sync>),
    /// It will never succeed, for this reason. No personal data: the reason is stored.
    Poison(String),
}

impl Outcome {
    /// For `map_err(Outcome::retry)`.
    pub fn retry(error: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self::Retry(error.into())
    }

    /// Poison: a rule of the bus sent an event here that nobody here acts on.
    pub fn misplaced(event: &Event) -> Self {
        Self::Poison(format!("{} has no place in this queue", event.name()))
    }
}

/// Handles messages until the platform stops asking.
///
/// Each message is read as a [`Message`] and given to `handle` with the time of the invocation. A
/// message that cannot be read, or that `handle` calls poison, goes to `bury`, and only then is
/// acknowledged.
///
/// # Errors
/// If `FUNCTION_TIMEOUT_SECONDS` is missing, or the Lambda Runtime API cannot be reached.
pub async fn run_queue<D, E>(
    handle: impl AsyncFn(Message<D>, Timestamp) -> Outcome,
    bury: impl AsyncFn(Burial) -> Result<(), E>,
) -> Result<(), lambda_runtime::Error>
where
    D: Detail,
    E: Error,
{
    telemetry::init();
    let timeout = config::timeout()?;
    let (handle, bury) = (&handle, &bury);
    let invocation = |event: LambdaEvent<SqsEvent>| async move {
        let now = time::of_deadline(event.context.deadline, timeout)?;
        Ok::<_, lambda_runtime::Error>(Box::pin(batch(event, now, handle, bury)).await)
    };
    lambda_runtime::run(service_fn(invocation)).await
}

async fn batch<D, E>(
    event: LambdaEvent<SqsEvent>,
    now: Timestamp,
    handle: &impl AsyncFn(Message<D>, Timestamp) -> Outcome,
    bury: &impl AsyncFn(Burial) -> Result<(), E>,
) -> SqsBatchResponse
where
    D: Detail,
    E: Error,
{
    let mut cold = is_cold();
    let mut response = SqsBatchResponse::default();
    for record in event.payload.records {
        let message_id = record.message_id.clone().unwrap_or_default();
        let line = Line {
            request_id: event.context.request_id.clone(),
            message_id: message_id.clone(),
            started: Instant::now(),
            cold: std::mem::take(&mut cold),
        };
        if one(record, (line, now), handle, bury).await == Settled::GivenBack {
            response.add_failure(message_id);
        }
    }
    metrics::flush(now);
    response
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Settled {
    Done,
    Buried,
    GivenBack,
}

impl Settled {
    fn name(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Buried => "buried",
            Self::GivenBack => "given back",
        }
    }
}

/// What a message's line of the log is made of.
struct Line {
    request_id: String,
    message_id: String,
    started: Instant,
    cold: bool,
}

/// Settles one message, and logs how in one line.
async fn one<D, E>(
    record: SqsMessage,
    (line, now): (Line, Timestamp),
    handle: &impl AsyncFn(Message<D>, Timestamp) -> Outcome,
    bury: &impl AsyncFn(Burial) -> Result<(), E>,
) -> Settled
where
    D: Detail,
    E: Error,
{
    let read = read::<D>(record.body.as_deref().unwrap_or_default());
    let message = read.as_ref().ok();
    let event = message.map_or("unreadable", |message| &message.detail_type);
    let event = event.to_owned();
    // An event without the id of its request begins with the invocation that reads it.
    let told = message.and_then(|message| message.detail.request_id());
    let request_id = told.unwrap_or(&line.request_id).to_owned();
    let span = tracing::info_span!("message", request_id, message_id = line.message_id);
    let work = async {
        let outcome = match read {
            Ok(message) => handle(message, now).await,
            Err(reason) => Outcome::Poison(reason),
        };
        settled(record, outcome, now, bury).await
    };
    let settled = cause::scope(&request_id, work).instrument(span).await;
    tracing::info!(
        request_id,
        message_id = line.message_id,
        function = function(),
        event,
        outcome = settled.name(),
        ms = ms_since(line.started),
        cold = line.cold,
        "message"
    );
    settled
}

/// Brings what became of a message to its end.
async fn settled<E: Error>(
    record: SqsMessage,
    outcome: Outcome,
    now: Timestamp,
    bury: &impl AsyncFn(Burial) -> Result<(), E>,
) -> Settled {
    match outcome {
        Outcome::Done => Settled::Done,
        Outcome::Retry(error) => {
            tracing::warn!(error = chain(&*error), "message given back");
            Settled::GivenBack
        }
        Outcome::Poison(reason) => {
            let burial = burial::poison(&record, reason, now);
            tracing::error!(
                queue = burial.queue,
                letter = burial.letter_id().as_str(),
                reason = burial.reason,
                "message buried"
            );
            match bury(burial).await {
                Ok(()) => Settled::Buried,
                Err(error) => {
                    tracing::error!(error = chain(&error), "message not buried, given back");
                    Settled::GivenBack
                }
            }
        }
    }
}

/// Reads a body, or says why it cannot be read, without repeating what it says.
fn read<D: DeserializeOwned>(body: &str) -> Result<Message<D>, String> {
    let mut json = serde_json::Deserializer::from_str(body);
    serde_path_to_error::deserialize(&mut json).map_err(|error| {
        if error.inner().is_data() {
            let fault = json::fault(error.path(), &error.inner().to_string());
            format!("{} {}", fault.pointer, fault.detail)
        } else {
            "not JSON".to_owned()
        }
    })
}

#[cfg(test)]
mod tests;
