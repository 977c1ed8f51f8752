//! One queue of the stack, as an operator's hand reaches into it.

use reqwest::Method;
use serde_json::{Value, json};

use super::stack::Stack;

pub(crate) struct Queue<'a> {
    stack: &'a Stack,
    /// As the platform names it.
    name: String,
}

impl<'a> Queue<'a> {
    /// The queue with this name in the template.
    pub(super) fn named(stack: &'a Stack, logical: &str) -> Self {
        let name = format!("local-{logical}");
        Self { stack, name }
    }

    /// Everything in it is lost for good; says how much it was.
    #[track_caller]
    pub(crate) fn purge(&self) -> u64 {
        let path = format!("/queues/{}", self.name);
        let purged = self.stack.control(Method::DELETE, &path, None);
        purged["purged"].as_u64().unwrap()
    }

    /// Puts a text into it that no rule sent.
    #[track_caller]
    pub(crate) fn send(&self, body: &str) {
        let path = format!("/queues/{}", self.name);
        self.stack
            .control(Method::POST, &path, Some(json!({ "body": body })));
    }

    /// What waits in it.
    #[track_caller]
    pub(crate) fn waiting(&self) -> Vec<Value> {
        let shown = self.stack.control(Method::GET, "/queues", None);
        let messages = shown["messages"].as_array().unwrap().iter();
        let here = |message: &&Value| message["queue"] == self.name.as_str();
        messages.filter(here).cloned().collect()
    }
}
