//! Each write of a change set as a DynamoDB action with its condition.

use aws_sdk_dynamodb::error::BuildError;
use aws_sdk_dynamodb::types::{AttributeValue, ConditionCheck, Delete, Put, TransactWriteItem};
use domain::change::{ParkedPayment, Write};
use domain::suppression::MailKind;
use domain::time::sortable;
use domain::token::AddressHash;
use serde::Serialize;
use serde_json::json;

use crate::caps;
use crate::error::StoreError;
use crate::item::{self, Item, number, text};
use crate::key::{self, DUE_SHARDS, Key};

/// When an item is put although something stands at its key.
enum If {
    Always,
    Absent,
    /// The stored version is the one before this; absent where this is the first.
    Version(u64),
    /// Absent, or stored for the same account.
    SameAccount(String),
}

/// The actions of one write: one, or two for a journal entry and its statement line.
#[expect(clippy::too_many_lines, reason = "a table: one short arm a write")]
pub(crate) fn actions(write: &Write, table: &str) -> Result<Vec<TransactWriteItem>, StoreError> {
    let action = match write {
        Write::Account(record) => put(
            table,
            &key::account(&record.id),
            record,
            If::Version(record.version),
        ),
        Write::Participant(record) => {
            let key = key::participant(&record.account_id, &record.id);
            put(table, &key, record, If::Version(record.version))
        }
        Write::Paying(record) => put(
            table,
            &key::paying(&record.account_id),
            record,
            If::Version(record.version),
        ),
        Write::Referral(record) => {
            let key = key::referral(&record.friend_account_id);
            let item = due(item::of(&key, record)?, record.id.as_str(), record.due_at());
            put_item(table, item, If::Version(record.version))
        }
        Write::Reward(record) => {
            let (friend, side) = record
                .id
                .parts()
                .ok_or_else(|| StoreError::Refused(format!("{} is no reward's id", record.id)))?;
            let item = item::of(&key::reward(&friend, side), record)?;
            let item = due(item, record.id.as_str(), record.due_at());
            put_item(table, item, If::Version(record.version))
        }
        Write::Invite(record) => {
            let mut item = item::of(&key::invite(&record.id), record)?;
            let listing = key::invites_of(&record.account_id, &record.participant_id);
            let order = format!("{}#{}", sortable(record.created_at), record.id);
            item.insert("listing_pk".to_owned(), text(&listing));
            item.insert("listing_sk".to_owned(), text(&order));
            put_item(table, item, If::Version(record.version))
        }
        Write::Summary(record) => {
            let friend = &record.friend_account_id;
            let key = key::summary(&record.account_id, record.recorded_at, friend);
            put(table, &key, record, If::Always)
        }
        Write::Outcome(record) => put(table, &key::outcome(&record.account_id), record, If::Absent),
        Write::Journal(entry) => {
            let line = entry.statement_line();
            let line_key = key::statement_line(&line.account_id, line.recorded_at, &line.entry_id);
            return Ok(vec![
                put(table, &key::journal(entry.id()), entry, If::Absent)?,
                put(table, &line_key, &line, If::Absent)?,
            ]);
        }
        Write::Notification(record) => {
            let key = key::notification(&record.account_id, record.created_at, &record.id);
            put(table, &key, record, If::Absent)
        }
        Write::Address(record) => {
            let condition = if record.first {
                If::SameAccount(record.account_id.to_string())
            } else {
                If::Always
            };
            put(table, &key::address(record), record, condition)
        }
        Write::LinkCustomer {
            customer_id,
            account_id,
        } => {
            let record = json!({ "customer_id": customer_id, "account_id": account_id });
            let same = If::SameAccount(account_id.to_string());
            put(table, &key::stripe_customer(customer_id), &record, same)
        }
        Write::AwaitAccount {
            account_id,
            customer_id,
        } => {
            let record = json!({ "customer_id": customer_id, "account_id": account_id });
            let same = If::SameAccount(account_id.to_string());
            return Ok(vec![
                put(table, &key::stripe_customer(customer_id), &record, same)?,
                put(
                    table,
                    &key::awaited_customer(account_id),
                    &record,
                    If::Absent,
                )?,
                check(
                    table,
                    &key::account(account_id),
                    "attribute_not_exists(pk)",
                    None,
                )?,
            ]);
        }
        Write::RequireNoneAwaits(account) => check(
            table,
            &key::awaited_customer(account),
            "attribute_not_exists(pk)",
            None,
        ),
        Write::Park(parked) => put(
            table,
            &parked_key(parked),
            &parked_record(parked),
            If::Always,
        ),
        Write::Unpark(parked) => delete(table, &parked_key(parked)),
        Write::RequireNotSuppressed { recipient, kind } => {
            return not_suppressed(table, recipient, *kind);
        }
        Write::Suppress(record) => put(
            table,
            &key::suppression(&record.address_hash, record.kind),
            record,
            If::Always,
        ),
        Write::Count(cap) => caps::count(table, cap),
        Write::Uncount(cap) => caps::uncount(table, cap),
        Write::RequireReferral {
            friend, version, ..
        } => {
            let key = key::referral(friend);
            check(table, &key, "version = :version", Some(*version))
        }
    };
    Ok(vec![action?])
}

