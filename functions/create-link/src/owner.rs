//! Whose link it is: what the request asks for, and what its caller may have.

use domain::api_key::Scope;
use domain::id::{AccountId, ParticipantId, ProgramId};
use domain::link::Link;
use runtime::auth::Caller;
use runtime::auth::on_behalf::ActingFor;
use runtime::problem::Problem;
use serde::Deserialize;

/// The body of `POST /v1/links`.
#[derive(Debug, Deserialize)]
#[cfg_attr(
    feature = "describe",
    derive(schemars::JsonSchema),
    schemars(rename = "LinkRequest")
)]
#[expect(clippy::struct_field_names, reason = "the names of the API")]
#[serde(deny_unknown_fields)]
pub(crate) struct Request {
    /// May be left out where one program is the default.
    pub(crate) program_id: Option<ProgramId>,
    /// Needed with an API key; a participant's own are known from the token.
    account_id: Option<AccountId>,
    participant_id: Option<ParticipantId>,
}

impl Request {
    /// Whose link it is.
    ///
    /// # Errors
    /// As [`Caller::acting_for`].
    pub(crate) fn owner(&self, caller: &Caller) -> Result<ActingFor, Problem> {
        let (account_id, participant_id) = (self.account_id.as_ref(), self.participant_id.as_ref());
        caller.acting_for(Scope::Links, account_id, participant_id)
    }
}

/// Whether the caller is the host, or owns the link.
///
/// # Errors
/// 403 for an API key without the scope.
pub(crate) fn may_see(caller: &Caller, link: &Link) -> Result<bool, Problem> {
    match caller {
        Caller::Host(_) => caller.require(Scope::Links).map(|_| true),
        Caller::Participant(own) => {
            Ok(link.participant_id == own.participant_id && link.account_id == own.account_id)
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use runtime::auth::Host;

    use super::*;

    #[test]
    fn an_api_key_needs_the_scope_of_links() {
        let body = r#"{"account_id":"acme","participant_id":"ana"}"#;
        let request: Request = serde_json::from_str(body).unwrap();
        let owner = |scope| {
            request.owner(&Caller::Host(Host {
                key_id: "k".to_owned(),
                scopes: BTreeSet::from([scope]),
            }))
        };
        assert!(owner(Scope::Links).is_ok());
        assert_eq!(owner(Scope::Signups).unwrap_err().status(), 403);
    }

    #[test]
    fn f62_a_field_that_is_not_known_is_refused() {
        let body = r#"{"program_id":"clientjoy","balance":1}"#;
        assert!(serde_json::from_str::<Request>(body).is_err());
    }
}
