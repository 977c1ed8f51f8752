//! The errors Stripe answers with.

use serde_json::{Map, Value, json};

/// What a call to the API comes to: the object's JSON, or the error Stripe would send.
pub(super) type Answer = Result<Value, Refusal>;

/// An error in Stripe's own shape (Stripe: errors).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Refusal {
    pub(super) status: u16,
    kind: &'static str,
    code: Option<&'static str>,
    message: String,
    param: Option<String>,
}

impl Refusal {
    fn new(status: u16, kind: &'static str, message: impl Into<String>) -> Self {
        Self {
            status,
            kind,
            code: None,
            message: message.into(),
            param: None,
        }
    }

    fn with_code(self, code: &'static str) -> Self {
        Self {
            code: Some(code),
            ..self
        }
    }

    /// A well-formed call that the object's present state does not allow.
    pub(super) fn not_now(message: impl Into<String>) -> Self {
        Self::new(400, "invalid_request_error", message)
    }

    /// A field with a value that cannot be used.
    pub(super) fn invalid(param: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            param: Some(param.into()),
            ..Self::not_now(message)
        }
        .with_code("parameter_invalid_value")
    }

    pub(super) fn missing(param: impl Into<String>) -> Self {
        let param = param.into();
        Self::invalid(param.clone(), format!("Missing required param: {param}."))
            .with_code("parameter_missing")
    }

    pub(super) fn unknown(param: impl Into<String>) -> Self {
        let param = param.into();
        Self::invalid(
            param.clone(),
            format!("Received unknown parameter: {param}"),
        )
        .with_code("parameter_unknown")
    }

    pub(super) fn no_such(name: &str, id: &str) -> Self {
        let refusal = Self::new(
            404,
            "invalid_request_error",
            format!("No such {name}: '{id}'"),
        );
        Self {
            param: Some("id".to_owned()),
            ..refusal
        }
        .with_code("resource_missing")
    }

    /// The same, of an object named by a field rather than by the address: a 400 at Stripe.
    pub(super) fn in_field(self, param: &str) -> Self {
        if self.status == 404 {
            Self {
                status: 400,
                param: Some(param.to_owned()),
                ..self
            }
        } else {
            self
        }
    }

    pub(super) fn unrecognized(verb: &str, path: &str) -> Self {
        Self::new(
            404,
            "invalid_request_error",
            format!("Unrecognized request URL ({verb}: {path})."),
        )
    }

    pub(super) fn already_refunded(charge: &str) -> Self {
        Self::not_now(format!("Charge {charge} has already been refunded."))
            .with_code("charge_already_refunded")
    }

    pub(super) fn charge_disputed(charge: &str) -> Self {
        Self::not_now(format!(
            "Charge {charge} has been disputed and cannot be refunded."
        ))
        .with_code("charge_disputed")
    }

    pub(super) fn declined() -> Self {
        Self::new(402, "card_error", "Your card was declined.").with_code("card_declined")
    }

    pub(super) fn unauthorized() -> Self {
        Self::new(401, "invalid_request_error", "Invalid API Key provided.")
    }

    pub(super) fn rate_limited() -> Self {
        Self::new(429, "invalid_request_error", "Request rate limit exceeded.")
            .with_code("rate_limit")
    }

    pub(super) fn conflict() -> Self {
        Self::new(
            409,
            "invalid_request_error",
            "The object is locked by another request.",
        )
        .with_code("lock_timeout")
    }

    pub(super) fn gone(path: &str) -> Self {
        Self::new(
            404,
            "invalid_request_error",
            format!("No such object: '{path}'"),
        )
        .with_code("resource_missing")
    }

    pub(super) fn internal() -> Self {
        Self::new(500, "api_error", "An unknown error occurred.")
    }

    pub(super) fn unavailable() -> Self {
        Self::new(503, "api_error", "Stripe is unavailable.")
    }

    pub(super) fn key_in_use(key: &str) -> Self {
        let message = format!("Another request with the idempotent key '{key}' is in progress.");
        Self::new(409, "idempotency_error", message).with_code("idempotency_key_in_use")
    }

    pub(super) fn key_reused(key: &str) -> Self {
        let message = format!(
            "Keys for idempotent requests can only be used with the same parameters they were \
             first used with. Try using a key other than '{key}'."
        );
        Self::new(400, "idempotency_error", message)
    }

    /// Whether Stripe keeps this answer for the call's idempotency key: it keeps what came of
    /// executing a call, not of refusing to start it.
    pub(super) fn is_kept(&self) -> bool {
        let malformed = self.code.is_some_and(|code| code.starts_with("parameter_"));
        !malformed && !matches!(self.status, 401 | 409 | 429 | 503)
    }

    pub(super) fn json(&self) -> Value {
        let mut error = Map::new();
        error.insert("type".to_owned(), json!(self.kind));
        error.insert("message".to_owned(), json!(self.message));
        if let Some(code) = self.code {
            error.insert("code".to_owned(), json!(code));
        }
        if let Some(param) = &self.param {
            error.insert("param".to_owned(), json!(param));
        }
        if self.code == Some("card_declined") {
            error.insert("decline_code".to_owned(), json!("generic_decline"));
        }
        json!({ "error": error })
    }
}
