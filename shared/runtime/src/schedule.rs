//! A function behind a schedule.

use std::error::Error;
use std::time::Instant;

use jiff::Timestamp;
use lambda_runtime::{LambdaEvent, service_fn};
use tracing::Instrument;

use crate::http::is_cold;
use crate::telemetry::{self, chain};
use crate::time::Scheduled;

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
        logged(
            &event.context.request_id,
            "schedule",
            work(event.payload.time),
        )
        .await
    };
    lambda_runtime::run(service_fn(invocation)).await
}

/// Does `work`, and logs how it went in one line.
pub(crate) async fn logged<E>(
    request_id: &str,
    trigger: &'static str,
    work: impl Future<Output = Result<(), E>>,
) -> Result<(), lambda_runtime::Error>
where
    E: Error + Send + Sync + 'static,
{
    let started = Instant::now();
    let cold = is_cold();
    let result = work
        .instrument(tracing::info_span!("invocation", request_id))
        .await;
    let ms = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX);
    match &result {
        Ok(()) => tracing::info!(request_id, trigger, ms, cold, "done"),
        Err(error) => {
            tracing::error!(
                request_id,
                trigger,
                ms,
                cold,
                error = chain(error),
                "failed"
            );
        }
    }
    result.map_err(Into::into)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_failure_is_given_to_the_platform() {
        let failing = async { Err(std::io::Error::other("no table")) };
        let error = logged("req-1", "schedule", failing).await.unwrap_err();
        assert_eq!(error.to_string(), "no table");
        let working = async { Ok::<(), std::io::Error>(()) };
        assert!(logged("req-1", "schedule", working).await.is_ok());
    }
}
