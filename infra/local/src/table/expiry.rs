//! Time to live: items whose last second has passed are removed.

use anyhow::Result;
use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::{Dynamo, Streams};
use crate::template::TableSpec;

impl Dynamo {
    /// Removes the items of `table` whose time to live is over at `now`.
    pub(crate) async fn expire(
        &self,
        table: &TableSpec,
        now: Timestamp,
        streams: &Streams,
    ) -> Result<()> {
        let Some(attribute) = &table.expires_at else {
            return Ok(());
        };
        let over = json!({ "#expires_at": attribute });
        let at = json!({ ":now": { "N": now.as_second().to_string() } });
        let scan = json!({
            "TableName": table.name,
            "FilterExpression": "#expires_at < :now",
            "ExpressionAttributeNames": over,
            "ExpressionAttributeValues": at,
        });
        for item in self.scan(scan).await? {
            let key = table
                .keys
                .iter()
                .map(|name| (name.clone(), item[name].clone()));
            let key = Value::Object(key.collect::<Map<_, _>>());
            let delete = json!({
                "TableName": table.name,
                "Key": key,
                "ConditionExpression": "#expires_at < :now",
                "ExpressionAttributeNames": over,
                "ExpressionAttributeValues": at,
            });
            // An item that was written anew meanwhile stays.
            if self.call("DeleteItem", &delete).await.is_ok() {
                streams.expired(&table.name, &key);
            }
        }
        Ok(())
    }
}
