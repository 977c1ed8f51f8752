//! The words by which staff find people and accounts by their names: without capitals, accents and
//! punctuation, so that `jose` finds José and `oneill` finds O’Neill.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::id::{AccountId, ParticipantId};
use crate::person_name::PersonName;

/// What the index of names was made with. Whoever is in it by another version is put into it anew
/// when the host tells of them next.
pub const VERSION: u8 = 1;

/// A name is found by so many of its words: the first ones, and the last.
const WORDS: usize = 4;

/// Characters of a word that count: a key of the table holds a kilobyte.
const WORD_LENGTH: usize = 30;

/// A longer text is none that somebody looks for by name.
const ASKED_LENGTH: usize = 100;

/// The words of a name that it is found by, each once and in their order; up to four.
pub fn of(name: &PersonName) -> Vec<String> {
    let mut words = words(name.as_str());
    if WORDS < words.len() {
        let last = words.pop();
        words.truncate(WORDS.saturating_sub(1));
        words.extend(last);
    }
    words
}

/// The words of a name beyond the two that its own record is found by, since a record stands in
/// two indexes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MoreWords {
    pub account_id: AccountId,
    /// Whose name it is; none where it is the account's own.
    pub participant_id: Option<ParticipantId>,
    /// All words of the name; of two or fewer, nothing more is kept.
    pub words: Vec<String>,
}

impl MoreWords {
    /// The place of a name's record in each index takes one word.
    pub const ON_RECORD: usize = 2;

    /// Nothing where what is kept beside the record stays as it is.
    pub fn changed(
        (before, after): (Option<&PersonName>, Option<&PersonName>),
        account_id: &AccountId,
        participant_id: Option<&ParticipantId>,
    ) -> Option<Self> {
        let kept = |name: Option<&PersonName>| {
            let words = name.map(of).unwrap_or_default();
            Some(words).filter(|words| Self::ON_RECORD < words.len())
        };
        let (before, after) = (kept(before), kept(after));
        (before != after).then(|| Self {
            account_id: account_id.clone(),
            participant_id: participant_id.cloned(),
            words: after.unwrap_or_default(),
        })
    }
}

/// What somebody typed who looks for a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked(Vec<String>);

impl Asked {
    /// None where the text has no letter, or something that stands in no name.
    pub fn parse(text: &str) -> Option<Self> {
        let may_stand = |c: char| {
            c.is_alphanumeric()
                || is_combining_mark(c)
                || is_dropped(c)
                || matches!(c, ' ' | '-' | '.' | ',' | '&' | '(' | ')')
        };
        let is_name = text.chars().count() <= ASKED_LENGTH
            && text.chars().all(may_stand)
            && text.contains(char::is_alphabetic);
        let words = words(text);
        (is_name && !words.is_empty()).then_some(Self(words))
    }

    /// The word that fewest names have: the longest.
    pub fn rarest(&self) -> &str {
        let longest = self.0.iter().max_by_key(|word| word.chars().count());
        longest.map_or("", String::as_str)
    }

    /// Whether each word that was typed begins a word of the name.
    pub fn finds(&self, name: &[String]) -> bool {
        let begins = |asked: &String| name.iter().any(|word| word.starts_with(asked.as_str()));
        self.0.iter().all(begins)
    }
}

/// Letters and figures as they are compared, word by word.
fn words(text: &str) -> Vec<String> {
    let folded = text
        .nfkd()
        .filter(|c| !is_combining_mark(*c) && !is_dropped(*c))
        .flat_map(char::to_lowercase);
    let mut plain = String::with_capacity(text.len());
    for c in folded {
        match spelt_out(c) {
            Some(letters) => plain.push_str(letters),
            None => plain.push(c),
        }
    }
    let mut words: Vec<String> = Vec::new();
    for word in plain.split(|c: char| !c.is_alphanumeric()) {
        let word: String = word.chars().take(WORD_LENGTH).collect();
        if !word.is_empty() && !words.contains(&word) {
            words.push(word);
        }
    }
    words
}

