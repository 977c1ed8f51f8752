//! The queues, and the mappings that feed their messages to functions.

mod mapping;
mod queue;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;
use serde::Serialize;
use tokio::sync::Notify;

use crate::activity::Activity;
use crate::clock::Clock;
use crate::faults::Faults;
use crate::ids;
use crate::lambda::Functions;
use crate::template::Template;
use queue::{AfterFailure, Message, Queue};

/// Every queue of the template. Clones share the messages.
#[derive(Clone)]
pub(crate) struct Queues {
    shared: Arc<Shared>,
}

struct Shared {
    clock: Clock,
    faults: Arc<Faults>,
    by_arn: BTreeMap<String, Mutex<Queue>>,
    arrived: BTreeMap<String, Notify>,
}

/// A message that lies in a queue.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Letter {
    pub(crate) queue: String,
    pub(crate) id: String,
    pub(crate) sent_at: Timestamp,
    pub(crate) receives: u32,
    pub(crate) body: serde_json::Value,
}

impl Queues {
    /// The queues of `template`, empty.
    pub(crate) fn new(
        template: &Template,
        clock: Clock,
        faults: Arc<Faults>,
        activity: &Activity,
    ) -> Self {
        let mut by_arn = BTreeMap::new();
        let mut arrived = BTreeMap::new();
        for spec in &template.queues {
            let consumed = template
                .queue_mappings
                .iter()
                .any(|mapping| mapping.queue_arn == spec.arn);
            let queue = Queue::new(spec.clone(), consumed, activity.clone());
            by_arn.insert(spec.arn.clone(), Mutex::new(queue));
            arrived.insert(spec.arn.clone(), Notify::new());
        }
        Self {
            shared: Arc::new(Shared {
                clock,
                faults,
                by_arn,
                arrived,
            }),
        }
    }

    /// Starts feeding messages to `functions` as the template's mappings say.
    pub(crate) fn start(&self, template: &Template, functions: &Functions) {
        for spec in &template.queue_mappings {
            tokio::spawn(mapping::feed(self.clone(), spec.clone(), functions.clone()));
        }
    }

    /// Whether there is a queue with this ARN.
    pub(crate) fn contains(&self, arn: &str) -> bool {
        self.shared.by_arn.contains_key(arn)
    }

    /// Sends `body` to the queue with this ARN.
    pub(crate) fn send(&self, arn: &str, body: String) {
        self.send_with(arn, body, BTreeMap::new());
    }

    /// The same, with attributes beside the body.
    pub(crate) fn send_with(&self, arn: &str, body: String, attributes: BTreeMap<String, String>) {
        let message = Message {
            id: ids::uuid(),
            body,
            attributes,
            given_up_by: None,
            sent_at: self.shared.clock.now(),
            first_received_at: None,
            receives: 0,
            is_repeat: false,
        };
        self.put(arn, message);
    }

    fn put(&self, arn: &str, message: Message) {
        let Some(mut queue) = self.lock(arn) else {
            return;
        };
        let held = queue.has_consumer() && self.shared.faults.reverses();
        queue.send(message, held);
        drop(queue);
        self.tell(arn);
    }

    /// When the next message becomes visible by the virtual clock.
    pub(crate) fn next_at(&self) -> Option<Timestamp> {
        self.each(|queue| queue.next_at())
            .into_iter()
            .flatten()
            .min()
    }

    /// Makes the messages visible that waited for an instant until `now`.
    pub(crate) fn wake(&self, now: Timestamp) {
        self.each(|queue| queue.wake(now));
        self.shared.arrived.keys().for_each(|arn| self.tell(arn));
    }

    /// Delivers the messages that a fault holds back, newest first; says how many there were.
    pub(crate) fn release(&self) -> usize {
        let released = self
            .each(Queue::release)
            .into_iter()
            .fold(0, usize::saturating_add);
        self.shared.arrived.keys().for_each(|arn| self.tell(arn));
        released
    }

    /// What lies in the queues that no function reads.
    pub(crate) fn dead_letters(&self) -> Vec<Letter> {
        let unread = |queue: &mut Queue| {
            let messages = if queue.has_consumer() {
                Vec::new()
            } else {
                queue.messages()
            };
            letters(queue, messages)
        };
        self.each(unread).into_iter().flatten().collect()
    }

    /// What waits in the queues that a function reads: for the clock, or for release.
    pub(crate) fn waiting(&self) -> Vec<Letter> {
        let read = |queue: &mut Queue| {
            let messages = if queue.has_consumer() {
                queue.messages()
            } else {
                Vec::new()
            };
            letters(queue, messages)
        };
        self.each(read).into_iter().flatten().collect()
    }

    /// Sends every dead letter to the queue it came from; says how many there were.
    pub(crate) fn redrive(&self) -> usize {
        let sources = self.each(|queue| {
            let dead = queue
                .spec
                .redrive
                .as_ref()
                .map(|redrive| redrive.dead_letter_arn.clone());
            dead.map(|dead| (dead, queue.spec.arn.clone()))
        });
        let mut sent = 0_usize;
        for (dead, source) in sources.into_iter().flatten() {
            let messages = self
                .lock(&dead)
                .map(|mut queue| queue.drain())
                .unwrap_or_default();
            for message in messages {
                self.send(&source, message.body);
                sent = sent.saturating_add(1);
            }
        }
        sent
    }

    /// Takes everything out of the queue with this name, for good; says how much it was.
    pub(crate) fn purge(&self, name: &str) -> Option<usize> {
        let purged = self.each(|queue| (queue.spec.name == name).then(|| queue.drain().len()));
        purged.into_iter().flatten().next()
    }

    fn fail(&self, arn: &str, id: &str) {
        let after = self.lock(arn).and_then(|mut queue| {
            let after = queue.fail(id, self.shared.clock.now())?;
            Some((after, queue.spec.redrive.clone()))
        });
        match after {
            Some((AfterFailure::RetryIn(delay), _)) => {
                let (queues, arn, id) = (self.clone(), arn.to_owned(), id.to_owned());
                tokio::spawn(async move {
                    tokio::time::sleep(delay).await;
                    if let Some(mut queue) = queues.lock(&arn) {
                        queue.retry(&id);
                    }
                    queues.tell(&arn);
                });
            }
            Some((AfterFailure::Dead(mut message), Some(redrive))) => {
                message.given_up_by = Some(arn.to_owned());
                self.put(&redrive.dead_letter_arn, message);
            }
            Some((AfterFailure::WaitsForClock | AfterFailure::Dead(_), _)) | None => {}
        }
    }

    fn tell(&self, arn: &str) {
        if let Some(arrived) = self.shared.arrived.get(arn) {
            arrived.notify_one();
        }
    }

    fn each<T>(&self, mut of: impl FnMut(&mut Queue) -> T) -> Vec<T> {
        let queues = self.shared.by_arn.values();
        queues
            .map(|queue| of(&mut queue.lock().unwrap_or_else(PoisonError::into_inner)))
            .collect()
    }

    fn lock(&self, arn: &str) -> Option<MutexGuard<'_, Queue>> {
        let queue = self.shared.by_arn.get(arn)?;
        Some(queue.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

fn letters(queue: &Queue, messages: Vec<Message>) -> Vec<Letter> {
    let letter = |message: Message| Letter {
        queue: queue.spec.name.clone(),
        id: message.id,
        sent_at: message.sent_at,
        receives: message.receives,
        body: serde_json::from_str(&message.body).unwrap_or(message.body.into()),
    };
    messages.into_iter().map(letter).collect()
}
