//! `CloudFormation`'s intrinsic functions, evaluated.

use anyhow::{Context, Result, bail};
use serde_json::{Map, Value};

use super::scope::Scope;

/// `raw` with every intrinsic replaced by its value; `None` where that is `AWS::NoValue`.
pub(super) fn evaluate(scope: &Scope, raw: &Value) -> Result<Option<Value>> {
    Ok(Some(match raw {
        Value::Object(object) => match intrinsic(object) {
            Some((name, argument)) => {
                return call(scope, name, argument).with_context(|| name.to_owned());
            }
            None => Value::Object(each_entry(scope, object)?),
        },
        Value::Array(items) => {
            let mut values = Vec::with_capacity(items.len());
            for item in items {
                values.extend(evaluate(scope, item)?);
            }
            Value::Array(values)
        }
        Value::String(text) => Value::String(scope.localised(text)),
        Value::Null | Value::Bool(_) | Value::Number(_) => raw.clone(),
    }))
}

/// Whether a condition's definition holds.
pub(super) fn truth(scope: &Scope, raw: &Value) -> Result<bool> {
    let Some((name, argument)) = raw.as_object().and_then(intrinsic) else {
        bail!("{raw} is not a condition")
    };
    let parts = argument.as_array().map(Vec::as_slice).unwrap_or_default();
    match (name, parts) {
        ("Condition", _) => scope.holds(argument.as_str().context("Condition names a condition")?),
        ("Fn::Equals", [left, right]) => {
            Ok(evaluate(scope, left)?.map(text) == evaluate(scope, right)?.map(text))
        }
        ("Fn::Not", [inner]) => Ok(!truth(scope, inner)?),
        ("Fn::And", parts) => all(scope, parts),
        ("Fn::Or", parts) => Ok(!none(scope, parts)?),
        _ => bail!("{name} with {argument} is not a condition"),
    }
}

fn all(scope: &Scope, parts: &[Value]) -> Result<bool> {
    for part in parts {
        if !truth(scope, part)? {
            return Ok(false);
        }
    }
    Ok(true)
}

fn none(scope: &Scope, parts: &[Value]) -> Result<bool> {
    for part in parts {
        if truth(scope, part)? {
            return Ok(false);
        }
    }
    Ok(true)
}

fn intrinsic(object: &Map<String, Value>) -> Option<(&str, &Value)> {
    let mut entries = object.iter();
    match (entries.next(), entries.next()) {
        (Some((name, argument)), None)
            if name == "Ref"
                || name.starts_with("Fn::")
                || (name == "Condition" && argument.is_string()) =>
        {
            Some((name, argument))
        }
        _ => None,
    }
}

fn call(scope: &Scope, name: &str, argument: &Value) -> Result<Option<Value>> {
    if name == "Ref" {
        return scope.reference(argument.as_str().context("Ref takes a name")?);
    }
    if name == "Fn::If" {
        return choose(scope, argument);
    }
    Ok(Some(match name {
        "Fn::Sub" => Value::String(scope.localised(&substitute(scope, argument)?)),
        "Fn::GetAtt" => get_attribute(scope, argument)?,
        "Fn::Join" => Value::String(scope.localised(&join(scope, argument)?)),
        "Fn::Select" => select(scope, argument)?,
        "Fn::Split" => split(scope, argument)?,
        _ => bail!("the local stack does not know {name}"),
    }))
}

fn each_entry(scope: &Scope, object: &Map<String, Value>) -> Result<Map<String, Value>> {
    let mut values = Map::new();
    for (key, raw) in object {
        if let Some(value) = evaluate(scope, raw).with_context(|| key.clone())? {
            values.insert(key.clone(), value);
        }
    }
    Ok(values)
}

fn choose(scope: &Scope, argument: &Value) -> Result<Option<Value>> {
    let Some([Value::String(condition), then, otherwise]) = argument.as_array().map(Vec::as_slice)
    else {
        bail!("Fn::If takes a condition and two values")
    };
    evaluate(
        scope,
        if scope.holds(condition)? {
            then
        } else {
            otherwise
        },
    )
}

fn get_attribute(scope: &Scope, argument: &Value) -> Result<Value> {
    match argument.as_array().map(Vec::as_slice) {
        Some([Value::String(resource), Value::String(attribute)]) => {
            scope.attribute(resource, attribute)
        }
        _ => bail!("Fn::GetAtt takes a resource and an attribute"),
    }
}

fn substitute(scope: &Scope, argument: &Value) -> Result<String> {
    let (pattern, own) = match argument {
        Value::String(pattern) => (pattern, Map::new()),
        Value::Array(parts) => match parts.as_slice() {
            [Value::String(pattern), Value::Object(own)] => (pattern, each_entry(scope, own)?),
            _ => bail!("Fn::Sub takes a text, or a text and a mapping"),
        },
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_) => {
            bail!("Fn::Sub takes a text, not {argument}")
        }
    };
    let mut result = String::new();
    let mut rest = pattern.as_str();
    while let Some((before, after)) = rest.split_once("${") {
        let (name, after) = after.split_once('}').context("a ${ without its }")?;
        result.push_str(before);
        match name.strip_prefix('!') {
            Some(literal) => result.extend(["${", literal, "}"]),
            None => result.push_str(&lookup(scope, &own, name.trim())?),
        }
        rest = after;
    }
    result.push_str(rest);
    Ok(result)
}

fn lookup(scope: &Scope, own: &Map<String, Value>, name: &str) -> Result<String> {
    if let Some(value) = own.get(name) {
        return Ok(text(value.clone()));
    }
    match name.split_once('.') {
        Some((resource, attribute)) => scope.attribute(resource, attribute).map(text),
        None => Ok(scope.reference(name)?.map(text).unwrap_or_default()),
    }
}

fn join(scope: &Scope, argument: &Value) -> Result<String> {
    let Some([Value::String(separator), items]) = argument.as_array().map(Vec::as_slice) else {
        bail!("Fn::Join takes a separator and a list")
    };
    Ok(texts(scope, items)?.join(separator))
}

fn select(scope: &Scope, argument: &Value) -> Result<Value> {
    let Some([index, items]) = argument.as_array().map(Vec::as_slice) else {
        bail!("Fn::Select takes an index and a list")
    };
    let index: usize = text(index.clone())
        .parse()
        .context("Fn::Select takes an index")?;
    let items = texts(scope, items)?;
    let chosen = items
        .get(index)
        .with_context(|| format!("there is no item {index}"))?;
    Ok(Value::String(chosen.clone()))
}

fn split(scope: &Scope, argument: &Value) -> Result<Value> {
    let Some([Value::String(separator), whole]) = argument.as_array().map(Vec::as_slice) else {
        bail!("Fn::Split takes a separator and a text")
    };
    let whole = evaluate(scope, whole)?.map(text).unwrap_or_default();
    Ok(whole.split(separator.as_str()).map(Value::from).collect())
}

fn texts(scope: &Scope, raw: &Value) -> Result<Vec<String>> {
    match evaluate(scope, raw)? {
        Some(Value::Array(items)) => Ok(items.into_iter().map(text).collect()),
        other => bail!("a list is needed, not {}", other.unwrap_or_default()),
    }
}

/// A scalar as the platform writes it into a text.
fn text(value: Value) -> String {
    match value {
        Value::String(text) => text,
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_) => {
            value.to_string()
        }
    }
}
