//! What a scheduled function must look at: rewards whose hold ends, referrals whose window closes,
//! invites that expire.

use domain::id::{AccountId, InviteId};
use domain::reward::Side;
use domain::time::sortable;
use jiff::Timestamp;

use crate::connect::Store;
use crate::error::StoreError;
use crate::item::attribute;
use crate::key::{self, DUE_SHARDS};

/// Most items of one shard in one run; the next run takes the rest.
const PER_SHARD: i32 = 200;

/// One thing that is due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Due {
    Referral { friend: AccountId },
    Reward { friend: AccountId, side: Side },
    Invite { id: InviteId },
}

impl Store {
    /// What is due at `now`, the oldest of every shard first. One round trip a shard.
    pub async fn due(&self, now: Timestamp) -> Result<Vec<Due>, StoreError> {
        // `$` follows `#`: everything due up to and at `now`.
        let most = format!("{}$", sortable(now));
        let mut found = Vec::new();
        for shard in 0..DUE_SHARDS {
            let pk = key::due_partition(shard);
            for item in self
                .index_page("due", (&pk, Some(&most)), PER_SHARD, false)
                .await?
            {
                found.extend(due_of(attribute(&item, "pk"), attribute(&item, "sk")));
            }
        }
        Ok(found)
    }
}

fn due_of(pk: &str, sk: &str) -> Option<Due> {
    if let Some(id) = pk.strip_prefix("INVITE#") {
        let id = id.parse().ok()?;
        return Some(Due::Invite { id });
    }
    let friend: AccountId = pk.strip_prefix(key::ACCOUNT_PARTITION)?.parse().ok()?;
    if sk == key::REFERRAL {
        return Some(Due::Referral { friend });
    }
    let side = sk.strip_prefix(key::REWARD)?.parse().ok()?;
    Some(Due::Reward { friend, side })
}
