//! Stripe's events, each accepted once.

use aws_sdk_dynamodb::types::{Put, TransactWriteItem};
use domain::event::Event;
use domain::id::{StripeCustomerId, StripeEventId};
use domain::stuck;
use domain::time::days_after;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::connect::Store;
use crate::error::StoreError;
use crate::item::{self, number};
use crate::key;
use crate::write::{self, refused};

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

impl AcceptedStripeEvent {
    /// What makes it have its effect.
    pub fn announcement(&self) -> Event {
        Event::StripeEventAccepted {
            stripe_event_id: self.id.clone(),
            stripe_type: self.kind.clone(),
            object_id: self.object_id.clone(),
            customer_id: self.customer_id.clone(),
            created_at: self.created_at,
        }
    }
}

impl Store {
    /// An event that was accepted, for as long as it is remembered. One round trip.
    pub async fn stripe_event(
        &self,
        id: &StripeEventId,
    ) -> Result<Option<AcceptedStripeEvent>, StoreError> {
        self.get(key::stripe_event(id)).await
    }

    /// Stores the event, which announces itself, unless it was stored before. One round trip.
    pub async fn accept_stripe_event(
        &self,
        event: &AcceptedStripeEvent,
        now: Timestamp,
    ) -> Result<Acceptance, StoreError> {
        let key = key::stripe_event(&event.id);
        let mut item = item::of(&key, event)?;
        item.extend(self.announcing_itself(&key, (&event.announcement(), now))?);
        let end = days_after(now, REMEMBERED_DAYS).as_second();
        item.insert("expires_at_epoch".to_owned(), number(end));
        let look_at = stuck::first_look_at_stripe_event(now);
        let item = write::look_late(item, event.id.as_str(), look_at);
        let put = Put::builder()
            .table_name(&self.table)
            .set_item(Some(item))
            .condition_expression("attribute_not_exists(pk)")
            .build()
            .map_err(|error| refused(&error))?;
        match self
            .alone(TransactWriteItem::builder().put(put).build())
            .await
        {
            Ok(()) => Ok(Acceptance::Accepted),
            Err(StoreError::Stale) => Ok(Acceptance::Duplicate),
            Err(error) => Err(error),
        }
    }
}
