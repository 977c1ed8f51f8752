//! Which account an address is known by: for ever, and one is the first.

use jiff::Timestamp;

use super::{State, Update};
use crate::account::{Account, AccountStatus, AddressUse};
use crate::change::{ChangeSet, Write};

/// New addresses are remembered; all of a closed account become tombstones (K11).
pub(super) fn remember(
    (state, update): (&State, &Update),
    account: &Account,
    now: Timestamp,
    changes: &mut ChangeSet,
) {
    let closed_at = match account.status {
        AccountStatus::Open => None,
        AccountStatus::Closed { closed_at } => Some(closed_at),
    };
    let own = state.addresses.iter();
    let own = own.filter(|known| known.account_id == account.id);
    let mut uses: Vec<AddressUse> = own.cloned().collect();
    for member in update.members.listed() {
        let unknown = |uses: &[AddressUse]| {
            uses.iter()
                .all(|known| known.address_hash != member.address_hash)
        };
        if unknown(&uses) {
            uses.push(AddressUse {
                address_hash: member.address_hash.clone(),
                account_id: account.id.clone(),
                since: now,
                closed_at: None,
                first: unknown(&state.addresses),
            });
        }
    }
    for after in uses {
        let after = AddressUse { closed_at, ..after };
        if state.addresses.iter().all(|before| *before != after) {
            changes.write(Write::Address(after));
        }
    }
}
