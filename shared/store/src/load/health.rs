//! How the stack was when somebody looked last: a few items that are written over and over.

use jiff::Timestamp;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::connect::Store;
use crate::error::StoreError;
use crate::item::{self, Item, attribute};
use crate::key;

/// What the sweep of the outbox saw, every minute.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Swept {
    pub at: Timestamp,
    /// How long the oldest announcement had been waiting.
    pub outbox_age_seconds: u64,
}

/// What the search for stuck things saw, every five minutes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Searched {
    pub at: Timestamp,
    /// Credits that the last search found: Stripe was called more than an hour ago, and nobody
    /// knows how it ended. Each is looked at again after an hour at first, later after a day.
    pub postings: u32,
    /// Announcements that were made again.
    pub announced_again: u32,
}

/// The event of Stripe's that was settled last, to about five minutes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heard {
    /// When Stripe made it.
    pub at: Timestamp,
}

/// All of it; what was never seen is none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Health {
    pub swept: Option<Swept>,
    pub searched: Option<Searched>,
    pub heard: Option<Heard>,
}

impl Store {
    /// One round trip.
    pub async fn note_sweep(&self, swept: &Swept) -> Result<(), StoreError> {
        self.put(item::of(&key::health("SWEPT"), swept)?).await
    }

    /// One round trip.
    pub async fn note_search(&self, searched: &Searched) -> Result<(), StoreError> {
        self.put(item::of(&key::health("SEARCHED"), searched)?)
            .await
    }

    /// One round trip.
    pub async fn note_stripe(&self, heard: &Heard) -> Result<(), StoreError> {
        self.put(item::of(&key::health("HEARD"), heard)?).await
    }

    /// One round trip.
    pub async fn health(&self) -> Result<Health, StoreError> {
        let mut health = Health::default();
        for item in self.partition(key::HEALTH, "A").await? {
            match attribute(&item, "sk") {
                "SWEPT" => health.swept = read(item)?,
                "SEARCHED" => health.searched = read(item)?,
                "HEARD" => health.heard = read(item)?,
                _ => {}
            }
        }
        Ok(health)
    }
}

fn read<T: DeserializeOwned>(item: Item) -> Result<Option<T>, StoreError> {
    item::record(item).map(Some)
}
