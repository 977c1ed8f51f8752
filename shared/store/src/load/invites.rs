//! Invites, and what limits them.

use domain::id::{AccountId, InviteId, ParticipantId};
use domain::invite::Invite;
use domain::suppression::Suppressions;
use domain::time::sortable;
use domain::token::AddressHash;
use jiff::Timestamp;
use serde::Deserialize;

use crate::connect::Store;
use crate::error::StoreError;
use crate::item;
use crate::key;
use crate::query::Range;

/// One page of a participant's invites, newest first.
#[derive(Debug, Clone)]
pub struct InvitePage {
    pub invites: Vec<Invite>,
    pub has_more: bool,
}

/// When an address was last written to, by anyone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub struct RecipientPause {
    pub invited_at: Timestamp,
}

#[derive(Deserialize)]
struct Sent {
    sent: u32,
}

impl Store {
    pub async fn invite(&self, id: &InviteId) -> Result<Option<Invite>, StoreError> {
        self.get(key::invite(id)).await
    }

    /// A participant's invites, newest first, older than `before` if that is given.
    pub async fn invites_of(
        &self,
        (account, participant): (&AccountId, &ParticipantId),
        before: Option<&Invite>,
        limit: u8,
    ) -> Result<InvitePage, StoreError> {
        let pk = key::invites_of(account, participant);
        let order = before.map(|invite| format!("{}#{}", sortable(invite.created_at), invite.id));
        let range = order.as_deref().map_or(Range::All, Range::Below);
        let wanted = i32::from(limit).saturating_add(1);
        let items = self
            .index_page("listing", (&pk, range), wanted, true)
            .await?;
        let has_more = items.len() > usize::from(limit);
        let page = items.into_iter().take(usize::from(limit)).map(item::record);
        Ok(InvitePage {
            invites: page.collect::<Result<_, _>>()?,
            has_more,
        })
    }

    /// All that suppresses mail to this address. One round trip.
    pub async fn suppressions(&self, of: &AddressHash) -> Result<Suppressions, StoreError> {
        let pk = key::suppression_partition(of);
        let items = self.partition(&pk, " ").await?;
        let found: Result<Vec<_>, _> = items.into_iter().map(item::record).collect();
        found.map(Suppressions::of)
    }

    /// How many invites of this participant were sent on this day of UTC.
    pub async fn sent_on_day(
        &self,
        (account, participant): (&AccountId, &ParticipantId),
        day: &str,
    ) -> Result<u32, StoreError> {
        let sent: Option<Sent> = self
            .get(key::sent_on_day(account, participant, day))
            .await?;
        Ok(sent.map_or(0, |sent| sent.sent))
    }

    pub async fn recipient_pause(
        &self,
        recipient: &AddressHash,
    ) -> Result<Option<RecipientPause>, StoreError> {
        self.get(key::recipient_pause(recipient)).await
    }
}
