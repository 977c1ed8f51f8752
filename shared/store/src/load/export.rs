//! All records of a kind, stretch by stretch of the table, for staff to take away.

use domain::invite::Invite;
use domain::ledger::JournalEntry;
use domain::referral::Referral;
use domain::reward::Reward;
use serde::de::DeserializeOwned;

use crate::batch::key_attributes;
use crate::connect::Store;
use crate::error::StoreError;
use crate::item::{self, Item, attribute, text};
use crate::key::{self, Key};

/// Stretches that are read for one page, a megabyte each, until a record is found.
const STRETCHES: u8 = 10;

/// Stands between the two parts of a key where a page ended; no key has it.
const BETWEEN: char = '|';

/// Records of a stretch of the table, in no order.
#[derive(Debug, Clone)]
pub struct ExportPage<T> {
    pub records: Vec<T>,
    /// Where the next page begins; none on the last.
    pub next: Option<String>,
}

impl Store {
    /// Referrals; up to ten round trips, as are the others.
    pub async fn export_referrals(
        &self,
        after: Option<&str>,
    ) -> Result<ExportPage<Referral>, StoreError> {
        self.stretches(key::REFERRAL, after).await
    }

    /// Rewards of referrals, and credit that staff gave.
    pub async fn export_rewards(
        &self,
        after: Option<&str>,
    ) -> Result<ExportPage<Reward>, StoreError> {
        self.stretches(key::REWARD, after).await
    }

    /// Journal entries.
    pub async fn export_journal(
        &self,
        after: Option<&str>,
    ) -> Result<ExportPage<JournalEntry>, StoreError> {
        self.stretches(key::ENTRY, after).await
    }

    /// Invites.
    pub async fn export_invites(
        &self,
        after: Option<&str>,
    ) -> Result<ExportPage<Invite>, StoreError> {
        self.stretches(key::INVITE, after).await
    }

    /// Records of this sort key, or of those that begin with it; credit that staff gave counts as a
    /// reward.
    async fn stretches<T: DeserializeOwned>(
        &self,
        kind: &str,
        after: Option<&str>,
    ) -> Result<ExportPage<T>, StoreError> {
        let mut next = after.map(ToOwned::to_owned);
        let mut records = Vec::new();
        for _ in 0..STRETCHES {
            let request = self
                .client
                .scan()
                .table_name(&self.table)
                .expression_attribute_values(":kind", text(kind))
                .set_exclusive_start_key(next.as_deref().and_then(start));
            let request = if kind == key::REWARD {
                request
                    .filter_expression("begins_with(sk, :kind) OR begins_with(sk, :given)")
                    .expression_attribute_values(":given", text(key::ADJUSTMENT))
            } else {
                request.filter_expression("sk = :kind")
            };
            let output = Box::pin(request.send())
                .await
                .map_err(StoreError::from_sdk)?;
            for item in output.items.unwrap_or_default() {
                records.push(item::record(item)?);
            }
            next = output.last_evaluated_key.as_ref().map(place);
            if next.is_none() || !records.is_empty() {
                break;
            }
        }
        Ok(ExportPage { records, next })
    }
}

fn place(key: &Item) -> String {
    format!("{}{BETWEEN}{}", attribute(key, "pk"), attribute(key, "sk"))
}

fn start(place: &str) -> Option<Item> {
    let (pk, sk) = place.split_once(BETWEEN)?;
    Some(key_attributes(&Key {
        pk: pk.to_owned(),
        sk: sk.to_owned(),
    }))
}
