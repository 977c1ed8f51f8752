//! Calls that may be repeated: what names one, and what is kept of its answer.
//!
//! A call that changes something may carry a key of the caller's own. Its answer is then kept in
//! the same transaction as what it changed, so that the same call again is answered from there.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::time;
use crate::token::{Signer, text_of};

/// How long an answer is kept; afterwards the same call is a new one.
pub const KEPT_FOR: SignedDuration = SignedDuration::from_hours(24);

/// Longest key of a call, in characters.
pub const KEY_LENGTH_AT_MOST: usize = 255;

/// Whose call it is, which operation, and the caller's key for it. None of them has line breaks.
#[derive(Debug, Clone, Copy)]
pub struct NamedCall<'a> {
    pub caller: &'a str,
    pub operation: &'a str,
    pub key: &'a str,
}

impl NamedCall<'_> {
    fn fact(&self) -> String {
        format!("{}\n{}\n{}", self.caller, self.operation, self.key)
    }
}

/// A keyed hash of caller, operation and key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CallId(String);

impl CallId {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A keyed hash of a whole request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Fingerprint(String);

impl Fingerprint {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Characters of a whole HMAC-SHA256 in base32.
const DIGEST_LENGTH: usize = 52;

impl Signer {
    /// The same caller, operation and key always give the same.
    pub fn call_id(&self, call: &NamedCall<'_>) -> CallId {
        let mac = self.labelled("goodword/call/1", call.fact().as_bytes());
        CallId(text_of(&mac, DIGEST_LENGTH))
    }

    /// Tells whether two requests are the same, and nothing else of them.
    pub fn fingerprint(&self, request: &[u8]) -> Fingerprint {
        let mac = self.labelled("goodword/request/1", request);
        Fingerprint(text_of(&mac, DIGEST_LENGTH))
    }

    /// What the answer to this call is sealed with. It takes the caller's own key to make it again,
    /// so that nobody reads an answer out of the table.
    pub fn answer_key(&self, call: &NamedCall<'_>) -> Vec<u8> {
        self.labelled("goodword/answer/1", call.fact().as_bytes())
    }
}

/// What is kept of a call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptAnswer {
    pub call: CallId,
    /// DynamoDB keeps the word `request` for itself.
    #[serde(rename = "request_hash")]
    pub request: Fingerprint,
    /// Absent while only a part of the call is done: what takes several transactions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sealed: Option<String>,
    pub kept_at: Timestamp,
}

impl KeptAnswer {
    /// From then on the call counts as new.
    pub fn forgotten_at(&self) -> Timestamp {
        time::after(self.kept_at, KEPT_FOR)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn call<'a>(caller: &'a str, operation: &'a str, key: &'a str) -> NamedCall<'a> {
        NamedCall {
            caller,
            operation,
            key,
        }
    }

    #[test]
    fn another_caller_operation_or_key_is_another_call() {
        let signer = Signer::from_secret("a secret that is long enough for anyone").unwrap();
        let host = call("host", "POST /v1/links", "a");
        let others = [
            call("acme\nana", "POST /v1/links", "a"),
            call("host", "POST /v1/signups", "a"),
            call("host", "POST /v1/links", "b"),
        ];
        assert_eq!(signer.call_id(&host), signer.call_id(&host));
        for other in others {
            assert_ne!(signer.call_id(&host), signer.call_id(&other));
            assert_ne!(signer.answer_key(&host), signer.answer_key(&other));
        }
    }

    #[test]
    fn an_answer_is_forgotten_after_a_day() {
        let signer = Signer::from_secret("a secret that is long enough for anyone").unwrap();
        let kept = KeptAnswer {
            call: signer.call_id(&call("host", "POST /v1/links", "a")),
            request: signer.fingerprint(b"{}"),
            sealed: None,
            kept_at: "2022-05-25T10:00:00Z".parse().unwrap(),
        };
        assert_eq!(kept.forgotten_at().to_string(), "2022-05-26T10:00:00Z");
    }
}
