//! Stripe's events, each accepted once.

use aws_sdk_dynamodb::types::{Put, TransactWriteItem};
use domain::event::Event;
use domain::id::{StripeCustomerId, StripeEventId};
use domain::time::days_after;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::connect::Store;
use crate::error::StoreError;
use crate::item::{self, number};
use crate::key;
use crate::write::refused;

/// Days for which an event's id is remembered. Business keys guard for ever (E57).
const REMEMBERED_DAYS: u32 = 90;

/// What is kept of an event of Stripe's: enough to read its object again, and no body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AcceptedStripeEvent {
    pub id: StripeEventId,
    #[serde(rename = "type")]
    pub kind: String,
    pub object_id: String,
    pub customer_id: Option<StripeCustomerId>,
    pub created_at: Timestamp,
}

/// Whether an event was new.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Acceptance {
    Accepted,
    /// It was accepted before, and its effect is on its way or done.
    Duplicate,
}

impl Store {
    /// Stores the event together with its announcement, unless it was stored before. One round
    /// trip.
    pub async fn accept_stripe_event(
        &self,
        event: &AcceptedStripeEvent,
        now: Timestamp,
    ) -> Result<Acceptance, StoreError> {
        let mut item = item::of(&key::stripe_event(&event.id), event)?;
        let end = days_after(now, REMEMBERED_DAYS).as_second();
        item.insert("expires_at_epoch".to_owned(), number(end));
        let put = Put::builder()
            .table_name(&self.table)
            .set_item(Some(item))
            .condition_expression("attribute_not_exists(pk)")
            .build()
            .map_err(|error| refused(&error))?;
        let announcement = Event::StripeEventAccepted {
            stripe_event_id: event.id.clone(),
            stripe_type: event.kind.clone(),
            object_id: event.object_id.clone(),
            customer_id: event.customer_id.clone(),
            created_at: event.created_at,
        };
        let mut actions = vec![TransactWriteItem::builder().put(put).build()];
        actions.extend(self.announcements(&[announcement], now)?);
        match self.transact(actions).await {
            Ok(()) => Ok(Acceptance::Accepted),
            Err(StoreError::Stale) => Ok(Acceptance::Duplicate),
            Err(error) => Err(error),
        }
    }
}
