//! Reading one item, or a partition page by page.

use std::collections::HashMap;

use aws_sdk_dynamodb::types::{AttributeValue, KeysAndAttributes};
use serde::de::DeserializeOwned;

use crate::connect::Store;
use crate::error::StoreError;
use crate::item::{self, Item, text};
use crate::key::Key;
use crate::write::refused;

impl Store {
    /// One round trip. Consistent: what was committed before is seen.
    pub(crate) async fn get<T: DeserializeOwned>(&self, key: Key) -> Result<Option<T>, StoreError> {
        let output = Box::pin(
            self.client
                .get_item()
                .table_name(&self.table)
                .key("pk", text(&key.pk))
                .key("sk", text(&key.sk))
                .consistent_read(true)
                .send(),
        )
        .await
        .map_err(StoreError::from_sdk)?;
        output.item.map(item::record).transpose()
    }

    /// Up to 100 items at once, in no order; those that are absent are left out. Consistent.
    pub(crate) async fn batch<T: DeserializeOwned>(
        &self,
        keys: &[Key],
    ) -> Result<Vec<T>, StoreError> {
        let key = |key: &Key| {
            HashMap::from([
                ("pk".to_owned(), text(&key.pk)),
                ("sk".to_owned(), text(&key.sk)),
            ])
        };
        let mut wanted: Vec<Item> = keys.iter().map(key).collect();
        let mut found = Vec::with_capacity(keys.len());
        while !wanted.is_empty() {
            let these = KeysAndAttributes::builder()
                .set_keys(Some(wanted))
                .consistent_read(true);
            let these = these.build().map_err(|error| refused(&error))?;
            let request = self
                .client
                .batch_get_item()
                .request_items(&self.table, these);
            let output = Box::pin(request.send())
                .await
                .map_err(StoreError::from_sdk)?;
            for item in output.responses.unwrap_or_default().into_values().flatten() {
                found.push(item::record(item)?);
            }
            // Under load DynamoDB leaves some for another call.
            let left = output.unprocessed_keys.unwrap_or_default();
            wanted = left.into_values().flat_map(|left| left.keys).collect();
        }
        Ok(found)
    }

    /// All items of a partition whose sort key is at least `from`; one round trip a megabyte.
    pub(crate) async fn partition(&self, pk: &str, from: &str) -> Result<Vec<Item>, StoreError> {
        let mut items = Vec::new();
        let mut start: Option<Item> = None;
        loop {
            let output = Box::pin(
                self.client
                    .query()
                    .table_name(&self.table)
                    .key_condition_expression("pk = :pk AND sk >= :from")
                    .expression_attribute_values(":pk", text(pk))
                    .expression_attribute_values(":from", text(from))
                    .consistent_read(true)
                    // Newest first: an account's records come before its feed.
                    .scan_index_forward(false)
                    .set_exclusive_start_key(start)
                    .send(),
            )
            .await
            .map_err(StoreError::from_sdk)?;
            items.extend(output.items.unwrap_or_default());
            match output.last_evaluated_key {
                Some(last) if !last.is_empty() => start = Some(last),
                _ => return Ok(items),
            }
        }
    }

    /// One page of an index, from oldest to newest. Not consistent: nothing is decided by it.
    pub(crate) async fn index_page(
        &self,
        index: &str,
        (pk, sk_at_most): (&str, Option<&str>),
        limit: i32,
        newest_first: bool,
    ) -> Result<Vec<Item>, StoreError> {
        let condition = match sk_at_most {
            Some(_) => format!("{index}_pk = :pk AND {index}_sk < :most"),
            None => format!("{index}_pk = :pk"),
        };
        let most = sk_at_most.map(|sk| AttributeValue::S(sk.to_owned()));
        let mut request = self
            .client
            .query()
            .table_name(&self.table)
            .index_name(index)
            .key_condition_expression(condition)
            .expression_attribute_values(":pk", text(pk))
            .scan_index_forward(!newest_first)
            .limit(limit);
        if let Some(most) = most {
            request = request.expression_attribute_values(":most", most);
        }
        let output = Box::pin(request.send())
            .await
            .map_err(StoreError::from_sdk)?;
        Ok(output.items.unwrap_or_default())
    }
}
