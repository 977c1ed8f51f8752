//! Who takes part, and when they are looked at next.

use aws_sdk_dynamodb::types::{TransactWriteItem, Update};
use domain::agenda::{Agenda, Look};
use domain::reminder::Enrolment;
use domain::time::sortable;
use jiff::Timestamp;

use crate::error::StoreError;
use crate::item::{Item, text};
use crate::key::{self, DUE_SHARDS, Key};
use crate::write::refused;

/// Puts the item on the agenda of what looks at it next, if anything does.
pub(crate) fn look(mut item: Item, name: &str, look: Option<Look>) -> Item {
    if let Some(look) = look {
        let (partition, order) = place(name, look);
        item.insert("due_pk".to_owned(), text(&partition));
        item.insert("due_sk".to_owned(), text(&order));
    }
    item
}

/// Where a name stands in the due index.
pub(crate) fn place(name: &str, look: Look) -> (String, String) {
    let shard = key::shard_of(name, DUE_SHARDS);
    (
        key::due_partition(look.agenda, shard),
        format!("{}#{name}", sortable(look.at)),
    )
}

/// A look at one who takes part.
fn reminder_at(at: Timestamp) -> Look {
    Look {
        agenda: Agenda::Reminders,
        at,
    }
}

/// The look of a link, by which its owner takes part.
pub(crate) fn look_at_link(item: Item, code: &str, at: Option<Timestamp>) -> Item {
    look(item, code, at.map(reminder_at))
}

/// Moves one who takes part to their next look, or off the agenda.
pub(crate) fn look_at(
    table: &str,
    enrolment: &Enrolment,
    next: Option<Timestamp>,
) -> Result<TransactWriteItem, StoreError> {
    let (key, name) = key_of(enrolment);
    let update = update(table, &key).condition_expression("attribute_exists(pk)");
    let update = match next {
        Some(at) => {
            let (partition, order) = place(&name, reminder_at(at));
            update
                .update_expression("SET due_pk = :partition, due_sk = :order")
                .expression_attribute_values(":partition", text(&partition))
                .expression_attribute_values(":order", text(&order))
        }
        None => update.update_expression("REMOVE due_pk, due_sk"),
    };
    let update = update.build().map_err(|error| refused(&error))?;
    Ok(TransactWriteItem::builder().update(update).build())
}

/// Writes down one who takes part, unless that was done before.
pub(crate) fn enrol(
    table: &str,
    enrolment: &Enrolment,
    first_look: Option<Timestamp>,
) -> Result<TransactWriteItem, StoreError> {
    let (key, name) = key_of(enrolment);
    let enrolled_at = enrolment.enrolled_at.to_string();
    let mut fields = vec![
        ("program_id", enrolment.program_id.to_string()),
        ("account_id", enrolment.account_id.to_string()),
        ("participant_id", enrolment.participant_id.to_string()),
        ("enrolled_at", enrolled_at),
    ];
    if let Some(at) = first_look {
        let (partition, order) = place(&name, reminder_at(at));
        fields.extend([("due_pk", partition), ("due_sk", order)]);
    }
    let sets: Vec<String> = fields
        .iter()
        .map(|(field, _)| format!("{field} = if_not_exists({field}, :{field})"))
        .collect();
    let mut update = update(table, &key).update_expression(format!("SET {}", sets.join(", ")));
    for (field, value) in &fields {
        update = update.expression_attribute_values(format!(":{field}"), text(value));
    }
    let update = update.build().map_err(|error| refused(&error))?;
    Ok(TransactWriteItem::builder().update(update).build())
}

/// The item that keeps one who takes part, and its name in the due index.
fn key_of(enrolment: &Enrolment) -> (Key, String) {
    if let Some(code) = &enrolment.code {
        return (key::link(code), code.as_str().to_owned());
    }
    let (program, account, who) = (
        &enrolment.program_id,
        &enrolment.account_id,
        &enrolment.participant_id,
    );
    let key = key::enrolment(program, account, who);
    let name = key.pk.clone();
    (key, name)
}

fn update(table: &str, key: &Key) -> aws_sdk_dynamodb::types::builders::UpdateBuilder {
    Update::builder()
        .table_name(table)
        .key("pk", text(&key.pk))
        .key("sk", text(&key.sk))
}
