//! Amounts that change by date: half-open periods in the program's time zone (requirements 3.2).

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use crate::money::{Currency, Money};
use crate::reward::Side;

/// What one side earns, per currency. Empty means this side earns nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Amounts(BTreeMap<Currency, Money>);

impl Amounts {
    /// # Errors
    /// The currency that was given twice.
    pub fn from_list(list: Vec<Money>) -> Result<Self, Currency> {
        let mut amounts = BTreeMap::new();
        for money in list {
            if amounts.insert(money.currency(), money).is_some() {
                return Err(money.currency());
            }
        }
        Ok(Self(amounts))
    }

    /// The amount in this currency, if there is one above zero. Never converted.
    pub fn in_currency(&self, currency: Currency) -> Option<Money> {
        self.0
            .get(&currency)
            .copied()
            .filter(|money| !money.is_zero())
    }

    /// The amount in this currency, also where it is zero: for limits, which are not promises.
    pub fn limit_in(&self, currency: Currency) -> Option<Money> {
        self.0.get(&currency).copied()
    }

    /// Whether no currency is named.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether this side earns nothing in any currency.
    pub fn is_nothing(&self) -> bool {
        self.0.values().all(|money| money.is_zero())
    }

    /// Every amount, in the order of the currencies' codes.
    pub fn all(&self) -> impl Iterator<Item = Money> {
        self.0.values().copied()
    }
}

/// What both sides earn.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Offer {
    pub referrer: Amounts,
    pub friend: Amounts,
}

impl Offer {
    pub fn side(&self, side: Side) -> &Amounts {
        match side {
            Side::Referrer => &self.referrer,
            Side::Friend => &self.friend,
        }
    }
}

/// One half-open period: from `from` up to, but not including, the next period's `from`.
///
/// Local times of the program's zone: `2022-06-01T00:00:00` ends "31 May" where the program lives
/// (C4, C30).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Period {
    pub from: Option<DateTime>,
    pub until: Option<DateTime>,
    pub offer: Offer,
}

/// Periods without gaps, the first open to the past and the last to the future.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Schedule(Vec<Period>);

/// Why periods are not a schedule. Positions count from 1, as a reader of the file does.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InvalidSchedule {
    #[error("a program needs at least one [[schedule]] with its amounts")]
    Empty,
    #[error("period {0} ends before it begins")]
    Backwards(usize),
    #[error("period {next} must begin where period {before} ends, without a gap or overlap")]
    Gap { before: usize, next: usize },
    #[error("only the last period may leave `until` out")]
    EarlyEnd,
    #[error("only the first period may leave `from` out")]
    LateStart,
    #[error("the first period must leave `from` out: the schedule covers all time")]
    StartsLate,
    #[error("the last period must leave `until` out: to end a program set its status to \"ended\"")]
    EndsEarly,
}

impl Schedule {
    /// # Errors
    /// The first rule that the periods break.
    pub fn from_periods(periods: Vec<Period>) -> Result<Self, InvalidSchedule> {
        let (Some(first), Some(last)) = (periods.first(), periods.last()) else {
            return Err(InvalidSchedule::Empty);
        };
        if first.from.is_some() {
            return Err(InvalidSchedule::StartsLate);
        }
        if last.until.is_some() {
            return Err(InvalidSchedule::EndsEarly);
        }
        for (index, period) in periods.iter().enumerate() {
            if let (Some(from), Some(until)) = (period.from, period.until)
                && until <= from
            {
                return Err(InvalidSchedule::Backwards(index.saturating_add(1)));
            }
        }
        for (index, pair) in periods.windows(2).enumerate() {
            let [before, next] = pair else { continue };
            let until = before.until.ok_or(InvalidSchedule::EarlyEnd)?;
            let from = next.from.ok_or(InvalidSchedule::LateStart)?;
            if until != from {
                let before = index.saturating_add(1);
                return Err(InvalidSchedule::Gap {
                    before,
                    next: before.saturating_add(1),
                });
            }
        }
        Ok(Self(periods))
    }

