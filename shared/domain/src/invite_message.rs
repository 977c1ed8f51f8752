//! The part of an invite that its sender may write: plain text with a few placeholders.

use std::fmt;

use serde::{Deserialize, Serialize};
use thiserror::Error;
use unicode_normalization::UnicodeNormalization;

use crate::person_name::PersonName;
use crate::plain_text::contact::{Contact, first_contact};
use crate::plain_text::{Flaw, inspect};

/// The longest message, in characters.
pub const MAX_LENGTH: usize = 1_000;

/// More than this cannot shrink to [`MAX_LENGTH`] when composed, so it is not looked at.
const MAX_INPUT: usize = 4_000;

/// Why a message is not sent as it is: what was found, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum InvalidInviteMessage {
    #[error("is empty: write a few words to your friend")]
    Empty,
    #[error("is longer than {MAX_LENGTH} characters: shorten it")]
    TooLong,
    #[error(
        "holds a hidden character (U+{code:04X}) in line {line}: type that part again instead of \
         pasting it"
    )]
    HiddenCharacter { code: u32, line: usize },
    #[error("has too many accents on one letter in line {line}: type that word again")]
    StackedMarks { line: usize },
    #[error(
        "holds a link or web address, “{found}”: take it out, since the invite has its own link \
         (or, if it is none, put a space after the dot)"
    )]
    Link { found: String },
    #[error("holds an e-mail address or handle, “{found}”: take it out, or write “at” for “@”")]
    EmailAddress { found: String },
    #[error("holds a phone number, “{found}”: take it out")]
    PhoneNumber { found: String },
    #[error("has {{{found}}}, which stands for nothing: {}", suggestion(*nearest))]
    UnknownPlaceholder {
        found: String,
        nearest: Option<&'static str>,
    },
    #[error("opens a brace that is not closed, “{found}”: close it or take it out")]
    OpenPlaceholder { found: String },
}

/// Words filled in when the message is sent.
#[derive(Debug, Clone, Copy)]
pub struct Placeholders<'a> {
    pub friend_name: Option<&'a PersonName>,
    /// What stands for a name that is not known: "there", as in "Hi there".
    pub unnamed: &'a str,
    pub product: &'a str,
    /// The friend's offer in words, for example "$50 credit".
    pub reward: &'a str,
}

/// An invite's editable text, checked: nothing in it is a link, an address, a phone number or
/// hidden, whatever the friend is called.
///
/// At most 1,000 characters after NFC, lines ended by LF, white space at both ends left out.
/// `{friend_name}`, `{product}` and `{reward}` are its placeholders.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct InviteMessage(String);

impl InviteMessage {
    /// # Errors
    ///
    /// The first thing found that must be mended, as [`InvalidInviteMessage`].
    pub fn parse(text: &str) -> Result<Self, InvalidInviteMessage> {
        if text.chars().nth(MAX_INPUT).is_some() {
            return Err(InvalidInviteMessage::TooLong);
        }
        let text = text
            .replace("\r\n", "\n")
            .replace('\r', "\n")
            .replace('\t', " ");
        let text: String = text.trim().nfc().collect();
        check_characters(&text)?;
        check_placeholders(&text)?;
        check_contacts(&text)?;
        Ok(Self(text))
    }

    /// The text with its placeholders, as its writer left it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The text as the friend reads it. Values are put in once and not read again.
    pub fn render(&self, values: &Placeholders<'_>) -> String {
        let mut rendered = String::with_capacity(self.0.len());
        for part in parts(&self.0) {
            let words = match part {
                Part::Words(words) | Part::Open(words) => words,
                Part::Placeholder(FRIEND_NAME) => values
                    .friend_name
                    .map_or(values.unnamed, PersonName::first_name),
                Part::Placeholder(PRODUCT) => values.product,
                Part::Placeholder(_) => values.reward,
            };
            // A name that ends in a dot must not become a domain with what follows it: a letter, or
            // a mark that no letter carries.
            let continues = |c: char| !c.is_whitespace() && !c.is_ascii_punctuation();
            if rendered.ends_with('.') && words.starts_with(continues) {
                rendered.push(' ');
            }
            rendered.push_str(words);
        }
        rendered
    }
}

impl fmt::Debug for InviteMessage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "InviteMessage({} characters)", self.0.chars().count())
    }
}

