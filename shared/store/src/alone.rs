//! A change of one item: put by itself, which costs half of what a table transaction does.

use aws_sdk_dynamodb::types::{Put, TransactWriteItem};

use crate::commit::{ATTEMPTS, pause};
use crate::connect::Store;
use crate::error::StoreError;

impl Store {
    /// The action with its condition, without a transaction around it where it is a put of which
    /// nobody asks what stood in its way; again after a pause where a transaction was at the same
    /// item. One round trip.
    ///
    /// A put has no request token: where the answer to it is lost and the SDK sends it again, its
    /// own condition fails, and whoever decides again finds it done.
    pub(crate) async fn alone(&self, action: TransactWriteItem) -> Result<(), StoreError> {
        let is_plain = |put: &Put| put.return_values_on_condition_check_failure.is_none();
        let Some(put) = action.put.clone().filter(is_plain) else {
            return self.transact(vec![action]).await;
        };
        for attempt in 1..ATTEMPTS {
            match self.put_once(put.clone()).await {
                Err(StoreError::Contended(_)) => pause(attempt).await,
                done => return done,
            }
        }
        self.put_once(put).await
    }

    async fn put_once(&self, put: Put) -> Result<(), StoreError> {
        let request = self
            .client
            .put_item()
            .table_name(put.table_name)
            .set_item(Some(put.item))
            .set_condition_expression(put.condition_expression)
            .set_expression_attribute_names(put.expression_attribute_names)
            .set_expression_attribute_values(put.expression_attribute_values);
        Box::pin(request.send())
            .await
            .map(drop)
            .map_err(StoreError::from_sdk)
    }
}
