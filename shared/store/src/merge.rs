//! One action an item: DynamoDB refuses two on one item in a transaction, so steps of one record
//! are merged into one.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use aws_sdk_dynamodb::types::{AttributeValue, ConditionCheck, Put, TransactWriteItem};

use crate::item::Item;

/// The same actions with one for each item: it holds as the first did, since that is about what
/// is stored, and stores what the last does.
///
/// Two counts of one item stay two, and the table refuses them: no decision counts twice.
pub(crate) fn merged(actions: Vec<TransactWriteItem>) -> Vec<TransactWriteItem> {
    let mut merged: Vec<TransactWriteItem> = Vec::with_capacity(actions.len());
    let mut places: HashMap<(String, String), usize> = HashMap::new();
    for action in actions {
        let place = match places.entry(key_of(&action)) {
            Entry::Occupied(place) => *place.get(),
            Entry::Vacant(place) => {
                place.insert(merged.len());
                merged.push(action);
                continue;
            }
        };
        let apart = match merged.get_mut(place) {
            Some(first) => join(first, action),
            None => Some(action),
        };
        merged.extend(apart);
    }
    merged
}

/// Puts `later` into `first`; gives it back where the two cannot be one.
fn join(first: &mut TransactWriteItem, later: TransactWriteItem) -> Option<TransactWriteItem> {
    if let (Some(put), Some(later)) = (&mut first.put, &later.put) {
        put.item.clone_from(&later.item);
    } else if let (Some(put), Some(delete)) = (&first.put, &later.delete) {
        let mut delete = delete.clone();
        delete
            .condition_expression
            .clone_from(&put.condition_expression);
        delete
            .expression_attribute_values
            .clone_from(&put.expression_attribute_values);
        *first = TransactWriteItem::builder().delete(delete).build();
    } else if let (Some(check), Some(put)) = (&first.condition_check, &later.put) {
        *first = put_if(put.clone(), check);
    } else if let (Some(put), Some(check)) = (&first.put, &later.condition_check) {
        *first = put_if(put.clone(), check);
    } else if *first != later {
        return Some(later);
    }
    None
}

/// The put, under its own condition and that of the check.
fn put_if(mut put: Put, check: &ConditionCheck) -> TransactWriteItem {
    put.condition_expression = Some(match put.condition_expression {
        Some(own) => format!("({own}) AND ({})", check.condition_expression),
        None => check.condition_expression.clone(),
    });
    if let Some(values) = &check.expression_attribute_values {
        put.expression_attribute_values
            .get_or_insert_default()
            .extend(values.clone());
    }
    TransactWriteItem::builder().put(put).build()
}

fn key_of(action: &TransactWriteItem) -> (String, String) {
    let TransactWriteItem {
        condition_check,
        put,
        delete,
        update,
        ..
    } = action;
    let key = None
        .or(condition_check.as_ref().map(|check| &check.key))
        .or(put.as_ref().map(|put| &put.item))
        .or(delete.as_ref().map(|delete| &delete.key))
        .or(update.as_ref().map(|update| &update.key));
    (text(key, "pk"), text(key, "sk"))
}

fn text(key: Option<&Item>, name: &str) -> String {
    let value: Option<&AttributeValue> = key.and_then(|key| key.get(name));
    value
        .and_then(|value| value.as_s().ok())
        .cloned()
        .unwrap_or_default()
}