impl TryFrom<String> for InviteMessage {
    type Error = InvalidInviteMessage;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<InviteMessage> for String {
    fn from(message: InviteMessage) -> Self {
        message.0
    }
}

const FRIEND_NAME: &str = "friend_name";
const PRODUCT: &str = "product";
const REWARD: &str = "reward";
const PLACEHOLDERS: [&str; 3] = [FRIEND_NAME, PRODUCT, REWARD];

enum Part<'a> {
    Words(&'a str),
    /// What stands between two braces.
    Placeholder(&'a str),
    /// From a brace that nothing closes to the end of its line.
    Open(&'a str),
}

fn parts(text: &str) -> impl Iterator<Item = Part<'_>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let (part, after) = match rest.find('{') {
            None if rest.is_empty() => return None,
            None => (Part::Words(rest), ""),
            Some(0) => {
                let line = rest.split('\n').next().unwrap_or_default();
                match line.trim_start_matches('{').split_once('}') {
                    Some((name, _)) if !line.starts_with("{{") => {
                        let after = rest.split_once('}').map_or("", |(_, after)| after);
                        (Part::Placeholder(name), after)
                    }
                    Some(_) | None => (Part::Open(line), &rest[line.len()..]),
                }
            }
            Some(brace) => (Part::Words(&rest[..brace]), &rest[brace..]),
        };
        rest = after;
        Some(part)
    })
}

fn check_characters(text: &str) -> Result<(), InvalidInviteMessage> {
    if text.is_empty() {
        return Err(InvalidInviteMessage::Empty);
    }
    if text.chars().nth(MAX_LENGTH).is_some() {
        return Err(InvalidInviteMessage::TooLong);
    }
    let mut line = 1_usize;
    for (c, flaw) in inspect(text) {
        match flaw {
            _ if c == '\n' => line = line.saturating_add(1),
            None => {}
            Some(Flaw::Stacked) => return Err(InvalidInviteMessage::StackedMarks { line }),
            Some(Flaw::Hidden) => {
                return Err(InvalidInviteMessage::HiddenCharacter {
                    code: u32::from(c),
                    line,
                });
            }
        }
    }
    Ok(())
}

fn check_placeholders(text: &str) -> Result<(), InvalidInviteMessage> {
    for part in parts(text) {
        match part {
            Part::Placeholder(name) if !PLACEHOLDERS.contains(&name) => {
                return Err(InvalidInviteMessage::UnknownPlaceholder {
                    found: shortened(name),
                    nearest: nearest_placeholder(name),
                });
            }
            Part::Open(line) => {
                return Err(InvalidInviteMessage::OpenPlaceholder {
                    found: shortened(line),
                });
            }
            Part::Words(_) | Part::Placeholder(_) => {}
        }
    }
    Ok(())
}

/// Looks at the text as it will read once its placeholders are filled in: the name of a friend
/// may bring letters, and up to two digits, that complete a domain or a phone number.
fn check_contacts(text: &str) -> Result<(), InvalidInviteMessage> {
    for friend_name in ["xx", "00"] {
        let filled: String = parts(text)
            .map(|part| match part {
                Part::Words(words) | Part::Open(words) => words,
                Part::Placeholder(FRIEND_NAME) => friend_name,
                Part::Placeholder(_) => "xx",
            })
            .collect();
        match first_contact(&filled) {
            None => {}
            Some(Contact::Link(found)) => return Err(InvalidInviteMessage::Link { found }),
            Some(Contact::EmailAddress(found)) => {
                return Err(InvalidInviteMessage::EmailAddress { found });
            }
            Some(Contact::PhoneNumber(found)) => {
                return Err(InvalidInviteMessage::PhoneNumber { found });
            }
        }
    }
    Ok(())
}

/// The placeholder that was probably meant: one with a word in common, or a few keys away.
fn nearest_placeholder(name: &str) -> Option<&'static str> {
    let name = name.trim().to_lowercase().replace([' ', '-'], "_");
    let shares_a_word = |candidate: &&str| candidate.split('_').any(|word| name.contains(word));
    let is_near = |candidate: &&str| {
        let keys_away = strsim::damerau_levenshtein(&name, candidate);
        keys_away.saturating_mul(2) <= candidate.len()
    };
    PLACEHOLDERS
        .into_iter()
        .find(shares_a_word)
        .or_else(|| PLACEHOLDERS.into_iter().find(is_near))
}

fn suggestion(nearest: Option<&str>) -> String {
    match nearest {
        Some(nearest) => format!("did you mean {{{nearest}}}?"),
        None => "there are {friend_name}, {product} and {reward}".to_owned(),
    }
}

fn shortened(found: &str) -> String {
    found.chars().take(40).collect()
}

#[cfg(test)]
mod tests;
