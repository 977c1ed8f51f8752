//! Whose home it is: what the request asks for, and what its caller may see.

use axum::body::HttpBody;
use axum::extract::{FromRequest, Request};
use domain::api_key::Scope;
use domain::id::{AccountId, ParticipantId};
use runtime::auth::Caller;
use runtime::auth::on_behalf::ActingFor;
use runtime::json::Json;
use runtime::problem::Problem;
use serde::Deserialize;

/// Whom an API key asks for. A participant may leave it out.
#[derive(Debug, Default, Deserialize)]
#[cfg_attr(
    feature = "describe",
    derive(schemars::JsonSchema),
    schemars(rename = "SeenRequest")
)]
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

impl Asked {
    /// Whose home it is.
    ///
    /// # Errors
    /// As [`Caller::acting_for`].
    pub(crate) fn who(&self, caller: &Caller) -> Result<ActingFor, Problem> {
        let (account_id, participant_id) = (self.account_id.as_ref(), self.participant_id.as_ref());
        caller.acting_for(Scope::Home, account_id, participant_id)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use axum::body::Body;
    use runtime::auth::Host;

    use super::*;

    #[test]
    fn an_api_key_needs_the_scope_of_homes() {
        let asked = Asked {
            account_id: Some("acme".parse().unwrap()),
            participant_id: Some("ana".parse().unwrap()),
        };
        let who = |scope| {
            asked.who(&Caller::Host(Host {
                key_id: "k".to_owned(),
                scopes: BTreeSet::from([scope]),
            }))
        };
        assert!(who(Scope::Home).is_ok());
        assert_eq!(who(Scope::Links).unwrap_err().status(), 403);
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
