//! The files of the repository, and how a check reports.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

/// Where the workspace's Cargo.toml lies.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The text of a file, named from the root.
pub(crate) fn read(path: &str) -> Result<String> {
    fs::read_to_string(root().join(path)).with_context(|| format!("{path} cannot be read"))
}

/// Every Rust file of ours, named from the root.
pub(crate) fn rust_files() -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for folder in ["functions", "infra", "shared", "tests"] {
        collect(Path::new(folder), &mut found)?;
    }
    found.sort();
    Ok(found)
}

/// The text of every Rust file below `folder`, one after another.
pub(crate) fn code_below(folder: &str) -> Result<String> {
    let files = rust_files()?
        .into_iter()
        .filter(|file| file.starts_with(folder));
    files.map(|file| read(&file.to_string_lossy())).collect()
}

fn collect(folder: &Path, found: &mut Vec<PathBuf>) -> Result<()> {
    for entry in fs::read_dir(root().join(folder))? {
        let entry = entry?;
        let path = folder.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            collect(&path, found)?;
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    Ok(())
}

/// Fails with all problems at once, below the rule they break.
pub(crate) fn none(rule: &str, problems: &[String]) -> Result<()> {
    ensure!(problems.is_empty(), "{rule}\n  {}", problems.join("\n  "));
    Ok(())
}
