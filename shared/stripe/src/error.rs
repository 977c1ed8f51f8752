//! What can become of a call to Stripe, told apart only where callers act differently.

use std::error::Error;

/// Why a call gave no object.
#[derive(Debug, thiserror::Error)]
pub enum StripeError {
    /// Stripe understood and said no (400, 402, 404 and their kind): nothing was done, and asking
    /// again changes nothing. A reserved credit is released with the reason.
    #[error("Stripe refused with {status} {}: {message}", code.as_deref().unwrap_or("without a code"))]
    Refused {
        status: u16,
        /// Stripe's own stable name for the reason, such as `resource_missing`.
        code: Option<String>,
        /// In English, for staff; not for participants.
        message: String,
    },
    /// The secret key is wrong, or lacks the right (401, 403): every other call would fail too.
    /// All posting pauses, with an alarm.
    #[error("Stripe does not let this key make the call ({status})")]
    NotAllowed { status: u16 },
    /// No answer, or "not now" (409, 429): it may or may not have been done. The same call with
    /// the same idempotency key settles it.
    #[error("no final answer from Stripe: {reason}")]
    TryAgain {
        reason: String,
        #[source]
        source: Option<Box<dyn Error + Send + Sync>>,
    },
    /// Stripe holds an answer under this idempotency key that may not be the truth: a 5xx, which
    /// it replays for the key, or a key that was used with other parameters before. Whether it
    /// was done must be looked up in a list before another key is used.
    #[error("Stripe failed with {status}: {message}")]
    ServerError { status: u16, message: String },
    /// An answer that is not Stripe's, or lacks what is needed: too large, not JSON, a field
    /// missing. After a call that writes, look it up as after [`StripeError::ServerError`].
    #[error("an answer that cannot be read: {reason}")]
    Unreadable {
        reason: String,
        #[source]
        source: Option<Box<dyn Error + Send + Sync>>,
    },
}

impl StripeError {
    pub(crate) fn try_again(reason: &str, source: impl Error + Send + Sync + 'static) -> Self {
        Self::TryAgain {
            reason: reason.to_owned(),
            source: Some(Box::new(source)),
        }
    }

    pub(crate) fn unreadable(reason: &str, source: impl Error + Send + Sync + 'static) -> Self {
        Self::Unreadable {
            reason: reason.to_owned(),
            source: Some(Box::new(source)),
        }
    }
}
