//! The bus: announcements in calls of a size that EventBridge takes, each entry's fate checked.

use std::collections::BTreeSet;

use aws_sdk_eventbridge::Client;
use aws_sdk_eventbridge::types::{PutEventsRequestEntry, PutEventsResultEntry};
use aws_types::SdkConfig;
use runtime::telemetry::chain;
use store::{Announced, OutboxItem};

/// The `source` of every event.
const SOURCE: &str = "goodword";

/// What `PutEvents` takes in one call: this many entries, of this many bytes together.
const ENTRIES_AT_MOST: usize = 10;
const BYTES_AT_MOST: usize = 256 * 1024;

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
    /// The positions of the others, ascending.
    pub(crate) refused: Vec<usize>,
}

/// An announcement, and the position of its item.
struct Entry {
    item: usize,
    announced: Announced,
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
        let mut refused = BTreeSet::new();
        for call in calls(&entries) {
            let requested = call.iter().map(|entry| self.requested(entry)).collect();
            let request = self.client.put_events().set_entries(Some(requested));
            match request.send().await {
                Ok(output) => refused.extend(untaken(call, output.entries())),
                Err(error) => {
                    tracing::error!(error = chain(&error), "the bus cannot be reached");
                    refused.extend(untaken(call, &[]));
                }
            }
        }
        Placed::of(items, refused)
    }

    fn requested(&self, entry: &Entry) -> PutEventsRequestEntry {
        PutEventsRequestEntry::builder()
            .event_bus_name(&self.name)
            .source(SOURCE)
            .detail_type(entry.announced.detail_type)
            .detail(&entry.announced.detail)
            .build()
    }
}

impl<'a> Placed<'a> {
    /// An item of which one announcement was refused stays, and is published again as a whole:
    /// who takes an event twice treats the second as done (F15, F16).
    fn of(items: &'a [OutboxItem], refused: BTreeSet<usize>) -> Self {
        let taken = items.iter().enumerate();
        let taken = taken.filter(|(position, _)| !refused.contains(position));
        Self {
            accepted: taken.map(|(_, item)| item).collect(),
            refused: refused.into_iter().collect(),
        }
    }
}

fn entries(items: &[OutboxItem]) -> Vec<Entry> {
    let of_item = |(position, item): (usize, &OutboxItem)| {
        let announced = item.announced();
        let entry = move |announced| Entry {
            item: position,
            announced,
        };
        announced.map(entry).collect::<Vec<_>>()
    };
    items.iter().enumerate().flat_map(of_item).collect()
}

/// The items of which the bus did not take an entry. The call as a whole succeeds even where
/// entries did not (F14), and an entry without an answer counts as refused.
fn untaken(call: &[Entry], results: &[PutEventsResultEntry]) -> BTreeSet<usize> {
    let mut refused = BTreeSet::new();
    for (index, entry) in call.iter().enumerate() {
        let result = results.get(index);
        if result.is_none_or(|result| result.event_id().is_none()) {
            let code = result.and_then(PutEventsResultEntry::error_code);
            let event = entry.announced.detail_type;
            tracing::warn!(event, code, "the bus refused an announcement");
            refused.insert(entry.item);
        }
    }
    refused
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
