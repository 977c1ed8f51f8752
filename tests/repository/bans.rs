//! The bans of `deny.toml`: crates that are not linked at all, or only behind their adapter.

use anyhow::{Context, Result};
use serde::Deserialize;

use crate::repository::none;
use crate::workspace::{Package, Workspace, deny};

#[derive(Deserialize)]
struct Ban {
    /// A name, or `name:<version` for the versions before one.
    #[serde(rename = "crate")]
    spec: String,
    #[serde(default)]
    wrappers: Vec<String>,
    reason: String,
}

impl Ban {
    fn covers(&self, package: &Package) -> bool {
        match self.spec.split_once(":<") {
            None => package.name == self.spec,
            Some((name, bound)) => {
                package.name == name && numbers(&package.version) < numbers(bound)
            }
        }
    }
}

#[test]
fn nothing_banned_is_linked() -> Result<()> {
    let workspace = Workspace::load()?;
    let mut problems = Vec::new();
    for ban in bans()? {
        for package in workspace
            .packages
            .values()
            .filter(|package| ban.covers(package))
        {
            let users = workspace.dependents(package).into_iter();
            let users = users.filter(|user| !ban.wrappers.contains(&user.name));
            problems.extend(
                users.map(|user| format!("{} uses {}: {}", user.name, package.label(), ban.reason)),
            );
        }
    }
    none("banned in deny.toml", &problems)
}

#[test]
fn the_slow_starters_are_banned() -> Result<()> {
    let bans = bans()?;
    let slow = [
        ("rustls", "0.21.12"),
        ("hyper", "0.14.32"),
        ("openssl", "0.10.75"),
        ("aws-lc-rs", "1.15.1"),
        ("aws-lc-sys", "0.34.0"),
    ];
    let free = slow.iter().filter(|(name, version)| {
        let package = Package::named(name, version);
        !bans
            .iter()
            .any(|ban| ban.wrappers.is_empty() && ban.covers(&package))
    });
    let problems: Vec<_> = free
        .map(|(name, version)| format!("{name} {version}"))
        .collect();
    none(
        "deny.toml bans what makes a function start slowly",
        &problems,
    )
}

#[test]
fn a_ban_before_a_version_spares_that_version() {
    let ban = Ban {
        spec: "hyper:<1".into(),
        wrappers: Vec::new(),
        reason: String::new(),
    };
    assert!(ban.covers(&Package::named("hyper", "0.14.32")));
    assert!(!ban.covers(&Package::named("hyper", "1.0.0")));
    assert!(!ban.covers(&Package::named("hyper-util", "0.1.0")));
}

fn bans() -> Result<Vec<Ban>> {
    let mut deny = deny()?;
    let bans = deny
        .remove("bans")
        .and_then(|mut bans| bans.as_table_mut()?.remove("deny"));
    Ok(bans.context("deny.toml has no bans.deny")?.try_into()?)
}

fn numbers(version: &str) -> Vec<u64> {
    version
        .split(['.', '-', '+'])
        .map_while(|part| part.parse().ok())
        .collect()
}
