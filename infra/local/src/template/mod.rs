//! `template.yaml`, read as the platform would: what it does not declare does not exist here.

mod event;
mod fields;
mod function;
mod intrinsics;
mod mapping;
mod messaging;
mod scope;
mod table;
#[cfg(test)]
mod tests;
mod yaml;

use std::collections::BTreeMap;

use anyhow::{Context, Result, bail};
use serde_json::{Map, Value};

use event::{FunctionRule, Trigger};
pub(crate) use event::{RouteSpec, ScheduleSpec};
pub(crate) use function::FunctionSpec;
pub(crate) use mapping::{QueueMapping, StreamMapping};
#[cfg(test)]
pub(crate) use messaging::Redrive;
pub(crate) use messaging::{QueueSpec, RuleSpec, Target};
use scope::Scope;
pub(crate) use scope::{ACCOUNT, API_ID, REGION, arn};
pub(crate) use table::TableSpec;

/// Resource types that change nothing on a laptop: rights, alarms, logs, deliveries.
const WITHOUT_LOCAL_EFFECT: &[&str] = &[
    "AWS::ApiGatewayV2::",
    "AWS::ApplicationInsights::",
    "AWS::Budgets::",
    "AWS::CloudFormation::",
    "AWS::CloudWatch::",
    "AWS::Events::Archive",
    "AWS::Events::EventBusPolicy",
    "AWS::IAM::",
    "AWS::KMS::",
    "AWS::Lambda::Permission",
    "AWS::Logs::",
    "AWS::ResourceGroups::",
    "AWS::Route53::",
    "AWS::SES::",
    "AWS::SNS::",
    "AWS::SQS::QueuePolicy",
    "AWS::Scheduler::ScheduleGroup",
    "AWS::Serverless::Application",
    "AWS::WAFv2::",
    "AWS::XRay::",
];

/// Everything the local stack serves.
#[derive(Debug, Clone, Default)]
pub(crate) struct Template {
    pub(crate) functions: Vec<FunctionSpec>,
    pub(crate) routes: Vec<RouteSpec>,
    pub(crate) tables: Vec<TableSpec>,
    pub(crate) queues: Vec<QueueSpec>,
    pub(crate) buses: Vec<String>,
    pub(crate) rules: Vec<RuleSpec>,
    pub(crate) schedules: Vec<ScheduleSpec>,
    pub(crate) queue_mappings: Vec<QueueMapping>,
    pub(crate) stream_mappings: Vec<StreamMapping>,
    pub(crate) configuration_sets: Vec<String>,
    /// The values of `AWS::SSM::Parameter`, by name.
    pub(crate) ssm_parameters: BTreeMap<String, String>,
}

impl Template {
    /// Reads `text` with `given` parameters, for a stack that answers at `public_url`.
    pub(crate) fn parse(
        text: &str,
        given: &BTreeMap<String, String>,
        public_url: &str,
    ) -> Result<Self> {
        let document = yaml::parse(text)?;
        let scope = Scope::of(&document, given, public_url)?;
        let globals = globals(&document)?;
        let mut template = Self {
            buses: vec!["default".to_owned()],
            ..Self::default()
        };
        for (logical, resource) in scope.resources()? {
            template.add(&scope, logical, resource, &globals)?;
        }
        template.check()?;
        Ok(template)
    }

    /// What there is, in one line.
    pub(crate) fn summary(&self) -> String {
        format!(
            "template: {} functions, {} routes, {} queues, {} rules, {} schedules",
            self.functions.len(),
            self.routes.len(),
            self.queues.len(),
            self.rules.len(),
            self.schedules.len(),
        )
    }

    fn add(
        &mut self,
        scope: &Scope,
        logical: &str,
        resource: &Map<String, Value>,
        globals: &Map<String, Value>,
    ) -> Result<()> {
        match resource
            .get("Type")
            .and_then(Value::as_str)
            .unwrap_or_default()
        {
            "AWS::Serverless::Function" => {
                let (function, triggers) = function::read(scope, logical, resource, globals)?;
                self.functions.push(function);
                for trigger in triggers {
                    self.add_trigger(trigger);
                }
            }
            "AWS::Serverless::HttpApi" => http_api(scope, logical, resource)?,
            "AWS::DynamoDB::Table" => self.tables.push(table::read(scope, logical, resource)?),
            "AWS::SQS::Queue" => self
                .queues
                .push(messaging::queue(scope, logical, resource)?),
            "AWS::Events::EventBus" => self.buses.push(scope.physical_name(logical)?),
            "AWS::Events::Rule" => match messaging::rule(scope, logical, resource)? {
                messaging::Rule::Bus(rule) => self.rules.push(rule),
                messaging::Rule::Clock(schedules) => self.schedules.extend(schedules),
            },
            "AWS::Scheduler::Schedule" => {
                self.schedules
                    .push(messaging::schedule(scope, logical, resource)?);
            }
            "AWS::Lambda::EventSourceMapping" => match mapping::read(scope, logical, resource)? {
                mapping::Mapping::Queue(mapping) => self.queue_mappings.push(mapping),
                mapping::Mapping::Stream(mapping) => self.stream_mappings.push(mapping),
            },
            "AWS::SSM::Parameter" => self.add_parameter(scope, logical)?,
            "AWS::SES::ConfigurationSet" => {
                self.configuration_sets.push(scope.physical_name(logical)?);
            }
            kind if WITHOUT_LOCAL_EFFECT
                .iter()
                .any(|prefix| kind.starts_with(prefix)) => {}
            kind => bail!("resource {logical}: Type: the local stack does not know {kind:?}"),
        }
        Ok(())
    }

