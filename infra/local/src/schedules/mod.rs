//! The template's schedules, and which of them is due.

mod expression;

use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::{SignedDuration, Timestamp};
use serde_json::json;

pub(crate) use expression::Expression;

use crate::clock::whole_second;
use crate::template::{ACCOUNT, REGION, ScheduleSpec, arn};

/// Every schedule of the template with its next time.
pub(crate) struct Schedules {
    origin: Timestamp,
    entries: Mutex<Vec<Entry>>,
}

struct Entry {
    spec: ScheduleSpec,
    last: Timestamp,
    next: Option<Timestamp>,
}

/// One run of a schedule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Run {
    pub(crate) function_arn: String,
    pub(crate) payload: String,
}

impl Schedules {
    /// The schedules `specs`, which start counting at `origin`.
    pub(crate) fn new(specs: Vec<ScheduleSpec>, origin: Timestamp) -> Self {
        let entry = |spec: ScheduleSpec| {
            let next = spec.expression.next_after(origin, origin);
            Entry {
                spec,
                last: origin,
                next,
            }
        };
        Self {
            origin,
            entries: Mutex::new(specs.into_iter().map(entry).collect()),
        }
    }

    /// When the next schedule is due.
    pub(crate) fn next_at(&self) -> Option<Timestamp> {
        self.lock().iter().filter_map(|entry| entry.next).min()
    }

    /// Takes the runs that are due at `now`; the next of each is at least `spacing` later.
    pub(crate) fn take_due(&self, now: Timestamp, spacing: SignedDuration) -> Vec<Run> {
        let mut runs = Vec::new();
        for entry in self.lock().iter_mut() {
            let Some(due) = entry.next.filter(|due| *due <= now) else {
                continue;
            };
            runs.push(entry.run(due));
            let earliest = due.saturating_add(spacing).unwrap_or(Timestamp::MAX);
            let just_before = earliest.saturating_sub(SignedDuration::from_nanos(1));
            entry.next = entry
                .spec
                .expression
                .next_after(self.origin, now.max(just_before.unwrap_or(now)));
        }
        runs
    }

    /// Takes the latest run of each schedule until `now` that a jump has skipped.
    pub(crate) fn take_skipped(&self, now: Timestamp) -> Vec<Run> {
        let mut runs = Vec::new();
        for entry in self.lock().iter_mut() {
            if let Some(due) = entry
                .spec
                .expression
                .last_within(self.origin, entry.last, now)
            {
                runs.push(entry.run(due));
            }
            entry.next = entry.spec.expression.next_after(self.origin, now);
        }
        runs
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Entry>> {
        self.entries.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Entry {
    fn run(&mut self, due: Timestamp) -> Run {
        self.last = due;
        Run {
            function_arn: self.spec.function_arn.clone(),
            payload: payload(&self.spec, due),
        }
    }
}

fn payload(spec: &ScheduleSpec, due: Timestamp) -> String {
    let due = whole_second(due).to_string();
    let schedule_arn = arn("scheduler", &format!("schedule/default/{}", spec.name));
    let execution_id = format!("{}-{due}", spec.name);
    match &spec.input {
        Some(input) => input
            .replace("<aws.scheduler.scheduled-time>", &due)
            .replace("<aws.scheduler.schedule-arn>", &schedule_arn)
            .replace("<aws.scheduler.execution-id>", &execution_id)
            .replace("<aws.scheduler.attempt-number>", "1"),
        None => json!({
            "version": "0",
            "id": execution_id,
            "detail-type": "Scheduled Event",
            "source": "aws.scheduler",
            "account": ACCOUNT,
            "time": due,
            "region": REGION,
            "resources": [schedule_arn],
            "detail": "{}",
        })
        .to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn instant(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn every_five_minutes() -> Schedules {
        let spec = ScheduleSpec {
            name: "sweep".to_owned(),
            function_arn: "arn:f".to_owned(),
            expression: Expression::parse("rate(5 minutes)", None).unwrap(),
            input: Some(r#"{"time":"<aws.scheduler.scheduled-time>"}"#.to_owned()),
        };
        Schedules::new(vec![spec], instant("2022-05-25T09:00:00Z"))
    }

    fn times(runs: Vec<Run>) -> Vec<String> {
        runs.into_iter().map(|run| run.payload).collect()
    }

    #[test]
    fn a_run_carries_its_scheduled_time() {
        let schedules = every_five_minutes();
        assert_eq!(schedules.next_at(), Some(instant("2022-05-25T09:05:00Z")));
        let runs = schedules.take_due(instant("2022-05-25T09:05:03Z"), SignedDuration::ZERO);
        assert_eq!(times(runs), [r#"{"time":"2022-05-25T09:05:00Z"}"#]);
        assert_eq!(schedules.next_at(), Some(instant("2022-05-25T09:10:00Z")));
    }

    #[test]
    fn a_jump_spaces_the_runs() {
        let schedules = every_five_minutes();
        schedules.take_due(
            instant("2022-05-25T09:05:00Z"),
            SignedDuration::from_hours(1),
        );
        assert_eq!(schedules.next_at(), Some(instant("2022-05-25T10:05:00Z")));
    }

    #[test]
    fn a_jump_ends_with_the_latest_run_it_skipped() {
        let schedules = every_five_minutes();
        schedules.take_due(
            instant("2022-05-25T09:05:00Z"),
            SignedDuration::from_hours(1),
        );
        let end = instant("2022-05-25T09:52:00Z");
        assert_eq!(
            times(schedules.take_skipped(end)),
            [r#"{"time":"2022-05-25T09:50:00Z"}"#]
        );
        assert_eq!(schedules.next_at(), Some(instant("2022-05-25T09:55:00Z")));
        assert!(schedules.take_skipped(end).is_empty());
    }
}
