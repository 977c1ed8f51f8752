//! Moves the clock: everything that is due on the way happens at its own instant.

use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use jiff::{SignedDuration, Timestamp};
use tokio::sync::Mutex;
use tokio::task::JoinSet;

use crate::activity::{Activity, StillBusy};
use crate::bus::invoke_asynchronously;
use crate::clock::Clock;
use crate::lambda::Functions;
use crate::queues::Queues;
use crate::schedules::{Run, Schedules};
use crate::stripe::Stripe;
use crate::table::{Dynamo, Streams};
use crate::template::TableSpec;

/// In a jump, a schedule runs at most once in this time, and at most so often.
const SPACING_IN_A_JUMP: SignedDuration = SignedDuration::from_hours(1);
const RUNS_IN_A_JUMP: i32 = 24;
/// How often one looks whether something is due by the ticking clock.
const LOOK_EVERY: Duration = Duration::from_millis(100);
/// How often one looks whether the local Stripe has delivered its webhooks.
const STRIPE_LOOK_EVERY: Duration = Duration::from_millis(2);
/// How long a step of a jump may take to come to rest.
const PATIENCE: Duration = Duration::from_mins(1);

/// Everything that happens by the clock. Clones share one.
#[derive(Clone)]
pub(crate) struct Timekeeper {
    shared: Arc<Shared>,
}

/// What the timekeeper needs to know.
pub(crate) struct Shared {
    pub(crate) clock: Clock,
    pub(crate) activity: Activity,
    pub(crate) schedules: Schedules,
    pub(crate) queues: Queues,
    pub(crate) streams: Streams,
    pub(crate) stripe: Stripe,
    pub(crate) functions: Functions,
    pub(crate) dynamo: Dynamo,
    pub(crate) tables: Vec<TableSpec>,
    /// Held while something happens by the clock, so that two jumps cannot cross.
    pub(crate) moving: Mutex<()>,
}

impl Timekeeper {
    /// A timekeeper for `shared`; call [`Timekeeper::run`] to let the clock's ticking count.
    pub(crate) fn new(shared: Shared) -> Self {
        Self {
            shared: Arc::new(shared),
        }
    }

    /// Lets what is due happen as real time passes, for as long as the stack runs.
    pub(crate) async fn run(self) {
        loop {
            tokio::time::sleep(LOOK_EVERY).await;
            let _moving = self.shared.moving.lock().await;
            let now = self.shared.clock.now();
            if self.next_at().is_some_and(|next| next <= now) {
                self.happen(now, SignedDuration::ZERO).await;
            }
        }
    }

    /// Moves the clock to `to`, through everything that is due until then.
    pub(crate) async fn jump(&self, to: Timestamp) -> Result<()> {
        let _moving = self.shared.moving.lock().await;
        let now = self.shared.clock.now();
        if to < now {
            bail!("the clock only goes forward, and it is {now} already");
        }
        let spacing = spacing_in_a_jump(to.duration_since(now));
        self.settle(PATIENCE).await?;
        while let Some(next) = self.next_at().filter(|next| *next <= to) {
            self.shared.clock.advance_to(next);
            if self.shared.stripe.next_due().is_some_and(|due| due <= next) {
                // What the schedules would have done before counts for what Stripe does now.
                self.perform(self.shared.schedules.take_skipped(next)).await;
                self.settle(PATIENCE).await?;
            }
            self.happen(next, spacing).await;
            self.settle(PATIENCE).await?;
        }
        self.shared.clock.advance_to(to);
        self.shared.stripe.advance(to).await;
        self.perform(self.shared.schedules.take_skipped(to)).await;
        self.settle(PATIENCE).await?;
        for table in &self.shared.tables {
            self.shared
                .dynamo
                .expire(table, to, &self.shared.streams)
                .await?;
        }
        self.settle(PATIENCE).await?;
        Ok(())
    }

    /// Waits until nothing is going on; what a fault holds back is released on the way.
    pub(crate) async fn settle(&self, patience: Duration) -> Result<(), StillBusy> {
        let started = Instant::now();
        loop {
            let left = patience.saturating_sub(started.elapsed());
            self.shared.activity.quiet(left).await?;
            let webhooks_arrived = self.shared.stripe.idle();
            if !self.shared.activity.is_quiet() {
                continue;
            }
            if !webhooks_arrived {
                if left.is_zero() {
                    return Err(StillBusy(
                        [("webhooks of the local Stripe".to_owned(), 1)].into(),
                    ));
                }
                tokio::time::sleep(STRIPE_LOOK_EVERY).await;
                continue;
            }
            if self.shared.queues.release() == 0 {
                return Ok(());
            }
        }
    }

    /// The next instant at which something happens by itself.
    pub(crate) fn next_at(&self) -> Option<Timestamp> {
        let shared = &self.shared;
        let all = [
            shared.schedules.next_at(),
            shared.queues.next_at(),
            shared.streams.next_at(),
            shared.stripe.next_due(),
        ];
        all.into_iter().flatten().min()
    }

    async fn happen(&self, now: Timestamp, spacing: SignedDuration) {
        self.shared.stripe.advance(now).await;
        self.shared.queues.wake(now);
        self.shared.streams.wake(now);
        self.perform(self.shared.schedules.take_due(now, spacing))
            .await;
    }

    async fn perform(&self, runs: Vec<Run>) {
        let mut running = JoinSet::new();
        for run in runs {
            let functions = self.shared.functions.clone();
            let queues = self.shared.queues.clone();
            let Some(name) = functions.name_of(&run.function_arn) else {
                continue;
            };
            running.spawn(async move {
                invoke_asynchronously((&functions, &queues), &name, &run.payload).await;
            });
        }
        running.join_all().await;
    }
}

/// A year runs no schedule hourly: each would find the table as the last one left it.
fn spacing_in_a_jump(length: SignedDuration) -> SignedDuration {
    let even = length.checked_div(RUNS_IN_A_JUMP);
    even.map_or(SPACING_IN_A_JUMP, |even| even.max(SPACING_IN_A_JUMP))
}
