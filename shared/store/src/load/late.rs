//! What somebody must look at because it ought to have happened by itself: see `domain::stuck`.

use aws_sdk_dynamodb::types::{TransactWriteItem, Update};
use domain::agenda::Look;
use domain::event::Event;
use domain::id::{
    AccountId, InviteId, InvoiceId, NotificationId, RewardId, StripeCustomerId, StripeEventId,
};
use domain::reward::Side;
use domain::time::sortable;
use jiff::Timestamp;

use crate::connect::Store;
use crate::enrolments;
use crate::error::StoreError;
use crate::item::{Item, attribute, text};
use crate::key::{self, DUE_SHARDS, Key};
use crate::load::stripe_events::AcceptedStripeEvent;
use crate::query::Range;
use crate::write::refused;

/// Most items of one shard in one run; the next run takes the rest.
const PER_SHARD: i32 = 200;

/// One thing that may be stuck, and its place in the due index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Late {
    pub what: LateWhat,
    key: Key,
    /// What the index sorts it by: the condition of moving it on.
    order: String,
}

/// What it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LateWhat {
    Reward {
        friend: AccountId,
        side: Side,
    },
    /// Credit that staff gave.
    Adjustment {
        id: RewardId,
    },
    Invite {
        id: InviteId,
    },
    Notification {
        account_id: AccountId,
        created_at: Timestamp,
        id: NotificationId,
    },
    StripeEvent {
        id: StripeEventId,
    },
    Parked {
        customer_id: StripeCustomerId,
        invoice_id: InvoiceId,
    },
}

impl Store {
    /// What may be stuck at `now`, the oldest of every shard first. One round trip a shard.
    pub async fn late(&self, now: Timestamp) -> Result<Vec<Late>, StoreError> {
        // `$` follows `#`: everything due up to and at `now`.
        let most = format!("{}$", sortable(now));
        let mut found = Vec::new();
        for shard in 0..DUE_SHARDS {
            let pk = key::late_partition(shard);
            let items = self
                .index_page("due", (&pk, Range::Below(&most)), PER_SHARD, false)
                .await?;
            found.extend(items.iter().filter_map(Late::of));
        }
        Ok(found)
    }

    /// Announces `event`, if one is given, and moves the next look to `next`, or ends it: then, or
    /// where it comes before, what is due by itself has its turn. Nothing where somebody else was
    /// here first. One round trip.
    pub async fn look_again(
        &self,
        late: &Late,
        (event, next, due): (Option<&Event>, Option<Timestamp>, Option<Look>),
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let name = late.order.split_once('#').map_or("", |(_, name)| name);
        let due = due.filter(|due| next.is_none_or(|next| due.at <= next));
        let update = Update::builder()
            .table_name(&self.table)
            .key("pk", text(&late.key.pk))
            .key("sk", text(&late.key.sk))
            .condition_expression("due_sk = :order")
            .expression_attribute_values(":order", text(&late.order));
        let update = match (due, next) {
            (Some(due), _) => {
                let (partition, order) = enrolments::place(name, due);
                update
                    .update_expression("SET due_pk = :partition, due_sk = :next")
                    .expression_attribute_values(":partition", text(&partition))
                    .expression_attribute_values(":next", text(&order))
            }
            (None, Some(next)) => update
                .update_expression("SET due_sk = :next")
                .expression_attribute_values(":next", text(&format!("{}#{name}", sortable(next)))),
            (None, None) => update.update_expression("REMOVE due_pk, due_sk"),
        };
        let update = update.build().map_err(|error| refused(&error))?;
        let mut actions = vec![TransactWriteItem::builder().update(update).build()];
        let event = event.map(std::slice::from_ref).unwrap_or_default();
        actions.extend(self.announcements(event, now)?);
        match self.transact(actions).await {
            Ok(()) | Err(StoreError::Stale) => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// The event as it was accepted. One round trip.
    pub async fn accepted_stripe_event(
        &self,
        id: &StripeEventId,
    ) -> Result<Option<AcceptedStripeEvent>, StoreError> {
        self.get(key::stripe_event(id)).await
    }

    /// The event has had its effect: nobody looks whether it is stuck any more.
    pub async fn stripe_event_settled(&self, id: &StripeEventId) -> Result<(), StoreError> {
        self.look_no_more(key::stripe_event(id)).await
    }

    /// The participant was written to, or is not written to at all.
    pub async fn notification_settled(
        &self,
        account: &AccountId,
        created_at: Timestamp,
        id: &NotificationId,
    ) -> Result<(), StoreError> {
        let key = key::notification(account, created_at, id);
        self.look_no_more(key).await
    }

    async fn look_no_more(&self, key: Key) -> Result<(), StoreError> {
        let result = Box::pin(
            self.client
                .update_item()
                .table_name(&self.table)
                .key("pk", text(&key.pk))
                .key("sk", text(&key.sk))
                .update_expression("REMOVE due_pk, due_sk")
                // An update of what is not there would make it.
                .condition_expression("attribute_exists(pk)")
                .send(),
        );
        match result.await.map(drop).map_err(StoreError::from_sdk) {
            Ok(()) | Err(StoreError::Stale) => Ok(()),
            Err(error) => Err(error),
        }
    }
}

impl Late {
    fn of(item: &Item) -> Option<Self> {
        let (pk, sk) = (attribute(item, "pk"), attribute(item, "sk"));
        Some(Self {
            what: what(pk, sk)?,
            key: Key {
                pk: pk.to_owned(),
                sk: sk.to_owned(),
            },
            order: attribute(item, "due_sk").to_owned(),
        })
    }
}

fn what(pk: &str, sk: &str) -> Option<LateWhat> {
    let (kind, id) = pk.split_once('#')?;
    match kind {
        "INVITE" => Some(LateWhat::Invite {
            id: id.parse().ok()?,
        }),
        "STRIPEEVENT" => Some(LateWhat::StripeEvent {
            id: id.parse().ok()?,
        }),
        "STRIPECUSTOMER" => Some(LateWhat::Parked {
            customer_id: id.parse().ok()?,
            invoice_id: sk.strip_prefix("PARKED#")?.parse().ok()?,
        }),
        "ACCOUNT" => of_account(id.parse().ok()?, sk),
        _ => None,
    }
}

fn of_account(account_id: AccountId, sk: &str) -> Option<LateWhat> {
    if let Some(side) = sk.strip_prefix("V#REWARD#") {
        return Some(LateWhat::Reward {
            friend: account_id,
            side: side.parse().ok()?,
        });
    }
    if let Some(name) = sk.strip_prefix(key::ADJUSTMENT) {
        return Some(LateWhat::Adjustment {
            id: RewardId::adjustment(&account_id, name),
        });
    }
    let (created_at, name) = sk.strip_prefix("T#")?.split_once("#NOTE#")?;
    Some(LateWhat::Notification {
        account_id,
        created_at: created_at.parse().ok()?,
        id: name.parse().ok()?,
    })
}