    pub fn periods(&self) -> &[Period] {
        &self.0
    }

    /// What is promised at `at`, with the periods' bounds read in `zone`.
    pub fn offer_at(&self, at: Timestamp, zone: &TimeZone) -> Offer {
        self.period_at(at, zone)
            .map(|period| period.offer.clone())
            .unwrap_or_default()
    }

    /// The instant after which the offer at `at` no longer holds, if it changes at all.
    pub fn changes_after(&self, at: Timestamp, zone: &TimeZone) -> Option<Timestamp> {
        self.period_at(at, zone)?
            .until
            .and_then(|until| instant(until, zone))
    }

    fn period_at(&self, at: Timestamp, zone: &TimeZone) -> Option<&Period> {
        self.0.iter().find(|period| {
            period
                .until
                .and_then(|until| instant(until, zone))
                .is_none_or(|until| at < until)
        })
    }
}

/// A local time that a clock change skips counts as the instant after the gap; one that comes
/// twice counts as its first.
fn instant(local: DateTime, zone: &TimeZone) -> Option<Timestamp> {
    zone.to_ambiguous_timestamp(local).compatible().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offer(text: &str) -> Offer {
        Offer {
            referrer: Amounts::from_list(vec![text.parse().unwrap()]).unwrap(),
            friend: Amounts::default(),
        }
    }

    fn period(from: Option<&str>, until: Option<&str>, amount: &str) -> Period {
        let time = |text: &str| text.parse().unwrap();
        Period {
            from: from.map(time),
            until: until.map(time),
            offer: offer(amount),
        }
    }

    fn fifty_until_june() -> Schedule {
        Schedule::from_periods(vec![
            period(None, Some("2022-06-01T00:00:00"), "50 USD"),
            period(Some("2022-06-01T00:00:00"), None, "25 USD"),
        ])
        .unwrap()
    }

    fn zone(name: &str) -> TimeZone {
        TimeZone::get(name).unwrap()
    }

    #[track_caller]
    fn then_offered(zone_name: &str, at: &str, amount: &str) {
        let at = at.parse().unwrap();
        assert_eq!(
            fifty_until_june().offer_at(at, &zone(zone_name)),
            offer(amount),
            "{at}"
        );
    }

    #[test]
    fn c4_fifty_becomes_twenty_five_at_the_end_of_31_may_in_the_programs_zone() {
        // Kolkata is 5:30 ahead of UTC.
        then_offered("Asia/Kolkata", "2022-05-31T18:29:59.999999999Z", "50 USD");
        then_offered("Asia/Kolkata", "2022-05-31T18:30:00Z", "25 USD");
        then_offered("America/New_York", "2022-06-01T03:59:59Z", "50 USD");
        then_offered("America/New_York", "2022-06-01T04:00:00Z", "25 USD");
    }

    #[test]
    fn a_schedule_covers_all_time_without_gaps() {
        let june = Some("2022-06-01T00:00:00");
        for (periods, error) in [
            (vec![], InvalidSchedule::Empty),
            (
                vec![period(june, None, "1 USD")],
                InvalidSchedule::StartsLate,
            ),
            (
                vec![period(None, june, "1 USD")],
                InvalidSchedule::EndsEarly,
            ),
            (
                vec![
                    period(None, june, "1 USD"),
                    period(Some("2022-06-02T00:00:00"), None, "1 USD"),
                ],
                InvalidSchedule::Gap { before: 1, next: 2 },
            ),
            (
                vec![period(None, None, "1 USD"), period(june, None, "1 USD")],
                InvalidSchedule::EarlyEnd,
            ),
        ] {
            assert_eq!(Schedule::from_periods(periods), Err(error));
        }
    }

    #[test]
    fn amounts_are_never_converted() {
        let amounts = offer("50 USD").referrer;
        assert_eq!(amounts.in_currency("EUR".parse().unwrap()), None);
        assert_eq!(
            amounts.in_currency("USD".parse().unwrap()),
            Some("50 USD".parse().unwrap())
        );
    }
}
