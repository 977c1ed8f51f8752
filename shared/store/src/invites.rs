//! Storing all invites of a request, those that exist already left as they are.

use std::convert::Infallible;

use domain::change::{ChangeSet, Write};
use domain::id::InviteId;
use domain::invite::{Invite, create};
use domain::program::Program;
use domain::reminder::{Enrolment, moments};
use domain::repeat::KeptAnswer;
use jiff::Timestamp;

use crate::connect::Store;
use crate::error::StoreError;

impl Store {
    /// Stores `invites` with their announcements and the answer of the call, all or none.
    ///
    /// One table round trip where all are new. Where some exist, their messages are on their way or
    /// were sent, and they are announced no second time (F43).
    pub async fn record_invites(
        &self,
        program: &Program,
        invites: &[Invite],
        (answer, now): (Option<KeptAnswer>, Timestamp),
    ) -> Result<(), StoreError> {
        let created = |existing: &[InviteId]| {
            let mut changes = created(program, invites, existing);
            changes.writes.extend(answer.clone().map(Write::Answer));
            changes
        };
        match self.commit(&created(&[]), now).await {
            Err(StoreError::Stale) => {}
            done => return done,
        }
        let load = || existing(self, invites);
        let decide = |existing: &Vec<InviteId>| Ok::<_, Infallible>(created(existing));
        let Ok(_) = self.change(now, load, decide).await?;
        Ok(())
    }
}

async fn existing(store: &Store, invites: &[Invite]) -> Result<Vec<InviteId>, StoreError> {
    let mut existing = Vec::new();
    for invite in invites {
        existing.extend(store.invite(&invite.id).await?.map(|invite| invite.id));
    }
    Ok(existing)
}

/// The new ones among the invites; their sender takes part from now on, if not from before.
fn created(program: &Program, invites: &[Invite], except: &[InviteId]) -> ChangeSet {
    let mut changes = ChangeSet::default();
    for invite in invites.iter().filter(|invite| !except.contains(&invite.id)) {
        changes.append(create(invite.clone()));
    }
    if let Some(invite) = invites.first().filter(|_| !changes.is_empty()) {
        let enrolment = Enrolment {
            program_id: invite.program_id.clone(),
            account_id: invite.account_id.clone(),
            participant_id: invite.participant_id.clone(),
            enrolled_at: invite.created_at,
            code: None,
        };
        let first_look = moments::first_look(&enrolment, program);
        changes.write(Write::Enrol {
            enrolment,
            first_look,
        });
    }
    changes
}
