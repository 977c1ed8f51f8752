//! Acme, the example host, knows Goodword by its public API alone.

use anyhow::Result;

use crate::repository::{none, read, rust_files};

const FOLDER: &str = "infra/local/src/example_host";

/// What a host has of its own: a clock, how its pages look, its keys, and what its operator set.
const ITS_OWN: [&str; 4] = ["clock", "html", "secrets", "template"];

#[test]
fn the_example_host_uses_nothing_but_the_public_api() -> Result<()> {
    let mut problems = Vec::new();
    for file in rust_files()?.iter().filter(|file| file.starts_with(FOLDER)) {
        let file = file.to_string_lossy();
        let text = read(&file)?;
        for (number, line) in (1_u32..).zip(text.lines()) {
            if let Some(what) = reaches_inside(line) {
                problems.push(format!("{file}:{number} reaches for {what}"));
            }
        }
    }
    none("a host calls /v1 and Stripe, as any other host", &problems)
}

/// What a line names that no host of another company could.
fn reaches_inside(line: &str) -> Option<&str> {
    let ours = ["domain::", "store::", "runtime::", "mail::", "stripe::"];
    if let Some(found) = ours.into_iter().find(|krate| names(line, krate)) {
        return Some(found);
    }
    if line.contains("\"/_local/") && !line.contains("PATH: &str = \"/_local/host\"") {
        return Some("the local stack's own controls");
    }
    let (_, module) = line.split_once("crate::")?;
    let module = module.split(|c: char| !c.is_ascii_lowercase()).next()?;
    (!ITS_OWN.contains(&module)).then_some(module)
}

/// Whether a path of `line` begins with `krate`.
fn names(line: &str, krate: &str) -> bool {
    line.match_indices(krate).any(|(at, _)| {
        let before = line.get(..at).and_then(|it| it.chars().next_back());
        before.is_none_or(|c| !c.is_alphanumeric() && c != '_' && c != ':')
    })
}

#[test]
fn a_host_that_reaches_inside_is_found() {
    for line in [
        "use domain::money::Money;",
        "    let store = store::Store::connect(table);",
        "use crate::mailbox::Mailbox;",
        "get(\"/_local/mail\")",
    ] {
        assert!(reaches_inside(line).is_some(), "{line}");
    }
    for line in [
        "use super::billing::Invoice;",
        "use crate::html::{Page, page};",
    ] {
        assert!(reaches_inside(line).is_none(), "{line}");
    }
}
