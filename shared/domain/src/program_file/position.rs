//! Where in the file something is wrong, and which right name is nearest to a wrong one.

use super::ProgramFileError;

/// A parser's error, with its line, its dotted key and the nearest right name.
pub(super) fn of_toml(text: &str, error: &toml::de::Error) -> ProgramFileError {
    let offset = error.span().map_or(0, |span| span.start);
    let before = text.get(..offset).unwrap_or_default();
    let line = before.matches('\n').count().saturating_add(1);
    ProgramFileError {
        line,
        key: key_at(text, line),
        message: reworded(error.message()),
    }
}

/// The line of a dotted key: its own, else that of its table, else the first. Where a table comes
/// several times (`[[schedule]]`), `nth` counts it from 0.
pub(super) fn line_of(text: &str, key: &str, nth: usize) -> usize {
    let (table, name) = key.rsplit_once('.').unwrap_or(("", key));
    let (mut current, mut line_of_table, mut seen) = ("", 1, 0_usize);
    for (index, line) in text.lines().enumerate() {
        let number = index.saturating_add(1);
        if let Some(header) = header(line) {
            current = header;
            if header == table || header == name {
                seen = seen.saturating_add(1);
                if seen <= nth.saturating_add(1) {
                    line_of_table = number;
                }
            }
            continue;
        }
        let here = current == table && (table.is_empty() || seen == nth.saturating_add(1));
        if here
            && line
                .split_once('=')
                .is_some_and(|(key, _)| key.trim() == name)
        {
            return number;
        }
    }
    line_of_table
}

/// The dotted key that stands on this line, or the table it is in.
fn key_at(text: &str, line: usize) -> String {
    let above: Vec<&str> = text.lines().take(line).collect();
    let table = above
        .iter()
        .rev()
        .find_map(|line| header(line))
        .unwrap_or_default();
    let key = above
        .last()
        .and_then(|line| line.split_once('='))
        .map_or("", |(key, _)| key.trim());
    match (table, key) {
        ("", "") => "the file".to_owned(),
        ("", key) => key.to_owned(),
        (table, "") => table.to_owned(),
        (table, key) => format!("{table}.{key}"),
    }
}

fn header(line: &str) -> Option<&str> {
    let line = line.trim();
    let name = line.strip_prefix('[')?.trim_start_matches('[');
    name.split(']').next().map(str::trim)
}

/// The parser's message with the nearest right name in place of the list of all.
fn reworded(message: &str) -> String {
    let message = message.trim();
    let Some((wrong, expected)) = message.split_once(", expected ") else {
        return message.to_owned();
    };
    let Some(given) = wrong.split('`').nth(1) else {
        return message.to_owned();
    };
    let names: Vec<&str> = expected.split('`').skip(1).step_by(2).collect();
    let nearest = names
        .iter()
        .min_by_key(|name| strsim::damerau_levenshtein(given, name));
    match nearest {
        Some(nearest) if strsim::damerau_levenshtein(given, nearest) <= 3 => {
            format!("{wrong}; did you mean `{nearest}`?")
        }
        Some(_) => format!("{wrong}; it may be {}", names.join(", ")),
        None => message.to_owned(),
    }
}
