//! One operation as an Operation Object (OpenAPI 3.1 §4.8.10).

use runtime::describe::{Access, Answer, Body, Content, Example, Operation, Parameter};
use serde_json::{Map, Value, json};

use crate::problem;
use crate::schemas::{self, Schemas};
use crate::words;

pub(crate) fn object(operation: &Operation, schemas: &mut Schemas) -> Value {
    let mut object = json!({
        "operationId": operation.id,
        "tags": [operation.tag],
        "summary": operation.summary,
        "description": description(operation),
        "security": security(operation.access),
        "responses": responses(operation, schemas),
    });
    if !operation.parameters.is_empty() {
        object["parameters"] = operation.parameters.iter().map(parameter).collect();
    }
    if let Some(body) = &operation.body {
        object["requestBody"] = request_body(body, &operation.examples, schemas);
    }
    object
}

fn description(operation: &Operation) -> String {
    match operation.access {
        Access::Host(scope) => format!(
            "{}\n\nTakes an API key with the scope `{}`.",
            operation.description,
            scope.as_str()
        ),
        Access::HostOrParticipant(scope) => format!(
            "{}\n\nTakes a participant's token, or an API key with the scope `{}`; with a key, \
             `account_id` and whatever else says for whom are needed.",
            operation.description,
            scope.as_str()
        ),
        Access::HostOrIdentity(scope) => format!(
            "{}\n\nTakes an API key with the scope `{}`, with which `account_id` and \
             `participant_id` are needed; or a token of the host's identity provider.",
            operation.description,
            scope.as_str()
        ),
        Access::Session | Access::Console | Access::Anyone | Access::Stripe => {
            operation.description.to_owned()
        }
    }
}

/// Each entry of the list is enough.
fn security(access: Access) -> Value {
    match access {
        Access::Host(scope) => json!([{ "apiKey": [scope.as_str()] }]),
        Access::HostOrParticipant(scope) => {
            json!([{ "apiKey": [scope.as_str()] }, { "participantToken": [] }])
        }
        Access::HostOrIdentity(scope) => {
            json!([{ "apiKey": [scope.as_str()] }, { "identityToken": [] }])
        }
        Access::Session => json!([{ "portalSession": [] }]),
        Access::Console => json!([{ "consoleSession": [] }]),
        Access::Anyone => json!([]),
        Access::Stripe => json!([{ "stripeSignature": [] }]),
    }
}

fn parameter(parameter: &Parameter) -> Value {
    let mut object = json!({
        "name": parameter.name,
        "in": parameter.place,
        "required": parameter.required,
        "description": words::for_strangers(&parameter.description),
        "schema": schemas::of_parameter(&parameter.schema),
    });
    if let Some(example) = &parameter.example {
        object["example"] = example.clone();
    }
    object
}

fn request_body(body: &Body, examples: &[Example], schemas: &mut Schemas) -> Value {
    let schema = match body.schema {
        Some(schema) => schemas.read(schema),
        None if body.media_type.ends_with("json") => json!({ "type": "object" }),
        None => json!({ "type": "string" }),
    };
    let examples: Map<String, Value> = examples
        .iter()
        .filter_map(|example| {
            let mut object =
                json!({ "summary": example.summary, "value": example.request.clone()? });
            object["x-caller"] = caller(example).into();
            Some((example.name.to_owned(), object))
        })
        .collect();
    let mut content = json!({ "schema": schema });
    if !examples.is_empty() {
        content["examples"] = examples.into();
    }
    json!({
        "required": body.required,
        "description": body.description,
        "content": { body.media_type: content },
    })
}

/// Whose call the example is: the host's server, or a participant.
fn caller(example: &Example) -> &'static str {
    if example.by_participant {
        "participant"
    } else {
        "host"
    }
}

fn responses(operation: &Operation, schemas: &mut Schemas) -> Value {
    let mut responses = problem::responses(&operation.refusals());
    for answer in &operation.answers {
        let status = answer.status.to_string();
        let mut response = response(answer, operation, schemas);
        // A page and a problem may share a status; what is sent says which it is.
        if let Some(other) = responses.get(&status)
            && let (Some(own), Some(others)) = (
                response.get_mut("content").and_then(Value::as_object_mut),
                other.get("content").and_then(Value::as_object),
            )
        {
            own.extend(others.clone());
            let words = format!("{} {}", answer.description, text(&other["description"]));
            response["description"] = words.into();
            response["headers"] = other["headers"].clone();
        }
        responses.insert(status, response);
    }
    responses.into()
}

fn response(answer: &Answer, operation: &Operation, schemas: &mut Schemas) -> Value {
    let mut headers = json!({ "X-Request-Id": { "$ref": "#/components/headers/RequestId" } });
    if operation.access.tells_callers() {
        headers["RateLimit"] = json!({ "$ref": "#/components/headers/RateLimit" });
        headers["RateLimit-Policy"] = json!({ "$ref": "#/components/headers/RateLimitPolicy" });
    }
    if operation.is_repeatable() {
        headers["Idempotency-Hit"] = json!({ "$ref": "#/components/headers/IdempotencyHit" });
    }
    let mut response = json!({ "description": answer.description });
    let is_probe = operation.method == "HEAD";
    match answer.content {
        Content::Nothing => {}
        Content::Redirect => {
            headers["Location"] = json!({ "$ref": "#/components/headers/Location" });
        }
        Content::Html if is_probe => {}
        Content::Html => {
            response["content"] = json!({ "text/html": { "schema": { "type": "string" } } });
        }
        Content::File(media_type) => {
            response["content"] = json!({ media_type: { "schema": { "type": "string" } } });
        }
        Content::Rows => {
            let text = json!({ "schema": { "type": "string" } });
            response["content"] = json!({ "application/x-ndjson": text, "text/csv": text });
        }
        Content::Json(schema) => {
            let schema = schemas.written(schema);
            let examples: Map<String, Value> = operation
                .examples
                .iter()
                .filter(|example| example.status == answer.status)
                .filter_map(|example| {
                    let value = example.answer.clone()?;
                    let object = json!({
                        "summary": example.summary,
                        "value": value,
                        "x-caller": caller(example),
                    });
                    Some((example.name.to_owned(), object))
                })
                .collect();
            let mut content = json!({ "schema": schema });
            if !examples.is_empty() {
                content["examples"] = examples.into();
            }
            response["content"] = json!({ "application/json": content });
        }
    }
    response["headers"] = headers;
    response
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}
