//! What whoever made an object attached to it.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer};

/// Up to 50 pairs of text; names of at most 40 characters, values of at most 500.
pub type Metadata = BTreeMap<String, String>;

/// Stripe leaves metadata out, or writes `null`, where there is none.
pub(crate) fn or_empty<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Metadata, D::Error> {
    Ok(Option::deserialize(deserializer)?.unwrap_or_default())
}
