//! The provider's keys, kept between invocations: when they are read anew, and for how long those
//! that were read still count.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::{SignedDuration, Timestamp};
use runtime::telemetry::chain;

use super::fetch::Source;
use super::key::Key;

/// A key that the provider took back is refused after this, where the provider answers.
pub(super) const FRESH_FOR: SignedDuration = SignedDuration::from_hours(1);
/// For so long keys are used on while the provider does not answer.
pub(super) const KEPT_FOR: SignedDuration = SignedDuration::from_hours(24);
/// Between two readings, whatever keys tokens name: who makes names up causes no more of them.
pub(super) const SPACING: SignedDuration = SignedDuration::from_mins(1);
/// The same while there are no keys at all.
pub(super) const SPACING_WITHOUT: SignedDuration = SignedDuration::from_secs(10);

/// There are no keys, or none that could be the token's, and the provider does not answer.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Unreachable;

pub(super) struct Keys {
    source: Source,
    kept: Mutex<Kept>,
}

#[derive(Debug, Default)]
struct Kept {
    keys: Arc<Vec<Key>>,
    read_at: Option<Timestamp>,
    /// When they were asked for last, with or without an answer.
    asked_at: Option<Timestamp>,
    /// Whether the last time had no answer.
    is_down: bool,
}

impl Keys {
    pub(super) fn of(source: Source) -> Self {
        Self {
            source,
            kept: Mutex::default(),
        }
    }

    /// The keys that a token may be signed with which names the key `id`.
    ///
    /// # Errors
    /// [`Unreachable`] if the provider has to be asked and does not answer.
    pub(super) async fn for_token(
        &self,
        id: Option<&str>,
        now: Timestamp,
    ) -> Result<Arc<Vec<Key>>, Unreachable> {
        if self.lock().begins_to_ask(id, now) {
            let read = self.source.read().await;
            if let Err(error) = &read {
                let error = chain(error.as_ref());
                tracing::error!(error, "the identity provider's keys cannot be read");
            }
            self.lock().note(read.ok(), now);
        }
        self.lock().answer(id, now)
    }

    fn lock(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Kept {
    /// Whether the provider is asked now; if so, nobody else asks for a while.
    fn begins_to_ask(&mut self, id: Option<&str>, now: Timestamp) -> bool {
        let is_usable = is_within(KEPT_FOR, self.read_at, now);
        let spacing = if is_usable { SPACING } else { SPACING_WITHOUT };
        let is_wanted = !is_usable || !self.knows(id) || !is_within(FRESH_FOR, self.read_at, now);
        let asks = is_wanted && !is_within(spacing, self.asked_at, now);
        if asks {
            self.asked_at = Some(now);
        }
        asks
    }

    /// What came of it. Keys that were kept stay while there are no others.
    fn note(&mut self, read: Option<Vec<Key>>, now: Timestamp) {
        self.is_down = read.is_none();
        if let Some(keys) = read {
            self.keys = Arc::new(keys);
            self.read_at = Some(now);
        }
    }

    fn answer(&self, id: Option<&str>, now: Timestamp) -> Result<Arc<Vec<Key>>, Unreachable> {
        let is_usable = is_within(KEPT_FOR, self.read_at, now);
        // While nobody answers, an unknown key may as well be a new one.
        let may_be_new = self.is_down && !self.knows(id);
        if !is_usable || may_be_new {
            return Err(Unreachable);
        }
        Ok(Arc::clone(&self.keys))
    }

    /// A token that names no key may be signed with any.
    fn knows(&self, id: Option<&str>) -> bool {
        id.is_none_or(|id| self.keys.iter().any(|key| key.id.as_deref() == Some(id)))
    }
}

/// A time to come is none that anything happened at.
fn is_within(span: SignedDuration, since: Option<Timestamp>, now: Timestamp) -> bool {
    since.is_some_and(|since| {
        let age = now.duration_since(since);
        SignedDuration::ZERO <= age && age < span
    })
}

#[cfg(test)]
mod tests;
