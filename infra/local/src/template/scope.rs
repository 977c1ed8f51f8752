//! What a template's names mean here: parameters, conditions, pseudo parameters, resources.

use std::collections::BTreeMap;

use anyhow::{Context, Result, anyhow, bail};
use serde_json::{Map, Value, json};

use super::intrinsics;

/// The region everything local claims to be in.
pub(crate) const REGION: &str = "us-east-1";
/// The account everything local belongs to.
pub(crate) const ACCOUNT: &str = "000000000000";
/// The name of the local stack, as `AWS::StackName` says.
pub(crate) const STACK: &str = "local";
/// The id of the local HTTP API; addresses made with it become the stack's own.
pub(crate) const API_ID: &str = "localapi";

/// Names and their values while a template is read.
pub(crate) struct Scope {
    parameters: BTreeMap<String, Value>,
    conditions: Map<String, Value>,
    resources: Map<String, Value>,
    public_url: String,
}

impl Scope {
    /// The scope of `template`, with `given` parameters instead of their defaults.
    pub(crate) fn of(
        template: &Value,
        given: &BTreeMap<String, String>,
        public_url: &str,
    ) -> Result<Self> {
        let section = |name: &str| template.get(name).and_then(Value::as_object).cloned();
        Ok(Self {
            parameters: parameters(&section("Parameters").unwrap_or_default(), given)?,
            conditions: section("Conditions").unwrap_or_default(),
            resources: section("Resources").context("the template has no Resources")?,
            public_url: public_url.trim_end_matches('/').to_owned(),
        })
    }

    /// The value of `raw` with every intrinsic replaced; `None` for `AWS::NoValue`.
    pub(crate) fn evaluate(&self, raw: &Value) -> Result<Option<Value>> {
        intrinsics::evaluate(self, raw)
    }

    /// The resources whose condition holds, by logical name.
    pub(crate) fn resources(&self) -> Result<Vec<(&str, &Map<String, Value>)>> {
        let mut present = Vec::new();
        for (name, resource) in &self.resources {
            let resource = resource
                .as_object()
                .with_context(|| format!("resource {name} is not a mapping"))?;
            let wanted = match resource.get("Condition").and_then(Value::as_str) {
                Some(condition) => self
                    .holds(condition)
                    .with_context(|| format!("resource {name}: Condition"))?,
                None => true,
            };
            if wanted {
                present.push((name.as_str(), resource));
            }
        }
        Ok(present)
    }

    /// Whether the condition called `name` holds.
    pub(crate) fn holds(&self, name: &str) -> Result<bool> {
        let raw = self
            .conditions
            .get(name)
            .with_context(|| format!("the template has no condition {name}"))?;
        intrinsics::truth(self, raw).with_context(|| format!("condition {name}"))
    }

    /// What `!Ref name` gives; `None` for `AWS::NoValue`.
    pub(crate) fn reference(&self, name: &str) -> Result<Option<Value>> {
        if name == "AWS::NoValue" {
            return Ok(None);
        }
        if name.starts_with("AWS::") {
            return pseudo_parameter(name).map(Some);
        }
        if let Some(value) = self.parameters.get(name) {
            return Ok(Some(value.clone()));
        }
        let physical = self.physical_name(name)?;
        Ok(Some(Value::String(match self.kind(name)? {
            "AWS::SQS::Queue" => {
                format!("https://sqs.{REGION}.amazonaws.com/{ACCOUNT}/{physical}")
            }
            "AWS::SNS::Topic" => arn("sns", &physical),
            _ => physical,
        })))
    }

    /// What `!GetAtt name.attribute` gives.
    pub(crate) fn attribute(&self, name: &str, attribute: &str) -> Result<Value> {
        let kind = self.kind(name)?;
        let physical = self.physical_name(name)?;
        let text = match (kind, attribute) {
            ("AWS::SSM::Parameter", "Value") => {
                return self
                    .property(name, "Value")?
                    .with_context(|| format!("resource {name} has no Value"));
            }
            ("AWS::Serverless::HttpApi" | "AWS::ApiGatewayV2::Api", "ApiEndpoint") => {
                self.public_url.clone()
            }
            ("AWS::DynamoDB::Table", "StreamArn") => {
                format!(
                    "{}/stream/2022-01-01T00:00:00.000",
                    arn("dynamodb", &format!("table/{physical}"))
                )
            }
            (_, "Name" | "QueueName") => physical,
            (_, "QueueUrl") => return self.reference(name)?.context("a queue has an address"),
            (kind, "Arn") => arn_of(kind, &physical),
            _ => bail!("{name}.{attribute} is not known to the local stack"),
        };
        Ok(Value::String(text))
    }

    /// Addresses of the local API, wherever a template spells out the ones of the platform.
    pub(crate) fn localised(&self, text: &str) -> String {
        let host = format!("https://{API_ID}.execute-api.{REGION}.amazonaws.com");
        text.replace(&host, &self.public_url)
    }

