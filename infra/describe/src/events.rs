//! What is published, as JSON Schema: a file an event, and a page that tells of all of them.

mod compatible;
mod page;

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result, bail, ensure};
use domain::event::{Event, Metadata, VERSION};
use runtime::announcement::Announcement;
use schemars::SchemaGenerator;
use serde_json::{Value, json};

use crate::examples::{self, OCCURRED_AT};
use crate::files::text;
use crate::schemas::standalone;

const FOLDER: &str = "docs/events/";
const PAGE: &str = "docs/events.md";

/// One event of the bus.
pub(crate) struct Published {
    /// The `detail-type`.
    name: String,
    description: String,
    /// Of the whole `detail`.
    schema: Value,
    example: Value,
}

/// The schemas and the page, by their paths.
///
/// # Errors
/// If an event has no example.
pub(crate) fn files() -> Result<BTreeMap<String, String>> {
    let published = published()?;
    let mut files = BTreeMap::new();
    for event in &published {
        files.insert(path(&event.name), text(&event.schema)?);
    }
    files.insert(PAGE.to_owned(), page::of(&published));
    Ok(files)
}

/// # Errors
/// If `path` is an event's schema, and `content` breaks what `before` promised.
pub(crate) fn check_compatible(path: &str, content: &str, before: Option<&str>) -> Result<()> {
    let (Some(before), true) = (before, path.starts_with(FOLDER)) else {
        return Ok(());
    };
    let broken = compatible::broken(
        &serde_json::from_str(before).with_context(|| format!("{path} is not JSON"))?,
        &serde_json::from_str(content)?,
    );
    ensure!(
        broken.is_empty(),
        "{path} promises what the code no longer keeps:\n  {}\nwithin a version, fields are only \
         added, and may be absent; anything else needs the next domain::event::VERSION",
        broken.join("\n  ")
    );
    Ok(())
}

fn path(name: &str) -> String {
    format!("{FOLDER}{name}.v{VERSION}.json")
}

/// Every event, in the order of the names.
fn published() -> Result<Vec<Published>> {
    let all = standalone(SchemaGenerator::subschema_for::<Event>);
    let metadata = standalone(SchemaGenerator::subschema_for::<Metadata>);
    let mut examples: BTreeMap<String, Event> = BTreeMap::new();
    for event in examples::events()? {
        examples.insert(event.name().to_owned(), event);
    }
    let variants = all["oneOf"].as_array().context("events are one of many")?;
    let mut published = Vec::new();
    let mut names = BTreeSet::new();
    for variant in variants {
        let name = variant["properties"]["type"]["const"]
            .as_str()
            .context("an event has a name")?;
        names.insert(name.to_owned());
        let Some(example) = examples.get(name) else {
            bail!("{name} has no example: add one to infra/describe/src/examples.rs");
        };
        published.push(event(name, variant, &metadata, example)?);
    }
    published.sort_by(|a, b| a.name.cmp(&b.name));
    ensure!(
        examples.keys().all(|name| names.contains(name)),
        "an event's name() differs from the name in its JSON"
    );
    Ok(published)
}

fn event(name: &str, variant: &Value, metadata: &Value, example: &Event) -> Result<Published> {
    let description = variant["description"].as_str().unwrap_or_default();
    let announcement = Announcement {
        metadata: Metadata {
            id: example.id(),
            kind: name.to_owned(),
            version: VERSION,
            occurred_at: OCCURRED_AT.parse()?,
            livemode: false,
            request_id: Some("8f1c2e0a".to_owned()),
        },
        event: example.clone(),
    };
    let example = serde_json::to_value(announcement)?;
    let mut metadata = metadata.clone();
    metadata["properties"]["type"] = json!({ "const": name });
    metadata["properties"]["version"] = json!({ "const": VERSION });
    let schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": format!("urn:goodword:event:{name}:{VERSION}"),
        "title": name,
        "description": description,
        "type": "object",
        "required": ["metadata", "data"],
        "properties": {
            "metadata": metadata,
            "data": variant["properties"]["data"],
        },
        "examples": [example],
    });
    Ok(Published {
        name: name.to_owned(),
        description: description.to_owned(),
        schema,
        example,
    })
}
