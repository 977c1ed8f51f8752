//! What a function links decides how fast it starts (P3, P9): no client that it does not call, and
//! none of the slow ways to TLS.

use anyhow::Result;

use crate::functions::folders;
use crate::repository::{code_below, none, read};
use crate::workspace::{Package, Workspace};

/// A crate that costs start-up time, and what code that calls it says.
const CLIENTS: [(&str, &[&str]); 4] = [
    ("aws-sdk-dynamodb", &["store::"]),
    ("aws-sdk-eventbridge", &["aws_sdk_eventbridge::"]),
    // Also writes letters, which the page previews; the linker then drops its client.
    (
        "aws-sdk-sesv2",
        &["mail::mailbox::", "mail::invite_letter::"],
    ),
    // Also checks signatures; the linker then drops its client.
    ("stripe", &["stripe::"]),
];

#[test]
fn p3_no_function_links_a_client_that_it_does_not_call() -> Result<()> {
    let workspace = Workspace::load()?;
    let mut problems = Vec::new();
    for package in functions(&workspace)? {
        let code = code_below(&format!("{}/src", package.folder()?))?;
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

/// Each is slow to start with: entropy gathered at the first handshake, or TLS beside rustls.
const SLOW: [&str; 5] = [
    "aws-lc-rs",
    "aws-lc-sys",
    "native-tls",
    "openssl",
    "openssl-sys",
];

#[test]
fn p9_every_function_has_tls_by_ring_alone_and_one_hyper() -> Result<()> {
    let workspace = Workspace::load()?;
    let mut problems = Vec::new();
    for package in functions(&workspace)? {
        let linked = workspace.linked(package);
        let slow = SLOW.iter().filter(|name| linked.contains(*name));
        problems.extend(slow.map(|name| format!("{} links {name}", package.name)));
        if linked.contains("rustls") && !linked.contains("ring") {
            problems.push(format!("{} links rustls without ring", package.name));
        }
    }
    for (name, version) in [("hyper", "1."), ("rustls", "0.23.")] {
        let packages = workspace.packages.values();
        let found: Vec<_> = packages.filter(|found| found.name == name).collect();
        if found.len() != 1 || !found.iter().all(|one| one.version.starts_with(version)) {
            let found: Vec<_> = found.iter().map(|one| one.label()).collect();
            problems.push(format!("not one {name} {version}x: {found:?}"));
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

fn functions(workspace: &Workspace) -> Result<Vec<&Package>> {
    let mut functions = Vec::new();
    for package in workspace.members() {
        if package.folder()?.starts_with("functions/") {
            functions.push(package);
        }
    }
    Ok(functions)
}
