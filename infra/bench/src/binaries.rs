//! What is measured: each function's binary in the release profile, built by cargo.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result, bail, ensure};

use crate::options::Options;

pub(crate) struct Binaries {
    /// Every function of the workspace, by name.
    pub(crate) functions: Vec<String>,
    pub(crate) local: PathBuf,
    target: PathBuf,
}

impl Binaries {
    /// Builds what is asked for, with cargo's own progress.
    pub(crate) fn build(options: &Options) -> Result<Self> {
        let functions = functions()?;
        for name in &options.only {
            ensure!(
                functions.contains(name),
                "there is no function {name}: {functions:?}"
            );
        }
        let target = target_directory()?;
        let local = match &options.local {
            Some(local) => local.clone(),
            None => target.join("debug/local"),
        };
        let binaries = Self {
            functions,
            local,
            target,
        };
        if options.no_build {
            return Ok(binaries);
        }
        if options.local.is_none() {
            cargo(&["build", "--locked", "--package", "local"])?;
        }
        let started = Instant::now();
        let names = options.functions(&binaries);
        eprintln!("bench: building {names:?} as they ship; at first this takes minutes");
        // `hello` apart from the functions, so that it has no feature that only they need.
        let (hello, functions) = names.split_at(1);
        for names in [hello, functions] {
            let mut build = vec!["build", "--release", "--locked"];
            build.extend(names.iter().flat_map(|name| ["--package", name]));
            cargo(&build)?;
        }
        eprintln!("bench: built after {} s", started.elapsed().as_secs());
        Ok(binaries)
    }

    /// The binary of a function, or of `hello`.
    pub(crate) fn path(&self, name: &str) -> Result<PathBuf> {
        let path = self.target.join("release").join(name);
        ensure!(
            path.is_file(),
            "{} is not built: run without --no-build",
            path.display()
        );
        Ok(path)
    }
}

/// The workspace's directory.
pub(crate) fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}

fn functions() -> Result<Vec<String>> {
    let folder = root().join("functions");
    let entries = std::fs::read_dir(&folder)
        .with_context(|| format!("{} cannot be read", folder.display()))?;
    let mut names = Vec::new();
    for entry in entries {
        names.push(entry?.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    Ok(names)
}

fn target_directory() -> Result<PathBuf> {
    let metadata = Command::new("cargo")
        .args(["metadata", "--format-version", "1", "--no-deps", "--locked"])
        .current_dir(root())
        .output()
        .context("cargo cannot be run: is Rust installed?")?;
    let metadata: serde_json::Value = serde_json::from_slice(&metadata.stdout)?;
    let target = metadata["target_directory"].as_str();
    Ok(target.context("cargo names no target directory")?.into())
}

fn cargo(arguments: &[&str]) -> Result<()> {
    let status = Command::new("cargo")
        .args(arguments)
        .current_dir(root())
        .status()
        .context("cargo cannot be run: is Rust installed?")?;
    if !status.success() {
        bail!("cargo {} failed", arguments.join(" "));
    }
    Ok(())
}
