//! What a scheduled function must look at: what time changes, and whom to remind.

use domain::agenda::Agenda;
use domain::id::{AccountId, InviteId, ParticipantId, ProgramId};
use domain::link::Code;
use domain::reward::Side;
use domain::time::sortable;
use jiff::Timestamp;

use crate::connect::Store;
use crate::error::StoreError;
use crate::item::attribute;
use crate::key::{self, DUE_SHARDS};
use crate::query::Range;

/// Items of one page; the oldest come first.
const PAGE: u8 = 200;

/// One thing that is due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Due {
    Referral {
        friend: AccountId,
    },
    Reward {
        friend: AccountId,
        side: Side,
    },
    /// One that expires, or goes on.
    Invite {
        id: InviteId,
    },
    /// One who takes part, by the link they made.
    Link {
        code: Code,
    },
    /// One who takes part, by an invite.
    Enrolment {
        program_id: ProgramId,
        account_id: AccountId,
        participant_id: ParticipantId,
    },
}

/// Where reading the index goes on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueFrom {
    shard: u8,
    /// Shards that are read after this one.
    left: u8,
    after: String,
}

impl DueFrom {
    /// From the beginning. Each run begins with another shard, so that a backlog in one never
    /// keeps the others waiting for good.
    pub fn start(now: Timestamp) -> Self {
        let minutes = now.as_second().unsigned_abs().checked_div(300);
        let shard = minutes.and_then(|n| n.checked_rem(u64::from(DUE_SHARDS)));
        Self {
            shard: shard.and_then(|n| u8::try_from(n).ok()).unwrap_or(0),
            left: DUE_SHARDS.saturating_sub(1),
            after: String::new(),
        }
    }

    fn next_shard(&self) -> Option<Self> {
        let next = self.shard.saturating_add(1).checked_rem(DUE_SHARDS);
        Some(Self {
            shard: next?,
            left: self.left.checked_sub(1)?,
            after: String::new(),
        })
    }
}

/// One page of what is due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DuePage {
    pub due: Vec<Due>,
    /// None after the last page.
    pub next: Option<DueFrom>,
}

/// What came of looking at all that was due.
#[derive(Debug, Default)]
pub struct Looked {
    pub at: usize,
    /// What is left was not looked at: there was no time for it.
    pub out_of_time: bool,
    /// The last failure, and how many there were.
    pub failed: Option<(StoreError, usize)>,
}

impl Store {
    /// A page of what is due at `now`, the oldest of its shard first. One round trip.
    pub async fn due(
        &self,
        agenda: Agenda,
        now: Timestamp,
        from: &DueFrom,
    ) -> Result<DuePage, StoreError> {
        let pk = key::due_partition(agenda, from.shard);
        // `$` follows `#`: everything due up to and at `now`. A space comes before all that names
        // hold: everything after the last.
        let up_to = format!("{}$", sortable(now));
        let beyond = format!("{} ", from.after);
        let range = Range::Between(&beyond, &up_to);
        let items = self
            .index_page("due", (&pk, range), i32::from(PAGE), false)
            .await?;
        let last = items
            .last()
            .map(|item| attribute(item, "due_sk").to_owned());
        let next = match last.filter(|_| items.len() >= usize::from(PAGE)) {
            Some(after) => Some(DueFrom {
                after,
                ..from.clone()
            }),
            None => from.next_shard(),
        };
        let due = items
            .iter()
            .filter_map(|item| due_of(attribute(item, "pk"), attribute(item, "sk")));
        Ok(DuePage {
            due: due.collect(),
            next,
        })
    }

    /// Does `work` for all that is due at `now`, as long as `has_time` says so; one that fails
    /// does not keep the others waiting.
    pub async fn each_due(
        &self,
        (agenda, now): (Agenda, Timestamp),
        has_time: impl Fn() -> bool,
        work: impl AsyncFn(&Due) -> Result<(), StoreError>,
    ) -> Result<Looked, StoreError> {
        let mut looked = Looked::default();
        let mut from = Some(DueFrom::start(now));
        while let Some(here) = from {
            let page = self.due(agenda, now, &here).await?;
            for due in &page.due {
                if !has_time() {
                    looked.out_of_time = true;
                    return Ok(looked);
                }
                looked.at = looked.at.saturating_add(1);
                if let Err(error) = work(due).await {
                    let before = looked.failed.map_or(0, |(_, count)| count);
                    looked.failed = Some((error, before.saturating_add(1)));
                }
            }
            from = page.next;
        }
        Ok(looked)
    }
}

fn due_of(pk: &str, sk: &str) -> Option<Due> {
    if let Some(code) = pk.strip_prefix(key::LINK_PARTITION) {
        let code = code.parse().ok()?;
        return Some(Due::Link { code });
    }
    if let Some(names) = pk.strip_prefix(key::ENROLMENT_PARTITION) {
        let mut names = names.split('#');
        return Some(Due::Enrolment {
            program_id: names.next()?.parse().ok()?,
            account_id: names.next()?.parse().ok()?,
            participant_id: names.next()?.parse().ok()?,
        });
    }
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
