//! Whom the claims of a token are about, and whether they are for us.

use domain::id::{AccountId, ParticipantId};
use jiff::Timestamp;
use runtime::auth::token::{InvalidToken, LEEWAY, Participant};
use serde_json::Value;

use super::settings::{Claim, Settings};

/// Why a signed token opens nothing. Reads on after "the token".
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(super) enum Refusal {
    #[error(transparent)]
    Token(#[from] InvalidToken),
    #[error("lacks one of iss, aud and exp, or has it in a wrong form")]
    Claims,
    #[error(
        "has no id of ours in its claim {claim}: 1 to 96 characters of A-Z, a-z, 0-9, '_', '-', \
         '.', ':' or '@'"
    )]
    Id { claim: String },
}

/// The participant whom the claims name: they are for us, and good now.
///
/// # Errors
/// [`Refusal`] says what is wrong.
pub(super) fn of(
    claims: &Value,
    settings: &Settings,
    now: Timestamp,
) -> Result<Participant, Refusal> {
    let issuer = claims["iss"].as_str().ok_or(Refusal::Claims)?;
    if issuer != settings.issuer {
        return Err(InvalidToken::Issuer.into());
    }
    if !is_for_us(&claims["aud"], &settings.audiences)? {
        return Err(InvalidToken::Audience.into());
    }
    let expires_at = instant(&claims["exp"])?.ok_or(Refusal::Claims)?;
    if now.duration_since(expires_at) >= LEEWAY {
        return Err(InvalidToken::Expired.into());
    }
    let from = instant(&claims["nbf"])?;
    if from.is_some_and(|from| from.duration_since(now) > LEEWAY) {
        return Err(InvalidToken::NotYet.into());
    }
    let account_id: AccountId = id(&settings.account, claims)?;
    let participant_id: ParticipantId = id(&settings.participant, claims)?;
    Ok(Participant {
        account_id,
        participant_id,
        // Who somebody is, is the host's word: the provider's is on which account it is.
        email: None,
        email_verified: false,
        name: None,
        locale: claims["locale"].as_str().map(str::to_owned),
        time_zone: None,
        expires_at,
    })
}

fn is_for_us(aud: &Value, audiences: &[String]) -> Result<bool, Refusal> {
    let is_ours = |one: &Value| {
        audiences
            .iter()
            .any(|ours| Some(ours.as_str()) == one.as_str())
    };
    match aud {
        Value::String(_) => Ok(is_ours(aud)),
        Value::Array(several) => Ok(several.iter().any(is_ours)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_) => Err(Refusal::Claims),
    }
}

/// Seconds since 1970 (RFC 7519 §2).
fn instant(claim: &Value) -> Result<Option<Timestamp>, Refusal> {
    if claim.is_null() {
        return Ok(None);
    }
    let seconds = claim.as_i64().ok_or(Refusal::Claims)?;
    let instant = Timestamp::from_second(seconds).map_err(|_| Refusal::Claims)?;
    Ok(Some(instant))
}

/// Some providers keep the host's ids as numbers.
fn id<T: std::str::FromStr>(claim: &Claim, claims: &Value) -> Result<T, Refusal> {
    let text = claim.of(claims).and_then(|value| match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => number.as_u64().map(|number| number.to_string()),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    });
    let id = text.and_then(|text| text.parse().ok());
    id.ok_or_else(|| Refusal::Id {
        claim: claim.0.clone(),
    })
}
