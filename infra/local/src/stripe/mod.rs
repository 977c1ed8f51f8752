//! A Stripe that remembers: customers, subscriptions, invoices that really take the customer's
//! balance, refunds, disputes, idempotency keys and signed webhooks, on the virtual clock.
//!
//! It answers Stripe's own form-encoded routes below `/v1`, and control routes below `/_stripe`
//! for what banks, cardholders and faults do. It knows nothing of this program: what the program
//! cannot do to this Stripe, it cannot do to the real one. Cards always pay until a control
//! route says otherwise; taxes, payment methods and most other parts of Stripe are absent.

mod agenda;
mod balance;
mod billing;
mod books;
mod calendar;
mod call;
mod catalog;
mod checkout;
mod checkout_completion;
mod collection;
mod control;
mod coupons;
mod courier;
mod credit_notes;
mod customers;
mod cycles;
mod disputes;
mod door;
mod dump;
mod events;
mod expand;
mod faults;
mod form;
mod fraud;
mod idempotency;
mod invoice_items;
mod invoice_json;
mod invoice_lines;
mod invoice_payments;
mod invoice_routes;
mod invoices;
mod list;
mod metadata;
mod payments;
mod proration;
mod refunds;
mod refusal;
mod routes;
mod subscription_changes;
mod subscription_routes;
mod subscriptions;
#[cfg(test)]
mod tests;

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::Router;
use axum::routing::any;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use tokio::sync::Notify;

use crate::clock::Clock;

use self::books::Books;
use self::courier::Outbox;
pub use self::courier::WebhookTarget;
use self::faults::Faults;
use self::idempotency::IdempotencyKeys;

/// A handle on the local Stripe. Clones share one.
#[derive(Clone, Debug)]
pub struct Stripe {
    shared: Arc<Shared>,
}

#[derive(Debug)]
struct Shared {
    clock: Clock,
    desk: Mutex<Desk>,
    /// Wakes the courier.
    wake: Notify,
    uses: AtomicU64,
}

/// What one call at a time works on.
#[derive(Debug, Default)]
struct Desk {
    books: Books,
    keys: IdempotencyKeys,
    faults: Faults,
    outbox: Outbox,
}

/// What outlives the process.
#[derive(Serialize, Deserialize)]
struct Saved<B, K> {
    books: B,
    keys: K,
}

impl Stripe {
    /// A Stripe without customers, whose courier begins at once. Call it within a Tokio runtime.
    pub fn new(clock: Clock, webhook: WebhookTarget) -> Self {
        Self::open(clock, webhook, Desk::default())
    }

    /// The Stripe that [`save`](Self::save) wrote down. What was not delivered then is delivered
    /// now; faults are over.
    ///
    /// # Errors
    /// If `saved` is not what a Stripe of this version wrote.
    pub fn reopen(clock: Clock, webhook: WebhookTarget, saved: &str) -> serde_json::Result<Self> {
        let saved: Saved<Books, IdempotencyKeys> = serde_json::from_str(saved)?;
        let Saved { mut books, keys } = saved;
        let undelivered = books.events.values().filter(|event| !event.delivered);
        books.undelivered = undelivered.map(|event| event.id.clone()).collect();
        Ok(Self::open(
            clock,
            webhook,
            Desk {
                books,
                keys,
                ..Desk::default()
            },
        ))
    }

    fn open(clock: Clock, webhook: WebhookTarget, mut desk: Desk) -> Self {
        desk.books.now = desk.books.now.max(whole_second(clock.now()));
        desk.outbox.target = webhook;
        desk.take_up_events();
        let shared = Arc::new(Shared {
            clock,
            desk: Mutex::new(desk),
            wake: Notify::new(),
            uses: AtomicU64::new(0),
        });
        tokio::spawn(courier::deliver(Arc::clone(&shared)));
        Self { shared }
    }

    /// Everything this Stripe remembers, as text for [`reopen`](Self::reopen).
    ///
    /// # Errors
    /// None are known: everything in it can be written as JSON.
    pub fn save(&self) -> serde_json::Result<String> {
        let desk = self.shared.lock();
        serde_json::to_string(&Saved {
            books: &desk.books,
            keys: &desk.keys,
        })
    }

    /// Grows with whatever may have changed what is to be saved.
    pub fn uses(&self) -> u64 {
        self.shared.uses.load(Ordering::Relaxed)
    }

    /// The API below `/v1` and the control routes below `/_stripe`.
    pub fn router(&self) -> Router {
        Router::new()
            .route("/v1/{*path}", any(door::enter))
            .merge(control::routes())
            .with_state(self.clone())
    }

    /// Events go to `url` from now on, those that have waited for it first.
    pub fn send_webhooks_to(&self, url: impl Into<String>) {
        let url = url.into();
        self.with(|desk| desk.outbox.target.url = Some(url));
    }

    /// The instant at which something happens by itself next: a trial or a period ends, a draft
    /// is finalized, a payment is tried again, a webhook too.
    pub fn next_due(&self) -> Option<Timestamp> {
        let now = self.shared.clock.now();
        let desk = self.shared.lock();
        let webhook = desk.outbox.next_at(now);
        desk.books.next_due().into_iter().chain(webhook).min()
    }

    /// Makes everything due until `to` happen at its own instant, in order.
    pub async fn advance(&self, to: Timestamp) {
        self.with(|desk| desk.books.run_until(whole_second(to)));
        // Lets the courier begin before the caller asks whether it is idle.
        tokio::task::yield_now().await;
    }

    /// Whether no event is on its way. Events held back, waiting for a later instant or given up
    /// do not count.
    pub fn idle(&self) -> bool {
        let now = self.shared.clock.now();
        self.shared.lock().outbox.is_idle(now)
    }

    /// Works at the desk, at the clock's instant and after all that was due until then.
    fn with<T>(&self, work: impl FnOnce(&mut Desk) -> T) -> T {
        let now = whole_second(self.shared.clock.now());
        let mut desk = self.shared.lock();
        desk.books.run_until(now);
        let result = work(&mut desk);
        desk.take_up_events();
        drop(desk);
        self.shared.count_use();
        self.shared.wake.notify_one();
        result
    }
}

impl Shared {
    fn count_use(&self) {
        self.uses.fetch_add(1, Ordering::Relaxed);
    }

    fn lock(&self) -> MutexGuard<'_, Desk> {
        self.desk.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Stripe counts in whole seconds.
fn whole_second(instant: Timestamp) -> Timestamp {
    let past_the_second = SignedDuration::from_nanos(i64::from(instant.subsec_nanosecond()));
    instant.checked_sub(past_the_second).unwrap_or(instant)
}
