//! Participants who come by a session: of the hosted page, or by the token that stands for one.

use domain::portal_session::PortalSession;
use jiff::Timestamp;

use crate::auth::token::Participant;
use crate::auth::{Auth, Caller};
use crate::http::note_caller;
use crate::problem::Problem;

impl Caller {
    /// The participant of a session that is open. The host vouched for them when it asked for the
    /// session; what else is known of them is in the host's records.
    pub fn of_session(session: &PortalSession) -> Self {
        note_caller("participant");
        Self::Participant(Participant {
            account_id: session.account_id.clone(),
            participant_id: session.participant_id.clone(),
            email: None,
            email_verified: false,
            name: None,
            locale: session.locale.map(|locale| locale.tag().to_owned()),
            time_zone: None,
            expires_at: session.expires_at,
        })
    }
}

impl Auth {
    /// The same, where participants call: they may come by the token of a session too, as
    /// `POST /v1/portal-sessions` answers it. It takes the signing key to tell one.
    #[must_use]
    pub fn with_sessions(self) -> Self {
        Self {
            takes_sessions: true,
            ..self
        }
    }

    /// The participant of a session's token, if it is one that we signed.
    ///
    /// # Errors
    /// 401 if the session is over, 503 if the signing key cannot be read.
    pub(super) async fn of_session(
        &self,
        bearer: &str,
        now: Timestamp,
    ) -> Result<Option<Caller>, Problem> {
        if !self.takes_sessions || !looks_like_one(bearer) {
            return Ok(None);
        }
        let signer = self.secrets.signer(now).await;
        let signer = signer.map_err(Problem::unavailable)?;
        let Ok(session) = signer.open_portal_session(bearer) else {
            return Ok(None);
        };
        if !session.is_open(now) {
            return Err(Problem::unauthorized("the session of this token is over"));
        }
        Ok(Some(Caller::of_session(&session)))
    }
}

/// It has one dot; a JWT has two, an API key none.
fn looks_like_one(bearer: &str) -> bool {
    bearer.bytes().filter(|b| *b == b'.').count() == 1
}
