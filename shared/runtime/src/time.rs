//! When an invocation happens: told by who invoked it, never read from the machine's clock
//! (design 1).

use axum::extract::FromRequestParts;
use http::request::Parts;
use jiff::{SignedDuration, Timestamp};
use lambda_http::request::RequestContext;
use serde::Deserialize;

use crate::problem::Problem;

/// Clocks that differ by less are taken to agree.
const CLOCK_TOLERANCE: SignedDuration = SignedDuration::from_mins(5);

/// The instant at which API Gateway received the request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Now(pub Timestamp);

impl<S: Sync> FromRequestParts<S> for Now {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        of_request(parts.extensions.get()).map(Self).ok_or_else(|| {
            tracing::error!("{NoTime}");
            Problem::internal()
        })
    }
}

/// The invocation does not say when it happens.
#[derive(Debug, thiserror::Error)]
#[error("the invocation carries no time")]
pub struct NoTime;

/// `requestContext.timeEpoch`.
pub fn of_request(context: Option<&RequestContext>) -> Option<Timestamp> {
    let Some(RequestContext::ApiGatewayV2(context)) = context else {
        return None;
    };
    let milliseconds = Some(context.time_epoch).filter(|epoch| *epoch > 0)?;
    Timestamp::from_millisecond(milliseconds).ok()
}

/// The start of an invocation that must be over by `deadline_ms` and may take `timeout`: for
/// queues and streams, whose records carry only the time they were written.
///
/// # Errors
/// [`NoTime`] if that is not an instant.
pub fn of_deadline(deadline_ms: u64, timeout: SignedDuration) -> Result<Timestamp, NoTime> {
    let deadline = i64::try_from(deadline_ms)
        .ok()
        .filter(|ms| *ms > 0)
        .ok_or(NoTime)?;
    let deadline = Timestamp::from_millisecond(deadline).map_err(|_| NoTime)?;
    deadline.checked_sub(timeout).map_err(|_| NoTime)
}

/// When a schedule's run happens: the time it was set for, unless that is still to come by the
/// platform's clock.
///
/// So a clock that is ahead, the scheduler's or the platform's, lets nothing happen early; one
/// that is behind makes it late, and the next run makes up for that (F44).
///
/// # Errors
/// [`NoTime`] if the deadline is not an instant.
pub fn of_schedule(
    scheduled: Scheduled,
    (deadline_ms, timeout): (u64, SignedDuration),
) -> Result<Timestamp, NoTime> {
    let platform = of_deadline(deadline_ms, timeout)?;
    let ahead = scheduled.time.duration_since(platform);
    if ahead > CLOCK_TOLERANCE {
        tracing::warn!(%ahead, "the schedule is ahead of the platform's clock");
    }
    Ok(scheduled.time.min(platform))
}

/// What a schedule sends: the time it was set for, by `<aws.scheduler.scheduled-time>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub struct Scheduled {
    pub time: Timestamp,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(time_epoch: &str) -> lambda_http::Request {
        let event = format!(
            r#"{{"version":"2.0","routeKey":"GET /","rawPath":"/","rawQueryString":"",
                "headers":{{"host":"api.example.com"}},"isBase64Encoded":false,
                "requestContext":{{"stage":"$default","http":{{"method":"GET"}}{time_epoch}}}}}"#
        );
        lambda_http::request::from_str(&event).unwrap()
    }

    #[test]
    fn a_request_happens_when_the_gateway_received_it() {
        let request = request(r#","timeEpoch":1653472800123"#);
        let now = of_request(request.extensions().get()).unwrap();
        assert_eq!(now.to_string(), "2022-05-25T10:00:00.123Z");
    }

    #[test]
    fn a_request_that_does_not_tell_the_time_has_none() {
        assert_eq!(of_request(request("").extensions().get()), None);
        assert_eq!(of_request(None), None);
    }

    #[test]
    fn a_batch_happens_its_timeout_before_its_deadline() {
        let now = of_deadline(1_653_472_860_000, SignedDuration::from_secs(60)).unwrap();
        assert_eq!(now.to_string(), "2022-05-25T10:00:00Z");
        assert!(of_deadline(0, SignedDuration::from_secs(60)).is_err());
        assert!(of_deadline(u64::MAX, SignedDuration::from_secs(60)).is_err());
    }

    #[test]
    fn f44_a_schedule_whose_clock_jumps_ahead_lets_nothing_happen_early() {
        let timeout = SignedDuration::from_secs(60);
        let deadline = |at: Timestamp| {
            let deadline = at.checked_add(timeout).unwrap().as_millisecond();
            u64::try_from(deadline).unwrap()
        };
        let true_time: Timestamp = "2022-05-25T10:00:00Z".parse().unwrap();
        for hours in [1, 24] {
            let skew = SignedDuration::from_hours(hours);
            let (early, late) = (true_time - skew, true_time + skew);
            let happens = |scheduled, platform| {
                let time = (deadline(platform), timeout);
                of_schedule(Scheduled { time: scheduled }, time).unwrap()
            };
            assert_eq!(happens(late, true_time), true_time, "the scheduler's clock");
            assert_eq!(happens(true_time, late), true_time, "the platform's clock");
            assert_eq!(happens(early, true_time), early, "late, and made up for");
        }
    }

    #[test]
    fn a_schedule_happens_when_it_was_set_for() {
        let scheduled: Scheduled =
            serde_json::from_str(r#"{"time":"2022-05-25T10:00:00Z"}"#).unwrap();
        assert_eq!(scheduled.time.to_string(), "2022-05-25T10:00:00Z");
    }
}
