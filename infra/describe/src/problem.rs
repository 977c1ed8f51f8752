//! Problems (RFC 9457) as responses: one response a status, one example a problem.

use runtime::describe::Refusal;
use serde_json::{Map, Value, json};

/// The responses of an operation's problems, by their statuses.
pub(crate) fn responses(refusals: &[Refusal]) -> Map<String, Value> {
    let mut responses = Map::new();
    for refusal in refusals {
        let status = refusal.kind.status;
        let of_status: Vec<&Refusal> = refusals
            .iter()
            .filter(|other| other.kind.status == status)
            .collect();
        responses.insert(status.to_string(), response(status, &of_status));
    }
    responses
}

/// Takes the responses that several operations give alike out of `paths`, and names each by its
/// problems.
pub(crate) fn shared(paths: &mut Map<String, Value>) -> Map<String, Value> {
    let mut found: Vec<(Value, usize)> = Vec::new();
    each_response(
        paths,
        &mut |response| match found.iter_mut().find(|(other, _)| other == response) {
            Some((_, times)) => *times = times.saturating_add(1),
            None => found.push((response.clone(), 1)),
        },
    );
    let mut shared = Map::new();
    for (response, times) in found {
        let Some(name) = name(&response).filter(|_| times > 1) else {
            continue;
        };
        let taken = |name: &String| shared.contains_key(name);
        let numbered = (2..).map(|number| format!("{name}{number}"));
        let free = [name.clone()].into_iter().chain(numbered);
        if let Some(name) = free.into_iter().find(|name| !taken(name)) {
            shared.insert(name, response);
        }
    }
    each_response(paths, &mut |response| {
        let name = shared.iter().find(|(_, other)| *other == response);
        if let Some((name, _)) = name {
            *response = json!({ "$ref": format!("#/components/responses/{name}") });
        }
    });
    shared
}

fn each_response(paths: &mut Map<String, Value>, act: &mut impl FnMut(&mut Value)) {
    let operations = paths.values_mut().filter_map(Value::as_object_mut);
    for operation in operations.flat_map(Map::values_mut) {
        let responses = operation["responses"].as_object_mut();
        responses
            .into_iter()
            .flat_map(Map::values_mut)
            .for_each(&mut *act);
    }
}

/// `InvalidRequest`, or `InviteDisabledOrLinkNeeded`; nothing where it is no problem.
fn name(response: &Value) -> Option<String> {
    let content = response["content"].as_object()?;
    let problem = content.get("application/problem+json")?;
    let slugs = problem["examples"].as_object()?.keys();
    let names: Vec<String> = slugs.map(|slug| in_pascal_case(slug)).collect();
    (content.len() == 1).then(|| names.join("Or"))
}

fn in_pascal_case(slug: &str) -> String {
    let words = slug.split('-').map(|word| {
        let (first, rest) = word.split_at(word.len().min(1));
        first.to_uppercase() + rest
    });
    words.collect()
}

fn response(status: u16, refusals: &[&Refusal]) -> Value {
    let names: Vec<String> = refusals
        .iter()
        .map(|refusal| format!("`{}`: {}.", refusal.kind.slug, refusal.kind.title))
        .collect();
    let examples: Map<String, Value> = refusals
        .iter()
        .map(|refusal| {
            let example = json!({ "summary": refusal.kind.title, "value": example(refusal) });
            (refusal.kind.slug.to_owned(), example)
        })
        .collect();
    let mut headers = json!({ "X-Request-Id": { "$ref": "#/components/headers/RequestId" } });
    match status {
        401 => {
            headers["WWW-Authenticate"] = json!({ "$ref": "#/components/headers/WwwAuthenticate" });
        }
        429 | 503 => headers["Retry-After"] = json!({ "$ref": "#/components/headers/RetryAfter" }),
        _ => {}
    }
    json!({
        "description": names.join(" "),
        "headers": headers,
        "content": { "application/problem+json": {
            "schema": { "$ref": "#/components/schemas/Problem" },
            "examples": examples,
        } },
    })
}

fn example(refusal: &Refusal) -> Value {
    let kind = refusal.kind;
    let mut problem = json!({
        "type": format!("/problems/{}", kind.slug),
        "title": kind.title,
        "status": kind.status,
        "code": kind.slug.replace('-', "_"),
        "request_id": "0b6f2f0e-58a9-4d0f-9c7f-2d1c5a7e9b10",
    });
    if !refusal.detail.is_empty() {
        problem["detail"] = refusal.detail.as_str().into();
    }
    if let Some(pointer) = refusal.pointer {
        let detail = refusal.detail.trim_start_matches(pointer).trim_start();
        problem["errors"] = json!([{ "pointer": pointer, "detail": detail }]);
    }
    problem
}
