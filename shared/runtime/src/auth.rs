//! Who is calling: the host's server by an API key, or a participant by a token that the host
//! signed. Whoever is neither is refused before anything is looked up (S1 to S3).

use std::collections::{BTreeSet, HashMap};
use std::error::Error;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::http::HeaderMap;
use domain::api_key::{ApiKey, ApiKeyId, KeyHash, PresentedKey, Scope, Stage};
use jiff::{SignedDuration, Timestamp};

use crate::auth::bearer::bearer;
use crate::auth::token::Participant;
use crate::config::{self, ConfigError};
use crate::http::note_caller;
use crate::limit::Limits;
use crate::problem::Problem;
use crate::secrets::{Secrets, SecretsError};

pub mod bearer;
pub mod on_behalf;
pub mod session;
pub mod token;

/// A revoked key is refused everywhere after this (F60).
pub const KEY_KEPT_FOR: SignedDuration = SignedDuration::from_secs(60);

/// Shortest first key of an operator that is accepted, in characters.
pub const ADMIN_KEY_MIN_LENGTH: usize = 32;

/// More keys than a host has in use; when there are as many, all are forgotten.
const MAX_KEPT: usize = 100;

const ADMIN: &str = "admin";
const UNKNOWN: &str = "this API key is unknown or was revoked";

/// Whose tokens are understood at one route alone.
const EXCHANGE: &str = ": an identity provider's is exchanged first, at POST /v1/portal-sessions";

/// Who is calling.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Caller {
    Host(Host),
    Participant(Participant),
}

/// The host's server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Host {
    /// The key's id, or `admin` for the operator's first key.
    pub key_id: String,
    pub scopes: BTreeSet<Scope>,
}

impl Caller {
    /// The host, if its key may be used for this.
    ///
    /// # Errors
    /// 403 for a participant, and for a key without the scope.
    pub fn require(&self, scope: Scope) -> Result<&Host, Problem> {
        match self {
            Self::Host(host) if host.scopes.contains(&scope) => Ok(host),
            Self::Host(_) => Err(Problem::forbidden(format!(
                "this API key lacks the scope {}",
                scope.as_str()
            ))),
            Self::Participant(_) => Err(Problem::forbidden("this call takes an API key")),
        }
    }

    /// The participant.
    ///
    /// # Errors
    /// 403 for the host.
    pub fn participant(&self) -> Result<&Participant, Problem> {
        match self {
            Self::Participant(participant) => Ok(participant),
            Self::Host(_) => Err(Problem::forbidden("this call takes a participant's token")),
        }
    }
}

/// Tells callers apart.
pub struct Auth {
    stage: Stage,
    issuer: String,
    secrets: Arc<Secrets>,
    kept: Mutex<HashMap<ApiKeyId, Kept>>,
    takes_sessions: bool,
    /// How often each caller calls.
    pub limits: Limits,
}

struct Kept {
    key: ApiKey,
    read_at: Timestamp,
}

impl Auth {
    /// For the stage and the token issuer of the environment.
    ///
    /// # Errors
    /// [`ConfigError`] if `STAGE` or `TOKEN_ISSUER` is missing or wrong.
    pub fn from_env(secrets: Arc<Secrets>) -> Result<Self, ConfigError> {
        Ok(Self::new(
            config::stage()?,
            config::required("TOKEN_ISSUER")?,
            secrets,
        ))
    }

    fn new(stage: Stage, issuer: String, secrets: Arc<Secrets>) -> Self {
        Self {
            stage,
            issuer,
            secrets,
            kept: Mutex::default(),
            takes_sessions: false,
            limits: Limits::default(),
        }
    }

    /// Who sent these headers. `find_key` looks a key up by its id.
    ///
    /// # Errors
    /// 401 for whoever cannot be told, 503 if the secrets or `find_key` fail.
    pub async fn caller<F, E>(
        &self,
        headers: &HeaderMap,
        now: Timestamp,
        find_key: impl FnOnce(ApiKeyId) -> F,
    ) -> Result<Caller, Problem>
    where
        F: Future<Output = Result<Option<ApiKey>, E>>,
        E: Error,
    {
        let bearer = bearer(headers)?;
        if token::looks_like_one(bearer) {
            let participant = self.participant(bearer, now).await?;
            note_caller("participant");
            return Ok(Caller::Participant(participant));
        }
        if let Some(caller) = self.of_session(bearer, now).await? {
            return Ok(caller);
        }
        let (known, refusal) = match PresentedKey::parse(bearer, self.stage) {
            Ok(presented) => (
                self.host(presented, now, find_key).await?,
                UNKNOWN.to_owned(),
            ),
            Err(error) => (None, error.to_string()),
        };
        let host = match known {
            Some(host) => host,
            None => self
                .operator(bearer, now)
                .await?
                .ok_or_else(|| Problem::unauthorized(refusal))?,
        };
        note_caller("host");
        Ok(Caller::Host(host))
    }

