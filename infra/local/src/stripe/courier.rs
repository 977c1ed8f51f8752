//! The courier: takes events to the webhook, signed, in order, again until they are accepted.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::{Duration, Instant};

use data_encoding::HEXLOWER;
use hmac::{Hmac, KeyInit, Mac};
use jiff::{SignedDuration, Timestamp};
use reqwest::header;
use serde::Serialize;
use sha2::Sha256;
use tokio::task::JoinSet;

use super::calendar::later;
use super::events::StripeEvent;
use super::{Desk, Shared};

/// Attempts within seconds; the others wait for the virtual clock, each an hour longer than the
/// one before it, and the last is three days after the first, as Stripe's is.
const QUICK_ATTEMPTS: u32 = 8;
const MAX_ATTEMPTS: u32 = 19;
const FIRST_WAIT: Duration = Duration::from_millis(25);
const LONGEST_WAIT: Duration = Duration::from_secs(1);
const ANSWER_TIME: Duration = Duration::from_secs(30);
/// How often the courier looks whether a waiting event is due.
const LOOK_EVERY: Duration = Duration::from_millis(10);

/// Where events go. Until there is a `url`, they wait.
#[derive(Debug, Clone, Default)]
pub struct WebhookTarget {
    /// The endpoint, such as `http://127.0.0.1:8787/webhooks/stripe`.
    pub url: Option<String>,
    /// Signing secrets; two of them while one is being rolled.
    pub secrets: Vec<String>,
}

#[derive(Debug, Default)]
pub(super) struct Outbox {
    pub(super) target: WebhookTarget,
    waiting: VecDeque<Delivery>,
    /// Held back until released, oldest first.
    held: Vec<String>,
    in_flight: usize,
    given_up: Vec<String>,
}

#[derive(Debug)]
struct Delivery {
    event: String,
    attempts: u32,
    /// Not before this virtual instant.
    due_at: Timestamp,
    /// Nor before this real one.
    not_before: Instant,
}

/// How the deliveries stand.
#[derive(Debug, Serialize)]
pub(super) struct Standing {
    waiting: Vec<String>,
    held: Vec<String>,
    in_flight: usize,
    given_up: Vec<String>,
}

/// One delivery, ready to be sent.
struct Parcel {
    delivery: Delivery,
    url: String,
    body: String,
    signature: String,
    copies: u32,
}

impl Outbox {
    /// Nothing could be delivered now: no event waits that is due and has somewhere to go.
    pub(super) fn is_idle(&self, now: Timestamp) -> bool {
        let due = self.waiting.iter().any(|delivery| delivery.due_at <= now);
        self.in_flight == 0 && (self.target.url.is_none() || !due)
    }

    /// When the next delivery is due that waits for the clock.
    pub(super) fn next_at(&self, now: Timestamp) -> Option<Timestamp> {
        let waiting = self.waiting.iter().map(|delivery| delivery.due_at);
        waiting.filter(|due_at| *due_at > now).min()
    }

    pub(super) fn standing(&self) -> Standing {
        Standing {
            waiting: self
                .waiting
                .iter()
                .map(|delivery| delivery.event.clone())
                .collect(),
            held: self.held.clone(),
            in_flight: self.in_flight,
            given_up: self.given_up.clone(),
        }
    }

    fn push(&mut self, event: String, due_at: Timestamp) {
        let not_before = Instant::now();
        self.waiting.push_back(Delivery {
            event,
            attempts: 0,
            due_at,
            not_before,
        });
    }

    fn next(&mut self, now: Timestamp) -> Option<Delivery> {
        let ready = |it: &Delivery| it.due_at <= now && it.not_before <= Instant::now();
        let place = self.waiting.iter().position(ready)?;
        self.waiting.remove(place)
    }
}

impl Desk {
    /// Queues the events that came about, or holds them back.
    pub(super) fn take_up_events(&mut self) {
        for event in std::mem::take(&mut self.books.undelivered) {
            if self.faults.reorder {
                self.outbox.held.push(event);
            } else {
                let created = self.books.events.get(&event).map(|event| event.created);
                let due_at = later(created.unwrap_or(self.books.now), self.faults.delay);
                self.outbox.push(event, due_at);
            }
        }
    }

