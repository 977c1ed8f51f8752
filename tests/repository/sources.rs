//! Where packages come from: our own folders and crates.io.

use anyhow::Result;

use crate::repository::none;
use crate::workspace::Workspace;

const CRATES_IO: &str = "registry+https://github.com/rust-lang/crates.io-index";

#[test]
fn packages_come_from_the_registry_or_from_here() -> Result<()> {
    let workspace = Workspace::load()?;
    let mut problems = Vec::new();
    for package in workspace.packages.values() {
        match package.source.as_deref() {
            Some(CRATES_IO) => {}
            Some(other) => problems.push(format!("{} comes from {other}", package.label())),
            None if package.folder().is_ok() => {}
            None => problems.push(format!("{} lies outside the repository", package.label())),
        }
    }
    none(
        "every package comes from crates.io or from this repository",
        &problems,
    )
}
