//! Reminders, claimed before they are sent and sent at most once; and who takes part.

use aws_sdk_dynamodb::operation::update_item::builders::UpdateItemFluentBuilder;
use domain::id::{AccountId, ParticipantId, ProgramId};
use domain::reminder::{Enrolment, Reminder, ReminderId};
use domain::time::sortable;
use jiff::Timestamp;

use crate::connect::Store;
use crate::error::StoreError;
use crate::item::text;
use crate::key;

impl Store {
    pub async fn reminder(&self, id: &ReminderId) -> Result<Option<Reminder>, StoreError> {
        self.get(key::reminder(id)).await
    }

    /// One who takes part by an invite.
    pub async fn enrolment(
        &self,
        (program, account, who): (&ProgramId, &AccountId, &ParticipantId),
    ) -> Result<Option<Enrolment>, StoreError> {
        self.get(key::enrolment(program, account, who)).await
    }

    /// Whether this caller is the one to send it: true once, for ever. One round trip.
    pub async fn claim_reminder(
        &self,
        id: &ReminderId,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let claim = self
            .update_reminder(id)
            .update_expression("SET claimed_at = :now")
            .condition_expression("attribute_exists(pk) AND attribute_not_exists(claimed_at)")
            .expression_attribute_values(":now", text(&sortable(now)));
        match Box::pin(claim.send()).await.map_err(StoreError::from_sdk) {
            Ok(_) => Ok(true),
            Err(StoreError::Stale) => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// SES surely has not taken it: it may be claimed again.
    pub async fn unclaim_reminder(&self, id: &ReminderId) -> Result<(), StoreError> {
        let unclaim = self
            .update_reminder(id)
            .update_expression("REMOVE claimed_at");
        let done = Box::pin(unclaim.send()).await;
        done.map(drop).map_err(StoreError::from_sdk)
    }

    /// SES has taken it.
    pub async fn reminder_sent(
        &self,
        id: &ReminderId,
        message_id: &str,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let sent = self
            .update_reminder(id)
            .update_expression("SET message_id = :message, sent_at = :now")
            .expression_attribute_values(":message", text(message_id))
            .expression_attribute_values(":now", text(&sortable(now)));
        let done = Box::pin(sent.send()).await;
        done.map(drop).map_err(StoreError::from_sdk)
    }

    fn update_reminder(&self, id: &ReminderId) -> UpdateItemFluentBuilder {
        let key = key::reminder(id);
        self.client
            .update_item()
            .table_name(&self.table)
            .key("pk", text(&key.pk))
            .key("sk", text(&key.sk))
    }
}