    fn add_trigger(&mut self, trigger: Trigger) {
        match trigger {
            Trigger::Route(route) => self.routes.push(route),
            Trigger::Queue(mapping) => self.queue_mappings.push(mapping),
            Trigger::Stream(mapping) => self.stream_mappings.push(mapping),
            Trigger::Schedule(schedule) => self.schedules.push(schedule),
            Trigger::Rule(FunctionRule {
                name,
                bus,
                pattern,
                function_arn,
            }) => {
                let targets = vec![Target {
                    arn: function_arn,
                    input: None,
                    input_path: None,
                    dead_letter_arn: None,
                }];
                self.rules.push(RuleSpec {
                    name,
                    bus,
                    pattern,
                    targets,
                });
            }
        }
    }

    fn add_parameter(&mut self, scope: &Scope, logical: &str) -> Result<()> {
        let name = scope.physical_name(logical)?;
        let value = scope.attribute(logical, "Value")?;
        let Value::String(value) = value else {
            bail!("resource {logical}: Value is {value}, not a text");
        };
        self.ssm_parameters.insert(name, value);
        Ok(())
    }

    /// Every name that one part uses of another has to exist.
    fn check(&self) -> Result<()> {
        let queue = |arn: &str| self.queues.iter().any(|queue| queue.arn == arn);
        let function = |arn: &str| self.functions.iter().any(|function| function.arn == arn);
        for mapping in &self.queue_mappings {
            self.check_function(&mapping.function)?;
            if !queue(&mapping.queue_arn) {
                bail!(
                    "{}: there is no queue {}",
                    mapping.function,
                    mapping.queue_arn
                );
            }
        }
        for mapping in &self.stream_mappings {
            self.check_function(&mapping.function)?;
            let arns = self.tables.iter().filter_map(|table| table.stream.as_ref());
            if !arns
                .into_iter()
                .any(|stream| stream.arn == mapping.stream_arn)
            {
                bail!(
                    "{}: no table has the stream {}",
                    mapping.function,
                    mapping.stream_arn
                );
            }
        }
        for redrive in self
            .queues
            .iter()
            .filter_map(|queue| queue.redrive.as_ref())
        {
            if !queue(&redrive.dead_letter_arn) {
                bail!("there is no dead-letter queue {}", redrive.dead_letter_arn);
            }
        }
        for rule in &self.rules {
            if !self.buses.contains(&rule.bus) {
                bail!("rule {}: there is no bus {}", rule.name, rule.bus);
            }
            for target in &rule.targets {
                if !queue(&target.arn) && !function(&target.arn) {
                    bail!(
                        "rule {}: there is no queue or function {}",
                        rule.name,
                        target.arn
                    );
                }
            }
        }
        for schedule in &self.schedules {
            if !function(&schedule.function_arn) {
                bail!(
                    "schedule {}: there is no function {}",
                    schedule.name,
                    schedule.function_arn
                );
            }
        }
        Ok(())
    }

    fn check_function(&self, name: &str) -> Result<()> {
        if self.functions.iter().any(|function| function.name == name) {
            return Ok(());
        }
        bail!("a mapping calls {name}, which is not a function of the template")
    }
}

fn globals(document: &Value) -> Result<Map<String, Value>> {
    let Some(globals) = document.get("Globals") else {
        return Ok(Map::new());
    };
    let globals = globals.as_object().context("Globals is not a mapping")?;
    let function = globals.get("Function").and_then(Value::as_object);
    Ok(function.cloned().unwrap_or_default())
}

fn http_api(scope: &Scope, logical: &str, resource: &Map<String, Value>) -> Result<()> {
    fields::Fields::of_resource(scope, logical, resource).only(
        &[],
        &[
            "AccessLogSettings",
            "DefaultRouteSettings",
            "Description",
            "DisableExecuteApiEndpoint",
            "Domain",
            "FailOnWarnings",
            "Name",
            "PropagateTags",
            "RouteSettings",
            "Tags",
        ],
    )
}
