//! Logs: one JSON object a line, to standard output.
//!
//! Whoever logs names ids only, never an address, a name, a token or a body.

use std::error::Error;
use std::sync::LazyLock;
use std::time::Instant;

use tracing::level_filters::LevelFilter;
use tracing::{Level, Metadata};
use tracing_subscriber::Layer;
use tracing_subscriber::filter::filter_fn;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

use crate::config;

/// Crates of others that print whole requests at their more talkative levels.
const TALKATIVE: [&str; 8] = [
    "aws_", "h2", "hyper", "lambda_", "mio", "rustls", "tokio", "tower",
];

/// Repeats every error that a function gives to the platform, with all that `Debug` shows of it.
const REPEATER: &str = "lambda_runtime::layers::panic";

/// Logs from now on at `LOG_LEVEL`, or at `info`. A second call changes nothing.
pub fn init() {
    let level = config::optional("LOG_LEVEL")
        .and_then(|level| level.parse().ok())
        .unwrap_or(LevelFilter::INFO);
    let lines = tracing_subscriber::fmt::layer()
        .json()
        .flatten_event(true)
        .with_current_span(true)
        .with_span_list(false)
        .with_target(false)
        .without_time()
        .with_filter(filter_fn(may_be_logged).with_max_level_hint(level));
    // An error means that somebody, a test for example, has set up logging already.
    let _ = tracing_subscriber::registry().with(lines).try_init();
}

/// The function whose process this is, as the platform names it.
pub(crate) fn function() -> &'static str {
    static NAME: LazyLock<String> =
        LazyLock::new(|| config::optional("AWS_LAMBDA_FUNCTION_NAME").unwrap_or_default());
    &NAME
}

/// How long it has taken since `started`, in milliseconds.
pub(crate) fn ms_since(started: Instant) -> u64 {
    u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX)
}

/// An error with everything that caused it, on one line.
pub fn chain(error: &dyn Error) -> String {
    let causes = std::iter::successors(error.source(), |&cause| cause.source());
    causes.fold(error.to_string(), |line, cause| format!("{line}: {cause}"))
}

fn may_be_logged(metadata: &Metadata<'_>) -> bool {
    let target = metadata.target();
    let is_talkative = TALKATIVE.iter().any(|prefix| target.starts_with(prefix));
    target != REPEATER && (*metadata.level() <= Level::WARN || !is_talkative)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, thiserror::Error)]
    #[error("the invite cannot be stored")]
    struct Outer(#[source] std::io::Error);

    #[test]
    fn an_error_is_told_with_its_causes() {
        let error = Outer(std::io::Error::other("the line is dead"));
        assert_eq!(
            chain(&error),
            "the invite cannot be stored: the line is dead"
        );
    }

    #[test]
    fn setting_up_twice_is_no_error() {
        init();
        init();
    }
}
