//! The virtual clock: it ticks with real time from where it was started, and only goes forward.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use jiff::{SignedDuration, Timestamp};
use tokio::sync::watch;

/// What time it is in this stack. Clones share one clock.
#[derive(Clone, Debug)]
pub struct Clock {
    anchor: Arc<Mutex<Anchor>>,
    jumped: Arc<watch::Sender<u64>>,
}

/// A virtual instant and the real one it was true at.
#[derive(Debug)]
struct Anchor {
    virtual_at: Timestamp,
    real_at: Instant,
}

impl Anchor {
    fn now(&self) -> Timestamp {
        let passed =
            SignedDuration::try_from(self.real_at.elapsed()).unwrap_or(SignedDuration::MAX);
        self.virtual_at
            .checked_add(passed)
            .unwrap_or(Timestamp::MAX)
    }
}

impl Clock {
    /// A clock that shows `start_at` now and ticks from there.
    pub fn new(start_at: Timestamp) -> Self {
        Self {
            anchor: Arc::new(Mutex::new(Anchor {
                virtual_at: start_at,
                real_at: Instant::now(),
            })),
            jumped: Arc::new(watch::Sender::new(0)),
        }
    }

    /// The virtual instant.
    pub fn now(&self) -> Timestamp {
        self.lock().now()
    }

    /// Moves to `instant`; an instant that has passed already changes nothing.
    pub fn advance_to(&self, instant: Timestamp) {
        {
            let mut anchor = self.lock();
            if instant <= anchor.now() {
                return;
            }
            *anchor = Anchor {
                virtual_at: instant,
                real_at: Instant::now(),
            };
        }
        self.jumped
            .send_modify(|jumps| *jumps = jumps.wrapping_add(1));
    }

    /// Changes whenever the clock jumps, for those who wait for a virtual instant.
    pub fn jumps(&self) -> watch::Receiver<u64> {
        self.jumped.subscribe()
    }

    /// Waits until the virtual clock shows `instant`, by ticking or by jumping.
    pub async fn reached(&self, instant: Timestamp) {
        let mut jumps = self.jumps();
        loop {
            jumps.borrow_and_update();
            let left = instant.duration_since(self.now());
            let Ok(left) = std::time::Duration::try_from(left) else {
                return;
            };
            if left.is_zero() {
                return;
            }
            tokio::select! {
                () = tokio::time::sleep(left) => {}
                _ = jumps.changed() => {}
            }
        }
    }

    fn lock(&self) -> MutexGuard<'_, Anchor> {
        self.anchor.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// `instant` without the fraction of its second, as AWS writes most times.
pub(crate) fn whole_second(instant: Timestamp) -> Timestamp {
    Timestamp::from_second(instant.as_second()).unwrap_or(instant)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn start() -> Timestamp {
        "2022-05-25T09:00:00Z".parse().unwrap()
    }

    #[test]
    fn it_starts_where_it_is_told() {
        let passed = Clock::new(start()).now().duration_since(start());
        assert!(!passed.is_negative() && passed < SignedDuration::from_secs(5));
    }

    #[test]
    fn it_goes_forward() {
        let clock = Clock::new(start());
        let later: Timestamp = "2022-06-01T00:00:00Z".parse().unwrap();
        clock.advance_to(later);
        assert!(clock.now() >= later);
    }

    #[test]
    fn it_never_goes_back() {
        let clock = Clock::new(start());
        clock.advance_to("2022-01-01T00:00:00Z".parse().unwrap());
        assert!(clock.now() >= start());
    }

    #[tokio::test]
    async fn a_jump_wakes_those_who_wait() {
        let clock = Clock::new(start());
        let later: Timestamp = "2022-06-01T00:00:00Z".parse().unwrap();
        let waiting = tokio::spawn({
            let clock = clock.clone();
            async move { clock.reached(later).await }
        });
        tokio::task::yield_now().await;
        clock.advance_to(later);
        waiting.await.unwrap();
    }
}
