//! What a reader sees of an OpenAPI document, taken out of its JSON.

use serde_json::Value;

/// The operations of one tag.
pub(super) struct Group {
    pub(super) name: String,
    /// The name within an address.
    pub(super) anchor: String,
    pub(super) about: String,
    pub(super) calls: Vec<Call>,
}

/// One operation.
pub(super) struct Call {
    pub(super) id: String,
    pub(super) method: String,
    pub(super) path: String,
    pub(super) summary: String,
    pub(super) about: Vec<String>,
    pub(super) parameters: Vec<Field>,
    pub(super) body: Option<Body>,
    pub(super) answers: Vec<Answer>,
}

/// A body with its examples, each a title and a text.
pub(super) struct Body {
    pub(super) media_type: String,
    pub(super) schema: Option<String>,
    pub(super) examples: Vec<(String, String)>,
}

pub(super) struct Answer {
    pub(super) status: String,
    pub(super) about: String,
    pub(super) bodies: Vec<Body>,
}

/// A parameter, or a field of a schema.
pub(super) struct Field {
    pub(super) name: String,
    pub(super) kind: String,
    /// The schema it is of, to be linked.
    pub(super) schema: Option<String>,
    pub(super) required: bool,
    pub(super) about: String,
}

/// A schema that others refer to.
pub(super) struct Named {
    pub(super) name: String,
    pub(super) about: String,
    pub(super) kind: String,
    pub(super) fields: Vec<Field>,
}

/// In the order of the document's tags.
pub(super) fn groups(document: &Value) -> Vec<Group> {
    let mut groups: Vec<Group> = members(&document["tags"])
        .map(|tag| Group {
            name: text(&tag["name"]),
            anchor: text(&tag["name"]).to_lowercase().replace(' ', "-"),
            about: text(&tag["description"]),
            calls: Vec::new(),
        })
        .collect();
    for (path, item) in fields(&document["paths"]) {
        for (method, operation) in fields(item) {
            let of_tag = |group: &&mut Group| operation["tags"][0] == group.name.as_str();
            if let Some(group) = groups.iter_mut().find(of_tag) {
                group.calls.push(call(document, (path, method), operation));
            }
        }
    }
    groups
}

pub(super) fn schemas(document: &Value) -> Vec<Named> {
    let schema = |(name, schema): (&String, &Value)| Named {
        name: name.clone(),
        about: text(&schema["description"]),
        kind: kind(schema),
        fields: schema_fields(schema),
    };
    fields(&document["components"]["schemas"])
        .map(schema)
        .collect()
}

fn call(document: &Value, (path, method): (&str, &str), operation: &Value) -> Call {
    let about = text(&operation["description"]);
    Call {
        id: text(&operation["operationId"]),
        method: method.to_uppercase(),
        path: path.to_owned(),
        summary: text(&operation["summary"]),
        about: about.split("\n\n").map(str::to_owned).collect(),
        parameters: members(&operation["parameters"]).map(parameter).collect(),
        body: bodies(&operation["requestBody"]["content"])
            .into_iter()
            .next(),
        answers: fields(&operation["responses"])
            .map(|(status, response)| answer(status, referred(document, response)))
            .collect(),
    }
}

fn parameter(parameter: &Value) -> Field {
    Field {
        name: text(&parameter["name"]),
        kind: format!("{}, {}", text(&parameter["in"]), kind(&parameter["schema"])),
        schema: None,
        required: parameter["required"] == true,
        about: text(&parameter["description"]),
    }
}

fn answer(status: &str, response: &Value) -> Answer {
    Answer {
        status: status.to_owned(),
        about: text(&response["description"]),
        bodies: bodies(&response["content"]),
    }
}

fn bodies(content: &Value) -> Vec<Body> {
    let body = |(media_type, body): (&String, &Value)| Body {
        media_type: media_type.clone(),
        schema: reference(&body["schema"]),
        examples: fields(&body["examples"])
            .map(|(_, example)| (text(&example["summary"]), shown(&example["value"])))
            .collect(),
    };
    fields(content).map(body).collect()
}

/// JSON over several lines, a text as it is.
fn shown(value: &Value) -> String {
    match value.as_str() {
        Some(text) => text.to_owned(),
        None => format!("{value:#}"),
    }
}

fn schema_fields(schema: &Value) -> Vec<Field> {
    let required = |name: &str| members(&schema["required"]).any(|one| one == name);
    let field = |(name, field): (&String, &Value)| Field {
        name: name.clone(),
        kind: kind(field),
        schema: reference(field),
        required: required(name),
        about: text(&field["description"]),
    };
    let mut all: Vec<Field> = fields(&schema["properties"]).map(field).collect();
    for variant in members(&schema["oneOf"]) {
        all.extend(fields(&variant["properties"]).map(|(name, field)| Field {
            name: name.clone(),
            kind: kind(field),
            schema: reference(field),
            required: false,
            about: text(&variant["description"]),
        }));
    }
    all
}

/// The name of the schema that is meant, also where there may be null instead, or a list of it.
fn reference(schema: &Value) -> Option<String> {
    let named = |schema: &Value| {
        let pointer = schema["$ref"].as_str()?;
        pointer.rsplit('/').next().map(str::to_owned)
    };
    named(schema)
        .or_else(|| named(&schema["items"]))
        .or_else(|| members(&schema["anyOf"]).find_map(named))
}

/// The type in a few words.
fn kind(schema: &Value) -> String {
    let listed = members(&schema["enum"]).chain(
        members(&schema["oneOf"]).flat_map(|one| members(&one["enum"]).chain(one.get("const"))),
    );
    let values: Vec<String> = listed.map(Value::to_string).collect();
    if !values.is_empty() {
        return values.join(" · ");
    }
    if let Some(value) = schema.get("const") {
        return value.to_string();
    }
    if let Some(name) = reference(schema) {
        let list = if schema["items"].is_object() {
            "list of "
        } else {
            ""
        };
        return format!("{list}{name}");
    }
    let kinds: Vec<String> = if let Value::Array(kinds) = &schema["type"] {
        kinds.iter().map(text).collect()
    } else {
        vec![text(&schema["type"])]
    };
    match schema["format"].as_str() {
        Some(format) => format!("{} ({format})", kinds.join(" or ")),
        None => kinds.join(" or "),
    }
}

/// What a `$ref` stands for.
fn referred<'a>(document: &'a Value, object: &'a Value) -> &'a Value {
    let pointer = object["$ref"].as_str().and_then(|at| at.strip_prefix('#'));
    pointer
        .and_then(|pointer| document.pointer(pointer))
        .unwrap_or(object)
}

fn fields(object: &Value) -> impl Iterator<Item = (&String, &Value)> {
    object.as_object().into_iter().flatten()
}

fn members(list: &Value) -> impl Iterator<Item = &Value> {
    list.as_array().into_iter().flatten()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_call_of_the_description_is_shown_once() {
        let document: Value = serde_json::from_str(super::super::DESCRIPTION).unwrap();
        let shown: usize = groups(&document)
            .iter()
            .map(|group| group.calls.len())
            .sum();
        let described: usize = fields(&document["paths"])
            .map(|(_, item)| fields(item).count())
            .sum();
        assert_eq!(shown, described);
        assert!(
            schemas(&document)
                .iter()
                .any(|schema| schema.name == "Money")
        );
    }
}