    /// Queues what was held back, newest first.
    pub(super) fn release_events(&mut self) -> usize {
        let held = std::mem::take(&mut self.outbox.held);
        let count = held.len();
        for event in held.into_iter().rev() {
            self.outbox.push(event, self.books.now);
        }
        count
    }

    /// Queues an event once more, whatever became of it before.
    pub(super) fn resend(&mut self, event: &str) {
        self.outbox.push(event.to_owned(), self.books.now);
    }

    fn next_parcel(&mut self, now: Timestamp) -> Option<Parcel> {
        let url = self.outbox.target.url.clone()?;
        let delivery = self.outbox.next(now)?;
        let event = self.books.events.get(&delivery.event)?;
        let body = serde_json::to_string_pretty(&event.json_with_pending(1)).ok()?;
        let signature = sign(&self.outbox.target.secrets, now, &body);
        self.outbox.in_flight = self.outbox.in_flight.saturating_add(1);
        Some(Parcel {
            delivery,
            url,
            body,
            signature,
            copies: self.faults.duplicate,
        })
    }

    fn came_back(&mut self, mut delivery: Delivery, accepted: bool, now: Timestamp) {
        self.outbox.in_flight = self.outbox.in_flight.saturating_sub(1);
        if accepted {
            self.books
                .change::<StripeEvent>(&delivery.event, |event| event.delivered = true);
            return;
        }
        let wait = FIRST_WAIT
            .saturating_mul(1 << delivery.attempts.min(16))
            .min(LONGEST_WAIT);
        delivery.attempts = delivery.attempts.saturating_add(1);
        if delivery.attempts >= MAX_ATTEMPTS {
            self.outbox.given_up.push(delivery.event);
            return;
        }
        match delivery.attempts.checked_sub(QUICK_ATTEMPTS) {
            None => {
                delivery.not_before = Instant::now()
                    .checked_add(wait)
                    .unwrap_or_else(Instant::now);
            }
            Some(hours) => {
                let hours = SignedDuration::from_hours(i64::from(hours.saturating_add(1)));
                delivery.due_at = later(now, hours);
            }
        }
        self.outbox.waiting.push_front(delivery);
    }
}

/// The `Stripe-Signature` header: the second it was signed in, and one `v1` per secret over
/// `t.body` (Stripe: webhook signatures).
pub(super) fn sign(secrets: &[String], now: Timestamp, body: &str) -> String {
    let second = now.as_second();
    let mut header = format!("t={second}");
    for secret in secrets {
        if let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(secret.as_bytes()) {
            mac.update(format!("{second}.{body}").as_bytes());
            header.push_str(",v1=");
            header.push_str(&HEXLOWER.encode(&mac.finalize().into_bytes()));
        }
    }
    header
}

/// Delivers for as long as the process lives, one event at a time.
pub(super) async fn deliver(shared: Arc<Shared>) {
    let client = reqwest::Client::builder()
        .no_proxy()
        .timeout(ANSWER_TIME)
        .build();
    let Ok(client) = client else { return };
    loop {
        let parcel = {
            let now = shared.clock.now();
            shared.lock().next_parcel(now)
        };
        match parcel {
            Some(parcel) => {
                let accepted = send(&client, &parcel).await;
                let now = shared.clock.now();
                shared.lock().came_back(parcel.delivery, accepted, now);
                shared.count_use();
            }
            None if shared.lock().outbox.waiting.is_empty() => shared.wake.notified().await,
            None => {
                // Ends early when something new is queued.
                let _ = tokio::time::timeout(LOOK_EVERY, shared.wake.notified()).await;
            }
        }
    }
}

/// Sends all copies at once: true if every one was accepted.
async fn send(client: &reqwest::Client, parcel: &Parcel) -> bool {
    let mut copies = JoinSet::new();
    for _ in 0..=parcel.copies {
        let request = client
            .post(&parcel.url)
            .header(header::CONTENT_TYPE, "application/json; charset=utf-8")
            .header(
                header::USER_AGENT,
                "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
            )
            .header("stripe-signature", &parcel.signature)
            .body(parcel.body.clone());
        copies.spawn(request.send());
    }
    let mut accepted = true;
    while let Some(copy) = copies.join_next().await {
        let answered = copy.ok().and_then(Result::ok);
        accepted &= answered.is_some_and(|response| response.status().is_success());
    }
    accepted
}
