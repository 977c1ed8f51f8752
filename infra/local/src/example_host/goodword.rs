//! Goodword's public API, as a host's server calls it.

use std::sync::Arc;

use anyhow::{Context, Result, bail};
use reqwest::redirect::Policy;
use reqwest::{Client, Method, RequestBuilder};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::accounts::{Account, Member};
use super::token::Issuer;
use crate::clock::Clock;
use crate::secrets::Secrets;
use crate::template::Template;

/// What a host needs to call Goodword.
pub(crate) struct Goodword {
    client: Client,
    url: String,
    clock: Clock,
    secrets: Arc<Secrets>,
    issuer: Issuer,
}

/// What Goodword answered.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) json: Value,
}

impl Goodword {
    /// The Goodword at `url`, with the keys for development.
    ///
    /// # Errors
    /// If no HTTP client can be made.
    pub(crate) fn new(
        url: &str,
        clock: Clock,
        secrets: Arc<Secrets>,
        template: &Template,
    ) -> Result<Self> {
        let variable = |name: &str| {
            let mut environments = template.functions.iter().map(|it| &it.environment);
            environments.find_map(|environment| environment.get(name).cloned())
        };
        let stage = variable("STAGE").unwrap_or_else(|| "test".to_owned());
        Ok(Self {
            client: Client::builder()
                .no_proxy()
                .redirect(Policy::none())
                .build()?,
            url: url.to_owned(),
            clock,
            secrets,
            issuer: Issuer {
                issuer: variable("TOKEN_ISSUER").unwrap_or_else(|| "host".to_owned()),
                audience: format!("goodword-{stage}"),
            },
        })
    }

    /// Where it answers.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    /// A call by the host's server, with its API key.
    pub(crate) async fn call(&self, method: Method, path: &str, body: &Value) -> Result<Answer> {
        let key = self.secrets.get("admin-api-key");
        let request = self.request(method, path).bearer_auth(key);
        send(with_body(request, body)).await
    }

    /// A call in the name of a signed-in member, with a token for them.
    pub(crate) async fn call_as(
        &self,
        who: (&Account, &Member),
        (method, path): (Method, &str),
        body: &Value,
    ) -> Result<Answer> {
        let keys = self.secrets.get("participant-token-keys");
        let secret = keys
            .split(',')
            .find_map(|key| key.trim().strip_prefix("HS256:"))
            .context("participant-token-keys holds no HS256 key")?;
        let token = self.issuer.token(who, secret, self.clock.now());
        let request = self.request(method, path).bearer_auth(token);
        send(with_body(request, body)).await
    }

    /// Sets a program up by its file.
    pub(crate) async fn put_program(&self, id: &str, toml: String) -> Result<()> {
        let request = self
            .request(Method::PUT, &format!("/v1/admin/programs/{id}"))
            .bearer_auth(self.secrets.get("admin-api-key"))
            .header("content-type", "application/toml")
            .body(toml);
        send(request).await?.success().map(drop)
    }

    /// A request without any key, as a friend's browser makes it.
    pub(crate) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.client.request(method, format!("{}{path}", self.url))
    }
}

fn with_body(request: RequestBuilder, body: &Value) -> RequestBuilder {
    if body.is_null() {
        request
    } else {
        request.json(body)
    }
}

async fn send(request: RequestBuilder) -> Result<Answer> {
    let response = request.send().await?;
    let status = response.status().as_u16();
    let text = response.text().await?;
    let json = serde_json::from_str(&text).unwrap_or(Value::Null);
    Ok(Answer { status, json })
}

impl Answer {
    /// The body of an answer that is not a problem.
    pub(crate) fn success(self) -> Result<Value> {
        if self.is_success() {
            Ok(self.json)
        } else {
            bail!("{}", self.in_words())
        }
    }

    /// The body, read.
    pub(crate) fn read<T: DeserializeOwned>(self) -> Result<T> {
        Ok(serde_json::from_value(self.success()?)?)
    }

    pub(crate) fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// The problem in words: what it is, and which field it is about (RFC 9457).
    pub(crate) fn in_words(&self) -> String {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let mut words = format!("{} ({})", text(&self.json["title"]), self.status);
        let detail = text(&self.json["detail"]);
        if !detail.is_empty() {
            words = format!("{words}: {detail}");
        }
        for error in self.json["errors"].as_array().into_iter().flatten() {
            let (pointer, detail) = (text(&error["pointer"]), text(&error["detail"]));
            if !words.contains(&detail) {
                words = format!("{words}; {pointer} {detail}");
            }
        }
        words
    }
}
