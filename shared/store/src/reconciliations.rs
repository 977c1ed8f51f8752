//! A reconciliation and its findings as items, which are forgotten after a while.

use aws_sdk_dynamodb::types::TransactWriteItem;
use domain::id::ReconciliationId;
use domain::reconciliation::finding::Finding;
use domain::reconciliation::{KEPT_DAYS, Reconciliation};
use domain::time::days_after;
use jiff::Timestamp;

use crate::error::StoreError;
use crate::item::{self, number};
use crate::key;
use crate::write::{If, put_item};

/// By its version.
pub(crate) fn run(table: &str, run: &Reconciliation) -> Result<TransactWriteItem, StoreError> {
    let mut item = item::of(&key::reconciliation(&run.id), run)?;
    let end = days_after(run.requested_at, KEPT_DAYS).as_second();
    item.insert("expires_at_epoch".to_owned(), number(end));
    put_item(table, item, If::Version(run.version))
}

/// Always.
pub(crate) fn finding(
    table: &str,
    (run, finding): (&ReconciliationId, &Finding),
    forgotten_at: Timestamp,
) -> Result<TransactWriteItem, StoreError> {
    let mut item = item::of(&key::finding(run, &finding.name()), finding)?;
    let end = forgotten_at.as_second();
    item.insert("expires_at_epoch".to_owned(), number(end));
    put_item(table, item, If::Always)
}
