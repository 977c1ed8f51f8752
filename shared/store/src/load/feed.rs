//! An account's home: its people, and all that happened to its credit, newest first.

use domain::account::Household;
use domain::id::{AccountId, NotificationId, ParticipantId};
use domain::ledger::StatementLine;
use domain::notification::Notification;
use domain::referral::ReferralSummary;
use jiff::Timestamp;

use crate::connect::Store;
use crate::error::StoreError;
use crate::item::{self, attribute};
use crate::key;
use crate::load::accounts;

/// What an account's partition holds.
#[derive(Debug, Clone, Default)]
pub struct Feed {
    pub household: Household,
    /// Newest first, as are the others.
    pub lines: Vec<StatementLine>,
    pub referrals: Vec<ReferralSummary>,
    pub notifications: Vec<Notification>,
}

impl Store {
    /// All of an account. One round trip a megabyte, which is some 2,000 lines.
    pub async fn feed(&self, id: &AccountId) -> Result<Feed, StoreError> {
        let mut feed = Feed::default();
        for item in self
            .partition(&key::account_partition(id), key::FEED)
            .await?
        {
            let sort_key = attribute(&item, "sk");
            match sort_key
                .strip_prefix(key::FEED)
                .and_then(|rest| rest.split('#').nth(1))
            {
                Some(key::LINE) => feed.lines.push(item::record(item)?),
                Some(key::SUMMARY) => feed.referrals.push(item::record(item)?),
                Some(key::NOTE) => feed.notifications.push(item::record(item)?),
                _ => accounts::add(&mut feed.household, item)?,
            }
        }
        Ok(feed)
    }

    /// One entry of a participant's list.
    pub async fn notification(
        &self,
        account: &AccountId,
        created_at: Timestamp,
        id: &NotificationId,
    ) -> Result<Option<Notification>, StoreError> {
        self.get(key::notification(account, created_at, id)).await
    }

    /// Everything up to `now` counts as read. Only ever forward, but for looks within one second,
    /// of which the last to arrive counts: the host's writes spell fewer decimals than this one.
    pub async fn mark_seen(
        &self,
        account: &AccountId,
        participant: &ParticipantId,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let key = key::participant(account, participant);
        let at = domain::time::sortable(now);
        let second = at.get(..19).unwrap_or(&at);
        let result = Box::pin(
            self.client
                .update_item()
                .table_name(&self.table)
                .key("pk", item::text(&key.pk))
                .key("sk", item::text(&key.sk))
                .update_expression("SET seen_at = :now ADD version :one")
                .condition_expression(
                    "attribute_exists(pk) AND (attribute_not_exists(seen_at) \
                     OR attribute_type(seen_at, :null) OR seen_at < :now \
                     OR begins_with(seen_at, :second))",
                )
                .expression_attribute_values(":now", item::text(&at))
                .expression_attribute_values(":second", item::text(second))
                .expression_attribute_values(":one", item::number(1))
                .expression_attribute_values(":null", item::text("NULL"))
                .send(),
        )
        .await;
        match result.map_err(StoreError::from_sdk) {
            Ok(_) | Err(StoreError::Stale) => Ok(()),
            Err(error) => Err(error),
        }
    }
}
