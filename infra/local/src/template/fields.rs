//! Reads the keys of one resource or event, and says which key is wrong.

use anyhow::{Context, Result, anyhow, bail};
use serde_json::{Map, Value};

use super::scope::Scope;

/// The keys of one mapping of the template, evaluated when they are read.
pub(crate) struct Fields<'a> {
    scope: &'a Scope,
    place: String,
    raw: Map<String, Value>,
}

impl<'a> Fields<'a> {
    /// The mapping `raw`, found at `place`.
    pub(crate) fn new(scope: &'a Scope, place: impl Into<String>, raw: Map<String, Value>) -> Self {
        Self {
            scope,
            place: place.into(),
            raw,
        }
    }

    /// The `Properties` of the resource called `name`.
    pub(crate) fn of_resource(scope: &'a Scope, name: &str, resource: &Map<String, Value>) -> Self {
        let raw = resource
            .get("Properties")
            .and_then(Value::as_object)
            .cloned();
        Self::new(scope, format!("resource {name}"), raw.unwrap_or_default())
    }

    /// Where this mapping stands in the template, for messages.
    pub(crate) fn place(&self) -> &str {
        &self.place
    }

    /// Fails on every key that neither `used` nor `ignored` names.
    pub(crate) fn only(&self, used: &[&str], ignored: &[&str]) -> Result<()> {
        for key in self.raw.keys() {
            if !used.contains(&key.as_str()) && !ignored.contains(&key.as_str()) {
                bail!("{}: the local stack does not know {key}", self.place);
            }
        }
        Ok(())
    }

    /// The evaluated value of `key`, if it is there.
    pub(crate) fn value(&self, key: &str) -> Result<Option<Value>> {
        match self.raw.get(key) {
            Some(raw) => self.scope.evaluate(raw).with_context(|| self.at(key)),
            None => Ok(None),
        }
    }

    /// The raw mappings below `key`, by name; empty when the key is absent.
    pub(crate) fn children(&self, key: &str) -> Vec<(String, Map<String, Value>)> {
        let children = self.raw.get(key).and_then(Value::as_object);
        children
            .into_iter()
            .flatten()
            .filter_map(|(name, child)| Some((name.clone(), child.as_object()?.clone())))
            .collect()
    }

    /// The mapping below `key`.
    pub(crate) fn fields(&self, key: &str) -> Result<Option<Fields<'a>>> {
        match self.value(key)? {
            Some(Value::Object(raw)) => Ok(Some(Fields::new(self.scope, self.at(key), raw))),
            Some(other) => Err(self.wrong(key, "a mapping", &other)),
            None => Ok(None),
        }
    }

    /// The mappings in the list below `key`; empty when the key is absent.
    pub(crate) fn list(&self, key: &str) -> Result<Vec<Fields<'a>>> {
        let items = match self.value(key)? {
            Some(Value::Array(items)) => items,
            Some(other) => return Err(self.wrong(key, "a list", &other)),
            None => return Ok(Vec::new()),
        };
        let each = |(index, item): (usize, Value)| {
            let Value::Object(raw) = item else {
                return Err(self.wrong(key, "a list of mappings", &item));
            };
            let place = format!("{}[{index}]", self.at(key));
            Ok(Fields::new(self.scope, place, raw))
        };
        items.into_iter().enumerate().map(each).collect()
    }

    /// The text of `key`, if it is there.
    pub(crate) fn text(&self, key: &str) -> Result<Option<String>> {
        match self.value(key)? {
            Some(Value::String(text)) => Ok(Some(text)),
            Some(value @ (Value::Number(_) | Value::Bool(_))) => Ok(Some(value.to_string())),
            Some(other) => Err(self.wrong(key, "a text", &other)),
            None => Ok(None),
        }
    }

    /// The text of `key`, which has to be there.
    pub(crate) fn needed_text(&self, key: &str) -> Result<String> {
        self.text(key)?
            .with_context(|| format!("{} is missing", self.at(key)))
    }

    /// The whole number of `key`, if it is there.
    pub(crate) fn number<T: std::str::FromStr>(&self, key: &str) -> Result<Option<T>> {
        match self.text(key)? {
            Some(text) => match text.parse() {
                Ok(number) => Ok(Some(number)),
                Err(_) => bail!("{} is {text:?}, not a number in range", self.at(key)),
            },
            None => Ok(None),
        }
    }

    /// The truth of `key`, or `default`.
    pub(crate) fn flag(&self, key: &str, default: bool) -> Result<bool> {
        match self.text(key)?.as_deref() {
            None => Ok(default),
            Some("true") => Ok(true),
            Some("false") => Ok(false),
            Some(other) => bail!("{} is {other:?}, not true or false", self.at(key)),
        }
    }

    fn at(&self, key: &str) -> String {
        format!("{}: {key}", self.place)
    }

    fn wrong(&self, key: &str, wanted: &str, found: &Value) -> anyhow::Error {
        anyhow!("{} is {found}, not {wanted}", self.at(key))
    }
}
