//! A role reads the secrets that its function asks for by name, and no other.

use std::collections::BTreeSet;

use anyhow::Result;

use crate::repository::{code_below, none};
use crate::template_file::{Statement, TemplateFile};

/// Below `SECRETS_PATH` in the parameter store.
const SECRETS: [&str; 6] = [
    "admin-api-key",
    "participant-token-keys",
    "public-url",
    "signing-key",
    "stripe-secret-key",
    "stripe-webhook-secrets",
];

/// What the runtime reads to tell callers apart, whichever kind calls.
const OF_CALLERS: [&str; 2] = ["admin-api-key", "participant-token-keys"];

/// How a function asks for a signer, and what the runtime reads to make one.
const OF_A_SIGNER: (&str, &str) = (".signer(", "signing-key");

#[test]
fn every_role_reads_the_secrets_its_function_asks_for() -> Result<()> {
    let template = TemplateFile::load()?;
    let roles = template.roles();
    let mut problems = Vec::new();
    for (resource, function) in template.functions() {
        let role = resource.replace("Function", "Role");
        let granted = roles
            .get(&role)
            .map(|statements| granted(statements))
            .unwrap_or_default();
        let asked = asked(&code_below(&format!("{}/src", function.code))?);
        let missing = asked.difference(&granted);
        problems.extend(missing.map(|name| {
            format!(
                "{role} may not read {name}, which {} asks for",
                function.code
            )
        }));
        let idle = granted.difference(&asked);
        problems.extend(idle.map(|name| {
            format!(
                "{role} may read {name}, which {} never asks for",
                function.code
            )
        }));
    }
    none(
        "template.yaml, Roles: ssm:GetParameter on exactly the secrets of each function",
        &problems,
    )
}

#[test]
fn whoever_tells_callers_apart_reads_both_kinds_of_keys() {
    let asked = asked("Auth::from_env(secrets)?; secrets.get(\"signing-key\", now)");
    assert_eq!(
        asked.into_iter().collect::<Vec<_>>(),
        ["admin-api-key", "participant-token-keys", "signing-key"]
    );
}

#[test]
fn whoever_asks_for_a_signer_reads_the_signing_key() {
    let broken_up = asked("secrets\n    .signer(now)");
    assert!(broken_up.contains("signing-key"));
    let handed_over = asked("fn code(&self, signer: &Signer)");
    assert!(handed_over.is_empty(), "{handed_over:?}");
}

fn asked(code: &str) -> BTreeSet<String> {
    let named = SECRETS
        .into_iter()
        .filter(|name| code.contains(&format!("\"{name}\"")));
    let callers = OF_CALLERS
        .into_iter()
        .filter(|_| code.contains("Auth::from_env("));
    let signer = code.contains(OF_A_SIGNER.0).then_some(OF_A_SIGNER.1);
    let asked = named.chain(callers).chain(signer);
    asked.map(str::to_owned).collect()
}

fn granted(statements: &[Statement]) -> BTreeSet<String> {
    let reading = statements
        .iter()
        .filter(|statement| statement.actions == ["ssm:GetParameter"]);
    let names = reading.flat_map(|statement| &statement.resources);
    names
        .filter_map(|name| Some(name.rsplit_once('/')?.1.to_owned()))
        .collect()
}
