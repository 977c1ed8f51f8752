//! The bus: announcements in calls of a size that EventBridge takes, each entry's fate checked.

use aws_sdk_eventbridge::Client;
use aws_sdk_eventbridge::error::ProvideErrorMetadata;
use aws_sdk_eventbridge::types::{PutEventsRequestEntry, PutEventsResultEntry};
use aws_types::SdkConfig;
use runtime::telemetry::chain;
use store::{Announced, OutboxItem};

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

/// What became of the outbox's items.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Placed<'a> {
    /// Those of which the bus took everything.
    pub(crate) accepted: Vec<&'a OutboxItem>,
    /// The positions of those of which it may take the rest later, ascending.
    pub(crate) refused: Vec<usize>,
    /// Those of which it will never take some, and will take nothing else that it has not taken.
    pub(crate) hopeless: Vec<Hopeless<'a>>,
}

/// An item that the bus will never take as a whole.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Hopeless<'a> {
    pub(crate) item: &'a OutboxItem,
    /// What it does not take, each with its code.
    pub(crate) announced: Vec<(Announced, String)>,
}

/// An announcement, and the position of its item.
struct Entry {
    item: usize,
    announced: Announced,
}

/// What keeps an entry from the bus.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Refusal {
    /// It may take it later.
    ForNow,
    /// It will never take it, with its code.
    ForEver(String),
}

impl Bus {
    pub(crate) fn connect(config: &SdkConfig, name: String) -> Self {
        Self {
            client: Client::new(config),
            name,
        }
    }

    /// Puts all that `items` announce on the bus, in as few calls as it takes.
    pub(crate) async fn put<'a>(&self, items: &'a [OutboxItem]) -> Placed<'a> {
        let entries = entries(items);
        let mut refusals = Vec::with_capacity(entries.len());
        for call in calls(&entries) {
            let requested = call.iter().map(|entry| self.requested(entry)).collect();
            let request = self.client.put_events().set_entries(Some(requested));
            match request.send().await {
                Ok(output) => refusals.extend(refusals_of(call, output.entries())),
                // One that goes alone and is refused as such is to blame itself: too large.
                Err(error) if call.len() == 1 && error.code() == Some(TOO_LARGE) => {
                    refusals.push(Some(Refusal::ForEver(TOO_LARGE.to_owned())));
                }
                Err(error) => {
                    tracing::error!(error = chain(&error), "the bus cannot be reached");
                    refusals.extend(refusals_of(call, &[]));
                }
            }
        }
        Placed::of(items, entries, &refusals)
    }

    fn requested(&self, entry: &Entry) -> PutEventsRequestEntry {
        PutEventsRequestEntry::builder()
            .event_bus_name(&self.name)
            .source(SOURCE)
            .detail_type(&entry.announced.detail_type)
            .detail(&entry.announced.detail)
            .build()
    }
}

impl<'a> Placed<'a> {
    /// An item of which one announcement was refused for now stays, and is published again as a
    /// whole: who takes an event twice treats the second as done (F15, F16).
    fn of(items: &'a [OutboxItem], entries: Vec<Entry>, refusals: &[Option<Refusal>]) -> Self {
        let mut placed = Self::default();
        let mut rest = entries.into_iter().zip(refusals).peekable();
        for (position, item) in items.iter().enumerate() {
            let (mut waits, mut announced) = (false, Vec::new());
            while let Some((entry, refusal)) = rest.next_if(|(entry, _)| entry.item == position) {
                match refusal {
                    None => {}
                    Some(Refusal::ForNow) => waits = true,
                    Some(Refusal::ForEver(code)) => announced.push((entry.announced, code.clone())),
                }
            }
            match (waits, announced.is_empty()) {
                (true, _) => placed.refused.push(position),
                (false, true) => placed.accepted.push(item),
                (false, false) => placed.hopeless.push(Hopeless { item, announced }),
            }
        }
        placed
    }
}

fn entries(items: &[OutboxItem]) -> Vec<Entry> {
    let of_item = |(position, item): (usize, &OutboxItem)| {
        let entry = move |announced| Entry {
            item: position,
            announced,
        };
        item.announced().map(entry).collect::<Vec<_>>()
    };
    items.iter().enumerate().flat_map(of_item).collect()
}

/// What kept each entry of a call from the bus, if anything. The call as a whole succeeds even
/// where entries did not (F14), and an entry without an answer counts as refused.
fn refusals_of(call: &[Entry], results: &[PutEventsResultEntry]) -> Vec<Option<Refusal>> {
    let refusal = |(index, entry): (usize, &Entry)| {
        let result = results.get(index);
        if result.is_some_and(|result| result.event_id().is_some()) {
            return None;
        }
        let code = result.and_then(PutEventsResultEntry::error_code);
        let event = entry.announced.detail_type.as_str();
        tracing::warn!(event, code, "the bus refused an announcement");
        let hopeless = code.filter(|code| HOPELESS.contains(code));
        Some(hopeless.map_or(Refusal::ForNow, |code| Refusal::ForEver(code.to_owned())))
    };
    call.iter().enumerate().map(refusal).collect()
}

/// Splits `entries` where a call is full. One that is too large by itself goes alone.
fn calls(entries: &[Entry]) -> Vec<&[Entry]> {
    let mut calls = Vec::new();
    let mut rest = entries;
    while !rest.is_empty() {
        let mut bytes = 0_usize;
        let fitting = rest.iter().take(ENTRIES_AT_MOST).take_while(|entry| {
            bytes = bytes.saturating_add(size(&entry.announced));
            bytes <= BYTES_AT_MOST
        });
        let (call, later) = rest.split_at(fitting.count().max(1));
        calls.push(call);
        rest = later;
    }
    calls
}

/// In bytes, as EventBridge counts (user guide: "Calculating `PutEvents` event entry size").
fn size(announced: &Announced) -> usize {
    [
        SOURCE.len(),
        announced.detail_type.len(),
        announced.detail.len(),
    ]
    .into_iter()
    .fold(0, usize::saturating_add)
}

#[cfg(test)]
mod tests;
