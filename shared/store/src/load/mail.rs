//! Mail to participants: at least once, and once where nothing fails (design 7).

use domain::id::NotificationId;
use domain::time::sortable;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::connect::Store;
use crate::error::StoreError;
use crate::item::{self, text};
use crate::key;

/// How long a claim keeps others from sending: longer than any call to SES takes.
const CLAIM_LASTS: SignedDuration = SignedDuration::from_mins(2);

/// Whether this delivery is the one to send.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MailClaim {
    /// Send it.
    Claimed,
    /// It was sent before.
    Sent,
    /// Another delivery is at it: look again later.
    InFlight,
}

#[derive(Serialize, Deserialize)]
struct MailRecord {
    claimed_at: String,
    message_id: Option<String>,
}

impl Store {
    /// Claims a notification's mail. Two round trips at most.
    pub async fn claim_mail(
        &self,
        id: &NotificationId,
        now: Timestamp,
    ) -> Result<MailClaim, StoreError> {
        let key = key::mail(id);
        let before = now.checked_sub(CLAIM_LASTS).unwrap_or(Timestamp::MIN);
        let result = Box::pin(
            self.client
                .update_item()
                .table_name(&self.table)
                .key("pk", text(&key.pk))
                .key("sk", text(&key.sk))
                .update_expression("SET claimed_at = :now")
                .condition_expression(
                    "attribute_not_exists(message_id) AND \
                 (attribute_not_exists(claimed_at) OR claimed_at < :before)",
                )
                .expression_attribute_values(":now", text(&sortable(now)))
                .expression_attribute_values(":before", text(&sortable(before)))
                .send(),
        )
        .await;
        match result.map_err(StoreError::from_sdk) {
            Ok(_) => return Ok(MailClaim::Claimed),
            Err(StoreError::Stale) => {}
            Err(error) => return Err(error),
        }
        let record: Option<MailRecord> = self.get(key).await?;
        let sent = record.is_some_and(|record| record.message_id.is_some());
        Ok(if sent {
            MailClaim::Sent
        } else {
            MailClaim::InFlight
        })
    }

    /// SES has taken it.
    pub async fn mail_sent(
        &self,
        id: &NotificationId,
        message_id: &str,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let record = MailRecord {
            claimed_at: sortable(now),
            message_id: Some(message_id.to_owned()),
        };
        self.put(item::of(&key::mail(id), &record)?).await
    }
}
