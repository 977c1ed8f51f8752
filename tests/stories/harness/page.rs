//! A participant's browser on the hosted page, as one without JavaScript uses it.

use reqwest::{Method, RequestBuilder};
use serde_json::json;

use super::answer::{Answer, send};
use super::people::Person;
use super::stack::Stack;

/// A browser with the session's cookie.
pub(crate) struct Page<'a> {
    stack: &'a Stack,
    cookie: String,
}

impl<'a> Page<'a> {
    /// The link that the host redirects somebody's browser to.
    #[track_caller]
    pub(crate) fn entry(stack: &Stack, name: &str) -> String {
        let person = Person::named(name);
        let body = json!({
            "account_id": person.account_id,
            "participant_id": person.id,
            "return_url": "https://app.example.com/settings",
        });
        let answer = stack
            .host()
            .sends(Method::POST, "/v1/portal-sessions", &body);
        answer.expect(201)["url"].as_str().unwrap().to_owned()
    }

    /// Follows the link, and has the page before them.
    #[track_caller]
    pub(crate) fn of(stack: &'a Stack, name: &str) -> Self {
        let answer = send(stack.request(Method::GET, &Self::entry(stack, name))).expect(303);
        assert!(answer.header("location").ends_with("/portal"), "{answer:?}");
        Self {
            stack,
            cookie: cookie_of(&answer),
        }
    }

    /// What a browser sends with a request from the page.
    pub(crate) fn sends(&self, request: RequestBuilder) -> RequestBuilder {
        let origin = self.stack.origin();
        request
            .header("cookie", &self.cookie)
            .header("origin", origin)
    }

    pub(crate) fn gets(&self, path: &str) -> Answer {
        send(self.sends(self.stack.request(Method::GET, path)))
    }

    /// Presses the button of a form.
    pub(crate) fn posts(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        send(self.sends(self.stack.request(Method::POST, path).form(fields)))
    }

    /// The same, sent by a page of another site.
    pub(crate) fn is_made_to_post(&self, path: &str, origin: &str) -> Answer {
        let request = self.stack.request(Method::POST, path);
        send(
            request
                .header("cookie", &self.cookie)
                .header("origin", origin),
        )
    }

    /// The whole page as HTML.
    #[track_caller]
    pub(crate) fn shows(&self) -> String {
        self.stack.settle();
        self.gets("/portal").expect(200).text
    }
}

fn cookie_of(answer: &Answer) -> String {
    let set = answer.header("set-cookie");
    assert!(
        set.contains("HttpOnly") && set.contains("SameSite=Lax"),
        "{set}"
    );
    set.split(';').next().unwrap_or_default().to_owned()
}
