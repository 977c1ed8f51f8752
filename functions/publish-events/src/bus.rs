//! The bus: announcements in calls of a size that EventBridge takes, each entry's fate checked.

use aws_sdk_eventbridge::Client;
use aws_sdk_eventbridge::error::ProvideErrorMetadata;
use aws_sdk_eventbridge::types::{PutEventsRequestEntry, PutEventsResultEntry};
use aws_types::SdkConfig;
use runtime::telemetry::chain;
use store::OutboxEvent;

/// The `source` of every event.
const SOURCE: &str = "goodword";

/// What `PutEvents` takes in one call: this many entries, of this many bytes together.
const ENTRIES_AT_MOST: usize = 10;
const BYTES_AT_MOST: usize = 256 * 1024;

/// The code of a call that holds more bytes than `PutEvents` takes.
const TOO_LARGE: &str = "ValidationException";

/// Codes of an entry that waiting does not help: it is not what the bus takes.
const HOPELESS: [&str; 3] = [
    "InvalidArgument",
    "MalformedDetail",
    "NotAuthorizedForSourceException",
];

/// The bus, by name.
pub(crate) struct Bus {
    client: Client,
    name: String,
}

/// What became of announcements.
#[derive(Debug, Default)]
pub(crate) struct Placed<'a> {
    pub(crate) accepted: Vec<&'a OutboxEvent>,
    /// The positions of those that it may take later, ascending.
    pub(crate) refused: Vec<usize>,
    /// Those that it will never take, with its code.
    pub(crate) hopeless: Vec<(&'a OutboxEvent, String)>,
}

impl Bus {
    pub(crate) fn connect(config: &SdkConfig, name: String) -> Self {
        Self {
            client: Client::new(config),
            name,
        }
    }

    /// Puts `events` on the bus, in as few calls as it takes.
    pub(crate) async fn put<'a>(&self, events: &'a [OutboxEvent]) -> Placed<'a> {
        let mut placed = Placed::default();
        for call in calls(events) {
            let entries = call.iter().map(|event| self.entry(event)).collect();
            let request = self.client.put_events().set_entries(Some(entries));
            match request.send().await {
                Ok(output) => placed.add(call, output.entries()),
                // One that goes alone and is refused as such is to blame itself: too large.
                Err(error) if call.len() == 1 && error.code() == Some(TOO_LARGE) => {
                    let alone = call.iter().map(|event| (event, TOO_LARGE.to_owned()));
                    placed.hopeless.extend(alone);
                }
                Err(error) => {
                    tracing::error!(error = chain(&error), "the bus cannot be reached");
                    placed.add(call, &[]);
                }
            }
        }
        placed
    }

    fn entry(&self, event: &OutboxEvent) -> PutEventsRequestEntry {
        PutEventsRequestEntry::builder()
            .event_bus_name(&self.name)
            .source(SOURCE)
            .detail_type(&event.detail_type)
            .detail(&event.detail)
            .build()
    }
}

impl<'a> Placed<'a> {
    /// Adds a call with the answer to it. The call as a whole succeeds even where entries did not
    /// (F14), and an entry without an answer counts as refused.
    fn add(&mut self, call: &'a [OutboxEvent], results: &[PutEventsResultEntry]) {
        let before = self.len();
        for (index, event) in call.iter().enumerate() {
            let result = results.get(index);
            if result.is_some_and(|result| result.event_id().is_some()) {
                // An alarm reads this line: the operator decides whether there is more to give.
                if event.detail_type == "program.budget_exhausted" {
                    tracing::error!(event = event.sk, "budget used up");
                }
                self.accepted.push(event);
                continue;
            }
            let code = result.and_then(PutEventsResultEntry::error_code);
            tracing::warn!(event = event.sk, code, "the bus refused an announcement");
            match code.filter(|code| HOPELESS.contains(code)) {
                Some(code) => self.hopeless.push((event, code.to_owned())),
                None => self.refused.push(before.saturating_add(index)),
            }
        }
    }

    fn len(&self) -> usize {
        let others = self.refused.len().saturating_add(self.hopeless.len());
        self.accepted.len().saturating_add(others)
    }
}

