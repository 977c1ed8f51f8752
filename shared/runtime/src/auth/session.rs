//! Participants who come by a session of the hosted page.

use domain::portal_session::PortalSession;

use crate::auth::Caller;
use crate::auth::token::Participant;
use crate::http::note_caller;

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
