//! The licences of `deny.toml`, over everything that is linked or built with.

use std::collections::BTreeMap;

use anyhow::{Context, Result, bail, ensure};
use serde::Deserialize;

use crate::repository::{none, read};
use crate::workspace::{Workspace, deny};

#[derive(Deserialize)]
struct Licenses {
    allow: Vec<String>,
    #[serde(default)]
    exceptions: Vec<Exception>,
}

#[derive(Deserialize)]
struct Exception {
    #[serde(rename = "crate")]
    name: String,
    allow: Vec<String>,
}

#[test]
fn every_licence_is_one_we_accept() -> Result<()> {
    let licenses: Licenses = deny()?
        .remove("licenses")
        .context("deny.toml has no licenses")?
        .try_into()?;
    let exceptions = licenses
        .exceptions
        .iter()
        .map(|entry| (entry.name.as_str(), &entry.allow));
    let exceptions: BTreeMap<_, _> = exceptions.collect();
    let mut problems = Vec::new();
    for package in Workspace::load()?.packages.values() {
        let also = exceptions.get(package.name.as_str());
        let accepted = |id: &str| {
            let id = id.to_owned();
            licenses.allow.contains(&id) || also.is_some_and(|also| also.contains(&id))
        };
        match package.license.as_deref() {
            Some(expression) if accepts(expression, &accepted)? => {}
            other => problems.push(format!("{} is under {other:?}", package.label())),
        }
    }
    none("deny.toml does not accept these licences", &problems)
}

#[test]
fn ours_is_apache() -> Result<()> {
    ensure!(
        read("LICENSE")?.contains("Version 2.0, January 2004"),
        "LICENSE is not Apache-2.0"
    );
    let workspace = Workspace::load()?;
    let other = workspace
        .members()
        .filter(|package| package.license.as_deref() != Some("Apache-2.0"));
    let problems: Vec<_> = other
        .map(|package| format!("{}: license.workspace = true", package.name))
        .collect();
    none(
        "every crate takes its licence from the workspace",
        &problems,
    )
}

#[test]
fn one_accepted_alternative_is_enough() -> Result<()> {
    let accepted = |id: &str| id == "MIT" || id == "ISC";
    for expression in [
        "MIT",
        "GPL-3.0 OR MIT",
        "MIT/Apache-2.0",
        "MIT AND ISC",
        "(GPL-3.0 OR ISC) AND MIT",
    ] {
        ensure!(accepts(expression, &accepted)?, "{expression} was refused");
    }
    for expression in [
        "GPL-3.0",
        "MIT AND GPL-3.0",
        "MIT WITH GPL-exception",
        "GPL-3.0 OR (MIT AND GPL-3.0)",
    ] {
        ensure!(
            !accepts(expression, &accepted)?,
            "{expression} was accepted"
        );
    }
    ensure!(
        accepts("(MIT", &accepted).is_err(),
        "an open parenthesis was accepted"
    );
    Ok(())
}

/// Whether an SPDX expression leaves a choice of accepted licences. SPDX 2.3, annex D.
fn accepts(expression: &str, accepted: &impl Fn(&str) -> bool) -> Result<bool> {
    let spaced = expression
        .replace('(', " ( ")
        .replace(')', " ) ")
        .replace('/', " OR ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut rest = words.as_slice();
    let verdict = any_of(&mut rest, accepted)?;
    ensure!(rest.is_empty(), "{expression} cannot be read from {rest:?}");
    Ok(verdict)
}

fn any_of(rest: &mut &[&str], accepted: &impl Fn(&str) -> bool) -> Result<bool> {
    let mut verdict = all_of(rest, accepted)?;
    while let Some(("OR", after)) = rest.split_first().map(|(word, after)| (*word, after)) {
        *rest = after;
        verdict |= all_of(rest, accepted)?;
    }
    Ok(verdict)
}

fn all_of(rest: &mut &[&str], accepted: &impl Fn(&str) -> bool) -> Result<bool> {
    let mut verdict = one(rest, accepted)?;
    while let Some(("AND", after)) = rest.split_first().map(|(word, after)| (*word, after)) {
        *rest = after;
        verdict &= one(rest, accepted)?;
    }
    Ok(verdict)
}

fn one(rest: &mut &[&str], accepted: &impl Fn(&str) -> bool) -> Result<bool> {
    let words = *rest;
    match words {
        ["(", inner @ ..] => {
            *rest = inner;
            let verdict = any_of(rest, accepted)?;
            let [")", after @ ..] = *rest else {
                bail!("a parenthesis stays open")
            };
            *rest = after;
            Ok(verdict)
        }
        [id, "WITH", exception, after @ ..] => {
            *rest = after;
            Ok(accepted(&format!("{id} WITH {exception}")))
        }
        [id, after @ ..] => {
            *rest = after;
            Ok(accepted(id))
        }
        [] => bail!("a licence is missing"),
    }
}
