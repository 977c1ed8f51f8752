//! Opens what a signup brought, and finds the links and invites it names.

use domain::attribution::Found;
use domain::id::ProgramId;
use domain::link::Code;
use domain::referral::Evidence;
use domain::token::{Accept, Signer, Touch};
use jiff::Timestamp;
use store::{Store, StoreError};

use crate::request::SignupRequest;

/// What a signup brought, as far as it was made here; anything else is left out, since a signup
/// never fails.
pub(crate) struct Brought {
    accept: Option<Accept>,
    typed: Option<Code>,
    touches: Vec<Touch>,
    program_id: Option<ProgramId>,
}

impl Brought {
    pub(crate) fn open(request: &SignupRequest, signer: &Signer) -> Self {
        let touch = |token: &String| signer.open_touch(token).ok();
        let accept = request.accept_token.as_deref();
        Self {
            accept: accept.and_then(|token| signer.open_accept(token).ok()),
            typed: request.code.as_deref().and_then(|code| code.parse().ok()),
            touches: request.touches.iter().filter_map(touch).collect(),
            program_id: request.program_id.clone(),
        }
    }

    /// Each piece with the referrer it names. One round trip each.
    pub(crate) async fn find(
        &self,
        store: &Store,
        signed_up_at: Timestamp,
    ) -> Result<Vec<Found>, StoreError> {
        let mut found = Vec::new();
        if let Some(accept) = &self.accept
            && let Some(invite) = store.invite(&accept.invite_id).await?
        {
            found.push(Found {
                evidence: Evidence::Accept {
                    invite_id: invite.id,
                    at: accept.at,
                },
                typed: false,
                program_id: invite.program_id,
                account_id: invite.account_id,
                participant_id: invite.participant_id,
            });
        }
        let typed = self.typed.iter().map(|code| (code, signed_up_at, true));
        let touches = self
            .touches
            .iter()
            .map(|touch| (&touch.code, touch.at, false));
        for (code, at, typed) in typed.chain(touches) {
            if let Some(link) = store.link(code).await? {
                found.push(Found {
                    evidence: Evidence::Link {
                        code: link.code,
                        at,
                    },
                    typed,
                    program_id: link.program_id,
                    account_id: link.account_id,
                    participant_id: link.participant_id,
                });
            }
        }
        let named = self.program_id.as_ref();
        found.retain(|found| named.is_none_or(|program| found.program_id == *program));
        Ok(found)
    }
}
