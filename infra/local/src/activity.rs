//! What is going on: every invocation, message and record that is still to be dealt with.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::watch;

/// Counts the work in progress by name. Clones share the counts.
#[derive(Clone)]
pub(crate) struct Activity {
    counts: Arc<Mutex<BTreeMap<String, usize>>>,
    changed: Arc<watch::Sender<()>>,
}

impl Default for Activity {
    fn default() -> Self {
        Self {
            counts: Arc::default(),
            changed: Arc::new(watch::Sender::new(())),
        }
    }
}

/// One piece of work; it is over when this is dropped.
pub(crate) struct Busy {
    activity: Activity,
    name: String,
}

/// What was still going on when waiting for quiet was given up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct StillBusy(pub(crate) BTreeMap<String, usize>);

impl Activity {
    /// Marks a piece of work as begun.
    ///
    /// Take the guard of an effect before that of its cause is dropped, so that the stack never
    /// looks quiet in between.
    pub(crate) fn begin(&self, name: impl Into<String>) -> Busy {
        let name = name.into();
        let mut counts = self.lock();
        let count = counts.entry(name.clone()).or_default();
        *count = count.saturating_add(1);
        Busy {
            activity: self.clone(),
            name,
        }
    }

    /// Whether nothing is going on.
    pub(crate) fn is_quiet(&self) -> bool {
        self.lock().is_empty()
    }

    /// Waits until nothing is going on.
    pub(crate) async fn quiet(&self, patience: Duration) -> Result<(), StillBusy> {
        let mut changed = self.changed.subscribe();
        let quiet = async {
            while !self.is_quiet() {
                if changed.changed().await.is_err() {
                    return;
                }
            }
        };
        match tokio::time::timeout(patience, quiet).await {
            Ok(()) => Ok(()),
            Err(_) => Err(StillBusy(self.lock().clone())),
        }
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<String, usize>> {
        self.counts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Busy {
    fn drop(&mut self) {
        let mut counts = self.activity.lock();
        if let Some(count) = counts.get_mut(&self.name) {
            *count = count.saturating_sub(1);
            if *count == 0 {
                counts.remove(&self.name);
            }
        }
        if counts.is_empty() {
            self.activity.changed.send_replace(());
        }
    }
}

impl fmt::Display for StillBusy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("still busy:")?;
        for (name, count) in &self.0 {
            write!(f, " {count} × {name};")?;
        }
        Ok(())
    }
}

impl std::error::Error for StillBusy {}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn quiet_comes_when_the_last_work_ends() {
        let activity = Activity::default();
        let busy = activity.begin("queue mail");
        let waiting = tokio::spawn({
            let activity = activity.clone();
            async move { activity.quiet(Duration::from_secs(5)).await }
        });
        drop(busy);
        assert_eq!(waiting.await.unwrap(), Ok(()));
    }

    #[tokio::test]
    async fn who_waits_too_long_hears_what_is_busy() {
        let activity = Activity::default();
        let _busy = (activity.begin("queue mail"), activity.begin("queue mail"));
        let still = activity.quiet(Duration::from_millis(1)).await.unwrap_err();
        assert_eq!(still.to_string(), "still busy: 2 × queue mail;");
    }
}
