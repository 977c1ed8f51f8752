//! `docs/openapi.json` has every route of the template and every problem, and no other.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result};
use serde_json::Value;

use crate::problems::{Problems, of_document};
use crate::repository::{none, read};
use crate::template_file::TemplateFile;

/// API Gateway answers what no route declares, so no operation of ours is asked for it.
const OF_NO_OPERATION: &str = "method-not-allowed";

#[test]
fn s10_every_route_is_described_and_the_other_way_round() -> Result<()> {
    let declared: BTreeSet<String> = TemplateFile::load()?.routes().into_iter().collect();
    let described: BTreeSet<String> = operations(&document()?)?.into_keys().collect();
    let missing = declared.difference(&described).map(|route| {
        format!(
            "{route} is not described: add it to operations() in the `describe.rs` of its \
             function, then `cargo run -p describe` (docs/decisions/0007-descriptions.md)"
        )
    });
    let extra = described
        .difference(&declared)
        .map(|route| format!("{route} is described and not in template.yaml"));
    none(
        "docs/openapi.json describes the routes of template.yaml",
        &missing.chain(extra).collect::<Vec<_>>(),
    )
}

#[test]
fn every_problem_is_answered_by_an_operation_as_it_is_listed() -> Result<()> {
    let listed = of_document(&read("docs/problems.md")?);
    let mut answered = Problems::new();
    let mut problems = Vec::new();
    let document = document()?;
    for (route, operation) in operations(&document)? {
        for (status, response) in operation["responses"].as_object().into_iter().flatten() {
            for (name, example) in examples(&document, response) {
                let title = example["value"]["title"].as_str().unwrap_or_default();
                let row = (status.clone(), title.to_owned());
                if listed.get(&name) != Some(&row) {
                    problems.push(format!(
                        "{route} answers {name} as {row:?}; docs/problems.md has {:?}",
                        listed.get(&name)
                    ));
                }
                answered.insert(name, row);
            }
        }
    }
    let unused = listed.keys().filter(|name| !answered.contains_key(*name));
    let unused = unused.filter(|name| *name != OF_NO_OPERATION);
    problems.extend(unused.map(|name| {
        format!("{name} is answered by no operation: .refuses(…) in its function's `describe.rs`")
    }));
    none(
        "docs/openapi.json and docs/problems.md agree on each problem",
        &problems,
    )
}

#[test]
fn no_two_operations_have_one_name() -> Result<()> {
    let mut seen = BTreeSet::new();
    let mut problems = Vec::new();
    for (route, operation) in operations(&document()?)? {
        let id = operation["operationId"].as_str().unwrap_or_default();
        if id.is_empty() || !seen.insert(id.to_owned()) {
            problems.push(format!("{route}: {id:?}"));
        }
    }
    none("generated clients name calls by operationId", &problems)
}

fn document() -> Result<Value> {
    serde_json::from_str(&read("docs/openapi.json")?).context("docs/openapi.json is not JSON")
}

/// Every operation by its route: `POST /v1/links`.
fn operations(document: &Value) -> Result<BTreeMap<String, Value>> {
    let paths = document["paths"]
        .as_object()
        .context("there are no paths")?;
    let mut operations = BTreeMap::new();
    for (path, item) in paths {
        for (method, operation) in item.as_object().into_iter().flatten() {
            operations.insert(
                format!("{} {path}", method.to_uppercase()),
                operation.clone(),
            );
        }
    }
    Ok(operations)
}

/// The examples of a problem response, also one that is referred to.
fn examples(document: &Value, response: &Value) -> BTreeMap<String, Value> {
    let pointer = response["$ref"]
        .as_str()
        .and_then(|at| at.strip_prefix('#'));
    let response = pointer
        .and_then(|pointer| document.pointer(pointer))
        .unwrap_or(response);
    let examples = &response["content"]["application/problem+json"]["examples"];
    let examples = examples.as_object().into_iter().flatten();
    examples
        .map(|(name, example)| (name.clone(), example.clone()))
        .collect()
}
