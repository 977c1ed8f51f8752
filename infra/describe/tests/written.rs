//! What is committed is what the code says, and the examples in it are what the schemas say.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn openapi() -> Value {
    let text = fs::read_to_string(root().join("docs/openapi.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

/// Every operation with its name, as `POST /v1/links`.
fn operations(openapi: &Value) -> Vec<(String, &Value)> {
    let mut operations = Vec::new();
    for (path, item) in openapi["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            operations.push((format!("{} {path}", method.to_uppercase()), operation));
        }
    }
    operations
}

fn validator(openapi: &Value, schema: &Value) -> jsonschema::Validator {
    let mut schema = schema.clone();
    schema["components"] = openapi["components"].clone();
    jsonschema::draft202012::options()
        .should_validate_formats(true)
        .build(&schema)
        .unwrap()
}

#[test]
fn s10_what_is_committed_is_what_the_code_says() {
    for (path, content) in describe::expected().unwrap() {
        let committed = fs::read_to_string(root().join(&path)).unwrap_or_default();
        assert!(
            committed == content,
            "{path} is out of date: run `cargo run -p describe` and commit what it writes"
        );
    }
}

#[test]
fn no_schema_of_an_event_is_left_over_that_nobody_wrote() {
    let expected = describe::expected().unwrap();
    for file in fs::read_dir(root().join("docs/events")).unwrap() {
        let name = file.unwrap().file_name().into_string().unwrap();
        let of_this_version = name.ends_with(&format!(".v{}.json", domain::event::VERSION));
        assert!(
            !of_this_version || expected.contains_key(&format!("docs/events/{name}")),
            "docs/events/{name} is of no event: within a version, none may go"
        );
    }
}

#[test]
fn every_example_of_a_body_is_what_its_schema_says() {
    let openapi = openapi();
    for (name, operation) in operations(&openapi) {
        let responses = operation["responses"].as_object().unwrap();
        let bodies = responses.values().chain([&operation["requestBody"]]);
        for body in bodies {
            for (kind, content) in body["content"].as_object().into_iter().flatten() {
                let validator = validator(&openapi, &content["schema"]);
                for (example, value) in content["examples"].as_object().into_iter().flatten() {
                    let errors: Vec<String> = validator
                        .iter_errors(&value["value"])
                        .map(|error| format!("{} {error}", error.instance_path()))
                        .collect();
                    assert!(errors.is_empty(), "{name}, {kind}, {example}: {errors:?}");
                }
            }
        }
    }
}

#[test]
fn every_operation_says_in_words_what_it_does_and_shows_a_call() {
    for operation in describe::operations() {
        let name = format!("{} {}", operation.method, operation.path);
        assert!(
            !operation.summary.is_empty(),
            "{name}: .says(summary, description)"
        );
        assert!(
            operation.description.len() > 40,
            "{name}: .says(summary, description)"
        );
        assert!(
            !operation.answers.is_empty(),
            "{name}: .answers::<T>(status, description)"
        );
        let is_stripes = operation.access == runtime::describe::Access::Stripe;
        assert!(
            is_stripes || !operation.examples.is_empty(),
            "{name}: .example(…)"
        );
    }
}

#[test]
fn every_example_of_an_event_is_what_its_schema_says() {
    for (path, content) in describe::expected().unwrap() {
        if path.starts_with("docs/events/") {
            let schema: Value = serde_json::from_str(&content).unwrap();
            let validator = jsonschema::draft202012::new(&schema).unwrap();
            let example = &schema["examples"][0];
            assert!(validator.is_valid(example), "{path}: {example}");
            let mut without = example.clone();
            without["data"] = json!({});
            assert!(!validator.is_valid(&without), "{path} asks for nothing");
        }
    }
}
