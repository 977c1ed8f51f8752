//! The connection, and what is kept of it between invocations.

use std::sync::{Arc, Mutex};

use aws_sdk_dynamodb::Client;
use aws_types::SdkConfig;
use domain::program::Program;
use jiff::Timestamp;

/// The table. Cheap to clone; one per process.
#[derive(Clone)]
pub struct Store {
    pub(crate) client: Client,
    pub(crate) table: String,
    /// Whether this stack works with Stripe's live mode: stands in every event's metadata.
    pub(crate) livemode: bool,
    /// Tells which request is being worked on: stands in every event's metadata.
    pub(crate) request_id: fn() -> Option<String>,
    pub(crate) programs: Arc<Mutex<Option<CachedPrograms>>>,
}

/// Programs as they were read at an invocation's time.
pub(crate) struct CachedPrograms {
    pub(crate) read_at: Timestamp,
    pub(crate) programs: Arc<[Program]>,
}

impl Store {
    /// Opens nothing yet: the first call does.
    pub fn connect(config: &SdkConfig, table: impl Into<String>, livemode: bool) -> Self {
        Self {
            client: Client::new(config),
            table: table.into(),
            livemode,
            request_id: || None,
            programs: Arc::default(),
        }
    }

    /// The same, which asks `request_id` what led to each event that it stores.
    #[must_use]
    pub fn caused_by(self, request_id: fn() -> Option<String>) -> Self {
        Self { request_id, ..self }
    }
}
