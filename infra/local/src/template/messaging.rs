//! Queues, buses, rules and schedules that stand in the template as resources of their own.

use std::time::Duration;

use anyhow::{Context, Result, bail};
use serde_json::{Map, Value};

use super::event::{self, ScheduleSpec};
use super::fields::Fields;
use super::scope::{Scope, arn};

/// A queue of the template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct QueueSpec {
    pub(crate) name: String,
    pub(crate) arn: String,
    pub(crate) visibility_timeout: Duration,
    pub(crate) redrive: Option<Redrive>,
}

/// Where a message goes that was received too often.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Redrive {
    pub(crate) dead_letter_arn: String,
    pub(crate) max_receives: u32,
}

/// A rule of a bus.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct RuleSpec {
    pub(crate) name: String,
    pub(crate) bus: String,
    pub(crate) pattern: Value,
    pub(crate) targets: Vec<Target>,
}

/// What a rule sends its events to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Target {
    pub(crate) arn: String,
    /// Sent instead of the event.
    pub(crate) input: Option<String>,
    /// The part of the event that is sent, as in `$.detail.message`.
    pub(crate) input_path: Option<String>,
    /// Where an event goes that cannot be delivered.
    pub(crate) dead_letter_arn: Option<String>,
}

/// The queue `logical`.
pub(super) fn queue(
    scope: &Scope,
    logical: &str,
    resource: &Map<String, Value>,
) -> Result<QueueSpec> {
    let fields = Fields::of_resource(scope, logical, resource);
    fields.only(
        &["QueueName", "RedrivePolicy", "VisibilityTimeout"],
        &[
            "KmsDataKeyReusePeriodSeconds",
            "KmsMasterKeyId",
            "MaximumMessageSize",
            "MessageRetentionPeriod",
            "ReceiveMessageWaitTimeSeconds",
            "RedriveAllowPolicy",
            "SqsManagedSseEnabled",
            "Tags",
        ],
    )?;
    let name = scope.physical_name(logical)?;
    let redrive = match fields.fields("RedrivePolicy")? {
        Some(policy) => Some(Redrive {
            dead_letter_arn: policy.needed_text("deadLetterTargetArn")?,
            max_receives: policy
                .number("maxReceiveCount")?
                .with_context(|| format!("{}: maxReceiveCount is missing", policy.place()))?,
        }),
        None => None,
    };
    Ok(QueueSpec {
        arn: arn("sqs", &name),
        visibility_timeout: Duration::from_secs(fields.number("VisibilityTimeout")?.unwrap_or(30)),
        redrive,
        name,
    })
}

/// A rule of a bus, or of the clock.
pub(super) enum Rule {
    Bus(RuleSpec),
    Clock(Vec<ScheduleSpec>),
}

/// The rule `logical`.
pub(super) fn rule(scope: &Scope, logical: &str, resource: &Map<String, Value>) -> Result<Rule> {
    let fields = Fields::of_resource(scope, logical, resource);
    fields.only(
        &[
            "EventBusName",
            "EventPattern",
            "Name",
            "ScheduleExpression",
            "State",
            "Targets",
        ],
        &["Description", "RoleArn"],
    )?;
    if fields
        .text("State")?
        .is_some_and(|state| !state.starts_with("ENABLED"))
    {
        bail!(
            "{}: State: the local stack runs enabled rules only",
            fields.place()
        );
    }
    let targets = fields
        .list("Targets")?
        .iter()
        .map(target)
        .collect::<Result<Vec<_>>>()?;
    let Some(pattern) = fields.value("EventPattern")? else {
        let schedule = |to: &Target| {
            event::schedule_of(
                &fields,
                "ScheduleExpression",
                to.arn.clone(),
                to.input.clone(),
            )
        };
        return Ok(Rule::Clock(
            targets.iter().map(schedule).collect::<Result<_>>()?,
        ));
    };
    Ok(Rule::Bus(RuleSpec {
        name: scope.physical_name(logical)?,
        bus: fields
            .text("EventBusName")?
            .unwrap_or_else(|| "default".to_owned()),
        pattern,
        targets,
    }))
}

fn target(fields: &Fields<'_>) -> Result<Target> {
    fields.only(
        &["Arn", "DeadLetterConfig", "Id", "Input", "InputPath"],
        &["RetryPolicy", "RoleArn", "SqsParameters"],
    )?;
    let dead_letters = fields.fields("DeadLetterConfig")?;
    let dead_letter_arn = dead_letters.map(|config| config.text("Arn")).transpose()?;
    Ok(Target {
        arn: fields.needed_text("Arn")?,
        input: fields.text("Input")?,
        input_path: fields.text("InputPath")?,
        dead_letter_arn: dead_letter_arn.flatten(),
    })
}

/// The schedule `logical`.
pub(super) fn schedule(
    scope: &Scope,
    logical: &str,
    resource: &Map<String, Value>,
) -> Result<ScheduleSpec> {
    let fields = Fields::of_resource(scope, logical, resource);
    fields.only(
        &[
            "Name",
            "ScheduleExpression",
            "ScheduleExpressionTimezone",
            "State",
            "Target",
        ],
        &[
            "Description",
            "FlexibleTimeWindow",
            "GroupName",
            "KmsKeyArn",
        ],
    )?;
    let target = fields
        .fields("Target")?
        .with_context(|| format!("{}: Target is missing", fields.place()))?;
    target.only(
        &["Arn", "Input"],
        &["DeadLetterConfig", "RetryPolicy", "RoleArn"],
    )?;
    let (arn, input) = (target.needed_text("Arn")?, target.text("Input")?);
    event::schedule_of(&fields, "ScheduleExpression", arn, input)
}
