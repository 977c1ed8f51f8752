//! Reconciliations and what they found.

use domain::id::ReconciliationId;
use domain::reconciliation::Reconciliation;
use domain::reconciliation::finding::Finding;
use serde::de::DeserializeOwned;

use crate::connect::Store;
use crate::error::StoreError;
use crate::item;
use crate::key;
use crate::list_page::ListPage;
use crate::query::Range;

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
        let place = |run: &Reconciliation| run.id.to_string();
        self.listed(key::RECONCILIATIONS, after, (limit, place))
            .await
    }

    /// One round trip.
    pub async fn reconciliation(
        &self,
        id: &ReconciliationId,
    ) -> Result<Option<Reconciliation>, StoreError> {
        self.get(key::reconciliation(id)).await
    }

    /// What the run found, by kind, from behind `after`. One round trip.
    pub async fn findings(
        &self,
        run: &ReconciliationId,
        after: Option<&str>,
        limit: u8,
    ) -> Result<ListPage<Finding>, StoreError> {
        let pk = key::findings_of(run);
        self.listed(&pk, after, (limit, Finding::name)).await
    }

    /// The run's finding of the same name, as it was told. One round trip.
    pub async fn finding(
        &self,
        run: &ReconciliationId,
        of: &Finding,
    ) -> Result<Option<Finding>, StoreError> {
        self.get(key::finding(run, &of.name())).await
    }

    /// One page of a partition, from the end of it.
    async fn listed<T: DeserializeOwned>(
        &self,
        pk: &str,
        after: Option<&str>,
        (limit, place): (u8, impl Fn(&T) -> String),
    ) -> Result<ListPage<T>, StoreError> {
        let range = after.map_or(Range::All, Range::Below);
        let wanted = i32::from(limit).saturating_add(1);
        let items = self.page(pk, range, wanted).await?;
        let records = items.into_iter().map(item::record);
        Ok(ListPage::of(
            records.collect::<Result<_, _>>()?,
            limit,
            place,
        ))
    }
}
