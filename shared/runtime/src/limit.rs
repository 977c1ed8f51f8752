//! How often a caller may call (S5).
//!
//! A process lets a caller's first calls of a minute through without asking anybody. Whoever goes
//! on takes leases of the caller's counter in the table, many calls at a time: so an ordinary
//! caller costs no round trip, and a busy one no row that is written at every call
//! (`docs/decisions/0011-limits-by-lease.md`).

use std::collections::HashMap;
use std::error::Error;
use std::sync::{Mutex, MutexGuard, PoisonError};

use domain::lease::Lease;
use jiff::Timestamp;

use crate::auth::Caller;
use crate::http::note_quota;
use crate::problem::Problem;
use crate::telemetry::chain;

/// Length of a window, in seconds.
const WINDOW: i64 = 60;

/// Callers that a process remembers; when there are as many, those of past minutes are forgotten.
const REMEMBERED: usize = 1_000;

/// What a call does, by what it costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    Read,
    Write,
    /// Writes to somebody who did not ask for it.
    Invite,
}

impl Class {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Write => "write",
            Self::Invite => "invite",
        }
    }
}

/// What a caller has in a minute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    pub per_minute: u32,
    /// Calls of one lease; also those that a process lets through before it takes one.
    pub lease: u32,
}

/// The limits, for each API key and for each participant. `docs/api.md` lists them.
pub fn limit(caller: &Caller, class: Class) -> Limit {
    let (per_minute, lease) = match (caller, class) {
        (Caller::Host(_), Class::Read | Class::Write) => (6_000, 300),
        (Caller::Host(_), Class::Invite) => (1_200, 60),
        (Caller::Participant(_), Class::Read) => (120, 20),
        (Caller::Participant(_), Class::Write) => (60, 10),
        (Caller::Participant(_), Class::Invite) => (30, 5),
    };
    Limit { per_minute, lease }
}

/// What the response says of a caller's limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quota {
    pub class: Class,
    pub per_minute: u32,
    /// Known once the table was asked.
    pub left: Option<u32>,
    /// Until the minute ends.
    pub seconds: u32,
}

/// What this process knows of its callers' minutes.
#[derive(Default)]
pub struct Limits {
    windows: Mutex<HashMap<String, Window>>,
}

#[derive(Clone, Copy)]
struct Window {
    /// Minutes since 1970.
    number: i64,
    used: u32,
    /// Calls that this process may let through.
    granted: u32,
    /// Calls that all processes have taken, once the table was asked.
    taken: Option<u32>,
    is_spent: bool,
}

impl Window {
    fn left(&self, limit: Limit) -> Option<u32> {
        let unused = self.granted.saturating_sub(self.used);
        let taken = self.taken?;
        Some(
            limit
                .per_minute
                .saturating_sub(taken)
                .saturating_add(unused),
        )
    }
}

enum Step {
    Through,
    Refused,
    Ask(Lease),
}

impl Limits {
    /// Lets the call through, or refuses it. `lease` counts calls in the table, and answers how
    /// many are taken then, or nothing where there are not as many left.
    ///
    /// A counter that cannot be reached refuses nobody.
    ///
    /// # Errors
    /// 429 with the seconds until the minute ends.
    pub async fn admit<F, E>(
        &self,
        (caller, class): (&Caller, Class),
        now: Timestamp,
        lease: impl FnOnce(Lease) -> F,
    ) -> Result<(), Problem>
    where
        F: Future<Output = Result<Option<u32>, E>>,
        E: Error,
    {
        let limit = limit(caller, class);
        let counter = format!("{}#{}", name_of(caller), class.as_str());
        let is_through = match self.step(&counter, limit, now) {
            Step::Through => true,
            Step::Refused => false,
            Step::Ask(wish) => {
                let calls = wish.calls;
                let taken = lease(wish).await.unwrap_or_else(|error| {
                    tracing::warn!(error = chain(&error), "calls are not counted");
                    Some(0)
                });
                self.leased(&counter, calls, taken)
            }
        };
        let seconds = seconds_left(now);
        let left = self.lock().get(&counter).and_then(|it| it.left(limit));
        note_quota(Quota {
            class,
            per_minute: limit.per_minute,
            left: if is_through { left } else { Some(0) },
            seconds,
        });
        if is_through {
            return Ok(());
        }
        let (class, at_most) = (class.as_str(), limit.per_minute);
        let detail =
            format!("{at_most} {class} calls a minute are let through; try again in {seconds} s");
        Err(Problem::too_many_requests(seconds).detail(detail))
    }

    fn step(&self, counter: &str, limit: Limit, now: Timestamp) -> Step {
        let number = now.as_second().div_euclid(WINDOW);
        let mut windows = self.lock();
        if windows.len() >= REMEMBERED {
            windows.retain(|_, window| window.number == number);
        }
        let fresh = Window {
            number,
            used: 0,
            granted: limit.lease,
            taken: None,
            is_spent: false,
        };
        let window = windows.entry(counter.to_owned()).or_insert(fresh);
        if window.number != number {
            *window = fresh;
        }
        if window.is_spent {
            return Step::Refused;
        }
        if window.used < window.granted {
            window.used = window.used.saturating_add(1);
            return Step::Through;
        }
        // The first lease also counts what was let through before.
        let calls = match window.taken {
            None => limit.lease.saturating_mul(2),
            Some(_) => limit.lease,
        };
        Step::Ask(Lease {
            counter: counter.to_owned(),
            window_starts_at: window_start(number),
            calls,
            at_most: limit.per_minute,
        })
    }

    /// Whether the call that asked for the lease is let through.
    fn leased(&self, counter: &str, calls: u32, taken: Option<u32>) -> bool {
        let mut windows = self.lock();
        let Some(window) = windows.get_mut(counter) else {
            return taken.is_some();
        };
        if taken.is_none() {
            window.is_spent = true;
            return false;
        }
        window.granted = match window.taken {
            None => calls,
            Some(_) => window.granted.saturating_add(calls),
        };
        window.taken = taken;
        window.used = window.used.saturating_add(1);
        true
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<String, Window>> {
        self.windows.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn name_of(caller: &Caller) -> String {
    match caller {
        Caller::Host(host) => format!("KEY#{}", host.key_id),
        Caller::Participant(own) => {
            format!("PARTICIPANT#{}#{}", own.account_id, own.participant_id)
        }
    }
}

fn window_start(number: i64) -> Timestamp {
    let seconds = number.saturating_mul(WINDOW);
    Timestamp::from_second(seconds).unwrap_or(Timestamp::MIN)
}

/// 1 to 60.
fn seconds_left(now: Timestamp) -> u32 {
    let into = now.as_second().rem_euclid(WINDOW);
    u32::try_from(WINDOW.saturating_sub(into)).unwrap_or(1)
}

#[cfg(test)]
mod tests;
