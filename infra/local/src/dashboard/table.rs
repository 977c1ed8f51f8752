//! The table: items by their partition.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{Query, State};
use serde::Deserialize;
use serde_json::Value;

use super::frame::{Frame, Said, Tab};
use crate::control::Stack;
use crate::html::{Page, page};
use crate::table::to_plain;
use crate::template::TableSpec;

#[derive(Template)]
#[template(path = "dashboard/table.html")]
struct TablePage {
    frame: Frame,
    filter: String,
    kinds: Vec<Kind>,
    items: usize,
}

/// Partitions whose keys begin alike.
struct Kind {
    name: String,
    partitions: Vec<Partition>,
}

struct Partition {
    key: String,
    items: Vec<Item>,
}

struct Item {
    sort_key: String,
    json: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Filter {
    /// A piece of a key or a value.
    with: String,
    notice: String,
}

pub(super) async fn show(State(stack): State<Stack>, Query(filter): Query<Filter>) -> Page {
    let mut by_key: BTreeMap<String, Vec<Item>> = BTreeMap::new();
    let with = filter.with.trim().to_lowercase();
    let mut items = 0_usize;
    for table in &stack.template.tables {
        for item in stack.dynamo.items(table, None).await? {
            let item = to_plain(&item);
            if !with.is_empty() && !item.to_string().to_lowercase().contains(&with) {
                continue;
            }
            items = items.saturating_add(1);
            let [key, sort_key] = keys(table, &item);
            let json = format!("{item:#}");
            by_key.entry(key).or_default().push(Item { sort_key, json });
        }
    }
    let partition = |(key, mut items): (String, Vec<Item>)| {
        items.sort_by(|one, other| one.sort_key.cmp(&other.sort_key));
        Partition { key, items }
    };
    let notice = filter.notice;
    page(&TablePage {
        frame: Frame::of(&stack, Tab::Table, back(&filter.with), Said { notice }),
        filter: filter.with,
        kinds: kinds(by_key.into_iter().map(partition)),
        items,
    })
}

/// The partitions by what stands before the first `#` of their keys.
fn kinds(partitions: impl Iterator<Item = Partition>) -> Vec<Kind> {
    let mut kinds: Vec<Kind> = Vec::new();
    for partition in partitions {
        let name = partition.key.split('#').next().unwrap_or_default();
        match kinds.last_mut().filter(|last| last.name == name) {
            Some(last) => last.partitions.push(partition),
            None => kinds.push(Kind {
                name: name.to_owned(),
                partitions: vec![partition],
            }),
        }
    }
    kinds
}

fn back(filter: &str) -> String {
    let query = form_urlencoded::Serializer::new(String::new())
        .append_pair("with", filter)
        .finish();
    format!("{}?{query}", Tab::Table.path())
}

/// The partition key and the sort key of `item`; empty where the table has none.
fn keys(table: &TableSpec, item: &Value) -> [String; 2] {
    [0, 1].map(|place| {
        let name = table.keys.get(place).map_or("", String::as_str);
        let value = &item[name];
        let text = value.as_str().map(str::to_owned);
        // A number is the only other kind of key in use.
        text.unwrap_or_else(|| value.as_i64().map_or_else(String::new, |n| n.to_string()))
    })
}
