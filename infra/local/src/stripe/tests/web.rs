//! The same Stripe over HTTP, and an endpoint that takes its webhooks.

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use reqwest::Method;
use serde_json::Value;
use tokio::net::TcpListener;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

use crate::clock::Clock;
use crate::stripe::{Stripe, WebhookTarget};

pub(super) const START: &str = "2022-05-25T09:00:00Z";
pub(super) const SECRET: &str = "whsec_test";

pub(super) struct Web {
    pub(super) stripe: Stripe,
    pub(super) clock: Clock,
    pub(super) key: &'static str,
    address: String,
    client: reqwest::Client,
}

/// An answer over the wire.
#[derive(Debug)]
pub(super) struct Answered {
    pub(super) status: u16,
    pub(super) replayed: bool,
    pub(super) body: Value,
}

impl Web {
    pub(super) async fn open() -> Self {
        let clock = Clock::new(START.parse().unwrap());
        let webhook = WebhookTarget {
            url: None,
            secrets: vec![SECRET.to_owned()],
        };
        let stripe = Stripe::new(clock.clone(), webhook);
        Self::serving(stripe, clock).await
    }

    pub(super) async fn serving(stripe: Stripe, clock: Clock) -> Self {
        let address = serve(stripe.router()).await;
        let client = reqwest::Client::builder().no_proxy().build().unwrap();
        Self {
            stripe,
            clock,
            key: "sk_test_local",
            address,
            client,
        }
    }

    /// Sends a call with an idempotency key; an error if the connection gave no answer.
    pub(super) async fn send(
        &self,
        method: Method,
        path: &str,
        encoded: &str,
        key: Option<&str>,
    ) -> Result<Answered, reqwest::Error> {
        let mut request = self
            .client
            .request(method, format!("{}{path}", self.address))
            .header("content-type", "application/x-www-form-urlencoded")
            .bearer_auth(self.key)
            .body(encoded.to_owned());
        if let Some(key) = key {
            request = request.header("idempotency-key", key);
        }
        let response = request.send().await?;
        Ok(Answered {
            status: response.status().as_u16(),
            replayed: response.headers().contains_key("idempotent-replayed"),
            body: response.json().await?,
        })
    }

    pub(super) async fn post(&self, path: &str, encoded: &str, key: &str) -> Answered {
        self.send(Method::POST, path, encoded, Some(key))
            .await
            .unwrap()
    }

    pub(super) async fn get(&self, path: &str) -> Answered {
        self.send(Method::GET, path, "", None).await.unwrap()
    }

    pub(super) async fn control(&self, path: &str, json: Value) -> Value {
        let request = self
            .client
            .post(format!("{}{path}", self.address))
            .json(&json);
        let response = request.send().await.unwrap().error_for_status().unwrap();
        response.json().await.unwrap()
    }

    pub(super) async fn customer(&self) -> String {
        let customer = self
            .send(Method::POST, "/v1/customers", "name=Ana", None)
            .await
            .unwrap();
        customer.body["id"].as_str().unwrap().to_owned()
    }

    /// Puts an endpoint up that answers with `statuses`, and with 200 when they are used up.
    pub(super) async fn endpoint(&self, statuses: &[u16]) -> Endpoint {
        let (sender, received) = unbounded_channel();
        let statuses = statuses.iter().rev().copied().collect();
        let inbox = Inbox {
            sender,
            statuses: Arc::new(Mutex::new(statuses)),
        };
        let router = Router::new().route("/hook", post(take)).with_state(inbox);
        let address = serve(router).await;
        self.stripe.send_webhooks_to(format!("{address}/hook"));
        Endpoint { received }
    }
}

/// One webhook as it came in.
pub(super) struct Received {
    pub(super) signature: String,
    pub(super) raw: String,
    pub(super) event: Value,
}

pub(super) struct Endpoint {
    received: UnboundedReceiver<Received>,
}

impl Endpoint {
    pub(super) async fn next(&mut self) -> Received {
        self.received.recv().await.unwrap()
    }

    /// The ids of the next webhooks.
    pub(super) async fn ids(&mut self, count: usize) -> Vec<String> {
        let mut ids = Vec::new();
        for _ in 0..count {
            ids.push(self.next().await.event["id"].as_str().unwrap().to_owned());
        }
        ids
    }

    pub(super) fn is_empty(&self) -> bool {
        self.received.is_empty()
    }
}

#[derive(Clone)]
struct Inbox {
    sender: UnboundedSender<Received>,
    statuses: Arc<Mutex<Vec<u16>>>,
}

async fn take(State(inbox): State<Inbox>, headers: HeaderMap, raw: String) -> StatusCode {
    let signature = headers["stripe-signature"].to_str().unwrap().to_owned();
    let event = serde_json::from_str(&raw).unwrap();
    inbox
        .sender
        .send(Received {
            signature,
            raw,
            event,
        })
        .unwrap();
    let status = inbox.statuses.lock().unwrap().pop().unwrap_or(200);
    StatusCode::from_u16(status).unwrap()
}

async fn serve(router: Router) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, router).await });
    address
}
