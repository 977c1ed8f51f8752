//! A provider's token: a JWT signed by RS256 or ES256 (RFC 7519, RFC 8725).

use data_encoding::BASE64URL_NOPAD;
use jsonwebtoken::{Algorithm, decode_header};
use runtime::auth::token::{InvalidToken, MAX_LENGTH};
use serde_json::Value;

use super::key::Key;

/// A token of which nothing is believed yet.
#[derive(Debug)]
pub(super) struct Unchecked<'a> {
    algorithm: Algorithm,
    key_id: Option<String>,
    /// What is signed: header and claims as they came.
    message: &'a str,
    claims: &'a str,
    signature: Vec<u8>,
}

/// Whether it is for the provider's keys, by its algorithm: a host's own are for others (HS256,
/// `EdDSA`), so no token is ever looked at by keys of both.
pub(crate) fn is_one(bearer: &str) -> bool {
    let header = (bearer.len() <= MAX_LENGTH).then(|| decode_header(bearer));
    header.is_some_and(|header| header.is_ok_and(|it| is_providers(it.alg)))
}

fn is_providers(algorithm: Algorithm) -> bool {
    matches!(algorithm, Algorithm::RS256 | Algorithm::ES256)
}

impl<'a> Unchecked<'a> {
    /// Of the header only `alg`, `kid`, `typ` and `crit` count: keys and addresses of keys that it
    /// brings along (`jwk`, `jku`, `x5u`) choose nothing.
    ///
    /// # Errors
    /// [`InvalidToken`] for what is no such token.
    pub(super) fn read(token: &'a str) -> Result<Self, InvalidToken> {
        if token.len() > MAX_LENGTH {
            return Err(InvalidToken::TooLong);
        }
        let header = decode_header(token).map_err(|_| InvalidToken::NotAToken)?;
        // Access tokens and logout tokens have types of their own (RFC 9068, RFC 8725 §3.11).
        let is_typed = header
            .typ
            .is_some_and(|typ| !typ.eq_ignore_ascii_case("JWT"));
        if is_typed || header.crit.is_some() || !is_providers(header.alg) {
            return Err(InvalidToken::NotAToken);
        }
        let parts = token.rsplit_once('.').and_then(|(message, signature)| {
            let (_, claims) = message.split_once('.')?;
            let signature = BASE64URL_NOPAD.decode(signature.as_bytes()).ok()?;
            Some((message, claims, signature))
        });
        let (message, claims, signature) = parts.ok_or(InvalidToken::NotAToken)?;
        Ok(Self {
            algorithm: header.alg,
            key_id: header.kid,
            message,
            claims,
            signature,
        })
    }

    /// The key that it says it is signed with.
    pub(super) fn key_id(&self) -> Option<&str> {
        self.key_id.as_deref()
    }

    /// The claims, if one of these keys signed them: the one it names, where it names any.
    ///
    /// # Errors
    /// [`InvalidToken`] if none did, or it is no JSON.
    pub(super) fn claims(&self, keys: &[Key]) -> Result<Value, InvalidToken> {
        let is_named = |key: &Key| self.key_id.is_none() || key.id == self.key_id;
        let signed = |key: &Key| key.signed(self.message.as_bytes(), &self.signature);
        let mut keys = keys.iter();
        if !keys.any(|key| key.algorithm() == self.algorithm && is_named(key) && signed(key)) {
            return Err(InvalidToken::Signature);
        }
        let claims = BASE64URL_NOPAD.decode(self.claims.as_bytes());
        let claims = claims.map_err(|_| InvalidToken::NotAToken)?;
        serde_json::from_slice(&claims).map_err(|_| InvalidToken::NotAToken)
    }
}
