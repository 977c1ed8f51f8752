//! Reconciliations and what they found.

use domain::id::ReconciliationId;
use domain::reconciliation::Reconciliation;
use domain::reconciliation::finding::Finding;

use crate::connect::Store;
use crate::error::StoreError;
use crate::item::{self, Item, text};
use crate::key;

/// One page of runs, the latest first, or of findings, by name.
#[derive(Debug, Clone)]
pub struct ListPage<T> {
    pub data: Vec<T>,
    pub has_more: bool,
}

impl Store {
    /// The run that was asked for last. One round trip.
    pub async fn last_reconciliation(&self) -> Result<Option<Reconciliation>, StoreError> {
        let page = self.reconciliations(None, 1).await?;
        Ok(page.data.into_iter().next())
    }

    /// Runs before `after`, the latest first. One round trip.
    pub async fn reconciliations(
        &self,
        after: Option<&str>,
        limit: u8,
    ) -> Result<ListPage<Reconciliation>, StoreError> {
        let most = after.unwrap_or("~");
        let items = self
            .page_of(key::RECONCILIATIONS, ("sk < :bound", most), limit, false)
            .await?;
        found(items, limit)
    }

    /// One round trip.
    pub async fn reconciliation(
        &self,
        id: &ReconciliationId,
    ) -> Result<Option<Reconciliation>, StoreError> {
        self.get(key::reconciliation(id)).await
    }

    /// What the run found, by name, after `after`. One round trip.
    pub async fn findings(
        &self,
        run: &ReconciliationId,
        after: Option<&str>,
        limit: u8,
    ) -> Result<ListPage<Finding>, StoreError> {
        let pk = key::findings_of(run);
        let least = after.unwrap_or(" ");
        let items = self
            .page_of(&pk, ("sk > :bound", least), limit, true)
            .await?;
        found(items, limit)
    }

    /// One page of a partition, and one item more where there is one.
    async fn page_of(
        &self,
        pk: &str,
        (condition, bound): (&str, &str),
        limit: u8,
        forward: bool,
    ) -> Result<Vec<Item>, StoreError> {
        let request = self
            .client
            .query()
            .table_name(&self.table)
            .key_condition_expression(format!("pk = :pk AND {condition}"))
            .expression_attribute_values(":pk", text(pk))
            .expression_attribute_values(":bound", text(bound))
            .consistent_read(true)
            .scan_index_forward(forward)
            .limit(i32::from(limit).saturating_add(1));
        let output = Box::pin(request.send()).await;
        let output = output.map_err(StoreError::from_sdk)?;
        Ok(output.items.unwrap_or_default())
    }
}

fn found<T: serde::de::DeserializeOwned>(
    items: Vec<Item>,
    limit: u8,
) -> Result<ListPage<T>, StoreError> {
    let has_more = items.len() > usize::from(limit);
    let page = items.into_iter().take(usize::from(limit));
    let data = page.map(item::record).collect::<Result<_, _>>()?;
    Ok(ListPage { data, has_more })
}
