//! Event source mappings: the queue or the table stream that calls a function.

use anyhow::{Context, Result, bail};
use jiff::SignedDuration;
use serde_json::{Map, Value};

use super::fields::Fields;
use super::function::executable_name;
use super::scope::Scope;

/// Keys that say how fast or how long, which is decided locally.
const PACE: &[&str] = &[
    "BisectBatchOnFunctionError",
    "MaximumBatchingWindowInSeconds",
    "MetricsConfig",
    "ParallelizationFactor",
    "ScalingConfig",
    "StartingPosition",
    "Tags",
];

/// A queue whose messages call a function.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct QueueMapping {
    pub(crate) function: String,
    pub(crate) queue_arn: String,
    pub(crate) batch_size: usize,
    pub(crate) reports_failures: bool,
}

/// A table stream whose records call a function.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct StreamMapping {
    pub(crate) function: String,
    pub(crate) stream_arn: String,
    pub(crate) batch_size: usize,
    pub(crate) reports_failures: bool,
    /// A record that matches none of these is skipped; empty lets every record pass.
    pub(crate) filters: Vec<String>,
    /// How often a batch is tried again; `None` for as long as it takes.
    pub(crate) retries: Option<u32>,
    /// How old a record may be; `None` for as old as the stream keeps it.
    pub(crate) max_age: Option<SignedDuration>,
    /// The queue that hears of a batch that was given up.
    pub(crate) on_failure_arn: Option<String>,
}

/// A mapping that stands in the template as a resource of its own.
pub(super) enum Mapping {
    Queue(QueueMapping),
    Stream(StreamMapping),
}

/// The mapping `logical`.
pub(super) fn read(scope: &Scope, logical: &str, resource: &Map<String, Value>) -> Result<Mapping> {
    let fields = Fields::of_resource(scope, logical, resource);
    let function = resource
        .get("Properties")
        .and_then(|properties| properties.get("FunctionName"))
        .and_then(|name| name.get("Ref").or_else(|| name.pointer("/Fn::GetAtt/0")))
        .and_then(Value::as_str)
        .with_context(|| format!("resource {logical}: FunctionName: write !Ref SomeFunction"))?;
    let function = executable_name(function)?;
    let source = fields.needed_text("EventSourceArn")?;
    if source.starts_with("arn:aws:dynamodb:") {
        return stream(&fields, "EventSourceArn", &function).map(Mapping::Stream);
    }
    queue(&fields, "EventSourceArn", &function).map(Mapping::Queue)
}

/// The mapping of the queue whose ARN stands at `source`.
pub(super) fn queue(fields: &Fields<'_>, source: &str, function: &str) -> Result<QueueMapping> {
    fields.only(
        &[
            source,
            "BatchSize",
            "Enabled",
            "FunctionName",
            "FunctionResponseTypes",
        ],
        PACE,
    )?;
    enabled(fields, "Enabled")?;
    Ok(QueueMapping {
        function: function.to_owned(),
        queue_arn: fields.needed_text(source)?,
        batch_size: fields.number("BatchSize")?.unwrap_or(10),
        reports_failures: reports_failures(fields)?,
    })
}

/// The mapping of the stream whose ARN stands at `source`.
pub(super) fn stream(fields: &Fields<'_>, source: &str, function: &str) -> Result<StreamMapping> {
    fields.only(
        &[
            source,
            "BatchSize",
            "DestinationConfig",
            "Enabled",
            "FilterCriteria",
            "FunctionName",
            "FunctionResponseTypes",
            "MaximumRecordAgeInSeconds",
            "MaximumRetryAttempts",
        ],
        PACE,
    )?;
    enabled(fields, "Enabled")?;
    let max_age: Option<i64> = fields.number("MaximumRecordAgeInSeconds")?;
    let attempts: Option<i64> = fields.number("MaximumRetryAttempts")?;
    let destination = match fields.fields("DestinationConfig")? {
        Some(config) => config.fields("OnFailure")?,
        None => None,
    };
    Ok(StreamMapping {
        function: function.to_owned(),
        stream_arn: fields.needed_text(source)?,
        batch_size: fields.number("BatchSize")?.unwrap_or(100),
        reports_failures: reports_failures(fields)?,
        filters: filters(fields)?,
        retries: attempts.and_then(|attempts| u32::try_from(attempts).ok()),
        max_age: max_age
            .filter(|seconds| *seconds >= 0)
            .map(SignedDuration::from_secs),
        on_failure_arn: match destination {
            Some(on_failure) => on_failure.text("Destination")?,
            None => None,
        },
    })
}

fn filters(fields: &Fields<'_>) -> Result<Vec<String>> {
    let Some(criteria) = fields.fields("FilterCriteria")? else {
        return Ok(Vec::new());
    };
    criteria.only(&["Filters"], &[])?;
    criteria
        .list("Filters")?
        .iter()
        .map(|filter| filter.needed_text("Pattern"))
        .collect()
}

/// Fails on an event that is switched off.
pub(super) fn enabled(fields: &Fields<'_>, key: &str) -> Result<()> {
    if fields.flag(key, true)? {
        return Ok(());
    }
    bail!(
        "{}: {key}: the local stack runs enabled events only",
        fields.place()
    )
}

fn reports_failures(fields: &Fields<'_>) -> Result<bool> {
    match fields.value("FunctionResponseTypes")? {
        None => Ok(false),
        Some(Value::Array(types)) if types == ["ReportBatchItemFailures"] => Ok(true),
        Some(other) => bail!("{}: FunctionResponseTypes is {other}", fields.place()),
    }
}
