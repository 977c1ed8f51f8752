//! The story's two programs: the presets as they ship, with links that lead to the host.

use anyhow::Result;
use domain::preset::{CLIENTJOY, CONTACTUALLY, Preset};
use reqwest::Method;
use serde_json::Value;

use crate::example_host::{self, Host};

/// Sets the programs up, unless they lead to this host already: an edit of theirs is kept.
pub(super) async fn put(host: &Host) -> Result<()> {
    let signup_url = page(host, "signup");
    for (preset, is_default) in [(CLIENTJOY, true), (CONTACTUALLY, false)] {
        let path = format!("/v1/admin/programs/{}", preset.name);
        let found = host
            .goodword()
            .call(Method::GET, &path, &Value::Null)
            .await?;
        if found.json["settings"]["signup_url"] != signup_url {
            let file = file(preset, is_default, host);
            host.goodword().put_program(preset.name, file).await?;
        }
    }
    Ok(())
}

/// The preset's own file with some lines replaced, so that its comments stay.
fn file(preset: Preset, is_default: bool, host: &Host) -> String {
    let ours = [
        ("terms_url", page(host, "terms")),
        ("upgrade_url", page(host, "plans")),
        ("redeem_url", page(host, "refer-and-earn")),
    ];
    let mut lines: Vec<String> = Vec::new();
    for line in preset.toml.lines() {
        let key = line.split('=').next().unwrap_or_default().trim();
        match ours.iter().find(|(name, _)| *name == key) {
            Some((name, url)) => lines.push(format!("{name} = \"{url}\"")),
            None => lines.push(line.to_owned()),
        }
        if key == "name" {
            lines.push(format!("default = {is_default}"));
            lines.push(format!("signup_url = \"{}\"", page(host, "signup")));
        }
    }
    lines.join("\n")
}

fn page(host: &Host, name: &str) -> String {
    format!("{}{}/{name}", host.goodword().url(), example_host::PATH)
}
