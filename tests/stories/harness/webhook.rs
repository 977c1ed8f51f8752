//! Stripe's deliveries, forged and genuine.

use data_encoding::HEXLOWER;
use hmac::{Hmac, KeyInit as _, Mac as _};
use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};
use sha2::Sha256;

use super::answer::{Answer, send};
use super::stack::Stack;

pub(crate) struct Webhook<'a> {
    stack: &'a Stack,
}

/// A delivery in the making.
#[must_use]
pub(crate) struct Delivery<'a> {
    stack: &'a Stack,
    body: Vec<u8>,
    second: i64,
    secrets: Vec<String>,
}

impl<'a> Webhook<'a> {
    pub(super) fn of(stack: &'a Stack) -> Self {
        Self { stack }
    }

    /// A delivery of `event`, signed now as Stripe signs.
    pub(crate) fn delivers(&self, event: &Value) -> Delivery<'a> {
        self.delivers_bytes(event.to_string().as_bytes())
    }

    /// The same of any bytes.
    pub(crate) fn delivers_bytes(&self, body: &[u8]) -> Delivery<'a> {
        let secrets = self.stack.secret("stripe-webhook-secrets");
        Delivery {
            stack: self.stack,
            body: body.to_vec(),
            second: self.stack.clock().now().as_second(),
            secrets: secrets.split(',').map(str::to_owned).collect(),
        }
    }

    /// An event of Stripe's that nobody has seen yet, about an invoice of nobody's.
    pub(crate) fn example(&self, id: &str) -> Value {
        json!({
            "id": id,
            "object": "event",
            "api_version": "2025-12-15.clover",
            "created": self.stack.clock().now().as_second(),
            "data": { "object": { "id": "in_00000000", "object": "invoice", "customer": "cus_00000000" } },
            "livemode": false,
            "pending_webhooks": 1,
            "request": { "id": null, "idempotency_key": null },
            "type": "invoice.paid",
        })
    }

    /// Ids of the events that were accepted, of those that begin so.
    #[track_caller]
    pub(crate) fn accepted(&self, prefix: &str) -> Vec<String> {
        self.stack.settle();
        let shown = self.stack.control(Method::GET, "/events", None);
        let events = shown["events"].as_array().unwrap();
        let accepted = events.iter().map(|published| &published["event"]);
        accepted
            .filter(|event| event["detail-type"] == "stripe_event.accepted")
            .filter_map(|event| event["detail"]["data"]["stripe_event_id"].as_str())
            .filter(|id| id.starts_with(prefix))
            .map(str::to_owned)
            .collect()
    }
}

impl Delivery<'_> {
    /// Signed so many seconds earlier, or later where negative.
    pub(crate) fn signed_ago(mut self, seconds: i64) -> Self {
        self.second = self.second.saturating_sub(seconds);
        self
    }

    /// Signed with these secrets.
    pub(crate) fn signed_with(mut self, secrets: &[&str]) -> Self {
        self.secrets = secrets.iter().map(|&secret| secret.to_owned()).collect();
        self
    }

    /// As it should be.
    pub(crate) fn sent(self) -> Answer {
        send(self.request())
    }

    /// The request that would be made.
    pub(crate) fn request(&self) -> RequestBuilder {
        self.request_as(&self.signature())
    }

    /// With another byte in its body than was signed.
    pub(crate) fn sent_altered(mut self) -> Answer {
        let signature = self.signature();
        self.body.push(b' ');
        self.sent_as(&signature)
    }

    /// With another body than was signed.
    pub(crate) fn sent_with_body(mut self, body: &[u8]) -> Answer {
        let signature = self.signature();
        self.body = body.to_vec();
        self.sent_as(&signature)
    }

    /// As a kind of file that the gateway hands on in base64.
    pub(crate) fn sent_as_a_file(self) -> Answer {
        let request = self.stack.request(Method::POST, "/webhooks/stripe");
        let request = request.header("content-type", "application/octet-stream");
        let signature = self.signature();
        send(
            request
                .header("stripe-signature", signature)
                .body(self.body),
        )
    }

    /// With a signature header of one's own.
    pub(crate) fn sent_as(self, signature: &str) -> Answer {
        send(self.request_as(signature))
    }

    /// Without any.
    pub(crate) fn sent_unsigned(self) -> Answer {
        send(
            self.stack
                .request(Method::POST, "/webhooks/stripe")
                .body(self.body),
        )
    }

    fn request_as(&self, signature: &str) -> RequestBuilder {
        let request = self.stack.request(Method::POST, "/webhooks/stripe");
        let request = request.header("content-type", "application/json; charset=utf-8");
        request
            .header("stripe-signature", signature)
            .body(self.body.clone())
    }

    /// The header that Stripe would sign it with.
    pub(crate) fn signature(&self) -> String {
        let mut header = format!("t={}", self.second);
        for secret in &self.secrets {
            let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).unwrap();
            mac.update(format!("{}.", self.second).as_bytes());
            mac.update(&self.body);
            header.push_str(",v1=");
            header.push_str(&HEXLOWER.encode(&mac.finalize().into_bytes()));
        }
        header
    }
}
