//! The way to the page that Goodword hosts: one call by the host's server, and a redirect.

use axum::extract::{Path, State};
use axum::response::Redirect;
use reqwest::Method;
use serde_json::json;

use super::Host;
use super::frame::{Section, path};
use crate::html::Trouble;

/// Opens the page for a member, whom the host knows to be signed in.
pub(super) async fn open(
    State(host): State<Host>,
    Path(member): Path<String>,
) -> Result<Redirect, Trouble> {
    let (account, member) = host.signed_in(&member)?;
    let goodword = host.goodword();
    let body = json!({
        "account_id": account.id,
        "participant_id": member.id,
        "program_id": account.program_id,
        "return_url": format!("{}{}", goodword.url(), path(&member.id, Section::Plan)),
    });
    let session = goodword
        .call(Method::POST, "/v1/portal-sessions", &body)
        .await?;
    let session = session.success()?;
    Ok(Redirect::to(session["url"].as_str().unwrap_or_default()))
}
