//! Billing periods on the calendar, in UTC as Stripe counts them.

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Span, Timestamp};
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Unit {
    Day,
    Week,
    Month,
    Year,
}

/// How long a price pays for: every month, every 3 months, every year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Interval {
    pub(super) unit: Unit,
    pub(super) count: i64,
}

/// Half-open: `start` belongs to it, `end` to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Period {
    pub(super) start: Timestamp,
    pub(super) end: Timestamp,
}

impl Interval {
    /// The end of the `cycle`-th period (from 1) after `anchor`. Counting from the anchor keeps
    /// a subscription of the 31st on the last day of each month.
    pub(super) fn end_of(self, anchor: Timestamp, cycle: i64) -> Timestamp {
        let units = self.count.saturating_mul(cycle);
        let span = match self.unit {
            Unit::Day => Span::new().try_days(units),
            Unit::Week => Span::new().try_weeks(units),
            Unit::Month => Span::new().try_months(units),
            Unit::Year => Span::new().try_years(units),
        };
        span.and_then(|span| anchor.to_zoned(TimeZone::UTC).checked_add(span))
            .map_or(Timestamp::MAX, |end| end.timestamp())
    }
}

impl Period {
    /// A period of no length.
    pub(super) fn at(instant: Timestamp) -> Self {
        Self {
            start: instant,
            end: instant,
        }
    }

    /// The part of `amount` that the time from `now` to the end is worth, rounded half up.
    pub(super) fn share_left_rounded(self, amount: i64, now: Timestamp) -> i64 {
        let whole = self.end.as_second().saturating_sub(self.start.as_second());
        let left = self
            .end
            .as_second()
            .saturating_sub(now.as_second())
            .clamp(0, whole);
        if whole <= 0 {
            return 0;
        }
        let doubled = i128::from(amount)
            .saturating_mul(i128::from(left))
            .saturating_mul(2);
        let rounded = doubled
            .saturating_add(i128::from(whole))
            .div_euclid(i128::from(whole).saturating_mul(2));
        i64::try_from(rounded).unwrap_or(i64::MAX)
    }
}

pub(super) fn later(instant: Timestamp, by: SignedDuration) -> Timestamp {
    instant.checked_add(by).unwrap_or(Timestamp::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(instant: &str) -> Timestamp {
        instant.parse().unwrap()
    }

    #[test]
    fn the_last_day_of_a_month_stays_the_last_day() {
        let monthly = Interval {
            unit: Unit::Month,
            count: 1,
        };
        let anchor = at("2022-01-31T09:00:00Z");
        let ends: Vec<_> = (1..=3).map(|cycle| monthly.end_of(anchor, cycle)).collect();
        assert_eq!(
            ends,
            [
                "2022-02-28T09:00:00Z",
                "2022-03-31T09:00:00Z",
                "2022-04-30T09:00:00Z"
            ]
            .map(at)
        );
    }

    #[test]
    fn a_leap_day_renews_on_the_last_of_february() {
        let yearly = Interval {
            unit: Unit::Year,
            count: 1,
        };
        assert_eq!(
            yearly.end_of(at("2024-02-29T00:00:00Z"), 1),
            at("2025-02-28T00:00:00Z")
        );
        assert_eq!(
            yearly.end_of(at("2024-02-29T00:00:00Z"), 4),
            at("2028-02-29T00:00:00Z")
        );
    }

    #[test]
    fn the_share_left_is_of_the_seconds_left() {
        let june = Period {
            start: at("2022-06-01T00:00:00Z"),
            end: at("2022-07-01T00:00:00Z"),
        };
        assert_eq!(
            june.share_left_rounded(3000, at("2022-06-16T00:00:00Z")),
            1500
        );
        assert_eq!(june.share_left_rounded(3000, june.start), 3000);
        assert_eq!(june.share_left_rounded(3000, june.end), 0);
        assert_eq!(june.share_left_rounded(1, at("2022-06-16T00:00:00Z")), 1);
    }
}
