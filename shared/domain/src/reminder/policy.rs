//! How often and at what hour a participant is written to (requirements 3.7).

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use crate::account::{Household, Participant};
use crate::program::Program;
use crate::reminder::Reminded;
use crate::time::{after, days_after, spread};

/// Nobody is written to from the first hour up to, but not including, the second.
const QUIET_FROM: i8 = 21;
const QUIET_UNTIL: i8 = 8;

/// At most so many reminders in so many days, whatever they are about.
const LIMITS: [(usize, u32); 2] = [(1, 7), (3, 30)];

/// Who was asleep is written to within this after the night, not all at its first minute.
const AFTER_THE_NIGHT: SignedDuration = SignedDuration::from_mins(60);

/// The zone in which a participant's days and nights are counted: their own, else the program's.
pub fn zone_of(participant: &Participant, program: &Program, now: Timestamp) -> TimeZone {
    let own = participant.time_zone.as_deref();
    own.and_then(|name| TimeZone::get(name).ok())
        .or_else(|| program.terms_at(now).map(|terms| terms.rules.zone()))
        .unwrap_or(TimeZone::UTC)
}

/// Whether it is night for the participant.
pub fn is_quiet(zone: &TimeZone, at: Timestamp) -> bool {
    let hour = at.to_zoned(zone.clone()).hour();
    !(QUIET_UNTIL..QUIET_FROM).contains(&hour)
}

/// The first instant from `now` on at which the participant may be reminded again.
pub(crate) fn earliest(
    reminded: Option<&Reminded>,
    zone: &TimeZone,
    (name, now): (&str, Timestamp),
) -> Timestamp {
    let past = reminded.map_or(&[][..], |reminded| &reminded.at);
    let free = LIMITS.iter().filter_map(|(count, days)| {
        let oldest_that_counts = past.get(count.saturating_sub(1))?;
        Some(days_after(*oldest_that_counts, *days))
    });
    awake(free.fold(now, Timestamp::max), zone, name)
}

/// The record with one reminder more; older ones than the policy asks for are dropped.
pub(crate) fn counted(home: &Household, participant: &Participant, now: Timestamp) -> Reminded {
    let before = home.reminded(&participant.id);
    let past = before.map_or(&[][..], |reminded| &reminded.at);
    let most = LIMITS.iter().map(|(count, _)| *count).max().unwrap_or(1);
    let all = std::iter::once(now).chain(past.iter().copied());
    Reminded {
        account_id: participant.account_id.clone(),
        participant_id: participant.id.clone(),
        at: all.take(most).collect(),
        version: before.map_or(1, |before| before.version.saturating_add(1)),
    }
}

/// `at`, or where that is at night, some time in the hour after it.
fn awake(at: Timestamp, zone: &TimeZone, name: &str) -> Timestamp {
    if !is_quiet(zone, at) {
        return at;
    }
    let local = at.to_zoned(zone.clone());
    let evening = local.hour() >= QUIET_FROM;
    let date = local.date();
    let date = if evening {
        date.tomorrow().unwrap_or(date)
    } else {
        date
    };
    let morning = date.at(QUIET_UNTIL, 0, 0, 0);
    let morning = zone.to_ambiguous_timestamp(morning).compatible();
    morning.map_or(at, |morning| after(morning, spread(name, AFTER_THE_NIGHT)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::at;

    fn zone(name: &str) -> TimeZone {
        TimeZone::get(name).unwrap()
    }

    fn reminded(times: &[&str]) -> Reminded {
        Reminded {
            account_id: "acme".parse().unwrap(),
            participant_id: "ana".parse().unwrap(),
            at: times.iter().map(|time| at(time)).collect(),
            version: 1,
        }
    }

    #[track_caller]
    fn then_earliest(past: &[&str], now: &str, expected: &str) {
        let past = reminded(past);
        let found = earliest(Some(&past), &TimeZone::UTC, ("x", at(now)));
        assert_eq!(found, at(expected));
    }

    #[test]
    fn by_day_one_is_written_to_at_once() {
        then_earliest(&[], "2022-06-01T08:00", "2022-06-01T08:00");
        then_earliest(
            &[],
            "2022-06-01T20:59:59.999999999Z",
            "2022-06-01T20:59:59.999999999Z",
        );
    }

    #[test]
    fn at_night_one_is_written_to_within_the_hour_after_it() {
        for (name, now, morning) in [
            ("UTC", "2022-06-01T21:00", "2022-06-02T08:00"),
            ("UTC", "2022-06-02T07:59", "2022-06-02T08:00"),
            // Half past ten in the evening in Kolkata.
            ("Asia/Kolkata", "2022-06-01T17:00", "2022-06-02T02:30"),
            // Three in the morning in New York, in summer.
            ("America/New_York", "2022-06-01T07:00", "2022-06-01T12:00"),
        ] {
            let found = earliest(None, &zone(name), ("x", at(now)));
            let wait = found.duration_since(at(morning));
            assert!(!wait.is_negative() && wait < AFTER_THE_NIGHT, "{found}");
        }
    }

    #[test]
    fn those_who_wake_together_are_written_to_one_after_another() {
        let times: std::collections::BTreeSet<Timestamp> = (0..50)
            .map(|n| {
                let name = format!("participant-{n}");
                earliest(None, &TimeZone::UTC, (&name, at("2022-06-01T22:00")))
            })
            .collect();
        assert!(times.len() > 25, "{times:?}");
    }

    #[test]
    fn one_reminder_in_seven_days() {
        let past = ["2022-06-01T10:00"];
        then_earliest(&past, "2022-06-02T10:00", "2022-06-08T10:00");
        then_earliest(&past, "2022-06-08T10:00", "2022-06-08T10:00");
    }

    #[test]
    fn three_reminders_in_thirty_days() {
        let past = ["2022-06-17T10:00", "2022-06-09T10:00", "2022-06-01T10:00"];
        then_earliest(&past, "2022-06-25T10:00", "2022-07-01T10:00");
        then_earliest(&past, "2022-07-01T10:00", "2022-07-01T10:00");
    }

    #[test]
    fn no_more_is_remembered_than_the_policy_asks_for() {
        let mut home = Household::default();
        let ana = crate::testing::member("ana", "acme");
        for day in 1..=9 {
            let now = at(&format!("2022-06-0{day}"));
            let counted = counted(&home, &ana, now);
            assert_eq!(counted.at.first(), Some(&now));
            assert!(counted.at.len() <= 3);
            home.reminded = vec![counted];
        }
        assert_eq!(home.reminded[0].version, 9);
    }

    #[test]
    fn a_participant_without_a_zone_sleeps_in_the_programs() {
        let program = crate::testing::program(crate::preset::CONTACTUALLY);
        let mut ana = crate::testing::member("ana", "acme");
        let now = at("2022-06-01T07:00");
        assert!(is_quiet(&zone_of(&ana, &program, now), now));
        ana.time_zone = Some("Asia/Kolkata".to_owned());
        assert!(!is_quiet(&zone_of(&ana, &program, now), now));
    }
}