    /// The name a resource gets: its own name property, or stack and logical name.
    pub(crate) fn physical_name(&self, logical: &str) -> Result<String> {
        let key = match self.kind(logical)? {
            "AWS::Serverless::HttpApi" | "AWS::ApiGatewayV2::Api" => return Ok(API_ID.to_owned()),
            "AWS::Serverless::Function" => "FunctionName",
            "AWS::DynamoDB::Table" => "TableName",
            "AWS::SQS::Queue" => "QueueName",
            "AWS::IAM::Role" => "RoleName",
            _ => "Name",
        };
        match self.property(logical, key)? {
            Some(Value::String(name)) => Ok(name),
            Some(other) => bail!("resource {logical}: {key} is {other}, not a text"),
            None => Ok(format!("{STACK}-{logical}")),
        }
    }

    fn property(&self, logical: &str, key: &str) -> Result<Option<Value>> {
        match self
            .resources
            .get(logical)
            .and_then(|resource| resource.pointer("/Properties"))
        {
            Some(properties) => match properties.get(key) {
                Some(raw) => self
                    .evaluate(raw)
                    .with_context(|| format!("resource {logical}: {key}")),
                None => Ok(None),
            },
            None => Ok(None),
        }
    }

    fn kind(&self, logical: &str) -> Result<&str> {
        if let Some(resource) = self.resources.get(logical) {
            return resource
                .get("Type")
                .and_then(Value::as_str)
                .with_context(|| format!("resource {logical} has no Type"));
        }
        match logical.strip_suffix("Role") {
            _ if logical == "ServerlessHttpApi" => Ok("AWS::Serverless::HttpApi"),
            Some(function) if self.resources.contains_key(function) => Ok("AWS::IAM::Role"),
            _ => Err(anyhow!(
                "{logical} is neither a parameter nor a resource of the template"
            )),
        }
    }
}

/// The ARN of something that is named below a service of this account.
pub(crate) fn arn(service: &str, rest: &str) -> String {
    format!("arn:aws:{service}:{REGION}:{ACCOUNT}:{rest}")
}

fn arn_of(kind: &str, physical: &str) -> String {
    match kind {
        "AWS::Serverless::Function" => arn("lambda", &format!("function:{physical}")),
        "AWS::DynamoDB::Table" => arn("dynamodb", &format!("table/{physical}")),
        "AWS::SQS::Queue" => arn("sqs", physical),
        "AWS::Events::EventBus" => arn("events", &format!("event-bus/{physical}")),
        "AWS::Events::Rule" => arn("events", &format!("rule/{physical}")),
        "AWS::IAM::Role" => format!("arn:aws:iam::{ACCOUNT}:role/{physical}"),
        "AWS::Logs::LogGroup" => arn("logs", &format!("log-group:{physical}:*")),
        other => {
            let service = other.split("::").nth(1).unwrap_or(other).to_lowercase();
            arn(&service, physical)
        }
    }
}

fn pseudo_parameter(name: &str) -> Result<Value> {
    Ok(match name {
        "AWS::Region" => json!(REGION),
        "AWS::AccountId" => json!(ACCOUNT),
        "AWS::Partition" => json!("aws"),
        "AWS::URLSuffix" => json!("amazonaws.com"),
        "AWS::StackName" => json!(STACK),
        "AWS::StackId" => json!(arn(
            "cloudformation",
            &format!("stack/{STACK}/00000000-0000-0000-0000-000000000000")
        )),
        "AWS::NotificationARNs" => json!([]),
        _ => bail!("the pseudo parameter {name} is not known"),
    })
}

fn parameters(
    declared: &Map<String, Value>,
    given: &BTreeMap<String, String>,
) -> Result<BTreeMap<String, Value>> {
    let mut values = BTreeMap::new();
    for (name, declaration) in declared {
        let text = match (given.get(name), declaration.get("Default")) {
            (Some(text), _) | (None, Some(Value::String(text))) => text.clone(),
            (None, Some(default)) => default.to_string(),
            (None, None) => bail!("the parameter {name} has no default: give --parameter {name}=…"),
        };
        check_allowed(name, &text, declaration)?;
        let list = matches!(
            declaration.get("Type").and_then(Value::as_str),
            Some("CommaDelimitedList" | "List<Number>")
        );
        let value = if list {
            json!(text.split(',').map(str::trim).collect::<Vec<_>>())
        } else {
            Value::String(text)
        };
        values.insert(name.clone(), value);
    }
    Ok(values)
}

fn check_allowed(name: &str, text: &str, declaration: &Value) -> Result<()> {
    let Some(allowed) = declaration.get("AllowedValues").and_then(Value::as_array) else {
        return Ok(());
    };
    let as_text = |value: &Value| {
        value
            .as_str()
            .map_or_else(|| value.to_string(), str::to_owned)
    };
    if allowed.iter().any(|value| as_text(value) == text) {
        return Ok(());
    }
    bail!(
        "the parameter {name} may not be {text}: it is one of {}",
        Value::from(allowed.clone())
    )
}
