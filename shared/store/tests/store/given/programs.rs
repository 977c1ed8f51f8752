//! Programs, links and keys: what is set up before anybody refers anybody.

use domain::api_key::{ApiKey, KeyHash, Scope};
use domain::link::Link;
use domain::preset::Preset;
use domain::program::Program;
use domain::program_file;
use domain::terms::TermsVersion;

use super::{NOW, days_later, id};

/// The program of a preset, with one version of terms.
pub(crate) fn program(preset: Preset) -> Program {
    let (settings, rules) = program_file::parse(preset.toml).unwrap();
    let terms = vec![TermsVersion {
        version: 1,
        effective_from: NOW,
        rules,
    }];
    Program {
        id: id(preset.name),
        settings,
        terms,
    }
}

/// Ana's link.
pub(crate) fn link(code: &str) -> Link {
    Link {
        code: id(code),
        program_id: id("clientjoy"),
        account_id: id("acme"),
        participant_id: id("ana"),
        created_at: NOW,
    }
}

/// A key of the host's billing server.
pub(crate) fn api_key(key: &str) -> ApiKey {
    ApiKey {
        id: id(key),
        hash: KeyHash::of(key),
        scopes: [Scope::Accounts, Scope::Signups].into(),
        name: "billing server".to_owned(),
        created_at: NOW,
        expires_at: Some(days_later(365)),
    }
}
