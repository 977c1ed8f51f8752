//! The template and the functions name each other.

use std::collections::BTreeSet;

use anyhow::Result;

use crate::functions::folders;
use crate::repository::{code_below, none};
use crate::template_file::TemplateFile;

/// Read by the secrets extension, which runs beside the function.
const OF_THE_EXTENSION: &str = "SSM_PARAMETER_STORE_TTL";

/// Calls of the runtime that read a variable themselves.
const READ_WITHIN: [(&str, &str); 5] = [
    ("Auth::from_env(", "TOKEN_ISSUER"),
    ("Secrets::from_env(", "SECRETS_PATH"),
    ("config::stage(", "STAGE"),
    ("run_queue(", "FUNCTION_TIMEOUT_SECONDS"),
    ("run_stream(", "FUNCTION_TIMEOUT_SECONDS"),
];

#[test]
fn every_function_is_in_the_template_and_the_other_way_round() -> Result<()> {
    let declared = TemplateFile::load()?.functions();
    let named = declared
        .iter()
        .map(|(resource, function)| (resource.clone(), function.code.clone()));
    let named: BTreeSet<_> = named.collect();
    let folders = folders()?;
    let wanted: BTreeSet<_> = folders
        .iter()
        .map(|folder| (resource_name(folder), folder.clone()))
        .collect();
    let missing = wanted.difference(&named);
    let mut problems: Vec<_> = missing
        .map(|(resource, folder)| format!("{folder} has no {resource} with CodeUri: {folder}"))
        .collect();
    let extra = named.difference(&wanted);
    problems.extend(extra.map(|(resource, folder)| {
        format!("{resource} is built from {folder}, which is no function")
    }));
    none(
        "template.yaml declares each folder of functions/ as <PascalCase>Function",
        &problems,
    )
}

#[test]
fn every_function_is_told_its_timeout() -> Result<()> {
    let mut problems = Vec::new();
    for (resource, function) in TemplateFile::load()?.functions() {
        let timeout = function.timeout.map(|seconds| seconds.to_string());
        let told = function.variables.get("FUNCTION_TIMEOUT_SECONDS").cloned();
        if timeout.is_none() || timeout != told {
            problems.push(format!(
                "{resource}: Timeout {timeout:?}, FUNCTION_TIMEOUT_SECONDS {told:?}"
            ));
        }
    }
    none(
        "a queue function takes the time from its deadline less its timeout",
        &problems,
    )
}

#[test]
fn every_function_is_given_what_it_reads_and_nothing_else() -> Result<()> {
    let shared = code_below("shared")?;
    let mut problems = Vec::new();
    for (resource, function) in TemplateFile::load()?.functions() {
        let own = code_below(&function.code)?;
        let given: BTreeSet<_> = function.variables.keys().cloned().collect();
        let missing = read_variables(&own)
            .into_iter()
            .filter(|name| !given.contains(name));
        problems
            .extend(missing.map(|name| format!("{resource} reads {name}, which it is not given")));
        let quoted = |name: &String| {
            [&own, &shared]
                .iter()
                .any(|code| code.contains(&format!("\"{name}\"")))
        };
        let unread = given
            .iter()
            .filter(|name| !quoted(name) && *name != OF_THE_EXTENSION);
        problems
            .extend(unread.map(|name| format!("{resource} is given {name}, which nobody reads")));
    }
    none(
        "the environment in template.yaml is what the function's code reads",
        &problems,
    )
}

#[test]
fn a_variable_is_read_by_name_through_the_runtime() {
    let code = r#"let a = config::required("TABLE_NAME")?; config::parsed::<Url>("SIGNUP_URL")?; other("BUS_NAME");
        config::stage()"#;
    assert_eq!(read_variables(code), ["TABLE_NAME", "SIGNUP_URL", "STAGE"]);
}

/// The names in `required("…")` and `parsed("…")`; what is optional may be absent.
fn read_variables(code: &str) -> Vec<String> {
    let calls = code.split("config::").skip(1);
    let calls = calls.filter(|call| call.starts_with("required") || call.starts_with("parsed"));
    let named = calls.filter_map(|call| Some(call.split_once("(\"")?.1.split_once('"')?.0));
    let within = READ_WITHIN.iter().filter(|(call, _)| code.contains(call));
    named
        .chain(within.map(|(_, name)| *name))
        .map(str::to_owned)
        .collect()
}

/// `functions/create-link` is `CreateLinkFunction`.
fn resource_name(folder: &str) -> String {
    let words = folder.trim_start_matches("functions/").split('-');
    let capitals = words.map(|word| {
        let (first, rest) = word.split_at(word.len().min(1));
        first.to_uppercase() + rest
    });
    capitals.collect::<String>() + "Function"
}
