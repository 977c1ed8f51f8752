//! `rate(…)`, `cron(…)` and `at(…)`: when a schedule is due.

use std::str::FromStr;

use anyhow::{Context, Result, bail};
use croner::Cron;
use croner::parser::{CronParser, Seconds, Year};
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

/// When a schedule is due, as EventBridge Scheduler writes it.
#[derive(Debug, Clone)]
pub(crate) enum Expression {
    Rate(SignedDuration),
    Cron { cron: Box<Cron>, zone: TimeZone },
    At(Timestamp),
}

impl Expression {
    /// Reads `text`; `zone` is the schedule's time zone, UTC when it has none.
    pub(crate) fn parse(text: &str, zone: Option<&str>) -> Result<Self> {
        let zone = TimeZone::get(zone.unwrap_or("UTC"))
            .with_context(|| format!("there is no time zone {}", zone.unwrap_or("UTC")))?;
        let (kind, inner) = text
            .strip_suffix(')')
            .and_then(|text| text.split_once('('))
            .with_context(|| format!("{text:?} is not rate(…), cron(…) or at(…)"))?;
        match kind {
            "rate" => rate(inner),
            "cron" => cron(inner, zone),
            "at" => at(inner, zone),
            _ => bail!("{text:?} is not rate(…), cron(…) or at(…)"),
        }
    }

    /// The first time later than `after`; a rate counts from `origin`.
    pub(crate) fn next_after(&self, origin: Timestamp, after: Timestamp) -> Option<Timestamp> {
        match self {
            Self::Rate(period) => {
                let passed = periods(origin, *period, after).max(0);
                nth(origin, *period, passed.checked_add(1)?)
            }
            Self::Cron { cron, zone } => {
                let next = cron
                    .find_next_occurrence(&after.to_zoned(zone.clone()), false)
                    .ok()?;
                Some(next.timestamp())
            }
            Self::At(at) => (*at > after).then_some(*at),
        }
    }

    /// The latest time that is later than `after` and not later than `until`.
    pub(crate) fn last_within(
        &self,
        origin: Timestamp,
        after: Timestamp,
        until: Timestamp,
    ) -> Option<Timestamp> {
        let last = match self {
            Self::Rate(period) => {
                let passed = periods(origin, *period, until);
                if passed > 0 {
                    nth(origin, *period, passed)?
                } else {
                    return None;
                }
            }
            Self::Cron { cron, zone } => {
                let previous = cron.find_previous_occurrence(&until.to_zoned(zone.clone()), true);
                previous.ok()?.timestamp()
            }
            Self::At(at) => *at,
        };
        (last > after && last <= until).then_some(last)
    }
}

fn periods(origin: Timestamp, period: SignedDuration, until: Timestamp) -> i64 {
    until
        .duration_since(origin)
        .as_secs()
        .checked_div(period.as_secs())
        .unwrap_or(0)
}

fn nth(origin: Timestamp, period: SignedDuration, times: i64) -> Option<Timestamp> {
    let offset = SignedDuration::from_secs(period.as_secs().checked_mul(times)?);
    origin.checked_add(offset).ok()
}

/// `5 minutes`; one is written in the singular, as the platform demands.
fn rate(inner: &str) -> Result<Expression> {
    let (count, unit) = inner
        .split_once(' ')
        .with_context(|| format!("rate({inner}) is not a count and a unit"))?;
    let count = i64::from_str(count).with_context(|| format!("rate({inner}): {count}"))?;
    let seconds = match (count, unit) {
        (1, "minute") | (2.., "minutes") => 60,
        (1, "hour") | (2.., "hours") => 3_600,
        (1, "day") | (2.., "days") => 86_400,
        _ => bail!("rate({inner}): write rate(1 hour), rate(2 hours); minutes, hours or days"),
    };
    let seconds = count
        .checked_mul(seconds)
        .with_context(|| format!("rate({inner}) is too long"))?;
    Ok(Expression::Rate(SignedDuration::from_secs(seconds)))
}

/// Six fields: minutes, hours, day of month, month, day of week (1 is Sunday), year.
fn cron(inner: &str, zone: TimeZone) -> Result<Expression> {
    let fields: Vec<&str> = inner.split_whitespace().collect();
    let [minutes, hours, day, month, weekday, year] = fields.as_slice() else {
        bail!("cron({inner}) has {} fields, not six", fields.len());
    };
    if (*day == "?") == (*weekday == "?") {
        bail!("cron({inner}): one of day of month and day of week is ?, the other is not");
    }
    let pattern = format!(
        "0 {} {} {} {} {} {}",
        stepped(minutes, "59"),
        stepped(hours, "23"),
        stepped(day, "31"),
        stepped(month, "12"),
        stepped(weekday, "7"),
        stepped(year, "2199"),
    );
    let cron = CronParser::builder()
        .seconds(Seconds::Required)
        .year(Year::Required)
        .alternative_weekdays(true)
        .build()
        .parse(&pattern)
        .with_context(|| format!("cron({inner})"))?;
    Ok(Expression::Cron {
        cron: Box::new(cron),
        zone,
    })
}

/// AWS's `0/5` starts at 0 and goes to the end; croner wants the end written down.
fn stepped(field: &str, last: &str) -> String {
    let part = |part: &str| match part.split_once('/') {
        Some((start, step)) if start.bytes().all(|byte| byte.is_ascii_digit()) => {
            format!("{start}-{last}/{step}")
        }
        _ => part.to_owned(),
    };
    field.split(',').map(part).collect::<Vec<_>>().join(",")
}

fn at(inner: &str, zone: TimeZone) -> Result<Expression> {
    let civil: DateTime = inner.parse().with_context(|| format!("at({inner})"))?;
    let at = civil
        .to_zoned(zone)
        .with_context(|| format!("at({inner})"))?;
    Ok(Expression::At(at.timestamp()))
}

#[cfg(test)]
mod tests;
