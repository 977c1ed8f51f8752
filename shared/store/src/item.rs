//! Records as items: the record's own fields, its key, and the attributes of the indexes.
//!
//! The records of `domain` are their own stored shape, field by field; a snapshot test holds
//! it still (`docs/decisions/0002-stored-shapes.md`).

use std::collections::HashMap;

use aws_sdk_dynamodb::types::AttributeValue;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::error::StoreError;
use crate::key::Key;

/// An item as DynamoDB takes it.
pub(crate) type Item = HashMap<String, AttributeValue>;

/// The record with its key.
pub(crate) fn of<T: Serialize>(key: &Key, record: &T) -> Result<Item, StoreError> {
    let mut item: Item = serde_dynamo::to_item(record).map_err(|source| StoreError::Malformed {
        key: described(key),
        source,
    })?;
    item.insert("pk".to_owned(), text(&key.pk));
    item.insert("sk".to_owned(), text(&key.sk));
    Ok(item)
}

/// The record of an item; its key and index attributes are left out of account.
pub(crate) fn record<T: DeserializeOwned>(item: Item) -> Result<T, StoreError> {
    let key = format!("{} {}", attribute(&item, "pk"), attribute(&item, "sk"));
    serde_dynamo::from_item(item).map_err(|source| StoreError::Malformed { key, source })
}

/// What stands in one attribute of a record.
pub(crate) fn value<T: Serialize>(value: &T) -> Result<AttributeValue, StoreError> {
    serde_dynamo::to_attribute_value(value).map_err(|source| StoreError::Malformed {
        key: "an attribute".to_owned(),
        source,
    })
}

/// A text attribute, or nothing.
pub(crate) fn attribute<'a>(item: &'a Item, name: &str) -> &'a str {
    item.get(name)
        .and_then(|value| value.as_s().ok())
        .map_or("", String::as_str)
}

pub(crate) fn text(text: &str) -> AttributeValue {
    AttributeValue::S(text.to_owned())
}

pub(crate) fn number(number: impl ToString) -> AttributeValue {
    AttributeValue::N(number.to_string())
}

fn described(key: &Key) -> String {
    format!("{} {}", key.pk, key.sk)
}
