//! Codes of participants' own choice: items of their own that lead to the link.

use aws_sdk_dynamodb::types::builders::UpdateBuilder;
use aws_sdk_dynamodb::types::{TransactWriteItem, Update};
use domain::id::{AccountId, ParticipantId};
use domain::link::choice::Standing;
use domain::link::{Chosen, Code, Link};
use domain::token::CodeHash;
use serde_json::json;

use crate::connect::Store;
use crate::error::StoreError;
use crate::item::{self, number, text};
use crate::key::{self, Key};
use crate::write::{If, check, delete, put, refused};

impl Store {
    /// What is known of a code that somebody wants. One round trip.
    pub async fn code_standing(
        &self,
        code: &Code,
        hash: &CodeHash,
    ) -> Result<Standing, StoreError> {
        let retired = self.get::<serde_json::Value>(key::retired_code(hash));
        let (link, retired) = tokio::try_join!(self.link(code), retired)?;
        Ok(Standing {
            link,
            is_retired: retired.is_some(),
        })
    }

    /// Whether this participant was erased. One round trip.
    pub async fn was_erased(
        &self,
        account: &AccountId,
        id: &ParticipantId,
    ) -> Result<bool, StoreError> {
        let mark = self.get::<serde_json::Value>(key::erased(account, id));
        Ok(mark.await?.is_some())
    }
}

/// The code leads to the link, which is shown by it from now on.
pub(crate) fn choose(
    table: &str,
    link: &Link,
    (chosen, hash, is_new): (&Chosen, &CodeHash, bool),
) -> Result<Vec<TransactWriteItem>, StoreError> {
    let mut all = link.chosen.clone();
    all.push(chosen.clone());
    let shown = change(table, link)?
        .update_expression("SET chosen = :chosen")
        .expression_attribute_values(":chosen", item::value(&all)?);
    // Whoever was erased meanwhile leaves no name behind.
    let erased = key::erased(&link.account_id, &link.participant_id);
    let mut actions = vec![
        update(shown)?,
        check(table, &erased, "attribute_not_exists(pk)", None)?,
    ];
    if is_new {
        let leads_to = Link {
            chosen: Vec::new(),
            ..link.clone()
        };
        let retired = key::retired_code(hash);
        actions.push(put(table, &key::link(&chosen.code), &leads_to, If::Absent)?);
        actions.push(check(table, &retired, "attribute_not_exists(pk)", None)?);
    }
    Ok(actions)
}

/// The codes lead nowhere any more, and never will.
pub(crate) fn retire(
    table: &str,
    link: &Link,
    (codes, left): (&[(Code, CodeHash)], &[Chosen]),
) -> Result<Vec<TransactWriteItem>, StoreError> {
    let shown = change(table, link)?;
    let shown = match left {
        [] => shown.update_expression("REMOVE chosen"),
        left => shown
            .update_expression("SET chosen = :left")
            .expression_attribute_values(":left", item::value(&left)?),
    };
    let mut actions = vec![update(shown)?];
    for (code, hash) in codes {
        actions.push(delete(table, &key::link(code))?);
        actions.push(put(
            table,
            &key::retired_code(hash),
            &json!({}),
            If::Always,
        )?);
    }
    Ok(actions)
}

/// What only holds while nothing was chosen since the link was read. An update, since the item
/// also has its place on the agenda of reminders.
fn change(table: &str, link: &Link) -> Result<UpdateBuilder, StoreError> {
    let Key { pk, sk } = key::link(&link.code);
    let update = Update::builder()
        .table_name(table)
        .key("pk", text(&pk))
        .key("sk", text(&sk));
    let count = i64::try_from(link.chosen.len());
    let count = count.map_err(|error| StoreError::Refused(error.to_string()))?;
    Ok(match count {
        0 => update.condition_expression("attribute_exists(pk) AND attribute_not_exists(chosen)"),
        count => update
            .condition_expression("size(chosen) = :read")
            .expression_attribute_values(":read", number(count)),
    })
}

fn update(update: UpdateBuilder) -> Result<TransactWriteItem, StoreError> {
    let update = update.build().map_err(|error| refused(&error))?;
    Ok(TransactWriteItem::builder().update(update).build())
}
