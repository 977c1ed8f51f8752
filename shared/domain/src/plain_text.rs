//! Characters that a stranger's plain text may hold: none that hides, reorders or towers.

pub(crate) mod contact;

use unicode_normalization::char::is_combining_mark;

/// Marks on one letter beyond this number grow out of the line. Hebrew with points needs three.
const MAX_MARKS: usize = 3;

/// What is wrong with a character at its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Flaw {
    /// A control character, or one that is invisible or changes the direction of its neighbours.
    Hidden,
    /// One more mark on a letter that already carries the most it may.
    Stacked,
}

/// Every character of `text` with its flaw, in order.
///
/// Joiners count as hidden only where they join nothing: emoji families, Persian and Indic words
/// need them.
pub(crate) fn inspect(text: &str) -> impl Iterator<Item = (char, Option<Flaw>)> {
    let mut marks = 0_usize;
    let mut previous = None;
    let mut rest = text.chars().peekable();
    std::iter::from_fn(move || {
        let c = rest.next()?;
        marks = if is_combining_mark(c) {
            marks.saturating_add(1)
        } else {
            0
        };
        let is_needed = belongs_between(previous, c, rest.peek().copied());
        previous = Some(c);
        let flaw = match c {
            _ if is_needed => None,
            _ if is_hidden(c) => Some(Flaw::Hidden),
            _ if marks > MAX_MARKS => Some(Flaw::Stacked),
            _ => None,
        };
        Some((c, flaw))
    })
}

/// Whether `c` is invisible, unassigned for exchange, or moves its neighbours about.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || u32::from(c) & 0xfffe == 0xfffe
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}'
            | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{2800}' | '\u{3164}' | '\u{fdd0}'..='\u{fdef}' | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffd}'
            | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}'
            | '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}')
}

/// Whether `c` is a joiner or selector that does its proper work between its neighbours.
fn belongs_between(previous: Option<char>, c: char, next: Option<char>) -> bool {
    let previous = previous.unwrap_or('\0');
    let next = next.unwrap_or('\0');
    match c {
        '\u{200d}' if is_pictograph(next) => {
            is_pictograph(previous) || previous == '\u{fe0f}' // after a colour selector
        }
        '\u{200c}' | '\u{200d}' => is_joining_script(previous) && is_joining_script(next),
        '\u{fe0e}' | '\u{fe0f}' => {
            is_pictograph(previous) || matches!(previous, '0'..='9' | '#' | '*')
        }
        '\u{e0100}'..='\u{e01ef}' => is_ideograph(previous),
        _ => false,
    }
}

fn is_pictograph(c: char) -> bool {
    matches!(c, '©' | '®' | '\u{203c}' | '\u{2049}' | '\u{2122}' | '\u{2139}'
        | '\u{2190}'..='\u{21ff}' | '\u{2300}'..='\u{23ff}' | '\u{25a0}'..='\u{27bf}'
        | '\u{2900}'..='\u{297f}' | '\u{2b00}'..='\u{2bff}' | '\u{3030}' | '\u{303d}'
        | '\u{1f000}'..='\u{1faff}')
}

/// Arabic and its relatives, and the scripts of India and Sri Lanka.
fn is_joining_script(c: char) -> bool {
    matches!(c, '\u{620}'..='\u{6ff}' | '\u{750}'..='\u{77f}' | '\u{8a0}'..='\u{dff}')
}

fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::{Flaw, inspect};

    fn flaws(text: &str) -> Vec<(char, Flaw)> {
        inspect(text)
            .filter_map(|(c, flaw)| flaw.map(|flaw| (c, flaw)))
            .collect()
    }

    #[test]
    fn writing_of_the_world_has_no_flaw() {
        for text in [
            "Zoë O’Neil-Łuczak",
            "Nguyễn Thị Minh Khai",
            "שָׁלוֹם",
            "می‌خواهم",
            "क्‍ष ශ්‍රී",
            "山田太郎",
            "葛\u{e0100}城",
            "👩‍👩‍👧‍👦 ❤️‍🔥 👩🏽‍💻 🏳️‍🌈 1️⃣ ☎︎",
        ] {
            assert_eq!(flaws(text), vec![], "{text}");
        }
    }

    #[test]
    fn f54_hidden_characters_are_found_wherever_they_stand() {
        for c in [
            '\0',
            '\u{7}',
            '\u{1b}',
            '\r',
            '\u{85}',
            '\u{ad}',
            '\u{200b}',
            '\u{200c}',
            '\u{200d}',
            '\u{200e}',
            '\u{202e}',
            '\u{2066}',
            '\u{2069}',
            '\u{2028}',
            '\u{feff}',
            '\u{fffe}',
            '\u{e0041}',
            '\u{e000}',
            '\u{3164}',
            '\u{fe0f}',
            '\u{e0100}',
        ] {
            for text in [format!("{c}ab"), format!("a{c}b"), format!("ab{c}")] {
                assert_eq!(flaws(&text), vec![(c, Flaw::Hidden)], "{text:?}");
            }
        }
    }

    #[test]
    fn a_tower_of_marks_is_cut_at_the_fourth() {
        let tower = format!("a{}b", "\u{338}".repeat(6));
        assert_eq!(flaws(&tower).len(), 3);
    }
}
