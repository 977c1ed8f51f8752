//! Text that may stand in a mail header.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use thiserror::Error;

/// An encoded word is at most 75 characters (RFC 2047 §2): 12 of frame, 60 of Base64 for 45 bytes.
const BYTES_PER_WORD: usize = 45;

/// SES takes no header value longer than 995 characters.
const MAX_LENGTH: usize = 995;

/// A text that would end its header or begin another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum UnsafeHeader {
    #[error("holds a line break or another control character")]
    ControlCharacter,
    #[error("is longer than 995 characters")]
    TooLong,
}

/// One line of text without CR, LF, NUL or any other control character.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct HeaderSafe(String);

impl HeaderSafe {
    /// # Errors
    ///
    /// [`UnsafeHeader`] if any character could break the line, or there are too many.
    pub fn parse(text: &str) -> Result<Self, UnsafeHeader> {
        if text.chars().any(breaks_the_line) {
            return Err(UnsafeHeader::ControlCharacter);
        }
        if text.len() > MAX_LENGTH {
            return Err(UnsafeHeader::TooLong);
        }
        Ok(Self(text.to_owned()))
    }

    /// `text` on one line, in at most `limit` characters: what breaks a line becomes a space.
    pub(crate) fn flattened(text: &str, limit: usize) -> Self {
        let line: String = text
            .chars()
            .map(|c| if breaks_the_line(c) { ' ' } else { c })
            .collect();
        let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
        Self(match line.char_indices().nth(limit) {
            Some(_) => {
                let cut: String = line.chars().take(limit.saturating_sub(1)).collect();
                format!("{}…", cut.trim_end())
            }
            None => line,
        })
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The text in printable ASCII, as encoded words where it needs them (RFC 2047).
    pub fn encoded(&self) -> String {
        if self.is_plain() {
            self.0.clone()
        } else {
            encoded_words(&self.0)
        }
    }

    /// The text as the name before an address: a quoted string, or encoded words (RFC 5322 §3.4).
    pub fn as_display_name(&self) -> String {
        if self.is_plain() {
            format!("\"{}\"", self.0.replace('\\', "\\\\").replace('"', "\\\""))
        } else {
            encoded_words(&self.0)
        }
    }

    /// Whether it is ASCII that nobody takes for an encoded word.
    fn is_plain(&self) -> bool {
        self.0.is_ascii() && !self.0.contains("=?")
    }
}

fn breaks_the_line(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')
}

fn encoded_words(text: &str) -> String {
    let mut words = Vec::new();
    let mut word = String::new();
    for c in text.chars() {
        if word.len().saturating_add(c.len_utf8()) > BYTES_PER_WORD {
            words.push(std::mem::take(&mut word));
        }
        word.push(c);
    }
    words.push(word);
    let encoded: Vec<String> = words
        .iter()
        .map(|word| format!("=?UTF-8?B?{}?=", STANDARD.encode(word)))
        .collect();
    encoded.join(" ")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{HeaderSafe, UnsafeHeader};

    #[test]
    fn f53_nothing_that_ends_a_line_is_a_header() {
        for c in [
            '\r', '\n', '\0', '\t', '\u{b}', '\u{7f}', '\u{85}', '\u{2028}',
        ] {
            let text = format!("a{c}Bcc: x@y.com");
            assert_eq!(
                HeaderSafe::parse(&text),
                Err(UnsafeHeader::ControlCharacter),
                "{text:?}"
            );
            assert_eq!(HeaderSafe::flattened(&text, 99).as_str(), "a Bcc: x@y.com");
        }
        assert_eq!(
            HeaderSafe::parse(&"x".repeat(996)),
            Err(UnsafeHeader::TooLong)
        );
    }

    #[test]
    fn a_long_line_is_cut_with_an_ellipsis() {
        assert_eq!(HeaderSafe::flattened("abc def ghi", 8).as_str(), "abc def…");
        assert_eq!(HeaderSafe::flattened("abc def", 7).as_str(), "abc def");
    }

    #[test]
    fn names_are_quoted_or_encoded() {
        let table = [
            ("Alice Doe via Acme", "\"Alice Doe via Acme\""),
            (r#"A "B" \C"#, r#""A \"B\" \\C""#),
            ("Zoë", "=?UTF-8?B?Wm/Dqw==?="),
            ("=?utf-8?q?x?=", "=?UTF-8?B?PT91dGYtOD9xP3g/PQ==?="),
        ];
        for (text, name) in table {
            assert_eq!(HeaderSafe::parse(text).unwrap().as_display_name(), name);
        }
    }

    proptest! {
        #[test]
        fn encoding_gives_printable_ascii_in_short_words(text in "(?s).{0,200}") {
            let name = HeaderSafe::flattened(&text, 60).as_display_name();
            prop_assert!(name.bytes().all(|b| (0x20..0x7f).contains(&b)));
            if name.starts_with("=?") {
                prop_assert!(name.split(' ').all(|word| word.len() <= 75));
            }
        }
    }
}
