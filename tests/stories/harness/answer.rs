//! Requests to a stack, and what came back.

use std::fmt;
use std::ops::Index;
use std::sync::LazyLock;

use reqwest::header::HeaderMap;
use reqwest::redirect::Policy;
use reqwest::{Client, RequestBuilder};
use serde_json::Value;
use tokio::runtime::Runtime;

static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| Runtime::new().unwrap());

/// A client that follows no redirect, so that a test sees where one leads.
pub(crate) fn client() -> Client {
    let client = Client::builder().no_proxy().redirect(Policy::none());
    client.build().unwrap()
}

/// What was answered.
#[derive(Clone)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
    json: Value,
}

/// Sends `request` and waits for the answer.
#[track_caller]
pub(crate) fn send(request: RequestBuilder) -> Answer {
    attempt(request).expect("an answer")
}

/// The same, where nobody may be there to answer.
pub(super) fn attempt(request: RequestBuilder) -> Option<Answer> {
    RUNTIME.block_on(async {
        let response = request.send().await.ok()?;
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let text = response.text().await.ok()?;
        let json = serde_json::from_str(&text).unwrap_or(Value::Null);
        Some(Answer {
            status,
            headers,
            text,
            json,
        })
    })
}

/// Sends all `requests` at the same instant; the answers come in the order of the requests.
pub(crate) fn send_at_once(requests: Vec<RequestBuilder>) -> Vec<Answer> {
    std::thread::scope(|scope| {
        let sent: Vec<_> = requests
            .into_iter()
            .map(|request| scope.spawn(|| send(request)))
            .collect();
        sent.into_iter()
            .map(|answer| answer.join().unwrap())
            .collect()
    })
}

impl Answer {
    /// The same answer, if it has this status.
    #[track_caller]
    pub(crate) fn expect(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{self:?}");
        self
    }

    /// The problem's code (RFC 9457), if it is one of this status.
    #[track_caller]
    pub(crate) fn problem(&self, status: u16) -> &str {
        assert_eq!(self.status, status, "{self:?}");
        assert_eq!(
            self.header("content-type"),
            "application/problem+json",
            "{self:?}"
        );
        assert_eq!(self.json["status"], status, "{self:?}");
        self.json["code"].as_str().unwrap()
    }

    /// The fields that a problem names.
    pub(crate) fn pointers(&self) -> Vec<&str> {
        let errors = self.json["errors"].as_array();
        errors
            .into_iter()
            .flatten()
            .filter_map(|error| error["pointer"].as_str())
            .collect()
    }

    /// A header's value; empty where there is none.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }

    /// The whole body as JSON.
    pub(crate) fn json(&self) -> &Value {
        &self.json
    }
}

impl Index<&str> for Answer {
    type Output = Value;

    fn index(&self, field: &str) -> &Value {
        &self.json[field]
    }
}

impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.status, self.text)
    }
}