/// What joins two parts of one word: `O’Neill`, and what cannot be seen.
fn is_dropped(c: char) -> bool {
    matches!(
        c,
        '\'' | '`' | '\u{2019}' | '\u{2018}' | '\u{2bc}' | '\u{200c}' | '\u{200d}'
    )
}

/// Letters that Unicode does not take apart, as they are typed without their keys.
fn spelt_out(c: char) -> Option<&'static str> {
    match c {
        'ß' => Some("ss"),
        'æ' => Some("ae"),
        'œ' => Some("oe"),
        'þ' => Some("th"),
        'ø' => Some("o"),
        'ł' => Some("l"),
        'đ' | 'ð' => Some("d"),
        'ħ' => Some("h"),
        'ı' => Some("i"),
        'ς' => Some("σ"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(text: &str) -> Vec<String> {
        of(&PersonName::parse(text).unwrap())
    }

    fn finds(asked: &str, in_name: &str) -> bool {
        Asked::parse(asked).is_some_and(|asked| asked.finds(&name(in_name)))
    }

    #[test]
    fn a_name_is_found_by_the_beginning_of_any_of_its_words() {
        for (asked, in_name) in [
            ("lim", "Ana Lima"),
            ("ana", "Ana Lima"),
            ("LIMA", "Ana Lima"),
            ("lima ana", "Ana Lima"),
            ("a l", "Ana Lima"),
            ("jose", "José García"),
            ("José", "Jose Garcia"),
            ("JOSE\u{301}", "José García"),
            ("garc", "José Antonio García López"),
            ("lopez", "José Antonio García López"),
            ("oneill", "Shaun O’Neill"),
            ("O'Neill", "Shaun O’Neill"),
            ("smith", "Ada Lee-Smith"),
            ("lee-smith", "Ada Lee-Smith"),
            ("strasse", "Straße & Söhne"),
            ("lodz", "Łódź Trading"),
            ("soren", "Søren Ørsted"),
            ("istanbul", "İstanbul Ltd."),
            ("山", "山田太郎"),
            ("김", "김민수"),
            ("محم", "مُحَمَّد"),
            ("acme 24", "Acme 24"),
        ] {
            assert!(finds(asked, in_name), "{asked}: {in_name}");
        }
    }

    #[test]
    fn nobody_is_found_by_the_middle_of_a_word_or_by_a_word_too_many() {
        for (asked, in_name) in [
            ("ima", "Ana Lima"),
            ("limab", "Ana Lima"),
            ("ana bo", "Ana Lima"),
            ("bo", "Ana Lima"),
        ] {
            assert!(!finds(asked, in_name), "{asked}: {in_name}");
        }
    }

    #[test]
    fn of_a_long_name_the_first_three_words_count_and_the_last() {
        let long = "Maria Antonia Josefa Walburga of Lorraine";
        assert_eq!(name(long), ["maria", "antonia", "josefa", "lorraine"]);
        assert_eq!(name("Li Li"), ["li"]);
        assert_eq!(name(&"W".repeat(50)), ["w".repeat(30)]);
        assert!(finds(&"W".repeat(50), &"W".repeat(50)));
    }

    #[test]
    fn what_stands_in_no_name_is_not_looked_for_as_one() {
        for text in [
            "",
            "42",
            "-.,",
            "ana@example.com",
            "ref_bo-co",
            "cus_1",
            "https://a.example/r/k7",
            "<script>",
            "NAMES#l",
        ] {
            assert_eq!(Asked::parse(text), None, "{text}");
        }
        assert_eq!(Asked::parse(&"a".repeat(101)), None);
        let typed = Asked::parse("Ana  de  LIMA").unwrap();
        assert_eq!(typed.rarest(), "lima");
    }
}
