//! `template.yaml` as it is written: what it declares of each function, and what each role may do.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result};
use saphyr::{LoadableYamlNode, YamlOwned};

use crate::repository::read;

pub(crate) struct TemplateFile(YamlOwned);

/// A function as the template declares it.
pub(crate) struct Function {
    /// The folder of its crate.
    pub(crate) code: String,
    pub(crate) timeout: Option<i64>,
    pub(crate) variables: BTreeMap<String, String>,
}

/// One statement of a role's policy.
pub(crate) struct Statement {
    pub(crate) actions: Vec<String>,
    /// As written: `Table.Arn`, `${Table.Arn}/index/due`.
    pub(crate) resources: Vec<String>,
}

impl TemplateFile {
    pub(crate) fn load() -> Result<Self> {
        let documents = YamlOwned::load_from_str(&read("template.yaml")?)?;
        Ok(Self(
            documents
                .into_iter()
                .next()
                .context("template.yaml is empty")?,
        ))
    }

    /// Every function by its logical id.
    pub(crate) fn functions(&self) -> BTreeMap<String, Function> {
        let functions = self.of_type("AWS::Serverless::Function");
        functions
            .map(|(name, properties)| (name.to_owned(), self.function(properties)))
            .collect()
    }

    /// Every route of the API: `POST /v1/links`.
    pub(crate) fn routes(&self) -> Vec<String> {
        let events = self
            .of_type("AWS::Serverless::Function")
            .filter_map(|(_, properties)| at(properties, &["Events"])?.as_mapping())
            .flatten();
        let route = |(_, event): (&YamlOwned, &YamlOwned)| {
            (text(at(event, &["Type"])?)? == "HttpApi").then_some(())?;
            let method = text(at(event, &["Properties", "Method"])?)?;
            let path = text(at(event, &["Properties", "Path"])?)?;
            Some(format!("{method} {path}"))
        };
        events.filter_map(route).collect()
    }

    /// The statements of every role by its logical id.
    pub(crate) fn roles(&self) -> BTreeMap<String, Vec<Statement>> {
        let roles = self.of_type("AWS::IAM::Role");
        roles
            .map(|(name, properties)| (name.to_owned(), statements(properties)))
            .collect()
    }

    /// The logical ids of every resource of a type.
    pub(crate) fn names_of(&self, kind: &str) -> BTreeSet<String> {
        self.of_type(kind)
            .map(|(name, _)| name.to_owned())
            .collect()
    }

    fn of_type(&self, kind: &str) -> impl Iterator<Item = (&str, &YamlOwned)> {
        let resources = at(&self.0, &["Resources"]).and_then(YamlOwned::as_mapping);
        resources
            .into_iter()
            .flatten()
            .filter_map(move |(name, resource)| {
                let matches = text(at(resource, &["Type"])?)? == kind;
                matches.then_some((text(name)?, at(resource, &["Properties"])?))
            })
    }

    fn function(&self, properties: &YamlOwned) -> Function {
        let globals = at(&self.0, &["Globals", "Function"]);
        let sources: Vec<_> = globals.into_iter().chain([properties]).collect();
        let timeout = at(properties, &["Timeout"])
            .or_else(|| at(globals?, &["Timeout"]))
            .and_then(YamlOwned::as_integer);
        let variables = sources
            .iter()
            .filter_map(|source| at(source, &["Environment", "Variables"])?.as_mapping())
            .flatten()
            .filter_map(|(name, value)| {
                Some((
                    text(name)?.to_owned(),
                    text(value).unwrap_or_default().to_owned(),
                ))
            });
        Function {
            code: at(properties, &["CodeUri"])
                .and_then(text)
                .unwrap_or_default()
                .to_owned(),
            timeout,
            variables: variables.collect(),
        }
    }
}

fn statements(properties: &YamlOwned) -> Vec<Statement> {
    let policies = at(properties, &["Policies"]).map(items).unwrap_or_default();
    let documents = policies
        .iter()
        .filter_map(|policy| at(policy, &["PolicyDocument", "Statement"]));
    let statement = |statement: &YamlOwned| Statement {
        actions: at(statement, &["Action"]).map(texts).unwrap_or_default(),
        resources: at(statement, &["Resource"]).map(texts).unwrap_or_default(),
    };
    documents.flat_map(items).map(statement).collect()
}

/// The value at the end of `path`.
fn at<'a>(yaml: &'a YamlOwned, path: &[&str]) -> Option<&'a YamlOwned> {
    path.iter()
        .try_fold(yaml, |value, key| value.as_mapping_get(key))
}

/// A text, also one behind a tag such as `!Sub`.
fn text(yaml: &YamlOwned) -> Option<&str> {
    yaml.get_tagged_node().unwrap_or(yaml).as_str()
}

/// The members of a list, or the one value that stands for a list of one.
fn items(yaml: &YamlOwned) -> Vec<&YamlOwned> {
    yaml.as_sequence()
        .map_or_else(|| vec![yaml], |list| list.iter().collect())
}

fn texts(yaml: &YamlOwned) -> Vec<String> {
    items(yaml)
        .into_iter()
        .filter_map(text)
        .map(str::to_owned)
        .collect()
}
