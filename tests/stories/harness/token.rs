//! Participants' tokens, as the host's server signs them.

use data_encoding::BASE64URL_NOPAD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use serde_json::{Value, json};
use sha2::Sha256;

use super::people::Person;
use super::stack::Stack;

/// A token in the making.
#[derive(Clone)]
pub(crate) struct Token {
    header: Value,
    claims: Value,
    secret: String,
}

impl Token {
    /// A good one, for the next hour.
    pub(crate) fn of(stack: &Stack, person: &Person) -> Self {
        let keys = stack.secret("participant-token-keys");
        let secret = keys.strip_prefix("HS256:").unwrap().to_owned();
        let expires = stack.clock().now().as_second().saturating_add(3_600);
        let claims = json!({
            "iss": "host",
            "aud": "goodword-test",
            "sub": person.id,
            "account_id": person.account_id,
            "exp": expires,
            "email": person.email(),
            "email_verified": true,
            "name": person.name(),
        });
        Self {
            header: json!({ "alg": "HS256", "typ": "JWT" }),
            claims,
            secret,
        }
    }

    /// The same with another claim; null takes it out.
    pub(crate) fn with(mut self, claim: &str, value: Value) -> Self {
        let claims = self.claims.as_object_mut().unwrap();
        if value.is_null() {
            claims.remove(claim);
        } else {
            claims.insert(claim.to_owned(), value);
        }
        self
    }

    /// The same with another `alg` in its header.
    pub(crate) fn in_algorithm(mut self, algorithm: &str) -> Self {
        self.header["alg"] = algorithm.into();
        self
    }

    /// The same by another secret.
    pub(crate) fn signed_with(mut self, secret: &str) -> Self {
        secret.clone_into(&mut self.secret);
        self
    }

    /// The compact form (RFC 7515 §7.1).
    pub(crate) fn signed(&self) -> String {
        let encoded = |json: &Value| BASE64URL_NOPAD.encode(json.to_string().as_bytes());
        let text = format!("{}.{}", encoded(&self.header), encoded(&self.claims));
        let mut mac = Hmac::<Sha256>::new_from_slice(self.secret.as_bytes()).unwrap();
        mac.update(text.as_bytes());
        format!(
            "{text}.{}",
            BASE64URL_NOPAD.encode(&mac.finalize().into_bytes())
        )
    }
}
