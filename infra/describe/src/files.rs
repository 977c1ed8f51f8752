//! The files that are written, and when one is out of date.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde_json::Value;

use crate::{document, events, operations};

const OPENAPI: &str = "docs/openapi.json";

pub(crate) fn expected() -> Result<BTreeMap<String, String>> {
    let mut files = BTreeMap::new();
    files.insert(
        OPENAPI.to_owned(),
        text(&document::openapi(&operations())?)?,
    );
    files.extend(events::files()?);
    Ok(files)
}

/// Writes what differs, unless that would change an event within its version.
pub(crate) fn write() -> Result<usize> {
    let mut written = 0_usize;
    let expected = expected()?;
    for (path, content) in &expected {
        events::check_compatible(path, content, read(path).as_deref())?;
    }
    for (path, content) in expected {
        if read(&path).as_ref() != Some(&content) {
            let path = root().join(path);
            let folder = path.parent().context("a file has a folder")?;
            fs::create_dir_all(folder)?;
            fs::write(&path, content)
                .with_context(|| format!("{} cannot be written", path.display()))?;
            written = written.saturating_add(1);
        }
    }
    Ok(written)
}

/// With the keys of every object in the order of the alphabet, whatever `serde_json` does.
pub(crate) fn text(value: &Value) -> Result<String> {
    Ok(format!(
        "{}\n",
        serde_json::to_string_pretty(&sorted(value))?
    ))
}

fn sorted(value: &Value) -> Value {
    match value {
        Value::Object(fields) => {
            let fields: BTreeMap<&String, Value> = fields
                .iter()
                .map(|(key, value)| (key, sorted(value)))
                .collect();
            fields
                .into_iter()
                .map(|(key, value)| (key.clone(), value))
                .collect()
        }
        Value::Array(members) => members.iter().map(sorted).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => value.clone(),
    }
}

fn read(path: &str) -> Option<String> {
    fs::read_to_string(root().join(path)).ok()
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}
