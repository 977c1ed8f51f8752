//! A manifest names what its crate's code uses, and nothing else: what is linked for nothing
//! takes time to build and hides what a crate knows.

use anyhow::Result;

use crate::repository::{code_below, none};
use crate::workspace::Workspace;

#[test]
fn every_dependency_of_ours_is_used() -> Result<()> {
    let workspace = Workspace::load()?;
    let mut problems = Vec::new();
    for package in workspace.members() {
        let folder = package.folder()?;
        let code = code_below(&folder)?;
        let unused = workspace.names(package).into_iter();
        let unused = unused.filter(|name| !is_used(name, &code));
        problems.extend(unused.map(|name| format!("{folder}/Cargo.toml names {name}")));
    }
    none("a dependency that no code names is removed", &problems)
}

#[test]
fn a_crate_is_used_where_the_code_names_it_outside_of_comments() {
    assert!(is_used("serde", "use serde::Serialize;"));
    assert!(is_used("run_due", "    run_due::run().await"));
    assert!(!is_used("serde", "use toy_serde::Serialize;"));
    assert!(!is_used("serde", "use serde_json::Value;"));
    assert!(!is_used(
        "serde",
        "    /// Read by `serde::de`.\n// serde::ser"
    ));
}

/// Whether a path in `code` begins with the crate.
fn is_used(name: &str, code: &str) -> bool {
    let lines = code
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    let begins_a_path = |line: &str| {
        line.match_indices(name).any(|(at, _)| {
            let (before, rest) = line.split_at(at);
            let is_whole = !before.ends_with(|c: char| c.is_alphanumeric() || c == '_');
            is_whole && rest.split_at(name.len()).1.starts_with("::")
        })
    };
    lines.into_iter().any(begins_a_path)
}
