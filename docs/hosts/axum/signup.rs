//! Tells Goodword of a new account, with what its first member brought along.

use std::time::Duration;

use axum::http::HeaderMap;
use serde::Deserialize;
use serde_json::{Value, json};

use super::capture::{is_token, tokens, touches};

/// Fields of the signup form.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Brought {
    gw_ref: String,
    accept_token: String,
    code: String,
}

/// What a visitor brought along; keep it with the new account.
pub fn referral(headers: &HeaderMap, form: &Brought) -> Value {
    let touches = [touches(headers), tokens(&form.gw_ref)].concat();
    let mut brought = json!({ "touches": touches });
    if is_token(&form.accept_token) {
        brought["accept_token"] = json!(form.accept_token);
    }
    let code: String = form.code.trim().chars().take(100).collect();
    if !code.is_empty() {
        brought["code"] = json!(code);
    }
    brought
}

/// Tells Goodword of a new account. Until it succeeds, try it again: the same twice counts once.
///
/// # Errors
/// If Goodword does not answer within three seconds, or refuses.
pub async fn tell((url, key): (&str, &str), account: &Value) -> reqwest::Result<Value> {
    let client = reqwest::Client::builder()
        .timeout(Duration::from_secs(3))
        .build()?;
    let request = client.post(format!("{url}/v1/signups")).bearer_auth(key);
    let answer = request.json(account).send().await?;
    answer.error_for_status()?.json().await
}
