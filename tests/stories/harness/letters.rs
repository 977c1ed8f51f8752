//! Dead letters, as staff see and settle them.

use reqwest::Method;
use serde_json::{Value, json};

use super::answer::Answer;
use super::stack::Stack;

const PATH: &str = "/v1/admin/dead-letters";

pub(crate) struct Letters<'a> {
    stack: &'a Stack,
}

impl<'a> Letters<'a> {
    pub(super) fn of(stack: &'a Stack) -> Self {
        Self { stack }
    }

    /// Those that somebody has to look at.
    #[track_caller]
    pub(crate) fn open(&self) -> Vec<Value> {
        self.listed("")
    }

    /// Those that the query asks for.
    #[track_caller]
    pub(crate) fn listed(&self, query: &str) -> Vec<Value> {
        let path = format!("{PATH}?limit=100&{query}");
        let answer = self.stack.host().request(Method::GET, &path);
        let answer = super::answer::send(answer).expect(200);
        answer["data"].as_array().unwrap().clone()
    }

    /// The one that is open, explained.
    #[track_caller]
    pub(crate) fn only_one(&self) -> Value {
        let open = self.open();
        assert_eq!(open.len(), 1, "{open:#?}");
        self.explained(&open[0])
    }

    #[track_caller]
    pub(crate) fn explained(&self, letter: &Value) -> Value {
        let path = format!("{PATH}/{}", letter["id"].as_str().unwrap());
        let answer = self.stack.host().request(Method::GET, &path);
        super::answer::send(answer).expect(200).json().clone()
    }

    /// Sends one back, and waits for what comes of it.
    #[track_caller]
    pub(crate) fn redrives(&self, letter: &Value) -> Answer {
        let answer = self.settles(letter, "redrive", &json!({}));
        self.stack.settle();
        answer
    }

    /// Sends all back, and waits for what comes of it.
    #[track_caller]
    pub(crate) fn redrives_all(&self) -> Answer {
        let path = format!("{PATH}/redrive");
        let answer = self.stack.host().sends(Method::POST, &path, &json!({}));
        self.stack.settle();
        answer
    }

    #[track_caller]
    pub(crate) fn discards(&self, letter: &Value, reason: &str) -> Answer {
        self.settles(letter, "discard", &json!({ "reason": reason }))
    }

    /// Discards what the next run of a schedule makes up for: there is nothing to send back.
    #[track_caller]
    pub(crate) fn discards_missed_runs(&self) {
        for letter in self.open() {
            let queue = letter["queue"].as_str().unwrap();
            if ["undelivered", "stream-failures"].contains(&queue) {
                self.discards(&letter, "the next run did it").expect(200);
            }
        }
    }

    #[track_caller]
    fn settles(&self, letter: &Value, deed: &str, body: &Value) -> Answer {
        let path = format!("{PATH}/{}/{deed}", letter["id"].as_str().unwrap());
        self.stack.host().sends(Method::POST, &path, body)
    }
}
