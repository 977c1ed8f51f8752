//! A participant's personal link: its code, and whom it belongs to (C8 to C11).

pub mod choice;
mod refused;

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::id::{AccountId, ParticipantId, ProgramId};

/// Without 0, o, 1, i and l, which people mistake for one another (reliability S15).
const ALPHABET: &[u8; 31] = b"23456789abcdefghjkmnpqrstuvwxyz";

/// Characters of a code that is derived.
const LENGTH: usize = 10;

/// How many codes are tried for one link: the first ones may belong to others' links (E2).
pub const CODES_TRIED: u8 = 3;

/// Characters of a code that somebody chose, hyphens included.
pub const CHOSEN_AT_LEAST: usize = 4;
pub const CHOSEN_AT_MOST: usize = 20;

/// The token in a link: `https://…/r/<code>`.
///
/// Derived, or chosen by its participant. Read in any case and from a pasted URL, kept in lower
/// case; never used again for another link.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Code(String);

/// The text is not a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "a code has {CHOSEN_AT_LEAST} to {CHOSEN_AT_MOST} letters from a to z and digits, and hyphens \
     between them"
)]
pub struct InvalidCode;

impl Code {
    pub(crate) fn from_bytes(bytes: &[u8]) -> Self {
        let symbol = |pair: &[u8; 2]| {
            let index = usize::from(u16::from_be_bytes(*pair)).checked_rem(ALPHABET.len());
            index
                .and_then(|index| ALPHABET.get(index))
                .map_or('2', |byte| char::from(*byte))
        };
        Self(
            bytes
                .as_chunks()
                .0
                .iter()
                .take(LENGTH)
                .map(symbol)
                .collect(),
        )
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What two codes have in common that people take for one another: without hyphens, and with
    /// 0 for O, 1 for I and L. A derived code is its own.
    pub fn key(&self) -> String {
        let letters = self.0.chars().filter(|letter| *letter != '-');
        letters
            .map(|letter| match letter {
                'o' => '0',
                'i' | 'l' => '1',
                letter => letter,
            })
            .collect()
    }

    fn fits(code: &str) -> bool {
        let letters = code.bytes().filter(|byte| *byte != b'-').count();
        let all = code.bytes();
        (CHOSEN_AT_LEAST..=CHOSEN_AT_MOST).contains(&code.len())
            && letters >= CHOSEN_AT_LEAST
            && all
                .clone()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
            && !code.starts_with('-')
            && !code.ends_with('-')
            && !code.contains("--")
    }
}

impl FromStr for Code {
    type Err = InvalidCode;

    fn from_str(text: &str) -> Result<Self, InvalidCode> {
        let text = text.trim();
        let code = text.rsplit_once("/r/").map_or(text, |(_, code)| code);
        let code = code
            .split(['?', '#'])
            .next()
            .unwrap_or_default()
            .trim_end_matches('/');
        let code = code.to_ascii_lowercase();
        if Self::fits(&code) {
            Ok(Self(code))
        } else {
            Err(InvalidCode)
        }
    }
}

impl TryFrom<String> for Code {
    type Error = InvalidCode;

    fn try_from(text: String) -> Result<Self, InvalidCode> {
        text.parse()
    }
}

impl From<Code> for String {
    fn from(code: Code) -> Self {
        code.0
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A code that its participant chose, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chosen {
    pub code: Code,
    pub at: Timestamp,
}

/// A link that was made; it is never given to anybody else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// The derived one, whichever code it was found by: what is recorded of it names this.
    pub code: Code,
    pub program_id: ProgramId,
    pub account_id: AccountId,
    pub participant_id: ParticipantId,
    pub created_at: Timestamp,
    /// The last is shown, all lead here. Empty where the link was found by one of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub chosen: Vec<Chosen>,
}

impl Link {
    /// The code that the participant sees and shares.
    pub fn shown(&self) -> &Code {
        self.chosen.last().map_or(&self.code, |chosen| &chosen.code)
    }

    /// Whether this is the link of that participant in that program.
    pub fn belongs_to(&self, program: &ProgramId, who: &ParticipantId, owner: &AccountId) -> bool {
        self.program_id == *program && self.participant_id == *who && self.account_id == *owner
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_however_it_was_pasted() {
        for text in [
            "k7xq2mnpqr",
            " K7XQ2MNPQR ",
            "https://refer.acme.com/r/k7xq2mnpqr",
            "https://refer.acme.com/r/K7xq2mnpqr?c=wa",
            "refer.acme.com/r/k7xq2mnpqr/",
        ] {
            assert_eq!(
                text.parse::<Code>().unwrap().as_str(),
                "k7xq2mnpqr",
                "{text:?}"
            );
        }
    }

    #[test]
    fn what_cannot_be_a_code_is_refused() {
        for text in [
            "",
            "k7x",
            "a-b-c",
            "-ana",
            "ana-",
            "ana--ruiz",
            "ana_ruiz",
            "anä-ruiz",
            "one-letter-too-many-x",
            "../../etc/x",
            "k7xq2 mnpq",
        ] {
            assert_eq!(text.parse::<Code>(), Err(InvalidCode), "{text:?}");
        }
    }

    #[test]
    fn a_code_is_met_by_what_people_take_it_for() {
        let key = |text: &str| text.parse::<Code>().unwrap().key();
        for text in ["OLIVIA-01", "0livia01", "o1ivia-0l", "oLiViA0I"] {
            assert_eq!(key(text), key("olivia01"), "{text}");
        }
        assert_ne!(key("olivia02"), key("olivia01"));
        assert_eq!(key("k7xq2mnpqr"), "k7xq2mnpqr");
    }

    #[test]
    fn a_derived_code_reads_back() {
        let code = Code::from_bytes(&[7; 32]);
        assert_eq!(code.as_str().parse(), Ok(code));
    }

    #[test]
    fn f58_a_million_guesses_at_a_million_links_find_none_in_all_likelihood() {
        let codes = (ALPHABET.len() as u128).pow(u32::try_from(LENGTH).unwrap());
        let meetings = 1_000_000_u128.pow(2);
        assert!(codes / meetings > 800, "one chance in {}", codes / meetings);
    }
}
