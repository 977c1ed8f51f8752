//! Lists, which Stripe gives page by page, newest first.

use jiff::Timestamp;
use serde::Deserialize;

/// One page of a list.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct List<T> {
    pub data: Vec<T>,
    /// Whether older ones follow on another page.
    pub has_more: bool,
}

/// An object after which a list can be continued.
pub trait Listed {
    fn id(&self) -> &str;
    fn created(&self) -> Timestamp;
}
