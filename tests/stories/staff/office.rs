//! A member of staff at the host's back office.

use reqwest::{Method, RequestBuilder};
use serde_json::Value;

use crate::harness::answer::{Answer, send};
use crate::harness::stack::Stack;

/// The back office, acting for one of its people.
pub(super) struct Office<'a> {
    stack: &'a Stack,
    person: &'a str,
}

impl<'a> Office<'a> {
    pub(super) fn of(stack: &'a Stack, person: &'a str) -> Self {
        Self { stack, person }
    }

    pub(super) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let path = format!("/v1/admin{path}");
        let request = self.stack.host().request(method, &path);
        request.header("goodword-actor", self.person)
    }

    pub(super) fn posts(&self, path: &str, body: &Value) -> Answer {
        send(self.request(Method::POST, path).json(body))
    }

    /// The same under a key by which it may be repeated.
    pub(super) fn posts_as(&self, key: &str, path: &str, body: &Value) -> Answer {
        let request = self.request(Method::POST, path).json(body);
        send(request.header("idempotency-key", key))
    }

    #[track_caller]
    pub(super) fn reads(&self, path: &str) -> Answer {
        send(self.request(Method::GET, path)).expect(200)
    }

    /// The part of the audit trail that the query asks for, newest first.
    #[track_caller]
    pub(super) fn audit(&self, query: &str) -> Vec<Value> {
        let page = self.reads(&format!("/audit?limit=100&{query}"));
        page["data"].as_array().unwrap().clone()
    }
}
