//! Mail to participants: at least once, and once where nothing fails (design 7).

use aws_sdk_dynamodb::types::{Put, TransactWriteItem, Update};
use domain::change::Write;
use domain::circuit::{MailCount, MailFact, MailStream};
use domain::id::NotificationId;
use domain::invite::day_of;
use domain::suppression::MailKind;
use domain::time::sortable;
use domain::token::AddressHash;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::connect::Store;
use crate::error::StoreError;
use crate::item::{self, text};
use crate::key;
use crate::write::{self, refused};

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
    /// Its recipient wants no such mail: nothing is left to do.
    Suppressed,
}

#[derive(Serialize, Deserialize)]
struct MailRecord {
    claimed_at: String,
    message_id: Option<String>,
}

impl Store {
    /// Claims a notification's mail, unless mail of this kind to its recipient is suppressed.
    /// One table transaction, and another round trip where it fails.
    pub async fn claim_mail(
        &self,
        id: &NotificationId,
        (recipient, kind): (&AddressHash, MailKind),
        now: Timestamp,
    ) -> Result<MailClaim, StoreError> {
        let mut actions = vec![self.claim(id, now)?];
        let recipient = recipient.clone();
        let not_suppressed = Write::RequireNotSuppressed { recipient, kind };
        actions.extend(write::actions(&not_suppressed, &self.table)?);
        match self.transact(actions).await {
            Ok(()) => return Ok(MailClaim::Claimed),
            Err(StoreError::Stale) => {}
            Err(error) => return Err(error),
        }
        let record: Option<MailRecord> = self.get(key::mail(id)).await?;
        Ok(match record {
            Some(record) if record.message_id.is_some() => MailClaim::Sent,
            Some(record) if !is_over(&record, now) => MailClaim::InFlight,
            Some(_) | None => MailClaim::Suppressed,
        })
    }

    fn claim(&self, id: &NotificationId, now: Timestamp) -> Result<TransactWriteItem, StoreError> {
        let key = key::mail(id);
        let claim = Update::builder()
            .table_name(&self.table)
            .key("pk", text(&key.pk))
            .key("sk", text(&key.sk))
            .update_expression("SET claimed_at = :now")
            .condition_expression(
                "attribute_not_exists(message_id) AND \
                 (attribute_not_exists(claimed_at) OR claimed_at < :before)",
            )
            .expression_attribute_values(":now", text(&sortable(now)))
            .expression_attribute_values(":before", text(&claimed_before(now)))
            .build()
            .map_err(|error| refused(&error))?;
        Ok(TransactWriteItem::builder().update(claim).build())
    }

    /// SES has taken it: it is sent, and counted. One round trip.
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
        let sent = Put::builder()
            .table_name(&self.table)
            .set_item(Some(item::of(&key::mail(id), &record)?))
            .build()
            .map_err(|error| refused(&error))?;
        let mut actions = vec![TransactWriteItem::builder().put(sent).build()];
        let counted = Write::CountMail(MailCount {
            stream: MailStream::Participants,
            fact: MailFact::Sent,
            day: day_of(now),
            message: id.to_string(),
        });
        actions.extend(write::actions(&counted, &self.table)?);
        self.transact(actions).await
    }
}

/// Claims from before this instant are over.
fn claimed_before(now: Timestamp) -> String {
    sortable(now.checked_sub(CLAIM_LASTS).unwrap_or(Timestamp::MIN))
}

fn is_over(record: &MailRecord, now: Timestamp) -> bool {
    record.claimed_at < claimed_before(now)
}
