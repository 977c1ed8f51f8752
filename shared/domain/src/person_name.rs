//! The name by which a person is shown to others.

use std::fmt;

use serde::{Deserialize, Serialize};
use thiserror::Error;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::plain_text::{contact, inspect};

const MAX_LENGTH: usize = 50;

/// Only so much of a text is looked at; the rest could not be part of a name.
const MAX_INPUT: usize = 500;

/// A name with more digits than this is a number in disguise.
const MAX_DIGITS: usize = 2;

/// No letter was left of a text that was meant as a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("has no letters: write the name as others should see it")]
pub struct NoName;

/// A display name, cleaned of whatever could carry a message or a link.
///
/// At most 50 characters (after NFKC, as RFC 8266 has it for nicknames), on one line, without
/// links, addresses, numbers longer than two digits, and hidden or reordering characters.
/// Cleaning, not refusing, because the name comes from the host's own records.
///
/// It has no `Display` and its `Debug` is masked, so that it does not reach a log by accident.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PersonName(String);

impl PersonName {
    /// What can be shown of `text`, or `None` when no letter is left.
    pub fn parse(text: &str) -> Option<Self> {
        let folded: String = text.chars().take(MAX_INPUT).nfkc().collect();
        let visible: String = inspect(&folded)
            .filter_map(|(c, flaw)| match flaw {
                None => Some(c),
                Some(_) if c.is_whitespace() || c.is_control() => Some(' '),
                Some(_) => None,
            })
            .collect();
        let has_number = visible.chars().filter(|c| c.is_numeric()).count() > MAX_DIGITS;
        let allowed: String = visible
            .split_whitespace()
            .filter(|word| !is_link(word))
            .flat_map(|word| word.chars().chain([' ']))
            .map(|c| {
                if may_stand_in_a_name(c) && !(has_number && c.is_numeric()) {
                    c
                } else {
                    ' '
                }
            })
            .collect();
        let name = tidied(&allowed);
        name.contains(char::is_alphabetic).then_some(Self(name))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The first word: `Bo` of `Bo Kim`. A name written without spaces is all first name.
    pub fn first_name(&self) -> &str {
        self.0.split(' ').next().unwrap_or_default()
    }

    /// The first name and the initial of the last: `Bo K.` of `Bo van der Kamp`.
    pub fn with_initial(&self) -> String {
        let first = self.first_name();
        let last = self
            .0
            .split(' ')
            .skip(1)
            .filter(|word| word.starts_with(char::is_alphabetic));
        match last.last().map(initial) {
            Some(initial) => format!("{first} {initial}."),
            None => first.to_owned(),
        }
    }
}

impl fmt::Debug for PersonName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PersonName({}•••)", initial(&self.0))
    }
}

impl TryFrom<String> for PersonName {
    type Error = NoName;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).ok_or(NoName)
    }
}

impl From<PersonName> for String {
    fn from(name: PersonName) -> Self {
        name.0
    }
}

fn is_link(word: &str) -> bool {
    let word = word.to_lowercase();
    word.contains("://")
        || word.contains('@')
        || word
            .split(|c: char| !c.is_alphanumeric() && !matches!(c, '.' | '-'))
            .any(|part| {
                let behind_www = part.strip_prefix("www.").unwrap_or_default();
                behind_www.starts_with(char::is_alphanumeric)
                    || contact::has_common_ending(part.trim_end_matches(['.', '-']))
            })
}

fn may_stand_in_a_name(c: char) -> bool {
    match c {
        '\'' | '-' | '.' | ',' | '&' | '(' | ')' => true,
        '\u{3002}' => false, // an ideographic full stop reads as a dot in domains
        c if c.is_ascii() => c.is_ascii_alphanumeric(),
        _ => true,
    }
}

/// One line of at most 50 characters, with a space after each inner dot, so that no two words
/// make a domain.
fn tidied(text: &str) -> String {
    let mut spaced = String::with_capacity(text.len());
    let mut previous = ' ';
    for c in text.chars() {
        if previous == '.' && !matches!(c, '.' | ',' | ')' | '\'') {
            spaced.push(' ');
        }
        spaced.push(c);
        previous = c;
    }
    let words: Vec<&str> = spaced
        .split_whitespace()
        .map(|word| word.trim_start_matches(|c| c == '.' || is_combining_mark(c)))
        .filter(|word| !word.is_empty())
        .collect();
    let short: String = words.join(" ").nfc().take(MAX_LENGTH).collect();
    short
        .trim_start_matches(|c| is_joint(c) || is_combining_mark(c))
        .trim_end_matches(is_joint)
        .to_owned()
}

/// What may stand between the words of a name but neither opens nor closes it.
fn is_joint(c: char) -> bool {
    matches!(
        c,
        ' ' | '-' | ',' | '&' | '(' | '.' | '\u{200c}' | '\u{200d}'
    )
}

/// The first letter with the marks that belong to it.
fn initial(word: &str) -> String {
    let mut characters = word.chars();
    let letter = characters.next();
    letter
        .into_iter()
        .chain(characters.take_while(|c| is_combining_mark(*c)))
        .collect()
}

#[cfg(test)]
mod tests;
