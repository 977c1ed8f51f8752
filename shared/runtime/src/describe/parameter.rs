//! Parameters: of the path one by one, of the query from the struct that reads it.

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema};
use serde_json::Value;

use super::{Operation, Parameter};

impl Operation {
    /// A part of the path in braces.
    #[must_use]
    pub fn path<T: JsonSchema>(
        mut self,
        name: &'static str,
        description: &'static str,
        example: &str,
    ) -> Self {
        self.parameters.push(Parameter {
            name: name.to_owned(),
            place: "path",
            description: description.to_owned(),
            required: true,
            schema: inline::<T>(),
            example: Some(example.into()),
        });
        self
    }

    /// Every field of `T` as a parameter of the query; `examples` by their names.
    #[must_use]
    pub fn query<T: JsonSchema>(mut self, examples: &[(&str, Value)]) -> Self {
        let schema = inline::<T>();
        let required = schema.get("required").and_then(Value::as_array);
        let fields = schema.get("properties").and_then(Value::as_object);
        for (name, field) in fields.into_iter().flatten() {
            let Ok(mut field) = Schema::try_from(field.clone()) else {
                continue;
            };
            let description = field.remove("description");
            let example = examples.iter().find(|(of, _)| of == name);
            self.parameters.push(Parameter {
                name: name.clone(),
                place: "query",
                description: description
                    .as_ref()
                    .and_then(Value::as_str)
                    .unwrap_or_default()
                    .to_owned(),
                required: required.is_some_and(|required| required.contains(&name.as_str().into())),
                schema: without_null(field),
                example: example.map(|(_, value)| value.clone()),
            });
        }
        self
    }

    /// A header of the request.
    #[must_use]
    pub fn header(mut self, name: &str, description: &str, schema: Schema) -> Self {
        self.parameters.push(Parameter {
            name: name.to_owned(),
            place: "header",
            description: description.to_owned(),
            required: false,
            schema,
            example: None,
        });
        self
    }
}

/// The whole schema in one place.
fn inline<T: JsonSchema>() -> Schema {
    let settings = SchemaSettings::draft2020_12().with(|settings| {
        settings.inline_subschemas = true;
        settings.meta_schema = None;
    });
    let mut schema = settings.into_generator().into_root_schema_for::<T>();
    schema.remove("title");
    schema
}

/// A query has no null: what may be left out is left out.
fn without_null(mut schema: Schema) -> Schema {
    if let Some(Value::Array(types)) = schema.get("type") {
        let kept: Vec<Value> = types
            .iter()
            .filter(|kind| *kind != "null")
            .cloned()
            .collect();
        if let [only] = kept.as_slice() {
            schema.insert("type".to_owned(), only.clone());
        }
    }
    let inner = schema.get("anyOf").and_then(Value::as_array);
    let inner = inner.and_then(|several| several.iter().find(|one| one["type"] != "null"));
    inner
        .and_then(|inner| Schema::try_from(inner.clone()).ok())
        .unwrap_or(schema)
}
