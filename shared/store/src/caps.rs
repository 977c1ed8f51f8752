//! What limits invites: counts below a cap, and pauses.

use aws_sdk_dynamodb::types::builders::UpdateBuilder;
use aws_sdk_dynamodb::types::{TransactWriteItem, Update};
use domain::circuit::MailCount;
use domain::invite::InviteCap;
use domain::time::sortable;

use crate::error::StoreError;
use crate::item::{number, text};
use crate::key::{self, Key, MAIL_COUNTERS};
use crate::write::refused;

/// Days after which a day's counter is forgotten.
const COUNTER_LIFE_DAYS: u32 = 7;

/// The circuit looks back over seven days; staff may look a little further.
const MAIL_COUNT_DAYS: u32 = 30;

/// Counts on, only below the cap; begins a pause, only after the last one.
pub(crate) fn count(table: &str, cap: &InviteCap) -> Result<TransactWriteItem, StoreError> {
    let update = match cap {
        InviteCap::SentByParticipant {
            participant: (account, participant),
            day,
            at_most,
        } => {
            let key = key::sent_on_day(account, participant, day);
            one_more_below(table, &key, day, *at_most)
        }
        InviteCap::SentByProgram {
            program,
            day,
            counter,
            at_most,
        } => {
            let key = key::program_day(program, day, *counter);
            one_more_below(table, &key, day, *at_most)
        }
        InviteCap::RecipientNotSince {
            recipient,
            since,
            now,
        } => update(table, &key::recipient_pause(recipient))
            .update_expression("SET invited_at = :now")
            .condition_expression("attribute_not_exists(pk) OR invited_at <= :since")
            .expression_attribute_values(":now", text(&sortable(*now)))
            .expression_attribute_values(":since", text(&sortable(*since))),
    };
    let update = update.build().map_err(|error| refused(&error))?;
    Ok(TransactWriteItem::builder().update(update).build())
}

/// Takes one count back; ends a pause that the same claim began a moment ago.
pub(crate) fn uncount(table: &str, cap: &InviteCap) -> Result<TransactWriteItem, StoreError> {
    let update = match cap {
        InviteCap::SentByParticipant {
            participant: (account, participant),
            day,
            ..
        } => one_less(table, &key::sent_on_day(account, participant, day)),
        InviteCap::SentByProgram {
            program,
            day,
            counter,
            ..
        } => one_less(table, &key::program_day(program, day, *counter)),
        InviteCap::RecipientNotSince {
            recipient, since, ..
        } => update(table, &key::recipient_pause(recipient))
            .update_expression("SET invited_at = :since")
            .expression_attribute_values(":since", text(&sortable(*since))),
    };
    let update = update.build().map_err(|error| refused(&error))?;
    Ok(TransactWriteItem::builder().update(update).build())
}

/// Counts what became of a message, on one of the day's counters.
pub(crate) fn count_mail(table: &str, count: &MailCount) -> Result<TransactWriteItem, StoreError> {
    let counter = key::shard_of(&count.message, MAIL_COUNTERS);
    let key = key::mail_count(count.stream, &count.day, counter);
    let update = update(table, &key)
        .update_expression(format!(
            "ADD {} :one SET #day = :day, expires_at_epoch = :end",
            count.fact.as_str()
        ))
        .expression_attribute_names("#day", "day")
        .expression_attribute_values(":one", number(1))
        .expression_attribute_values(":day", text(&count.day))
        .expression_attribute_values(":end", number(end_of_life(&count.day, MAIL_COUNT_DAYS)));
    let update = update.build().map_err(|error| refused(&error))?;
    Ok(TransactWriteItem::builder().update(update).build())
}

fn one_more_below(table: &str, key: &Key, day: &str, at_most: u32) -> UpdateBuilder {
    update(table, key)
        .update_expression("ADD sent :one SET expires_at_epoch = :end")
        // A cap of 0 lets no first one through either.
        .condition_expression(match at_most {
            0 => "sent < :most",
            _ => "attribute_not_exists(sent) OR sent < :most",
        })
        .expression_attribute_values(":one", number(1))
        .expression_attribute_values(":most", number(at_most))
        .expression_attribute_values(":end", number(end_of_life(day, COUNTER_LIFE_DAYS)))
}

fn one_less(table: &str, key: &Key) -> UpdateBuilder {
    update(table, key)
        .update_expression("ADD sent :less")
        .expression_attribute_values(":less", number(-1))
}

fn update(table: &str, key: &Key) -> UpdateBuilder {
    Update::builder()
        .table_name(table)
        .key("pk", text(&key.pk))
        .key("sk", text(&key.sk))
}

/// Seconds since 1970 at which a day's counter may go.
fn end_of_life(day: &str, days: u32) -> i64 {
    let start: Result<jiff::Timestamp, _> = format!("{day}T00:00:00Z").parse();
    start.map_or(0, |start| domain::time::days_after(start, days).as_second())
}
