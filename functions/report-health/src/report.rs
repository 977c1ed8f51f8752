//! What is told, and when the stack counts as well.

use domain::api_key::Stage;
use domain::dead_letter::DeadLetter;
use jiff::{SignedDuration, Timestamp};
use serde::Serialize;
use store::{Health, ListPage};

/// The sweep comes every minute, the search every five: three missed runs are too many.
const SWEPT_WITHIN: SignedDuration = SignedDuration::from_mins(3);
const SEARCHED_WITHIN: SignedDuration = SignedDuration::from_mins(15);

/// An announcement that waits for longer is late.
const OUTBOX_AGE_AT_MOST_SECONDS: u64 = 300;

/// What was read.
pub(crate) struct Seen {
    pub(crate) health: Health,
    pub(crate) letters: ListPage<DeadLetter>,
}

/// The answer.
#[derive(Debug, Serialize)]
#[cfg_attr(
    feature = "describe",
    derive(schemars::JsonSchema),
    schemars(rename = "Health")
)]
pub(crate) struct Report {
    status: Status,
    version: &'static str,
    stage: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    details: Option<Details>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(
    feature = "describe",
    derive(schemars::JsonSchema),
    schemars(rename = "HealthStatus")
)]
#[serde(rename_all = "snake_case")]
enum Status {
    /// Everything happens by itself.
    Ok,
    /// Something is late or was given up: `details` and the dead letters say what.
    Degraded,
}

#[derive(Debug, Serialize)]
#[cfg_attr(
    feature = "describe",
    derive(schemars::JsonSchema),
    schemars(rename = "HealthDetails")
)]
struct Details {
    /// How long the oldest announcement had waited when the outbox was swept last.
    outbox_age_seconds: Option<u64>,
    swept_at: Option<Timestamp>,
    dead_letters: DeadLetters,
    /// When Stripe made the event that was settled last, to about five minutes.
    last_stripe_event_at: Option<Timestamp>,
    /// Credits that the last search found: Stripe was called more than an hour ago, and nobody
    /// knows how it ended. Each is looked at again after an hour at first, later after a day.
    stuck_postings: Option<u32>,
    /// What the last search for stuck things announced again.
    announced_again: Option<u32>,
    searched_at: Option<Timestamp>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(
    feature = "describe",
    derive(schemars::JsonSchema),
    schemars(rename = "HealthDeadLetters")
)]
struct DeadLetters {
    /// Those that somebody has to look at.
    open: usize,
    /// Whether there are more than were counted.
    at_least: bool,
    /// When the first of them was given up.
    oldest_at: Option<Timestamp>,
}

impl Report {
    pub(crate) fn of(seen: &Seen, stage: Stage, now: Timestamp) -> Self {
        let Health {
            swept,
            searched,
            heard,
        } = &seen.health;
        let letters = &seen.letters.data;
        Self {
            status: status(seen, now),
            version: env!("CARGO_PKG_VERSION"),
            stage: if stage.livemode() { "live" } else { "test" },
            details: Some(Details {
                outbox_age_seconds: swept.as_ref().map(|swept| swept.outbox_age_seconds),
                swept_at: swept.as_ref().map(|swept| swept.at),
                dead_letters: DeadLetters {
                    open: letters.len(),
                    at_least: seen.letters.next.is_some(),
                    oldest_at: letters.iter().map(|letter| letter.first_buried_at).min(),
                },
                last_stripe_event_at: heard.as_ref().map(|heard| heard.at),
                stuck_postings: searched.as_ref().map(|searched| searched.postings),
                announced_again: searched.as_ref().map(|searched| searched.announced_again),
                searched_at: searched.as_ref().map(|searched| searched.at),
            }),
        }
    }

    /// What everybody may know.
    pub(crate) fn in_public(self) -> Self {
        Self {
            details: None,
            ..self
        }
    }
}

fn status(seen: &Seen, now: Timestamp) -> Status {
    let Health {
        swept, searched, ..
    } = &seen.health;
    let since = |at: Timestamp| now.duration_since(at);
    // A new stack has not been looked at yet: that is no fault of its.
    let sweeps = swept.as_ref().is_none_or(|swept| {
        since(swept.at) <= SWEPT_WITHIN && swept.outbox_age_seconds <= OUTBOX_AGE_AT_MOST_SECONDS
    });
    let searches = searched
        .as_ref()
        .is_none_or(|searched| since(searched.at) <= SEARCHED_WITHIN && searched.postings == 0);
    if sweeps && searches && seen.letters.data.is_empty() {
        Status::Ok
    } else {
        Status::Degraded
    }
}

#[cfg(test)]
mod tests {
    #![expect(
        clippy::arithmetic_side_effects,
        reason = "small numbers, and an overflow fails the test"
    )]

    use store::{Searched, Swept};

    use super::*;

    fn now() -> Timestamp {
        "2022-05-25T10:00:00Z".parse().unwrap()
    }

    fn seen(swept_ago: i64, age: u64, searched_ago: i64, postings: u32) -> Seen {
        let ago = |minutes| now() - SignedDuration::from_mins(minutes);
        Seen {
            health: Health {
                swept: Some(Swept {
                    at: ago(swept_ago),
                    outbox_age_seconds: age,
                }),
                searched: Some(Searched {
                    at: ago(searched_ago),
                    postings,
                    announced_again: 0,
                }),
                heard: None,
            },
            letters: ListPage {
                data: Vec::new(),
                next: None,
            },
        }
    }

    #[test]
    fn a_stack_is_well_while_it_is_looked_after_and_nothing_is_late() {
        for (seen, expected) in [
            (seen(1, 0, 5, 0), Status::Ok),
            (seen(4, 0, 5, 0), Status::Degraded),
            (seen(1, 301, 5, 0), Status::Degraded),
            (seen(1, 0, 16, 0), Status::Degraded),
            (seen(1, 0, 5, 1), Status::Degraded),
        ] {
            assert_eq!(status(&seen, now()), expected, "{:?}", seen.health);
        }
    }

    #[test]
    fn a_new_stack_is_well() {
        let letters = ListPage {
            data: Vec::new(),
            next: None,
        };
        let health = Health::default();
        assert_eq!(status(&Seen { health, letters }, now()), Status::Ok);
    }

    #[test]
    fn strangers_learn_no_details() {
        let report = Report::of(&seen(1, 0, 5, 0), Stage::Test, now());
        assert!(report.details.is_some());
        assert!(report.in_public().details.is_none());
    }
}
