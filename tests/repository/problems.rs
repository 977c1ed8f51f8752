//! `docs/problems.md` lists every problem that the code answers with, and no other.

use std::collections::BTreeMap;

use anyhow::{Context, Result};

use crate::repository::{code_below, none, read};

/// Status and title of a problem, by its name.
pub(crate) type Problems = BTreeMap<String, (String, String)>;

#[test]
fn every_problem_is_listed_as_it_is_answered() -> Result<()> {
    let mut code = code_below("shared/runtime/src")?;
    code.push_str(&code_below("functions")?);
    let answered = of_code(&code);
    let listed = of_document(&read("docs/problems.md")?);
    let mut problems = Vec::new();
    for (name, answer) in &answered {
        match listed.get(name) {
            None => problems.push(format!("{name} is answered and not listed")),
            Some(row) if row != answer => {
                problems.push(format!(
                    "{name} is answered as {answer:?} and listed as {row:?}"
                ));
            }
            Some(_) => {}
        }
    }
    let gone = listed.keys().filter(|name| !answered.contains_key(*name));
    problems.extend(gone.map(|name| format!("{name} is listed and never answered")));
    none(
        "docs/problems.md lists what the code answers with",
        &problems,
    )
}

#[test]
fn a_problem_is_read_from_code_and_from_the_document() -> Result<()> {
    let code =
        "const A: Kind = Kind {\n    slug: \"a-b\",\n    status: 409,\n    title: \"No\",\n};";
    let answered = of_code(code);
    let listed = of_document("| `a-b` | 409 | No | wait |\n");
    assert_eq!(answered, listed);
    let found = answered.get("a-b").context("not found")?;
    assert_eq!(*found, ("409".to_owned(), "No".to_owned()));
    Ok(())
}

fn of_code(code: &str) -> Problems {
    let problem = |after: &str| {
        let name = after.split('"').nth(1)?;
        let (_, rest) = after.split_once("status: ")?;
        let status: String = rest.chars().take_while(char::is_ascii_digit).collect();
        let title = rest.split_once("title: \"")?.1.split('"').next()?;
        (!status.is_empty()).then(|| (name.to_owned(), (status, title.to_owned())))
    };
    code.split("slug: ")
        .skip(1)
        .filter(|after| after.starts_with('"'))
        .filter_map(problem)
        .collect()
}

pub(crate) fn of_document(text: &str) -> Problems {
    let row = |line: &str| {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let [_, name, status, title, ..] = cells.as_slice() else {
            return None;
        };
        let name = name.strip_prefix('`')?.strip_suffix('`')?;
        Some((name.to_owned(), ((*status).to_owned(), (*title).to_owned())))
    };
    text.lines().filter_map(row).collect()
}
