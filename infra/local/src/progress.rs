//! What the program says while it starts: one line a step, on standard error.

use std::time::Instant;

use crate::serving::Addresses;

/// The voice of the program.
pub(crate) struct Progress {
    quiet: bool,
    started_at: Instant,
}

impl Progress {
    /// Says nothing when `quiet`.
    pub(crate) fn new(quiet: bool) -> Self {
        Self {
            quiet,
            started_at: Instant::now(),
        }
    }

    /// Says what was done.
    pub(crate) fn step(&self, text: &str) {
        if !self.quiet {
            eprintln!("{:>6} ms  {text}", self.started_at.elapsed().as_millis());
        }
    }

    /// Says where everything is, and how it ends.
    pub(crate) fn ready(&self, addresses: &Addresses, how_it_ends: &str) {
        if self.quiet {
            return;
        }
        self.step("ready");
        eprintln!();
        eprintln!("  Start here   {}/_local", addresses.url);
        eprintln!("  API          {}", addresses.url);
        eprintln!("  Stripe       {}", addresses.stripe_url);
        eprintln!();
        eprintln!("  {how_it_ends}");
    }
}
