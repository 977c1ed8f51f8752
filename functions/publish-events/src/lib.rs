//! Carries announcements from the outbox to the bus.
//!
//! The table's stream brings each one as soon as it is committed. A schedule sweeps up what the
//! stream lost or could not publish (F12). What the bus has accepted leaves the outbox; whatever
//! happens in between, an announcement may be published again, and is never lost.

mod bus;
mod funnel;
mod record;

use aws_lambda_events::dynamodb::EventRecord;
use jiff::{SignedDuration, Timestamp};
use runtime::{aws, config, stream};
use store::{OUTBOX_SHARDS, OutboxItem, Store, StoreError};

use bus::Bus;

/// An item this old is not on its way through the stream any more.
const MISSED_AFTER: SignedDuration = SignedDuration::from_secs(60);

/// Pages of one shard in one sweep; the next sweep takes the rest.
const PAGES_PER_SWEEP: usize = 10;

/// Why the platform is to try again.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    #[error("{0} items stay in the outbox: the bus did not take all they announce")]
    NotTaken(usize),
    #[error("the outbox cannot be read")]
    Store(#[from] StoreError),
}

/// Serves the stream and the schedule until the platform stops asking.
///
/// # Errors
/// If the environment is incomplete, or the Lambda Runtime API cannot be reached.
pub async fn run() -> Result<(), lambda_runtime::Error> {
    let sdk = aws::sdk_config()?;
    let livemode = config::stage()?.livemode();
    let publisher = Publisher {
        store: Store::connect(&sdk, config::required("TABLE_NAME")?, livemode)
            .caused_by(runtime::cause::request_id),
        bus: Bus::connect(&sdk, config::required("BUS_NAME")?),
    };
    stream::run_stream(
        async |records, _| Box::pin(publisher.publish(&records)).await,
        async |time| Box::pin(publisher.sweep(time)).await,
    )
    .await
}

struct Publisher {
    store: Store,
    bus: Bus,
}

impl Publisher {
    /// Publishes what the stream brings, and names the first record that the bus did not take.
    ///
    /// Table round trips: one an item, to take it out of the outbox.
    async fn publish(&self, records: &[EventRecord]) -> Option<String> {
        let (sequence, items) = record::items(records);
        let refused = self.carry(&items).await;
        let first = refused.first()?;
        sequence.get(*first).cloned()
    }

    /// Publishes what is older than [`MISSED_AFTER`].
    ///
    /// Table round trips: one a shard, and one an item.
    async fn sweep(&self, now: Timestamp) -> Result<(), PublishError> {
        let before = now.checked_sub(MISSED_AFTER).unwrap_or(Timestamp::MIN);
        let mut left = 0_usize;
        for shard in 0..OUTBOX_SHARDS {
            for _ in 0..PAGES_PER_SWEEP {
                let missed = self.store.unpublished(shard, before).await?;
                if missed.is_empty() {
                    break;
                }
                tracing::warn!(
                    shard,
                    missed = missed.len(),
                    "the stream missed announcements"
                );
                let refused = self.carry(&missed).await;
                left = left.saturating_add(refused.len());
                if !refused.is_empty() {
                    break;
                }
            }
        }
        match left {
            0 => Ok(()),
            left => Err(PublishError::NotTaken(left)),
        }
    }

    /// Publishes `items` and takes those of which the bus took all out of the outbox. Returns the
    /// positions of the others, ascending.
    async fn carry(&self, items: &[OutboxItem]) -> Vec<usize> {
        let placed = self.bus.put(items).await;
        for item in &placed.accepted {
            item.announced()
                .for_each(|announced| funnel::note(&announced));
            // What stays although it was published is published again by the sweep: consumers
            // treat the copy as done (F15, F16).
            if let Err(error) = self.store.published(item).await {
                let error = runtime::telemetry::chain(&error);
                tracing::warn!(error, "a published item stays in the outbox");
            }
        }
        placed.refused
    }
}
