//! English in disguise: what shows up undisguised was never translated, and what breaks had no
//! room, or was made for one direction only.

/// Each letter with an accent that leaves it readable.
pub(super) fn accented(text: &str) -> String {
    let accent = |letter| match letter {
        'a' => 'á',
        'c' => 'ç',
        'e' => 'é',
        'i' => 'í',
        'l' => 'ł',
        'n' => 'ñ',
        'o' => 'ö',
        's' => 'š',
        'u' => 'ü',
        'y' => 'ý',
        'z' => 'ž',
        'A' => 'Å',
        'C' => 'Ç',
        'E' => 'É',
        'I' => 'Í',
        'N' => 'Ñ',
        'O' => 'Ö',
        'S' => 'Š',
        'U' => 'Û',
        'Y' => 'Ý',
        other => other,
    };
    text.chars().map(accent).collect()
}

/// In brackets, by which a sentence that was cut is seen, and longer by a third, as German is.
pub(super) fn bracketed(text: &str) -> String {
    let more = text.chars().count().div_ceil(12);
    let more = ["one", "two", "three", "four"]
        .into_iter()
        .cycle()
        .take(more);
    let more: Vec<&str> = more.collect();
    format!("[{text} {}]", more.join(" "))
}

/// Letters from right to left.
pub(super) fn mirrored(text: &str) -> String {
    let words = text.trim();
    if words.is_empty() {
        return text.to_owned();
    }
    let (before, after) = text.split_once(words).unwrap_or_default();
    format!("{before}\u{200f}\u{202e}{words}\u{202c}\u{200f}{after}")
}
