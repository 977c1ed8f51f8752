//! What staff did: in four lists, newest first.

use aws_sdk_dynamodb::types::TransactWriteItem;
use domain::audit::{AuditRecord, StaffId, Target};

use crate::connect::Store;
use crate::error::StoreError;
use crate::item::{self, text};
use crate::key::{self, Key};
use crate::list_page::ListPage;
use crate::query::Range;
use crate::write::put_new;

/// Whose or what part of the audit trail.
#[derive(Debug, Clone, Copy)]
pub enum AuditOf<'a> {
    All,
    Target(&'a Target),
    /// By the API key of this id, or `admin`.
    Key(&'a str),
    Staff(&'a StaffId),
}

impl Store {
    /// What staff did, newest first, from behind the place `after` if that is given. One round trip.
    pub async fn audit(
        &self,
        of: AuditOf<'_>,
        after: Option<&str>,
        limit: u8,
    ) -> Result<ListPage<AuditRecord>, StoreError> {
        let range = || after.map_or(Range::All, Range::Below);
        let wanted = i32::from(limit).saturating_add(1);
        let items = match of {
            AuditOf::All => {
                self.index_page("listing", (key::AUDIT_TRAIL, range()), wanted, true)
                    .await?
            }
            AuditOf::Staff(staff) => {
                let pk = key::audit_by_staff(staff);
                self.index_page("listing", (&pk, range()), wanted, true)
                    .await?
            }
            AuditOf::Target(target) => {
                let pk = key::audit_of_target(target);
                self.page(&pk, range(), wanted).await?
            }
            AuditOf::Key(key_id) => {
                let pk = key::audit_by_key(key_id);
                self.page(&pk, range(), wanted).await?
            }
        };
        let records: Vec<AuditRecord> = items
            .into_iter()
            .map(item::record)
            .collect::<Result<_, _>>()?;
        Ok(ListPage::of(records, limit, key::audit_order))
    }
}

/// The record with what was done to its target, and a copy with what its key did.
pub(crate) fn actions(
    record: &AuditRecord,
    table: &str,
) -> Result<Vec<TransactWriteItem>, StoreError> {
    let order = key::audit_order(record);
    let lists = [
        (
            key::audit_of_target(&record.target),
            Some(key::AUDIT_TRAIL.to_owned()),
        ),
        (
            key::audit_by_key(&record.actor.key_id),
            record.actor.staff.as_ref().map(key::audit_by_staff),
        ),
    ];
    let action = |(pk, listing): (String, Option<String>)| {
        let sk = order.clone();
        let mut item = item::of(&Key { pk, sk }, record)?;
        if let Some(listing) = listing {
            item.insert("listing_pk".to_owned(), text(&listing));
            item.insert("listing_sk".to_owned(), text(&order));
        }
        put_new(table, item)
    };
    lists.into_iter().map(action).collect()
}
