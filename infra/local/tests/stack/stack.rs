//! The stack under test: started as a program, reached over HTTP.

use std::os::unix::fs::PermissionsExt as _;
use std::process::Stdio;

use jiff::Timestamp;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::process::{Child, Command};

const FUNCTIONS: [&str; 4] = [
    "write-note",
    "publish-notes",
    "receive-notes",
    "sweep-notes",
];

/// A running stack, which ends with this.
pub(crate) struct Stack {
    program: Child,
    client: reqwest::Client,
    url: String,
    _functions: TempDir,
}

impl Stack {
    pub(crate) async fn start() -> Self {
        Self::start_with(&["--ephemeral"]).await
    }

    pub(crate) async fn start_with(options: &[&str]) -> Self {
        let functions = functions_dir();
        let mut program = Command::new(env!("CARGO_BIN_EXE_local"))
            .args(["--port", "0", "--quiet", "--print-ready", "--logs"])
            .args([
                "--template",
                concat!(env!("CARGO_MANIFEST_DIR"), "/tests/stack/template.yaml"),
            ])
            .arg("--functions-dir")
            .arg(functions.path())
            .args(options)
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(program.stdout.take().unwrap()).lines();
        let ready = lines
            .next_line()
            .await
            .unwrap()
            .expect("the stack tells its addresses");
        let ready: Value = serde_json::from_str(&ready).unwrap();
        let url = ready["url"].as_str().unwrap().to_owned();
        Self {
            program,
            client: reqwest::Client::new(),
            url,
            _functions: functions,
        }
    }

    pub(crate) async fn post(&self, path: &str, body: &Value) -> reqwest::Response {
        self.client
            .post(format!("{}{path}", self.url))
            .json(body)
            .send()
            .await
            .unwrap()
    }

    pub(crate) async fn get(&self, path: &str) -> Value {
        let answer = self
            .client
            .get(format!("{}{path}", self.url))
            .send()
            .await
            .unwrap();
        answer.json().await.unwrap()
    }

    pub(crate) async fn delete(&self, path: &str) -> reqwest::Response {
        self.client
            .delete(format!("{}{path}", self.url))
            .send()
            .await
            .unwrap()
    }

    #[track_caller]
    pub(crate) fn control(&self, path: &str) -> impl Future<Output = Value> {
        self.get_owned(format!("/_local{path}"))
    }

    async fn get_owned(&self, path: String) -> Value {
        self.get(&path).await
    }

    pub(crate) async fn control_post(&self, path: &str, body: &Value) -> Value {
        let answer = self.post(&format!("/_local{path}"), body).await;
        let (status, text) = (answer.status(), answer.text().await.unwrap());
        assert!(status.is_success(), "{path}: {status}: {text}");
        serde_json::from_str(&text).unwrap()
    }

    pub(crate) async fn settle(&self) -> Value {
        self.control_post("/settle", &json!({})).await
    }

    pub(crate) async fn advance(&self, span: &str) {
        self.control_post("/clock", &json!({ "advance": span }))
            .await;
    }

    pub(crate) async fn now(&self) -> Timestamp {
        self.control("/clock").await["now"]
            .as_str()
            .unwrap()
            .parse()
            .unwrap()
    }

    /// Items whose partition key begins with `prefix`, in the order of their keys.
    pub(crate) async fn table(&self, prefix: &str) -> Vec<Value> {
        let prefix = prefix.replace('#', "%23");
        let mut found = self.control(&format!("/table?pk={prefix}")).await;
        serde_json::from_value(found["items"].take()).unwrap()
    }

    /// Stops it as Ctrl-C does.
    pub(crate) async fn stop(mut self) {
        let id = self.program.id().unwrap().to_string();
        Command::new("kill")
            .args(["-INT", &id])
            .status()
            .await
            .unwrap();
        assert!(self.program.wait().await.unwrap().success());
    }

    /// Ends it without any warning.
    pub(crate) async fn kill(mut self) {
        self.program.kill().await.unwrap();
    }
}

/// One executable per function: each starts this test program, which then is the function.
fn functions_dir() -> TempDir {
    let directory = tempfile::tempdir().unwrap();
    let program = std::env::current_exe().unwrap();
    for name in FUNCTIONS {
        let path = directory.path().join(name);
        let script = format!(
            "#!/bin/sh\nexec '{}' one_function --exact --nocapture\n",
            program.display()
        );
        std::fs::write(&path, script).unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
    }
    directory
}
