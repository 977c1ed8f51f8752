//! One queue: which message can be received, and what becomes of one that fails.

use std::collections::BTreeMap;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use crate::activity::{Activity, Busy};
use crate::template::QueueSpec;

/// Failed receives after which a message waits for the virtual clock.
const QUICK_RECEIVES: u32 = 5;
/// A message that failed n times becomes visible again after n of these.
const QUICK_DELAY: Duration = Duration::from_millis(20);

/// A message in a queue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Message {
    pub(crate) id: String,
    pub(crate) body: String,
    /// What the sender tells beside the body, such as a rule that could not deliver it.
    pub(crate) attributes: BTreeMap<String, String>,
    /// The queue that gave it up, in a dead-letter queue.
    pub(crate) given_up_by: Option<String>,
    pub(crate) sent_at: Timestamp,
    pub(crate) first_received_at: Option<Timestamp>,
    pub(crate) receives: u32,
    /// The second delivery of a message that was delivered once, by a fault.
    pub(crate) is_repeat: bool,
}

/// What became of a message whose receive failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum AfterFailure {
    /// It becomes visible again after this real time; call `retry` then.
    RetryIn(Duration),
    /// It becomes visible again when the virtual clock shows its visibility timeout.
    WaitsForClock,
    /// It was received too often and goes to the dead-letter queue.
    Dead(Message),
}

/// The messages of one queue.
pub(crate) struct Queue {
    pub(crate) spec: QueueSpec,
    has_consumer: bool,
    activity: Activity,
    entries: Vec<Entry>,
}

struct Entry {
    message: Message,
    place: Place,
    /// Held while the message can be delivered without the clock being moved.
    busy: Option<Busy>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Visible,
    InFlight,
    Retrying,
    UntilVirtual(Timestamp),
    Held,
}

impl Queue {
    /// An empty queue; without a consumer its messages only lie there.
    pub(crate) fn new(spec: QueueSpec, has_consumer: bool, activity: Activity) -> Self {
        Self {
            spec,
            has_consumer,
            activity,
            entries: Vec::new(),
        }
    }

    /// Puts `message` at the end; `held` keeps it until it is released.
    pub(crate) fn send(&mut self, message: Message, held: bool) {
        let place = if held { Place::Held } else { Place::Visible };
        let busy = if held { None } else { self.busy() };
        self.entries.push(Entry {
            message,
            place,
            busy,
        });
    }

    /// Takes up to `most` visible messages, oldest first.
    pub(crate) fn receive(&mut self, most: usize, now: Timestamp) -> Vec<Message> {
        let visible = self
            .entries
            .iter_mut()
            .filter(|entry| entry.place == Place::Visible);
        let mut received = Vec::new();
        for entry in visible.take(most) {
            entry.place = Place::InFlight;
            entry.message.receives = entry.message.receives.saturating_add(1);
            entry.message.first_received_at.get_or_insert(now);
            received.push(entry.message.clone());
        }
        received
    }

    /// Removes a message that was dealt with; with `again` it is delivered a second time.
    pub(crate) fn delete(&mut self, id: &str, again: bool) {
        let Some(index) = self.entries.iter().position(|entry| entry.message.id == id) else {
            return;
        };
        if again && !self.entries[index].message.is_repeat {
            let entry = &mut self.entries[index];
            entry.message.is_repeat = true;
            entry.place = Place::Visible;
        } else {
            self.entries.remove(index);
        }
    }

    /// Gives a message back whose receive failed.
    pub(crate) fn fail(&mut self, id: &str, now: Timestamp) -> Option<AfterFailure> {
        let index = self
            .entries
            .iter()
            .position(|entry| entry.message.id == id)?;
        let receives = self.entries[index].message.receives;
        if self
            .spec
            .redrive
            .as_ref()
            .is_some_and(|redrive| receives >= redrive.max_receives)
        {
            return Some(AfterFailure::Dead(self.entries.remove(index).message));
        }
        let entry = &mut self.entries[index];
        if receives < QUICK_RECEIVES {
            entry.place = Place::Retrying;
            return Some(AfterFailure::RetryIn(QUICK_DELAY.saturating_mul(receives)));
        }
        let timeout = SignedDuration::try_from(self.spec.visibility_timeout).unwrap_or_default();
        entry.place = Place::UntilVirtual(now.saturating_add(timeout).unwrap_or(Timestamp::MAX));
        entry.busy = None;
        Some(AfterFailure::WaitsForClock)
    }

    /// Makes a message visible whose short delay is over.
    pub(crate) fn retry(&mut self, id: &str) {
        for entry in &mut self.entries {
            if entry.message.id == id && entry.place == Place::Retrying {
                entry.place = Place::Visible;
            }
        }
    }

    /// When the next message becomes visible by the virtual clock.
    pub(crate) fn next_at(&self) -> Option<Timestamp> {
        let until = |entry: &Entry| match entry.place {
            Place::UntilVirtual(at) => Some(at),
            Place::Visible | Place::InFlight | Place::Retrying | Place::Held => None,
        };
        self.entries.iter().filter_map(until).min()
    }

    /// Makes the messages visible that waited for an instant until `now`; says whether any did.
    pub(crate) fn wake(&mut self, now: Timestamp) -> bool {
        let mut woken = false;
        for index in 0..self.entries.len() {
            if matches!(self.entries[index].place, Place::UntilVirtual(at) if at <= now) {
                let busy = self.busy();
                let entry = &mut self.entries[index];
                entry.place = Place::Visible;
                entry.busy = busy;
                woken = true;
            }
        }
        woken
    }

    /// Makes the held messages visible, the newest first of all; says how many there were.
    pub(crate) fn release(&mut self) -> usize {
        let (mut held, rest): (Vec<_>, Vec<_>) = std::mem::take(&mut self.entries)
            .into_iter()
            .partition(|entry| entry.place == Place::Held);
        held.reverse();
        for entry in &mut held {
            entry.place = Place::Visible;
            entry.busy = self.busy();
        }
        let released = held.len();
        self.entries = held;
        self.entries.extend(rest);
        released
    }

    /// Whether a function reads this queue.
    pub(crate) fn has_consumer(&self) -> bool {
        self.has_consumer
    }

    /// All messages, as they would be received.
    pub(crate) fn messages(&self) -> Vec<Message> {
        self.entries
            .iter()
            .map(|entry| entry.message.clone())
            .collect()
    }

    /// Takes all messages out.
    pub(crate) fn drain(&mut self) -> Vec<Message> {
        std::mem::take(&mut self.entries)
            .into_iter()
            .map(|entry| entry.message)
            .collect()
    }

    fn busy(&self) -> Option<Busy> {
        self.has_consumer.then(|| {
            self.activity
                .begin(format!("message in {}", self.spec.name))
        })
    }
}
