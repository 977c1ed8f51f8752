//! The shape of a function's crate: the use case in `lib.rs`, a plug of a few lines in `main.rs`.

use anyhow::Result;

use crate::repository::{none, read};
use crate::workspace::Workspace;

const MAIN_LINES: usize = 20;

#[test]
fn main_only_plugs_the_use_case_into_the_runtime() -> Result<()> {
    let mut problems = Vec::new();
    for folder in folders()? {
        let lines = read(&format!("{folder}/src/main.rs"))?.lines().count();
        if lines > MAIN_LINES {
            problems.push(format!(
                "{folder}/src/main.rs has {lines} lines; move the rest to lib.rs"
            ));
        }
        let lib = read(&format!("{folder}/src/lib.rs"))?;
        if !lib.starts_with("//!") {
            problems.push(format!(
                "{folder}/src/lib.rs does not open with what the function does"
            ));
        }
        if !lib.contains("pub async fn run()") {
            problems.push(format!("{folder}/src/lib.rs has no `pub async fn run()`"));
        }
    }
    none(
        "main.rs has at most 20 lines and calls run(), which lib.rs explains",
        &problems,
    )
}

#[test]
fn a_function_is_named_after_its_folder() -> Result<()> {
    let mut problems = Vec::new();
    for package in Workspace::load()?.members() {
        let folder = package.folder()?;
        if folder.starts_with("functions/") && folder != format!("functions/{}", package.name) {
            problems.push(format!("{folder} holds the crate {}", package.name));
        }
    }
    none(
        "one use case has one name: folder, crate, resource",
        &problems,
    )
}

/// The folders of all functions, from the root.
pub(crate) fn folders() -> Result<Vec<String>> {
    let workspace = Workspace::load()?;
    let folders = workspace.members().map(crate::workspace::Package::folder);
    let folders = folders.collect::<Result<Vec<_>>>()?;
    Ok(folders
        .into_iter()
        .filter(|folder| folder.starts_with("functions/"))
        .collect())
}
