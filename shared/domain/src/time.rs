//! Instants and days: saturating steps, and the edges the rules share.

use jiff::{SignedDuration, Timestamp};

/// Clocks of host, Stripe and Goodword may differ by this much before an order of what happened
/// is believed.
pub(crate) const CLOCK_TOLERANCE: SignedDuration = SignedDuration::from_mins(5);

/// `days` times 24 hours after `at`; the end of time where that overflows.
pub fn days_after(at: Timestamp, days: u32) -> Timestamp {
    after(
        at,
        SignedDuration::from_hours(i64::from(days).saturating_mul(24)),
    )
}

/// `days` times 24 hours before `at`; the beginning of time where that overflows.
pub fn days_before(at: Timestamp, days: u32) -> Timestamp {
    let hours = i64::from(days).saturating_mul(24);
    at.checked_sub(SignedDuration::from_hours(hours))
        .unwrap_or(Timestamp::MIN)
}

/// `length` after `at`; the end of time where that overflows.
pub fn after(at: Timestamp, length: SignedDuration) -> Timestamp {
    at.checked_add(length).unwrap_or(Timestamp::MAX)
}

/// A length of time below `most` that a name always gets: so that what happens to many at once
/// is spread out, and to each the same however often it is asked.
pub(crate) fn spread(name: &str, most: SignedDuration) -> SignedDuration {
    let seconds = most.as_secs().max(1);
    let drawn = i64::from(fnv1a(name)).checked_rem(seconds).unwrap_or(0);
    SignedDuration::from_secs(drawn)
}

/// FNV-1a, which needs no table and no state.
pub fn fnv1a(name: &str) -> u32 {
    name.bytes().fold(0x811c_9dc5_u32, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    })
}

/// The host's word on when something happened, where its clock can be right: at most 7 days ago
/// and at most 5 minutes ahead (E28).
pub fn clamp_to_now(claimed: Timestamp, now: Timestamp) -> Timestamp {
    claimed.clamp(days_before(now, 7), after(now, CLOCK_TOLERANCE))
}

/// Sortable as text: RFC 3339 in UTC with exactly nine decimals.
///
/// Printing a `Timestamp` drops trailing zeros, which would sort `…00Z` after `…00.5Z`.
pub fn sortable(at: Timestamp) -> String {
    format!("{at:.9}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn a_clock_of_the_host_that_is_off_is_brought_near() {
        let now = at("2022-05-25T10:00:00Z");
        assert_eq!(
            clamp_to_now(at("2022-05-25T09:00:00Z"), now),
            at("2022-05-25T09:00:00Z")
        );
        assert_eq!(
            clamp_to_now(at("2020-01-01T00:00:00Z"), now),
            at("2022-05-18T10:00:00Z")
        );
        assert_eq!(
            clamp_to_now(at("2022-05-26T00:00:00Z"), now),
            at("2022-05-25T10:05:00Z")
        );
    }

    #[test]
    fn sortable_texts_sort_as_the_instants_do() {
        assert!(sortable(at("2022-05-25T10:00:00Z")) < sortable(at("2022-05-25T10:00:00.5Z")));
        assert_eq!(
            sortable(at("2022-05-25T10:00:00Z")),
            "2022-05-25T10:00:00.000000000Z"
        );
    }
}
