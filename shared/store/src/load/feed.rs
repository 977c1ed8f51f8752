//! An account's home: its people, and all that happened to its credit, newest first.

use std::collections::HashMap;

use aws_sdk_dynamodb::types::{TransactWriteItem, Update};
use domain::account::Household;
use domain::id::{AccountId, NotificationId, ParticipantId};
use domain::ledger::StatementLine;
use domain::notification::Notification;
use domain::referral::ReferralSummary;
use domain::repeat::KeptAnswer;
use jiff::Timestamp;

use crate::answers;
use crate::batch;
use crate::connect::Store;
use crate::error::StoreError;
use crate::item::{self, Item, attribute};
use crate::key;
use crate::load::accounts;
use crate::write::refused;

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
        let request = self
            .client
            .update_item()
            .table_name(&self.table)
            .set_key(Some(key_of(account, participant)))
            .update_expression(SEEN)
            .condition_expression(SEEN_LATER)
            .set_expression_attribute_values(Some(seen_values(now)));
        match Box::pin(request.send()).await.map_err(StoreError::from_sdk) {
            Ok(_) | Err(StoreError::Stale) => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// The same, with the answer of the call. One round trip; one more where there is nothing new
    /// to mark.
    ///
    /// # Errors
    /// [`StoreError::Answered`] if the call has an answer.
    pub async fn mark_seen_once(
        &self,
        (account, participant): (&AccountId, &ParticipantId),
        now: Timestamp,
        answer: &KeptAnswer,
    ) -> Result<(), StoreError> {
        let update = Update::builder()
            .table_name(&self.table)
            .set_key(Some(key_of(account, participant)))
            .update_expression(SEEN)
            .condition_expression(SEEN_LATER)
            .set_expression_attribute_values(Some(seen_values(now)));
        let update = update.build().map_err(|error| refused(&error))?;
        let update = TransactWriteItem::builder().update(update).build();
        let answered = answers::action(answer, &self.table)?;
        match self.transact(vec![update, answered]).await {
            Err(StoreError::Stale) => self.keep_answer(answer).await,
            done => done,
        }
    }
}

const SEEN: &str = "SET seen_at = :now ADD version :one";
const SEEN_LATER: &str = "attribute_exists(pk) AND (attribute_not_exists(seen_at) \
                          OR attribute_type(seen_at, :null) OR seen_at < :now \
                          OR begins_with(seen_at, :second))";

fn seen_values(now: Timestamp) -> Item {
    let at = domain::time::sortable(now);
    let second = at.get(..19).unwrap_or(&at);
    HashMap::from([
        (":second".to_owned(), item::text(second)),
        (":one".to_owned(), item::number(1)),
        (":null".to_owned(), item::text("NULL")),
        (":now".to_owned(), item::text(&at)),
    ])
}

fn key_of(account: &AccountId, participant: &ParticipantId) -> Item {
    batch::key_attributes(&key::participant(account, participant))
}
