//! Ways to reach someone that hide in plain text: links, mail addresses, phone numbers.
//!
//! The rules err on the strict side, since whatever they miss goes out under the host's name;
//! what they refuse by mistake is mended with a space.

use linkify::{LinkFinder, LinkKind};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The first way out of the text that was found, as it is read by a mail program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Contact {
    Link(String),
    EmailAddress(String),
    PhoneNumber(String),
}

/// Digits that make a phone number, however they are grouped.
const PHONE_DIGITS: usize = 7;

/// Endings by which a spelled-out domain such as `acme dot com` is known.
const COMMON_ENDINGS: &[&str] = &[
    "ai", "app", "biz", "click", "cn", "co", "com", "de", "dev", "edu", "eu", "gov", "info", "io",
    "link", "live", "ly", "me", "net", "online", "org", "ru", "shop", "site", "store", "top", "uk",
    "us", "vip", "xyz",
];

/// Schemes that mail programs turn into links without two slashes.
const BARE_SCHEMES: &[&str] = &[
    "bitcoin",
    "callto",
    "facetime",
    "file",
    "ftp",
    "javascript",
    "magnet",
    "mailto",
    "sip",
    "skype",
    "sms",
    "tel",
    "tg",
    "vbscript",
    "whatsapp",
];

/// Ends a sentence in Chinese and Japanese, but between Latin letters browsers read a dot.
const IDEOGRAPHIC_FULL_STOP: char = '\u{3002}';

/// The first link, mail address or phone number of `text`, disguised or not.
pub(crate) fn first_contact(text: &str) -> Option<Contact> {
    let text = undisguised(text);
    link(&text)
        .or_else(|| email_address(&text))
        .or_else(|| phone_number(&text))
}

/// Whether a mail address or handle is in it, disguised or not.
pub(crate) fn has_address(text: &str) -> bool {
    email_address(&undisguised(text)).is_some()
}

/// Whether `word`, read as a domain, ends in one of the endings that are never a name.
pub(crate) fn has_common_ending(word: &str) -> bool {
    word.rsplit_once('.')
        .is_some_and(|(_, ending)| is_common_ending(ending))
}

/// `text` as the eye and the mail program read it: compatibility forms folded, lower case,
/// without marks and joiners, and with bracketed dots and ats as such.
fn undisguised(text: &str) -> String {
    let folded: Vec<char> = text
        .nfkc()
        .filter(|c| !is_combining_mark(*c) && !matches!(c, '\u{200c}' | '\u{200d}'))
        .flat_map(char::to_lowercase)
        .collect();
    let mut previous = ' ';
    let mut following = folded.iter().copied().skip(1);
    let folded: String = folded
        .iter()
        .map(|&c| {
            let next = following.next().unwrap_or(' ');
            let is_inner = previous.is_ascii_alphanumeric() && next.is_ascii_alphanumeric();
            previous = c;
            if c == IDEOGRAPHIC_FULL_STOP && is_inner {
                '.'
            } else {
                c
            }
        })
        .collect();
    ["[.]", "(.)", "{.}", "[dot]", "(dot)", "{dot}", "<dot>"]
        .iter()
        .fold(folded, |text, dot| text.replace(dot, "."))
        .replace("[at]", "@")
        .replace("(at)", "@")
        .replace("<at>", "@")
}

fn link(text: &str) -> Option<Contact> {
    let mut finder = LinkFinder::new();
    finder.url_must_have_scheme(false).kinds(&[LinkKind::Url]);
    let by_library = || {
        finder
            .links(text)
            .map(|link| link.as_str())
            .find(|link| is_link(link))
    };
    text.split_whitespace()
        .find(|word| is_link(word))
        .or_else(by_library)
        .map(str::to_owned)
        .or_else(|| spelled_out_domain(text))
        .map(|found| Contact::Link(shortened(&found)))
}

fn is_link(word: &str) -> bool {
    word.contains("://")
        || word.contains("hxxp")
        || has_bare_scheme(word)
        || ["//", "\\\\"].iter().any(|slashes| {
            word.split(slashes)
                .skip(1)
                .any(|rest| rest.starts_with(char::is_alphanumeric))
        })
        || word.split(|c: char| !is_domain_character(c)).any(is_domain)
}

fn is_domain_character(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '.' | '-' | '_')
}

