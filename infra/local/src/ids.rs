//! Random identifiers, as AWS gives them to requests and messages.

use std::collections::hash_map::RandomState;
use std::fmt::Write as _;
use std::hash::{BuildHasher, Hasher};

/// A random UUID.
pub(crate) fn uuid() -> String {
    let mut digits = format!("{:016x}{:016x}", random(), random());
    digits.replace_range(12..13, "4");
    digits.replace_range(16..17, "a");
    let mut text = String::with_capacity(36);
    for (index, digit) in digits.chars().enumerate() {
        if matches!(index, 8 | 12 | 16 | 20) {
            text.push('-');
        }
        text.push(digit);
    }
    text
}

/// A random id of `length` letters and digits.
pub(crate) fn word(length: usize) -> String {
    let mut text = String::new();
    while text.len() < length {
        // Writing to a String cannot fail.
        let _infallible = write!(text, "{:016x}", random());
    }
    text.truncate(length);
    text
}

/// Each hasher of the standard library is seeded anew.
fn random() -> u64 {
    RandomState::new().build_hasher().finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_differ() {
        assert_ne!(uuid(), uuid());
        assert_eq!(uuid().len(), 36);
        assert_eq!(word(20).len(), 20);
    }
}
