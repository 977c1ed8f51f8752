//! The way into the staff console: what a host's back office does for whoever is signed in there.

use axum::extract::{Path, State};
use axum::response::Redirect;
use reqwest::Method;
use serde_json::json;

use crate::control::Stack;
use crate::html::Trouble;

/// Opens the console for Sam, in this role.
pub(super) async fn open(
    State(stack): State<Stack>,
    Path(role): Path<String>,
) -> Result<Redirect, Trouble> {
    let body = json!({ "staff_id": format!("sam.{role}"), "name": "Sam Reyes", "role": role });
    let goodword = stack.host.goodword();
    let session = goodword
        .call(Method::POST, "/v1/console-sessions", &body)
        .await?;
    let session = session.success()?;
    Ok(Redirect::to(session["url"].as_str().unwrap_or_default()))
}
