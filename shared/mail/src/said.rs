//! A message's sentences, all filled from the same values.

use domain::words::Words;

/// The words of the recipient's language, and what may stand in them.
pub(crate) struct Said {
    words: &'static Words,
    values: Vec<(&'static str, String)>,
}

impl Said {
    pub(crate) fn new(words: &'static Words) -> Self {
        Self {
            words,
            values: Vec::new(),
        }
    }

    pub(crate) fn with(mut self, name: &'static str, value: &str) -> Self {
        self.values.push((name, value.to_owned()));
        self
    }

    /// A value that may not be there: sentences choose their words by that.
    pub(crate) fn maybe(self, name: &'static str, value: Option<&str>) -> Self {
        self.with(name, value.unwrap_or_default())
    }

    pub(crate) fn say(&self, key: &str) -> String {
        let values: Vec<(&str, &str)> = self
            .values
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        self.words.fill(key, &values)
    }
}
