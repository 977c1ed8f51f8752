//! The browser of a member of staff in the console, as one without JavaScript uses it.

use reqwest::{Method, RequestBuilder};
use serde_json::json;

use super::answer::{Answer, send};
use super::stack::Stack;

/// A browser with the session's cookie.
pub(crate) struct Console<'a> {
    stack: &'a Stack,
    cookie: String,
}

impl<'a> Console<'a> {
    /// The link that the back office redirects somebody's browser to.
    #[track_caller]
    pub(crate) fn entry(stack: &Stack, role: &str) -> String {
        let body = json!({ "staff_id": format!("jo.{role}"), "name": "Jo Marsh", "role": role });
        let answer = stack
            .host()
            .sends(Method::POST, "/v1/console-sessions", &body);
        answer.expect(201)["url"].as_str().unwrap().to_owned()
    }

    /// Follows the link, and has the console before them.
    #[track_caller]
    pub(crate) fn of(stack: &'a Stack, role: &str) -> Self {
        Self::by(stack, &Self::entry(stack, role))
    }

    /// The same, by this link.
    #[track_caller]
    pub(crate) fn by(stack: &'a Stack, entry: &str) -> Self {
        let answer = send(stack.request(Method::GET, entry)).expect(303);
        assert!(answer.header("location").ends_with("/admin"), "{answer:?}");
        let set = answer.header("set-cookie");
        assert!(
            set.contains("HttpOnly") && set.contains("SameSite=Lax"),
            "{set}"
        );
        let cookie = set.split(';').next().unwrap_or_default().to_owned();
        Self { stack, cookie }
    }

    /// What a browser sends with a request from a page.
    pub(crate) fn sends(&self, request: RequestBuilder) -> RequestBuilder {
        let origin = self.stack.origin();
        request
            .header("cookie", &self.cookie)
            .header("origin", origin)
    }

    pub(crate) fn gets(&self, path: &str) -> Answer {
        send(self.sends(self.stack.request(Method::GET, path)))
    }

    /// The page as HTML, once everything has come to rest.
    #[track_caller]
    pub(crate) fn shows(&self, path: &str) -> String {
        self.stack.settle();
        self.gets(path).expect(200).text
    }

    /// Sends a form.
    pub(crate) fn posts(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        send(self.sends(self.stack.request(Method::POST, path).form(fields)))
    }

    /// The same, sent by a page of another site.
    pub(crate) fn is_made_to_post(&self, fields: &[(&str, &str)], origin: &str) -> Answer {
        let request = self
            .stack
            .request(Method::POST, "/admin/deeds")
            .form(fields);
        send(
            request
                .header("cookie", &self.cookie)
                .header("origin", origin),
        )
    }

    /// Presses a button of a page.
    #[track_caller]
    pub(crate) fn does(&self, page: &str, fields: &[(&str, &str)]) -> Answer {
        let press = hidden(&self.shows(page));
        let mut fields = fields.to_vec();
        fields.push(("press", &press));
        self.posts("/admin/deeds", &fields)
    }
}

/// The press that stands in the first form of a page.
#[track_caller]
pub(crate) fn hidden(html: &str) -> String {
    let (_, rest) = html
        .split_once("name=\"press\" value=\"")
        .unwrap_or_else(|| panic!("no form on the page: {html}"));
    rest.split('"').next().unwrap().to_owned()
}
