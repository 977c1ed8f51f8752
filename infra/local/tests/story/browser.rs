//! A stack, and a browser that looks at its pages.

use std::process::Stdio;

use reqwest::Client;
use serde_json::Value;
use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::process::{Child, Command};

/// A running stack of the real template, which ends with this.
pub(crate) struct Stack {
    program: Child,
    url: String,
}

/// Follows redirects, as browsers do.
pub(crate) struct Browser {
    client: Client,
    url: String,
}

impl Stack {
    pub(crate) async fn start(options: &[&str]) -> Self {
        let template = concat!(env!("CARGO_MANIFEST_DIR"), "/../../template.yaml");
        let mut program = Command::new(env!("CARGO_BIN_EXE_local"))
            .args(["--port", "0", "--quiet", "--print-ready"])
            .args(["--template", template])
            .args(options)
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(program.stdout.take().unwrap()).lines();
        let ready = lines.next_line().await.unwrap();
        let ready: Value = serde_json::from_str(&ready.expect("the stack is ready")).unwrap();
        let url = ready["url"].as_str().unwrap().to_owned();
        Self { program, url }
    }

    pub(crate) fn browser(&self) -> Browser {
        Browser {
            client: Client::builder().no_proxy().build().unwrap(),
            url: self.url.clone(),
        }
    }

    /// Stops it as Ctrl-C does.
    pub(crate) async fn stop(mut self) {
        let id = self.program.id().unwrap().to_string();
        let mut kill = Command::new("kill");
        kill.args(["-INT", &id]).status().await.unwrap();
        assert!(self.program.wait().await.unwrap().success());
    }
}

impl Browser {
    /// The page at a path, or at an address.
    pub(crate) async fn get(&self, path: &str) -> String {
        let answer = self.client.get(self.address(path)).send().await.unwrap();
        answer.text().await.unwrap()
    }

    /// Sends a form, and follows to where it leads.
    pub(crate) async fn post(&self, path: &str, form: &[(&str, &str)]) -> String {
        let request = self.client.post(self.address(path)).form(form);
        let answer = request.send().await.unwrap();
        let status = answer.status();
        let text = answer.text().await.unwrap();
        assert!(status.is_success(), "{path}: {status}: {text}");
        text
    }

    /// Waits until nothing is on its way any more.
    pub(crate) async fn settle(&self) {
        self.post("/_local/settle", &[]).await;
    }

    fn address(&self, path: &str) -> String {
        if path.starts_with("http") {
            path.to_owned()
        } else {
            format!("{}{path}", self.url)
        }
    }
}
