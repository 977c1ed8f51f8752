//! One call to the API.

use serde::{Deserialize, Serialize};

use super::form::Form;
use super::refusal::Refusal;

/// The methods Stripe's API has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Verb {
    Get,
    Post,
    Delete,
}

impl Verb {
    pub(super) fn parse(method: &str) -> Option<Self> {
        match method {
            "GET" => Some(Self::Get),
            "POST" => Some(Self::Post),
            "DELETE" => Some(Self::Delete),
            _ => None,
        }
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Delete => "DELETE",
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Call {
    pub(super) verb: Verb,
    /// Such as `/v1/customers/cus_00000001`.
    pub(super) path: String,
    pub(super) form: Form,
}

impl Call {
    pub(super) fn unrecognized(&self) -> Refusal {
        Refusal::unrecognized(self.verb.name(), &self.path)
    }
}
