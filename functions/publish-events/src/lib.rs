//! Carries announcements from the outbox to the bus.
//!
//! The table's stream brings each one as soon as it is committed. A schedule sweeps up what the
//! stream lost or could not publish (F12). What the bus has accepted leaves the outbox; whatever
//! happens in between, an announcement may be published again, and is never lost.

mod bus;
mod funnel;
mod record;
mod sweep;

use aws_lambda_events::dynamodb::EventRecord;
use runtime::{aws, config, stream};
use store::{OutboxItem, Store, StoreError};

use bus::{Bus, Placed};

/// Why the platform is to try again.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    #[error("{0} announcements stay in the outbox: the bus did not take them")]
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
    /// Table round trips: one a decision, to take what it announced out of the outbox; none for a
    /// record that announces itself.
    async fn publish(&self, records: &[EventRecord]) -> Option<String> {
        let (sequence, items) = record::items(records);
        let placed = self.carry(&items).await;
        // What the bus will never take is left to the sweep, which buries it.
        let first = placed.refused.first()?;
        sequence.get(*first).cloned()
    }

    /// Publishes `items` and takes those that the bus accepted out of the outbox.
    async fn carry<'a>(&self, items: &'a [OutboxItem]) -> Placed<'a> {
        let placed = self.bus.put(items).await;
        for item in &placed.accepted {
            item.announced()
                .for_each(|announced| funnel::note(&announced));
            if !item.leaves() {
                continue;
            }
            // What stays although it was published is published again by the sweep: consumers
            // treat the copy as done (F15, F16).
            if let Err(error) = self.store.published((&item.pk, &item.sk)).await {
                let error = runtime::telemetry::chain(&error);
                tracing::warn!(error, "a published announcement stays in the outbox");
            }
        }
        placed
    }
}
