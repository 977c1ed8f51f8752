//! The local stack: what the functions call, and who they are told that they are.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result, ensure};
use reqwest::{Client, Method};
use serde_json::{Value, json};

use crate::binaries::{Binaries, root};

pub(crate) struct Stack {
    program: Child,
    client: Client,
    pub(crate) url: String,
    pub(crate) secrets: BTreeMap<String, String>,
    /// What the host's server calls with: a key as the table keeps it, read once a minute. The
    /// operator's first key is no item, so the table is asked for it in vain at each call.
    pub(crate) key: String,
    /// The code of Ana's link.
    pub(crate) code: String,
}

impl Stack {
    /// A stack with the Clientjoy program, and Ana and her link in it.
    pub(crate) async fn start(binaries: &Binaries) -> Result<Self> {
        let mut program = Command::new(&binaries.local)
            .current_dir(root())
            .args(["--ephemeral", "--port", "0", "--quiet", "--print-ready"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .with_context(|| format!("{} does not start", binaries.local.display()))?;
        let stdout = program.stdout.take().context("the stack has no output")?;
        let mut ready = String::new();
        BufReader::new(stdout).read_line(&mut ready)?;
        let ready: Value = serde_json::from_str(&ready).context("the stack did not start")?;
        let mut stack = Self {
            program,
            client: Client::builder().no_proxy().build()?,
            url: ready["url"].as_str().unwrap_or_default().to_owned(),
            secrets: BTreeMap::new(),
            key: String::new(),
            code: String::new(),
        };
        let secrets = stack.send(Method::GET, "/_local/secrets", None).await?;
        stack.secrets = serde_json::from_value(secrets["secrets"].clone())?;
        // The template makes this parameter, beside those that the operator makes.
        stack
            .secrets
            .insert("public-url".to_owned(), stack.url.clone());
        stack.fill().await?;
        Ok(stack)
    }

    async fn fill(&mut self) -> Result<()> {
        let file = root().join("shared/domain/presets/clientjoy.toml");
        let program = std::fs::read_to_string(file)?;
        let request = self
            .client
            .put(format!("{}/v1/admin/programs/clientjoy", self.url))
            .bearer_auth(self.admin_key())
            .header("content-type", "application/toml")
            .body(program);
        let status = request.send().await?.status();
        ensure!(status.is_success(), "the program was not taken: {status}");
        let ana = json!({
            "signed_up_at": "2021-03-01T08:00:00Z",
            "members": [{ "id": "ana", "email": "ana@ana-co.example", "name": "Ana Ruiz" }],
        });
        self.send(Method::PUT, "/v1/accounts/ana-co", Some(&ana))
            .await?;
        let scopes = [
            "accounts",
            "signups",
            "links",
            "invites",
            "redemptions",
            "home",
            "admin",
        ];
        let key = json!({ "name": "bench", "scopes": scopes });
        let key = self
            .send(Method::POST, "/v1/admin/api-keys", Some(&key))
            .await?;
        key["key"]
            .as_str()
            .unwrap_or_default()
            .clone_into(&mut self.key);
        let whose = json!({ "account_id": "ana-co", "participant_id": "ana" });
        let link = self.send(Method::POST, "/v1/links", Some(&whose)).await?;
        link["code"]
            .as_str()
            .unwrap_or_default()
            .clone_into(&mut self.code);
        Ok(())
    }

    /// The environment of a function's process. `hello`, which the stack does not know, gets that
    /// of another.
    pub(crate) async fn environment(&self, function: &str) -> Result<BTreeMap<String, String>> {
        let function = if function == "hello" {
            "create-link"
        } else {
            function
        };
        let path = format!("/_local/functions/{function}/environment");
        let shown = self.send(Method::GET, &path, None).await?;
        Ok(serde_json::from_value(shown["environment"].clone())?)
    }

    /// Forgets the calls counted so far.
    pub(crate) async fn count_anew(&self) -> Result<()> {
        self.send(Method::DELETE, "/_local/calls", None).await?;
        Ok(())
    }

    /// How often `function` asked the table since then.
    pub(crate) async fn table_calls(&self, function: &str) -> Result<u64> {
        let counted = self.send(Method::GET, "/_local/calls", None).await?;
        let calls = &counted["functions"][function]["table_round_trips"];
        Ok(calls.as_u64().unwrap_or(0))
    }

    fn admin_key(&self) -> &str {
        self.secrets.get("admin-api-key").map_or("", String::as_str)
    }

    async fn send(&self, method: Method, path: &str, body: Option<&Value>) -> Result<Value> {
        let mut request = self.client.request(method, format!("{}{path}", self.url));
        request = request.bearer_auth(self.admin_key());
        if let Some(body) = body {
            request = request.json(body);
        }
        let response = request.send().await?;
        let (status, text) = (response.status(), response.text().await?);
        ensure!(status.is_success(), "{path} answered {status}: {text}");
        Ok(serde_json::from_str(&text).unwrap_or(Value::Null))
    }
}

impl Drop for Stack {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ended = self.program.kill();
        let _reaped = self.program.wait();
    }
}
