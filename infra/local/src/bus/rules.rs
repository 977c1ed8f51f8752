//! The rules of one bus, and which of them match an event.

use std::sync::{Mutex, PoisonError};

use anyhow::{Context, Result};
use quamina::Quamina;
use serde_json::Value;

use crate::template::RuleSpec;

/// The rules of one bus.
pub(super) struct Rules {
    matcher: Mutex<Quamina<usize>>,
    specs: Vec<RuleSpec>,
}

impl Rules {
    /// Fails on a pattern that cannot be matched as the platform does.
    pub(super) fn compile(specs: Vec<RuleSpec>) -> Result<Self> {
        let mut matcher = Quamina::new();
        for (index, rule) in specs.iter().enumerate() {
            matcher
                .add_pattern(index, &rule.pattern.to_string())
                .with_context(|| format!("rule {}: EventPattern", rule.name))?;
        }
        Ok(Self {
            matcher: Mutex::new(matcher),
            specs,
        })
    }

    /// The rules that match `envelope`, in the template's order.
    pub(super) fn matching(&self, envelope: &Value) -> Result<Vec<&RuleSpec>> {
        let matcher = self.matcher.lock().unwrap_or_else(PoisonError::into_inner);
        let mut indexes = matcher.matches_for_event(envelope.to_string().as_bytes())?;
        indexes.sort_unstable();
        indexes.dedup();
        Ok(indexes
            .into_iter()
            .filter_map(|index| self.specs.get(index))
            .collect())
    }
}
