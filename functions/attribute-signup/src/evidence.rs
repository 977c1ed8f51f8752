//! Opens what a signup brought, and finds the links and invites it names.

use domain::attribution::Found;
use domain::id::ProgramId;
use domain::link::Code;
use domain::referral::Evidence;
use domain::token::{Accept, Referrer, Signer, Touch};
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

    /// Each piece with its referrer. No round trip for a token that carries the referrer; one for
    /// a code that was typed in, and for a token that carries none.
    pub(crate) async fn find(
        &self,
        store: &Store,
        signed_up_at: Timestamp,
    ) -> Result<Vec<Found>, StoreError> {
        let mut found = Vec::new();
        if let Some(accept) = &self.accept
            && let Some(referrer) = of_accept(store, accept).await?
        {
            let evidence = Evidence::Accept {
                invite_id: accept.invite_id.clone(),
                at: accept.at,
            };
            found.push(piece(evidence, false, referrer));
        }
        if let Some(code) = &self.typed
            && let Some((code, referrer)) = of_code(store, code).await?
        {
            let evidence = Evidence::Link {
                code,
                at: signed_up_at,
            };
            found.push(piece(evidence, true, referrer));
        }
        for touch in &self.touches {
            if let Some((code, referrer)) = of_touch(store, touch).await? {
                let evidence = Evidence::Link { code, at: touch.at };
                found.push(piece(evidence, false, referrer));
            }
        }
        let named = self.program_id.as_ref();
        found.retain(|found| named.is_none_or(|program| found.program_id == *program));
        Ok(found)
    }
}

fn piece(evidence: Evidence, typed: bool, referrer: Referrer) -> Found {
    Found {
        evidence,
        typed,
        program_id: referrer.program_id,
        account_id: referrer.account_id,
        participant_id: referrer.participant_id,
    }
}

async fn of_accept(store: &Store, accept: &Accept) -> Result<Option<Referrer>, StoreError> {
    if accept.referrer.is_some() {
        return Ok(accept.referrer.clone());
    }
    let invite = store.invite(&accept.invite_id).await?;
    Ok(invite.as_ref().map(Referrer::from))
}

async fn of_touch(store: &Store, touch: &Touch) -> Result<Option<(Code, Referrer)>, StoreError> {
    if let Some(referrer) = &touch.referrer {
        return Ok(Some((touch.code.clone(), referrer.clone())));
    }
    of_code(store, &touch.code).await
}

/// Whose link it is, with its derived code, whichever code it was found by.
async fn of_code(store: &Store, code: &Code) -> Result<Option<(Code, Referrer)>, StoreError> {
    let link = store.link(code).await?;
    Ok(link.map(|link| (link.code.clone(), Referrer::from(&link))))
}
