//! `docs/table.md` says what the table holds; `src/key.rs` is what it holds.

use std::collections::BTreeSet;

const DOCUMENT: &str = include_str!("../../../../docs/table.md");
const KEYS: &str = include_str!("../../src/key.rs");

/// The names of the functions that spell keys and partitions.
fn functions() -> BTreeSet<&'static str> {
    let after_fn = KEYS
        .lines()
        .filter_map(|line| line.strip_prefix("pub(crate) fn "));
    after_fn.filter_map(|line| line.split('(').next()).collect()
}

/// What stands in quotes before anything is filled in: `ACCOUNT#`, `V#REFERRAL`.
fn prefixes() -> BTreeSet<&'static str> {
    let code = KEYS
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    let quoted = code.flat_map(|line| line.split('"').skip(1).step_by(2));
    let fixed = quoted.filter_map(|text| text.split('{').next());
    fixed.filter(|text| text.len() > 1).collect()
}

/// The texts in backquotes.
fn named() -> BTreeSet<&'static str> {
    DOCUMENT.split('`').skip(1).step_by(2).collect()
}

#[test]
fn every_key_function_is_named_in_the_document() {
    let missing: Vec<_> = functions()
        .into_iter()
        .filter(|name| !named().contains(name))
        .collect();
    assert_eq!(missing, Vec::<&str>::new());
    assert!(functions().len() > 20, "the functions were not found");
}

#[test]
fn every_prefix_of_a_key_stands_in_the_document() {
    // At the beginning of a key, or of a part of one.
    let inside = |prefix: &&str| format!("#{prefix}");
    let begins =
        |text: &&str, prefix: &&str| text.starts_with(*prefix) || text.contains(&inside(prefix));
    let stands = |prefix: &&str| named().iter().any(|text| begins(text, prefix));
    let missing: Vec<_> = prefixes()
        .into_iter()
        .filter(|prefix| !stands(prefix))
        .collect();
    assert_eq!(missing, Vec::<&str>::new());
    assert!(prefixes().len() > 20, "the prefixes were not found");
}

#[test]
fn the_document_names_no_key_function_that_is_gone() {
    let rows = DOCUMENT
        .lines()
        .filter(|line| line.starts_with("| "))
        .skip(1);
    let cells = rows.flat_map(|row| row.split('|').map(str::trim));
    let words = cells.filter_map(|cell| cell.strip_prefix('`')?.strip_suffix('`'));
    let is_function = |word: &&str| {
        word.chars().all(|c| c.is_ascii_lowercase() || c == '_')
            && !["listing", "due"].contains(word)
    };
    let gone: Vec<_> = words
        .filter(is_function)
        .filter(|word| !functions().contains(word))
        .collect();
    assert_eq!(gone, Vec::<&str>::new());
}
