//! The words of pages and mail: each that is asked for is there, and none is left over.
//!
//! That every language has the same ones is `domain`'s own test.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::repository::{none, read, root};

const ENGLISH: &str = "shared/domain/locales/en.ftl";

/// How code asks for a sentence by its key.
const ASKS: [&str; 6] = ["say(", "fill(", "part(", "count(", "say_with(", "found("];

/// Keys that code puts together: of a reason, a rule, a kind of trouble, a notice, a kind of mail.
const MADE: [&str; 6] = ["reason-", "rule-", "text-", "trouble-", "landing-", "stop-"];

/// All that may ask: Rust and templates outside the tests.
fn sources(folder: &Path, found: &mut Vec<(String, String)>) -> Result<()> {
    for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        let name = path
            .file_name()
            .and_then(|it| it.to_str())
            .unwrap_or_default();
        if path.is_dir() {
            if !matches!(name, "tests" | "target" | "node_modules" | "local") {
                sources(&path, found)?;
            }
        } else if matches!(
            path.extension().and_then(|it| it.to_str()),
            Some("rs" | "html" | "txt")
        ) && name != "tests.rs"
        {
            let text = fs::read_to_string(&path)?;
            let code = text.split("#[cfg(test)]\nmod tests").next();
            found.push((
                path.display().to_string(),
                code.unwrap_or_default().to_owned(),
            ));
        }
    }
    Ok(())
}

fn keys(file: &str) -> BTreeSet<&str> {
    let begins = |line: &&str| line.starts_with(|c: char| c.is_ascii_alphabetic());
    let lines = file.lines().filter(begins);
    lines
        .filter_map(|line| line.split_once(" ="))
        .map(|(key, _)| key)
        .collect()
}

/// The keys that stand in a call: `words.say("link-copy")`.
fn asked(code: &str) -> Vec<&str> {
    let calls = ASKS.iter().flat_map(|ask| code.split(ask).skip(1));
    let quoted = calls.filter_map(|rest| rest.trim_start().strip_prefix('"'));
    let keys = quoted
        .filter_map(|rest| rest.split_once('"'))
        .map(|(key, _)| key);
    let is_key = |key: &&str| {
        key.contains('-')
            && key
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b))
    };
    keys.filter(is_key).collect()
}

#[test]
fn every_sentence_that_is_asked_for_is_there_and_none_is_left_over() -> Result<()> {
    let english = read(ENGLISH)?;
    let keys = keys(&english);
    let mut code = Vec::new();
    for folder in ["shared/domain/src", "shared/mail", "functions"] {
        sources(&root().join(folder), &mut code)?;
    }
    let mut problems = Vec::new();
    for (path, text) in &code {
        if !text.contains("words") && !text.contains("Said") && !text.contains("said") {
            continue;
        }
        let unknown = asked(text).into_iter().filter(|key| !keys.contains(key));
        problems.extend(unknown.map(|key| format!("{path} asks for {key}, which {ENGLISH} lacks")));
    }
    for key in &keys {
        let quoted = format!("\"{key}\"");
        let referred = format!("{{ {key} }}");
        let is_made = MADE.iter().any(|made| key.starts_with(made));
        let is_asked = || code.iter().any(|(_, text)| text.contains(&quoted));
        if !is_made && !english.contains(&referred) && !is_asked() {
            problems.push(format!("nobody asks for {key} of {ENGLISH}"));
        }
    }
    none("pages and mail say what the files of words have", &problems)
}
