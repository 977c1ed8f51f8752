//! Where our programs are, built from the sources as they are now.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;
use std::time::SystemTime;

static LOCAL: LazyLock<PathBuf> = LazyLock::new(|| {
    // Another build may be named to be tested.
    let named = std::env::var_os("STORIES_LOCAL");
    let folders = &["functions", "infra/local", "shared"];
    named.map_or_else(|| up_to_date("local", folders), PathBuf::from)
});
static IMPORT: LazyLock<PathBuf> = LazyLock::new(|| up_to_date("import", &["infra/import"]));
static REBUILD: LazyLock<PathBuf> =
    LazyLock::new(|| up_to_date("rebuild", &["infra/rebuild", "shared"]));

/// The local stack, built first where it is missing or older than a source.
pub(super) fn local() -> &'static Path {
    &LOCAL
}

/// The command that brings customers from a file.
pub(crate) fn import() -> &'static Path {
    &IMPORT
}

/// The command that restores statement lines.
pub(crate) fn rebuild() -> &'static Path {
    &REBUILD
}

/// `cargo test --workspace` has built it beside this program; a run of these tests alone has not.
fn up_to_date(package: &str, folders: &[&str]) -> PathBuf {
    let this = std::env::current_exe().unwrap();
    let target = this.parent().and_then(Path::parent).unwrap();
    let beside = target.join(format!("{package}{}", std::env::consts::EXE_SUFFIX));
    let built_at = std::fs::metadata(&beside).and_then(|found| found.modified());
    match built_at {
        Ok(built_at) if newest_source(folders) <= built_at => beside,
        _ => built(package, target),
    }
}

fn built(package: &str, target: &Path) -> PathBuf {
    let mut build = Command::new(env!("CARGO"));
    build.args(["build", "--locked", "--package", package]);
    build.args(["--message-format", "json-render-diagnostics"]);
    if target.file_name().is_some_and(|name| name == "release") {
        build.arg("--release");
    }
    let output = build.current_dir(root()).output().unwrap();
    let told = String::from_utf8(output.stdout).unwrap();
    let complaints = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        output.status.success(),
        "{package} is not built:\n{complaints}"
    );
    let executable = |line: &str| {
        let message: serde_json::Value = serde_json::from_str(line).ok()?;
        let is_it = message["target"]["name"] == package;
        let path = message["executable"].as_str()?;
        is_it.then(|| PathBuf::from(path))
    };
    told.lines().find_map(executable).unwrap()
}

/// The workspace's directory.
pub(super) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn newest_source(folders: &[&str]) -> SystemTime {
    let mut newest = SystemTime::UNIX_EPOCH;
    for folder in folders {
        collect(&root().join(folder), &mut newest);
    }
    newest
}

/// Tests and the functions' own `main.rs` are no part of the program.
fn collect(folder: &Path, newest: &mut SystemTime) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name();
        let found = entry.metadata().unwrap();
        if found.is_dir() {
            let skipped = ["tests", "snapshots", "testing"]
                .iter()
                .any(|skip| name == *skip);
            if !skipped {
                collect(&entry.path(), newest);
            }
        } else if name != "main.rs" && name != "tests.rs" {
            *newest = (*newest).max(found.modified().unwrap());
        }
    }
}
