//! Somebody with an account, who refers or was referred, with a token that the host signed.

use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};

use super::answer::{Answer, send};
use super::home::Home;
use super::people::Person;
use super::stack::Stack;
use super::token::Token;

pub(crate) struct Participant<'a> {
    stack: &'a Stack,
    pub(crate) person: Person,
}

/// Invites in the making; nothing happens until they are [`sent`](Invites::sent).
#[must_use]
pub(crate) struct Invites<'a> {
    by: &'a Participant<'a>,
    body: Value,
}

impl<'a> Participant<'a> {
    pub(super) fn named(stack: &'a Stack, name: &str) -> Self {
        Self {
            stack,
            person: Person::named(name),
        }
    }

    pub(crate) fn token(&self) -> Token {
        Token::of(self.stack, &self.person)
    }

    /// A request with the participant's token.
    pub(crate) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.stack
            .request(method, path)
            .bearer_auth(self.token().signed())
    }

    pub(crate) fn sends(&self, method: Method, path: &str, body: &Value) -> Answer {
        send(self.request(method, path).json(body))
    }

    /// "Alright, generate my link!" (C8): the link as it is answered.
    #[track_caller]
    pub(crate) fn makes_link(&self) -> Answer {
        let answer = self.sends(Method::POST, "/v1/links", &json!({}));
        assert!(answer.status == 200 || answer.status == 201, "{answer:?}");
        answer
    }

    /// The link's URL.
    #[track_caller]
    pub(crate) fn link(&self) -> String {
        self.makes_link()["url"].as_str().unwrap().to_owned()
    }

    /// Invites to these addresses.
    pub(crate) fn invites<'b>(&'b self, addresses: &[&str]) -> Invites<'b> {
        let recipient = |address: &&str| json!({ "email": address });
        let recipients: Vec<Value> = addresses.iter().map(recipient).collect();
        Invites {
            by: self,
            body: json!({ "recipients": recipients }),
        }
    }

    /// What the page shows.
    #[track_caller]
    pub(crate) fn home(&self) -> Home {
        self.stack.settle();
        Home::read(
            send(self.request(Method::GET, "/v1/home"))
                .expect(200)
                .json(),
        )
    }

    /// Has read the notifications.
    #[track_caller]
    pub(crate) fn sees_notifications(&self) {
        let answer = self.sends(Method::POST, "/v1/home/seen", &json!({}));
        assert!(answer.status < 300, "{answer:?}");
    }

    /// Redeems all that is available.
    #[track_caller]
    pub(crate) fn redeems(&self) -> Answer {
        self.sends(Method::POST, "/v1/redemptions", &json!({}))
            .expect(200)
    }

    /// The invites so far, as the participant sees them.
    #[track_caller]
    pub(crate) fn sent_invites(&self) -> Vec<Value> {
        self.stack.settle();
        let answer = send(self.request(Method::GET, "/v1/invites")).expect(200);
        answer["data"].as_array().unwrap().clone()
    }
}

impl Invites<'_> {
    /// Names for the recipients, in their order.
    pub(crate) fn named(mut self, names: &[&str]) -> Self {
        for (recipient, name) in self.body["recipients"]
            .as_array_mut()
            .unwrap()
            .iter_mut()
            .zip(names)
        {
            recipient["name"] = (*name).into();
        }
        self
    }

    /// In the participant's own words (C14).
    pub(crate) fn saying(mut self, message: &str) -> Self {
        self.body["message"] = message.into();
        self
    }

    /// In another program than the default.
    pub(crate) fn in_program(mut self, id: &str) -> Self {
        self.body["program_id"] = id.into();
        self
    }

    pub(crate) fn request(&self) -> RequestBuilder {
        self.by
            .request(Method::POST, "/v1/invites")
            .json(&self.body)
    }

    /// Sends them, whatever may come of it.
    pub(crate) fn tried(self) -> Answer {
        send(self.request())
    }

    /// Sends them: always 202.
    #[track_caller]
    pub(crate) fn sent(self) -> Answer {
        self.tried().expect(202)
    }
}
