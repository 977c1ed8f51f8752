//! What was published, and the platform's right to deliver it again.

use reqwest::Method;

use super::stack::Stack;

pub(crate) struct Bus<'a> {
    stack: &'a Stack,
}

impl<'a> Bus<'a> {
    pub(super) fn of(stack: &'a Stack) -> Self {
        Self { stack }
    }

    /// The ids of our own events in the order they were published; one may be there twice.
    #[track_caller]
    pub(crate) fn ids(&self) -> Vec<String> {
        self.stack.settle();
        let shown = self.stack.control(Method::GET, "/events", None);
        let events = shown["events"].as_array().unwrap();
        events
            .iter()
            .filter_map(|published| published["event"]["detail"]["metadata"]["id"].as_str())
            .map(str::to_owned)
            .collect()
    }

    /// Whether an event was published more than once.
    #[track_caller]
    pub(crate) fn has_copies(&self) -> bool {
        let mut ids = self.ids();
        let all = ids.len();
        ids.sort();
        ids.dedup();
        ids.len() < all
    }

    /// Everything so far is delivered once more.
    #[track_caller]
    pub(crate) fn repeats(&self) {
        let answer = self.stack.control(Method::POST, "/events/repeat", None);
        assert!(answer["repeated"].as_u64().unwrap() > 0, "{answer}");
        self.stack.settle();
    }
}
