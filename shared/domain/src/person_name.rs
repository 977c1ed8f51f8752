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
mod tests {
    use proptest::prelude::*;

    use super::PersonName;
    use crate::plain_text::contact::first_contact;

    fn shown(text: &str) -> Option<String> {
        PersonName::parse(text).map(String::from)
    }

    #[test]
    fn names_of_the_world_stay_as_they_are() {
        for name in [
            "Bo Kim",
            "Zoë O'Neil-Łuczak",
            "Nguyễn Thị Minh Khai",
            "山田 太郎",
            "علی‌رضا رضایی",
            "Agent 47",
            "Ann & Joe (Acme)",
            "Sammy Davis, Jr",
            "Ria 👩‍🚀",
        ] {
            assert_eq!(shown(name).as_deref(), Some(name));
        }
    }

    #[test]
    fn what_could_carry_a_message_is_taken_out() {
        let table = [
            ("Bo\r\nBcc: x@y.com Kim", "Bo Bcc Kim"),
            ("Bo%0d%0aKim", "Bo 0d 0aKim"),
            ("Bo\u{202e}miK\u{200b}", "BomiK"),
            ("B\u{200d}o", "Bo"),
            ("Win $1000 at http://evil.com/x", "Win at"),
            ("WIN www.evil.museum", "WIN"),
            ("Free iPhone evil.com", "Free iPhone"),
            ("evil.museum Bo", "evil. museum Bo"),
            ("Bo 0176-1234567", "Bo"),
            ("<script>alert(1)</script>", "script alert(1) script"),
            ("{{7*7}} Bo", "7 7 Bo"),
            ("Bo_Kim", "Bo Kim"),
            ("J.R.R. Tolkien", "J. R. R. Tolkien"),
            ("  Bo \t Kim.  ", "Bo Kim"),
            ("𝗕𝗼 Ｋｉｍ", "Bo Kim"),
            ("\"Bo\" K", "Bo K"),
        ];
        for (text, name) in table {
            assert_eq!(shown(text).as_deref(), Some(name), "{text:?}");
        }
    }

    #[test]
    fn nothing_is_left_of_a_text_without_letters() {
        for text in [
            "",
            "   ",
            "007",
            "https://evil.com",
            "bo@example.com",
            "🎉",
            "\u{202e}",
        ] {
            assert_eq!(shown(text), None, "{text:?}");
        }
    }

    #[test]
    fn ten_kilobytes_become_fifty_characters() {
        let name = shown(&"Ana ".repeat(2_500)).unwrap();
        assert_eq!(name.chars().count(), 50);
    }

    #[test]
    fn a_tower_of_marks_stays_low() {
        let name = shown(&format!("Z{}oe", "\u{338}".repeat(40))).unwrap();
        assert_eq!(name.chars().count(), 6);
    }

    #[test]
    fn friends_are_shown_by_first_name_and_initial() {
        let table = [
            ("Bo Kim", "Bo", "Bo K."),
            ("Bo van der Kamp", "Bo", "Bo K."),
            ("Bo", "Bo", "Bo"),
            ("Ria 👩‍🚀", "Ria", "Ria"),
            ("Ann & Joe (Acme)", "Ann", "Ann J."),
            ("山田太郎", "山田太郎", "山田太郎"),
        ];
        for (text, first, with_initial) in table {
            let name = PersonName::parse(text).unwrap();
            assert_eq!(
                (name.first_name(), name.with_initial().as_str()),
                (first, with_initial)
            );
        }
    }

    #[test]
    fn logs_see_the_initial_only() {
        assert_eq!(
            format!("{:?}", PersonName::parse("Bo Kim").unwrap()),
            "PersonName(B•••)"
        );
    }

    proptest! {
        #[test]
        fn no_text_lets_a_link_or_a_second_line_through(
            text in "(\\PC|[a-z.@/: 0-9\r\n]|http://|www\\.|\\.com|。|．|evil\\.com|\u{202e}|\u{200d}){0,60}",
        ) {
            if let Some(name) = PersonName::parse(&text) {
                prop_assert_eq!(first_contact(name.as_str()), None);
                prop_assert!(name.as_str().chars().count() <= 50);
                prop_assert!(!name.as_str().contains(char::is_control));
                prop_assert_eq!(PersonName::parse(name.as_str()), Some(name.clone()));
                let _ = (name.first_name(), name.with_initial());
            }
        }
    }
}
