//! Lists, page by page: `limit`, `starting_after`, `has_more` (design 9).
//!
//! A cursor says where a page ended, not which entry ended it: so a list goes on from the same
//! place whatever is added or removed between two pages.

use std::fmt;
use std::str::FromStr;

use data_encoding::BASE64URL_NOPAD;
use serde::{Deserialize, Serialize};

/// Entries of a page where `limit` is left out.
pub const LIMIT: u8 = 20;

/// Entries of a page at most (S5).
pub const LIMIT_AT_MOST: u8 = 100;

/// Longest place that a cursor is read from, in bytes.
const PLACE_LENGTH_AT_MOST: usize = 512;

/// How many entries a page has: 1 to [`LIMIT_AT_MOST`], or [`LIMIT`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(try_from = "u32")]
pub struct Limit(u8);

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("must be a whole number from 1 to {LIMIT_AT_MOST}")]
pub struct InvalidLimit;

impl Limit {
    pub fn get(self) -> u8 {
        self.0
    }
}

impl Default for Limit {
    fn default() -> Self {
        Self(LIMIT)
    }
}

impl TryFrom<u32> for Limit {
    type Error = InvalidLimit;

    fn try_from(limit: u32) -> Result<Self, InvalidLimit> {
        match u8::try_from(limit) {
            Ok(limit @ 1..=LIMIT_AT_MOST) => Ok(Self(limit)),
            Ok(_) | Err(_) => Err(InvalidLimit),
        }
    }
}

/// Where a page ended, in a list whose entries are ordered by their places: opaque to callers.
///
/// A place is below a partition that is the caller's own, so that a cursor need not be signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Cursor(String);

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("must be the next_cursor of the page before")]
pub struct InvalidCursor;

impl Cursor {
    /// The cursor of a page that ended at this place.
    pub fn at(place: impl Into<String>) -> Self {
        Self(place.into())
    }

    pub fn place(&self) -> &str {
        &self.0
    }
}

impl FromStr for Cursor {
    type Err = InvalidCursor;

    fn from_str(text: &str) -> Result<Self, InvalidCursor> {
        let encoded = text.strip_prefix(PREFIX).ok_or(InvalidCursor)?;
        let place = BASE64URL_NOPAD.decode(encoded.as_bytes());
        let place = place.map_err(|_| InvalidCursor)?;
        if place.is_empty() || place.len() > PLACE_LENGTH_AT_MOST {
            return Err(InvalidCursor);
        }
        let place = String::from_utf8(place).map_err(|_| InvalidCursor)?;
        let is_plain = place.chars().all(|c| c.is_ascii_graphic());
        is_plain.then_some(Self(place)).ok_or(InvalidCursor)
    }
}

const PREFIX: &str = "cur_";

impl TryFrom<String> for Cursor {
    type Error = InvalidCursor;

    fn try_from(text: String) -> Result<Self, InvalidCursor> {
        text.parse()
    }
}

impl From<Cursor> for String {
    fn from(cursor: Cursor) -> Self {
        cursor.to_string()
    }
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{PREFIX}{}", BASE64URL_NOPAD.encode(self.0.as_bytes()))
    }
}

/// The body of a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(
    feature = "describe",
    derive(schemars::JsonSchema),
    schemars(rename = "{T}List")
)]
pub struct Page<T> {
    pub data: Vec<T>,
    pub has_more: bool,
    /// For `starting_after`, where there are more.
    #[cfg_attr(feature = "describe", schemars(with = "Option<String>"))]
    pub next_cursor: Option<Cursor>,
}

impl<T> Page<T> {
    /// A page that ended at this place of a list, where more of it follows.
    pub fn until(place: Option<String>, data: Vec<T>) -> Self {
        Self {
            data,
            has_more: place.is_some(),
            next_cursor: place.map(Cursor::at),
        }
    }

    /// The first `limit` of the entries after the cursor, in the order of their places.
    ///
    /// For lists that are short enough to be read whole.
    pub fn of_all(
        entries: impl IntoIterator<Item = T>,
        place: impl Fn(&T) -> String,
        (after, limit): (Option<&Cursor>, Limit),
    ) -> Self {
        let mut placed: Vec<(String, T)> = entries
            .into_iter()
            .map(|entry| (place(&entry), entry))
            .filter(|(place, _)| after.is_none_or(|after| after.place() < place.as_str()))
            .collect();
        placed.sort_by(|(one, _), (other, _)| one.cmp(other));
        let has_more = placed.len() > usize::from(limit.get());
        placed.truncate(usize::from(limit.get()));
        let last = placed.last().map(|(place, _)| Cursor::at(place));
        Self {
            next_cursor: last.filter(|_| has_more),
            data: placed.into_iter().map(|(_, entry)| entry).collect(),
            has_more,
        }
    }
}

#[cfg(test)]
mod tests;
