//! Links into the hosted page, of which nothing is kept but that they were used.

use domain::portal_session::PortalEntryId;
use domain::time::after;
use jiff::{SignedDuration, Timestamp};
use serde_json::json;

use crate::connect::Store;
use crate::error::StoreError;
use crate::item::{self, number};
use crate::key;

/// Far longer than a link is good for: DynamoDB may delete it then.
const KEPT_FOR: SignedDuration = SignedDuration::from_hours(1);

impl Store {
    /// Uses the link up, and answers whether it was still unused. One round trip.
    pub async fn use_portal_entry(
        &self,
        id: &PortalEntryId,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let mut item = item::of(&key::portal_entry(id), &json!({ "used_at": now }))?;
        let end = number(after(now, KEPT_FOR).as_second());
        item.insert("expires_at_epoch".to_owned(), end);
        let request = self
            .client
            .put_item()
            .table_name(&self.table)
            .set_item(Some(item))
            .condition_expression("attribute_not_exists(pk)");
        match Box::pin(request.send()).await.map_err(StoreError::from_sdk) {
            Ok(_) => Ok(true),
            Err(StoreError::Stale) => Ok(false),
            Err(error) => Err(error),
        }
    }
}
