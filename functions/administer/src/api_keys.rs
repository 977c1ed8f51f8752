//! The keys of the host's servers. A key is shown once, when it is made; its hash is kept.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use domain::api_key::{ApiKey, ApiKeyId, NewKey, RANDOM_LENGTH, Scope};
use jiff::Timestamp;
use runtime::json::{Json, Path};
use runtime::limit::Class;
use runtime::problem::Problem;
use runtime::repeat::answer::Answer;
use runtime::repeat::call::Repeatable;
use runtime::repeat::{Once, Unanswered};
use runtime::time::Now;
use serde::{Deserialize, Serialize};

use crate::App;

/// Longest name of a key, in characters.
const NAME_LENGTH_AT_MOST: usize = 80;

#[derive(Deserialize)]
#[cfg_attr(
    feature = "describe",
    derive(schemars::JsonSchema),
    schemars(rename = "ApiKeyRequest")
)]
#[serde(deny_unknown_fields)]
pub(crate) struct Request {
    /// What the operator calls it: "billing server".
    name: String,
    scopes: BTreeSet<Scope>,
    /// Never, where it is left out.
    expires_at: Option<Timestamp>,
}

#[derive(Serialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
pub(crate) struct NewApiKey {
    id: ApiKeyId,
    /// The key itself: this is the only time it is shown.
    key: String,
    name: String,
    scopes: BTreeSet<Scope>,
    created_at: Timestamp,
    expires_at: Option<Timestamp>,
}

/// `POST /v1/admin/api-keys`. One table round trip.
pub(crate) async fn create(
    State(app): State<Arc<App>>,
    Now(now): Now,
    headers: HeaderMap,
    Repeatable { body, call }: Repeatable<Json<Request>>,
) -> Result<Answer, Problem> {
    let operator = app.operator(&headers, Class::Write, now).await?;
    let once = call.by(&operator, app.signer(now), now).await?;
    let created = created(&app, body.0, (&once, now)).await;
    let find = async |call| app.store.kept_answer(&call).await;
    once.settle(created, find).await
}

async fn created(
    app: &App,
    request: Request,
    (once, now): (&Once, Timestamp),
) -> Result<Answer, Unanswered> {
    check(&request, now)?;
    let random = runtime::random::bytes::<RANDOM_LENGTH>().map_err(Problem::unavailable)?;
    let new = NewKey::from_random(app.stage, &random);
    let key = ApiKey {
        id: new.id.clone(),
        hash: new.hash(),
        scopes: request.scopes,
        name: request.name,
        created_at: now,
        expires_at: request.expires_at,
    };
    let created = NewApiKey {
        id: key.id.clone(),
        key: new.text,
        name: key.name.clone(),
        scopes: key.scopes.clone(),
        created_at: now,
        expires_at: key.expires_at,
    };
    let answer = Answer::json(StatusCode::CREATED, &created);
    let stored = match once.kept(&answer) {
        Some(kept) => app.store.put_api_key_once(&key, &kept).await,
        None => app.store.put_api_key(&key).await,
    };
    stored.map_err(Unanswered::of)?;
    tracing::info!(key.id = key.id.as_str(), "made an API key");
    Ok(answer)
}

/// `DELETE /v1/admin/api-keys/{key_id}`: every function refuses the key within a minute (F60).
/// Two table round trips.
pub(crate) async fn revoke(
    State(app): State<Arc<App>>,
    Now(now): Now,
    headers: HeaderMap,
    Path(id): Path<ApiKeyId>,
) -> Result<StatusCode, Problem> {
    app.operator(&headers, Class::Write, now).await?;
    let key = app.store.api_key(&id).await.map_err(Problem::unavailable)?;
    let key = key.ok_or_else(Problem::not_found)?;
    let earlier = key.expires_at.filter(|expires_at| *expires_at <= now);
    let revoked = ApiKey {
        expires_at: earlier.or(Some(now)),
        ..key
    };
    app.store
        .put_api_key(&revoked)
        .await
        .map_err(Problem::unavailable)?;
    tracing::info!(key.id = id.as_str(), "revoked an API key");
    Ok(StatusCode::NO_CONTENT)
}

fn check(request: &Request, now: Timestamp) -> Result<(), Problem> {
    let name = request.name.trim();
    let wrong = |pointer: &str, detail: &str| {
        Problem::invalid_request(format!("{pointer} {detail}")).pointer(pointer, detail)
    };
    if name.is_empty() || name.chars().count() > NAME_LENGTH_AT_MOST {
        return Err(wrong("/name", "must have 1 to 80 characters"));
    }
    if request.scopes.is_empty() {
        return Err(wrong("/scopes", "must name at least one scope"));
    }
    if request
        .expires_at
        .is_some_and(|expires_at| expires_at <= now)
    {
        return Err(wrong("/expires_at", "must be in the future"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(name: &str, scopes: &[Scope], expires_at: Option<&str>) -> Request {
        Request {
            name: name.to_owned(),
            scopes: scopes.iter().copied().collect(),
            expires_at: expires_at.map(|at| at.parse().unwrap()),
        }
    }

    #[test]
    fn a_key_has_a_name_a_scope_and_a_future() {
        let now: Timestamp = "2022-05-25T09:00:00Z".parse().unwrap();
        let ok = request("billing", &[Scope::Accounts], Some("2023-01-01T00:00:00Z"));
        assert_eq!(check(&ok, now), Ok(()));
        assert!(check(&request(" ", &[Scope::Accounts], None), now).is_err());
        assert!(check(&request("billing", &[], None), now).is_err());
        let past = request("billing", &[Scope::Accounts], Some("2022-05-25T09:00:00Z"));
        assert!(check(&past, now).is_err());
    }
}
