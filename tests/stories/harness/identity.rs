//! The host's identity provider, and the tokens of those who are signed in at it.

use reqwest::Method;
use serde_json::{Value, json};

use super::answer::{Answer, send};
use super::people::Person;
use super::stack::Stack;

pub(crate) struct Identity<'a> {
    stack: &'a Stack,
}

/// A token in the making.
#[derive(Clone)]
pub(crate) struct IdToken<'a> {
    stack: &'a Stack,
    wanted: Value,
}

impl<'a> Identity<'a> {
    pub(super) fn of(stack: &'a Stack) -> Self {
        Self { stack }
    }

    /// A good one, for the next hour, signed by RS256.
    pub(crate) fn token_of(&self, name: &str) -> IdToken<'a> {
        let person = Person::named(name);
        let claims = json!({ "sub": person.id, "account_id": person.account_id });
        IdToken {
            stack: self.stack,
            wanted: json!({ "claims": claims, "header": {} }),
        }
    }

    /// Signs with other keys from now on.
    pub(crate) fn rotates(&self) {
        self.stack.control(Method::POST, "/identity/rotate", None);
    }

    /// Answers nobody, until it comes back.
    pub(crate) fn goes_down(&self) {
        self.is_down(true);
    }

    pub(crate) fn comes_back(&self) {
        self.is_down(false);
    }

    fn is_down(&self, is_down: bool) {
        let change = json!({ "is_down": is_down });
        self.stack.control(Method::PUT, "/identity", Some(change));
    }

    /// How often it was asked for its keys.
    pub(crate) fn asked(&self) -> u64 {
        let shown = self.stack.control(Method::GET, "/identity", None);
        shown["asked"].as_u64().unwrap()
    }

    /// The first of its public keys: nothing about them is secret.
    pub(crate) fn public_key(&self) -> Value {
        self.stack.control(Method::GET, "/identity/keys", None)["keys"][0].take()
    }
}

impl IdToken<'_> {
    /// The same with another claim; null takes it out.
    pub(crate) fn with(mut self, claim: &str, value: Value) -> Self {
        self.wanted["claims"][claim] = value;
        self
    }

    /// The same with another member of its header; null takes it out.
    pub(crate) fn headed(mut self, member: &str, value: Value) -> Self {
        self.wanted["header"][member] = value;
        self
    }

    /// The same, signed with a key that the provider does not publish, under a name that it does.
    pub(crate) fn by_stranger(mut self) -> Self {
        self.wanted["by_stranger"] = json!(true);
        self
    }

    /// The compact form.
    #[track_caller]
    pub(crate) fn signed(&self) -> String {
        let wanted = Some(self.wanted.clone());
        let answer = self.stack.control(Method::POST, "/identity/tokens", wanted);
        answer["token"].as_str().unwrap().to_owned()
    }

    /// Exchanged for a session's, whatever may come of it.
    #[track_caller]
    pub(crate) fn exchanged(&self) -> Answer {
        exchanged(self.stack, &self.signed(), &json!({}))
    }
}

/// A bearer, exchanged for a session's token.
#[track_caller]
pub(crate) fn exchanged(stack: &Stack, bearer: &str, body: &Value) -> Answer {
    let request = stack.request(Method::POST, "/v1/portal-sessions");
    send(request.bearer_auth(bearer).json(body))
}
