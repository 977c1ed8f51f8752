//! When schedules are due.

use super::*;

fn instant(text: &str) -> Timestamp {
    text.parse().unwrap()
}

#[track_caller]
fn next(expression: &str, zone: Option<&str>, after: &str) -> String {
    let expression = Expression::parse(expression, zone).unwrap();
    let origin = instant("2022-05-25T09:00:00Z");
    expression
        .next_after(origin, instant(after))
        .map_or("never".to_owned(), |at| at.to_string())
}

#[test]
fn expressions_name_their_next_time() {
    let cases = [
        (
            "rate(5 minutes)",
            None,
            "2022-05-25T09:00:00Z",
            "2022-05-25T09:05:00Z",
        ),
        (
            "rate(5 minutes)",
            None,
            "2022-05-25T09:07:10Z",
            "2022-05-25T09:10:00Z",
        ),
        (
            "rate(1 day)",
            None,
            "2022-05-25T09:00:00Z",
            "2022-05-26T09:00:00Z",
        ),
        (
            "cron(0/5 * * * ? *)",
            None,
            "2022-05-25T09:01:00Z",
            "2022-05-25T09:05:00Z",
        ),
        (
            "cron(0 3 * * ? *)",
            None,
            "2022-05-25T09:01:00Z",
            "2022-05-26T03:00:00Z",
        ),
        (
            "cron(0 8 1 * ? *)",
            None,
            "2022-05-25T09:01:00Z",
            "2022-06-01T08:00:00Z",
        ),
        (
            "cron(15 10 ? * 6L *)",
            None,
            "2022-05-25T09:00:00Z",
            "2022-05-27T10:15:00Z",
        ),
        (
            "cron(0 9 ? * 2 *)",
            None,
            "2022-05-25T09:00:00Z",
            "2022-05-30T09:00:00Z",
        ),
        (
            "cron(0 9 ? * MON-FRI *)",
            None,
            "2022-05-27T09:00:00Z",
            "2022-05-30T09:00:00Z",
        ),
        (
            "cron(0 0 1 1 ? 2024)",
            None,
            "2022-05-25T09:00:00Z",
            "2024-01-01T00:00:00Z",
        ),
        (
            "at(2022-06-01T00:00:00)",
            None,
            "2022-05-25T09:00:00Z",
            "2022-06-01T00:00:00Z",
        ),
        (
            "at(2022-05-01T00:00:00)",
            None,
            "2022-05-25T09:00:00Z",
            "never",
        ),
    ];
    for (expression, zone, after, expected) in cases {
        assert_eq!(
            next(expression, zone, after),
            expected,
            "{expression} after {after}"
        );
    }
}

#[test]
fn a_cron_runs_in_its_zone() {
    let at = next(
        "cron(0 0 * * ? *)",
        Some("America/New_York"),
        "2022-05-25T09:00:00Z",
    );
    assert_eq!(at, "2022-05-26T04:00:00Z");
}

#[test]
fn what_the_platform_refuses_is_refused() {
    for text in [
        "rate(1 hours)",
        "rate(5 minute)",
        "rate(0 minutes)",
        "rate(5 weeks)",
        "cron(0 3 * * *)",
        "cron(0 3 * * * *)",
        "every day",
        "at(tomorrow)",
    ] {
        assert!(Expression::parse(text, None).is_err(), "{text}");
    }
    assert!(Expression::parse("rate(1 hour)", Some("Mars/Olympus")).is_err());
}

#[test]
fn the_last_time_of_a_span_is_found() {
    let origin = instant("2022-05-25T09:00:00Z");
    let until = instant("2022-05-27T09:02:00Z");
    let last = |text: &str, after: &str| {
        Expression::parse(text, None)
            .unwrap()
            .last_within(origin, instant(after), until)
    };
    assert_eq!(
        last("rate(5 minutes)", "2022-05-25T09:00:00Z"),
        Some(instant("2022-05-27T09:00:00Z"))
    );
    assert_eq!(
        last("cron(0 3 * * ? *)", "2022-05-25T09:00:00Z"),
        Some(instant("2022-05-27T03:00:00Z"))
    );
    assert_eq!(last("rate(5 minutes)", "2022-05-27T09:00:00Z"), None);
}
