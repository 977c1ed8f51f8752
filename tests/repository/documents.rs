//! `ARCHITECTURE.md` names every crate and every function, and nothing that is gone.

use std::collections::BTreeSet;

use anyhow::{Context, Result};

use crate::functions::folders;
use crate::repository::{none, read};
use crate::workspace::{Package, Workspace};

#[test]
fn the_map_has_a_row_for_every_function() -> Result<()> {
    let listed = first_cells("### The functions")?;
    let folders = folders()?;
    let built = folders
        .iter()
        .filter_map(|it| it.strip_prefix("functions/"));
    let built: BTreeSet<String> = built.map(str::to_owned).collect();
    let missing = built.difference(&listed);
    let mut problems: Vec<_> = missing.map(|name| format!("{name} has no row")).collect();
    let gone = listed.difference(&built);
    problems.extend(gone.map(|name| format!("{name} is no function")));
    none("ARCHITECTURE.md, The functions: one row each", &problems)
}

#[test]
fn the_map_has_a_row_for_every_crate() -> Result<()> {
    let listed = first_cells("## The map")?;
    let workspace = Workspace::load()?;
    let folders = workspace.members().map(Package::folder);
    let folders = folders.collect::<Result<Vec<_>>>()?;
    let is_listed = |folder: &str| {
        let folder = match folder.split_once('/') {
            Some(("functions", _)) => "functions/<verb-noun>",
            _ => folder,
        };
        // The crate `tests` has a row for each of its parts.
        listed
            .iter()
            .any(|row| row == folder || row.starts_with(&format!("{folder}/")))
    };
    let unlisted = folders.iter().filter(|folder| !is_listed(folder));
    let problems: Vec<_> = unlisted
        .map(|folder| format!("{folder} has no row"))
        .collect();
    none(
        "ARCHITECTURE.md, The map: one row for each crate",
        &problems,
    )
}

/// What stands in backticks at the beginning of each row of the first table below `heading`.
fn first_cells(heading: &str) -> Result<BTreeSet<String>> {
    let text = read("ARCHITECTURE.md")?;
    let (_, below) = text
        .split_once(&format!("{heading}\n"))
        .with_context(|| format!("ARCHITECTURE.md has no heading {heading}"))?;
    let rows = below.lines().skip_while(|line| !line.starts_with('|'));
    let rows = rows.take_while(|line| line.starts_with('|'));
    let cell = |row: &str| Some(row.split('`').nth(1)?.to_owned());
    Ok(rows
        .filter(|row| row.starts_with("| `"))
        .filter_map(cell)
        .collect())
}
