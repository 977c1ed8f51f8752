//! How each function is called: an event that makes it do its work, and one that makes it do
//! nothing.

use std::sync::atomic::{AtomicU64, Ordering};

use anyhow::{Result, bail, ensure};
use data_encoding::HEXLOWER;
use hmac::{Hmac, KeyInit as _, Mac as _};
use jiff::Timestamp;
use serde_json::{Value, json};
use sha2::Sha256;

use crate::stack::Stack;

/// Counts what must be new at each invocation, over all rounds.
static NUMBER: AtomicU64 = AtomicU64::new(0);

/// The work of one function.
pub(crate) struct Work {
    kind: Kind,
    key: String,
    webhook_secret: String,
    code: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Hello,
    /// A request: the method, the path, and the body if it has one.
    Http(&'static str, &'static str, Body),
    /// An event of ours from a queue: its type and data.
    Queue(&'static str, &'static str),
    Schedule,
    /// An item of the outbox from the table's stream.
    Stream,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Body {
    None,
    Link,
    Signup,
    Invite,
    Redemption,
    StripeEvent,
}

impl Work {
    /// What `name` is measured by.
    pub(crate) fn of(name: &str, stack: &Stack) -> Result<Self> {
        let kind = match name {
            "hello" => Kind::Hello,
            "create-link" => Kind::Http("POST", "/v1/links", Body::Link),
            "follow-link" => Kind::Http("GET", "/r/{code}", Body::None),
            "send-invites" => Kind::Http("POST", "/v1/invites", Body::Invite),
            "unsubscribe" => Kind::Http("GET", "/u/{token}", Body::None),
            "attribute-signup" => Kind::Http("POST", "/v1/signups", Body::Signup),
            "stripe-webhook" => Kind::Http("POST", "/webhooks/stripe", Body::StripeEvent),
            "redeem-credit" => Kind::Http("POST", "/v1/redemptions", Body::Redemption),
            "portal" => Kind::Http("GET", "/v1/home", Body::None),
            "administer" => Kind::Http("GET", "/v1/admin/programs", Body::None),
            "report-health" => Kind::Http("GET", "/v1/health", Body::None),
            "deliver-mail" | "collect-dead-letters" => {
                Kind::Queue("invite.created", r#"{"invite_id":"inv_none"}"#)
            }
            "receive-mail-feedback" => Kind::Queue("", MAIL_DELIVERED),
            "settle-payments" => Kind::Queue("stripe_event.accepted", STRIPE_EVENT),
            "post-credits" => Kind::Queue("credit.available", CREDIT_AVAILABLE),
            "publish-events" => Kind::Stream,
            "find-stuck" | "reconcile" | "run-due" | "send-reminders" => Kind::Schedule,
            _ => bail!("infra/bench/src/work.rs does not say how {name} is called"),
        };
        let secret = |name: &str| stack.secrets.get(name).cloned().unwrap_or_default();
        Ok(Self {
            kind,
            key: stack.key.clone(),
            webhook_secret: secret("stripe-webhook-secrets"),
            code: stack.code.clone(),
        })
    }

    /// The next event of its work.
    pub(crate) fn event(&self) -> Value {
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        match self.kind {
            Kind::Hello => json!({}),
            Kind::Http(method, path, body) => {
                let body = self.body(body, number);
                self.request(method, path, body.as_deref())
            }
            Kind::Queue(kind, data) => queue(kind, data, number),
            Kind::Schedule => json!({ "time": Timestamp::now().to_string() }),
            Kind::Stream => stream(number),
        }
    }

    /// An event that it has nothing to do for.
    pub(crate) fn empty(&self) -> Value {
        match self.kind {
            Kind::Http(..) => self.request("GET", "/nowhere", None),
            Kind::Queue(..) | Kind::Stream => json!({ "Records": [] }),
            Kind::Hello | Kind::Schedule => self.event(),
        }
    }

    /// That the work was done: a request was not refused, and no message came back.
    pub(crate) fn check(answer: &Value) -> Result<()> {
        let status = answer["statusCode"].as_u64().unwrap_or(200);
        ensure!(status < 400, "the request was refused: {answer}");
        let failed = answer["batchItemFailures"].as_array().map_or(0, Vec::len);
        ensure!(failed == 0, "a message came back: {answer}");
        Ok(())
    }

    fn body(&self, body: Body, number: u64) -> Option<String> {
        let id = format!("p{number}");
        let now = Timestamp::now();
        let body = match body {
            Body::None => return None,
            Body::Link => json!({ "account_id": "ana-co", "participant_id": id }),
            Body::Signup => json!({
                "account_id": format!("{id}-co"),
                "member": { "id": id, "email": format!("{id}@example.org") },
                "signed_up_at": now.to_string(),
                "code": self.code,
            }),
            Body::Invite => json!({
                "account_id": "ana-co", "participant_id": "ana",
                "recipients": [{ "email": format!("{id}@example.net") }],
            }),
            Body::Redemption => json!({ "account_id": "ana-co" }),
            Body::StripeEvent => json!({
                "id": format!("evt_{number}"), "object": "event", "type": "invoice.paid",
                "created": now.as_second(), "livemode": false,
                "data": { "object": { "id": "in_1", "object": "invoice", "customer": "cus_1" } },
            }),
        };
        Some(body.to_string())
    }

    /// API Gateway's payload format 2.0.
    fn request(&self, method: &str, route: &str, body: Option<&str>) -> Value {
        let path = route
            .replace("{code}", &self.code)
            .replace("{token}", "none");
        let mut headers = json!({
            "authorization": format!("Bearer {}", self.key),
            "content-type": "application/json", "host": "api.example.com",
        });
        if let Some(body) = body.filter(|_| path.starts_with("/webhooks")) {
            headers["stripe-signature"] = signature(&self.webhook_secret, body).into();
        }
        let query = if path == "/v1/home" {
            "account_id=ana-co&participant_id=ana"
        } else {
            ""
        };
        let mut event = json!({
            "version": "2.0", "routeKey": format!("{method} {route}"), "rawPath": path,
            "rawQueryString": query, "headers": headers, "isBase64Encoded": false,
            "requestContext": {
                "accountId": "123456789012", "apiId": "bench", "domainName": "api.example.com",
                "domainPrefix": "bench", "requestId": "bench", "routeKey": format!("{method} {route}"),
                "stage": "$default", "time": "01/Jan/2026:00:00:00 +0000",
                "timeEpoch": Timestamp::now().as_millisecond(),
                "http": {
                    "method": method, "path": path, "protocol": "HTTP/1.1",
                    "sourceIp": "127.0.0.1", "userAgent": "bench",
                },
            },
        });
        if !query.is_empty() {
            event["queryStringParameters"] =
                json!({ "account_id": "ana-co", "participant_id": "ana" });
        }
        if let Some(body) = body {
            event["body"] = body.into();
        }
        event
    }
}

const CREDIT_AVAILABLE: &str = r#"{"reward_id":"rwd_none.referrer","account_id":"none"}"#;

const STRIPE_EVENT: &str = r#"{"stripe_event_id":"evt_none","stripe_type":"invoice.paid",
    "object_id":"in_none","customer_id":null,"created_at":"2026-01-01T00:00:00Z"}"#;

/// What SES tells of a message that is not one of ours.
const MAIL_DELIVERED: &str = r#"{"eventType":"Delivery","mail":{"messageId":"none","headers":[]}}"#;

fn signature(secret: &str, body: &str) -> String {
    let time = Timestamp::now().as_second();
    let first = secret.split(',').next().unwrap_or_default();
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(first.as_bytes()) else {
        return String::new();
    };
    mac.update(format!("{time}.{body}").as_bytes());
    format!(
        "t={time},v1={}",
        HEXLOWER.encode(&mac.finalize().into_bytes())
    )
}

fn queue(kind: &str, data: &str, number: u64) -> Value {
    let data: Value = serde_json::from_str(data).unwrap_or_default();
    let now = Timestamp::now().to_string();
    let (source, detail_type, detail) = if kind.is_empty() {
        ("aws.ses", "Email Delivered", data)
    } else {
        let metadata = json!({
            "id": "evt_none", "type": kind, "version": 1, "occurred_at": now, "livemode": false,
        });
        (
            "goodword",
            kind,
            json!({ "metadata": metadata, "data": data }),
        )
    };
    let envelope = json!({
        "version": "0", "id": "none", "detail-type": detail_type, "source": source,
        "account": "123456789012", "time": now, "region": "us-east-1", "resources": [],
        "detail": detail,
    });
    json!({ "Records": [{
        "messageId": format!("m-{number}"), "receiptHandle": "none", "body": envelope.to_string(),
        "attributes": { "ApproximateReceiveCount": "1", "SentTimestamp": "1767225600000",
            "SenderId": "none", "ApproximateFirstReceiveTimestamp": "1767225600000" },
        "messageAttributes": {}, "md5OfBody": "", "eventSource": "aws:sqs",
        "eventSourceARN": "arn:aws:sqs:us-east-1:123456789012:bench", "awsRegion": "us-east-1",
    }] })
}

fn stream(number: u64) -> Value {
    let now = Timestamp::now();
    json!({ "Records": [{
        "eventID": number.to_string(), "eventName": "INSERT", "eventVersion": "1.1",
        "eventSource": "aws:dynamodb", "awsRegion": "us-east-1",
        "eventSourceARN": "arn:aws:dynamodb:us-east-1:123456789012:table/bench/stream/1",
        "dynamodb": {
            "ApproximateCreationDateTime": now.as_second(),
            "Keys": { "pk": { "S": "OUTBOX#0" }, "sk": { "S": number.to_string() } },
            "NewImage": {
                "pk": { "S": "OUTBOX#0" }, "sk": { "S": number.to_string() },
                "events": { "L": [{ "M": { "event": { "M": {
                    "id": { "S": "evt_none" }, "detail_type": { "S": "invite.created" },
                    "version": { "N": "1" }, "data": { "S": "{}" },
                } } } }] },
                "livemode": { "BOOL": false }, "recorded_at": { "S": now.to_string() },
            },
            "SequenceNumber": number.to_string(), "SizeBytes": 200, "StreamViewType": "NEW_IMAGE",
        },
    }] })
}
