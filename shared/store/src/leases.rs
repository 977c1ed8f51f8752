//! Calls of a caller in a minute, taken many at a time.

use aws_sdk_dynamodb::types::ReturnValue;
use domain::lease::Lease;
use domain::time::after;
use jiff::SignedDuration;

use crate::batch;
use crate::connect::Store;
use crate::error::StoreError;
use crate::item::number;
use crate::key;

/// How long a counter is kept after its minute began.
const KEPT_FOR: SignedDuration = SignedDuration::from_hours(1);

impl Store {
    /// Takes calls from the caller's minute, and answers how many are taken then; nothing where
    /// not as many are left. One round trip, and no transaction: it conflicts with nothing.
    pub async fn lease_calls(&self, lease: &Lease) -> Result<Option<u32>, StoreError> {
        let Some(before) = lease.at_most.checked_sub(lease.calls) else {
            return Ok(None);
        };
        let key = key::calls(&lease.counter, lease.window_starts_at);
        let end = after(lease.window_starts_at, KEPT_FOR).as_second();
        let request = self
            .client
            .update_item()
            .table_name(&self.table)
            .set_key(Some(batch::key_attributes(&key)))
            .update_expression("ADD taken :calls SET expires_at_epoch = :end")
            .condition_expression("attribute_not_exists(taken) OR taken <= :before")
            .expression_attribute_values(":calls", number(lease.calls))
            .expression_attribute_values(":before", number(before))
            .expression_attribute_values(":end", number(end))
            .return_values(ReturnValue::UpdatedNew);
        match Box::pin(request.send()).await.map_err(StoreError::from_sdk) {
            Ok(output) => Ok(Some(taken(
                output.attributes().and_then(|it| it.get("taken")),
            ))),
            Err(StoreError::Stale) => Ok(None),
            Err(error) => Err(error),
        }
    }
}

fn taken(value: Option<&aws_sdk_dynamodb::types::AttributeValue>) -> u32 {
    let number = value.and_then(|value| value.as_n().ok());
    number.and_then(|number| number.parse().ok()).unwrap_or(0)
}