    /// The participant of a token that the host signed, where one comes another way than in a
    /// header.
    ///
    /// # Errors
    /// 401 for a text that is none, or no longer; 503 if the keys cannot be read.
    pub async fn participant(&self, bearer: &str, now: Timestamp) -> Result<Participant, Problem> {
        let refused = |detail: String| Problem::unauthorized(detail);
        let keys = match self.secrets.get("participant-token-keys", now).await {
            Ok(keys) => token::Keys::parse(keys.expose()).map_err(Problem::unavailable)?,
            Err(SecretsError::Missing { name }) => {
                tracing::warn!(
                    parameter = name,
                    "a participant's token came, and there is no key"
                );
                return Err(refused(
                    "participants' tokens are not set up here".to_owned(),
                ));
            }
            Err(error @ SecretsError::Unavailable { .. }) => {
                return Err(Problem::unavailable(error));
            }
        };
        let audience = format!("goodword-{}", self.stage);
        let expected = token::Expected {
            issuer: &self.issuer,
            audience: &audience,
            now,
        };
        keys.verify(bearer, &expected).map_err(|error| {
            let is_unsigned = error == token::InvalidToken::Signature;
            let fix = if is_unsigned { EXCHANGE } else { "" };
            refused(format!("the token {error}{fix}"))
        })
    }

    /// The operator, who made the first key before there was any other.
    async fn operator(&self, bearer: &str, now: Timestamp) -> Result<Option<Host>, Problem> {
        let key = match self.secrets.get("admin-api-key", now).await {
            Ok(key) => key,
            Err(SecretsError::Missing { .. }) => return Ok(None),
            Err(error @ SecretsError::Unavailable { .. }) => {
                return Err(Problem::unavailable(error));
            }
        };
        if key.expose().len() < ADMIN_KEY_MIN_LENGTH {
            tracing::error!("the parameter admin-api-key is too short to be accepted");
            return Ok(None);
        }
        let is_operator = KeyHash::of(key.expose()) == KeyHash::of(bearer);
        Ok(is_operator.then(|| Host {
            key_id: ADMIN.to_owned(),
            scopes: BTreeSet::from(Scope::ALL),
        }))
    }

    /// Whether the key that opened a session may still open one. The operator's first key may until
    /// the session ends.
    ///
    /// # Errors
    /// 503 if `find_key` fails.
    pub async fn may_still<F, E>(
        &self,
        (key_id, scope): (&str, Scope),
        now: Timestamp,
        find_key: impl FnOnce(ApiKeyId) -> F,
    ) -> Result<bool, Problem>
    where
        F: Future<Output = Result<Option<ApiKey>, E>>,
        E: Error,
    {
        if key_id == ADMIN {
            return Ok(true);
        }
        let Ok(id) = key_id.parse::<ApiKeyId>() else {
            return Ok(false);
        };
        let key = match self.kept(&id, now) {
            Some(key) => Some(key),
            None => find_key(id).await.map_err(Problem::unavailable)?,
        };
        let Some(key) = key else {
            return Ok(false);
        };
        self.keep(&key, now);
        Ok(!key.is_expired(now) && key.scopes.contains(&scope))
    }

    /// Whose key it is, if it is known and its secret is right.
    async fn host<F, E>(
        &self,
        presented: PresentedKey,
        now: Timestamp,
        find_key: impl FnOnce(ApiKeyId) -> F,
    ) -> Result<Option<Host>, Problem>
    where
        F: Future<Output = Result<Option<ApiKey>, E>>,
        E: Error,
    {
        let kept = self.kept(&presented.id, now);
        // One that was kept does not know a secret that took over since.
        let found = match kept.filter(|key| key.accepts(presented.hash, now)) {
            Some(key) => Some(key),
            None => find_key(presented.id).await.map_err(Problem::unavailable)?,
        };
        let Some(key) = found.filter(|key| key.accepts(presented.hash, now)) else {
            return Ok(None);
        };
        self.keep(&key, now);
        if key.is_expired(now) {
            return Err(Problem::unauthorized("this API key has expired"));
        }
        Ok(Some(Host {
            key_id: key.id.as_str().to_owned(),
            scopes: key.scopes,
        }))
    }

    fn kept(&self, id: &ApiKeyId, now: Timestamp) -> Option<ApiKey> {
        let kept = self.lock();
        let kept = kept.get(id)?;
        let age = now.duration_since(kept.read_at);
        (SignedDuration::ZERO <= age && age < KEY_KEPT_FOR).then(|| kept.key.clone())
    }

    fn keep(&self, key: &ApiKey, now: Timestamp) {
        if self.kept(&key.id, now).is_some_and(|kept| kept == *key) {
            return;
        }
        let mut kept = self.lock();
        if kept.len() >= MAX_KEPT {
            kept.clear();
        }
        kept.insert(
            key.id.clone(),
            Kept {
                key: key.clone(),
                read_at: now,
            },
        );
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<ApiKeyId, Kept>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests;
