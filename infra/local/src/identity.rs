//! An identity provider, as a host has one (Auth0, Cognito, Keycloak …): it publishes keys and
//! signs the tokens it is asked for, good ones and bad ones. Nobody signs in at it.

mod pair;

use std::sync::{Mutex, MutexGuard, PoisonError};

use anyhow::{Result, bail};
use data_encoding::BASE64URL_NOPAD;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::clock::Clock;
use pair::{P256, Pair, Rsa};

/// Where it answers, below the stack's own address.
pub(crate) const PATH: &str = "/_local/identity";
/// Of the tokens it signs, unless another is asked for.
pub(crate) const AUDIENCE: &str = "acme-web";

/// How long a token is good for, unless it is asked for another.
const LIFE_SECONDS: i64 = 3_600;

/// The provider.
pub(crate) struct IdentityProvider {
    clock: Clock,
    issuer: String,
    state: Mutex<State>,
}

struct State {
    /// Counts the rotations; each key is named after its own.
    round: usize,
    p256: P256,
    is_down: bool,
    /// How often the keys were asked for.
    asked: u64,
}

/// A token to be signed.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Wanted {
    /// Beside `iss`, `aud`, `iat` and `exp`, or in place of them; null takes one out.
    claims: Map<String, Value>,
    /// Beside `alg` (RS256), `typ` and `kid`, or in place of them.
    header: Map<String, Value>,
    /// Signed with a key that is not published, under the name of one that is.
    by_stranger: bool,
}

impl IdentityProvider {
    /// For a stack that answers at `url`.
    pub(crate) fn new(clock: Clock, url: &str) -> Result<Self> {
        Ok(Self {
            clock,
            issuer: issuer(url),
            state: Mutex::new(State {
                round: 0,
                p256: P256::generate()?,
                is_down: false,
                asked: 0,
            }),
        })
    }

    /// What is known of it, for whoever sets it up.
    pub(crate) fn describe(&self) -> Value {
        let state = self.lock();
        json!({
            "issuer": self.issuer,
            "audience": AUDIENCE,
            "jwks_url": format!("{}/keys", self.issuer),
            "is_down": state.is_down,
            "asked": state.asked,
        })
    }

    /// Whether it answers from now on.
    pub(crate) fn set_down(&self, is_down: bool) {
        self.lock().is_down = is_down;
    }

    /// The keys as they are published (RFC 7517); none while it is down.
    pub(crate) fn keys(&self) -> Result<Option<Value>> {
        let mut state = self.lock();
        state.asked = state.asked.saturating_add(1);
        if state.is_down {
            return Ok(None);
        }
        let rsa = Rsa::of_round(state.round)?;
        let keys = [rsa.jwk(&rsa_id(&state)), state.p256.jwk(&p256_id(&state))];
        Ok(Some(json!({ "keys": keys })))
    }

    /// Takes other keys from now on, and no longer publishes the old ones.
    pub(crate) fn rotate(&self) -> Result<()> {
        let mut state = self.lock();
        state.round = state.round.saturating_add(1);
        state.p256 = P256::generate()?;
        Ok(())
    }

    /// The token as it was asked for (RFC 7515 §7.1).
    pub(crate) fn token(&self, wanted: Wanted) -> Result<String> {
        let state = self.lock();
        let algorithm = wanted.header.get("alg").and_then(Value::as_str);
        let by = |own: Pair, other: Pair| if wanted.by_stranger { other } else { own };
        let (pair, id) = match algorithm.unwrap_or("RS256") {
            "RS256" => {
                let other = state.round.saturating_add(1);
                let (own, other) = (Rsa::of_round(state.round)?, Rsa::of_round(other)?);
                (by(Pair::Rsa(own), Pair::Rsa(other)), rsa_id(&state))
            }
            "ES256" => {
                let other = Pair::P256(P256::generate()?);
                (by(Pair::P256(state.p256.copy()?), other), p256_id(&state))
            }
            other => bail!("it signs by RS256 and ES256, not by {other}"),
        };
        let header = json!({ "alg": "RS256", "typ": "JWT", "kid": id });
        let text = format!(
            "{}.{}",
            part(&merged(header, wanted.header)),
            part(&merged(self.claims(), wanted.claims)),
        );
        let signature = pair.sign(text.as_bytes())?;
        Ok(format!("{text}.{}", BASE64URL_NOPAD.encode(&signature)))
    }

    fn claims(&self) -> Value {
        let now = self.clock.now().as_second();
        json!({
            "iss": self.issuer,
            "aud": AUDIENCE,
            "iat": now,
            "exp": now.saturating_add(LIFE_SECONDS),
        })
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What `iss` says at a stack that answers at `url`.
pub(crate) fn issuer(url: &str) -> String {
    format!("{url}{PATH}")
}

fn rsa_id(state: &State) -> String {
    format!("rsa-{}", state.round)
}

fn p256_id(state: &State) -> String {
    format!("p256-{}", state.round)
}

fn merged(defaults: Value, wanted: Map<String, Value>) -> Value {
    let mut merged = defaults.as_object().cloned().unwrap_or_default();
    merged.extend(wanted);
    merged.retain(|_, value| !value.is_null());
    Value::Object(merged)
}

fn part(json: &Value) -> String {
    BASE64URL_NOPAD.encode(json.to_string().as_bytes())
}
