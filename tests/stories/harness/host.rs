//! The host's server: the product whose customers refer.

use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};

use super::answer::{Answer, send};
use super::people::Person;
use super::program::Program;
use super::stack::Stack;

pub(crate) struct Host<'a> {
    stack: &'a Stack,
    key: String,
}

/// A signup in the making; nothing happens until it is [`told`](Signup::told).
#[must_use]
pub(crate) struct Signup<'a> {
    host: Host<'a>,
    body: Value,
}

/// An account in the making; nothing happens until it is [`told`](Account::told).
#[must_use]
pub(crate) struct Account<'a> {
    host: Host<'a>,
    id: String,
    body: Value,
}

impl<'a> Host<'a> {
    /// With the first key of all.
    pub(super) fn operator(stack: &'a Stack) -> Self {
        Self {
            stack,
            key: stack.secret("admin-api-key").to_owned(),
        }
    }

    /// The same server with another key.
    pub(crate) fn with_key(self, key: &str) -> Self {
        Self {
            key: key.to_owned(),
            ..self
        }
    }

    /// A request with the key.
    pub(crate) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.stack.request(method, path).bearer_auth(&self.key)
    }

    /// Sends a body to a path, whatever may come of it.
    pub(crate) fn sends(&self, method: Method, path: &str, body: &Value) -> Answer {
        send(self.request(method, path).json(body))
    }

    /// Sets a program up, or changes it.
    #[track_caller]
    pub(crate) fn puts(&self, program: &Program) -> Answer {
        let path = format!("/v1/admin/programs/{}", program.id);
        let file = self.request(Method::PUT, &path).body(program.file.clone());
        let answer = send(file.header("content-type", "application/toml"));
        assert!(answer.status == 200 || answer.status == 201, "{answer:?}");
        answer
    }

    /// Makes an API key with these scopes and answers it.
    #[track_caller]
    pub(crate) fn makes_key(&self, scopes: &[&str]) -> String {
        let body = json!({ "name": "a server", "scopes": scopes });
        let answer = self
            .sends(Method::POST, "/v1/admin/api-keys", &body)
            .expect(201);
        answer["key"].as_str().unwrap().to_owned()
    }

    /// Somebody new has an account: tells of it at once, unless more is said.
    pub(crate) fn signs_up(self, name: &str) -> Signup<'a> {
        let person = Person::named(name);
        let body = json!({
            "account_id": person.account_id,
            "member": person.member(),
            "signed_up_at": self.stack.clock().now().to_string(),
        });
        Signup { host: self, body }
    }

    /// An account with this one member, since long before anybody referred anybody.
    pub(crate) fn keeps(self, name: &str) -> Account<'a> {
        let person = Person::named(name);
        let body = json!({
            "signed_up_at": "2021-03-01T08:00:00Z",
            "members": [person.member()],
        });
        Account {
            host: self,
            id: person.account_id,
            body,
        }
    }

    /// Staff redeem for a customer who asked them to (C22).
    #[track_caller]
    pub(crate) fn redeems_for(&self, name: &str) -> Answer {
        let account_id = Person::named(name).account_id;
        self.sends(
            Method::POST,
            "/v1/redemptions",
            &json!({ "account_id": account_id }),
        )
    }
}

impl Signup<'_> {
    /// The friend came by a link: what the redirect appended as `ref`.
    pub(crate) fn with_touch(mut self, touch: &str) -> Self {
        let mut touches = self.body["touches"].as_array().cloned().unwrap_or_default();
        touches.push(touch.into());
        self.body["touches"] = touches.into();
        self
    }

    /// The friend typed a code in.
    pub(crate) fn with_code(self, code: &str) -> Self {
        self.with("code", code)
    }

    /// The friend came by an invite: what accepting it appended.
    pub(crate) fn with_accept(self, token: &str) -> Self {
        self.with("accept_token", token)
    }

    /// When it happened, by the host's clock.
    pub(crate) fn at(self, instant: &str) -> Self {
        self.with("signed_up_at", instant)
    }

    /// Stripe's customer of the new account.
    pub(crate) fn paying_as(self, customer: &str) -> Self {
        self.with("stripe_customer_id", customer)
    }

    pub(crate) fn with_email(mut self, email: &str) -> Self {
        self.body["member"]["email"] = email.into();
        self
    }

    pub(crate) fn with(mut self, field: &str, value: impl Into<Value>) -> Self {
        self.body[field] = value.into();
        self
    }

    /// The call that would be made.
    pub(crate) fn request(&self) -> RequestBuilder {
        self.host
            .request(Method::POST, "/v1/signups")
            .json(&self.body)
    }

    /// Tells it: 200, with the referral or with the reason why there is none.
    #[track_caller]
    pub(crate) fn told(self) -> Answer {
        send(self.request()).expect(200)
    }
}

impl Account<'_> {
    /// Other members of the same account, by their own short names.
    pub(crate) fn and(mut self, name: &str) -> Self {
        let members = self.body["members"].as_array_mut().unwrap();
        members.push(Person::named(name).member());
        self
    }

    pub(crate) fn paying_as(mut self, customer: &str) -> Self {
        self.body["stripe_customer_id"] = customer.into();
        self
    }

    /// It was closed, at some time before now.
    pub(crate) fn closed(mut self) -> Self {
        self.body["status"] = "closed".into();
        self
    }

    pub(crate) fn with(mut self, field: &str, value: impl Into<Value>) -> Self {
        self.body[field] = value.into();
        self
    }

    /// The call that would be made.
    pub(crate) fn request(&self) -> RequestBuilder {
        let path = format!("/v1/accounts/{}", self.id);
        self.host.request(Method::PUT, &path).json(&self.body)
    }

    #[track_caller]
    pub(crate) fn told(self) -> Answer {
        send(self.request()).expect(200)
    }
}
