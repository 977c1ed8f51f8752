//! Participants' tokens: JWTs that the host signs (RFC 7519), with HS256 and its own secret.

use data_encoding::BASE64URL_NOPAD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use jiff::Timestamp;
use serde_json::json;
use sha2::Sha256;

use super::accounts::{Account, Member};

/// How long a token is good for.
const LIFE_SECONDS: i64 = 3_600;

/// What all tokens of one host have in common.
pub(super) struct Issuer {
    pub(super) issuer: String,
    pub(super) audience: String,
}

impl Issuer {
    /// A token for `member`, signed with `secret` at `now`.
    pub(super) fn token(
        &self,
        (account, member): (&Account, &Member),
        secret: &str,
        now: Timestamp,
    ) -> String {
        let header = json!({ "alg": "HS256", "typ": "JWT" });
        let claims = json!({
            "iss": self.issuer,
            "aud": self.audience,
            "sub": member.id,
            "account_id": account.id,
            "exp": now.as_second().saturating_add(LIFE_SECONDS),
            "email": member.email,
            "email_verified": true,
            "name": member.name,
        });
        let part = |value: serde_json::Value| BASE64URL_NOPAD.encode(value.to_string().as_bytes());
        let signed = format!("{}.{}", part(header), part(claims));
        let signature = match Hmac::<Sha256>::new_from_slice(secret.as_bytes()) {
            Ok(mac) => mac.chain_update(&signed).finalize().into_bytes(),
            // An HMAC takes a key of any length.
            Err(_) => return String::new(),
        };
        format!("{signed}.{}", BASE64URL_NOPAD.encode(&signature))
    }
}
