//! The examples of an operation as calls.

use std::collections::BTreeMap;

use reqwest::{Method, RequestBuilder};
use serde_json::Value;

use super::document::Operation;
use crate::harness::answer::Answer;
use crate::harness::console::Console;
use crate::harness::page::Page;
use crate::harness::stack::Stack;

/// What a stand-in of the examples is in the stack: a code, an id, a token.
#[derive(Default)]
pub(super) struct Known(BTreeMap<&'static str, String>);

/// One call, and what should come of it.
#[derive(Debug)]
pub(super) struct Example {
    pub(super) status: u16,
    by_participant: bool,
    body: Option<Value>,
    answer: Option<Value>,
}

impl Known {
    pub(super) fn learn(&mut self, stand_in: &'static str, value: String) {
        self.0.insert(stand_in, value);
    }

    fn real(&self, text: &str) -> String {
        let replace =
            |text: String, (stand_in, value): (&&str, &String)| text.replace(*stand_in, value);
        self.0.iter().fold(text.to_owned(), replace)
    }
}

impl Operation {
    /// Every example; an operation without a body has a call of its own.
    pub(super) fn examples(&self) -> Vec<Example> {
        let bodies = self.object["requestBody"]["content"].as_object();
        let bodies = bodies.into_iter().flatten().map(|(_, content)| content);
        let requests: BTreeMap<String, Value> =
            bodies.flat_map(|body| named(&body["examples"])).collect();
        let mut examples = Vec::new();
        for (status, response) in self.object["responses"].as_object().unwrap() {
            for (name, answer) in named(&response["content"]["application/json"]["examples"]) {
                examples.push(Example {
                    status: status.parse().unwrap(),
                    by_participant: answer["x-caller"] == "participant",
                    body: requests.get(&name).map(|request| request["value"].clone()),
                    answer: Some(answer["value"].clone()),
                });
            }
        }
        // The new thing comes before the one there is.
        examples.sort_by_key(|example| std::cmp::Reverse(example.status));
        if examples.is_empty() && !self.is_stripes() {
            examples.extend(self.without_answer(&requests));
        }
        examples
    }

    /// What is answered with no JSON: an empty body, a page, a redirect.
    fn without_answer(&self, requests: &BTreeMap<String, Value>) -> Vec<Example> {
        let statuses = self.object["responses"].as_object().unwrap().keys();
        let status = statuses
            .filter_map(|status| status.parse().ok())
            .min()
            .unwrap();
        let example = |request: Option<&Value>| Example {
            status,
            by_participant: request.is_some_and(|request| request["x-caller"] == "participant"),
            body: request.map(|request| request["value"].clone()),
            answer: None,
        };
        if requests.is_empty() {
            return vec![example(None)];
        }
        requests
            .values()
            .map(|request| example(Some(request)))
            .collect()
    }

    /// A request to its address, by nobody.
    pub(super) fn request(&self, stack: &Stack, known: &Known) -> RequestBuilder {
        let method: Method = self.method.parse().unwrap();
        let mut path = self.path.clone();
        let mut query: Vec<(String, String)> = Vec::new();
        let parameters = self.object["parameters"].as_array();
        for parameter in parameters.into_iter().flatten() {
            let name = parameter["name"].as_str().unwrap();
            let value = match &parameter["example"] {
                Value::Null => continue,
                Value::String(text) => known.real(text),
                other
                @ (Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_)) => {
                    other.to_string()
                }
            };
            match parameter["in"].as_str().unwrap() {
                "path" => path = path.replace(&format!("{{{name}}}"), &value),
                "query" => query.push((name.to_owned(), value)),
                _ => {}
            }
        }
        stack.request(method, &path).query(&query)
    }
}

impl Example {
    pub(super) fn request(
        &self,
        stack: &Stack,
        operation: &Operation,
        known: &Known,
    ) -> RequestBuilder {
        let mut request = operation.request(stack, known);
        if operation.is_of_session() {
            request = Page::of(stack, "ana").sends(request);
        } else if operation.is_of_console() {
            request = Console::of(stack, "owner").sends(request);
        } else if self.by_participant {
            request = request.bearer_auth(stack.participant("ana").token().signed());
        } else if operation.scope().is_some() {
            request = request.bearer_auth(stack.secret("admin-api-key"));
        }
        match &self.body {
            None => request,
            Some(Value::String(text)) => {
                let content = operation.object["requestBody"]["content"]
                    .as_object()
                    .unwrap();
                let media_type = content.keys().next().unwrap();
                request
                    .header("content-type", media_type)
                    .body(known.real(text))
            }
            Some(json) => {
                let text = known.real(&json.to_string());
                request
                    .header("content-type", "application/json")
                    .body(text)
            }
        }
    }

    /// The answer has the fields of the example, and no others.
    #[track_caller]
    pub(super) fn check_fields(&self, operation: &Operation, answer: &Answer) {
        if let Some(example) = &self.answer {
            let mut differing = Vec::new();
            compare("", example, answer.json(), &mut differing);
            assert!(
                differing.is_empty(),
                "{}: {differing:?}: {answer:?}",
                operation.id
            );
        }
    }
}

/// Where one has a field that the other has not; of lists, the first members are looked at.
fn compare(at: &str, example: &Value, real: &Value, differing: &mut Vec<String>) {
    if let (Some(shown), Some(came)) = (example.as_object(), real.as_object()) {
        let only_shown = shown.keys().filter(|name| !came.contains_key(*name));
        differing.extend(only_shown.map(|name| format!("{at}/{name} did not come")));
        let only_came = came.keys().filter(|name| !shown.contains_key(*name));
        differing.extend(only_came.map(|name| format!("{at}/{name} is not shown")));
        for (name, value) in shown {
            compare(&format!("{at}/{name}"), value, &real[name], differing);
        }
    }
    if let (Some(Some(shown)), Some(Some(came))) = (
        example.as_array().map(|members| members.first()),
        real.as_array().map(|members| members.first()),
    ) {
        compare(&format!("{at}/0"), shown, came, differing);
    }
}

fn named(examples: &Value) -> BTreeMap<String, Value> {
    let examples = examples.as_object().into_iter().flatten();
    examples
        .map(|(name, example)| (name.clone(), example.clone()))
        .collect()
}
