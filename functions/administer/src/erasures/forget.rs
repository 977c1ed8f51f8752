//! The steps of an erasure, each of which may be repeated; the person goes last.

use std::convert::Infallible;

use domain::agenda::Agenda;
use domain::audit::grounds::Grounds;
use domain::audit::{Action, StaffCall, Target};
use domain::change::{ChangeSet, Write};
use domain::email_address::EmailAddress;
use domain::erasure::{self, Erased};
use domain::id::{AccountId, InviteId, ParticipantId, RewardId};
use domain::invite::Invite;
use domain::link::Link;
use domain::reward::Reward;
use domain::time::days_after;
use domain::token::{AddressHash, Signer};
use runtime::problem::Problem;
use store::{Due, DueFrom, InvitePage, Store, StoreError};

use super::Erasure;

/// Invites of one page.
const PAGE: u8 = 100;

/// Longer than any invite has an address, in days: what is due until then is every one of them.
const FAR_DAYS: u32 = 400;

/// One call.
pub(super) struct Forgetting<'a> {
    pub(super) store: &'a Store,
    pub(super) signer: &'a Signer,
    pub(super) call: &'a StaffCall,
    pub(super) reason: &'a Grounds,
}

impl Forgetting<'_> {
    /// A participant with all that is theirs.
    pub(super) async fn participant(
        &self,
        (account, id): (&AccountId, &ParticipantId),
    ) -> Result<Erasure, Problem> {
        let household = self.store.household(account).await;
        let household = household.map_err(Problem::unavailable)?;
        let person = Erased {
            account_id: account,
            participant_id: id,
        };
        let Some(participant) = household.participant(id) else {
            // Done before, or never here.
            if !household.erased.contains(id) {
                return Err(Problem::not_found());
            }
            self.codes(person).await.map_err(Problem::unavailable)?;
            return Ok(Erasure::default());
        };
        let hash = self.signer.address_hash(&participant.email);
        let done = self.steps(person, &hash).await;
        let done = done.map_err(Problem::unavailable)?;
        let forget = |(participant, addresses): &(Option<_>, Vec<_>)| {
            let mut changes = ChangeSet::default();
            if let Some(participant) = participant {
                let target = Target::account(account);
                changes
                    .append(erasure::forgotten(participant, addresses, self.call.now))
                    .write(Write::Audit(Box::new(
                        self.call
                            .did(Action::PersonErased, target)
                            .because(self.reason.clone())
                            .changing(
                                serde_json::json!({ "participant_id": id }),
                                serde_json::Value::Null,
                            ),
                    )));
            }
            Ok::<_, Infallible>(changes)
        };
        let load = async || {
            let participant = self.store.participant(account, id).await?;
            Ok((participant, self.store.address_uses(&hash).await?))
        };
        let forgotten = self.store.change(self.call.now, load, forget).await;
        let Ok(_) = forgotten.map_err(Problem::unavailable)?;
        // What they chose while the rest was done; nothing can be chosen any more.
        self.codes(person).await.map_err(Problem::unavailable)?;
        Ok(Erasure {
            participants_erased: 1,
            ..done
        })
    }

    async fn steps(&self, person: Erased<'_>, hash: &AddressHash) -> Result<Erasure, StoreError> {
        let now = self.call.now;
        let silenced = erasure::silenced(hash, now);
        self.store.commit(&silenced, now).await?;
        let credits_canceled = self.credits(person).await?;
        self.codes(person).await?;
        let sent = self.sent_by(person).await?;
        let received = self.sent_to(hash).await?;
        Ok(Erasure {
            participants_erased: 0,
            invites_ended: sent.saturating_add(received),
            credits_canceled,
        })
    }

    /// Somebody who has no account: wherever they were invited.
    pub(super) async fn address(&self, email: &EmailAddress) -> Result<Erasure, Problem> {
        let hash = self.signer.address_hash(email);
        let account = self.account_of(&hash).await;
        if let Some(account) = account.map_err(Problem::unavailable)? {
            let detail = format!(
                "is of a member of the account {account}: name account_id and participant_id"
            );
            return Err(Problem::wrong("/email", &detail));
        }
        let now = self.call.now;
        let record = self
            .call
            .did(Action::PersonErased, Target::address(&hash))
            .because(self.reason.clone());
        let mut silenced = erasure::silenced(&hash, now);
        silenced.write(Write::Audit(Box::new(record)));
        let stored = self.store.commit(&silenced, now).await;
        stored.map_err(Problem::unavailable)?;
        let received = self.sent_to(&hash).await;
        Ok(Erasure {
            invites_ended: received.map_err(Problem::unavailable)?,
            ..Erasure::default()
        })
    }

    /// The account that has a member with this address; one that is closed still has its members.
    async fn account_of(&self, hash: &AddressHash) -> Result<Option<AccountId>, StoreError> {
        for known in self.store.address_uses(hash).await? {
            let household = self.store.household(&known.account_id).await?;
            let mut members = household.participants.iter();
            let is_here = members.any(|member| self.signer.address_hash(&member.email) == *hash);
            if is_here || known.closed_at.is_none() {
                return Ok(Some(known.account_id));
            }
        }
        Ok(None)
    }

    /// The codes that they chose, in every program.
    async fn codes(&self, person: Erased<'_>) -> Result<(), StoreError> {
        let who = (person.account_id, person.participant_id);
        for program in self.store.programs(self.call.now).await?.iter() {
            let load = || self.store.link_of(self.signer, &program.id, who);
            let decide = |link: &Option<Link>| {
                let retired = link.as_ref();
                let retired = retired.map(|it| erasure::codes_retired(it, self.signer));
                Ok::<_, Infallible>(retired.unwrap_or_default())
            };
            loop {
                let Ok(done) = self.store.change(self.call.now, load, decide).await?;
                if done.changes.is_empty() {
                    break;
                }
            }
        }
        Ok(())
    }

    async fn credits(&self, person: Erased<'_>) -> Result<u32, StoreError> {
        let now = self.call.now;
        let lines = self.store.feed(person.account_id).await?.lines;
        let ids: Vec<RewardId> = lines.into_iter().map(|line| line.reward_id).collect();
        let mut canceled = 0_u32;
        for reward in self.store.rewards(&ids).await? {
            let load = || self.store.reward(&reward.id);
            let decide = |reward: &Option<Reward>| {
                let ended = reward.as_ref();
                let ended = ended.map(|it| erasure::credit_ended(it, person, now));
                Ok::<_, Infallible>(ended.unwrap_or_default())
            };
            let Ok(changed) = self.store.change(now, load, decide).await?;
            canceled = canceled.saturating_add(u32::from(!changed.changes.is_empty()));
        }
        Ok(canceled)
    }

    /// What the person wrote to their friends.
    async fn sent_by(&self, person: Erased<'_>) -> Result<u32, StoreError> {
        let sender = (person.account_id, person.participant_id);
        let (mut ended, mut before) = (0_u32, None::<String>);
        loop {
            let page = self.store.invites_of(sender, before.as_deref(), PAGE);
            let page = page.await?;
            for invite in &page.invites {
                ended = ended.saturating_add(self.end(&invite.id).await?);
            }
            match page.invites.last() {
                Some(last) if page.has_more => before = Some(InvitePage::place_of(last)),
                _ => return Ok(ended),
            }
        }
    }

    /// What others wrote to them: every invite that has an address is due to lose it one day.
    async fn sent_to(&self, hash: &AddressHash) -> Result<u32, StoreError> {
        let far = days_after(self.call.now, FAR_DAYS);
        let (mut ended, mut from) = (0_u32, Some(DueFrom::start(far)));
        while let Some(here) = from {
            let page = self.store.due(Agenda::Deadlines, far, &here).await?;
            let ids: Vec<InviteId> = page.due.into_iter().filter_map(invite_of).collect();
            let invites = self.store.invites(&ids).await?;
            for invite in invites.iter().filter(|it| it.recipient_hash == *hash) {
                ended = ended.saturating_add(self.end(&invite.id).await?);
            }
            from = page.next;
        }
        Ok(ended)
    }

    async fn end(&self, id: &InviteId) -> Result<u32, StoreError> {
        let now = self.call.now;
        let decide = |invite: &Option<Invite>| {
            let ended = invite.as_ref().map(|it| erasure::invite_ended(it, now));
            Ok::<_, Infallible>(ended.unwrap_or_default())
        };
        let load = || self.store.invite(id);
        let Ok(changed) = self.store.change(now, load, decide).await?;
        Ok(u32::from(!changed.changes.is_empty()))
    }
}

fn invite_of(due: Due) -> Option<InviteId> {
    if let Due::Invite { id } = due {
        return Some(id);
    }
    None
}