fn has_bare_scheme(word: &str) -> bool {
    word.match_indices(':').any(|(at, _)| {
        let (before, after) = word.split_at(at);
        let scheme = before
            .rsplit(|c: char| !c.is_alphanumeric())
            .next()
            .unwrap_or_default();
        BARE_SCHEMES.contains(&scheme) && after.chars().nth(1).is_some()
    })
}

/// Whether `word` has a label with a further one behind it that could be a domain's ending, or
/// is an IPv4 address.
fn is_domain(word: &str) -> bool {
    let labels: Vec<&str> = word.split('.').collect();
    let is_ip = labels.len() == 4 && labels.iter().all(|label| label.parse::<u8>().is_ok());
    let has_ending = labels.windows(2).any(|pair| match pair {
        [label, ending] => !label.is_empty() && could_end_a_domain(ending),
        _ => false,
    });
    is_ip || has_ending
}

fn could_end_a_domain(label: &str) -> bool {
    let letters = label.trim_matches(|c| matches!(c, '-' | '_'));
    letters.chars().count() >= 2 && letters.starts_with(char::is_alphabetic)
}

fn is_common_ending(word: &str) -> bool {
    COMMON_ENDINGS.contains(&word.to_lowercase().as_str())
}

/// `acme dot com`, `acme . com` and `acme .com`.
fn spelled_out_domain(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    words
        .windows(3)
        .find(|triple| match triple {
            [name, dot, ending] => {
                name.ends_with(char::is_alphanumeric)
                    && (matches!(*dot, "dot" | ".") && is_common_ending(without_tail(ending)))
            }
            _ => false,
        })
        .or_else(|| {
            words.windows(2).find(|pair| match pair {
                [name, ending] => {
                    name.ends_with(char::is_alphanumeric)
                        && ending
                            .strip_prefix('.')
                            .is_some_and(|end| is_common_ending(without_tail(end)))
                }
                _ => false,
            })
        })
        .map(|words| words.join(" "))
}

/// `word` up to the first character that is neither a letter nor a digit.
fn without_tail(word: &str) -> &str {
    word.split(|c: char| !c.is_alphanumeric())
        .next()
        .unwrap_or_default()
}

/// Any `@` counts: what follows one is an address or a handle.
fn email_address(text: &str) -> Option<Contact> {
    text.split_whitespace()
        .find(|word| word.contains('@'))
        .map(|word| Contact::EmailAddress(shortened(word)))
}

fn phone_number(text: &str) -> Option<Contact> {
    text.split(|c: char| !is_phone_character(c))
        .find(|run| digits_outside_dates(run) >= PHONE_DIGITS)
        .map(|run| Contact::PhoneNumber(shortened(run.trim())))
}

fn is_phone_character(c: char) -> bool {
    c.is_numeric()
        || matches!(
            c,
            ' ' | '-' | '.' | '(' | ')' | '/' | '+' | '·' | '‐' | '–' | '—' | '−' | '_'
        )
}

fn digits_outside_dates(run: &str) -> usize {
    let groups: Vec<&str> = run
        .split(|c: char| !c.is_numeric())
        .filter(|group| !group.is_empty())
        .collect();
    let mut rest = groups.as_slice();
    let mut digits = 0_usize;
    while let Some((first, others)) = rest.split_first() {
        rest = match rest {
            [year, month, day, after @ ..] if is_year(year) && is_day(month) && is_day(day) => {
                after
            }
            [day, month, year, after @ ..] if is_day(day) && is_day(month) && is_year(year) => {
                after
            }
            [year, after @ ..] if is_year(year) => after,
            _ => {
                digits = digits.saturating_add(first.chars().count());
                others
            }
        };
    }
    digits
}

fn is_year(group: &str) -> bool {
    group.len() == 4 && (group.starts_with("19") || group.starts_with("20"))
}

/// A day or a month: one or two digits, up to 31.
fn is_day(group: &str) -> bool {
    group.len() <= 2
        && group
            .parse::<u8>()
            .is_ok_and(|number| (1..=31).contains(&number))
}

/// At most 40 characters of what was found, to be shown back to its writer.
fn shortened(found: &str) -> String {
    match found.char_indices().nth(40) {
        Some((end, _)) => format!("{}…", &found[..end]),
        None => found.to_owned(),
    }
}

#[cfg(test)]
mod tests;
