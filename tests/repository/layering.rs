//! Which crate may know which: `functions → {runtime, mail, stripe, store} → domain`.

use anyhow::Result;

use crate::repository::none;
use crate::workspace::{Package, Workspace};

/// What domain must never reach, however far away: I/O, async, chance.
const NOT_FOR_DOMAIN: [&str; 9] = [
    "axum",
    "getrandom",
    "hyper",
    "lambda_runtime",
    "mio",
    "rand",
    "reqwest",
    "socket2",
    "tokio",
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Layer {
    Domain,
    /// runtime, mail, stripe, store: each knows the domain and nothing else of ours.
    Adapter,
    Function,
    /// The local stack and the stories: they may know all, and nobody knows them.
    Outside,
}

#[test]
fn crates_depend_only_on_the_layers_below() -> Result<()> {
    let workspace = Workspace::load()?;
    let mut problems = Vec::new();
    for package in workspace.members() {
        let from = layer(package)?;
        for used in workspace
            .direct(package)
            .into_iter()
            .filter(|used| used.source.is_none())
        {
            if !allowed(from, layer(used)?) {
                problems.push(format!("{} must not depend on {}", package.name, used.name));
            }
        }
    }
    none(
        "functions → {runtime, mail, stripe, store} → domain, and nothing else",
        &problems,
    )
}

#[test]
fn domain_reaches_no_io_no_async_and_no_chance() -> Result<()> {
    let workspace = Workspace::load()?;
    let mut problems = Vec::new();
    for package in workspace
        .members()
        .filter(|package| package.name == "domain")
    {
        let linked = workspace.linked(package);
        let banned = linked
            .iter()
            .filter(|name| NOT_FOR_DOMAIN.contains(name) || name.starts_with("aws-"));
        problems.extend(
            banned.map(|name| format!("domain links {name}: see `cargo tree -p domain -i {name}`")),
        );
    }
    none(
        "the domain decides; reading, sending and waiting belong to the adapters",
        &problems,
    )
}

#[test]
fn nothing_is_published_to_a_registry() -> Result<()> {
    let workspace = Workspace::load()?;
    let open = workspace
        .members()
        .filter(|package| package.publish != Some(Vec::new()));
    let problems: Vec<_> = open
        .map(|package| format!("{}: publish.workspace = true", package.name))
        .collect();
    none(
        "every crate takes `publish = false` from the workspace",
        &problems,
    )
}

fn layer(package: &Package) -> Result<Layer> {
    let folder = package.folder()?;
    Ok(match folder.as_str() {
        "shared/domain" => Layer::Domain,
        folder if folder.starts_with("shared/") => Layer::Adapter,
        folder if folder.starts_with("functions/") => Layer::Function,
        _ => Layer::Outside,
    })
}

fn allowed(from: Layer, to: Layer) -> bool {
    match from {
        Layer::Domain => false,
        Layer::Adapter => to == Layer::Domain,
        Layer::Function => matches!(to, Layer::Adapter | Layer::Domain),
        Layer::Outside => to != Layer::Outside,
    }
}
