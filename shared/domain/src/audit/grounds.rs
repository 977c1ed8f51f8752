//! Why staff did something, as it is kept for ever.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::plain_text::{self, contact};

/// Longest reason, in characters.
pub const LENGTH_AT_MOST: usize = 500;

/// Why staff did it, in their own words: plain text without a mail address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Grounds(String);

/// Why a text is no reason that can be kept.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InvalidGrounds {
    #[error("must have 1 to {LENGTH_AT_MOST} characters: say why, for whoever looks later")]
    Length,
    #[error("has a character that is hidden or a line break: write one line of plain text")]
    Hidden,
    #[error(
        "has a mail address, which could not be erased here: name people by the ids of your system"
    )]
    Address,
}

impl Grounds {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Grounds {
    type Err = InvalidGrounds;

    fn from_str(text: &str) -> Result<Self, InvalidGrounds> {
        let text = text.trim();
        let length = text.chars().count();
        if !(1..=LENGTH_AT_MOST).contains(&length) {
            return Err(InvalidGrounds::Length);
        }
        if plain_text::inspect(text).any(|(_, flaw)| flaw.is_some()) {
            return Err(InvalidGrounds::Hidden);
        }
        if contact::has_address(text) {
            return Err(InvalidGrounds::Address);
        }
        Ok(Self(text.to_owned()))
    }
}

impl TryFrom<String> for Grounds {
    type Error = InvalidGrounds;

    fn try_from(text: String) -> Result<Self, InvalidGrounds> {
        text.parse()
    }
}

impl From<Grounds> for String {
    fn from(grounds: Grounds) -> Self {
        grounds.0
    }
}
