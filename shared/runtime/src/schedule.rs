//! A function behind a schedule.

use std::error::Error;
use std::time::{Duration, Instant};

use jiff::{SignedDuration, Timestamp};
use lambda_runtime::{LambdaEvent, service_fn};
use tracing::Instrument;

use crate::config;
use crate::http::is_cold;
use crate::telemetry::{self, chain, function, ms_since};
use crate::time::{self, Scheduled};
use crate::{cause, metrics};

/// One run of a schedule.
#[derive(Debug, Clone, Copy)]
pub struct Run {
    /// When it happens: see [`time::of_schedule`].
    pub now: Timestamp,
    ends_at: Instant,
}

impl Run {
    /// Whether another piece of work may be begun: the last quarter of an invocation's time is
    /// left for what was begun before.
    pub fn has_time(&self) -> bool {
        Instant::now() < self.ends_at
    }

    fn of(now: Timestamp, timeout: SignedDuration) -> Self {
        let most = Duration::try_from(timeout).unwrap_or_default();
        let began = Instant::now();
        let reserve = most.checked_div(4).unwrap_or_default();
        let ends_at = began.checked_add(most.saturating_sub(reserve));
        Self {
            now,
            ends_at: ends_at.unwrap_or(began),
        }
    }
}

/// Does `work` each time the schedule comes round.
///
/// A failure is logged and given to the platform, which tries the same time again.
///
/// # Errors
/// If `FUNCTION_TIMEOUT_SECONDS` is missing, or the Lambda Runtime API cannot be reached.
pub async fn run_schedule<E>(
    work: impl AsyncFn(Run) -> Result<(), E>,
) -> Result<(), lambda_runtime::Error>
where
    E: Error + Send + Sync + 'static,
{
    telemetry::init();
    let timeout = config::timeout()?;
    let work = &work;
    let invocation = |event: LambdaEvent<Scheduled>| async move {
        let LambdaEvent { payload, context } = event;
        let now = time::of_schedule(payload, (context.deadline, timeout))?;
        let run = Run::of(now, timeout);
        logged(&context.request_id, ("schedule", now), work(run)).await
    };
    lambda_runtime::run(service_fn(invocation)).await
}

/// Does `work`, and logs how it went in one line.
pub(crate) async fn logged<E>(
    request_id: &str,
    (trigger, now): (&'static str, Timestamp),
    work: impl Future<Output = Result<(), E>>,
) -> Result<(), lambda_runtime::Error>
where
    E: Error + Send + Sync + 'static,
{
    let started = Instant::now();
    let cold = is_cold();
    let result = cause::scope(request_id, work)
        .instrument(tracing::info_span!("invocation", request_id))
        .await;
    let (function, ms) = (function(), ms_since(started));
    match &result {
        Ok(()) => {
            tracing::info!(
                request_id,
                function,
                trigger,
                outcome = "done",
                ms,
                cold,
                "run"
            );
        }
        Err(error) => {
            let error = chain(error);
            let outcome = "failed";
            tracing::error!(
                request_id, function, trigger, outcome, ms, cold, error, "run"
            );
        }
    }
    metrics::flush(now);
    result.map_err(Into::into)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_begins_nothing_in_the_last_quarter_of_its_time() {
        let run = |seconds| Run::of(Timestamp::UNIX_EPOCH, SignedDuration::from_secs(seconds));
        assert!(run(3_600).has_time());
        assert!(!run(0).has_time());
    }

    #[tokio::test]
    async fn a_failure_is_given_to_the_platform() {
        let failing = async { Err(std::io::Error::other("no table")) };
        let error = logged("req-1", ("schedule", Timestamp::UNIX_EPOCH), failing)
            .await
            .unwrap_err();
        assert_eq!(error.to_string(), "no table");
        let working = async { Ok::<(), std::io::Error>(()) };
        assert!(
            logged("req-1", ("schedule", Timestamp::UNIX_EPOCH), working)
                .await
                .is_ok()
        );
    }
}
