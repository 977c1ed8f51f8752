//! The stack's secrets, as the AWS Parameters and Secrets Lambda extension hands them out.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, MutexGuard, PoisonError};

use domain::api_key::Stage;
use domain::api_key::new_key::{NewKey, RANDOM_LENGTH};

use crate::template::Template;

/// The secrets by their names below `SECRETS_PATH`.
///
/// They are the same on every laptop, so that a curl line in the documents works; they protect
/// nothing, since the stack answers to this machine only.
fn for_development(stage: Stage) -> BTreeMap<String, String> {
    let admin = NewKey::from_random(stage, &[7; RANDOM_LENGTH]);
    let mode = stage.as_str();
    [
        (
            "signing-key",
            "local signing key: the same on every laptop".to_owned(),
        ),
        ("admin-api-key", admin.text),
        ("stripe-secret-key", format!("sk_{mode}_local")),
        ("stripe-webhook-secrets", "whsec_local".to_owned()),
        (
            "participant-token-keys",
            "HS256:local participant token key of every laptop".to_owned(),
        ),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .into()
}

/// The parameters of this stack's Parameter Store.
pub(crate) struct Secrets {
    /// Where the functions look for their secrets.
    paths: BTreeSet<String>,
    by_name: Mutex<BTreeMap<String, String>>,
    of_template: BTreeMap<String, String>,
}

impl Secrets {
    /// The secrets of `template`'s functions; `given` ones instead of those for development.
    pub(crate) fn new(template: &Template, given: &BTreeMap<String, String>) -> Self {
        let values = |name: &str| {
            let environments = template
                .functions
                .iter()
                .map(|function| &function.environment);
            environments
                .filter_map(|variables| variables.get(name).cloned())
                .collect::<BTreeSet<_>>()
        };
        let stage = values("STAGE").iter().find_map(|stage| stage.parse().ok());
        let mut by_name = for_development(stage.unwrap_or(Stage::Test));
        by_name.extend(given.clone());
        Self {
            paths: values("SECRETS_PATH"),
            by_name: Mutex::new(by_name),
            of_template: template.ssm_parameters.clone(),
        }
    }

    /// The value of the parameter with this full name.
    pub(crate) fn read(&self, full_name: &str) -> Option<String> {
        if let Some((path, name)) = full_name.rsplit_once('/')
            && self.paths.contains(path)
            && let Some(value) = self.lock().get(name)
        {
            return Some(value.clone());
        }
        self.of_template.get(full_name).cloned()
    }

    /// The secret with this short name.
    pub(crate) fn get(&self, name: &str) -> String {
        self.lock().get(name).cloned().unwrap_or_default()
    }

    /// Changes a secret; functions see it when they read it again.
    pub(crate) fn set(&self, name: &str, value: &str) {
        self.lock().insert(name.to_owned(), value.to_owned());
    }

    /// All secrets by their short names.
    pub(crate) fn all(&self) -> BTreeMap<String, String> {
        self.lock().clone()
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<String, String>> {
        self.by_name.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
