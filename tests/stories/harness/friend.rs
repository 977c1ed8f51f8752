//! Somebody without an account, who follows links and opens invites in a browser.

use reqwest::Method;

use super::answer::{Answer, send};
use super::stack::Stack;

pub(crate) struct Friend<'a> {
    stack: &'a Stack,
}

/// Where a redirect led.
#[derive(Debug, Clone)]
pub(crate) struct Landing {
    pub(crate) url: String,
    /// The touch, if there is one.
    pub(crate) touch: Option<String>,
    /// The accept token, if there is one.
    pub(crate) accept: Option<String>,
}

impl<'a> Friend<'a> {
    pub(super) fn of(stack: &'a Stack) -> Self {
        Self { stack }
    }

    /// Follows a link of any kind without going where it leads.
    pub(crate) fn gets(&self, url: &str) -> Answer {
        send(self.stack.request(Method::GET, url))
    }

    /// Follows a referrer's link: the signup page with a touch.
    #[track_caller]
    pub(crate) fn follows(&self, link: &str) -> Landing {
        Landing::of(&self.gets(link))
    }

    /// The touch of a link that was just followed.
    #[track_caller]
    pub(crate) fn touch_of(&self, link: &str) -> String {
        self.follows(link).touch.unwrap()
    }

    /// Presses Accept on an invite's page: the signup page with an accept token.
    #[track_caller]
    pub(crate) fn accepts(&self, invite: &str) -> Landing {
        Landing::of(&send(self.stack.request(Method::POST, invite)))
    }

    /// The accept token of an invite that was just accepted.
    #[track_caller]
    pub(crate) fn accept_of(&self, invite: &str) -> String {
        self.accepts(invite).accept.unwrap()
    }

    /// Presses a button of a page's form.
    pub(crate) fn posts(&self, url: &str, fields: &[(&str, &str)]) -> Answer {
        send(self.stack.request(Method::POST, url).form(fields))
    }

    /// Posts what a mail program posts when its owner says stop (RFC 8058 §3.2).
    pub(crate) fn unsubscribes_by_one_click(&self, url: &str) -> Answer {
        let form = self.stack.request(Method::POST, url);
        send(form.form(&[("List-Unsubscribe", "One-Click")]))
    }
}

impl Landing {
    #[track_caller]
    fn of(answer: &Answer) -> Self {
        assert!((302..=303).contains(&answer.status), "{answer:?}");
        let url = answer.header("location").to_owned();
        let query = url.split_once('?').map_or("", |(_, query)| query);
        let query = query.split('#').next().unwrap();
        let value = |name: &str| {
            let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
            pairs
                .filter(|(key, _)| *key == name)
                .map(|(_, value)| value.to_owned())
                .next()
        };
        Self {
            touch: value("ref"),
            accept: value("accept_token"),
            url,
        }
    }
}
