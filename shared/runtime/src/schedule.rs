//! A function behind a schedule.

use std::error::Error;
use std::time::Instant;

use jiff::Timestamp;
use lambda_runtime::{LambdaEvent, service_fn};
use tracing::Instrument;

use crate::http::is_cold;
use crate::telemetry::{self, chain, function, ms_since};
use crate::time::Scheduled;
use crate::{cause, metrics};

/// Does `work` each time the schedule comes round, with the time it was set for.
///
/// A failure is logged and given to the platform, which tries the same time again.
///
/// # Errors
/// If the Lambda Runtime API cannot be reached.
pub async fn run_schedule<E>(
    work: impl AsyncFn(Timestamp) -> Result<(), E>,
) -> Result<(), lambda_runtime::Error>
where
    E: Error + Send + Sync + 'static,
{
    telemetry::init();
    let work = &work;
    let invocation = |event: LambdaEvent<Scheduled>| async move {
        let now = event.payload.time;
        logged(&event.context.request_id, ("schedule", now), work(now)).await
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
