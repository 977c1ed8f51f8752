//! What the page says of what was just done.

use axum::http::StatusCode;

use super::code::Refused;
use super::invites::Outcome;
use super::model::ROWS;

/// What is said at the top, and which lists are shown whole.
#[derive(Default)]
pub(super) struct Notice {
    /// The key of its words.
    pub(super) said: Option<&'static str>,
    pub(super) all: bool,
    /// What became of the invites that were just sent.
    pub(super) invites: Option<Outcome>,
    /// The code that was just asked for in vain.
    pub(super) code: Option<Refused>,
}

/// What a redirect to the page may ask to be said, by its name in the query.
const SAID: [(&str, &str); 3] = [
    ("made", "link-made"),
    ("chosen", "link-code-chosen"),
    ("redeemed", "balance-redeemed"),
];

impl Notice {
    /// Only words of ours: a query cannot put any of its own on the page.
    pub(super) fn of_query(query: &str) -> Self {
        let has = |name: &str| query.split('&').any(|part| part == name);
        let said = SAID.iter().find(|(name, _)| has(name));
        Self {
            said: said.map(|(_, key)| *key),
            all: has("all"),
            ..Self::default()
        }
    }

    /// How much is shown of a list.
    pub(super) fn rows(&self) -> usize {
        if self.all { usize::MAX } else { ROWS }
    }

    pub(super) fn status(&self) -> StatusCode {
        match (&self.invites, &self.code) {
            (Some(Outcome::Refused { .. }), _) | (_, Some(_)) => StatusCode::UNPROCESSABLE_ENTITY,
            (Some(Outcome::Sent(_)) | None, None) => StatusCode::OK,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s18_a_query_says_nothing_of_its_own() {
        assert_eq!(Notice::of_query("made").said, Some("link-made"));
        for query in ["", "made=<script>", "said=<b>", "link-made", "m%61de"] {
            assert_eq!(Notice::of_query(query).said, None, "{query}");
        }
        assert!(Notice::of_query("x=1&all").all);
    }
}
