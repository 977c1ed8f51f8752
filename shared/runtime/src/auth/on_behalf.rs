//! For whom a call is made: the participant who is calling, or the one that the host names.

use domain::api_key::Scope;
use domain::id::{AccountId, ParticipantId};
use domain::locale::Locale;
use domain::person_name::PersonName;

use crate::auth::Caller;
use crate::problem::{FieldError, Problem};

/// A participant of an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActingFor {
    pub account_id: AccountId,
    pub participant_id: ParticipantId,
    /// Whether the participant's own token says that their address is verified.
    pub email_verified: bool,
    /// As the participant's own token tells it.
    pub name: Option<PersonName>,
    /// The language that the token, or the session, asks for.
    pub locale: Option<Locale>,
}

impl Caller {
    /// The participant who is calling, or the one that the host names: who that is, is the host's
    /// word. Participants may leave out their own ids.
    ///
    /// # Errors
    /// 404 for another participant, 400 for an API key that names nobody, 403 without the scope.
    pub fn acting_for(
        &self,
        scope: Scope,
        account_id: Option<&AccountId>,
        participant_id: Option<&ParticipantId>,
    ) -> Result<ActingFor, Problem> {
        match self {
            Self::Participant(own) => {
                let is_own = account_id.is_none_or(|id| *id == own.account_id)
                    && participant_id.is_none_or(|id| *id == own.participant_id);
                if !is_own {
                    return Err(Problem::not_found());
                }
                Ok(ActingFor {
                    account_id: own.account_id.clone(),
                    participant_id: own.participant_id.clone(),
                    email_verified: own.email_verified,
                    name: own.name.as_deref().and_then(PersonName::parse),
                    locale: own.locale.as_deref().and_then(Locale::nearest),
                })
            }
            Self::Host(_) => {
                self.require(scope)?;
                let account_id = account_id.ok_or_else(|| needed("/account_id"))?;
                let participant_id = participant_id.ok_or_else(|| needed("/participant_id"))?;
                Ok(ActingFor {
                    account_id: account_id.clone(),
                    participant_id: participant_id.clone(),
                    email_verified: false,
                    name: None,
                    locale: None,
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

    use super::*;
    use crate::auth::Host;
    use crate::auth::token::Participant;

    fn ana() -> Caller {
        Caller::Participant(Participant {
            account_id: "acme".parse().unwrap(),
            participant_id: "ana".parse().unwrap(),
            email: None,
            email_verified: true,
            name: Some("Ana Ruiz".to_owned()),
            locale: None,
            time_zone: None,
            expires_at: "2022-05-25T11:00:00Z".parse().unwrap(),
        })
    }

    fn host(scope: Scope) -> Caller {
        Caller::Host(Host {
            key_id: "k".to_owned(),
            scopes: BTreeSet::from([scope]),
        })
    }

    /// What a call for the scope `links` comes to that names these ids.
    fn acting_for(
        caller: &Caller,
        account: Option<&str>,
        participant: Option<&str>,
    ) -> Result<ActingFor, Problem> {
        let account_id: Option<AccountId> = account.map(|id| id.parse().unwrap());
        let participant_id: Option<ParticipantId> = participant.map(|id| id.parse().unwrap());
        caller.acting_for(Scope::Links, account_id.as_ref(), participant_id.as_ref())
    }

    #[track_caller]
    fn status(caller: &Caller, (account, participant): (Option<&str>, Option<&str>)) -> u16 {
        let problem = acting_for(caller, account, participant).unwrap_err();
        problem.status().as_u16()
    }

    #[test]
    fn a_participant_acts_for_themselves_without_saying_so() {
        let who = acting_for(&ana(), None, None).unwrap();
        assert_eq!(who.account_id.as_str(), "acme");
        assert_eq!(who.participant_id.as_str(), "ana");
        assert_eq!(who.name.as_ref().map(PersonName::as_str), Some("Ana Ruiz"));
        assert!(who.email_verified);
        let named = acting_for(&ana(), Some("acme"), Some("ana"));
        assert_eq!(named.unwrap(), who);
    }

    #[test]
    fn f61_a_participant_cannot_act_for_another() {
        assert_eq!(status(&ana(), (Some("acme"), Some("bo"))), 404);
        assert_eq!(status(&ana(), (Some("globex"), None)), 404);
    }

    #[test]
    fn the_host_names_both_ids() {
        let host = host(Scope::Links);
        let who = acting_for(&host, Some("acme"), Some("ana")).unwrap();
        assert_eq!(who.participant_id.as_str(), "ana");
        assert_eq!(status(&host, (Some("acme"), None)), 400);
        assert_eq!(status(&host, (None, Some("ana"))), 400);
    }

    #[test]
    fn the_host_says_nothing_of_a_verified_address() {
        let who = acting_for(&host(Scope::Links), Some("acme"), Some("ana")).unwrap();
        assert!(!who.email_verified);
        assert_eq!(who.name, None);
    }

    #[test]
    fn a_key_without_the_scope_is_refused() {
        let other = host(Scope::Signups);
        assert_eq!(status(&other, (Some("acme"), Some("ana"))), 403);
    }
}