fn put<T: Serialize>(
    table: &str,
    key: &Key,
    record: &T,
    condition: If,
) -> Result<TransactWriteItem, StoreError> {
    put_item(table, item::of(key, record)?, condition)
}

fn put_item(table: &str, item: Item, condition: If) -> Result<TransactWriteItem, StoreError> {
    let put = Put::builder().table_name(table).set_item(Some(item));
    let put = match condition {
        If::Always => put,
        // Its next version would be 1, which is put only where nothing stands.
        If::Version(0) => return Err(StoreError::Refused("a record of version 0".to_owned())),
        If::Absent | If::Version(1) => put.condition_expression("attribute_not_exists(pk)"),
        If::Version(version) => put
            .condition_expression("version = :read")
            .expression_attribute_values(":read", number(version.saturating_sub(1))),
        If::SameAccount(account) => put
            .condition_expression("attribute_not_exists(pk) OR account_id = :account")
            .expression_attribute_values(":account", text(&account)),
    };
    let put = put.build().map_err(|error| refused(&error))?;
    Ok(TransactWriteItem::builder().put(put).build())
}

fn delete(table: &str, key: &Key) -> Result<TransactWriteItem, StoreError> {
    let delete = Delete::builder()
        .table_name(table)
        .key("pk", text(&key.pk))
        .key("sk", text(&key.sk))
        .build()
        .map_err(|error| refused(&error))?;
    Ok(TransactWriteItem::builder().delete(delete).build())
}

fn check(
    table: &str,
    key: &Key,
    condition: &str,
    version: Option<u64>,
) -> Result<TransactWriteItem, StoreError> {
    let mut check = ConditionCheck::builder()
        .table_name(table)
        .key("pk", text(&key.pk))
        .key("sk", text(&key.sk))
        .condition_expression(condition);
    if let Some(version) = version {
        check = check.expression_attribute_values(":version", number(version));
    }
    let check = check.build().map_err(|error| refused(&error))?;
    Ok(TransactWriteItem::builder().condition_check(check).build())
}

/// One check, and for reminders another: of a stop from before they had one of their own.
fn not_suppressed(
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

/// Puts the item into the due index, where it has something to be looked at for.
fn due(mut item: Item, name: &str, at: Option<jiff::Timestamp>) -> Item {
    if let Some(at) = at {
        let shard = key::due_partition(key::shard_of(name, DUE_SHARDS));
        item.insert("due_pk".to_owned(), text(&shard));
        item.insert(
            "due_sk".to_owned(),
            text(&format!("{}#{name}", sortable(at))),
        );
    }
    item
}

fn parked_key(parked: &ParkedPayment) -> Key {
    key::parked(&parked.customer_id, parked.invoice_id.as_str())
}

fn parked_record(parked: &ParkedPayment) -> serde_json::Value {
    json!({ "invoice_id": parked.invoice_id, "parked_at": parked.parked_at })
}

pub(crate) fn refused(error: &BuildError) -> StoreError {
    StoreError::Refused(error.to_string())
}
