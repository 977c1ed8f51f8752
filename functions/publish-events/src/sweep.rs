//! What the stream lost or could not publish (F12), shard by shard, the oldest first.
//!
//! An announcement that can never be published becomes a dead letter: it is told of, and holds up
//! no other.

use domain::dead_letter::{Burial, OUTBOX, subject_of};
use jiff::{SignedDuration, Timestamp};
use runtime::metrics::{Metric, measure};
use serde_json::json;
use store::{Announced, OUTBOX_SHARDS, OutboxItem, StoreError, Swept, Unpublished};

use crate::bus::Hopeless;
use crate::{PublishError, Publisher};

/// An announcement this old is not on its way through the stream any more.
const MISSED_AFTER: SignedDuration = SignedDuration::from_secs(60);

/// Pages of one shard in one sweep; the next sweep takes the rest.
const PAGES_PER_SWEEP: usize = 10;

/// What a sweep found.
#[derive(Default)]
struct Found {
    /// When the oldest was recorded.
    oldest: Option<Timestamp>,
    /// How many stay because the bus did not take them.
    left: usize,
}

impl Publisher {
    /// Publishes what is older than [`MISSED_AFTER`], and measures how old the oldest was.
    ///
    /// Table round trips: one a shard, one for what was seen, and one an announcement.
    pub(crate) async fn sweep(&self, now: Timestamp) -> Result<(), PublishError> {
        let before = now.checked_sub(MISSED_AFTER).unwrap_or(Timestamp::MIN);
        let mut found = Found::default();
        let mut failed = None;
        for shard in 0..OUTBOX_SHARDS {
            // One shard that cannot be read keeps no other waiting, unless none can.
            match self.sweep_shard(shard, (before, now), &mut found).await {
                Ok(()) => {}
                Err(error @ StoreError::Unavailable(..)) => return Err(error.into()),
                Err(error) => {
                    tracing::error!(shard, %error, "a shard of the outbox was not swept");
                    failed = Some(error);
                }
            }
        }
        let age = found
            .oldest
            .map_or(SignedDuration::ZERO, |at| now.duration_since(at));
        let outbox_age_seconds = u64::try_from(age.as_secs()).unwrap_or(0);
        measure(Metric::OutboxAgeSeconds, outbox_age_seconds);
        let swept = Swept {
            at: now,
            outbox_age_seconds,
        };
        self.store.note_sweep(&swept).await?;
        match (failed, found.left) {
            (Some(error), _) => Err(error.into()),
            (None, 0) => Ok(()),
            (None, left) => Err(PublishError::NotTaken(left)),
        }
    }

    async fn sweep_shard(
        &self,
        shard: u8,
        (before, now): (Timestamp, Timestamp),
        found: &mut Found,
    ) -> Result<(), StoreError> {
        let mut after: Option<String> = None;
        for _ in 0..PAGES_PER_SWEEP {
            let page = self
                .store
                .unpublished(shard, before, after.as_deref())
                .await?;
            let Some(last) = page.last() else {
                break;
            };
            tracing::warn!(
                shard,
                missed = page.len(),
                "the stream missed announcements"
            );
            after = Some(last.sk().to_owned());
            let oldest = page.iter().filter_map(Unpublished::recorded_at).min();
            found.oldest = found.oldest.into_iter().chain(oldest).min();
            let left = self.settle(page, now).await?;
            found.left = found.left.saturating_add(left);
        }
        Ok(())
    }

    /// Publishes a page, and buries what can never be published. Returns how many stay.
    async fn settle(&self, page: Vec<Unpublished>, now: Timestamp) -> Result<usize, StoreError> {
        let mut items = Vec::with_capacity(page.len());
        for entry in page {
            match entry {
                Unpublished::Item(item) => items.push(item),
                Unpublished::Unreadable {
                    pk,
                    sk,
                    item,
                    reason,
                } => {
                    let reason = format!("the announcement cannot be read: {reason}");
                    self.bury(&sk, (item, reason), now).await?;
                    self.store.published((&pk, &sk)).await?;
                }
            }
        }
        let placed = self.carry(&items).await;
        for hopeless in placed.hopeless {
            self.give_up(hopeless, now).await?;
        }
        Ok(placed.refused.len())
    }

    /// What the bus will never take of an item is buried, each by itself; it has the rest.
    async fn give_up(&self, hopeless: Hopeless<'_>, now: Timestamp) -> Result<(), StoreError> {
        let OutboxItem { pk, sk, .. } = hopeless.item;
        for (place, (announced, code)) in hopeless.announced.iter().enumerate() {
            let reason = format!("the bus will never take the announcement: {code}");
            let name = format!("{sk}#{place}");
            self.bury(&name, (body(announced), reason), now).await?;
        }
        self.store.published((pk, sk)).await
    }

    /// Before it leaves the outbox: what dies between is buried again as the same.
    async fn bury(
        &self,
        name: &str,
        (body, reason): (String, String),
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let recorded_at = name.split('#').next().and_then(|at| at.parse().ok());
        let burial = Burial {
            queue: OUTBOX.to_owned(),
            message_id: name.to_owned(),
            reason,
            subject: subject_of(&body),
            body,
            received: 1,
            sent_at: recorded_at.unwrap_or(now),
            buried_at: now,
        };
        let letter = burial.letter_id();
        tracing::error!(
            queue = burial.queue,
            letter = letter.as_str(),
            reason = burial.reason,
            "message buried"
        );
        self.store.bury(&burial).await
    }
}

/// What is kept of it, so that it can be announced again.
fn body(announced: &Announced) -> String {
    json!({ "detail_type": announced.detail_type, "detail": announced.detail }).to_string()
}
