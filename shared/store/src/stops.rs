//! What suppresses mail: asked for in a claim, and taken back by the owner of the address.

use aws_sdk_dynamodb::types::{AttributeValue, ConditionCheck, Delete, TransactWriteItem};
use domain::suppression::MailKind;
use domain::token::AddressHash;

use crate::error::StoreError;
use crate::item::text;
use crate::key::{self, Key};
use crate::write::{check, refused};

/// Holds for a stop of the owner's own, and where there is none.
pub(crate) const UNDOABLE: &str = "attribute_not_exists(pk) OR may_be_undone = :yes";

/// One check, and for reminders another: of a stop from before they had one of their own.
pub(crate) fn require_none(
    table: &str,
    recipient: &AddressHash,
    kind: MailKind,
) -> Result<Vec<TransactWriteItem>, StoreError> {
    let own = check(
        table,
        &key::suppression(recipient, kind),
        "attribute_not_exists(pk)",
        None,
    )?;
    let older = match kind {
        MailKind::Invites | MailKind::Notifications => None,
        MailKind::Reminders => {
            let key = key::suppression(recipient, MailKind::Notifications);
            let check = ConditionCheck::builder()
                .table_name(table)
                .key("pk", text(&key.pk))
                .key("sk", text(&key.sk))
                .condition_expression("attribute_not_exists(pk) OR apart_from_reminders = :yes")
                .expression_attribute_values(":yes", AttributeValue::Bool(true))
                .build()
                .map_err(|error| refused(&error))?;
            Some(TransactWriteItem::builder().condition_check(check).build())
        }
    };
    Ok(std::iter::once(own).chain(older).collect())
}

/// Deletes a stop of the owner's own.
pub(crate) fn take_back(table: &str, key: &Key) -> Result<TransactWriteItem, StoreError> {
    let delete = Delete::builder()
        .table_name(table)
        .key("pk", text(&key.pk))
        .key("sk", text(&key.sk))
        .condition_expression(UNDOABLE)
        .expression_attribute_values(":yes", AttributeValue::Bool(true))
        .build()
        .map_err(|error| refused(&error))?;
    Ok(TransactWriteItem::builder().delete(delete).build())
}
