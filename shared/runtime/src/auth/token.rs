//! Participants' tokens: JWTs that the host signs (RFC 7519, RFC 8725).

mod algorithms;

use std::fmt;

use data_encoding::BASE64URL_NOPAD;
use domain::id::{AccountId, ParticipantId};
use jiff::{SignedDuration, Timestamp};
use jsonwebtoken::errors::ErrorKind;
use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode, decode_header};
use serde::Deserialize;

/// Longest token read, in bytes.
pub const MAX_LENGTH: usize = 8 * 1024;
/// How far the host's clock may be off.
pub const LEEWAY: SignedDuration = SignedDuration::from_secs(60);
/// Most keys at once: two hosts' servers, each rolling its key.
pub const MAX_KEYS: usize = 4;
/// Shortest secret of an HS256 key, in bytes (RFC 7518 §3.2).
pub const SECRET_MIN_LENGTH: usize = 32;

/// A participant, as the host vouches for them.
#[derive(Clone, PartialEq, Eq)]
pub struct Participant {
    pub account_id: AccountId,
    pub participant_id: ParticipantId,
    pub email: Option<String>,
    /// Whether the host has verified the address.
    pub email_verified: bool,
    pub name: Option<String>,
    pub locale: Option<String>,
    pub time_zone: Option<String>,
    /// When the host's word ends.
    pub expires_at: Timestamp,
}

impl fmt::Debug for Participant {
    /// The ids alone: the rest is personal.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Participant")
            .field("account_id", &self.account_id)
            .field("participant_id", &self.participant_id)
            .finish_non_exhaustive()
    }
}

/// Why the keys that the operator set up cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InvalidKeys {
    #[error("participant-token-keys must hold 1 to {MAX_KEYS} keys, separated by commas")]
    Number,
    #[error("a participant token key must start with HS256: or EdDSA:")]
    Algorithm,
    #[error("an HS256 key must be at least {SECRET_MIN_LENGTH} bytes long")]
    TooShort,
    #[error("an EdDSA key must be a public key of 32 bytes in base64url")]
    NotAPublicKey,
}

/// Why a token is refused. Reads on after "the token".
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidToken {
    #[error("is too long")]
    TooLong,
    #[error("is not a JWT that is understood here")]
    NotAToken,
    #[error("is not signed by a key that is known here")]
    Signature,
    #[error("lacks one of iss, aud, sub, account_id and exp, or has it in a wrong form")]
    Claims,
    #[error("has another iss than is expected here")]
    Issuer,
    #[error("has another aud than is expected here")]
    Audience,
    #[error("has expired")]
    Expired,
    #[error("is not valid yet")]
    NotYet,
}

/// What a token has to say.
#[derive(Debug, Clone, Copy)]
pub struct Expected<'a> {
    pub issuer: &'a str,
    pub audience: &'a str,
    pub now: Timestamp,
}

/// The keys that tokens may be signed with, each for its one algorithm.
pub struct Keys(Vec<(Algorithm, DecodingKey)>);

#[derive(Deserialize)]
struct Claims {
    iss: String,
    aud: OneOrMore,
    sub: ParticipantId,
    account_id: AccountId,
    #[serde(with = "jiff::fmt::serde::timestamp::second::required")]
    exp: Timestamp,
    #[serde(default, with = "jiff::fmt::serde::timestamp::second::optional")]
    nbf: Option<Timestamp>,
    email: Option<String>,
    email_verified: Option<bool>,
    name: Option<String>,
    locale: Option<String>,
    time_zone: Option<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum OneOrMore {
    One(String),
    More(Vec<String>),
}

impl Keys {
    /// Reads `HS256:<secret>` and `EdDSA:<public key>`, separated by commas.
    ///
    /// # Errors
    /// [`InvalidKeys`] if one of them cannot be used.
    pub fn parse(text: &str) -> Result<Self, InvalidKeys> {
        // Which of the library's back ends is used must not depend on what others switch on. An
        // error means that one is installed already.
        let _ = algorithms::CHECKS.install_default();
        let keys = text
            .split(',')
            .map(|key| parse_key(key.trim()))
            .collect::<Result<Vec<_>, _>>()?;
        if keys.len() > MAX_KEYS {
            Err(InvalidKeys::Number)
        } else {
            Ok(Self(keys))
        }
    }

