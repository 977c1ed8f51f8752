//! `AWS::Serverless::Function`: how to run it, and what calls it.

use std::collections::BTreeMap;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use serde_json::{Map, Value};

use super::event::{self, Trigger};
use super::fields::Fields;
use super::scope::{Scope, arn};

const USED: &[&str] = &[
    "Environment",
    "EventInvokeConfig",
    "Events",
    "FunctionName",
    "MemorySize",
    "Timeout",
];
const IGNORED: &[&str] = &[
    "Architectures",
    "AutoPublishAlias",
    "CodeSigningConfigArn",
    "CodeUri",
    "DeadLetterQueue",
    "DeploymentPreference",
    "Description",
    "EphemeralStorage",
    "Handler",
    "KmsKeyArn",
    "Layers",
    "LoggingConfig",
    "PackageType",
    "PermissionsBoundary",
    "Policies",
    "PropagateTags",
    "RecursiveLoop",
    "ReservedConcurrentExecutions",
    "Role",
    "Runtime",
    "RuntimeManagementConfig",
    "SnapStart",
    "Tags",
    "Tracing",
    "VpcConfig",
];

/// One function of the template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FunctionSpec {
    /// Its crate and executable: `create-link` for the resource `CreateLinkFunction`.
    pub(crate) name: String,
    /// Its name on the platform.
    pub(crate) physical_name: String,
    pub(crate) arn: String,
    pub(crate) timeout: Duration,
    pub(crate) memory_mb: u32,
    pub(crate) environment: BTreeMap<String, String>,
    /// The queue that is told when an asynchronous invocation fails for good.
    pub(crate) on_failure_arn: Option<String>,
}

/// The function `logical` and its triggers.
pub(super) fn read(
    scope: &Scope,
    logical: &str,
    resource: &Map<String, Value>,
    globals: &Map<String, Value>,
) -> Result<(FunctionSpec, Vec<Trigger>)> {
    let own = resource.get("Properties").and_then(Value::as_object);
    let raw = over_globals(globals, own.cloned().unwrap_or_default());
    let fields = Fields::new(scope, format!("resource {logical}"), raw);
    fields.only(USED, IGNORED)?;
    let name = executable_name(logical)?;
    let physical_name = scope.physical_name(logical)?;
    let spec = FunctionSpec {
        arn: arn("lambda", &format!("function:{physical_name}")),
        physical_name,
        timeout: Duration::from_secs(fields.number("Timeout")?.unwrap_or(3)),
        memory_mb: fields.number("MemorySize")?.unwrap_or(128),
        environment: environment(&fields)?,
        on_failure_arn: on_failure_arn(&fields)?,
        name,
    };
    let mut triggers = Vec::new();
    for (event, raw) in fields.children("Events") {
        let place = format!("resource {logical}: Events: {event}");
        triggers.push(event::read(scope, &place, &spec, raw)?);
    }
    Ok((spec, triggers))
}

/// `create-link` for `CreateLinkFunction`.
pub(super) fn executable_name(logical: &str) -> Result<String> {
    let words = logical
        .strip_suffix("Function")
        .with_context(|| format!("resource {logical}: a function's name ends in Function"))?;
    let mut name = String::new();
    for letter in words.chars() {
        if letter.is_ascii_uppercase() && !name.is_empty() {
            name.push('-');
        }
        name.push(letter.to_ascii_lowercase());
    }
    if name.is_empty() {
        bail!("resource {logical}: a function has a name before Function");
    }
    Ok(name)
}

/// SAM's rule: mappings are merged, everything else of the function replaces the global value.
fn over_globals(globals: &Map<String, Value>, own: Map<String, Value>) -> Map<String, Value> {
    let mut merged = globals.clone();
    for (key, value) in own {
        let value = match (merged.remove(&key), value) {
            (Some(Value::Object(global)), Value::Object(own)) => {
                Value::Object(over_globals(&global, own))
            }
            (_, own) => own,
        };
        merged.insert(key, value);
    }
    merged
}

fn on_failure_arn(fields: &Fields<'_>) -> Result<Option<String>> {
    let Some(config) = fields.fields("EventInvokeConfig")? else {
        return Ok(None);
    };
    let Some(destinations) = config.fields("DestinationConfig")? else {
        return Ok(None);
    };
    match destinations.fields("OnFailure")? {
        Some(on_failure) => on_failure.text("Destination"),
        None => Ok(None),
    }
}

fn environment(fields: &Fields<'_>) -> Result<BTreeMap<String, String>> {
    let Some(environment) = fields.fields("Environment")? else {
        return Ok(BTreeMap::new());
    };
    environment.only(&["Variables"], &[])?;
    let Some(Value::Object(variables)) = environment.value("Variables")? else {
        return Ok(BTreeMap::new());
    };
    let as_text = |(name, value)| match value {
        Value::String(text) => Ok((name, text)),
        Value::Number(number) => Ok((name, number.to_string())),
        Value::Bool(flag) => Ok((name, flag.to_string())),
        Value::Null | Value::Array(_) | Value::Object(_) => {
            bail!(
                "{}: the variable {name} is {value}, not a text",
                environment.place()
            )
        }
    };
    variables.into_iter().map(as_text).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_functions_resource_names_its_executable() {
        assert_eq!(
            executable_name("CreateLinkFunction").unwrap(),
            "create-link"
        );
        assert_eq!(executable_name("PortalFunction").unwrap(), "portal");
        assert!(executable_name("Portal").is_err());
    }
}
