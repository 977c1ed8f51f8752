//! The stack's clock.

use jiff::Timestamp;
use reqwest::Method;
use serde_json::json;

use super::stack::Stack;

pub(crate) struct Clock<'a> {
    stack: &'a Stack,
}

impl<'a> Clock<'a> {
    pub(super) fn of(stack: &'a Stack) -> Self {
        Self { stack }
    }

    /// Lets a length of time pass, such as `P30D` or `PT1H`, with all that is due in it.
    #[track_caller]
    pub(crate) fn advance(&self, span: &str) {
        self.stack.settle();
        self.stack
            .control(Method::POST, "/clock", Some(json!({ "advance": span })));
    }

    /// Lets time pass until `instant`.
    #[track_caller]
    pub(crate) fn to(&self, instant: &str) {
        self.stack.settle();
        self.stack
            .control(Method::POST, "/clock", Some(json!({ "to": instant })));
    }

    /// The instant it is, to the second.
    pub(crate) fn now(&self) -> Timestamp {
        let shown = self.stack.control(Method::GET, "/clock", None);
        let now: Timestamp = shown["now"].as_str().unwrap().parse().unwrap();
        Timestamp::from_second(now.as_second()).unwrap()
    }
}