    /// Whom the token is for.
    ///
    /// Of the header only `alg` counts, and it must be a key's own: `kid`, `jku`, `jwk` and `x5u`
    /// choose nothing.
    ///
    /// # Errors
    /// [`InvalidToken`] says why not. The claims are looked at only under a good signature.
    pub fn verify(
        &self,
        token: &str,
        expected: &Expected<'_>,
    ) -> Result<Participant, InvalidToken> {
        if token.len() > MAX_LENGTH {
            return Err(InvalidToken::TooLong);
        }
        let header = decode_header(token).map_err(|_| InvalidToken::NotAToken)?;
        // RFC 7515 §4.1.11: what is marked as critical must be understood, and nothing is here.
        if header.crit.is_some() {
            return Err(InvalidToken::NotAToken);
        }
        for (algorithm, key) in self
            .0
            .iter()
            .filter(|(algorithm, _)| *algorithm == header.alg)
        {
            match signed_claims(token, *algorithm, key) {
                Err(InvalidToken::Signature) => {}
                claims => return checked(claims?, expected),
            }
        }
        Err(InvalidToken::Signature)
    }
}

/// A JWT has two dots, an API key has none.
pub(super) fn looks_like_one(bearer: &str) -> bool {
    bearer.bytes().filter(|b| *b == b'.').count() == 2
}

fn parse_key(text: &str) -> Result<(Algorithm, DecodingKey), InvalidKeys> {
    if let Some(secret) = text.strip_prefix("HS256:") {
        if secret.len() < SECRET_MIN_LENGTH {
            return Err(InvalidKeys::TooShort);
        }
        return Ok((
            Algorithm::HS256,
            DecodingKey::from_secret(secret.as_bytes()),
        ));
    }
    let public_key = text.strip_prefix("EdDSA:").ok_or(InvalidKeys::Algorithm)?;
    let bytes = BASE64URL_NOPAD
        .decode(public_key.trim_end_matches('=').as_bytes())
        .map_err(|_| InvalidKeys::NotAPublicKey)?;
    algorithms::public_key(&bytes).ok_or(InvalidKeys::NotAPublicKey)?;
    Ok((Algorithm::EdDSA, DecodingKey::from_ed_der(&bytes)))
}

/// The claims, if the key made the signature. The library's own checks of the claims are off:
/// its clock is the machine's.
fn signed_claims(
    token: &str,
    algorithm: Algorithm,
    key: &DecodingKey,
) -> Result<Claims, InvalidToken> {
    let mut validation = Validation::new(algorithm);
    validation.required_spec_claims.clear();
    validation.validate_exp = false;
    validation.validate_nbf = false;
    validation.validate_aud = false;
    match decode(token, key, &validation) {
        Ok(data) => Ok(data.claims),
        Err(error) if matches!(error.kind(), ErrorKind::Json(_) | ErrorKind::Utf8(_)) => {
            Err(InvalidToken::Claims)
        }
        Err(_) => Err(InvalidToken::Signature),
    }
}

fn checked(claims: Claims, expected: &Expected<'_>) -> Result<Participant, InvalidToken> {
    let is_for_us = match &claims.aud {
        OneOrMore::One(audience) => audience == expected.audience,
        OneOrMore::More(audiences) => audiences.iter().any(|aud| aud == expected.audience),
    };
    if claims.iss != expected.issuer {
        return Err(InvalidToken::Issuer);
    }
    if !is_for_us {
        return Err(InvalidToken::Audience);
    }
    if expected.now.duration_since(claims.exp) >= LEEWAY {
        return Err(InvalidToken::Expired);
    }
    if claims
        .nbf
        .is_some_and(|nbf| nbf.duration_since(expected.now) > LEEWAY)
    {
        return Err(InvalidToken::NotYet);
    }
    Ok(Participant {
        account_id: claims.account_id,
        participant_id: claims.sub,
        email: claims.email,
        email_verified: claims.email_verified.unwrap_or(false),
        name: claims.name,
        locale: claims.locale,
        time_zone: claims.time_zone,
        expires_at: claims.exp,
    })
}

#[cfg(test)]
mod tests;
