//! A message of a queue that nobody can act on.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// A message that will never succeed, with the reason: kept until somebody looks at it, so that
/// it can be put back on the bus.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeadLetter {
    /// The queue's name.
    pub queue: String,
    /// The queue's id of the message: the same each time it is delivered.
    pub message_id: String,
    /// No personal data.
    pub reason: String,
    pub body: String,
    pub buried_at: Timestamp,
}
