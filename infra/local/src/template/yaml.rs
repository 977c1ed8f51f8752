//! Reads `CloudFormation`'s YAML into JSON, where each short tag has become its long form.

use anyhow::{Context, Result, bail};
use saphyr::{LoadableYamlNode, Scalar, Yaml};
use serde_json::{Map, Value, json};

/// The template as JSON: `!Ref Name` is `{"Ref": "Name"}`, `!Sub text` is `{"Fn::Sub": "text"}`.
pub(crate) fn parse(text: &str) -> Result<Value> {
    let documents = Yaml::load_from_str(text).context("the template is not YAML")?;
    match documents.as_slice() {
        [document] => to_json(document),
        _ => bail!(
            "a template is one YAML document, this file has {}",
            documents.len()
        ),
    }
}

fn to_json(node: &Yaml<'_>) -> Result<Value> {
    Ok(match node {
        Yaml::Value(scalar) => scalar_to_json(scalar),
        Yaml::Sequence(items) => Value::Array(items.iter().map(to_json).collect::<Result<_>>()?),
        Yaml::Mapping(mapping) => {
            let mut object = Map::new();
            for (key, value) in mapping {
                object.insert(key_text(key)?, to_json(value)?);
            }
            Value::Object(object)
        }
        Yaml::Tagged(tag, tagged) => long_form(&tag.suffix, to_json(tagged)?)?,
        Yaml::Representation(..) | Yaml::Alias(_) | Yaml::BadValue => {
            bail!("the template holds a YAML value that cannot be read: {node:?}")
        }
    })
}

fn scalar_to_json(scalar: &Scalar<'_>) -> Value {
    match scalar {
        Scalar::Null => Value::Null,
        Scalar::Boolean(value) => json!(value),
        Scalar::Integer(value) => json!(value),
        Scalar::FloatingPoint(value) => json!(value.into_inner()),
        Scalar::String(value) => json!(value),
    }
}

fn key_text(key: &Yaml<'_>) -> Result<String> {
    let key = to_json(key)?;
    match key {
        Value::String(text) => Ok(text),
        Value::Number(number) => Ok(number.to_string()),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => {
            bail!("a key of the template is {key}, not a word")
        }
    }
}

fn long_form(tag: &str, argument: Value) -> Result<Value> {
    let name = match tag {
        "Ref" | "Condition" => tag.to_owned(),
        "And" | "Base64" | "Equals" | "FindInMap" | "GetAtt" | "If" | "ImportValue" | "Join"
        | "Not" | "Or" | "Select" | "Split" | "Sub" => format!("Fn::{tag}"),
        _ => bail!("the template uses the tag !{tag}, which CloudFormation does not have"),
    };
    let argument = match (tag, argument) {
        ("GetAtt", Value::String(dotted)) => match dotted.split_once('.') {
            Some((resource, attribute)) => json!([resource, attribute]),
            None => bail!("!GetAtt {dotted}: write it as Resource.Attribute"),
        },
        (_, argument) => argument,
    };
    Ok(json!({ name: argument }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_tags_become_long_forms() {
        let read = parse(
            "a: !Ref Name\nb: !Sub 'x-${Name}'\nc: !GetAtt Queue.Arn\nd: !If [Live, 1, !Ref 'AWS::NoValue']\n",
        )
        .unwrap();
        assert_eq!(
            read,
            json!({
                "a": { "Ref": "Name" },
                "b": { "Fn::Sub": "x-${Name}" },
                "c": { "Fn::GetAtt": ["Queue", "Arn"] },
                "d": { "Fn::If": ["Live", 1, { "Ref": "AWS::NoValue" }] },
            })
        );
    }

    #[test]
    fn tags_hold_whole_structures() {
        let read = parse("a: !Join\n  - ','\n  - - x\n    - !Ref Y\n").unwrap();
        assert_eq!(
            read,
            json!({ "a": { "Fn::Join": [",", ["x", { "Ref": "Y" }]] } })
        );
    }

    #[test]
    fn plain_and_quoted_scalars_keep_their_kind() {
        let read = parse("a: 30\nb: '30'\nc: true\nd: 2012-10-17\n").unwrap();
        assert_eq!(
            read,
            json!({ "a": 30, "b": "30", "c": true, "d": "2012-10-17" })
        );
    }

    #[test]
    fn an_unknown_tag_is_named() {
        assert!(
            parse("a: !Reff Name")
                .unwrap_err()
                .to_string()
                .contains("!Reff")
        );
    }

    #[test]
    fn a_key_given_twice_is_refused() {
        assert!(parse("a: 1\na: 2\n").is_err());
    }
}
