//! The schemas of all bodies, each named once.

use anyhow::{Result, bail};
use runtime::describe::SchemaOf;
use schemars::generate::{Contract, SchemaSettings};
use schemars::{Schema, SchemaGenerator};
use serde_json::{Map, Value};

use crate::words;

/// Schemas of what is read and of what is written: a field that may be left out of a request is
/// always there in a response.
pub(crate) struct Schemas {
    read: SchemaGenerator,
    written: SchemaGenerator,
}

impl Schemas {
    pub(crate) fn new() -> Self {
        Self {
            read: generator(Contract::Deserialize),
            written: generator(Contract::Serialize),
        }
    }

    /// Of the body of a request.
    pub(crate) fn read(&mut self, schema: SchemaOf) -> Value {
        schema(&mut self.read).to_value()
    }

    /// Of the body of a response.
    pub(crate) fn written(&mut self, schema: SchemaOf) -> Value {
        schema(&mut self.written).to_value()
    }

    /// All that were named.
    ///
    /// # Errors
    /// If a name stands for two schemas.
    pub(crate) fn named(mut self) -> Result<Map<String, Value>> {
        let mut named = self.read.take_definitions(true);
        for (name, schema) in self.written.take_definitions(true) {
            match named.get(&name) {
                Some(other) if *other != schema => bail!(
                    "{name} is read and written in two forms: give one of them another name with \
                     #[schemars(rename = \"…\")]"
                ),
                Some(_) => {}
                None => {
                    named.insert(name, schema);
                }
            }
        }
        for schema in named.values_mut() {
            cleaned(schema);
        }
        Ok(named)
    }
}

/// A schema that stands for itself, of all that can be read as the type: what was published
/// before a field was added, too.
pub(crate) fn standalone(schema: SchemaOf) -> Value {
    let settings = SchemaSettings::draft2020_12().with(|settings| {
        settings.contract = Contract::Deserialize;
        settings.inline_subschemas = true;
        settings.meta_schema = None;
    });
    let mut schema = schema(&mut settings.into_generator()).to_value();
    cleaned(&mut schema);
    schema
}

/// A parameter's schema, whose words are its own.
pub(crate) fn of_parameter(schema: &Schema) -> Value {
    let mut schema = schema.clone().to_value();
    cleaned(&mut schema);
    schema
}

fn generator(contract: Contract) -> SchemaGenerator {
    let settings = SchemaSettings::draft2020_12().with(|settings| {
        settings.contract = contract;
        settings.definitions_path = "/components/schemas".into();
        settings.meta_schema = None;
    });
    settings.into_generator()
}

/// Takes the code's own marks out of the descriptions.
fn cleaned(schema: &mut Value) {
    match schema {
        Value::Object(fields) => {
            if let Some(Value::String(description)) = fields.get_mut("description") {
                *description = words::for_strangers(description);
            }
            for (name, field) in fields.iter_mut() {
                if !matches!(name.as_str(), "const" | "enum" | "example" | "examples") {
                    cleaned(field);
                }
            }
        }
        Value::Array(members) => members.iter_mut().for_each(cleaned),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}
