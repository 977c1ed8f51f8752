//! What a function links decides how fast it starts (P3, P9): no client that it does not call, and
//! none of the slow ways to TLS.

use std::collections::BTreeSet;

use anyhow::Result;

use crate::functions::folders;
use crate::repository::{code_below, none, read};
use crate::workspace::Workspace;

/// A crate that costs start-up time, and what code that calls it says.
const CLIENTS: [(&str, &[&str]); 4] = [
    ("aws-sdk-dynamodb", &["store::"]),
    ("aws-sdk-eventbridge", &["aws_sdk_eventbridge::"]),
    ("aws-sdk-sesv2", &["mail::mailbox::"]),
    // The client of Stripe, whose crate also checks signatures and then links no TLS that is used.
    ("stripe", &["stripe::"]),
];

#[test]
fn p3_no_function_links_a_client_that_it_does_not_call() -> Result<()> {
    let workspace = Workspace::load()?;
    let mut problems = Vec::new();
    for package in workspace.members() {
        let folder = package.folder()?;
        if !folder.starts_with("functions/") {
            continue;
        }
        let code = code_below(&format!("{folder}/src"))?;
        let linked = workspace.linked(package);
        for (client, calls) in CLIENTS {
            let called = calls.iter().any(|call| code.contains(call));
            if linked.contains(client) && !called {
                problems.push(format!(
                    "{} links {client} and never calls it",
                    package.name
                ));
            }
        }
    }
    none("each client costs start-up time", &problems)
}

#[test]
fn p9_every_function_has_one_tls_by_ring_and_one_hyper() -> Result<()> {
    let workspace = Workspace::load()?;
    let mut problems = Vec::new();
    for package in workspace.members() {
        if !package.folder()?.starts_with("functions/") {
            continue;
        }
        let linked = workspace.linked(package);
        for slow in [
            "aws-lc-rs",
            "aws-lc-sys",
            "native-tls",
            "openssl",
            "openssl-sys",
        ] {
            if linked.contains(slow) {
                problems.push(format!("{} links {slow}", package.name));
            }
        }
        if linked.contains("rustls") && !linked.contains("ring") {
            problems.push(format!("{} links rustls without ring", package.name));
        }
    }
    let versions = |name: &str| -> BTreeSet<&str> {
        let of_name = workspace
            .packages
            .values()
            .filter(|found| found.name == name);
        of_name.map(|found| found.version.as_str()).collect()
    };
    for name in ["hyper", "rustls"] {
        if versions(name).len() != 1 {
            problems.push(format!("several versions of {name}: {:?}", versions(name)));
        }
    }
    none("see deny.toml, and shared/runtime/src/aws.rs", &problems)
}

#[test]
fn functions_are_built_for_release_as_the_figures_assume() -> Result<()> {
    let manifest: toml::Table = read("Cargo.toml")?.parse()?;
    let profile = &manifest["profile"]["release"];
    let is = |name: &str, value: toml::Value| profile.get(name) == Some(&value);
    let mut problems = Vec::new();
    for (name, value) in [
        ("opt-level", 3.into()),
        ("lto", "fat".into()),
        ("codegen-units", 1.into()),
        ("panic", "abort".into()),
        ("strip", true.into()),
    ] {
        if !is(name, value) {
            problems.push(format!("profile.release.{name}"));
        }
    }
    for folder in folders()? {
        let main = read(&format!("{folder}/src/main.rs"))?;
        if !main.contains("flavor = \"current_thread\"") {
            problems.push(format!("{folder}/src/main.rs starts more than one thread"));
        }
    }
    none(
        "docs/performance.md says what each setting is worth",
        &problems,
    )
}
