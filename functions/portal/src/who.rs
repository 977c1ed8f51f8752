//! Whose home it is: what the request asks for, and what its caller may see.

use axum::body::HttpBody;
use axum::extract::{FromRequest, Request};
use domain::api_key::Scope;
use domain::id::{AccountId, ParticipantId};
use domain::person_name::PersonName;
use runtime::auth::Caller;
use runtime::json::Json;
use runtime::problem::{FieldError, Problem};
use serde::Deserialize;

/// Whom an API key asks for. A participant may leave it out.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Asked {
    pub(crate) account_id: Option<AccountId>,
    pub(crate) participant_id: Option<ParticipantId>,
}

impl<S: Sync> FromRequest<S> for Asked {
    type Rejection = Problem;

    /// From a body of JSON, or from none: a participant has nothing to say.
    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let body = request.body();
        if body.is_end_stream() || body.size_hint().exact() == Some(0) {
            return Ok(Self::default());
        }
        let Json(asked) = Json::from_request(request, state).await?;
        Ok(asked)
    }
}

/// A participant of an account.
#[derive(Debug)]
pub(crate) struct Who {
    pub(crate) account_id: AccountId,
    pub(crate) participant_id: ParticipantId,
    /// As the token tells it.
    pub(crate) name: Option<PersonName>,
}

impl Who {
    /// The participant who is calling, or the one that the host names.
    ///
    /// # Errors
    /// 404 for another participant, 400 for an API key that names nobody, 403 without the scope.
    pub(crate) fn of(caller: Caller, asked: Asked) -> Result<Self, Problem> {
        match caller {
            Caller::Participant(own) => {
                let is_own = asked.account_id.is_none_or(|id| id == own.account_id)
                    && asked
                        .participant_id
                        .is_none_or(|id| id == own.participant_id);
                if !is_own {
                    return Err(Problem::not_found());
                }
                Ok(Self {
                    account_id: own.account_id,
                    participant_id: own.participant_id,
                    name: own.name.as_deref().and_then(PersonName::parse),
                })
            }
            Caller::Host(_) => {
                caller.require(Scope::Home)?;
                let account_id = asked.account_id.ok_or_else(|| needed("/account_id"))?;
                let participant_id = asked.participant_id;
                let participant_id = participant_id.ok_or_else(|| needed("/participant_id"))?;
                Ok(Self {
                    account_id,
                    participant_id,
                    name: None,
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

    use axum::body::Body;
    use runtime::auth::Host;
    use runtime::auth::token::Participant;

    use super::*;

    fn ana() -> Caller {
        Caller::Participant(Participant {
            account_id: "acme".parse().unwrap(),
            participant_id: "ana".parse().unwrap(),
            email: None,
            email_verified: false,
            name: Some("Ana Ruiz".to_owned()),
            locale: None,
            time_zone: None,
        })
    }

    fn host(scopes: &[Scope]) -> Caller {
        Caller::Host(Host {
            key_id: "k".to_owned(),
            scopes: scopes.iter().copied().collect::<BTreeSet<_>>(),
        })
    }

    fn asked(account: Option<&str>, participant: Option<&str>) -> Asked {
        Asked {
            account_id: account.map(|id| id.parse().unwrap()),
            participant_id: participant.map(|id| id.parse().unwrap()),
        }
    }

    #[track_caller]
    fn then_refused(caller: Caller, asked: Asked, status: u16) {
        assert_eq!(Who::of(caller, asked).unwrap_err().status(), status);
    }

    #[test]
    fn a_participant_sees_their_own_home_without_saying_whose() {
        let who = Who::of(ana(), Asked::default()).unwrap();
        assert_eq!(who.participant_id.as_str(), "ana");
        assert!(Who::of(ana(), asked(Some("acme"), Some("ana"))).is_ok());
    }

    #[test]
    fn f61_a_participant_cannot_ask_for_another() {
        then_refused(ana(), asked(Some("acme"), Some("bo")), 404);
        then_refused(ana(), asked(Some("other"), None), 404);
    }

    #[test]
    fn the_host_names_whom_it_asks_for() {
        let home = || host(&[Scope::Home]);
        assert!(Who::of(home(), asked(Some("acme"), Some("ana"))).is_ok());
        then_refused(home(), asked(Some("acme"), None), 400);
        then_refused(home(), asked(None, Some("ana")), 400);
        then_refused(host(&[Scope::Links]), asked(Some("acme"), Some("ana")), 403);
    }

    #[tokio::test]
    async fn a_participant_need_not_send_a_body() {
        let read = async |request| Asked::from_request(request, &()).await;
        assert!(read(Request::new(Body::empty())).await.is_ok());
        assert!(read(Request::new(Body::from(""))).await.is_ok());
        let wrong = Request::builder()
            .header("content-type", "application/json")
            .body(Body::from(r#"{"acount_id":"acme"}"#))
            .unwrap();
        assert_eq!(read(wrong).await.unwrap_err().status(), 400);
    }
}
