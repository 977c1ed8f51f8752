//! The condition of every write: when it holds, and that nothing at all is stored when it does
//! not, neither the writes beside it nor the announcements.

mod accounts;
mod circuits;
mod invites;
mod referrals;
mod stripe;

use domain::change::{ChangeSet, Write};
use domain::event::Event;
use store::StoreError;

use crate::given::accounts::account;
use crate::given::{NOW, id};
use crate::table::{Table, only};

/// The write is stored.
pub(crate) async fn holds(table: &Table, write: Write) {
    let described = format!("{write:?}");
    let result = table.store.commit(&only(write), NOW).await;
    assert!(result.is_ok(), "{described}: {result:?}");
}

/// The write is refused, and so is all that was to be stored together with it.
pub(crate) async fn refused(table: &Table, write: Write) {
    let described = format!("{write:?}");
    let mut changes = ChangeSet::default();
    changes
        .write(Write::Account(account("bystander")))
        .write(write)
        .announce(Event::InviteCreated {
            invite_id: id("inv_bystander"),
        });
    let before = table.items().await;
    let result = table.store.commit(&changes, NOW).await;
    assert!(
        matches!(result, Err(StoreError::Stale)),
        "{described}: {result:?}"
    );
    assert_eq!(table.items().await, before, "{described}");
}

/// A record with a version: the first only where nothing is, each next only over the one before.
async fn follows_its_version(write: impl Fn(u64) -> Write) {
    let table = Table::empty().await;
    refused(&table, write(2)).await;
    holds(&table, write(1)).await;
    refused(&table, write(1)).await;
    refused(&table, write(3)).await;
    holds(&table, write(2)).await;
    refused(&table, write(2)).await;
    refused(&table, write(1)).await;
    holds(&table, write(3)).await;
}
