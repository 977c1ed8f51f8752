//! Keeps whatever ends in a dead-letter queue, so that all of it can be seen in one place, be
//! explained, and be sent back: `GET /v1/admin/dead-letters`.
//!
//! Queues, rules, schedules and the table's stream give up what they have tried too often. A
//! message leaves its dead-letter queue only once its letter is stored; what cannot be stored
//! stays there for 14 days and is tried again all the while.

use runtime::{aws, config, dead_letters};
use store::Store;

/// Buries messages until the platform stops asking.
///
/// Table round trips: two a message.
///
/// # Errors
/// If the environment lacks something, or the Lambda Runtime API cannot be reached.
pub async fn run() -> Result<(), lambda_runtime::Error> {
    let table = config::required("TABLE_NAME")?;
    let livemode = config::stage()?.livemode();
    let store = Store::connect(&aws::sdk_config()?, table, livemode);
    dead_letters::run_dead_letters(async |burial| Box::pin(store.bury(&burial)).await).await
}
