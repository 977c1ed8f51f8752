//! The connection, and what is kept of it between invocations.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use aws_sdk_dynamodb::Client;
use aws_types::SdkConfig;
use domain::program::Program;
use jiff::Timestamp;
use serde::de::IgnoredAny;

use crate::key;

/// A table that does not answer is for the first request to deal with.
const OPENING_LASTS: Duration = Duration::from_secs(1);

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

    /// The same with its connection open, by a read of an item that there never is.
    ///
    /// For the start of a function, which the platform gives a whole processor for, so that the
    /// first caller does not wait for the handshake. Whatever comes of it, the first request finds
    /// out.
    pub async fn opened(self) -> Self {
        let read = self.get::<IgnoredAny>(key::never());
        let _unread = tokio::time::timeout(OPENING_LASTS, read).await;
        self
    }
}
