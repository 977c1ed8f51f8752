//! Idempotency keys: the first answer to a key is the answer to it, even a 500 (Stripe:
//! idempotent requests).

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::calendar::later;
use super::call::Call;

/// Stripe forgets a key after a day.
const KEPT_FOR: SignedDuration = SignedDuration::from_hours(24);

/// A status and the body that goes with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Reply {
    pub(super) status: u16,
    pub(super) body: Value,
}

#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct IdempotencyKeys {
    kept: BTreeMap<String, Kept>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Kept {
    call: Call,
    reply: Reply,
    at: Timestamp,
    /// The first call is still being answered until then.
    #[serde(skip, default = "Instant::now")]
    busy_until: Instant,
}

/// What is known of a key.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Known {
    Nothing,
    /// The call was made before, and this was its answer.
    Answered(Reply),
    /// The same call is being answered right now.
    InUse,
    /// The key belongs to a call with other parameters.
    OtherCall,
}

impl IdempotencyKeys {
    pub(super) fn look_up(&self, key: &str, call: &Call, now: Timestamp) -> Known {
        match self.kept.get(key) {
            Some(kept) if later(kept.at, KEPT_FOR) > now => {
                if kept.call != *call {
                    Known::OtherCall
                } else if kept.busy_until > Instant::now() {
                    Known::InUse
                } else {
                    Known::Answered(kept.reply.clone())
                }
            }
            Some(_) | None => Known::Nothing,
        }
    }

    /// Keeps the answer; the call itself takes `busy_for` longer.
    pub(super) fn keep(&mut self, key: &str, kept: (Call, Reply), now: Timestamp, busy: Duration) {
        let (call, reply) = kept;
        let busy_until = Instant::now()
            .checked_add(busy)
            .unwrap_or_else(Instant::now);
        self.kept.insert(
            key.to_owned(),
            Kept {
                call,
                reply,
                at: now,
                busy_until,
            },
        );
    }

    pub(super) fn forget_all(&mut self) {
        self.kept.clear();
    }
}
