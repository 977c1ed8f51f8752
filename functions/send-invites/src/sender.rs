//! In whose name: the participant who is calling, or the one that the host names.

use domain::api_key::Scope;
use domain::id::{AccountId, ParticipantId};
use runtime::auth::Caller;
use runtime::problem::{FieldError, Problem};

/// The ids that a request names, if it does.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Named<'a> {
    pub(crate) account_id: Option<&'a AccountId>,
    pub(crate) participant_id: Option<&'a ParticipantId>,
}

/// Who invites.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sender {
    pub(crate) account_id: AccountId,
    pub(crate) participant_id: ParticipantId,
    /// Whether the host's own token says that the address is the participant's.
    pub(crate) is_verified: bool,
}

impl Sender {
    /// # Errors
    /// 404 for another participant, 400 for an API key that names nobody, 403 without the scope.
    pub(crate) fn of(caller: &Caller, named: Named<'_>) -> Result<Self, Problem> {
        match caller {
            Caller::Participant(own) => {
                let is_own = named.account_id.is_none_or(|id| *id == own.account_id)
                    && named
                        .participant_id
                        .is_none_or(|id| *id == own.participant_id);
                if !is_own {
                    return Err(Problem::not_found());
                }
                Ok(Self {
                    account_id: own.account_id.clone(),
                    participant_id: own.participant_id.clone(),
                    is_verified: own.email_verified,
                })
            }
            Caller::Host(_) => {
                caller.require(Scope::Invites)?;
                let account_id = named.account_id.ok_or_else(|| needed("/account_id"))?;
                let participant_id = named.participant_id;
                let participant_id = participant_id.ok_or_else(|| needed("/participant_id"))?;
                Ok(Self {
                    account_id: account_id.clone(),
                    participant_id: participant_id.clone(),
                    is_verified: false,
                })
            }
        }
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
            email_verified: true,
            name: None,
            locale: None,
            time_zone: None,
        })
    }

    fn host(scope: Scope) -> Caller {
        Caller::Host(Host {
            key_id: "k".to_owned(),
            scopes: BTreeSet::from([scope]),
        })
    }

    #[track_caller]
    fn status(caller: &Caller, account: Option<&str>, participant: Option<&str>) -> u16 {
        let account_id: Option<AccountId> = account.map(|id| id.parse().unwrap());
        let participant_id: Option<ParticipantId> = participant.map(|id| id.parse().unwrap());
        let named = Named {
            account_id: account_id.as_ref(),
            participant_id: participant_id.as_ref(),
        };
        Sender::of(caller, named).map_or_else(|problem| problem.status().as_u16(), |_| 200)
    }

    #[test]
    fn a_participant_invites_in_their_own_name_only() {
        assert_eq!(status(&ana(), None, None), 200);
        assert_eq!(status(&ana(), Some("acme"), Some("ana")), 200);
        assert_eq!(status(&ana(), Some("acme"), Some("bo")), 404);
        assert_eq!(status(&ana(), Some("globex"), None), 404);
    }

    #[test]
    fn the_host_names_who_invites() {
        assert_eq!(
            status(&host(Scope::Invites), Some("acme"), Some("ana")),
            200
        );
        assert_eq!(status(&host(Scope::Invites), None, Some("ana")), 400);
        assert_eq!(status(&host(Scope::Invites), Some("acme"), None), 400);
        assert_eq!(status(&host(Scope::Links), Some("acme"), Some("ana")), 403);
    }
}
