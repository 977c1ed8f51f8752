//! The records one mapping has still to show its function, in their order.

use std::collections::VecDeque;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

use crate::activity::{Activity, Busy};

/// Failed tries after which the records wait for the virtual clock.
const QUICK_TRIES: u32 = 5;
/// After n failed tries the next follows after n of these.
const QUICK_DELAY: Duration = Duration::from_millis(20);
/// Then the next try follows after this time of the virtual clock.
const SLOW_DELAY: SignedDuration = SignedDuration::from_secs(60);

/// One record of the stream.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Record {
    pub(super) sequence: String,
    pub(super) written_at: Timestamp,
    pub(super) json: Value,
}

/// When the records that failed are tried again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Again {
    In(Duration),
    WhenTheClockMoves,
}

pub(super) struct Shard {
    name: String,
    activity: Activity,
    records: VecDeque<(Record, Option<Busy>)>,
    failed_tries: u32,
    until: Option<Timestamp>,
}

impl Shard {
    pub(super) fn new(function: &str, activity: Activity) -> Self {
        Self {
            name: format!("stream record for {function}"),
            activity,
            records: VecDeque::new(),
            failed_tries: 0,
            until: None,
        }
    }

    pub(super) fn push(&mut self, record: Record) {
        let busy = self
            .until
            .is_none()
            .then(|| self.activity.begin(&self.name));
        self.records.push_back((record, busy));
    }

    /// The next records, which stay until they are done; none while they wait for the clock.
    pub(super) fn batch(&self, most: usize) -> Vec<Record> {
        if self.until.is_some() {
            return Vec::new();
        }
        self.records
            .iter()
            .take(most)
            .map(|(record, _)| record.clone())
            .collect()
    }

    /// The first `count` records are dealt with.
    pub(super) fn done(&mut self, count: usize) {
        self.records.drain(..count.min(self.records.len()));
        if count > 0 {
            self.failed_tries = 0;
        }
    }

    /// The first records failed once more.
    pub(super) fn failed(&mut self, now: Timestamp) -> Again {
        self.failed_tries = self.failed_tries.saturating_add(1);
        if self.failed_tries < QUICK_TRIES {
            return Again::In(QUICK_DELAY.saturating_mul(self.failed_tries));
        }
        self.until = Some(now.saturating_add(SLOW_DELAY).unwrap_or(Timestamp::MAX));
        self.records.iter_mut().for_each(|(_, busy)| *busy = None);
        Again::WhenTheClockMoves
    }

    /// How often the first records have failed.
    pub(super) fn failed_tries(&self) -> u32 {
        self.failed_tries
    }

    pub(super) fn next_at(&self) -> Option<Timestamp> {
        self.until
    }

    pub(super) fn wake(&mut self, now: Timestamp) {
        if self.until.is_some_and(|until| until <= now) {
            self.until = None;
            for (_, busy) in &mut self.records {
                busy.get_or_insert_with(|| self.activity.begin(&self.name));
            }
        }
    }

    pub(super) fn len(&self) -> usize {
        self.records.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> Timestamp {
        "2022-05-25T09:00:00Z".parse().unwrap()
    }

    fn shard_with(sequences: &[&str]) -> (Shard, Activity) {
        let activity = Activity::default();
        let mut shard = Shard::new("publish-events", activity.clone());
        for sequence in sequences {
            let sequence = (*sequence).to_owned();
            shard.push(Record {
                sequence,
                written_at: now(),
                json: Value::Null,
            });
        }
        (shard, activity)
    }

    fn sequences(shard: &Shard) -> Vec<String> {
        shard
            .batch(10)
            .into_iter()
            .map(|record| record.sequence)
            .collect()
    }

    #[test]
    fn records_stay_in_order_until_they_are_done() {
        let (mut shard, activity) = shard_with(&["1", "2", "3"]);
        assert_eq!(sequences(&shard), ["1", "2", "3"]);
        shard.done(1);
        assert_eq!(sequences(&shard), ["2", "3"]);
        shard.done(2);
        assert!(activity.is_quiet());
    }

    #[test]
    fn records_that_keep_failing_wait_for_the_clock() {
        let (mut shard, activity) = shard_with(&["1"]);
        for tries in 1..QUICK_TRIES {
            assert_eq!(
                shard.failed(now()),
                Again::In(Duration::from_millis(20) * tries)
            );
        }
        assert_eq!(shard.failed(now()), Again::WhenTheClockMoves);
        assert!(activity.is_quiet() && sequences(&shard).is_empty());
        let later = shard.next_at().unwrap();
        shard.wake(now());
        assert!(sequences(&shard).is_empty());
        shard.wake(later);
        assert!(!activity.is_quiet());
        assert_eq!(sequences(&shard), ["1"]);
    }
}
