//! Invites, and what limits them.

use std::collections::HashMap;

use domain::circuit::{Circuit, MailStream};
use domain::id::{AccountId, InviteId, ParticipantId};
use domain::invite::Invite;
use domain::suppression::{MailKind, Suppressions};
use domain::time::sortable;
use domain::token::AddressHash;
use jiff::Timestamp;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::connect::Store;
use crate::error::StoreError;
use crate::item::{self, Item};
use crate::key::{self, Key};
use crate::query::Range;

/// One page of a participant's invites, newest first.
#[derive(Debug, Clone)]
pub struct InvitePage {
    pub invites: Vec<Invite>,
    pub has_more: bool,
}

impl InvitePage {
    /// Where an invite stands in its listing.
    pub fn place_of(invite: &Invite) -> String {
        format!("{}#{}", sortable(invite.created_at), invite.id)
    }
}

/// When an address was last written to, by anyone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub struct RecipientPause {
    pub invited_at: Timestamp,
}

/// What limits an invite.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InviteLimits {
    /// Invites to the address are suppressed.
    pub is_suppressed: bool,
    /// Invites of the participant on the day.
    pub sent_today: u32,
    pub recipient_pause: Option<RecipientPause>,
    pub circuit: Circuit,
    /// Invites of the program on the day, counter by counter.
    pub sent_by_program: Vec<u32>,
}

#[derive(Deserialize)]
struct Sent {
    sent: i64,
}

impl Store {
    pub async fn invite(&self, id: &InviteId) -> Result<Option<Invite>, StoreError> {
        self.get(key::invite(id)).await
    }

    /// The invites of these ids that there are, in no order. One round trip a hundred.
    pub async fn invites(&self, ids: &[InviteId]) -> Result<Vec<Invite>, StoreError> {
        self.batch(ids.iter().map(key::invite).collect()).await
    }

    /// A participant's invites, newest first, from behind the place `before` if that is given: where
    /// an invite stands, or stood.
    pub async fn invites_of(
        &self,
        (account, participant): (&AccountId, &ParticipantId),
        before: Option<&str>,
        limit: u8,
    ) -> Result<InvitePage, StoreError> {
        let pk = key::invites_of(account, participant);
        let range = before.map_or(Range::All, Range::Below);
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

    /// How many invites of the participant went out on the day. One round trip.
    pub async fn invites_sent_on(
        &self,
        (account, participant): (&AccountId, &ParticipantId),
        day: &str,
    ) -> Result<u32, StoreError> {
        let sent: Option<Sent> = self
            .get(key::sent_on_day(account, participant, day))
            .await?;
        Ok(sent.map_or(0, |sent| u32::try_from(sent.sent).unwrap_or(0)))
    }

    /// All that suppresses mail to this address. One round trip.
    pub async fn suppressions(&self, of: &AddressHash) -> Result<Suppressions, StoreError> {
        let pk = key::suppression_partition(of);
        let items = self.partition(&pk, " ").await?;
        let found: Result<Vec<_>, _> = items.into_iter().map(item::record).collect();
        found.map(Suppressions::of)
    }

    /// What may keep an invite from going out now, but for who has the address. One round trip.
    pub async fn invite_limits(
        &self,
        invite: &Invite,
        (day, counters): (&str, u8),
    ) -> Result<InviteLimits, StoreError> {
        let recipient = &invite.recipient_hash;
        let stop = key::suppression(recipient, MailKind::Invites);
        let sent = key::sent_on_day(&invite.account_id, &invite.participant_id, day);
        let pause = key::recipient_pause(recipient);
        let circuit = key::circuit(MailStream::Invites);
        let program: Vec<_> = (0..counters)
            .map(|counter| key::program_day(&invite.program_id, day, counter))
            .collect();
        let mut keys = vec![stop.clone(), sent.clone(), pause.clone(), circuit.clone()];
        keys.extend(program.iter().cloned());
        let found = self.items_by_key(keys).await?;
        let of_program = program.iter().map(|key| count(&found, key));
        Ok(InviteLimits {
            is_suppressed: found.contains_key(&stop),
            sent_today: count(&found, &sent)?,
            recipient_pause: record(&found, &pause)?,
            circuit: record(&found, &circuit)?
                .unwrap_or_else(|| Circuit::closed(MailStream::Invites)),
            sent_by_program: of_program.collect::<Result<_, _>>()?,
        })
    }
}

fn record<T: DeserializeOwned>(
    found: &HashMap<Key, Item>,
    key: &Key,
) -> Result<Option<T>, StoreError> {
    found.get(key).cloned().map(item::record).transpose()
}

fn count(found: &HashMap<Key, Item>, key: &Key) -> Result<u32, StoreError> {
    let sent: Option<Sent> = record(found, key)?;
    Ok(sent.map_or(0, |sent| u32::try_from(sent.sent).unwrap_or(0)))
}
