//! The description, and whether an answer is one that it describes.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::harness::answer::Answer;

pub(super) struct Document(Value);

/// One operation, its responses with what they refer to.
pub(super) struct Operation {
    pub(super) id: String,
    pub(super) method: String,
    pub(super) path: String,
    pub(super) object: Value,
}

impl Document {
    pub(super) fn read() -> Self {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/openapi.json");
        Self(serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap())
    }

    pub(super) fn operations(&self) -> Vec<Operation> {
        let mut operations = Vec::new();
        for (path, item) in self.0["paths"].as_object().unwrap() {
            for (method, object) in item.as_object().unwrap() {
                let mut object = object.clone();
                for response in object["responses"].as_object_mut().unwrap().values_mut() {
                    self.resolve(response);
                    for header in response["headers"].as_object_mut().unwrap().values_mut() {
                        self.resolve(header);
                    }
                }
                operations.push(Operation {
                    id: object["operationId"].as_str().unwrap().to_owned(),
                    method: method.to_uppercase(),
                    path: path.clone(),
                    object,
                });
            }
        }
        operations
    }

    fn resolve(&self, object: &mut Value) {
        if let Some(pointer) = object["$ref"].as_str() {
            *object = self.0.pointer(&pointer[1..]).expect(pointer).clone();
        }
    }

    /// Status, headers, media type and body are among those that the operation describes.
    #[track_caller]
    pub(super) fn check(&self, operation: &Operation, answer: &Answer) {
        let case = format!("{} {answer:?}", operation.id);
        let response = &operation.object["responses"][answer.status.to_string()];
        assert!(response.is_object(), "an undescribed status: {case}");
        for (name, header) in response["headers"].as_object().unwrap() {
            let is_there = answer.headers.contains_key(name.as_str());
            assert!(is_there || header["required"] != true, "no {name}: {case}");
        }
        let Some(content) = response["content"].as_object() else {
            assert_eq!(answer.text, "", "an undescribed body: {case}");
            return;
        };
        let media_type = answer
            .header("content-type")
            .split(';')
            .next()
            .unwrap()
            .trim();
        let described = content.get(media_type);
        let described = described.unwrap_or_else(|| panic!("an undescribed media type: {case}"));
        if media_type.ends_with("json") {
            self.check_schema(&described["schema"], answer.json(), &case);
        }
    }

    #[track_caller]
    fn check_schema(&self, schema: &Value, body: &Value, case: &str) {
        let mut schema = schema.clone();
        schema["components"] = self.0["components"].clone();
        let options = jsonschema::draft202012::options().should_validate_formats(true);
        let validator = options.build(&schema).unwrap();
        let errors: Vec<String> = validator
            .iter_errors(body)
            .map(|error| format!("{} {error}", error.instance_path()))
            .collect();
        assert!(errors.is_empty(), "{errors:?}: {case}");
    }
}

impl Operation {
    /// Whether it takes a body of JSON.
    pub(super) fn takes_json(&self) -> bool {
        self.object["requestBody"]["content"]["application/json"].is_object()
    }

    pub(super) fn is_stripes(&self) -> bool {
        self.object["security"][0]["stripeSignature"].is_array()
    }

    /// Whether a browser on the hosted page asks.
    pub(super) fn is_of_session(&self) -> bool {
        self.object["security"][0]["portalSession"].is_array()
    }

    /// Whether the browser of a member of staff asks.
    pub(super) fn is_of_console(&self) -> bool {
        self.object["security"][0]["consoleSession"].is_array()
    }

    /// The scope of the API keys that may call it, if it is the host's.
    pub(super) fn scope(&self) -> Option<&str> {
        self.object["security"][0]["apiKey"][0].as_str()
    }
}
