//! Reading one item, or a partition page by page.

use serde::de::DeserializeOwned;

use crate::connect::Store;
use crate::error::StoreError;
use crate::item::{self, Item, text};
use crate::key::Key;

/// Which sort keys of an index partition are read.
pub(crate) enum Range<'a> {
    All,
    /// Those before it.
    Below(&'a str),
    /// Those after it.
    Above(&'a str),
    /// Those from the first to the last, both included.
    Between(&'a str, &'a str),
}

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

    /// One page of a partition, newest first. Consistent.
    pub(crate) async fn page(
        &self,
        pk: &str,
        range: Range<'_>,
        limit: i32,
    ) -> Result<Vec<Item>, StoreError> {
        let (condition, bounds) = condition("sk", &range);
        let mut request = self
            .client
            .query()
            .table_name(&self.table)
            .key_condition_expression(format!("pk = :pk{condition}"))
            .expression_attribute_values(":pk", text(pk))
            .consistent_read(true)
            .scan_index_forward(false)
            .limit(limit);
        for (name, bound) in bounds {
            request = request.expression_attribute_values(name, text(bound));
        }
        let output = Box::pin(request.send())
            .await
            .map_err(StoreError::from_sdk)?;
        Ok(output.items.unwrap_or_default())
    }

    /// One page of an index. Not consistent: nothing is decided by it.
    pub(crate) async fn index_page(
        &self,
        index: &str,
        (pk, range): (&str, Range<'_>),
        limit: i32,
        newest_first: bool,
    ) -> Result<Vec<Item>, StoreError> {
        let (condition, bounds) = condition(&format!("{index}_sk"), &range);
        let mut request = self
            .client
            .query()
            .table_name(&self.table)
            .index_name(index)
            .key_condition_expression(format!("{index}_pk = :pk{condition}"))
            .expression_attribute_values(":pk", text(pk))
            .scan_index_forward(!newest_first)
            .limit(limit);
        for (name, bound) in bounds {
            request = request.expression_attribute_values(name, text(bound));
        }
        let output = Box::pin(request.send())
            .await
            .map_err(StoreError::from_sdk)?;
        Ok(output.items.unwrap_or_default())
    }
}

/// What a range asks of the sort key, and the values that it names.
fn condition<'a>(sort_key: &str, range: &Range<'a>) -> (String, Vec<(&'static str, &'a str)>) {
    match *range {
        Range::All => (String::new(), Vec::new()),
        Range::Below(most) => (format!(" AND {sort_key} < :most"), vec![(":most", most)]),
        Range::Above(least) => (format!(" AND {sort_key} > :least"), vec![(":least", least)]),
        Range::Between(least, most) => (
            format!(" AND {sort_key} BETWEEN :least AND :most"),
            vec![(":least", least), (":most", most)],
        ),
    }
}
