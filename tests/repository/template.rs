//! The template and the functions name each other.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result};
use saphyr::{LoadableYamlNode, Yaml};

use crate::functions::folders;
use crate::repository::{none, read, rust_files};

/// A function as the template declares it.
struct Declared {
    code: String,
    timeout: Option<i64>,
    variables: BTreeMap<String, String>,
}

#[test]
fn every_function_is_in_the_template_and_the_other_way_round() -> Result<()> {
    let declared = declared()?;
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
    for (resource, function) in declared()? {
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
    for (resource, function) in declared()? {
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
        let unread = given.iter().filter(|name| !quoted(name));
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
    let code = r#"let a = config::required("TABLE_NAME")?; config::parsed::<Url>("SIGNUP_URL")?; other("BUS_NAME")"#;
    assert_eq!(read_variables(code), ["TABLE_NAME", "SIGNUP_URL"]);
}

/// The names in `required("…")` and `parsed("…")`; what is optional may be absent.
fn read_variables(code: &str) -> Vec<String> {
    let calls = code.split("config::").skip(1);
    let calls = calls.filter(|call| call.starts_with("required") || call.starts_with("parsed"));
    calls
        .filter_map(|call| Some(call.split_once("(\"")?.1.split_once('"')?.0.to_owned()))
        .collect()
}

fn code_below(folder: &str) -> Result<String> {
    let files = rust_files()?
        .into_iter()
        .filter(|file| file.starts_with(folder));
    files.map(|file| read(&file.to_string_lossy())).collect()
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

fn declared() -> Result<BTreeMap<String, Declared>> {
    let text = read("template.yaml")?;
    let documents = Yaml::load_from_str(&text).context("template.yaml is not YAML")?;
    let template = documents.first().context("template.yaml is empty")?;
    let globals = at(template, &["Globals", "Function"]).context("template.yaml has no Globals")?;
    let resources = at(template, &["Resources"]).and_then(Yaml::as_mapping);
    let mut found = BTreeMap::new();
    for (name, resource) in resources.context("template.yaml has no Resources")? {
        if at(resource, &["Type"]).and_then(Yaml::as_str) == Some("AWS::Serverless::Function") {
            let properties =
                at(resource, &["Properties"]).context("a function has no Properties")?;
            found.insert(
                name.as_str().unwrap_or_default().to_owned(),
                function(globals, properties),
            );
        }
    }
    Ok(found)
}

fn function(globals: &Yaml, properties: &Yaml) -> Declared {
    let own = at(properties, &["Timeout"]).or_else(|| at(globals, &["Timeout"]));
    let code = at(properties, &["CodeUri"])
        .and_then(Yaml::as_str)
        .unwrap_or_default()
        .to_owned();
    let sources = [globals, properties].into_iter();
    let variables =
        sources.filter_map(|source| at(source, &["Environment", "Variables"])?.as_mapping());
    let variables = variables.flatten().filter_map(|(name, value)| {
        Some((
            name.as_str()?.to_owned(),
            value.as_str().unwrap_or_default().to_owned(),
        ))
    });
    Declared {
        code,
        timeout: own.and_then(Yaml::as_integer),
        variables: variables.collect(),
    }
}

/// The value at the end of `path`, looking through tags such as `!Sub`.
fn at<'a, 'input>(yaml: &'a Yaml<'input>, path: &[&str]) -> Option<&'a Yaml<'input>> {
    let mut value = yaml;
    for key in path {
        value = value.as_mapping_get(key)?;
    }
    Some(value)
}
