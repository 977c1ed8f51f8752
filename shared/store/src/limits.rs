//! What limits rewards: steps of a budget's counters and of a referrer's, each under its guard.

use aws_sdk_dynamodb::types::builders::UpdateBuilder;
use aws_sdk_dynamodb::types::{ConditionCheck, TransactWriteItem, Update};
use domain::allowance::budget::{BudgetMove, Guard};
use domain::allowance::caps::RewardCount;

use crate::error::StoreError;
use crate::item::{number, text};
use crate::key::{self, Key};
use crate::write::refused;

/// A counter that nobody stepped yet stands at nothing.
const AT_MOST: &str = "attribute_not_exists(spent) OR spent <= :most";
const AT: &str = "spent = :read";
const AT_NOTHING: &str = "attribute_not_exists(spent) OR spent = :read";

/// Spends of a budget's counter, or gives back to it; by nothing, it only asks for the guard.
pub(crate) fn step(table: &str, step: &BudgetMove) -> Result<TransactWriteItem, StoreError> {
    let key = key::budget(&step.program, step.currency, step.counter);
    let guard = match step.guard {
        Guard::Within { share_minor } => {
            let most = share_minor.saturating_sub(step.minor);
            // An absent counter would pass: what was read allowed for it, or this is no decision.
            if most < 0 {
                return Err(StoreError::Refused("more than a budget's share".to_owned()));
            }
            Some((AT_MOST, ":most", most))
        }
        Guard::Unmoved { read_minor: 0 } => Some((AT_NOTHING, ":read", 0)),
        Guard::Unmoved { read_minor } => Some((AT, ":read", read_minor)),
        Guard::Always => None,
    };
    if step.minor == 0
        && let Some((condition, name, value)) = guard
    {
        let check = ConditionCheck::builder()
            .table_name(table)
            .key("pk", text(&key.pk))
            .key("sk", text(&key.sk))
            .condition_expression(condition)
            .expression_attribute_values(name, number(value))
            .build()
            .map_err(|error| refused(&error))?;
        return Ok(TransactWriteItem::builder().condition_check(check).build());
    }
    let update = add(table, &key, "spent", step.minor);
    let update = match guard {
        Some((condition, name, value)) => update
            .condition_expression(condition)
            .expression_attribute_values(name, number(value)),
        None => update,
    };
    built(update)
}

/// Counts one reward of an account more or less; one more only below the cap.
pub(crate) fn count(table: &str, count: &RewardCount) -> Result<TransactWriteItem, StoreError> {
    let key = key::rewards_counted(&count.program, &count.account, &count.name);
    let update = add(table, &key, "counted", count.step);
    let update = match count.at_most {
        Some(at_most) => update
            .condition_expression("attribute_not_exists(counted) OR counted < :most")
            .expression_attribute_values(":most", number(at_most)),
        None => update,
    };
    built(update)
}

fn add(table: &str, key: &Key, what: &str, step: i64) -> UpdateBuilder {
    Update::builder()
        .table_name(table)
        .key("pk", text(&key.pk))
        .key("sk", text(&key.sk))
        .update_expression(format!("ADD {what} :step"))
        .expression_attribute_values(":step", number(step))
}

fn built(update: UpdateBuilder) -> Result<TransactWriteItem, StoreError> {
    let update = update.build().map_err(|error| refused(&error))?;
    Ok(TransactWriteItem::builder().update(update).build())
}
