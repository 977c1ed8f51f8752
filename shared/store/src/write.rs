//! Each write of a change set as a DynamoDB action with its condition.

use aws_sdk_dynamodb::error::BuildError;
use aws_sdk_dynamodb::types::{AttributeValue, ConditionCheck, Delete, Put, TransactWriteItem};
use domain::agenda::Look;
use domain::change::{ParkedPayment, Write};
use domain::dead_letter::DeadLetter;
use domain::stuck;
use domain::time::{days_after, sortable};
use serde::Serialize;
use serde_json::json;

use crate::enrolments::{self, look};
use crate::error::StoreError;
use crate::item::{self, Item, number, text};
use crate::key::{self, DUE_SHARDS, Key};
use crate::load::invites::InvitePage;
use crate::load::{api_keys, audit, programs, reviews};
use crate::outbox::{OUTBOX_SHARDS, Stored};
use crate::{answers, caps, codes, limits, names, reconciliations, stops};

/// Days in which one thing reported of a message counts once. Reports come within hours.
const MAIL_REPORT_DAYS: u32 = 90;

/// When an item is put although something stands at its key.
pub(crate) enum If {
    Always,
    Absent,
    /// The stored version is the one before this; absent where this is the first.
    Version(u64),
    /// Absent, or what is stored is its owner's to change.
    Undoable,
    /// Absent, or stored for the same account.
    SameAccount(String),
}

