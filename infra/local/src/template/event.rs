//! The `Events` of a function: HTTP routes, queues, the table's stream, schedules, bus rules.

use anyhow::{Context, Result, bail};
use serde_json::{Map, Value};

use super::fields::Fields;
use super::function::FunctionSpec;
use super::mapping::{self, QueueMapping, StreamMapping, enabled};
use super::scope::Scope;
use crate::schedules::Expression;

/// What calls a function.
#[derive(Debug, Clone)]
pub(crate) enum Trigger {
    Route(RouteSpec),
    Queue(QueueMapping),
    Stream(StreamMapping),
    Schedule(ScheduleSpec),
    Rule(FunctionRule),
}

/// A route of the HTTP API.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RouteSpec {
    /// Upper case, or `ANY`.
    pub(crate) method: String,
    /// With `{parameters}`; empty for the route that catches all others.
    pub(crate) path: String,
    pub(crate) function: String,
}

/// A schedule that calls a function.
#[derive(Debug, Clone)]
pub(crate) struct ScheduleSpec {
    pub(crate) name: String,
    pub(crate) function_arn: String,
    pub(crate) expression: Expression,
    /// The invocation's input; `None` for EventBridge's own scheduled event.
    pub(crate) input: Option<String>,
}

/// A bus rule that calls a function without a queue between.
#[derive(Debug, Clone)]
pub(crate) struct FunctionRule {
    pub(crate) name: String,
    pub(crate) bus: String,
    pub(crate) pattern: Value,
    pub(crate) function_arn: String,
}

/// The event `raw` of `function`, which stands at `place`.
pub(super) fn read(
    scope: &Scope,
    place: &str,
    function: &FunctionSpec,
    mut raw: Map<String, Value>,
) -> Result<Trigger> {
    let kind = raw
        .get("Type")
        .and_then(Value::as_str)
        .unwrap_or_default()
        .to_owned();
    let properties = match raw.remove("Properties") {
        Some(Value::Object(properties)) => properties,
        _ => Map::new(),
    };
    let fields = Fields::new(scope, place, properties);
    Ok(match kind.as_str() {
        "HttpApi" => Trigger::Route(route(&fields, function)?),
        "SQS" => Trigger::Queue(mapping::queue(&fields, "Queue", &function.name)?),
        "DynamoDB" => Trigger::Stream(mapping::stream(&fields, "Stream", &function.name)?),
        "ScheduleV2" => Trigger::Schedule(schedule_v2(&fields, function)?),
        "Schedule" => Trigger::Schedule(schedule(&fields, function)?),
        "EventBridgeRule" | "CloudWatchEvent" => Trigger::Rule(rule(&fields, function)?),
        other => bail!("{place}: Type: the local stack does not know {other:?}"),
    })
}

fn route(fields: &Fields<'_>, function: &FunctionSpec) -> Result<RouteSpec> {
    fields.only(
        &["Method", "Path"],
        &[
            "ApiId",
            "PayloadFormatVersion",
            "RouteSettings",
            "TimeoutInMillis",
        ],
    )?;
    let method = fields
        .text("Method")?
        .unwrap_or_else(|| "ANY".to_owned())
        .to_uppercase();
    let path = fields.text("Path")?.unwrap_or_default();
    if !(path.is_empty() || path.starts_with('/') || path == "$default") {
        bail!(
            "{}: Path is {path:?}, which has no / before it",
            fields.place()
        );
    }
    Ok(RouteSpec {
        method: if method == "X-AMAZON-APIGATEWAY-ANY-METHOD" {
            "ANY".to_owned()
        } else {
            method
        },
        path: if path == "$default" {
            String::new()
        } else {
            path
        },
        function: function.name.clone(),
    })
}

fn schedule_v2(fields: &Fields<'_>, function: &FunctionSpec) -> Result<ScheduleSpec> {
    fields.only(
        &[
            "Input",
            "Name",
            "ScheduleExpression",
            "ScheduleExpressionTimezone",
            "State",
        ],
        &[
            "DeadLetterConfig",
            "Description",
            "FlexibleTimeWindow",
            "GroupName",
            "KmsKeyArn",
            "OmitName",
            "PermissionsBoundary",
            "RetryPolicy",
            "RoleArn",
        ],
    )?;
    schedule_of(
        fields,
        "ScheduleExpression",
        function.arn.clone(),
        fields.text("Input")?,
    )
}

fn schedule(fields: &Fields<'_>, function: &FunctionSpec) -> Result<ScheduleSpec> {
    fields.only(
        &["Input", "Name", "Schedule", "State", "Enabled"],
        &["DeadLetterConfig", "Description", "RetryPolicy"],
    )?;
    enabled(fields, "Enabled")?;
    schedule_of(
        fields,
        "Schedule",
        function.arn.clone(),
        fields.text("Input")?,
    )
}

/// A schedule whose expression stands at `key`.
pub(super) fn schedule_of(
    fields: &Fields<'_>,
    key: &str,
    function_arn: String,
    input: Option<String>,
) -> Result<ScheduleSpec> {
    if fields
        .text("State")?
        .is_some_and(|state| state != "ENABLED")
    {
        bail!(
            "{}: State: the local stack runs enabled schedules only",
            fields.place()
        );
    }
    let zone = match key {
        "ScheduleExpression" => fields.text("ScheduleExpressionTimezone")?,
        _ => None,
    };
    let expression = Expression::parse(&fields.needed_text(key)?, zone.as_deref())
        .with_context(|| format!("{}: {key}", fields.place()))?;
    let unnamed = || {
        fields
            .place()
            .trim_start_matches("resource ")
            .replace(": Events: ", "-")
    };
    Ok(ScheduleSpec {
        name: fields.text("Name")?.unwrap_or_else(unnamed),
        function_arn,
        expression,
        input,
    })
}

fn rule(fields: &Fields<'_>, function: &FunctionSpec) -> Result<FunctionRule> {
    fields.only(
        &["EventBusName", "Pattern", "RuleName"],
        &["DeadLetterConfig", "RetryPolicy", "State", "Target"],
    )?;
    Ok(FunctionRule {
        name: fields
            .text("RuleName")?
            .unwrap_or_else(|| fields.place().to_owned()),
        bus: fields
            .text("EventBusName")?
            .unwrap_or_else(|| "default".to_owned()),
        pattern: fields
            .value("Pattern")?
            .with_context(|| format!("{}: Pattern is missing", fields.place()))?,
        function_arn: function.arn.clone(),
    })
}
