//! What `cargo metadata` says of our crates and of everything they link.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};
use serde::Deserialize;

use crate::repository::{read, root};

/// Our crates, and the resolved graph of all packages for the targets of `deny.toml`.
pub(crate) struct Workspace {
    pub(crate) packages: BTreeMap<String, Package>,
    nodes: BTreeMap<String, Node>,
}

#[derive(Deserialize)]
pub(crate) struct Package {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) version: String,
    pub(crate) license: Option<String>,
    /// `None` for our own.
    pub(crate) source: Option<String>,
    pub(crate) publish: Option<Vec<String>>,
    manifest_path: String,
}

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
    resolve: Resolve,
}

#[derive(Deserialize)]
struct Resolve {
    nodes: Vec<Node>,
}

#[derive(Deserialize)]
struct Node {
    id: String,
    deps: Vec<Edge>,
}

#[derive(Deserialize)]
struct Edge {
    /// As code writes it: `serde_json`.
    name: String,
    pkg: String,
    dep_kinds: Vec<Kind>,
}

#[derive(Deserialize)]
struct Kind {
    /// `None` for a normal dependency, else `dev` or `build`.
    kind: Option<String>,
}

impl Package {
    /// The folder below the root: `shared/domain`.
    pub(crate) fn folder(&self) -> Result<String> {
        let root = root().canonicalize()?;
        let folder = Path::new(&self.manifest_path)
            .parent()
            .context("a manifest has a folder")?;
        Ok(folder
            .canonicalize()?
            .strip_prefix(root)?
            .to_string_lossy()
            .into_owned())
    }

    /// A package of crates.io that is not in the graph, to try rules on.
    pub(crate) fn named(name: &str, version: &str) -> Self {
        Self {
            id: String::new(),
            name: name.to_owned(),
            version: version.to_owned(),
            license: None,
            source: None,
            publish: None,
            manifest_path: String::new(),
        }
    }

    /// `name version`, as messages write it.
    pub(crate) fn label(&self) -> String {
        format!("{} {}", self.name, self.version)
    }
}

impl Workspace {
    /// Asks cargo, with the lock file as it is.
    pub(crate) fn load() -> Result<Self> {
        let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        cargo
            .args(["metadata", "--format-version", "1", "--locked"])
            .current_dir(root());
        for target in targets()? {
            cargo.args(["--filter-platform", &target]);
        }
        let output = cargo.output().context("cargo metadata cannot be run")?;
        ensure!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        let metadata: Metadata = serde_json::from_slice(&output.stdout)?;
        let nodes = metadata
            .resolve
            .nodes
            .into_iter()
            .map(|node| (node.id.clone(), node));
        let nodes: BTreeMap<_, _> = nodes.collect();
        let packages = metadata
            .packages
            .into_iter()
            .filter(|package| nodes.contains_key(&package.id));
        let packages = packages
            .map(|package| (package.id.clone(), package))
            .collect();
        Ok(Self { packages, nodes })
    }

    /// Our own crates.
    pub(crate) fn members(&self) -> impl Iterator<Item = &Package> {
        self.packages
            .values()
            .filter(|package| package.source.is_none())
    }

    /// What `package` names in its manifest, dependencies of its tests included.
    pub(crate) fn direct(&self, package: &Package) -> Vec<&Package> {
        self.follow(&package.id, |_| true)
    }

    /// What `package` names in its manifest, as its code writes it.
    pub(crate) fn names(&self, package: &Package) -> Vec<&str> {
        let node = self.nodes.get(&package.id);
        let edges = node.map(|node| node.deps.as_slice()).unwrap_or_default();
        edges.iter().map(|edge| edge.name.as_str()).collect()
    }

    /// The packages that name `package` in their manifests.
    pub(crate) fn dependents(&self, package: &Package) -> Vec<&Package> {
        let names = |other: &&Package| {
            self.direct(other)
                .iter()
                .any(|found| found.id == package.id)
        };
        self.packages.values().filter(names).collect()
    }

    /// Everything that is linked into `package`; what only its tests need is left out.
    pub(crate) fn linked<'a>(&'a self, package: &'a Package) -> BTreeSet<&'a str> {
        let mut found = BTreeSet::new();
        let mut waiting = vec![package];
        while let Some(next) = waiting.pop() {
            if found.insert(next.name.as_str()) {
                waiting.extend(self.follow(&next.id, |kind| kind.kind.is_none()));
            }
        }
        found
    }

    fn follow(&self, id: &str, wanted: impl Fn(&Kind) -> bool) -> Vec<&Package> {
        let edges = self
            .nodes
            .get(id)
            .map(|node| node.deps.as_slice())
            .unwrap_or_default();
        let edges = edges
            .iter()
            .filter(|edge| edge.dep_kinds.iter().any(&wanted));
        edges
            .filter_map(|edge| self.packages.get(&edge.pkg))
            .collect()
    }
}

/// `deny.toml`, which cargo-deny and these checks share.
pub(crate) fn deny() -> Result<toml::Table> {
    read("deny.toml")?
        .parse()
        .context("deny.toml cannot be read")
}

fn targets() -> Result<Vec<String>> {
    let deny = deny()?;
    let targets = deny.get("graph").and_then(|graph| graph.get("targets"));
    let targets = targets
        .and_then(toml::Value::as_array)
        .context("deny.toml has no graph.targets")?;
    Ok(targets
        .iter()
        .filter_map(|target| target.as_str().map(str::to_owned))
        .collect())
}