/// Splits `events` where a call is full. One that is too large by itself goes alone.
fn calls(events: &[OutboxEvent]) -> Vec<&[OutboxEvent]> {
    let mut calls = Vec::new();
    let mut rest = events;
    while !rest.is_empty() {
        let mut bytes = 0_usize;
        let fitting = rest.iter().take(ENTRIES_AT_MOST).take_while(|event| {
            bytes = bytes.saturating_add(size(event));
            bytes <= BYTES_AT_MOST
        });
        let (call, later) = rest.split_at(fitting.count().max(1));
        calls.push(call);
        rest = later;
    }
    calls
}

/// In bytes, as EventBridge counts (user guide: "Calculating `PutEvents` event entry size").
fn size(event: &OutboxEvent) -> usize {
    [SOURCE.len(), event.detail_type.len(), event.detail.len()]
        .into_iter()
        .fold(0, usize::saturating_add)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn announcement(number: usize, detail: &str) -> OutboxEvent {
        OutboxEvent {
            pk: "OUTBOX#0".to_owned(),
            sk: number.to_string(),
            detail_type: "invite.created".to_owned(),
            detail: detail.to_owned(),
            recorded_at: jiff::Timestamp::UNIX_EPOCH,
        }
    }

    fn lengths(details: &[&str]) -> Vec<usize> {
        let events: Vec<_> = details
            .iter()
            .map(|detail| announcement(0, detail))
            .collect();
        calls(&events).into_iter().map(<[_]>::len).collect()
    }

    #[test]
    fn a_call_has_ten_entries_at_most() {
        assert_eq!(lengths(&["{}"; 23]), [10, 10, 3]);
        assert!(lengths(&[]).is_empty());
    }

    #[test]
    fn a_call_has_256_kilobytes_at_most() {
        let large = "x".repeat(100 * 1024);
        assert_eq!(lengths(&[&large, &large, &large, "{}"]), [2, 2]);
    }

    #[test]
    fn what_never_fits_holds_up_no_other() {
        let huge = "x".repeat(300 * 1024);
        assert_eq!(lengths(&["{}", &huge, "{}"]), [1, 1, 1]);
    }

    #[test]
    fn f14_one_refused_entry_of_ten_is_the_only_one_that_stays() {
        let events: Vec<_> = (0..10).map(|number| announcement(number, "{}")).collect();
        let results: Vec<_> = (0..10)
            .map(|number| match number {
                3 => PutEventsResultEntry::builder().error_code("ThrottlingException"),
                _ => PutEventsResultEntry::builder().event_id(number.to_string()),
            })
            .map(aws_sdk_eventbridge::types::builders::PutEventsResultEntryBuilder::build)
            .collect();
        let mut placed = Placed::default();
        placed.add(&events, &results);
        assert_eq!(placed.refused, [3]);
        assert_eq!(placed.accepted.len(), 9);
        assert!(placed.accepted.iter().all(|event| event.sk != "3"));
    }

    #[test]
    fn an_entry_that_the_bus_will_never_take_is_told_from_one_that_may_wait() {
        let events: Vec<_> = (0..3).map(|number| announcement(number, "{}")).collect();
        let results = ["MalformedDetail", "ThrottlingException", "InternalFailure"]
            .map(|code| PutEventsResultEntry::builder().error_code(code).build());
        let mut placed = Placed::default();
        placed.add(&events, &results);
        assert_eq!(placed.refused, [1, 2]);
        assert_eq!(
            placed.hopeless,
            [(&events[0], "MalformedDetail".to_owned())]
        );
    }

    #[test]
    fn positions_count_on_over_several_calls() {
        let events = [announcement(0, "{}"), announcement(1, "{}")];
        let accepted = PutEventsResultEntry::builder().event_id("a").build();
        let mut placed = Placed::default();
        placed.add(&events[..1], &[accepted]);
        placed.add(&events[1..], &[]);
        assert_eq!(placed.refused, [1]);
    }

    #[test]
    fn an_entry_without_an_answer_stays() {
        let events = [announcement(0, "{}"), announcement(1, "{}")];
        let mut placed = Placed::default();
        placed.add(
            &events,
            &[PutEventsResultEntry::builder().event_id("a").build()],
        );
        assert_eq!((placed.accepted.len(), placed.refused), (1, vec![1]));
    }
}
