//! Whether a webhook's body was signed by Stripe, lately (Stripe: verify webhook signatures
//! manually).

use data_encoding::HEXLOWER;
use hmac::{Hmac, KeyInit, Mac};
use jiff::{SignedDuration, Timestamp};
use sha2::Sha256;
use subtle::{Choice, ConstantTimeEq};

/// How far the signature's time may lie from now, either way.
pub const TOLERANCE: SignedDuration = SignedDuration::from_secs(300);

/// Two while a secret is being rolled, else one.
pub const MAX_SECRETS: usize = 2;

/// Why a body is not accepted as Stripe's.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SignatureError {
    /// Ours to mend, so not an answer to the sender: there is nothing to check against.
    #[error("there must be one or two webhook secrets, and none of them empty")]
    NoUsableSecret,
    #[error("the Stripe-Signature header is missing")]
    MissingHeader,
    #[error("the Stripe-Signature header names its time other than once")]
    TimeNotOnce,
    #[error("the time in the Stripe-Signature header is not a number of seconds")]
    InvalidTime,
    #[error("the Stripe-Signature header has no v1 signature")]
    NoSignature,
    #[error("no signature matches the body and a webhook secret")]
    Mismatch,
    #[error("the signature is more than 300 seconds old")]
    TooOld,
    #[error("the signature is more than 300 seconds ahead")]
    TooFarAhead,
}

/// Accepts `body`, the raw bytes as they were sent, if any `v1` of `header` was made with any of
/// the `secrets` at most [`TOLERANCE`] from `now`.
///
/// Takes the same time whichever signature or byte differs. Only who knows a secret learns that
/// a signature is too old.
///
/// # Errors
/// [`SignatureError::NoUsableSecret`] is the operator's; every other one is the sender's.
pub fn verify(
    body: &[u8],
    header: Option<&str>,
    secrets: &[&str],
    now: Timestamp,
) -> Result<(), SignatureError> {
    if secrets.is_empty() || secrets.len() > MAX_SECRETS || secrets.iter().any(|s| s.is_empty()) {
        return Err(SignatureError::NoUsableSecret);
    }
    let header = Header::parse(header.ok_or(SignatureError::MissingHeader)?)?;
    let mut matched = Choice::from(0);
    for secret in secrets {
        let expected = mac(secret, header.time, body)?;
        for signature in &header.signatures {
            matched |= expected.as_slice().ct_eq(signature);
        }
    }
    if !bool::from(matched) {
        return Err(SignatureError::Mismatch);
    }
    let age = now.duration_since(header.at);
    if age > TOLERANCE {
        Err(SignatureError::TooOld)
    } else if age < -TOLERANCE {
        Err(SignatureError::TooFarAhead)
    } else {
        Ok(())
    }
}

/// What Stripe would send beside `body`: for senders that stand in for Stripe.
///
/// # Errors
/// [`SignatureError::NoUsableSecret`] if the secret is empty.
pub fn sign(body: &[u8], secret: &str, at: Timestamp) -> Result<String, SignatureError> {
    if secret.is_empty() {
        return Err(SignatureError::NoUsableSecret);
    }
    let time = at.as_second().to_string();
    let signature = HEXLOWER.encode(&mac(secret, &time, body)?);
    Ok(format!("t={time},v1={signature}"))
}

struct Header<'a> {
    /// As it was written, since that is what was signed.
    time: &'a str,
    at: Timestamp,
    signatures: Vec<Vec<u8>>,
}

impl<'a> Header<'a> {
    fn parse(text: &'a str) -> Result<Self, SignatureError> {
        let mut times = Vec::new();
        let mut signatures = Vec::new();
        for (name, value) in text.split(',').filter_map(|item| item.split_once('=')) {
            match name {
                "t" => times.push(value),
                // A v1 that is not hex matches nothing, but it was there.
                "v1" => signatures.push(HEXLOWER.decode(value.as_bytes()).unwrap_or_default()),
                _ => {}
            }
        }
        let [time] = times[..] else {
            return Err(SignatureError::TimeNotOnce);
        };
        let at = seconds(time).ok_or(SignatureError::InvalidTime)?;
        if signatures.is_empty() {
            return Err(SignatureError::NoSignature);
        }
        Ok(Self {
            time,
            at,
            signatures,
        })
    }
}

fn seconds(text: &str) -> Option<Timestamp> {
    let digits = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let seconds = digits.then(|| text.parse().ok()).flatten()?;
    Timestamp::from_second(seconds).ok()
}

fn mac(secret: &str, time: &str, body: &[u8]) -> Result<[u8; 32], SignatureError> {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes())
        .map_err(|_| SignatureError::NoUsableSecret)?;
    mac.update(time.as_bytes());
    mac.update(b".");
    mac.update(body);
    Ok(mac.finalize().into_bytes().into())
}

#[cfg(test)]
mod tests;
