//! Whose link it is: what the request asks for, and what its caller may have.

use domain::api_key::Scope;
use domain::id::{AccountId, ParticipantId, ProgramId};
use domain::link::Link;
use domain::program::Program;
use domain::token::Signer;
use jiff::Timestamp;
use runtime::auth::Caller;
use runtime::problem::{FieldError, Problem};
use serde::Deserialize;

/// The body of `POST /v1/links`.
#[derive(Debug, Deserialize)]
#[expect(clippy::struct_field_names, reason = "the names of the API")]
#[serde(deny_unknown_fields)]
pub(crate) struct Request {
    /// May be left out where one program is the default.
    pub(crate) program_id: Option<ProgramId>,
    /// Needed with an API key; a participant's own are known from the token.
    account_id: Option<AccountId>,
    participant_id: Option<ParticipantId>,
}

/// A participant of an account.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Owner {
    account_id: AccountId,
    participant_id: ParticipantId,
}

impl Owner {
    /// The participant who is calling, or the one that the host names.
    ///
    /// # Errors
    /// 404 for another participant, 400 for an API key that names nobody, 403 without the scope.
    pub(crate) fn of(caller: &Caller, request: &Request) -> Result<Self, Problem> {
        let (account, participant) = (&request.account_id, &request.participant_id);
        match caller {
            Caller::Participant(own) => {
                let is_own = account.as_ref().is_none_or(|id| *id == own.account_id)
                    && participant
                        .as_ref()
                        .is_none_or(|id| *id == own.participant_id);
                if !is_own {
                    return Err(Problem::not_found());
                }
                Ok(Self {
                    account_id: own.account_id.clone(),
                    participant_id: own.participant_id.clone(),
                })
            }
            Caller::Host(_) => {
                caller.require(Scope::Links)?;
                match (account, participant) {
                    (Some(account_id), Some(participant_id)) => Ok(Self {
                        account_id: account_id.clone(),
                        participant_id: participant_id.clone(),
                    }),
                    (account, _) => Err(needed(match account {
                        None => "/account_id",
                        Some(_) => "/participant_id",
                    })),
                }
            }
        }
    }

    /// The link with this owner's `n`th code.
    pub(crate) fn link(&self, program: &Program, signer: &Signer, n: u8, now: Timestamp) -> Link {
        Link {
            code: signer.code(&program.id, &self.account_id, &self.participant_id, n),
            program_id: program.id.clone(),
            account_id: self.account_id.clone(),
            participant_id: self.participant_id.clone(),
            created_at: now,
        }
    }

    pub(crate) fn owns(&self, link: &Link, program: &Program) -> bool {
        link.belongs_to(&program.id, &self.participant_id, &self.account_id)
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

/// Why there is no program: the one that was named is unknown, or one has to be named.
pub(crate) fn no_program(request: &Request) -> Problem {
    match request.program_id {
        Some(_) => Problem::not_found().pointer("/program_id", "names no program here"),
        None => Problem::invalid_fields(vec![FieldError {
            pointer: "/program_id".to_owned(),
            detail: "is required, since no program is the default".to_owned(),
        }]),
    }
}

fn needed(pointer: &str) -> Problem {
    Problem::invalid_fields(vec![FieldError {
        pointer: pointer.to_owned(),
        detail: "is required with an API key".to_owned(),
    }])
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use runtime::auth::Host;
    use runtime::auth::token::Participant;

    use super::*;

    fn ana() -> Caller {
        Caller::Participant(Participant {
            account_id: "acme".parse().unwrap(),
            participant_id: "ana".parse().unwrap(),
            email: None,
            email_verified: false,
            name: None,
            locale: None,
            time_zone: None,
        })
    }

    fn host(scopes: &[Scope]) -> Caller {
        let scopes: BTreeSet<_> = scopes.iter().copied().collect();
        Caller::Host(Host {
            key_id: "k".to_owned(),
            scopes,
        })
    }

    fn request(account: Option<&str>, participant: Option<&str>) -> Request {
        Request {
            program_id: None,
            account_id: account.map(|id| id.parse().unwrap()),
            participant_id: participant.map(|id| id.parse().unwrap()),
        }
    }

    #[track_caller]
    fn status(caller: &Caller, request: &Request) -> u16 {
        Owner::of(caller, request).unwrap_err().status().as_u16()
    }

    #[test]
    fn a_participant_owns_the_link_without_saying_so() {
        let owner = Owner::of(&ana(), &request(None, None)).unwrap();
        assert_eq!(owner.participant_id.as_str(), "ana");
        assert_eq!(
            Owner::of(&ana(), &request(Some("acme"), Some("ana"))).unwrap(),
            owner
        );
    }

    #[test]
    fn f61_a_participant_cannot_ask_for_another() {
        assert_eq!(status(&ana(), &request(Some("acme"), Some("bo"))), 404);
        assert_eq!(status(&ana(), &request(Some("globex"), None)), 404);
    }

    #[test]
    fn the_host_names_both_ids() {
        let host = host(&[Scope::Links]);
        assert!(Owner::of(&host, &request(Some("acme"), Some("ana"))).is_ok());
        assert_eq!(status(&host, &request(Some("acme"), None)), 400);
        assert_eq!(status(&host, &request(None, Some("ana"))), 400);
    }

    #[test]
    fn a_key_without_the_scope_is_refused() {
        let other = host(&[Scope::Signups]);
        assert_eq!(status(&other, &request(Some("acme"), Some("ana"))), 403);
    }

    #[test]
    fn f62_a_field_that_is_not_known_is_refused() {
        let body = r#"{"program_id":"clientjoy","balance":1}"#;
        assert!(serde_json::from_str::<Request>(body).is_err());
    }
}
