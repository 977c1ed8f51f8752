//! The keys of the host's servers. A secret is shown once, when it is made; its hash is kept.

#[cfg(feature = "describe")]
pub(crate) mod describe;
pub(crate) mod rotate;

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::{delete, get, post};
use domain::api_key::new_key::{NewKey, RANDOM_LENGTH};
use domain::api_key::{ApiKey, ApiKeyId, Scope};
use domain::audit::{Action, Target};
use domain::change::{ChangeSet, Write};
use jiff::Timestamp;
use runtime::json::{Json, Path, Query};
use runtime::limit::Class;
use runtime::paging::{Cursor, Limit, Page};
use runtime::problem::Problem;
use runtime::repeat::answer::Answer;
use runtime::repeat::call::Repeatable;
use runtime::repeat::{Once, Unanswered};
use runtime::time::Now;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::App;
use crate::staff::Staff;

/// Longest name of a key, in characters.
const NAME_LENGTH_AT_MOST: usize = 80;

pub(crate) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/v1/admin/api-keys", get(list).post(create))
        .route("/v1/admin/api-keys/{key_id}", delete(revoke))
        .route("/v1/admin/api-keys/{key_id}/rotate", post(rotate::handle))
}

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

/// A key as its list shows it: never its secret.
#[derive(Serialize)]
#[cfg_attr(
    feature = "describe",
    derive(schemars::JsonSchema),
    schemars(rename = "ApiKey")
)]
pub(crate) struct KeyView {
    id: ApiKeyId,
    name: String,
    scopes: BTreeSet<Scope>,
    created_at: Timestamp,
    /// From then on it is refused; a key that was revoked has this in the past.
    expires_at: Option<Timestamp>,
    /// Whether it is refused now, everywhere within a minute.
    expired: bool,
    /// Until when the secret before the last rotation still works, where it does.
    old_secret_until: Option<Timestamp>,
}

impl KeyView {
    fn of(key: &ApiKey, now: Timestamp) -> Self {
        let outgoing = key.outgoing.filter(|outgoing| now < outgoing.until);
        Self {
            id: key.id.clone(),
            name: key.name.clone(),
            scopes: key.scopes.clone(),
            created_at: key.created_at,
            expires_at: key.expires_at,
            expired: key.is_expired(now),
            old_secret_until: outgoing.map(|outgoing| outgoing.until),
        }
    }
}

/// A key with its secret: this is the only time it is shown.
#[derive(Serialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
pub(crate) struct NewApiKey {
    /// The key itself, complete.
    key: String,
    #[serde(flatten)]
    view: KeyView,
}

/// The query of `GET /v1/admin/api-keys`.
#[derive(Deserialize)]
#[cfg_attr(
    feature = "describe",
    derive(schemars::JsonSchema),
    schemars(rename = "ApiKeyQuery")
)]
#[serde(deny_unknown_fields)]
pub(crate) struct Paging {
    /// 1 to 100; 20 where it is left out.
    #[serde(default)]
    #[cfg_attr(
        feature = "describe",
        schemars(with = "Option<u32>", range(min = 1, max = 100))
    )]
    limit: Limit,
    /// The `next_cursor` of the page before.
    #[cfg_attr(feature = "describe", schemars(with = "Option<String>"))]
    starting_after: Option<Cursor>,
}

/// `GET /v1/admin/api-keys`, oldest first, those that expired too. One table round trip.
pub(crate) async fn list(
    State(app): State<Arc<App>>,
    Now(now): Now,
    headers: HeaderMap,
    Query(paging): Query<Paging>,
) -> Result<Json<Page<KeyView>>, Problem> {
    app.staff(&headers, Class::Read, now).await?;
    let after = paging.starting_after.as_ref().map(Cursor::place);
    let page = app.store.api_keys(after, paging.limit.get()).await;
    let page = page.map_err(Problem::unavailable)?;
    let keys = page.data.iter().map(|key| KeyView::of(key, now)).collect();
    Ok(Json(Page::until(page.next, keys)))
}

/// `POST /v1/admin/api-keys`. One table round trip.
pub(crate) async fn create(
    State(app): State<Arc<App>>,
    Now(now): Now,
    headers: HeaderMap,
    Repeatable { body, call }: Repeatable<Json<Request>>,
) -> Result<Answer, Problem> {
    let staff = app.staff(&headers, Class::Write, now).await?;
    let once = call.by(&staff.caller, app.signer(now), now).await?;
    let created = created(&app, body.0, (&once, &staff)).await;
    app.settled(once, created).await
}

async fn created(
    app: &App,
    request: Request,
    (once, staff): (&Once, &Staff),
) -> Result<Answer, Unanswered> {
    let now = staff.call.now;
    check(&request, now)?;
    let new = NewKey::from_random(app.stage, &drawn()?);
    let key = ApiKey {
        id: new.id.clone(),
        hash: new.hash(),
        scopes: request.scopes,
        name: request.name,
        created_at: now,
        expires_at: request.expires_at,
        outgoing: None,
    };
    let created = NewApiKey {
        key: new.text,
        view: KeyView::of(&key, now),
    };
    let answer = Answer::json(StatusCode::CREATED, &created);
    let record = staff
        .call
        .did(Action::ApiKeyMade, Target::api_key(&key.id))
        .changing(Value::Null, audited(&key));
    let id = key.id.clone();
    let mut changes = ChangeSet::default();
    changes
        .write(Write::NewApiKey(key))
        .write(Write::Audit(Box::new(record)));
    once.keep(|_| answer.clone(), &mut changes);
    let stored = app.store.commit(&changes, now).await;
    stored.map_err(Unanswered::of)?;
    tracing::info!(key.id = id.as_str(), "made an API key");
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
    let staff = app.staff(&headers, Class::Write, now).await?;
    let decide = |key: &Option<ApiKey>| {
        let mut changes = ChangeSet::default();
        let Some(key) = key else {
            return Err(Problem::not_found());
        };
        let revoked = key.revoked(now);
        if revoked != *key {
            let record = staff.call.did(Action::ApiKeyRevoked, Target::api_key(&id));
            let record = record.changing(audited(key), audited(&revoked));
            changes
                .write(Write::ApiKey {
                    key: revoked,
                    read_hash: key.hash,
                })
                .write(Write::Audit(Box::new(record)));
        }
        Ok(changes)
    };
    let changed = app
        .store
        .change(now, || app.store.api_key(&id), decide)
        .await;
    changed.map_err(Problem::unavailable)??;
    tracing::info!(key.id = id.as_str(), "revoked an API key");
    Ok(StatusCode::NO_CONTENT)
}

/// What the audit trail keeps of a key.
fn audited(key: &ApiKey) -> Value {
    json!({
        "scopes": key.scopes,
        "expires_at": key.expires_at,
        "old_secret_until": key.outgoing.map(|outgoing| outgoing.until),
    })
}

fn drawn() -> Result<[u8; RANDOM_LENGTH], Problem> {
    runtime::random::bytes::<RANDOM_LENGTH>().map_err(Problem::unavailable)
}

fn check(request: &Request, now: Timestamp) -> Result<(), Problem> {
    let name = request.name.trim();
    if name.is_empty() || name.chars().count() > NAME_LENGTH_AT_MOST {
        return Err(Problem::wrong("/name", "must have 1 to 80 characters"));
    }
    if request.scopes.is_empty() {
        return Err(Problem::wrong("/scopes", "must name at least one scope"));
    }
    if request
        .expires_at
        .is_some_and(|expires_at| expires_at <= now)
    {
        return Err(Problem::wrong("/expires_at", "must be in the future"));
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
