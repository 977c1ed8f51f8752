//! What the functions wrote: the latest lines of each.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;
use serde::Serialize;

use crate::clock::Clock;

/// Lines kept for each function: as many as a test of the whole API writes, some 5 MB.
const KEPT_LINES: usize = 20_000;

/// One line of a function's output.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Line {
    pub(crate) at: Timestamp,
    pub(crate) function: String,
    pub(crate) instance: u64,
    pub(crate) text: String,
}

/// The output of every function.
pub(crate) struct Logs {
    clock: Clock,
    lines: Mutex<BTreeMap<String, VecDeque<Line>>>,
    echo: bool,
}

impl Logs {
    /// Empty logs; `echo` repeats each line on standard error.
    pub(crate) fn new(clock: Clock, echo: bool) -> Self {
        Self {
            clock,
            lines: Mutex::default(),
            echo,
        }
    }

    /// Adds a line of one process of `function`.
    pub(crate) fn write(&self, function: &str, instance: u64, text: impl Into<String>) {
        let text = text.into();
        if self.echo {
            eprintln!("{function}.{instance}: {text}");
        }
        let line = Line {
            at: self.clock.now(),
            function: function.to_owned(),
            instance,
            text,
        };
        let mut lines = self.lock();
        let kept = lines.entry(function.to_owned()).or_default();
        if kept.len() >= KEPT_LINES {
            kept.pop_front();
        }
        kept.push_back(line);
    }

    /// The lines of `function`, or of all, oldest first.
    pub(crate) fn read(&self, function: Option<&str>) -> Vec<Line> {
        let lines = self.lock();
        let wanted = lines
            .iter()
            .filter(|(name, _)| function.is_none_or(|wanted| wanted == *name));
        let mut found: Vec<Line> = wanted.flat_map(|(_, kept)| kept.iter().cloned()).collect();
        found.sort_by_key(|line| line.at);
        found
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<String, VecDeque<Line>>> {
        self.lines.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
