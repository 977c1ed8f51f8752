//! The envelope of a webhook: what happened to which object, and nothing of the object itself.
//!
//! The object is read again from Stripe before anything is decided, so that the order in which
//! events arrive does not matter.

use jiff::Timestamp;
use serde::Deserialize;
use serde::de::IgnoredAny;

/// Largest body accepted, in bytes.
pub const MAX_BODY_LENGTH: usize = 256 * 1024;

/// What Stripe says happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StripeEvent {
    /// `evt_…`; the same for every delivery of this event.
    pub id: String,
    /// `invoice.paid`, or any type Stripe has or will have.
    pub r#type: String,
    /// When it happened, by Stripe's clock.
    pub created: Timestamp,
    /// Whether it is of the live mode.
    pub livemode: bool,
    /// The version the body is written in; no matter here.
    pub api_version: Option<String>,
    /// The connected account it happened in, if it was not Stripe's own account holder's.
    pub account: Option<String>,
    /// The object's id; a few types of event, such as `invoice.upcoming`, have none.
    pub object_id: Option<String>,
    /// The customer the object belongs to, or is.
    pub customer: Option<String>,
}

/// Why a body is not an event.
#[derive(Debug, thiserror::Error)]
pub enum EventError {
    #[error("the body is larger than {MAX_BODY_LENGTH} bytes")]
    TooLarge,
    #[error("the body is not UTF-8")]
    NotUtf8,
    #[error("the body is not a Stripe event")]
    NotAnEvent(#[source] serde_json::Error),
}

impl StripeEvent {
    /// Reads the body of a webhook, at any depth and with any number of other fields.
    ///
    /// # Errors
    /// [`EventError`] if the body is too large or is not an event.
    pub fn parse(body: &[u8]) -> Result<Self, EventError> {
        if body.len() > MAX_BODY_LENGTH {
            return Err(EventError::TooLarge);
        }
        let text = std::str::from_utf8(body).map_err(|_| EventError::NotUtf8)?;
        let envelope: Envelope = serde_json::from_str(text).map_err(EventError::NotAnEvent)?;
        Ok(envelope.into())
    }
}

#[derive(Deserialize)]
struct Envelope {
    #[expect(dead_code, reason = "only events have this value here")]
    object: IsEvent,
    id: String,
    r#type: String,
    #[serde(with = "jiff::fmt::serde::timestamp::second::required")]
    created: Timestamp,
    livemode: bool,
    api_version: Option<String>,
    account: Option<String>,
    data: Data,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum IsEvent {
    Event,
}

#[derive(Deserialize)]
struct Data {
    object: Subject,
}

#[derive(Deserialize)]
struct Subject {
    object: Option<Name>,
    id: Option<Name>,
    customer: Option<Name>,
}

/// A name, or whatever an object of a type unknown here has in its place.
#[derive(Deserialize)]
#[serde(untagged)]
enum Name {
    Plain(String),
    Expanded { id: String },
    Other(IgnoredAny),
}

impl Name {
    fn into_text(self) -> Option<String> {
        match self {
            Self::Plain(text) | Self::Expanded { id: text } => Some(text),
            Self::Other(_) => None,
        }
    }
}

impl From<Envelope> for StripeEvent {
    fn from(envelope: Envelope) -> Self {
        let object = envelope.data.object;
        let object_id = object.id.and_then(Name::into_text);
        let is_customer = object.object.and_then(Name::into_text).as_deref() == Some("customer");
        let customer = if is_customer {
            object_id.clone()
        } else {
            object.customer.and_then(Name::into_text)
        };
        Self {
            id: envelope.id,
            r#type: envelope.r#type,
            created: envelope.created,
            livemode: envelope.livemode,
            api_version: envelope.api_version,
            account: envelope.account,
            object_id,
            customer,
        }
    }
}

#[cfg(test)]
mod tests;
