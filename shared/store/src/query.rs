//! Reading one item, or a partition page by page.

use aws_sdk_dynamodb::types::AttributeValue;
use serde::de::DeserializeOwned;

use crate::connect::Store;
use crate::error::StoreError;
use crate::item::{self, Item, text};
use crate::key::Key;

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

    /// One page of an index, of sort keys below `sk_below` where that is given. Not consistent:
    /// nothing is decided by it.
    pub(crate) async fn index_page(
        &self,
        index: &str,
        (pk, sk_below): (&str, Option<&str>),
        limit: i32,
        newest_first: bool,
    ) -> Result<Vec<Item>, StoreError> {
        let condition = match sk_below {
            Some(_) => format!("{index}_pk = :pk AND {index}_sk < :below"),
            None => format!("{index}_pk = :pk"),
        };
        let below = sk_below.map(|sk| AttributeValue::S(sk.to_owned()));
        let mut request = self
            .client
            .query()
            .table_name(&self.table)
            .index_name(index)
            .key_condition_expression(condition)
            .expression_attribute_values(":pk", text(pk))
            .scan_index_forward(!newest_first)
            .limit(limit);
        if let Some(below) = below {
            request = request.expression_attribute_values(":below", below);
        }
        let output = Box::pin(request.send())
            .await
            .map_err(StoreError::from_sdk)?;
        Ok(output.items.unwrap_or_default())
    }
}
