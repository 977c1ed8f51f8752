//! What every operation refuses alike: no caller, one who may not, a body that cannot be.

use reqwest::RequestBuilder;
use serde_json::{Value, json};

use super::document::{Document, Operation};
use super::example::Known;
use crate::harness::answer::{Answer, send};
use crate::harness::program::Program;
use crate::harness::stack::Stack;

/// Scopes of which no operation takes both.
const ONE: &str = "accounts";
const OTHER: &str = "links";

fn at_every_operation(check: impl Fn(&Stack, &Operation) -> Option<Answer>) {
    let document = Document::read();
    let stack = Stack::of(&Program::clientjoy());
    let mut checked = 0_usize;
    for operation in document.operations() {
        if let Some(answer) = check(&stack, &operation) {
            document.check(&operation, &answer);
            checked = checked.saturating_add(1);
        }
    }
    assert!(checked > 5, "{checked} operations were looked at");
}

fn by_operator(stack: &Stack, operation: &Operation) -> Option<RequestBuilder> {
    operation.scope()?;
    operation.takes_json().then_some(())?;
    let request = operation.request(stack, &Known::default());
    Some(request.bearer_auth(stack.secret("admin-api-key")))
}

#[test]
fn s3_without_a_caller_the_refusal_is_the_one_described() {
    at_every_operation(|stack, operation| {
        operation.scope()?;
        let answer = send(with_body(
            operation,
            operation.request(stack, &Known::default()),
        ));
        assert_eq!(answer.problem(401), "unauthorized", "{}", operation.id);
        Some(answer)
    });
}

#[test]
fn s3_a_key_without_the_scope_is_refused_as_described() {
    at_every_operation(|stack, operation| {
        let scope = if operation.scope()? == ONE {
            OTHER
        } else {
            ONE
        };
        let key = stack.host().makes_key(&[scope]);
        let request = operation.request(stack, &Known::default());
        let answer = send(with_body(operation, request.bearer_auth(key)));
        // A link's owner is looked at first, and there is no such link.
        assert!(
            matches!(answer.status, 403 | 404),
            "{} {answer:?}",
            operation.id
        );
        Some(answer)
    });
}

#[test]
fn f62_an_unknown_field_is_refused_as_described() {
    at_every_operation(|stack, operation| {
        let mut body = first_body(operation)?;
        body["balance"] = json!(1);
        let answer = send(by_operator(stack, operation)?.json(&body));
        assert_eq!(answer.problem(400), "invalid_request", "{}", operation.id);
        Some(answer)
    });
}

#[test]
fn f34_a_body_of_another_kind_or_size_is_refused_as_described() {
    at_every_operation(|stack, operation| {
        let text = by_operator(stack, operation)?.header("content-type", "text/plain");
        let answer = send(text.body("{}"));
        assert_eq!(
            answer.problem(415),
            "unsupported_media_type",
            "{}",
            operation.id
        );
        Some(answer)
    });
    at_every_operation(|stack, operation| {
        let large = json!({ "name": "x".repeat(64 * 1024) });
        let answer = send(by_operator(stack, operation)?.json(&large));
        assert_eq!(answer.problem(413), "too_large", "{}", operation.id);
        Some(answer)
    });
}

/// A body that is right, since it is read before the caller is looked at.
fn with_body(operation: &Operation, request: RequestBuilder) -> RequestBuilder {
    match first_body(operation) {
        Some(body) => request.json(&body),
        None => request,
    }
}

fn first_body(operation: &Operation) -> Option<Value> {
    let content = &operation.object["requestBody"]["content"]["application/json"];
    let example = content["examples"].as_object()?.values().next()?;
    Some(example["value"].clone())
}