/// The actions of one write: one, or two for a journal entry and its statement line, and for a
/// person with the words of the name.
#[expect(clippy::too_many_lines, reason = "a table: one short arm a write")]
pub(crate) fn actions(write: &Write, table: &str) -> Result<Vec<TransactWriteItem>, StoreError> {
    let action = match write {
        Write::Account(record) => names::account(record, table),
        Write::Participant(record) => names::participant(record, table),
        Write::MoreWords(words) => names::more(words, table),
        Write::ForgetParticipant(record) => return names::forget(record, table),
        Write::Erased {
            account_id,
            participant_id,
            erased_at,
        } => {
            let record = json!({ "participant_id": participant_id, "erased_at": erased_at });
            let key = key::erased(account_id, participant_id);
            put(table, &key, &record, If::Always)
        }
        Write::Paying(record) => put(
            table,
            &key::paying(&record.account_id),
            record,
            If::Version(record.version),
        ),
        Write::Referral(record) => {
            let key = key::referral(&record.friend_account_id);
            let item = look(item::of(&key, record)?, record.id.as_str(), record.look());
            let item = reviews::listed(item, reviews::place_of_referral(record));
            put_item(table, item, If::Version(record.version))
        }
        Write::Reward(record) => {
            let key = key::reward_of(&record.id)
                .ok_or_else(|| StoreError::Refused(format!("{} is no reward's id", record.id)))?;
            let item = item::of(&key, record)?;
            let item = look(item, record.id.as_str(), record.look());
            // One that may expire is looked at for that: it must stay on that agenda.
            let stuck = stuck::on_its_way(record).filter(|_| record.look().is_none());
            let item = late(item, record.id.as_str(), stuck);
            let item = reviews::listed(item, reviews::place_of_reward(record));
            put_item(table, item, If::Version(record.version))
        }
        Write::Invite(record) => {
            let item = item::of(&key::invite(&record.id), record)?;
            let mut item = due(item, record.id.as_str(), record.due_at());
            let listing = key::invites_of(&record.account_id, &record.participant_id);
            let order = InvitePage::place_of(record);
            item.insert("listing_pk".to_owned(), text(&listing));
            item.insert("listing_sk".to_owned(), text(&order));
            let item = late(item, record.id.as_str(), stuck::unsent(record));
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
        Write::Budget(step) => limits::step(table, step),
        Write::CountReward(one) => limits::count(table, one),
        Write::BudgetTold {
            program,
            budget,
            told_at,
        } => {
            let record = json!({ "budget": budget, "told_at": told_at });
            put(
                table,
                &key::budget_told(program, *budget),
                &record,
                If::Absent,
            )
        }
        Write::Notification(record) => {
            let key = key::notification(&record.account_id, record.created_at, &record.id);
            let item = item::of(&key, record)?;
            let item = late(item, record.id.as_str(), Some(record.created_at));
            put_item(table, item, If::Absent)
        }
        Write::Reminder(record) => put(table, &key::reminder(&record.id), record, If::Absent),
        Write::Reminded(record) => {
            let key = key::reminded(&record.account_id, &record.participant_id);
            put(table, &key, record, If::Version(record.version))
        }
        Write::LookAt { enrolment, next } => enrolments::look_at(table, enrolment, *next),
        Write::Enrol {
            enrolment,
            first_look,
        } => enrolments::enrol(table, enrolment, *first_look),
        Write::ChooseCode {
            link,
            chosen,
            hash,
            is_new,
        } => return codes::choose(table, link, (chosen, hash, *is_new)),
        Write::RetireCodes { link, codes, left } => {
            return codes::retire(table, link, (codes, left));
        }
        Write::Address(record) => {
            let key = key::address(&record.address_hash, &record.account_id);
            put(table, &key, record, If::Always)
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
        Write::Park(parked) => {
            let item = item::of(&parked_key(parked), &parked_record(parked))?;
            let item = late(item, parked.invoice_id.as_str(), Some(parked.parked_at));
            put_item(table, item, If::Always)
        }
        Write::Unpark(parked) => delete(table, &parked_key(parked)),
        Write::RequireNotSuppressed { recipient, kind } => {
            return stops::require_none(table, recipient, *kind);
        }
        Write::Suppress(record) => {
            let key = key::suppression(&record.address_hash, record.kind);
            let may_be_undone = record.may_be_undone;
            let condition = if may_be_undone {
                If::Undoable
            } else {
                If::Always
            };
            put(table, &key, record, condition)
        }
        Write::Unsuppress { recipient, kind } => {
            stops::take_back(table, &key::suppression(recipient, *kind))
        }
        Write::CountMail(count) => caps::count_mail(table, count),
        Write::MailReport { message, fact, now } => {
            let end = days_after(*now, MAIL_REPORT_DAYS).as_second();
            let record = json!({ "reported_at": now, "expires_at_epoch": end });
            put(
                table,
                &key::mail_report(message, *fact),
                &record,
                If::Absent,
            )
        }
        Write::Circuit(record) => {
            let key = key::circuit(record.stream);
            put(table, &key, record, If::Version(record.version))
        }
        Write::Count(cap) => caps::count(table, cap),
        Write::Uncount(cap) => caps::uncount(table, cap),
        Write::RequireReferral {
            friend, version, ..
        } => {
            let key = key::referral(friend);
            check(table, &key, "version = :version", Some(*version))
        }
        Write::DeadLetter(letter) => dead_letter(table, letter),
        Write::Redeliver(redelivery) => {
            let shard = key::shard_of(&redelivery.name, OUTBOX_SHARDS);
            let key = key::outbox(shard, redelivery.redriven_at, &redelivery.name);
            let again = Stored::Again {
                detail_type: redelivery.detail_type.clone(),
                detail: redelivery.detail.clone(),
            };
            let record = json!({ "events": [again], "recorded_at": redelivery.redriven_at });
            put(table, &key, &record, If::Always)
        }
        Write::Program { program, new_terms } => {
            return programs::actions(table, program, *new_terms);
        }
        Write::NewApiKey(key) => api_keys::put(table, key),
        Write::ApiKey { key, read_hash } => api_keys::edit(table, key, *read_hash),
        Write::Audit(record) => return audit::actions(record, table),
        Write::Reconciliation(run) => reconciliations::run(table, run),
        Write::Finding {
            run,
            finding,
            forgotten_at,
        } => reconciliations::finding(table, (run, finding), *forgotten_at),
        Write::Answer(answer) => answers::action(answer, table),
    };
    Ok(vec![action?])
}

fn dead_letter(table: &str, letter: &DeadLetter) -> Result<TransactWriteItem, StoreError> {
    let mut item = item::of(&key::dead_letter(&letter.id), letter)?;
    item.insert(
        "listing_pk".to_owned(),
        text(&key::letters_of(letter.status)),
    );
    item.insert("listing_sk".to_owned(), text(&key::letter_order(letter)));
    if let Some(at) = letter.forgotten_at() {
        item.insert("expires_at_epoch".to_owned(), number(at.as_second()));
    }
    put_item(table, item, If::Version(letter.version))
}

pub(crate) fn put<T: Serialize>(
    table: &str,
    key: &Key,
    record: &T,
    condition: If,
) -> Result<TransactWriteItem, StoreError> {
    put_item(table, item::of(key, record)?, condition)
}

/// A put where nothing stands yet.
pub(crate) fn put_new(table: &str, item: Item) -> Result<TransactWriteItem, StoreError> {
    put_item(table, item, If::Absent)
}

pub(crate) fn put_item(
    table: &str,
    item: Item,
    condition: If,
) -> Result<TransactWriteItem, StoreError> {
    let put = Put::builder().table_name(table).set_item(Some(item));
    let put = match condition {
        If::Always => put,
        // Its next version would be 1, which is put only where nothing stands.
        If::Version(0) => return Err(StoreError::Refused("a record of version 0".to_owned())),
        If::Absent | If::Version(1) => put.condition_expression("attribute_not_exists(pk)"),
        If::Version(version) => put
            .condition_expression("version = :read")
            .expression_attribute_values(":read", number(version.saturating_sub(1))),
        If::Undoable => put
            .condition_expression(stops::UNDOABLE)
            .expression_attribute_values(":yes", AttributeValue::Bool(true)),
        If::SameAccount(account) => put
            .condition_expression("attribute_not_exists(pk) OR account_id = :account")
            .expression_attribute_values(":account", text(&account)),
    };
    let put = put.build().map_err(|error| refused(&error))?;
    Ok(TransactWriteItem::builder().put(put).build())
}

pub(crate) fn delete(table: &str, key: &Key) -> Result<TransactWriteItem, StoreError> {
    let delete = Delete::builder()
        .table_name(table)
        .key("pk", text(&key.pk))
        .key("sk", text(&key.sk))
        .build()
        .map_err(|error| refused(&error))?;
    Ok(TransactWriteItem::builder().delete(delete).build())
}

/// Deletes what is still the version that was read.
pub(crate) fn delete_version(
    table: &str,
    key: &Key,
    version: u64,
) -> Result<TransactWriteItem, StoreError> {
    let delete = Delete::builder()
        .table_name(table)
        .key("pk", text(&key.pk))
        .key("sk", text(&key.sk))
        .condition_expression("version = :read")
        .expression_attribute_values(":read", number(version))
        .build()
        .map_err(|error| refused(&error))?;
    Ok(TransactWriteItem::builder().delete(delete).build())
}

pub(crate) fn check(
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

/// Puts the item into the due index, where a deadline of it comes.
fn due(item: Item, name: &str, at: Option<jiff::Timestamp>) -> Item {
    look(item, name, Look::earlier(at, None))
}

/// Puts what began at `since` and must come to an end by itself where somebody looks whether it
/// did, unless something else is due for it before.
fn late(item: Item, name: &str, since: Option<jiff::Timestamp>) -> Item {
    match since {
        Some(since) => look_late(item, name, stuck::first_look(since)),
        None => item,
    }
}

/// The same, where somebody looks at `at`.
pub(crate) fn look_late(mut item: Item, name: &str, at: jiff::Timestamp) -> Item {
    let order = format!("{}#{name}", sortable(at));
    let due = item::attribute(&item, "due_sk");
    if due.is_empty() || order.as_str() < due {
        let shard = key::late_partition(key::shard_of(name, DUE_SHARDS));
        item.insert("due_pk".to_owned(), text(&shard));
        item.insert("due_sk".to_owned(), text(&order));
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
