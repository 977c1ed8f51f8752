//! Codes that nobody may choose: names of the product and of who speaks for it, and words that
//! would offend whoever gets the link.
//!
//! Short on purpose: a list can never be whole. It keeps out what is meant badly at first sight;
//! staff see every code, and what is chosen once stays on record.

use crate::link::Code;

/// Whoever reads these takes the link for the host's own. Compared whole.
const RESERVED: [&str; 44] = [
    "account",
    "accounts",
    "admin",
    "administrator",
    "api",
    "app",
    "assets",
    "billing",
    "bonus",
    "cancel",
    "contact",
    "console",
    "coupon",
    "credit",
    "discount",
    "free",
    "goodword",
    "help",
    "helpdesk",
    "home",
    "info",
    "invite",
    "legal",
    "login",
    "logout",
    "mail",
    "moderator",
    "news",
    "null",
    "offer",
    "official",
    "payment",
    "portal",
    "privacy",
    "refund",
    "root",
    "sales",
    "security",
    "signup",
    "staff",
    "support",
    "system",
    "terms",
    "undefined",
];

/// Refused wherever they stand, in the languages that the page speaks: what is no part of a
/// harmless word or name.
const OFFENSIVE: [&str; 22] = [
    "arschloch",
    "asshole",
    "bastard",
    "bitch",
    "blowjob",
    "bollocks",
    "cabron",
    "caralho",
    "connard",
    "fdputa",
    "fickdich",
    "fotze",
    "fuck",
    "hitler",
    "kinderporn",
    "mierda",
    "motherf",
    "nigger",
    "pendejo",
    "putain",
    "schlampe",
    "whore",
];

/// Refused where they are a word: Ms Yamashita and a therapist may have their names.
const RUDE: [&str; 17] = [
    "bordel", "chinga", "cunt", "hure", "jodete", "merde", "nazi", "nigga", "nutte", "porno",
    "rapist", "retard", "scheisse", "shit", "slut", "viado", "wank",
];

/// Whether anybody may have this code, as far as its words go.
pub(crate) fn may_be_chosen(code: &Code, product: &str) -> bool {
    let read = letters(code.as_str());
    let is_reserved = RESERVED.contains(&read.as_str()) || read == letters(product);
    let mut words = code.as_str().split('-').map(letters);
    let is_rude = |word: &String| RUDE.contains(&word.as_str());
    !is_reserved
        && !is_rude(&read)
        && !words.any(|word| is_rude(&word))
        && !OFFENSIVE.iter().any(|word| read.contains(word))
}

/// As a person reads it: digits that stand for letters, and nothing between the letters.
fn letters(text: &str) -> String {
    let letters = text.chars().filter(|letter| letter.is_alphanumeric());
    letters
        .flat_map(char::to_lowercase)
        .map(|letter| match letter {
            '0' => 'o',
            '1' => 'i',
            '3' => 'e',
            '4' => 'a',
            '5' => 's',
            '7' => 't',
            letter => letter,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn may(code: &str) -> bool {
        may_be_chosen(&code.parse().unwrap(), "Client Joy")
    }

    #[test]
    fn names_and_plain_words_are_fine() {
        for code in [
            "olivia",
            "ana-ruiz",
            "essex-road",
            "cassandra",
            "maria2026",
            "grape-soda",
            "free-lance",
            "support-anas-shop",
            "yamashita",
            "therapist",
            "scunthorpe",
            "swank",
        ] {
            assert!(may(code), "{code}");
        }
    }

    #[test]
    fn disguises_are_seen_through() {
        for code in ["ADM1N", "s-h-1-t", "5upp0rt", "a55h0le", "f-u-c-k-it"] {
            assert!(!may(code), "{code}");
        }
    }
}
